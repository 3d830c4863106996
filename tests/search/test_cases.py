"""Each case of the table, asked of the registry with all fixtures in it."""

import pytest

from coop.models import Country, SearchDocument
from coop.search.matching import found
from coop.search.questions import Question
from tests.search.cases import CASES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("registry_fixtures")]


def keys(model, ids):
    return set(
        model.objects.filter(pk__in=ids).values_list(
            "code" if model is Country else "key", flat=True
        )
    )


@pytest.mark.parametrize(
    "case", CASES, ids=lambda case: f"{case.model._meta.model_name}: {case.asked[:40]!r}"
)
class TestACase:
    def test_finds_what_is_asked(self, case):
        question = Question.read(case.asked)

        ids = found(case.model, question)

        assert case.found - keys(case.model, ids) == set()
        assert case.not_found & keys(case.model, ids) == set()

    def test_finds_the_same_in_a_queryset(self, case):
        question = Question.read(case.asked)

        rows = SearchDocument.objects.of(case.model).matching(question)

        assert set(rows.values_list("record_id", flat=True)) == set(found(case.model, question))
