"""The filters of the list of agreements, against counting record by record."""

from datetime import date

import pytest
from django.http import QueryDict

from coop.filters.agreements import AgreementFilter
from coop.models import Agreement
from coop.vocabulary.acts import ActKind
from tests import factories

TODAY = date(2026, 11, 21)

pytestmark = pytest.mark.django_db


def ask(query: str, today: date = TODAY) -> AgreementFilter:
    return AgreementFilter(QueryDict(query), Agreement.objects.published(), today=today)


def titles(query: str) -> set[str]:
    return {str(agreement) for agreement in ask(query).qs}


def counts(query: str, facet: str) -> dict[str, int]:
    found = next(each for each in ask(query).facets() if each.name == facet)
    return {choice.value: choice.count for choice in found.choices}


class TestACountry:
    def test_must_hold_together_with_the_others(self):
        ir, kz, fr = (factories.state(code) for code in ("IR", "KZ", "FR"))
        factories.agreement(title={"en": "Both"}, parties=[ir, kz])
        factories.agreement(title={"en": "One"}, parties=[kz, fr])

        assert titles("country=IR&country=KZ") == {"Both"}

    def test_will_do_alone_when_any_is_asked_for(self):
        ir, kz, fr = (factories.state(code) for code in ("IR", "KZ", "FR"))
        factories.agreement(title={"en": "Both"}, parties=[ir, kz])
        factories.agreement(title={"en": "One"}, parties=[kz, fr])

        assert titles("country=IR&country=FR&country_mode=any") == {"Both", "One"}

    def test_of_a_merely_possible_party_is_not_counted(self):
        ir, kz = factories.state("IR"), factories.state("KZ")
        agreement = factories.agreement(title={"en": "Perhaps"}, parties=[kz])
        possible = factories.participation(agreement=agreement, party=ir, evidence=False)
        factories.citation(possible, basis="ambiguous", note="It can be read in two ways.")

        assert "IR" not in counts("", "country")
        assert titles("country=IR") == set()

    def test_of_a_draft_is_not_counted(self):
        factories.agreement(parties=[factories.state("IR")], draft=True)

        assert counts("", "country") == {}


class TestARangeOfDates:
    @pytest.fixture(autouse=True)
    def _agreements(self):
        for title, done_on in {
            "Exact": "2025-12-11",
            "Inferred": "?2025-12-11",
            "Wide": "2024/2025",
            "Undated": "",
            "Old": "1988-02-03",
        }.items():
            agreement = factories.agreement(title={"en": title})
            factories.act(agreement=agreement, kind=ActKind.SIGNATURE, done_on=done_on)

    def test_matches_what_overlaps_it(self):
        assert titles("signed_from=2025&signed_to=2025") == {"Exact", "Inferred", "Wide"}

    def test_with_certain_dates_leaves_doubtful_ones_out(self):
        assert titles("signed_from=2025&dates=certain") == {"Exact"}

    def test_never_matches_an_undated_record_and_says_how_many_were_left_out(self):
        filters = ask("signed_to=2026")

        assert "Undated" not in {str(agreement) for agreement in filters.qs}
        assert filters.notices() == ["1 record without a date is left out of the range."]

    def test_that_ends_before_it_begins_is_refused(self):
        problems = ask("signed_from=2026&signed_to=2025").problems()

        assert [problem.parameter for problem in problems] == ["signed_to"]

    @pytest.mark.parametrize(
        "typed", ["soon", "2025-13", "2025-02-30", "99999", "\x00", "1" * 5000]
    )
    def test_of_nonsense_is_refused_in_a_sentence(self, typed):
        query = QueryDict(mutable=True)
        query["signed_from"] = typed
        filters = AgreementFilter(query, Agreement.objects.published(), today=TODAY)

        problems = filters.problems()

        assert [problem.parameter for problem in problems] == ["signed_from"]
        assert "signed_from" not in filters.values


class TestADayInForce:
    @pytest.fixture(autouse=True)
    def _agreements(self):
        for title, effective_on in {"Sure": "1990-05-01", "Doubtful": "1990?"}.items():
            agreement = factories.agreement(title={"en": title})
            factories.act(
                agreement=agreement, kind=ActKind.ENTRY_INTO_FORCE, effective_on=effective_on
            )

    def test_matches_the_certain(self):
        assert titles("in_force_on=2000-01-01") == {"Sure"}

    def test_offers_the_possible_beside_with_their_number(self):
        assert counts("in_force_on=2000-01-01", "in_force") == {"possibly": 1}
        assert titles("in_force_on=2000-01-01&in_force=possibly") == {"Doubtful"}

    def test_before_the_beginning_matches_nothing(self):
        assert titles("in_force_on=1980") == set()


class TestABadValue:
    @pytest.mark.parametrize(
        "query",
        [
            "country=QQ",
            "kind=poem",
            "topic=none",
            "party=x",
            "status=dead",
            "source_language=zz9",
            "country_mode=all",
            "dates=perhaps",
            "form=opera",
            "length=long",
            "framework=none",
            "binding=very",
            "country=%00",
            "country=" + "K" * 5000,
        ],
    )
    def test_is_named_with_its_parameter(self, query):
        name = query.split("=")[0]

        assert [problem.parameter for problem in ask(query).problems()] == [name]

    def test_among_many_is_one_too_many(self):
        query = "&".join(f"kind=treaty{number}" for number in range(60))

        assert [problem.parameter for problem in ask(query).problems()] == ["kind"]
