"""The page of an agreement tells its whole story, with a source note at every claim."""

import pytest

from tests import factories
from tests.public.reading import note, read

pytestmark = pytest.mark.django_db


def open_page(client, agreement, address=""):
    agreement.refresh_from_db()
    return read(client.get(address or agreement.get_absolute_url()))


def possible(claim):
    """The same claim, with one citation that can be read in two ways."""
    factories.citation(claim, basis="ambiguous", note="It can be read in two ways.")
    return claim


class TestWhatItIs:
    def test_a_supplied_title_stands_in_brackets_and_says_so(self, client):
        agreement = factories.agreement(title="A film memorandum", is_title_supplied=True)

        page = open_page(client, agreement)

        assert page.one("h1").text.startswith("[A film memorandum]")
        assert "Title in brackets supplied by the registry" in page.text

    def test_its_other_titles_stand_in_their_own_language_and_direction(self, client):
        agreement = factories.agreement(title={"en": "Memorandum", "ar": "مذكرة"})

        arabic = open_page(client, agreement).one("ul", "other-names").one("span")

        assert (arabic.text, arabic["lang"], arabic["dir"]) == ("مذكرة", "ar", "rtl")

    def test_what_no_source_states_is_said_to_be_not_stated(self, client):
        agreement = factories.agreement(parties=[])

        page = open_page(client, agreement)

        assert "Binding: not stated" in page.one("p", "record-kind").text
        assert page.row("Place").text == "not stated in the sources read"
        assert page.row("Occasion").text == "not stated in the sources read"
        assert page.row("Between").text == "not stated in the sources read"
        assert "others may exist" in page.row("List of parties").text

    def test_evidence_for_its_kind_stands_at_the_kind(self, client):
        agreement = factories.agreement(kind="protocol")
        factories.citation(agreement, field="kind", as_named="film protocol")

        page = open_page(client, agreement)

        kind = page.one("p", "record-kind")
        assert kind.text.startswith("Protocol")
        assert "film protocol" in note(page, kind.note_numbers[0]).text

    def test_a_record_that_is_only_possible_says_so(self, client):
        agreement = possible(factories.agreement(title="Second memorandum", evidence=False))

        page = open_page(client, agreement)

        assert page.one("h1").text.startswith("possibly Second memorandum")


class TestWho:
    def test_each_party_stands_in_a_row_of_its_own_with_its_note(self, client):
        one, other = factories.party(names="One centre"), factories.party(names="Other centre")
        agreement = factories.agreement(parties=[one, other])

        page = open_page(client, agreement)

        assert page.row("Between").text.startswith("One centre")
        assert page.row("and").text.startswith("Other centre")
        assert page.row("Between").note_numbers != page.row("and").note_numbers != []

    def test_parties_of_one_side_stand_together(self, client):
        agreement = factories.agreement(parties=[factories.party(names="Kazakh centre")])
        for name in ("French centre", "Georgian centre"):
            factories.participation(
                agreement=agreement, party=factories.party(names=name), side=2, order=2
            )

        page = open_page(client, agreement)

        assert "French centre" in page.row("and").text
        assert "Georgian centre" in page.row("and").text

    def test_a_signature_has_its_person_office_and_evidence(self, client):
        minister = factories.person(names="Aida Balayeva")
        signature = factories.signature(
            participation=factories.agreement().participations.first(),
            person=minister,
            office="Minister of Culture",
        )

        page = open_page(client, signature.participation.agreement)

        line = page.one("p", "signature")
        minister.refresh_from_db()
        assert line.link("Aida Balayeva") == minister.get_absolute_url()
        assert "Minister of Culture" in line.text
        assert len(line.note_numbers) == 1

    def test_a_body_that_acts_for_another_says_for_whom(self, client):
        state = factories.state("KZ")
        agreement = factories.agreement(parties=[])
        factories.participation(agreement=agreement, acting_for=state)

        assert "acting for Kazakhstan" in open_page(client, agreement).row("Between").text

    def test_a_framework_is_no_party(self, client):
        framework = factories.party(names="TURKSOY", kind="intergovernmental-organisation")
        agreement = factories.agreement()
        agreement.frameworks.add(framework)

        page = open_page(client, agreement)

        assert "TURKSOY" in page.row("Within the framework of").text
        assert "TURKSOY" not in page.row("Between").text + page.row("and").text

    def test_a_body_with_another_role_stands_under_that_role(self, client):
        agreement = factories.agreement()
        factories.participation(
            agreement=agreement, party=factories.party(names="Council"), role="depositary"
        )

        assert "Council" in open_page(client, agreement).row("Depositary").text

    def test_a_party_that_is_only_possible_says_so(self, client):
        agreement = factories.agreement(parties=[])
        possible(factories.participation(agreement=agreement, evidence=False))

        assert open_page(client, agreement).row("Between").text.startswith("possibly")


