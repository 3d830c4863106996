"""Writing the registry out: which file an object stands in, in which order, and of what moment."""

import threading

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from coop.exchange import exporting
from coop.exchange.canonical import objects
from coop.models import Place
from tests import factories
from tests.exchange.registries import AWKWARD, empty, files_of, import_files, in_order, objects_of

pytestmark = pytest.mark.django_db


def curated(folder) -> dict[str, list[tuple[str, str]]]:
    """For each file of the curated set the models and keys of its objects."""
    exporting.write_curated(folder)
    return {
        file.relative_to(folder).as_posix(): [
            (one["model"].removeprefix("coop."), one["fields"].get("key", ""))
            for one in objects_of(file)
        ]
        for file in in_order(folder)
    }


def groups_in(file) -> set[str]:
    """The groups of countries of which a file tells, with all their members."""
    fields = [one["fields"] for one in objects_of(file)]
    said = {one["code"] for one in fields if "code" in one}
    assert said == {one["group"][0] for one in fields if "group" in one}
    return said


def place_of(thing, folder) -> str:
    """The file of the curated set in which a record or part stands."""
    mark = (thing._meta.model_name, thing.key)
    (found,) = [file for file, marks in curated(folder).items() if mark in marks]
    return found


class TestTheFileOfARecord:
    def test_is_its_sources(self, tmp_path):
        report = factories.source(key="source-report")

        agreement = factories.agreement(source=report)

        assert place_of(agreement, tmp_path / "set") == "sources/report.json"

    def test_of_a_treaty_text_is_a_reference(self, tmp_path):
        text = factories.source(key="source-text", kind="treaty-text")

        agreement = factories.agreement(source=text)

        assert place_of(agreement, tmp_path / "set") == "reference/text.json"

    def test_is_the_first_sources_of_several_that_tell_of_it_or_of_a_part(self, tmp_path):
        agreement = factories.agreement(source=factories.source(key="source-b"))
        factories.act(agreement=agreement, source=factories.source(key="source-a"))

        assert place_of(agreement, tmp_path / "set") == "sources/a.json"

    def test_is_not_that_of_a_source_that_only_supplies(self, tmp_path):
        agreement = factories.agreement(source=factories.source(key="source-b"))
        page = factories.source(key="source-a")
        factories.citation(agreement, source=page, basis="supplied")

        assert place_of(agreement, tmp_path / "set") == "sources/b.json"

    def test_that_is_referred_to_stands_among_the_names_of_who_refers_to_it(self, tmp_path):
        subject = factories.subject()
        agreement = factories.agreement(source=factories.source(key="source-report"))
        factories.provision(agreement=agreement, subjects=[subject])

        assert place_of(subject, tmp_path / "set") == "authority/report.json"

    def test_without_any_source_is_the_one_for_these(self, tmp_path):
        agreement = factories.agreement(draft=True, evidence=False)

        assert place_of(agreement, tmp_path / "set") == "sources/unsourced.json"

    def test_of_a_state_is_the_states(self, tmp_path):
        state = factories.public(factories.state("KZ"))

        assert place_of(state, tmp_path / "set") == "authority/states.json"

    def test_of_a_group_of_countries_is_in_the_vocabulary_unless_it_refers_to_a_party(
        self, tmp_path
    ):
        factories.group("a-group", members=["KZ"])
        factories.group("b-group", members=["KZ"], organisation=factories.party())

        exporting.write_curated(tmp_path / "set")

        assert groups_in(tmp_path / "set/vocabulary/country-groups.json") == {"a-group"}
        assert groups_in(tmp_path / "set/authority/country-groups.json") == {"b-group"}


class TestTheFileOfASource:
    def test_that_only_supplies_is_that_of_the_names_it_adds_to(self, tmp_path):
        body = factories.party()
        factories.agreement(parties=[body], source=factories.source(key="source-report"))
        page = factories.source(key="source-page")
        factories.citation(body, source=page, basis="supplied", paragraphs="")

        assert place_of(page, tmp_path / "set") == "authority/report.json"

    def test_that_nothing_cites_is_its_own(self, tmp_path):
        source = factories.source(key="source-new")

        assert place_of(source, tmp_path / "set") == "sources/new.json"

    def test_is_never_anothers(self, tmp_path):
        keys = ["x", "source-x", "source-states", "states", "source-unsourced"]
        for key in keys:
            factories.agreement(source=factories.source(key=key))

        found = curated(tmp_path / "set")

        holding = {
            key: [f for f, marks in found.items() if ("sourcedocument", key) in marks]
            for key in keys
        }
        assert len({file for files in holding.values() for file in files}) == len(keys)


class TestTheFileOfACitation:
    def test_is_its_sources(self, tmp_path):
        agreement = factories.agreement(source=factories.source(key="source-a"))
        citation = factories.citation(agreement, source=factories.source(key="source-b"))

        assert place_of(citation, tmp_path / "set") == "sources/b.json"

    def test_is_that_of_its_target_where_that_comes_later(self, tmp_path):
        agreement = factories.agreement(source=factories.source(key="source-z", kind="treaty-text"))
        citation = factories.citation(
            agreement, source=factories.source(key="source-page"), basis="supplied"
        )

        assert place_of(citation, tmp_path / "set") == "reference/z.json"


