"""The words by which a record is found: its own, those of what it names, and no draft's."""

import pytest

from coop.curation import recording
from coop.models import SearchDocument
from coop.names.folding import fold
from coop.search.words import TITLES, WORDS, readings
from tests import factories


def change(thing, **fields):
    with recording() as opened:
        opened.touch(thing)
        for name, value in fields.items():
            setattr(thing, name, value)
        thing.save()


def delete(thing):
    with recording() as opened:
        opened.touch(thing)
        thing.delete()


def found_by(words, **conditions):
    """Kinds and keys of the records whose documents have these words."""
    documents = SearchDocument.objects.filter(words__contains=fold(words), **conditions)
    titled = SearchDocument.objects.filter(title__contains=fold(words), **conditions)
    return {(one.kind, one.key) for one in (*documents, *titled)}


def kinds(words):
    return {kind for kind, _key in found_by(words)}


def _agreement(**fields):
    return factories.participation(**fields).agreement


def _framed(party):
    agreement = factories.agreement()
    with recording() as opened:
        opened.touch(agreement)
        agreement.frameworks.add(party)
    return agreement


TIED_TO_A_PARTY = {
    "party": lambda party: _agreement(party=party),
    "acting_for": lambda party: _agreement(acting_for=party),
    "office_at": lambda party: (
        factories.signature(office="Director", office_at=party).participation.agreement
    ),
    "framework": _framed,
    "partner": lambda party: factories.partner(party=party).coproduction,
}


