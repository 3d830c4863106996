"""The page of a record asks the database a dozen questions at most, whatever it has to tell."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from coop import models
from coop.views import kept
from tests.public.worlds import world

pytestmark = pytest.mark.django_db

MODELS = (
    models.CoProduction,
    models.Event,
    models.Person,
    models.Place,
    models.SourceDocument,
    models.Subject,
)


def most_queries(client, model) -> int:
    """The queries of the record whose page costs most, none of the pages being kept."""
    numbers = []
    for record in model.objects.public():
        kept.forget()
        with CaptureQueriesContext(connection) as captured:
            assert client.get(record.get_absolute_url()).status_code == 200
        numbers.append(len(captured))
    return max(numbers)


class TestAnyRecord:
    @pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.model_name)
    def test_costs_twelve_queries_at_most(self, client, model):
        world(4)

        assert most_queries(client, model) <= 12


class TestASource:
    def test_costs_no_more_with_claims_of_every_kind_than_with_one(self, client):
        world(6)

        assert most_queries(client, models.SourceDocument) == 5