class TestWhenAndWhere:
    def test_a_date_stands_in_words_and_never_more_exact_than_it_is(self, client):
        agreement = factories.act(done_on="?2025-12-11").agreement

        signed = open_page(client, agreement).row("Signed")

        assert signed.text.startswith("11 December 2025, year inferred (inferred)")

    def test_a_signature_without_a_date_says_so(self, client):
        agreement = factories.act(done_on="").agreement

        assert open_page(client, agreement).row("Signed").text.startswith("date not stated")

    def test_the_date_of_an_occasion_stands_beside_the_event_alone(self, client):
        festival = factories.event(names="Korkyt Ata", held_on="2025-10")
        agreement = factories.occasion(event=festival, kind="within").agreement
        factories.act(agreement=agreement, done_on="")

        page = open_page(client, agreement)

        assert page.row("Occasion").text.startswith("within Korkyt Ata")
        assert "October 2025" in page.row("Occasion").text
        assert "2025" not in page.row("Signed").text
        assert "2025" not in page.section("Life").text

    def test_an_event_that_it_provides_for_is_no_occasion(self, client):
        weeks = factories.event(names="Film weeks", holding="planned")
        agreement = factories.occasion(event=weeks, kind="provides-for").agreement

        page = open_page(client, agreement)

        assert "Film weeks" not in page.row("Occasion").text
        assert "planned" in page.row("Provides for").text

    def test_evidence_for_its_place_stands_at_the_place(self, client):
        agreement = factories.agreement(place=factories.place(names="Astana"))
        factories.citation(
            agreement, field="place", basis="inferred", note="The capital is meant.", paragraphs="3"
        )

        page = open_page(client, agreement)

        place = page.row("Place")
        assert place.text.startswith("Astana (inferred)")
        assert "The capital is meant." in note(page, place.note_numbers[0]).text


class TestItsLife:
    def test_acts_stand_in_the_order_of_their_dates(self, client):
        agreement = factories.agreement()
        for kind, done_on in [
            ("entry-into-force", "2025-02-01"),
            ("ratification", "2024-09"),
            ("signature", "2024-05-14"),
        ]:
            factories.act(agreement=agreement, kind=kind, done_on=done_on)

        acts = open_page(client, agreement).section("Life").all("span", "act-what")

        assert [act.text.split("Note")[0] for act in acts] == [
            "Signature",
            "Ratification",
            "Entry into force",
        ]

    def test_a_missing_entry_into_force_is_not_stated(self, client):
        agreement = factories.act().agreement

        missing = open_page(client, agreement).section("Life").one("li", "act-missing")

        assert missing.text == "not stated Entry into force"

    def test_its_status_today_is_as_exact_as_the_act_behind_it(self, client):
        agreement = factories.act(done_on="2022-06").agreement

        standing = open_page(client, agreement).one("p", "standing")

        assert standing.text == "Stands today: signed since June 2022"

    def test_an_undated_signature_does_not_say_since_when(self, client):
        agreement = factories.act(done_on="").agreement

        standing = open_page(client, agreement).one("p", "standing")

        assert standing.text == "Stands today: signed, since when not stated"


class TestWhatItProvides:
    def test_provisions_stand_under_their_group_and_topic(self, client):
        circulation = factories.topic("film-weeks", names="Film weeks")
        provision = factories.provision(
            topic=circulation, summary="Weeks are held.", stance="plans"
        )

        page = open_page(client, provision.agreement)

        assert "plans Weeks are held." in page.section("Film weeks").text
        assert circulation.parent.names["en"] in page.section("What it provides").text

    def test_a_provision_has_its_form_length_subjects_and_article(self, client):
        provision = factories.provision(
            forms=["documentary"],
            lengths=["short"],
            article="4(2)",
            subjects=[factories.subject(names="shared history")],
        )

        page = open_page(client, provision.agreement)

        facts = page.one("p", "provision-facts").text
        for said in ("Article 4(2)", "documentary", "short", "shared history"):
            assert said in facts

    def test_its_rules_stand_in_words_with_their_evidence(self, client):
        rule = factories.rule(minimum=20, maximum=80, applies_to="bilateral")

        rules = open_page(client, rule.provision.agreement).one("ul", "rules")

        assert rules.text.startswith(
            "The share of each co-producer is from 20 to 80% of the total cost"
        )
        assert "bilateral films" in rules.text
        assert len(rules.note_numbers) == 1

    def test_a_provision_that_is_only_possible_says_so(self, client):
        provision = possible(factories.provision(summary="Fiction is meant.", evidence=False))

        page = open_page(client, provision.agreement)

        assert page.one("div", "provision").text.startswith("possibly")

    def test_the_anchor_of_a_provision_is_on_the_page(self, client):
        provision = factories.provision()

        assert open_page(client, provision.agreement).one(id=provision.anchor)

    @pytest.mark.parametrize(
        ("coding", "sentence"),
        [
            ("not-coded", "not coded yet"),
            ("from-reports", "On 1 other topic: not stated in the sources read"),
            ("from-the-full-text", "On 1 other topic: the full text is silent"),
        ],
    )
    def test_an_absent_topic_reads_by_what_was_coded(self, client, coding, sentence):
        agreement = factories.agreement(coding=coding)
        factories.provision(agreement=agreement, topic=factories.topic("markets"))
        factories.topic("anti-piracy")

        page = open_page(client, agreement)

        assert sentence in page.section("What it provides").text


