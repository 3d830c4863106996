"""Rules about sources and the citations that stand on them."""

from collections import defaultdict
from collections.abc import Iterator

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Q

from coop.integrity.paragraphs import (
    backward_ranges,
    numbers,
    range_problems,
    stands_in,
    without_claim,
)
from coop.integrity.problems import Problem, name_of
from coop.models import Citation, SourceDocument
from coop.querysets.base import related_model
from coop.vocabulary.sources import NoClaimReason


def source_problems() -> Iterator[Problem]:
    """Ranges that are no ranges, and paragraphs that nobody has looked at."""
    cited = defaultdict(set)
    rows = Citation.objects.order_by().values_list("source_id", "paragraphs").distinct()
    for source_id, paragraphs in rows:
        cited[source_id].update(numbers(paragraphs))
    for source in SourceDocument.objects.without_text():
        where = name_of(source)
        wrong = range_problems(source.no_claim, source.paragraph_count)
        for sentence in wrong:
            yield Problem(where, sentence)
        if wrong or source.paragraph_count is None:
            continue
        everything = set(range(1, source.paragraph_count + 1))
        beyond = sorted(cited[source.pk] - everything)
        for number in beyond:
            yield Problem(
                where,
                f"Paragraph {number} is cited, but there are only {source.paragraph_count}.",
            )
        silent = without_claim(source.no_claim)
        for number in sorted(everything - cited[source.pk] - set(silent)):
            yield Problem(where, f"Paragraph {number} carries no claim, and no reason is given.")
        for number in sorted(cited[source.pk] & set(silent)):
            if silent[number] == NoClaimReason.FURNITURE:
                yield Problem(where, f"Paragraph {number} is page furniture, and yet cited.")


def citation_problems() -> Iterator[Problem]:
    """Fields that no target has, ranges that run backwards, quotes that are not in the text."""
    for citation in Citation.objects.filter(paragraphs__contains="-").select_related("source"):
        for written in backward_ranges(citation.paragraphs):
            yield Problem(name_of(citation), f"The paragraphs {written} run backwards.")
    for citation in Citation.objects.exclude(field="").select_related("source"):
        model = related_model(Citation, citation.target_name)
        try:
            model._meta.get_field(citation.field)
        except FieldDoesNotExist:
            yield Problem(
                name_of(citation),
                f"Its target ({model._meta.verbose_name}) has no field “{citation.field}”.",
            )
    quoting = Citation.objects.exclude(quote="").exclude(source__text="")
    for citation in quoting.select_related("source"):
        if not stands_in(citation.quote, citation.source.text):
            yield Problem(name_of(citation), "The quote does not stand in the source's text.")


def said_by_problems() -> Iterator[Problem]:
    """Claims with a known speaker who is not named as printed."""
    silent = Citation.objects.filter(said_by_as_printed="").filter(
        Q(said_by_party__isnull=False) | Q(said_by_person__isnull=False)
    )
    for citation in silent.select_related("source"):
        yield Problem(name_of(citation), "Say who speaks as the source prints it.")
