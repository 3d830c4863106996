"""Whatever a process holds or finds stored, it answers from an index that is right."""

import subprocess
import sys
from threading import Barrier, Thread

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from pyroaring import BitMap

from coop import facets
from coop.curation import generations, recording
from coop.curation.upkeep import reindex
from coop.facets import held, storing
from coop.facets.index import Index
from coop.facets.kinds import Kind
from coop.facets.orders import LEAF
from coop.facets.registered import KINDS
from coop.models import Agreement, Generation, IndexChange, Party, StoredIndex
from tests import databases, factories
from tests.exchange.crowds import ROOT, environment
from tests.facets.keeping import differences
from tests.house import worlds

KIND = KINDS[Agreement]

RENAME = """
import django
django.setup()
from coop.curation import recording
from coop.models import Agreement
with recording() as opened:
    agreement = Agreement.objects.get(pk={pk})
    opened.touch(agreement)
    agreement.title = {{"en": "Aardvarks"}}
    agreement.kind = "protocol"
    agreement.save()
"""


@pytest.fixture(autouse=True)
def _cold():
    """Each test begins with a process that holds nothing, and leaves it so."""
    facets.forget()
    yield
    facets.forget()


def renamed(agreement, **values):
    with recording() as opened:
        opened.touch(agreement)
        agreement.title = {"en": "Aardvarks"}
        for name, value in values.items():
            setattr(agreement, name, value)
        agreement.save()


def wrong() -> dict:
    """What is wrong with the index of each kind that this process answers from now."""
    mark = Generation.objects.current()
    found = {
        kind.name: differences(facets.index(kind.model), Index.read(kind, mark))
        for kind in KINDS.values()
    }
    return {name: one for name, one in found.items() if one}


@pytest.fixture
def reads(monkeypatch) -> list[str]:
    """The kinds that have been read from the database whole."""
    found = []
    whole = Index.read.__func__

    def read(cls, kind: Kind, mark):
        found.append(kind.name)
        return whole(cls, kind, mark)

    monkeypatch.setattr(Index, "read", classmethod(read))
    return found


@pytest.mark.django_db
class TestAnIndexAsBytes:
    def test_says_the_same(self):
        worlds.hide(worlds.public_world())
        mark = Generation.objects.current()

        for kind in KINDS.values():
            index = Index.read(kind, mark)
            again = storing.unpack(kind, mark, storing.pack(index))

            assert again is not None
            assert differences(index, again) == {}
            assert storing.pack(again) == storing.pack(index)

    def test_goes_on_with_later_changes(self):
        agreement = worlds.public_world().agreement
        mark = Generation.objects.current()
        again = storing.unpack(KIND, mark, storing.pack(Index.read(KIND, mark)))

        renamed(agreement, kind="protocol")

        later = Generation.objects.current()
        assert differences(again.at(later, [agreement.pk]), Index.read(KIND, later)) == {}

    def test_is_refused_when_it_was_written_for_another_form(self):
        content = storing.pack(Index.read(KIND, (1, 1)))

        assert storing.unpack(KINDS[Party], (1, 1), content) is None


