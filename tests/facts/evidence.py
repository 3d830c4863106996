"""What a source says of a thing, read off the citations."""

from coop.integrity.paragraphs import numbers
from coop.models import Citation
from coop.vocabulary.records import Basis


def claims(source: str, paragraph: int) -> list[Citation]:
    """The citations of one paragraph of a source."""
    return [
        citation
        for citation in Citation.objects.filter(source__key=source)
        if paragraph in numbers(citation.paragraphs)
    ]


def words(thing, source: str, paragraph: int, *, field: str = "", basis=Basis.STATED) -> list[str]:
    """The source's own words for a thing, or for one field of it, in one paragraph."""
    return [
        citation.as_named
        for citation in thing.citations.filter(source__key=source, field=field, basis=basis)
        if paragraph in numbers(citation.paragraphs)
    ]


def speakers(thing, source: str, paragraph: int) -> set[str]:
    """Who says, as printed, what one paragraph claims of a thing; an empty name is the source."""
    return {
        citation.said_by_as_printed
        for citation in thing.citations.filter(source__key=source)
        if paragraph in numbers(citation.paragraphs)
    }


def bases(thing) -> set[str]:
    """How all sources together carry the claims about a thing."""
    return set(thing.citations.values_list("basis", flat=True))
