"""Many records in one recording: all that follows, as if each had been recorded alone."""

import json
from datetime import UTC, datetime

import pytest
import reversion
from django.core import serializers
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from reversion.models import Revision, Version

from coop.curation import recording, upkeep
from coop.curation.versions import FOLLOWED
from coop.models import (
    Act,
    Agreement,
    Citation,
    CoProduction,
    Country,
    CountryGroup,
    FormerSlug,
    Generation,
    Participation,
    Party,
    Person,
    Place,
    Provision,
    ProvisionTopic,
    SearchDocument,
    SourceDocument,
    StatusPeriod,
    Subject,
)
from coop.models.base import Record
from coop.querysets.bulk import BATCH, Ids, among, batches
from tests import factories
from tests.house.derived import derived, differences
from tests.house.test_reindex import facts, wipe
from tests.house.worlds import hide, public_world

ROOTS = [
    model
    for model in FOLLOWED
    if issubclass(model, Record) or model in (Country, CountryGroup, ProvisionTopic)
]

A_DAY = datetime(2025, 3, 21, tzinfo=UTC)


def ids(model):
    return Ids(model._base_manager.values_list("pk", flat=True))


def full_world():
    """Everything public and hidden there can be, and some that is awkward."""
    world = public_world()
    hide(world)
    factories.agreement(title=str(world.agreement))
    factories.act(agreement=world.agreement, kind="entry-into-force", done_on="?2024-05-20")
    factories.act(agreement=world.agreement, kind="entry-into-force", done_on="2024-05-24")
    doubtful = factories.provision(agreement=world.agreement, evidence=False)
    factories.citation(doubtful, basis="ambiguous", note="Or another.")
    return world


def upheave():
    """Change much of the registry past its objects, as files do."""
    Party.objects.exclude(kind="state").update(names={"en": "One centre", "ar": "مركز"})
    first, second, third, *_others = Agreement.objects.order_by("pk")
    Agreement.objects.filter(pk=first.pk).update(title=second.title)
    Agreement.objects.filter(pk=second.pk).update(title=first.title, place=None)
    Agreement.objects.filter(state="draft").update(state="published", published_at=A_DAY)
    Agreement.objects.filter(pk=third.pk).update(state="withdrawn")
    SourceDocument.objects.filter(state="draft").update(state="published")
    Citation.objects.filter(provision__isnull=False).update(basis="ambiguous", note="Perhaps.")
    Act.objects.filter(kind="signature").update(
        done_on="1999", done_on_earliest="1999-01-01", done_on_latest="1999-12-31"
    )
    Country.objects.filter(code="KZ").update(names={"en": "Qazaqstan"})
    CoProduction.objects.order_by("pk").last().subjects.clear()
    Participation.objects.filter(agreement=first).first().delete()
    Provision.objects.filter(agreement=second).delete()


def follows():
    """All that follows from the facts, with the newest version of everything."""
    newest = {
        (one.content_type_id, one.object_id): (one.object_repr, data_of(one))
        for one in Version.objects.order_by("pk")
    }
    former = set(FormerSlug.objects.values_list("kind", "slug", "key"))
    return {**derived(), "former": former, "versions": newest}


def data_of(version):
    (data,) = json.loads(version.serialized_data)
    data["fields"].pop("updated_at", None)
    return data


def plain(data):
    """A version in JSON, without the parts that a record of ours names in it."""
    (written,) = json.loads(data)
    written.pop("parts", None)
    return json.dumps(written, sort_keys=True)


def rolled_back(act):
    """What follows from an act that is then undone."""
    with transaction.atomic():
        act()
        found = follows()
        transaction.set_rollback(True)
    return found


def load(text):
    with connection.constraint_checks_disabled():
        for thing in serializers.deserialize("json", text, handle_forward_references=True):
            thing.save()
            if thing.deferred_fields:
                thing.save_deferred_fields()


