"""What facets add to a save, and to the first question after it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from coop import facets
from coop.curation import recording
from coop.facets.changes import Watch
from coop.models import Agreement, Citation, Generation, SourceDocument
from tests import factories
from tests.house import worlds

pytestmark = pytest.mark.django_db

NOTED = 26
"""Queries that a save of one agreement asks for what may be read otherwise afterwards."""


def noted(agreement) -> int:
    watch = Watch()
    with CaptureQueriesContext(connection) as captured:
        watch.note(Agreement, [agreement.pk])
        assert watch.records({Agreement: [agreement.pk]}, {})
    return len(captured)


def test_a_save_asks_as_many_questions_with_many_records_as_with_few():
    world = worlds.public_world()
    few = noted(world.agreement)

    worlds.tell(world, 5)

    assert few == noted(world.agreement)
    assert few <= NOTED


def test_a_save_counts_no_claims_but_those_of_the_sources_that_it_cites():
    agreement = factories.agreement()
    others = [factories.agreement() for _each in range(3)]
    facets.index(SourceDocument)
    with recording() as opened:
        opened.touch(agreement)
        agreement.note = "Read again."
        agreement.save()
    cited = agreement.citations.get().source_id

    with CaptureQueriesContext(connection) as captured:
        order = facets.index(SourceDocument).orders["claims"]

    counting = [query["sql"] for query in captured if "COUNT" in query["sql"]]
    assert len(counting) == 1
    assert f"IN ({cited})" in counting[0]
    assert order.numbers == {
        source: Citation.objects.filter(source=source).count()
        for source in SourceDocument.objects.values_list("pk", flat=True)
    }
    assert len(others) == 3


def test_a_page_after_a_save_reads_what_the_save_changed(client):
    agreement = factories.agreement(title="Zebras")
    client.get("/agreements/")
    before = Generation.objects.current()

    with recording() as opened:
        opened.touch(agreement)
        agreement.title = {"en": "Aardvarks"}
        agreement.save()

    assert Generation.objects.current() != before
    assert "Aardvarks" in client.get("/agreements/").content.decode()
