"""Whatever is asked of a list together, every number and every order is that of plain queries."""

import os
from random import Random

import pytest

from coop.filters.modes import ModeFacet
from coop.models import Act, Agreement, CoProduction, Provision
from tests.facets.oracle_records import ORACLES
from tests.facets.questions import FILTERS, draw, long_facets

SCALE = float(os.environ.get("DRILL_SCALE", "0.06"))
COMBINATIONS = max(60, round(1_000 * SCALE))

# Half of the questions are to the list of agreements, of which most can be asked.
ASKED = [
    (name, seed)
    for seed in range(COMBINATIONS)
    for name in ["agreements" if seed % 2 else sorted(ORACLES)[seed // 2 % len(ORACLES)]]
]


def shown(filters) -> dict[str, dict[str, int]]:
    """The numbers of the panel, by parameter and value."""
    return {
        facet.name: {choice.value: choice.count for choice in facet.choices}
        for facet in filters.facets()
        if not isinstance(filters.filters[facet.name], ModeFacet)
    }


def pages(filters, size) -> list[list[int]]:
    number = -(-filters.total // size)
    return [filters.page(place, size) for place in range(1, number + 1)]


def test_there_are_drafts_among_what_is_asked(oracles):
    assert set(FILTERS) == set(ORACLES)
    for model in (Agreement, CoProduction):
        assert model.objects.exclude(state="published").count() > 5
    assert Provision.objects.exclude(agreement__state="published").exists()
    assert Act.objects.filter(done_on="").exists()


@pytest.mark.parametrize(("name", "seed"), ASKED, ids=[f"{one[0]}-{one[1]}" for one in ASKED])
def test_a_combination_of_filters_is_answered_as_plain_queries_answer_it(oracles, name, seed):
    oracle = oracles(name)
    question = draw(name, oracle, seed)
    filters = question.filters(name, *long_facets(name))
    assert filters.problems() == []

    found = oracle.found(question.values, question.today)
    assert (question.address, set(filters.found)) == (question.address, found)
    assert filters.total == len(found)

    counts = shown(filters)
    assert counts.keys() == oracle.asked.keys()
    for parameter in oracle.asked:
        expected = oracle.counts(parameter, question.values, question.today)
        assert (question.address, parameter, counts[parameter]) == (
            question.address,
            parameter,
            expected,
        )

    for parameter, (word, is_offered) in oracle.modes.items():
        offered = {facet.name: facet for facet in filters.facets()}
        is_chosen = bool(question.values.get(parameter))
        assert (parameter in offered) == (is_chosen or is_offered(question.values))
        if parameter in offered:
            switched = {**question.values, parameter: [word]}
            number = len(oracle.found(switched, question.today))
            expected = {word: number} if number or is_chosen else {}
            choices = offered[parameter].choices
            assert {choice.value: choice.count for choice in choices} == expected

    ordered = oracle.in_order(found, question.sort)
    size = Random(seed).choice((1, 2, 7, 50))
    assert [pk for portion in filters.in_order() for pk in portion] == ordered
    if filters.total <= 60 * size:
        assert [pk for page in pages(filters, size) for pk in page] == ordered
    middle = len(ordered) // size // 2
    assert filters.page(middle + 1, size) == ordered[middle * size : (middle + 1) * size]
    assert filters.page(len(ordered) // size + 2, size) == []

    left_out = 0
    if any(question.values.get(name) for name in oracle.limits if name != "dates"):
        left_out = oracle.undated(question.values, question.today)
    said = " ".join(map(str, filters.notices()))
    assert said.startswith(f"{left_out} record") if left_out else said == ""
