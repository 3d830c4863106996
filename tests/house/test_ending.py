"""When agreements end and by when notice has to be given, worked out from their own rules."""

from datetime import date
from decimal import Decimal

import pytest

from coop.curation.ending import Ending, Span, ending, endings
from tests import factories

TODAY = date(2026, 6, 1)


def span(number, unit="years"):
    return Span(Decimal(number), unit)


class TestATerm:
    @pytest.mark.parametrize(
        ("begun", "term", "ends_on"),
        [
            (date(2024, 1, 1), span(3), date(2026, 12, 31)),
            (date(2024, 2, 29), span(3), date(2027, 2, 27)),
            (date(2026, 1, 31), span(1, "months"), date(2026, 2, 27)),
            (date(2026, 5, 1), span(90, "days"), date(2026, 7, 29)),
            (date(2025, 7, 1), span("1.5"), date(2026, 12, 31)),
        ],
    )
    def test_ends_on_the_day_before_its_return(self, begun, term, ends_on):
        assert ending(begun, {"term": term}, TODAY) == Ending(ends_on)

    def test_that_is_not_stated_has_no_end(self):
        assert ending(date(2020, 1, 1), {"notice": span(6, "months")}, TODAY) is None

    def test_that_has_run_out_is_not_prolonged_by_itself(self):
        assert ending(date(2000, 1, 1), {"term": span(5)}, TODAY).ends_on == date(2004, 12, 31)

    def test_is_prolonged_stretch_by_stretch_where_the_text_says_so(self):
        said = {"term": span(5), "renewal": span(2), "notice": span(6, "months")}

        found = ending(date(2000, 1, 1), said, TODAY)

        assert found == Ending(date(2026, 12, 31), date(2026, 6, 30), is_prolonged=True)

    @pytest.mark.parametrize("renewal", [span(0), span(0, "days")])
    def test_prolonged_by_nothing_ends(self, renewal):
        said = {"term": span(5), "renewal": renewal}

        assert ending(date(2000, 1, 1), said, TODAY).ends_on == date(2004, 12, 31)

    def test_beyond_the_calendar_is_no_error(self):
        assert ending(date(2000, 1, 1), {"term": span(99_999)}, TODAY) is None


class TestAnEnd:
    @pytest.mark.parametrize(
        ("found", "is_near"),
        [
            (Ending(date(2027, 6, 1)), True),
            (Ending(date(2027, 6, 2)), False),
            (Ending(date(2028, 1, 1), date(2027, 6, 1)), True),
            (Ending(date(2028, 1, 1), date(2026, 5, 31)), False),
            (Ending(date(2026, 5, 31)), True),
        ],
    )
    def test_is_near_when_it_or_the_day_for_notice_is_less_than_a_year_off(self, found, is_near):
        assert found.is_near(TODAY) is is_near


@pytest.mark.django_db
class TestTheEndsOfAgreements:
    def agreement(self, *acts, **rules):
        made = factories.agreement()
        for kind, day in acts:
            factories.act(agreement=made, kind=kind, effective_on=day)
        provision = factories.provision(agreement=made)
        for kind, years in rules.items():
            factories.rule(provision=provision, kind=kind, minimum=years, unit="years")
        return made

    def test_run_from_entry_into_force(self):
        made = self.agreement(("entry-into-force", "2024-01-01"), term=3)

        assert endings(TODAY) == {made.pk: Ending(date(2026, 12, 31))}

    def test_run_from_the_last_renewal(self):
        made = self.agreement(("entry-into-force", "2014-01-01"), ("renewal", "2024-03-01"), term=3)

        assert endings(TODAY)[made.pk].ends_on == date(2027, 2, 28)

    def test_run_from_the_earliest_day_of_a_date_in_doubt(self):
        made = self.agreement(("entry-into-force", "2024"), term=3)

        assert endings(TODAY)[made.pk].ends_on == date(2026, 12, 31)

    def test_are_not_told_of_what_is_not_in_force(self):
        self.agreement(("signature", "2024-01-01"), term=3)
        self.agreement(("entry-into-force", "2024-01-01"), ("termination", "2025-01-01"), term=3)

        assert endings(TODAY) == {}

    def test_are_told_of_some_agreements_when_some_are_asked_for(self):
        one, _other = (
            self.agreement(("entry-into-force", "2024-01-01"), term=3) for _each in range(2)
        )

        assert list(endings(TODAY, [one.pk])) == [one.pk]
