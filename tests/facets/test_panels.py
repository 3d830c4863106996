"""The panel of a list: what a long facet shows, the histogram, the order with words."""

from collections import defaultdict

import pytest
from django.http import QueryDict

from coop.filters.base import SHOWN
from coop.models import Act, Agreement, SearchDocument
from coop.search import matching
from coop.search.questions import Question
from tests.facets.questions import FILTERS, draw, long_facets

SEEDS = range(12)

WORDS = ("cinema", "film", "Казахстан", "سينما", "agreement synthetic", '"co-production"', "synth")


def signature_years() -> dict[int, list[tuple[int, int]]]:
    """The first and last year of each dated signature, by agreement."""
    found = defaultdict(list)
    for act in Act.objects.filter(kind__in=("signature", "definitive-signature")):
        first, last = act.done_on_earliest, act.done_on_latest
        if first or last:
            found[act.agreement_id].append(
                (first.year if first else None, last.year if last else None)
            )
    return found


class TestALongFacet:
    @pytest.mark.parametrize("seed", SEEDS)
    @pytest.mark.parametrize("name", ["agreements", "parties", "provisions"])
    def test_shows_those_that_most_records_have_and_says_when_there_are_more(
        self, oracles, name, seed
    ):
        oracle = oracles(name)
        question = draw(name, oracle, 500 + seed)
        facets = {facet.name: facet for facet in question.filters(name).facets()}

        for parameter in long_facets(name):
            if not oracle.asked[parameter].is_offered:
                continue
            chosen = question.values.get(parameter) or []
            counts = oracle.counts(parameter, question.values, question.today)
            choices = {choice.value: choice.count for choice in facets[parameter].choices}
            hidden = counts.keys() - choices.keys()

            assert choices == {value: counts[value] for value in choices}
            assert set(chosen) <= choices.keys()
            assert len(choices) <= SHOWN + len(chosen)
            assert bool(facets[parameter].all_address) == (
                len([value for value in counts if counts[value]]) > SHOWN
            )
            if hidden:
                least = min(choices[value] for value in choices if value not in chosen)
                assert max(counts[value] for value in hidden) <= least


class TestTheHistogram:
    @pytest.mark.parametrize("seed", SEEDS)
    def test_has_a_bar_for_each_stretch_of_years_whatever_range_is_asked_for(self, oracles, seed):
        oracle = oracles("agreements")
        question = draw("agreements", oracle, 900 + seed)
        values = {
            name: value
            for name, value in question.values.items()
            if name not in ("signed_from", "signed_to", "dates")
        }
        years = signature_years()
        found = oracle.found(values, question.today)
        by_year = defaultdict(set)
        for pk in found:
            for first, last in years[pk]:
                if first == last:
                    by_year[first].add(pk)

        histogram = question.filters("agreements").histogram()

        counted = {
            year: len(set().union(*(by_year[one] for one in range(bar.first, bar.last + 1))))
            for bar in histogram.bars
            for year in [bar.first]
        }
        assert {bar.first: bar.count for bar in histogram.bars} == counted
        standing = set().union(*by_year.values())
        assert {pk for bar in histogram.bars for pk in _of_years(by_year, bar)} == standing
        assert histogram.several == len(
            {pk for pk in found if any(first != last for first, last in years[pk])}
        )
        assert all(
            bar.last - bar.first == histogram.bars[0].last - histogram.bars[0].first
            for bar in histogram.bars
        )


def _of_years(by_year, bar):
    return set().union(*(by_year[year] for year in range(bar.first, bar.last + 1)))


class TestWords:
    @pytest.mark.parametrize("seed", SEEDS)
    @pytest.mark.parametrize("words", WORDS)
    def test_narrow_every_list_and_put_titles_first(self, oracles, words, seed):
        name = sorted(FILTERS)[seed % len(FILTERS)]
        oracle = oracles(name)
        question = draw(name, oracle, 700 + seed)
        data = QueryDict(question.address, mutable=True)
        data["q"] = words
        data.pop("sort", None)
        filters = FILTERS[name](data, today=question.today)
        model = filters.model
        asked = Question.read(words)
        documents = SearchDocument.objects.of(model).matching(asked)
        having = set(documents.values_list("record_id", flat=True))
        found = oracle.found(question.values, question.today) & having

        assert set(filters.found) == found

        exact, titled = (found & set(tier) for tier in matching.tiers(model, asked))
        usual = next(iter(filters.SORTS))
        assert [pk for portion in filters.in_order() for pk in portion] == [
            *oracle.in_order(exact, usual),
            *oracle.in_order(titled - exact, usual),
            *oracle.in_order(found - titled - exact, usual),
        ]
        for size in (1, 3):
            places = range(1, -(-len(found) // size) + 1)
            paged = [pk for place in list(places)[:40] for pk in filters.page(place, size)]
            assert paged == [pk for part in filters.in_order() for pk in part][: 40 * size]

    def test_are_found_in_something(self, oracles):
        oracles("agreements")
        for words in WORDS:
            question = Question.read(words)

            assert len(matching.found(Agreement, question)) > 0, words
