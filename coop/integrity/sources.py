"""Rules about sources and the citations that stand on them."""

from collections import defaultdict
from collections.abc import Iterator

from django.db.models import Q

from coop.integrity.coherence import (
    QUOTE_IS_NOT_IN_TEXT,
    SPEAKER_IS_UNNAMED,
    SourceFacts,
    backward_sentence,
    claimed_fields,
    field_sentence,
    paragraph_sentences,
)
from coop.integrity.paragraphs import backward_ranges, numbers, range_problems, stands_in
from coop.integrity.problems import Problem, name_of
from coop.models import Citation, SourceDocument
from coop.querysets.base import related_model


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
        facts = SourceFacts(source.paragraph_count, source.no_claim)
        for sentence in paragraph_sentences(sorted(cited[source.pk]), facts):
            yield Problem(where, sentence)
        everything = set(range(1, source.paragraph_count + 1))
        for number in sorted(everything - cited[source.pk] - set(facts.silent)):
            yield Problem(where, f"Paragraph {number} carries no claim, and no reason is given.")


def citation_problems() -> Iterator[Problem]:
    """Fields that no target has, ranges that run backwards, quotes that are not in the text."""
    for citation in Citation.objects.filter(paragraphs__contains="-").select_related("source"):
        if written := backward_ranges(citation.paragraphs):
            yield Problem(name_of(citation), backward_sentence(written))
    for citation in Citation.objects.exclude(field="").select_related("source"):
        model = related_model(Citation, citation.target_name)
        if citation.field not in claimed_fields(model):
            yield Problem(name_of(citation), field_sentence(citation.field, model))
    quoting = Citation.objects.exclude(quote="").exclude(source__text="")
    for citation in quoting.select_related("source"):
        if not stands_in(citation.quote, citation.source.text):
            yield Problem(name_of(citation), str(QUOTE_IS_NOT_IN_TEXT))


def said_by_problems() -> Iterator[Problem]:
    """Claims with a known speaker who is not named as printed."""
    silent = Citation.objects.filter(said_by_as_printed="").filter(
        Q(said_by_party__isnull=False) | Q(said_by_person__isnull=False)
    )
    for citation in silent.select_related("source"):
        yield Problem(name_of(citation), str(SPEAKER_IS_UNNAMED))
