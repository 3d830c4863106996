"""A version is restored whole, with parts and evidence; and what stands in the way of that."""

import json

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from reversion.models import Version

from coop.curation import publication, recording, restoring
from coop.curation.editing import StaleVersion
from coop.curation.history import compare
from coop.curation.snapshots import as_it_stands
from coop.models import (
    Agreement,
    Citation,
    FormerSlug,
    Provision,
    Rule,
    SearchDocument,
    Signature,
)
from coop.names.folding import sort_key as sort_key_of
from tests import factories
from tests.staff.conftest import staff_user

pytestmark = pytest.mark.django_db


def newest(record):
    return Version.objects.get_for_object(record).order_by("-pk").first()


def touched(*things):
    with recording(reason="Read again.") as opened:
        opened.touch(*things)


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


def restored(version, **options):
    seen = restoring.plan(version).seen
    return restoring.restore(version=version, **{"seen": seen, "reason": "Undone.", **options})


def rewritten(version, change, label=None):
    """Let a version have been written otherwise: ``change`` takes the object of the label."""
    rows = version.revision.version_set.all()
    for row in rows:
        (written,) = json.loads(row.serialized_data)
        if label in (None, written["model"]):
            change(written["fields"])
            row.serialized_data = json.dumps([written])
            row.save()
    return Version.objects.get(pk=version.pk)


@pytest.fixture
def whole():
    """A published agreement with parts of parts, evidence and lists, and its version."""
    with recording(reason="Made."):
        agreement = factories.agreement(title="As it was", note="First.")
        provision = factories.provision(agreement=agreement, subjects=[factories.subject()])
        factories.rule(provision=provision, relaxes=factories.rule(provision=provision))
        factories.signature(participation=factories.participation(agreement=agreement))
        factories.act(agreement=agreement, participation=agreement.participations.first())
        agreement.frameworks.add(factories.party())
    agreement.refresh_from_db()
    return agreement


class TestAVersion:
    def test_comes_back_with_parts_evidence_and_lists(self, whole):
        version = newest(whole)
        before = as_it_stands(whole)
        with recording(reason="Much.") as opened:
            opened.touch(whole)
            whole.note = "Second."
            whole.save()
            whole.frameworks.set([factories.party()])
            provision = whole.provisions.get()
            provision.subjects.clear()
            provision.summary = {"en": "Otherwise."}
            provision.save()
            Rule.objects.all().delete()
            Signature.objects.all().delete()
            factories.provision(agreement=whole)

        restored(version)

        assert compare(whole, version) == []
        assert as_it_stands(whole).things.keys() == before.things.keys()
        assert [one.fields.get("key") for one in as_it_stands(whole)] == [
            one.fields.get("key") for one in before
        ]
        assert whole.provisions.get().subjects.count() == 1

    def test_does_what_its_plan_said(self, whole):
        version = newest(whole)
        changed(whole, note="Second.")
        factories.provision(agreement=whole)

        planned = restoring.plan(version)

        assert {(one.what, one.model) for one in planned.changes} == {
            ("changed", "agreement"),
            ("removed", "provision"),
            ("removed", "citation"),
        }
        assert Provision.objects.filter(agreement=whole).count() == 2

    def test_is_restored_as_a_new_version_with_who_and_why(self, whole):
        version, user = newest(whole), staff_user("reviewer-of-old")
        changed(whole, note="Second.")
        whole.refresh_from_db()

        record = restored(version, user=user)

        revision = newest(whole).revision
        assert record.version == whole.version + 1
        assert (revision.user, revision.comment) == (user, "Undone.")

    def test_leaves_what_did_not_change_as_it_is(self, whole):
        version = newest(whole)
        changed(whole, note="Second.")
        seen = restoring.plan(version)

        assert [one.is_record for one in seen.changes] == [True]
        restored(version)
        assert Provision.objects.get(agreement=whole).basis == "stated"

    def test_has_right_what_the_registry_works_out(self):
        agreement = factories.agreement(draft=True)
        provision = factories.provision(agreement=agreement, evidence=False)
        version, title = newest(agreement), str(agreement)
        factories.citation(provision)
        changed(agreement, title={"en": "Another name altogether"})

        record = restored(version)

        provision.refresh_from_db()
        document = SearchDocument.objects.get(key=record.key, kind="agreement")
        assert (provision.basis, record.sort_key) == ("", sort_key_of(title))
        assert "another" not in document.title

    def test_lets_two_parts_have_their_keys_again(self):
        one = factories.provision(order=1)
        other = factories.provision(agreement=one.agreement, order=2)
        version, keys = newest(one.agreement), (one.key, other.key)
        with recording(reason="Swapped.") as opened:
            opened.touch(one)
            Provision.objects.filter(pk=one.pk).update(key="between")
            Provision.objects.filter(pk=other.pk).update(key=keys[0])
            Provision.objects.filter(pk=one.pk).update(key=keys[1])

        restored(version)

        assert dict(Provision.objects.values_list("pk", "key")) == {
            one.pk: keys[0],
            other.pk: keys[1],
        }


