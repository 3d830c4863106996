"""Ranges of days in questions: limits as visitors type them, and queries over the bounds.

Queries take the name of a date's text field (``done_on``, or a path such as
``acts__done_on``) and rely on its bounds being called ``<name>_earliest`` and
``<name>_latest``. Every condition is a positive one, so that across a relation all of
them speak of the same row.
"""

from datetime import date

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .edtf import DateError, parse

WITHOUT_DOUBT = r"^[0-9X./-]+$"


def parse_limit(text: str, *, end: bool) -> date:
    """Read a year, a month or a day as the limit of a range, itself included.

    ``2025`` begins a range on 1 January and, with ``end``, ends one on 31 December.
    Raises DateError on everything else.
    """
    try:
        value = parse(text)
    except DateError as error:
        if error.code in ("date_impossible", "date_too_long"):
            raise
        value = None
    bound = None
    if value and not (value.is_interval or value.is_qualified or "X" in value.text):
        bound = value.latest if end else value.earliest
    if bound is None:
        raise DateError(
            _(
                "“%(typed)s” is no limit for dates; "
                "write a year, a month or a day: 2025, 2025-06 or 2025-06-11."
            ),
            code="date_limit",
            typed=text,
        )
    return bound


def stated(field: str) -> Q:
    """Dates with a bound, which are those that a range can match."""
    return Q(**{f"{field}_earliest__isnull": False}) | Q(**{f"{field}_latest__isnull": False})


def overlapping(field: str, first: date | None, last: date | None) -> Q:
    """Dates that fall between two days, certainly or possibly; None is no limit."""
    found = stated(field)
    if last:
        found &= Q(**{f"{field}_earliest__lte": last}) | Q(**{f"{field}_earliest__isnull": True})
    if first:
        found &= Q(**{f"{field}_latest__gte": first}) | Q(**{f"{field}_latest__isnull": True})
    return found


def within(field: str, first: date | None, last: date | None) -> Q:
    """Dates that certainly fall between two days: wholly inside, and nothing doubtful."""
    found = stated(field) & Q(**{f"{field}__regex": WITHOUT_DOUBT})
    if first:
        found &= Q(**{f"{field}_earliest__gte": first})
    if last:
        found &= Q(**{f"{field}_latest__lte": last})
    return found