class TestWhatItIsMeantToDo:
    def test_a_statement_says_whose_words_it_is(self, client):
        statement = factories.statement(summary="Projects replace exchanges.", evidence=False)
        factories.citation(statement, said_by_as_printed="Officials in the talks")

        section = open_page(client, statement.agreement).section("What it is meant to do")

        aims = section.row("Aim")
        assert "Projects replace exchanges." in aims.text
        assert "Officials in the talks" in aims.text
        assert len(aims.note_numbers) == 1

    def test_a_statement_about_a_provision_stands_at_the_provision(self, client):
        provision = factories.provision()
        factories.statement(provision=provision, summary="It raises the profile.")

        page = open_page(client, provision.agreement)

        assert "It raises the profile." in page.one("div", "provision").text


class TestItsRelations:
    def test_each_end_links_to_the_other_in_its_own_words(self, client):
        relation = factories.relation(kind="builds-on", related=factories.agreement(title="Base"))
        memorandum = relation.agreement

        page = open_page(client, memorandum)
        other = open_page(client, relation.related)

        assert page.row("Builds on").link("Base") == relation.related.get_absolute_url()
        assert memorandum.get_absolute_url() in other.row("Is built on by").links
        assert page.row("Builds on").note_numbers
        assert other.row("Is built on by").note_numbers

    def test_a_draft_at_the_other_end_is_not_mentioned(self, client):
        draft = factories.agreement(title="Secret programme", draft=True)
        relation = factories.relation(related=draft)
        published = factories.agreement()
        factories.relation(agreement=draft, related=published)

        assert "Secret programme" not in open_page(client, relation.agreement).text
        assert "Secret programme" not in open_page(client, published).text

    def test_a_package_lists_its_members(self, client):
        package = factories.agreement(kind="package")
        member = factories.agreement(title="The film memorandum")
        possible(
            factories.relation(agreement=member, related=package, kind="part-of", evidence=False)
        )

        members = open_page(client, package).section("Members of this package")

        assert "possibly The film memorandum" in members.text
        assert member.get_absolute_url() in members.links


class TestItsFilms:
    def test_a_film_stands_with_the_nature_of_its_link(self, client):
        film = factories.coproduction(title="The Tale of the Sea Dogs")
        link = factories.film_link(coproduction=film, nature="initiative-of")

        films = open_page(client, link.agreement).section("Films")

        film.refresh_from_db()
        assert films.link("The Tale of the Sea Dogs") == film.get_absolute_url()
        assert "initiative of" in films.text
        assert films.note_numbers

    def test_a_draft_film_is_not_mentioned(self, client):
        film = factories.coproduction(title="Secret film", draft=True)
        link = factories.film_link(coproduction=film)

        page = open_page(client, link.agreement)

        assert "Secret film" not in page.text
        assert "No source read ties a film to it." in page.section("Films").text


class TestWhatTheSourcesCallIt:
    def test_every_label_stands_with_its_paragraph_and_note(self, client):
        source = factories.source(language="en")
        agreement = factories.agreement(evidence=False)
        for paragraphs, label in [("2", "agreement"), ("1", "deal"), ("7", "MoU")]:
            factories.citation(agreement, source=source, paragraphs=paragraphs, as_named=label)

        section = open_page(client, agreement).section("What the sources call it")

        labels = [each.text for each in section.one("ul", "labels").all("li")]
        assert [label.split("Note")[0].strip() for label in labels] == [
            "paragraph 1 deal",
            "paragraph 2 agreement",
            "paragraph 7 MoU",
        ]

    def test_a_word_for_the_place_is_no_label(self, client):
        agreement = factories.agreement(place=factories.place())
        factories.citation(agreement, field="place", as_named="the capital")
        factories.citation(agreement, as_named="accord")

        labels = open_page(client, agreement).one("ul", "labels").text

        assert "accord" in labels
        assert "the capital" not in labels