class TestTheCuratedSet:
    def test_loads_in_the_order_of_its_folders_whatever_refers_to_what(self, tmp_path):
        early, late = (factories.agreement(source=factories.source(key=key)) for key in ("a", "z"))
        factories.relation(agreement=early, related=late)
        factories.relation(agreement=late, related=early)
        festival = factories.event()
        factories.occasion(agreement=early, event=festival)
        guest = factories.attendance(event=festival, source=factories.source(key="b"))
        factories.signature(participation=late.participations.first(), person=guest.person)
        parent = factories.party(key="a-parent")
        factories.participation(agreement=late, party=factories.party(key="a-b", parent=parent))
        exporting.write_curated(tmp_path / "set")
        before = files_of(tmp_path / "set")

        empty()
        for file in in_order(tmp_path / "set"):
            call_command("loaddata", str(file), verbosity=0)
        call_command("reindex", verbosity=0)

        exporting.write_curated(tmp_path / "set")
        assert files_of(tmp_path / "set") == before

    def test_has_no_texts_unless_asked(self, tmp_path):
        factories.source(text="For staff alone.")

        exporting.write_curated(tmp_path / "without")
        exporting.write_curated(tmp_path / "with", with_texts=True)

        assert b"For staff alone." not in b"".join(files_of(tmp_path / "without").values())
        assert b"For staff alone." in b"".join(files_of(tmp_path / "with").values())

    def test_has_parts_in_their_order_and_citations_paragraph_by_paragraph(self, tmp_path):
        agreement = factories.agreement(parties=[], source=factories.source(key="source-a"))
        for order, key in ((2, "a"), (1, "b")):
            factories.provision(agreement=agreement, key=key, order=order, evidence=False)
        for key, paragraphs in (("c", "10"), ("d", "2-4")):
            factories.citation(agreement, key=key, paragraphs=paragraphs)
        found = curated(tmp_path / "set")["sources/a.json"]

        assert [key for model, key in found if model == "provision"] == ["b", "a"]
        assert [key for model, key in found if model == "citation"][-2:] == ["d", "c"]

    def test_is_bound_the_same_from_few_and_from_many_objects(self, tmp_path, monkeypatch):
        import_files(AWKWARD)
        exporting.write_curated(tmp_path / "at once")

        monkeypatch.setattr(exporting, "WAITING", 3)
        exporting.write_curated(tmp_path / "by threes")

        assert files_of(tmp_path / "by threes") == files_of(tmp_path / "at once")


class TestRows:
    def test_take_the_same_number_of_queries_however_many_there_are(
        self, django_assert_num_queries
    ):
        import_files(AWKWARD)
        for _number in range(5):
            factories.provision(subjects=[factories.subject()])

        with django_assert_num_queries(QUERIES):
            list(exporting.everything())

    @pytest.mark.postgresql
    def test_are_sorted_alike_under_any_collation(self):
        keys = ["a-c", "ab", "a1", "b", "a-1"]
        with connection.cursor() as cursor:
            cursor.execute(
                "CREATE COLLATION no_hyphens (provider = icu, locale = 'en-u-ka-shifted')"
            )
            cursor.execute(
                "ALTER TABLE coop_place ALTER COLUMN key TYPE varchar(80) COLLATE no_hyphens"
            )
        for key in keys:
            factories.place(key=key)
        assert list(Place.objects.order_by("key").values_list("key", flat=True)) != sorted(keys)

        assert [fields["key"] for fields in objects(Place)] == sorted(keys)


QUERIES = 50
"""One a table; one a field that lists others; of statements and citations one a target."""


@pytest.mark.django_db(transaction=True)
class TestASnapshot:
    def test_is_of_one_moment(self):
        factories.place(key="place-a")
        writing = exporting.everything()
        assert "place-a" in next(writing)

        in_a_thread(lambda: factories.agreement(key="agreement-late"))

        assert "agreement-late" not in "".join(writing)
        assert "agreement-late" in "".join(exporting.everything())

    def test_does_not_wait_for_a_writer(self):
        factories.place(key="place-a")
        is_writing, is_done = threading.Event(), threading.Event()

        def write():
            with transaction.atomic():
                Place.objects.filter(key="place-a").update(latitude=1, longitude=1)
                is_writing.set()
                is_done.wait(30)

        writer = threading.Thread(target=lambda: closing(write))
        writer.start()
        try:
            assert is_writing.wait(30)
            written = "".join(exporting.everything())
        finally:
            is_done.set()
            writer.join()

        assert "place-a" in written
        assert "latitude" not in written

    def test_leaves_later_transactions_as_the_settings_have_them(self):
        list(exporting.everything())

        with transaction.atomic():
            factories.place(key="place-b")

        assert Place.objects.filter(key="place-b").exists()
        if connection.vendor == "sqlite":
            assert connection.transaction_mode == "IMMEDIATE"


def in_a_thread(work):
    thread = threading.Thread(target=lambda: closing(work))
    thread.start()
    thread.join()


def closing(work):
    try:
        work()
    finally:
        connection.close()
