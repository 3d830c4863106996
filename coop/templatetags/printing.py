"""Markup put together from what is safe already and what is not, in great numbers.

Django's ``format_html`` does the same; in a list, which prints some two thousand pieces, its
care for texts that are translated late takes longer than all else together.
"""

from collections.abc import Iterable
from html import escape

from django.utils.safestring import SafeString

NOTHING = SafeString("")


def filled(shape: str, *values: object) -> SafeString:
    """The shape with the values in its braces; what is not marked as safe is escaped."""
    return SafeString(shape.format(*map(safe, values)))


def filled_each(shape: str, rows: Iterable[tuple], between: str = "") -> SafeString:
    """The shape filled with each row's values, in one text; ``between`` is markup."""
    return SafeString(between.join([shape.format(*map(safe, row)) for row in rows]))


def safe(value: object) -> SafeString:
    """The value as markup."""
    return value if type(value) is SafeString else SafeString(escape(str(value)))
