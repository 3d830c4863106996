"""Paragraph numbers: read from citations, and told from the text of a source."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from coop.models.paragraphs import clean_ranges


def numbers(paragraphs: str) -> list[int]:
    """The numbers that ``2, 5-7`` stands for: 2, 5, 6, 7."""
    found: list[int] = []
    for part in filter(None, (part.strip() for part in paragraphs.split(","))):
        first, _dash, last = part.partition("-")
        found += range(int(first), int(last or first) + 1)
    return found


def backward_ranges(paragraphs: str) -> list[str]:
    """The ranges of a citation that end before they begin, as written."""
    found = []
    for part in paragraphs.split(", "):
        first, dash, last = part.partition("-")
        if dash and int(last) < int(first):
            found.append(part)
    return found


def split(text: str) -> list[str]:
    """The paragraphs of a text: its lines that are not blank, counted from 1."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def plain(text: str) -> str:
    """The words of a text with single spaces: what is compared when a quote is looked for."""
    return " ".join(text.split())


def stands_in(quote: str, text: str) -> bool:
    """Whether the words of a quote stand in a text; white space counts as one space."""
    return plain(quote) in plain(text)


def without_claim(ranges: Iterable[dict]) -> dict[int, str]:
    """For each paragraph marked as making no claim, the code of the reason."""
    return {
        number: item["reason"]
        for item in ranges
        for number in range(item["first"], item["last"] + 1)
    }


def range_problems(ranges, count: int | None) -> list[str]:
    """What is wrong with the ranges of a source that make no claim."""
    try:
        clean_ranges(ranges)
    except ValidationError as error:
        return error.messages
    return [
        _("The range %(first)d to %(last)d goes beyond the %(count)d paragraphs.")
        % {"first": item["first"], "last": item["last"], "count": count}
        for item in ranges
        if count is not None and item["last"] > count
    ]