@pytest.mark.django_db
class TestRecordsThatAreMadeInOneGo:
    def test_end_as_those_that_are_made_one_by_one(self):
        full_world()
        one_by_one = derived()
        text = facts()
        wipe()

        with recording() as opened:
            load(text)
            for model in ROOTS:
                opened.made(model, ids(model))

        assert differences(one_by_one, derived()) == {}

    def test_have_their_first_version_in_one_revision(self):
        full_world()
        text = facts()
        wipe()
        before = Revision.objects.count()

        with recording(reason="From a file.") as opened:
            load(text)
            opened.made(Agreement, ids(Agreement))

        assert set(Agreement.objects.values_list("version", flat=True)) == {1}
        assert Revision.objects.count() == before + 1
        assert Revision.objects.latest("pk").comment == "From a file."

    def test_may_be_named_by_a_range(self):
        with recording() as opened:
            made = Subject.objects.bulk_create(
                [Subject(key=f"subject-{n}", names={"en": f"Subject {n}"}) for n in range(3)]
            )
            opened.made(Subject, range(made[0].pk, made[-1].pk + 1))

        assert [one.slug for one in Subject.objects.order_by("pk")] == [
            "subject-0",
            "subject-1",
            "subject-2",
        ]

    def test_raise_the_generation_once(self):
        before = Generation.objects.current()

        with recording() as opened:
            made = Subject.objects.bulk_create(
                [Subject(key=f"s-{n}", names={"en": "Silk"}) for n in range(BATCH + 1)]
            )
            opened.made(Subject, [one.pk for one in made])

        assert Generation.objects.current()[0] == before[0] + 1


@pytest.mark.django_db
class TestRecordsThatAreTouchedInOneGo:
    def test_end_as_those_that_are_touched_one_by_one(self):
        full_world()

        def one_by_one():
            with recording() as opened:
                for model in ROOTS:
                    opened.touch(*model._base_manager.all())
                upheave()

        def at_once():
            with recording() as opened:
                for model in ROOTS:
                    opened.touch_many(model, ids(model))
                upheave()

        assert differences(rolled_back(one_by_one), rolled_back(at_once)) == {}

    def test_end_as_reindex_would_leave_them(self):
        full_world()
        with recording() as opened:
            for model in ROOTS:
                opened.touch_many(model, ids(model))
            upheave()
        recorded = derived()

        upkeep.reindex()

        assert differences(recorded, derived()) == {}

    def test_end_so_when_only_those_are_named_that_change(self):
        full_world()
        with recording() as opened:
            for model in (Agreement, Country, CoProduction, SourceDocument):
                opened.touch_many(model, ids(model))
            bodies = Party.objects.exclude(kind="state")
            opened.touch_many(Party, list(bodies.values_list("pk", flat=True)))
            upheave()
        recorded = derived()

        upkeep.reindex()

        assert differences(recorded, derived()) == {}

    def test_may_be_gone_at_the_end(self):
        place = factories.place()
        before = Revision.objects.count()

        with recording() as opened:
            opened.touch_many(Place, [place.pk])
            place.delete()

        assert Revision.objects.count() == before
        assert not SearchDocument.objects.filter(kind="place", record_id=place.pk).exists()

    def test_are_raised_once_however_often_they_are_named(self):
        place = factories.place()

        with recording() as opened:
            opened.touch(place)
            opened.touch_many(Place, [place.pk, place.pk])
            opened.made(Place, [place.pk])

        assert Place.objects.get().version == place.version + 1


