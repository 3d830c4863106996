"""Every count beside a filter's value, against counting record by record.

The registry is the one that is shipped; the questions are drawn by chance.
"""

import random
from collections import defaultdict
from datetime import date

import pytest
from django.http import QueryDict

from coop.filters.agreements import AgreementFilter
from coop.models import Agreement, Citation

TODAY = date(2026, 11, 21)

pytestmark = pytest.mark.django_db


def languages_by_hand() -> dict[int, set[str]]:
    """The languages of the published sources of each agreement, by its id."""
    found = defaultdict(set)
    citations = Citation.objects.filter(source__state="published").select_related("source")
    for citation in citations.defer("source__text"):
        if isinstance(citation.root, Agreement):
            found[citation.root.pk].add(citation.source.language)
    return found


def values_by_hand(agreement: Agreement, languages: set[str]) -> dict[str, set[str]]:
    """Every value that a record has, read from the record itself, facet by facet."""
    parties = [
        each.party
        for each in agreement.participations.all()
        if each.role == "party" and each.basis != "ambiguous"
    ]
    provisions = [each for each in agreement.provisions.all() if each.basis != "ambiguous"]
    topics = [each.topic for each in provisions]
    return {
        "country": {party.country.code for party in parties if party.country},
        "party": {party.key for party in parties},
        "topic": {topic.code for topic in topics}
        | {topic.parent.code for topic in topics if topic.parent},
        "form": {form for each in provisions for form in each.forms},
        "length": {length for each in provisions for length in each.lengths},
        "kind": {agreement.kind},
        "binding": {agreement.bindingness},
        "framework": {party.key for party in agreement.frameworks.all()},
        "source_language": languages - {""},
        "status": {
            period.status
            for period in agreement.status_periods.all()
            if period.holds_today
            and (period.starts_on is None or period.starts_on <= TODAY)
            and (period.ends_on is None or period.ends_on >= TODAY)
        },
    }


ALL_MUST_HOLD = {"country", "party", "topic", "form", "length"}


def matches(has: dict[str, set[str]], asked: dict[str, list[str]]) -> bool:
    return all(
        has[name] >= set(values) if name in ALL_MUST_HOLD else has[name] & set(values)
        for name, values in asked.items()
        if values
    )


@pytest.fixture(scope="module")
def records(registry_fixtures, django_db_blocker):
    """What each published agreement has, as shipped."""
    with django_db_blocker.unblock():
        languages = languages_by_hand()
        return [
            values_by_hand(agreement, languages[agreement.pk])
            for agreement in Agreement.objects.published()
        ]


class TestEveryCount:
    """Counts hold on the registry as shipped, for combinations drawn by chance."""

    @pytest.mark.parametrize("seed", range(12))
    def test_is_the_number_of_records_that_the_value_would_leave(self, records, seed):
        chance = random.Random(seed)
        names = sorted(records[0])
        asked: dict[str, list[str]] = {}
        for name in chance.sample(names, chance.randint(0, 3)):
            known = sorted(set().union(*(has[name] for has in records)))
            asked[name] = chance.sample(known, min(len(known), chance.randint(1, 2)))
        query = QueryDict(mutable=True)
        for name, values in asked.items():
            query.setlist(name, values)

        filters = AgreementFilter(query, today=TODAY)
        facets = {facet.name: facet for facet in filters.facets()}

        assert filters.total == sum(matches(has, asked) for has in records)
        for name in names:
            for choice in facets[name].choices:
                if name in ALL_MUST_HOLD:
                    wanted = {**asked, name: list({*asked.get(name, []), choice.value})}
                else:
                    wanted = {**asked, name: [choice.value]}
                by_hand = sum(matches(has, wanted) for has in records)
                assert choice.count == by_hand, (name, choice.value)

    def test_leaves_no_value_out_that_some_record_has(self, records):
        whole = QueryDict("more=country&more=party&more=framework")
        for facet in AgreementFilter(whole, today=TODAY).facets():
            if facet.name in records[0]:
                offered = {choice.value for choice in facet.choices}
                assert offered == set().union(*(has[facet.name] for has in records))
