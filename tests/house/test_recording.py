"""The one write path: what follows from a change, and what an error leaves behind."""

import json
import re

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext
from reversion.models import Revision, Version

from coop.curation import active, recording
from coop.models import (
    Agreement,
    Citation,
    Generation,
    Participation,
    Provision,
    SearchDocument,
    StatusPeriod,
)
from tests import factories

WRITTEN = re.compile(
    r'(?:\d+ times: )?(?:UPDATE|COPY|INSERT INTO|INSERT OR IGNORE INTO|DELETE FROM) "(\w+)"'
)


def version(record):
    return type(record).objects.get(pk=record.pk).version


def annotate(agreement):
    with recording() as opened:
        opened.touch(agreement)
        agreement.note = "Half done."
        agreement.save()


def leave_half_done(agreement):
    with recording():
        annotate(agreement)
        factories.party(names="A body that is not kept")
        raise RuntimeError


@pytest.mark.django_db
class TestTheVersionOfARecord:
    def test_begins_with_one(self):
        assert factories.agreement().version == 1

    def test_is_raised_once_by_a_recording_that_changes_much_of_it(self):
        agreement = factories.agreement()
        provision = factories.provision(agreement=agreement)
        agreement.refresh_from_db()
        before = agreement.version

        with recording() as opened:
            opened.touch(agreement, provision)
            opened.touch(agreement)
            agreement.note = "Read twice."
            agreement.save()
            provision.article = "3"
            provision.save()

        assert version(agreement) == before + 1

    @pytest.mark.parametrize(
        "make", [factories.participation, factories.provision, factories.act, factories.occasion]
    )
    def test_is_raised_by_a_change_of_its_part(self, make):
        part = make()
        before = version(part.root)

        with recording() as opened:
            opened.touch(part)
            part.order = 7
            part.save()

        assert version(part.root) == before + 1

    def test_is_raised_by_a_change_of_a_part_of_its_part(self):
        rule = factories.rule()
        before = version(rule.root)

        with recording() as opened:
            opened.touch(rule)
            rule.minimum = 10
            rule.save()

        assert version(rule.root) == before + 1

    def test_is_raised_by_new_evidence_and_not_that_of_the_source(self):
        agreement, source = factories.agreement(), factories.source()
        before = version(agreement), version(source)

        factories.citation(agreement, source=source)

        assert (version(agreement), version(source)) == (before[0] + 1, before[1])

    def test_stays_when_another_record_changes(self):
        agreement = factories.agreement()
        before = version(agreement)

        factories.agreement()

        assert version(agreement) == before

    def test_is_raised_in_both_records_that_a_part_moves_between(self):
        provision, other = factories.provision(), factories.agreement()
        first = provision.agreement
        before = version(first), version(other)

        with recording() as opened:
            opened.touch(provision)
            provision.agreement = other
            provision.save()
            opened.touch(provision)

        assert (version(first), version(other)) == (before[0] + 1, before[1] + 1)

    def test_of_one_that_is_touched_before_it_is_saved_is_one(self):
        party = factories.Party(kind="agency", names={"en": "New"})

        with recording() as opened:
            opened.touch(party)
            party.save()

        assert version(party) == 1


@pytest.mark.django_db
class TestTheGeneration:
    def test_is_raised_once_by_a_recording(self):
        factories.agreement()
        before = Generation.objects.current()

        with recording() as opened:
            for record in (factories.party(), factories.place()):
                opened.touch(record)

        assert Generation.objects.current()[0] == before[0] + 1

    def test_stays_when_nothing_is_touched(self):
        factories.agreement()
        before = Generation.objects.current()

        with recording():
            pass

        assert Generation.objects.current() == before

    def test_is_raised_after_all_else_in_the_registry(self):
        with CaptureQueriesContext(connection) as queries:
            factories.agreement()

        found = [WRITTEN.match(query["sql"]) for query in queries]
        tables = [match[1] for match in found if match and match[1].startswith("coop_")]
        assert tables[-3:] == ["coop_generation", "coop_generation", "coop_indexchange"]
        assert tables.index("coop_generation") > tables.index("coop_searchdocument")


