"""What differs between two versions of a record: parts and evidence included, in words."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from reversion.models import Version

from coop.curation import history, recording
from coop.curation.history import compare, marked, steps
from coop.models import Agreement
from tests import factories

pytestmark = pytest.mark.django_db


def versions(record):
    """The newest first."""
    return list(Version.objects.get_for_object(record).order_by("-pk"))


def changed(thing, **fields):
    with recording(reason="Read again.") as opened:
        opened.touch(thing)
        thing.refresh_from_db(fields=["version"] if hasattr(thing, "version") else [])
        for name, value in fields.items():
            setattr(thing, name, value)
        thing.save()


def deleted(thing):
    with recording(reason="Read again.") as opened:
        opened.touch(thing)
        thing.delete()


def last_change(record):
    newer, older, *_rest = versions(record)
    return compare(record, older, newer)


def only(changes):
    (change,) = changes
    return change


def lines(change):
    return [(one.label, one.language, one.old, one.new) for one in change.fields]


class TestTheRecordItself:
    def test_is_told_field_by_field(self):
        agreement = factories.agreement(note="Read once.")
        changed(agreement, note="Read twice.", kind="treaty")

        change = only(last_change(agreement))

        assert (change.what, change.is_record, change.name) == ("changed", True, str(agreement))
        assert sorted(lines(change)) == [
            ("Kind", "", factories.agreement().get_kind_display(), "treaty"),
            ("Note", "", "Read once.", "Read twice."),
        ]

    def test_is_told_language_by_language(self):
        agreement = factories.agreement(title={"en": "A deal", "fr": "Un accord"})
        changed(agreement, title={"en": "A deal", "ar": "اتفاق", "fr": "Accord"})

        change = only(last_change(agreement))

        assert lines(change) == [
            ("Title", "fr", "Un accord", "Accord"),
            ("Title", "ar", "", "اتفاق"),
        ]
        assert [one.direction for one in change.fields] == ["ltr", "rtl"]

    def test_names_what_it_refers_to(self):
        agreement = factories.agreement(place=factories.place(names="Astana"))
        changed(agreement, place=factories.place(names="Almaty"))

        assert lines(only(last_change(agreement))) == [("Place", "", "Astana", "Almaty")]

    def test_says_dates_in_words(self):
        event = factories.event(held_on="2025-12-11")
        changed(event, held_on="?2025-12-11")

        with translation.override("en"):
            change = only(last_change(event))

        assert [(one.old, one.new) for one in change.fields] == [
            ("11 December 2025", "11 December 2025, year inferred")
        ]

    def test_says_what_was_added_to_a_list_and_what_removed(self):
        one, other, third = (factories.subject(names=name) for name in ("Silk", "Steppe", "Sea"))
        agreement = factories.agreement()
        with recording(reason="Read again.") as opened:
            opened.touch(agreement)
            agreement.subjects.set([one, other])
        with recording(reason="Read again.") as opened:
            opened.touch(agreement)
            agreement.subjects.set([other, third])

        (line,) = only(last_change(agreement)).fields

        assert (line.added, line.removed, line.old, line.new) == (("Sea",), ("Silk",), "", "")

    def test_says_codes_of_a_list_by_their_labels(self):
        film = factories.coproduction(forms=["fiction"])
        changed(film, forms=["fiction", "documentary"])

        (line,) = only(last_change(film)).fields

        assert line.added == ("documentary",)

    def test_says_nothing_of_what_the_registry_works_out(self):
        agreement = factories.agreement()
        with recording(reason="Touched.") as opened:
            opened.touch(agreement)

        assert last_change(agreement) == []

    def test_takes_one_empty_value_for_another(self):
        agreement = factories.agreement()
        changed(agreement, summary={})
        newest, *_rest = versions(agreement)
        newest.serialized_data = newest.serialized_data.replace('"summary": {}', '"summary": null')
        newest.save()

        assert last_change(agreement) == []


class TestAPart:
    def test_that_is_new_is_told_with_its_evidence(self):
        agreement = factories.agreement()
        provision = factories.provision(agreement=agreement, summary="Archives are shared.")

        part, evidence = last_change(agreement)

        assert (part.what, part.model, part.name) == ("added", "provision", str(provision))
        assert ("Summary", "en", "", "Archives are shared.") in lines(part)
        assert (evidence.what, evidence.model) == ("added", "citation")
        assert evidence.under == (str(provision),)
        assert all(one.name not in ("agreement", "key", "provision") for one in part.fields)

    def test_that_is_gone_is_told_with_what_it_said(self):
        agreement = factories.agreement()
        provision = factories.provision(agreement=agreement, summary="Archives are shared.")
        name = str(provision)
        deleted(provision)

        part, evidence = last_change(agreement)

        assert (part.what, part.name, evidence.what) == ("removed", name, "removed")
        assert ("Summary", "en", "Archives are shared.", "") in lines(part)

    def test_of_a_part_is_told_under_it(self):
        rule = factories.rule()
        changed(rule, minimum=rule.minimum + 5)

        change = only(last_change(rule.root))

        assert (change.model, change.under) == ("rule", (str(rule.provision),))

    def test_that_has_another_place_is_moved(self):
        provision = factories.provision(order=1)
        changed(provision, order=9)

        assert only(last_change(provision.root)).what == "moved"

    def test_that_was_made_anew_with_its_key_is_the_same(self):
        provision = factories.provision(summary="First.", evidence=False)
        agreement, fields = provision.agreement, {"key": provision.key, "topic": provision.topic}
        with recording(reason="Anew.") as opened:
            opened.touch(agreement)
            provision.delete()
            factories.provision(agreement=agreement, summary="Second.", evidence=False, **fields)

        change = only(last_change(agreement))

        assert change.what == "changed"
        assert ("Summary", "en", "First.", "Second.") in lines(change)

    def test_whose_basis_follows_from_new_evidence_is_not_told(self):
        provision = factories.provision(evidence=False)
        factories.citation(provision)

        assert [one.model for one in last_change(provision.root)] == ["citation"]


class TestWhatIsGone:
    def test_has_the_name_that_was_kept_last(self):
        party = factories.party(names="A lost body")
        event = factories.event()
        attendance = factories.attendance(event=event, office_at=party)
        changed(attendance, office_at=None)
        deleted(party)

        (line,) = only(last_change(event)).fields

        assert (line.name, line.old, line.new) == ("office_at", "A lost body", "")

    def test_and_was_never_kept_has_its_kind_and_number(self):
        party = factories.party(parent=factories.party(names="Above"))
        above = party.parent
        changed(party, parent=None)
        deleted(above)
        Version.objects.filter(object_repr="Above").delete()

        (line,) = only(last_change(party)).fields

        assert line.old.startswith("party ")

    def test_can_be_a_field_that_the_registry_has_no_more(self):
        agreement = factories.agreement()
        changed(agreement, note="Again.")
        _newest, older, *_rest = versions(agreement)
        older.serialized_data = older.serialized_data.replace('"note"', '"former": "Old", "note"')
        older.save()

        assert ("former", "", "Old", "") in lines(only(last_change(agreement)))

    def test_is_the_whole_record_where_it_was_deleted(self):
        agreement = factories.agreement(draft=True)
        factories.provision(agreement=agreement)
        kept, *_rest = versions(agreement)
        kept_pk = agreement.pk
        deleted(agreement)

        changes = compare(None, kept)

        assert not Agreement.objects.filter(pk=kept_pk).exists()
        assert {one.what for one in changes} == {"removed"}
        assert changes[0].is_record


class TestVersions:
    def test_are_compared_with_the_record_as_it_stands(self):
        agreement = factories.agreement(note="One.")
        changed(agreement, note="Two.")
        *_newer, oldest = versions(agreement)
        changed(agreement, note="Three.")

        change = only([one for one in compare(agreement, oldest) if one.is_record])

        assert lines(change)[0][2:] == ("One.", "Three.")

    def test_are_told_step_by_step(self):
        agreement = factories.agreement(note="One.")
        changed(agreement, note="Two.")
        changed(agreement, note="Three.")

        told = steps(versions(agreement)[:3])

        assert [lines(only(one))[0][2:] for one in told] == [("Two.", "Three."), ("One.", "Two.")]

    def test_of_many_records_in_one_revision_keep_to_their_own_parts(self, monkeypatch):
        monkeypatch.setattr("coop.curation.versions.batches", _in_threes)
        agreements = [factories.agreement(draft=True) for _each in range(8)]
        provisions = [factories.provision(agreement=one) for one in agreements]
        with recording(reason="All at once.") as opened:
            opened.touch_many(Agreement, [one.pk for one in agreements])
        for one in provisions:
            deleted(one)

        for agreement, provision in zip(agreements, provisions, strict=True):
            removed = [one for one in last_change(agreement) if one.model == "provision"]
            assert [(one.what, one.name) for one in removed] == [("removed", str(provision))]

    def test_that_do_not_name_their_parts_have_those_of_their_revision(self):
        provision = factories.provision()
        for version in versions(provision.root):
            (written,) = json.loads(version.serialized_data)
            del written["parts"]
            version.serialized_data = json.dumps([written])
            version.save()
        deleted(provision)

        assert [one.what for one in last_change(provision.agreement)] == ["removed", "removed"]

    def test_cost_as_many_queries_with_many_parts_as_with_few(self):
        numbers = []
        for size in (1, 6):
            agreement = factories.agreement()
            for _each in range(size):
                factories.rule(provision=factories.provision(agreement=agreement))
                factories.signature(participation=factories.participation(agreement=agreement))
            with recording(reason="All at once.") as opened:
                opened.touch(agreement)
                for part in (*agreement.provisions.all(), *agreement.participations.all()):
                    part.delete()
            newer, older, *_rest = versions(agreement)
            history.compare(agreement, older, newer)
            with CaptureQueriesContext(connection) as captured:
                history.compare(agreement, older, newer)
            numbers.append(len(captured))

        assert numbers[0] == numbers[1]


def _in_threes(things, size=3):
    things = list(things)
    return [things[place : place + 3] for place in range(0, len(things), 3)]


class TestWords:
    def test_are_marked_one_by_one(self):
        pieces = marked("The archives are shared.", "The archives are never shared.")

        assert [(one.what, one.text) for one in pieces] == [
            ("same", "The archives are "),
            ("new", "never "),
            ("same", "shared."),
        ]

    def test_are_not_marked_where_two_texts_have_nothing_in_common(self):
        assert marked("One", "Two") == []

    def test_are_marked_in_a_text_of_any_length_that_differs_in_few(self):
        text = "word " * 200_000

        pieces = marked(f"{text}old {text}", f"{text}new {text}")

        assert [one.text for one in pieces if one.what != "same"] == ["old ", "new "]

    def test_are_not_marked_where_too_many_differ(self):
        assert marked("a " + "b " * 5000, "a " + "c " * 5000) == []
