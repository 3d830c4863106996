"""The Solar Hijri calendar of Iran, in days of the Gregorian one.

persiantools has the leap years that were in force and those that astronomy foresees; from 1300
to 1500 they are the same.
"""

from datetime import date, timedelta
from functools import cache

from persiantools.jdatetime import JalaliDate

FIRST_SOLAR_YEAR, LAST_SOLAR_YEAR = 1300, 1500

_RECENT = range(1380, 1420)
"""Years over which it is asked on which days a day without a year can fall."""


def solar_days(year: int, month: int | None = None, day: int | None = None) -> tuple[date, date]:
    """The first and the last day of a year, a month or a day. Raises ValueError on any other."""
    first = JalaliDate(year, month or 1, day or 1)
    if day:
        after = first.to_gregorian() + timedelta(days=1)
    elif month and month < 12:
        after = JalaliDate(year, month + 1, 1).to_gregorian()
    else:
        after = JalaliDate(year + 1, 1, 1).to_gregorian()
    return first.to_gregorian(), after - timedelta(days=1)


@cache
def days_in_any_year(month: int, day: int) -> tuple[tuple[int, int], tuple[int, int]]:
    """Between which two days, as month and day, a day of the solar year can fall.

    They are two days apart at most, since both calendars have their leap years. Raises
    ValueError for a day that no year has.
    """
    found = set()
    for year in _RECENT:
        try:
            (fallen, _last) = solar_days(year, month, day)
        except ValueError:
            continue
        found.add((fallen.month, fallen.day))
    if not found:
        raise ValueError(f"no day {day} in month {month}")
    # The turn of the Gregorian year may lie between them: then December comes first.
    ordered = sorted(found, key=lambda it: (it[0] == 1 and (12, 31) in found, it))
    return ordered[0], ordered[-1]