@pytest.mark.django_db
class TestARecording:
    def test_is_open_inside_and_closed_after(self):
        with recording() as opened:
            inside = active()

        assert (inside, active()) == (opened, None)

    def test_joins_the_one_that_is_open(self):
        agreement = factories.agreement()

        with recording() as outer, recording() as inner:
            inner.touch(agreement)

        assert inner is outer
        assert version(agreement) == agreement.version + 1

    def test_brings_nothing_up_to_date_before_the_outermost_ends(self):
        agreement = factories.agreement()

        with recording() as outer:
            with recording() as inner:
                inner.touch(agreement)
            within = version(agreement)
            outer.touch(agreement)

        assert (within, version(agreement)) == (agreement.version, agreement.version + 1)

    def test_undoes_all_when_an_error_leaves_it(self):
        agreement = factories.agreement()
        before = Generation.objects.current(), Revision.objects.count()

        with pytest.raises(RuntimeError):
            leave_half_done(agreement)

        agreement.refresh_from_db()
        assert agreement.note == ""
        assert not SearchDocument.objects.filter(title__contains="not kept").exists()
        assert (Generation.objects.current(), Revision.objects.count()) == before
        assert active() is None

    def test_undoes_all_when_what_follows_fails(self, monkeypatch):
        agreement = factories.agreement()
        monkeypatch.setattr("coop.search.documents.refresh", lambda *_: 1 / 0)

        with pytest.raises(ZeroDivisionError):
            annotate(agreement)

        agreement.refresh_from_db()
        assert (agreement.note, active()) == ("", None)

    def test_lets_an_error_in_a_joined_one_undo_all(self):
        agreement = factories.agreement()

        with pytest.raises(RuntimeError), recording():
            leave_half_done(agreement)

        agreement.refresh_from_db()
        assert agreement.note == ""

    def test_lets_a_record_and_all_that_belongs_to_it_be_deleted(self):
        agreement = factories.agreement()
        factories.provision(agreement=agreement)
        factories.act(agreement=agreement)
        pk = agreement.pk

        with recording() as opened:
            opened.touch(agreement)
            agreement.delete()

        assert not Agreement.objects.filter(pk=pk).exists()
        assert not StatusPeriod.objects.filter(agreement_id=pk).exists()
        assert not Participation.objects.exists()
        assert not Citation.objects.exists()


@pytest.mark.django_db
class TestARevision:
    def test_says_who_changed_the_record_and_why(self):
        user = get_user_model().objects.create(username="saule")
        party = factories.party()

        with recording(user=user, reason="Renamed on 1 March.") as opened:
            opened.touch(party)
            party.names = {"en": "Renamed"}
            party.save()

        revision = Version.objects.get_for_object(party).first().revision
        assert (revision.user, revision.comment) == (user, "Renamed on 1 March.")

    def test_is_one_for_everything_in_a_recording(self):
        before = Revision.objects.count()

        with recording():
            factories.agreement()
            factories.coproduction()

        assert Revision.objects.count() == before + 1

    def test_holds_the_record_with_its_parts_and_their_evidence(self):
        agreement = factories.agreement(parties=[factories.party()])
        rule = factories.rule(provision=factories.provision(agreement=agreement))

        with recording() as opened:
            opened.touch(agreement)

        revision = Version.objects.get_for_object(agreement).first().revision
        kinds = [one.content_type.model for one in revision.version_set.all()]
        assert sorted(kinds) == sorted(
            ["agreement", "participation", "provision", "rule", *(["citation"] * 4)]
        )
        assert str(rule.pk) in {one.object_id for one in revision.version_set.all()}

    def test_holds_the_version_that_it_made(self):
        agreement = factories.agreement()

        with recording() as opened:
            opened.touch(agreement)

        stored = Version.objects.get_for_object(agreement).first().field_dict
        assert stored["version"] == version(agreement)

    def test_holds_what_the_evidence_made_of_a_claim(self):
        provision = factories.provision(evidence=False)

        factories.citation(provision)

        newest = Version.objects.get_for_object(provision).first()
        assert newest.field_dict["basis"] == "stated"

    def test_gives_back_a_part_that_was_deleted(self):
        provision = factories.provision(summary="Shared archives.")
        agreement = provision.agreement
        with recording() as opened:
            opened.touch(agreement)
        kept = Version.objects.get_for_object(agreement).first().revision
        with recording() as opened:
            opened.touch(provision)
            provision.delete()

        with recording() as opened:
            opened.touch(agreement)
            kept.revert(delete=True)
            opened.touch(agreement)

        restored = Provision.objects.get()
        assert restored.summary == {"en": "Shared archives."}
        assert restored.citations.count() == 1
        assert SearchDocument.objects.public().get(kind="provision").record_id == restored.pk

    def test_is_readable_as_it_was_stored(self):
        agreement = factories.agreement(title="First")

        with recording() as opened:
            opened.touch(agreement)
            agreement.title = {"en": "Second"}
            agreement.save()

        newest, *_older, oldest = Version.objects.get_for_object(agreement)
        titles = [json.loads(one.serialized_data)[0]["fields"]["title"] for one in (newest, oldest)]
        assert titles == [{"en": "Second"}, {"en": "First"}]