@pytest.mark.django_db
class TestAProcess:
    def test_reads_nothing_while_nothing_changes(self):
        factories.agreement()
        facets.index(Agreement)

        with CaptureQueriesContext(connection) as captured:
            facets.index(Agreement)

        assert len(captured) == 1

    def test_reads_again_only_what_has_changed(self, reads):
        agreement = factories.agreement()
        wrong()
        reads.clear()

        renamed(agreement)

        facets.index(Agreement)
        assert reads == []
        assert wrong() == {}

    def test_begins_from_what_is_stored(self, reads):
        agreement = factories.agreement()
        reindex()
        renamed(agreement)
        facets.forget()
        reads.clear()

        facets.index(Agreement)

        assert reads == []
        assert wrong() == {}

    def test_reads_anew_when_what_is_stored_has_another_form(self):
        factories.agreement()
        reindex()
        other = StoredIndex.objects.get(kind="party").content
        StoredIndex.objects.filter(kind="agreement").update(content=other)
        facets.forget()

        assert wrong() == {}

    def test_reads_anew_when_nobody_knows_what_a_generation_changed(self):
        agreement = factories.agreement()
        facets.index(Agreement)
        StoredIndex.objects.all().delete()
        renamed(agreement)
        gap = Generation.objects.current()[0]
        renamed(agreement, kind="protocol")

        IndexChange.objects.filter(generation=gap).delete()

        assert wrong() == {}

    def test_reads_anew_what_has_changed_as_a_whole(self):
        factories.agreement()
        facets.index(Agreement)

        Agreement.objects.update(kind="protocol")
        generations.advance(lambda: None)

        assert facets.index(Agreement).having("kind", "protocol")
        assert wrong() == {}

    def test_takes_no_generation_that_was_rolled_back_for_the_next(self):
        agreement = factories.agreement()
        facets.index(Agreement)
        with transaction.atomic():
            renamed(agreement, kind="protocol")
            facets.index(Agreement)
            transaction.set_rollback(True)
        agreement.refresh_from_db()
        undone = facets.index(Agreement).having("kind", "protocol")

        renamed(agreement, kind="memorandum")

        assert undone == BitMap()
        assert facets.index(Agreement).having("kind", "protocol") == BitMap()
        assert wrong() == {}

    def test_takes_no_generation_of_another_database_for_its_own(self):
        factories.agreement()
        facets.index(Agreement)
        number, _stamp = Generation.objects.current()

        Agreement.objects.update(kind="protocol")
        Generation.objects.update(number=number, stamp=7)
        IndexChange.objects.filter(generation=number).update(stamp=7)
        StoredIndex.objects.all().delete()

        assert facets.index(Agreement).having("kind", "protocol")
        assert wrong() == {}

    def test_follows_to_a_number_that_is_lower(self):
        agreement = factories.agreement()
        facets.index(Agreement)
        renamed(agreement)
        facets.index(Agreement)

        Agreement.objects.update(kind="protocol")
        Generation.objects.update(number=1, stamp=7)
        IndexChange.objects.all().delete()
        StoredIndex.objects.all().delete()

        assert facets.index(Agreement).having("kind", "protocol")
        assert wrong() == {}

    def test_holds_nothing_before_the_first_generation(self):
        agreement = factories.agreement()
        Generation.objects.all().delete()
        facets.index(Agreement)

        Agreement.objects.filter(pk=agreement.pk).update(kind="protocol")

        assert facets.index(Agreement).having("kind", "protocol")
        assert wrong() == {}

    def test_never_goes_back_for_one_that_asks_late(self, reads):
        agreement = factories.agreement()
        early = Generation.objects.current()
        renamed(agreement)
        late = facets.index(Agreement)
        reads.clear()

        assert facets.index(Agreement, early) is late
        assert reads == []

    def test_reads_anew_when_so_much_has_changed_that_it_is_sooner(self, reads, monkeypatch):
        agreements = [factories.agreement(parties=[]) for _each in range(3)]
        facets.index(Agreement)
        monkeypatch.setattr(held, "MANY", 2)
        with recording() as opened:
            opened.touch(*agreements)
        reads.clear()

        facets.index(Agreement)

        assert reads == ["agreement"]

    def test_holds_thousands_in_order_while_they_move(self):
        with recording():
            for number in range(2 * LEAF // 100):
                factories.agreement(parties=[], evidence=False, title=f"Row {number}")
        agreements = list(Agreement.objects.all())
        facets.index(Agreement)

        for number, agreement in enumerate(agreements):
            renamed(agreement, title={"en": f"{'MAZ'[number % 3]} {number}"})

        assert wrong() == {}


@pytest.mark.django_db
class TestChangesThatAreRemembered:
    def test_are_as_many_as_a_process_may_need(self, monkeypatch):
        monkeypatch.setattr(generations, "STORED_EVERY", 4)
        monkeypatch.setattr(generations, "REMEMBERED", 8)
        agreement = factories.agreement()

        for _each in range(24):
            renamed(agreement)

        assert IndexChange.objects.count() <= 8 + 4
        assert wrong() == {}

    def test_reach_back_to_what_is_stored(self, monkeypatch):
        monkeypatch.setattr(generations, "STORED_EVERY", 4)
        monkeypatch.setattr(generations, "REMEMBERED", 8)
        agreement = factories.agreement()

        for _each in range(24):
            renamed(agreement)
            oldest = IndexChange.objects.order_by("generation").first().generation
            for stored in StoredIndex.objects.all():
                assert oldest <= stored.generation


@pytest.mark.django_db(transaction=True)
class TestTwoAtOnce:
    def test_threads_get_the_same_right_index(self):
        agreement = factories.agreement()
        facets.index(Agreement)
        renamed(agreement, kind="protocol")
        together, found = Barrier(4), []

        def ask():
            try:
                together.wait(10)
                found.append(set(facets.index(Agreement).having("kind", "protocol")))
            finally:
                connection.close()

        threads = [Thread(target=ask) for _each in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(30)

        assert found == [{agreement.pk}] * 4

    def test_what_another_process_saves_is_seen_by_the_next_request(self, client, tmp_path):
        copy = databases.Copy("saved_elsewhere")
        with copy.entered():
            agreement = factories.agreement(title="Zebras")
            assert "Zebras" in client.get("/agreements/").content.decode()

            subprocess.run(
                [sys.executable, "-c", RENAME.format(pk=agreement.pk)],
                cwd=ROOT,
                env=environment(copy, tmp_path),
                check=True,
            )

            page = client.get("/agreements/?kind=protocol").content.decode()
            assert "Aardvarks" in page
            assert "Zebras" not in page
            assert wrong() == {}
        copy.drop()