@pytest.mark.django_db
class TestTheVersions:
    def test_are_those_that_reversion_would_write(self):
        full_world()
        with recording() as opened:
            for model in ROOTS:
                opened.touch_many(model, ids(model))
        ours = Revision.objects.latest("pk")

        with reversion.create_revision(manage_manually=True):
            for model in ROOTS:
                for record in model._base_manager.all():
                    reversion.add_to_revision(record)

        theirs = Revision.objects.latest("pk")
        assert theirs != ours
        columns = ("content_type", "object_id", "db", "format", "object_repr", "serialized_data")
        expected = set(theirs.version_set.values_list(*columns))
        assert {row[:2] for row in expected} >= {
            (reversion.revisions._get_content_type(model, "default").pk, str(pk))
            for model in FOLLOWED
            for pk in ids(model)
        }
        assert {(*row[:5], plain(row[5])) for row in ours.version_set.values_list(*columns)} == {
            (*row[:5], plain(row[5])) for row in expected
        }

    def test_show_everything_as_it_stands_at_the_end(self):
        place = factories.place()

        agreement = factories.agreement(place=place)

        with recording() as opened:
            opened.touch(place, agreement)
            agreement.state = "withdrawn"
            agreement.save()
        newest = Version.objects.get_for_object(place).first()
        assert newest.field_dict["is_public"] is False

    def test_give_back_what_was_changed(self):
        agreement = factories.agreement(title="First")
        framework = factories.party()
        with recording() as opened:
            opened.touch_many(Agreement, [agreement.pk])
            agreement.frameworks.add(framework)
        kept = Version.objects.get_for_object(agreement).first().revision
        with recording() as opened:
            opened.touch(agreement)
            agreement.frameworks.clear()
            Agreement.objects.update(title={"en": "Second"})

        with recording() as opened:
            opened.touch(agreement)
            kept.revert(delete=True)

        agreement.refresh_from_db()
        assert (str(agreement), list(agreement.frameworks.all())) == ("First", [framework])


def agreements(number):
    """The ids of published agreements with parts and evidence, between the same states."""
    states = [factories.state("KZ"), factories.state("FR")]
    topic, person, source = factories.topic("archives"), factories.person(), factories.source()
    found = []
    with recording():
        for _each in range(number):
            agreement = factories.agreement(parties=states, source=source, place=factories.place())
            factories.act(agreement=agreement)
            provision = factories.provision(agreement=agreement, topic=topic)
            factories.rule(provision=provision)
            factories.signature(participation=agreement.participations.first(), person=person)
            found.append(agreement.pk)
    return found


def queries(act):
    with CaptureQueriesContext(connection) as captured:
        act()
    return len(captured)


def touch(model, pks):
    with recording() as opened:
        opened.touch_many(model, pks)


def make(model, pks):
    with recording() as opened:
        opened.made(model, pks)


@pytest.mark.django_db
class TestTheNumberOfQueries:
    @pytest.mark.parametrize("record", [touch, make])
    @pytest.mark.parametrize("model", [Agreement, Party, Person, SourceDocument])
    def test_is_the_same_for_one_record_and_for_many(self, record, model):
        agreements(2)
        record(model, list(ids(model))[:1])
        few = queries(lambda: record(model, list(ids(model))[:1]))
        agreements(8)

        many = queries(lambda: record(model, ids(model)))

        assert many <= few + 1

    def test_of_a_save_is_the_same_in_a_registry_of_one_and_of_many(self):
        pk = agreements(2)[0]
        touch(Agreement, [pk])
        few = queries(lambda: touch(Agreement, [pk]))
        agreements(8)

        assert queries(lambda: touch(Agreement, [pk])) == few


class TestConditionsOnManyIds:
    def test_list_few_ids_and_those_with_gaps(self):
        assert among("agreement", [3, 4]) == {"agreement__in": [3, 4]}
        assert among("pk", [*range(50), 60]) == {"pk__in": [*range(50), 60]}

    def test_give_the_ends_of_ids_that_follow_each_other(self):
        assert among("agreement", list(range(5, 55))) == {"agreement__gte": 5, "agreement__lte": 54}

    def test_come_in_batches_of_which_none_is_empty(self):
        assert [len(batch) for batch in batches(range(2 * BATCH))] == [BATCH, BATCH]
        assert list(batches([])) == []


@pytest.mark.django_db
class TestPeriodsOfStatus:
    def test_are_written_for_all_agreements_of_all_batches(self):
        with recording() as opened:
            made = Agreement.objects.bulk_create(
                [Agreement(key=f"a-{n}", title={"en": "Accord"}) for n in range(BATCH + 5)]
            )
            Act.objects.bulk_create(
                Act(key="1", agreement=one, kind="signature", done_on="2020") for one in made
            )
            opened.made(Agreement, [one.pk for one in made])

        periods = StatusPeriod.objects.filter(status="signed").values_list("agreement", flat=True)
        assert set(periods) == {one.pk for one in made}