@pytest.mark.django_db
class TestADocument:
    @pytest.mark.parametrize(
        "make",
        [
            *(factories.agreement, factories.coproduction, factories.source, factories.provision),
            *(factories.party, factories.person, factories.event, factories.place),
            *(factories.subject, factories.country, factories.topic),
        ],
    )
    def test_is_written_for_each_record_once(self, make):
        record = make()

        documents = SearchDocument.objects.filter(kind=record._meta.model_name, record_id=record.pk)

        assert documents.count() == 1

    def test_has_the_names_in_every_language(self):
        agreement = factories.agreement(title={"ar": "اتفاق سينمائي", "en": "Film accord"})

        assert found_by("اتفاق") == found_by("accord") == {("agreement", agreement.key)}

    def test_has_the_words_that_sources_use(self):
        agreement = factories.agreement()

        factories.citation(agreement, as_named="landmark deal")

        assert found_by("landmark") == {("agreement", agreement.key)}

    def test_of_a_record_has_the_names_of_what_it_refers_to(self):
        party = factories.party(names="Centre for Cinema")
        agreement = factories.agreement(parties=[party, factories.party()])

        assert found_by("centre for cinema") == {
            ("party", party.key),
            ("agreement", agreement.key),
        }

    @pytest.mark.parametrize("path", ["party", "acting_for", "office_at", "framework", "partner"])
    def test_has_all_names_of_a_party(self, path):
        ministry = factories.party(names="Ministry of reels", country=factories.country("KZ"))
        party = factories.party(names="Film body", short_names="FB", parent=ministry)
        factories.former_name(party=party, names="Old bureau")
        reader = TIED_TO_A_PARTY[path](party)

        for name in ("Film body", "FB", "Old bureau", "Ministry of reels", "Kazakhstan"):
            assert (reader._meta.model_name, reader.key) in found_by(name)

    @pytest.mark.parametrize(
        "make",
        [
            *(factories.participation, factories.signature, factories.occasion, factories.act),
            *(factories.relation, factories.provision, factories.rule, factories.statement),
            *(factories.partner, factories.screening),
        ],
    )
    def test_has_the_words_that_sources_use_for_a_part(self, make):
        part = make()

        factories.citation(part, as_named="landmark")

        root = part.root
        assert (root._meta.model_name, root.key) in found_by("landmark")

    def test_of_a_member_alone_has_the_title_of_another_agreement(self):
        package = factories.agreement(title="Package of reels")
        member = factories.relation(kind="part-of", related=package).agreement
        factories.relation(kind="amends", related=package)

        assert found_by("package of reels") == {
            ("agreement", package.key),
            ("agreement", member.key),
        }

    def test_has_the_dates_that_people_remember(self):
        act = factories.act(done_on="2019-05-17", effective_on="2020?")
        event = factories.event(held_on="2018-06")
        film = factories.coproduction(year="2017")

        assert found_by("2019 05 17") == found_by("2020") == {("agreement", act.agreement.key)}
        assert found_by("2018") == {("event", event.key)}
        assert found_by("2017") == {("coproduction", film.key)}

    def test_of_a_provision_lacks_the_definition_of_its_topic(self):
        """Every provision on the topic would be found by each word of it."""
        topic = factories.topic("archives", definition="Keeping and restoring reels")
        factories.provision(topic=topic)

        assert kinds("restoring reels") == {"provisiontopic"}

    @pytest.mark.parametrize("typed", ["Qorqyt ata", "korkyt ata"])
    def test_has_names_that_nobody_wrote_in_latin_letters_in_them(self, typed):
        event = factories.event(names={"kk": "Қорқыт ата"})

        assert found_by(typed) == {("event", event.key)}

    def test_has_no_spelling_where_there_is_a_latin_name(self):
        factories.event(names={"kk": "Қорқыт ата", "tr": "Korkut Ata"})

        assert found_by("korkyt") == set()

    def test_of_an_agreement_follows_the_new_name_of_its_party(self):
        party = factories.party(names="Old centre")
        factories.agreement(parties=[party, factories.party()])

        change(party, names={"en": "New institute"})

        assert kinds("new institute") == {"party", "agreement"}
        assert kinds("old centre") == set()

    def test_of_an_agreement_follows_the_new_name_of_its_partys_country(self):
        factories.agreement(parties=[factories.state("KZ"), factories.party()])

        change(factories.country("KZ"), names={"en": "Qazaqstan"})

        assert kinds("qazaqstan") == {"country", "party", "agreement"}

    def test_of_a_provision_follows_the_new_name_of_its_topic(self):
        provision = factories.provision(topic=factories.topic("archives"))

        change(provision.topic, names={"en": "Film heritage"})

        assert kinds("film heritage") == {"provisiontopic", "provision", "agreement"}

    def test_of_an_agreement_follows_the_new_title_of_its_film(self):
        link = factories.film_link()

        change(link.coproduction, title={"en": "The steppe"})

        assert kinds("the steppe") == {"coproduction", "agreement"}

    def test_of_an_agreement_forgets_a_party_that_left(self):
        participation = factories.participation(party=factories.party(names="Short guest"))

        delete(participation)

        assert kinds("short guest") == {"party"}

    def test_of_an_agreement_forgets_a_film_that_was_untied(self):
        link = factories.film_link(coproduction=factories.coproduction(title="The steppe"))

        delete(link)

        assert kinds("the steppe") == {"coproduction"}

    def test_of_an_agreement_forgets_a_film_that_was_deleted(self):
        link = factories.film_link(coproduction=factories.coproduction(title="The steppe"))

        delete(link.coproduction)

        assert kinds("the steppe") == set()

    def test_of_a_person_has_the_office_in_which_they_signed(self):
        signature = factories.signature(person=factories.person(), office="Keeper of reels")

        assert kinds("keeper of reels") == {"agreement", "person"}

        change(signature, office="Mayor")

        assert kinds("keeper of reels") == set()

    def test_of_a_person_forgets_an_office_with_its_signature(self):
        signature = factories.signature(person=factories.person(), office="Keeper of reels")

        delete(signature)

        assert kinds("keeper of reels") == set()

    def test_goes_with_its_record(self):
        agreement = factories.agreement(title="Passing accord")
        factories.provision(agreement=agreement, summary="Passing provision")

        delete(agreement)

        assert kinds("passing") == set()

    def test_of_a_provision_goes_with_it(self):
        provision = factories.provision(summary="Passing provision")

        delete(provision)

        assert kinds("passing provision") == set()