class TestTheState:
    def test_of_a_published_record_stays_and_so_does_when_it_was_published(self):
        agreement = factories.agreement(draft=True, title="First")
        draft = newest(agreement)
        agreement = publication.publish(record=agreement)
        changed(agreement, title={"en": "Second"})

        record = restored(draft)

        assert (str(record), record.state) == ("First", "published")
        assert record.published_at == agreement.published_at

    def test_published_keeps_the_record_complete(self):
        agreement = factories.agreement(draft=True)
        provision = factories.provision(agreement=agreement, evidence=False)
        draft = newest(agreement)
        factories.citation(provision)
        publication.publish(record=agreement)

        with pytest.raises(ValidationError, match="must stay complete"):
            restored(draft)

        assert provision.citations.count() == 1

    def test_is_that_of_now_whatever_the_version_says(self, whole):
        version = newest(whole)
        publication.withdraw(record=whole, reason="Wrong.")

        record = restored(version)

        assert (record.state, record.withdrawn_because) == ("withdrawn", "Wrong.")

    def test_keeps_the_address_that_follows_from_the_names(self, whole):
        version, slug = newest(whole), whole.slug
        changed(whole, title={"en": "Renamed"})

        record = restored(version)

        assert record.slug == slug
        assert FormerSlug.objects.filter(slug="renamed", key=whole.key).exists()


class TestARestoration:
    def test_is_refused_on_top_of_another_version(self, whole):
        version, seen = newest(whole), restoring.plan(newest(whole)).seen
        changed(whole, note="Meanwhile.")

        with pytest.raises(StaleVersion):
            restoring.restore(version=version, seen=seen, reason="Undone.")

        assert Agreement.objects.get(pk=whole.pk).note == "Meanwhile."

    def test_is_refused_without_a_reason(self, whole):
        with pytest.raises(ValidationError, match="Say why"):
            restored(newest(whole), reason=" ")

    def test_is_refused_where_it_refers_to_what_is_deleted(self):
        person = factories.person(names="Nobody Now")
        event = factories.event()
        attendance = factories.attendance(event=event, person=person)
        version = newest(event)
        deleted(attendance)
        deleted(person)

        (sentence,) = restoring.plan(version).obstacles

        assert "“Nobody Now” is deleted" in sentence
        with pytest.raises(ValidationError, match="Nobody Now"):
            restored(version)

    def test_is_refused_where_a_part_is_another_records_by_now(self):
        provision = factories.provision()
        version, other = newest(provision.agreement), factories.agreement(title="The other one")
        with recording(reason="Moved.") as opened:
            opened.touch(provision, other)
            provision.agreement = other
            provision.save()

        assert any("The other one" in one for one in restoring.plan(version).obstacles)

    def test_is_refused_where_the_text_of_a_cited_source_would_change(self):
        source = factories.source(text="One.", paragraph_count=1)
        version = newest(source)
        changed(source, text="One.\nTwo.", paragraph_count=2)
        factories.citation(factories.person(), source=source, paragraphs="2")

        with pytest.raises(ValidationError, match="Citations stand on the text"):
            restored(version)

    def test_is_refused_where_a_rule_of_the_registry_is_broken(self, whole):
        version = newest(whole)
        version = rewritten(
            version, lambda fields: fields.update(basis="inferred"), "coop.citation"
        )

        with pytest.raises(ValidationError, match="Say in the note how it was inferred"):
            restored(version)

        assert Citation.objects.filter(basis="stated").exists()


class TestAVersionOfAnOlderSchema:
    def test_is_upgraded_where_a_table_says_how(self, whole):
        version = rewritten(
            newest(whole), lambda fields: fields.pop("replaced_by"), "coop.citation"
        )
        changed(whole, note="Second.")

        assert restoring.plan(version).obstacles == []
        assert restored(version).note == "First."

    def test_of_a_source_without_how_it_came_is_upgraded(self):
        source = factories.source(note="First.")
        version = rewritten(newest(source), lambda fields: fields.pop("received_as"))
        changed(source, note="Second.")

        assert restored(version).note == "First."

    @pytest.mark.parametrize(
        ("change", "sentence"),
        [
            (lambda fields: fields.update(colour="red"), "no field “colour” any more"),
            (lambda fields: fields.pop("note"), "a field “note” of which"),
        ],
    )
    def test_is_refused_in_a_sentence_that_names_the_field(self, whole, change, sentence):
        version = rewritten(newest(whole), change, "coop.agreement")

        (obstacle,) = restoring.plan(version).obstacles

        assert sentence in obstacle
        with pytest.raises(ValidationError, match="field"):
            restored(version)

    def test_is_refused_where_a_kind_of_part_is_no_more(self, whole):
        version = newest(whole)
        kind = ContentType.objects.create(app_label="coop", model="reservation")
        written = {"model": "coop.reservation", "pk": 1, "fields": {"agreement": whole.pk}}
        Version.objects.create(
            revision=version.revision,
            content_type=kind,
            object_id="1",
            db=version.db,
            format="json",
            serialized_data=json.dumps([written]),
            object_repr="A reservation",
        )

        (record,) = json.loads(version.serialized_data)
        record["parts"]["coop.reservation"] = [1]
        version.serialized_data = json.dumps([record])
        version.save()

        (obstacle,) = restoring.plan(version).obstacles

        assert "“A reservation” is of a kind" in obstacle

    def test_is_upgraded_by_what_a_new_line_of_the_table_does(self, whole, monkeypatch):
        def into_the_note(fields):
            fields["note"] = fields.pop("remark")

        monkeypatch.setitem(
            restoring.upgraded.__globals__["UPGRADES"], ("coop.agreement", "remark"), into_the_note
        )
        version = rewritten(
            newest(whole),
            lambda fields: fields.update(remark=f"{fields.pop('note')} Then."),
            "coop.agreement",
        )

        assert restored(version).note == "First. Then."
