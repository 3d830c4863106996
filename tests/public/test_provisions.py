"""The pages of provisions, and their list: stance, form, length, rules in words."""

import pytest
from django.contrib.auth.models import Permission

from coop.curation import recording
from tests import factories
from tests.public.reading import note, read
from tests.public.test_agreement_addresses import renamed, withdrawn
from tests.public.worlds import queries

pytestmark = pytest.mark.django_db


def address(provision):
    return f"/provisions/{provision.agreement.key}/{provision.key}/"


def page_of(client, provision):
    return read(client.get(address(provision)))


class TestAProvision:
    def test_says_how_it_is_coded(self, client):
        agreement = factories.agreement(title="Memorandum")
        provision = factories.provision(
            agreement=agreement,
            topic=factories.topic("joint-production"),
            stance="encourages",
            summary="Films are made together.",
            forms=("fiction", "animation"),
            article="4",
        )

        page = page_of(client, provision)

        assert page.one("div", class_="summary").text == "Films are made together."
        assert page.row("Stance").text == "encourages"
        assert page.row("Form").text == "fiction, animation"
        assert page.row("Length").text == "no length is named"
        assert page.row("Article").text == "4"
        assert page.link("Memorandum") == f"{agreement.get_absolute_url()}#{provision.anchor}"

    def test_has_its_rules_in_words_with_their_evidence(self, client):
        provision = factories.provision()
        rule = factories.rule(provision=provision, maximum=80, evidence=False)
        factories.citation(rule, as_named="not less than twenty per cent")

        page = page_of(client, provision)

        item = page.section("Rules").one("li", id=rule.anchor)
        assert "20" in item.text
        assert "80" in item.text
        (number,) = item.note_numbers
        assert "not less than twenty per cent" in note(page, number).text

    def test_has_what_is_said_of_it(self, client):
        provision = factories.provision()
        factories.statement(provision=provision, summary="It eases the work")

        assert "It eases the work" in page_of(client, provision).section("What is said of it").text

    def test_has_a_note_at_each_field(self, client):
        provision = factories.provision(stance="plans", evidence=False)
        factories.citation(provision, field="stance", as_named="is to be")

        page = page_of(client, provision)

        assert page.row("Stance").note_numbers == [1]
        assert "is to be" in note(page, 1).text

    def test_leads_to_the_others_on_its_topic(self, client):
        provision = factories.provision(summary="The first")
        other = factories.provision(
            agreement=provision.agreement, topic=provision.topic, summary="The second"
        )

        section = page_of(client, provision).section("Further on this topic in the same agreement")

        assert section.link("The second") == address(other)

    def test_keeps_its_address_when_the_agreement_is_renamed(self, client):
        provision = factories.provision()
        before = address(provision)
        renamed(provision.agreement, "Another title")

        assert read(client.get(before)).link("Another title")

    def test_of_a_draft_is_not_found(self, client):
        provision = factories.provision(agreement=factories.agreement(draft=True))

        assert client.get(address(provision)).status_code == 404

    def test_of_a_withdrawn_agreement_leaves_a_tombstone(self, client):
        provision = factories.provision()
        withdrawn(provision.agreement, "Entered twice.")

        assert "Entered twice." in read(client.get(address(provision)), status=410).text

    def test_with_the_key_of_another_agreement_is_not_found(self, client):
        provision, other = factories.provision(), factories.provision()

        response = client.get(f"/provisions/{other.agreement.key}/{provision.key}/")

        assert response.status_code == 404

    def test_of_a_draft_is_shown_to_staff_who_preview_it(self, client, django_user_model):
        provision = factories.provision(agreement=factories.agreement(draft=True))
        user = django_user_model.objects.create_user("staff", is_staff=True)
        user.user_permissions.add(Permission.objects.get(codename="view_provision"))
        client.force_login(user)

        response = client.get(address(provision) + "?preview=1")

        assert read(response).one("p", class_="preview-notice")
        assert "no-store" in response["Cache-Control"]

    def test_costs_the_same_with_few_rules_and_with_many(self, client):
        provision = factories.provision()
        ruled(provision, 2)
        before = queries(client, address(provision))
        ruled(provision, 7)

        assert queries(client, address(provision)) == before


def ruled(provision, times):
    with recording():
        for _each in range(times):
            rule = factories.rule(provision=provision)
            factories.rule(provision=provision, relaxes=rule)
            factories.statement(provision=provision)
            provision.subjects.add(factories.subject())
            factories.provision(agreement=provision.agreement, topic=provision.topic)


class TestTheList:
    def test_is_filtered_by_topic_stance_form_length_and_country(self, client):
        agreement = factories.agreement(parties=[factories.state("KZ")])
        wanted = {
            "topic": factories.topic("joint-production"),
            "stance": "requires",
            "forms": ("fiction",),
            "lengths": ("short",),
        }
        factories.provision(agreement=agreement, summary="Wanted", **wanted)
        for field, other in (
            ("topic", factories.topic("joint-projects")),
            ("stance", "plans"),
            ("forms", ()),
            ("lengths", ("series",)),
        ):
            factories.provision(agreement=agreement, summary="Other", **{**wanted, field: other})
        factories.provision(summary="Other country", **wanted)

        page = read(
            client.get(
                "/provisions/?topic=joint-production&stance=requires&form=fiction"
                "&length=short&country=KZ"
            )
        )

        (card,) = page.all("li", class_="card")
        assert "Wanted" in card.text

    def test_of_a_group_has_what_its_topics_have(self, client):
        factories.provision(topic=factories.topic("joint-production"), summary="In the group")

        page = read(client.get("/provisions/?topic=a-group"))

        assert "In the group" in page.one("li", class_="card").text

    def test_can_stand_by_agreement(self, client):
        second = factories.agreement(title="Second")
        first = factories.agreement(title="First")
        factories.provision(agreement=second, topic=factories.topic("a-topic"))
        factories.provision(agreement=first, topic=factories.topic("b-topic"))

        page = read(client.get("/provisions/?sort=agreement"))

        titles = [card.all("a")[1].text for card in page.all("li", class_="card")]
        assert titles == ["First", "Second"]