@pytest.mark.django_db
class TestTheDocumentOfADraft:
    @pytest.mark.parametrize(
        "make", [factories.agreement, factories.coproduction, factories.source]
    )
    def test_is_not_public_before_it_is_published(self, make):
        record = make(draft=True, title="Hidden title")
        before = found_by("hidden title", is_public=True)

        change(record, state="published")

        assert before == set()
        assert found_by("hidden title", is_public=True) == {(record._meta.model_name, record.key)}

    def test_has_provisions_that_are_not_public_either(self):
        agreement = factories.agreement(draft=True)
        provision = factories.provision(agreement=agreement, summary="Hidden summary")
        before = found_by("hidden summary", is_public=True)

        change(agreement, state="published")

        assert before == set()
        assert ("provision", provision.key) in found_by("hidden summary", is_public=True)

    def test_gives_none_of_its_words_to_a_public_record(self):
        """What a draft names may be public; its words must not be found through it."""
        person = factories.public(factories.person())
        agreement = factories.agreement()
        draft = factories.agreement(draft=True, title="Hidden accord")
        film = factories.coproduction(draft=True, title="Hidden film")
        factories.film_link(coproduction=film, agreement=agreement)
        factories.film_link(coproduction=factories.coproduction(), agreement=draft)
        factories.signature(
            participation=draft.participations.first(), person=person, office="Hidden office"
        )
        factories.attendance(event=factories.event(), person=person, office="Hidden seat")
        factories.citation(person, source=factories.source(draft=True), as_named="Hidden word")

        assert found_by("hidden", is_public=True) == set()

    def test_gives_them_once_it_is_published(self):
        agreement = factories.agreement()
        film = factories.coproduction(draft=True, title="Hidden film")
        factories.film_link(coproduction=film, agreement=agreement)

        change(film, state="published")

        assert ("agreement", agreement.key) in found_by("hidden film", is_public=True)

    def test_gives_its_title_to_its_members_once_it_is_published(self):
        draft = factories.agreement(draft=True, title="Hidden package")
        member = factories.relation(kind="part-of", related=draft).agreement
        before = found_by("hidden package", is_public=True)

        change(draft, state="published")

        assert before == set()
        assert ("agreement", member.key) in found_by("hidden package", is_public=True)

    @pytest.mark.parametrize(
        "make",
        [
            *(factories.agreement, factories.coproduction, factories.provision, factories.act),
            *(factories.statement, factories.rule, factories.relation, factories.screening),
        ],
    )
    def test_gives_no_evidence_to_a_published_record(self, make):
        factories.citation(make(), source=factories.source(draft=True), as_named="Hidden word")

        assert found_by("hidden word", is_public=True) == set()

    def test_gives_its_evidence_once_the_source_is_published(self):
        person = factories.public(factories.person())
        source = factories.source(draft=True)
        factories.citation(person, source=source, as_named="Hidden word")

        change(source, state="published")

        assert found_by("hidden word", is_public=True) == {("person", person.key)}

    def test_of_what_is_public_by_reference_follows_the_reference(self):
        place = factories.place(names="Far valley")
        agreement = factories.agreement(place=place)
        published = found_by("far valley", is_public=True)

        change(agreement, state="withdrawn")

        assert published == {("place", place.key), ("agreement", agreement.key)}
        assert found_by("far valley", is_public=True) == set()


def mark(record):
    """Mark the record's document: who looks at it again makes it right."""
    SearchDocument.objects.of(type(record)).filter(record_id=record.pk).update(key="marked")


def is_marked(record):
    return SearchDocument.objects.of(type(record)).get(record_id=record.pk).key == "marked"


@pytest.mark.django_db
class TestTheDocumentOfOneThatNamesAnother:
    def test_stays_while_the_names_of_the_other_stay(self):
        party = factories.party()
        agreement = factories.agreement(parties=[party, factories.party()])
        mark(agreement)

        change(party, identifiers={"wikidata": "Q232"})

        assert is_marked(agreement)

    def test_is_written_when_the_other_is_renamed(self):
        party = factories.party()
        agreement = factories.agreement(parties=[party, factories.party()])
        mark(agreement)

        change(party, names={"en": "New institute"})

        assert not is_marked(agreement)

    def test_stays_while_the_source_that_it_cites_stays_published(self):
        source = factories.source()
        agreement = factories.agreement(source=source)
        mark(agreement)

        change(source, paragraph_count=7)

        assert is_marked(agreement)

    def test_follows_a_subject_that_is_deleted(self):
        subject = factories.subject(names="Silk Road")
        film = factories.coproduction()
        with recording() as opened:
            opened.touch(film)
            film.subjects.add(subject)
        before = kinds("silk road")

        delete(subject)

        assert (before, kinds("silk road")) == ({"subject", "coproduction"}, set())

    @pytest.mark.parametrize("reader", TITLES, ids=lambda model: model._meta.model_name)
    def test_has_no_name_of_the_other_that_its_own_document_lacks(self, reader):
        for reading in readings(reader):
            for text in reading.texts:
                if text.owner is not None:
                    names = set(TITLES[text.owner])
                    assert set(text.fields) <= names | set(WORDS[text.owner])
                    assert set(text.fields) & names in (set(), names)
