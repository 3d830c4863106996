"""Rules about sources and the citations that stand on them."""

from collections import defaultdict
from collections.abc import Iterator

from django.db.models import F, Q

from coop.integrity.coherence import (
    QUOTE_IS_NOT_IN_TEXT,
    REPLACED_BY_A_STRANGER,
    SPEAKER_IS_UNNAMED,
    SourceFacts,
    backward_sentence,
    claimed_fields,
    count_faults,
    field_sentence,
    paragraph_sentences,
)
from coop.integrity.paragraphs import backward_ranges, numbers, range_problems, stands_in
from coop.integrity.problems import Problem, name_of
from coop.models import Citation, SourceDocument
from coop.querysets.base import related_model

TEXTS_AT_ONCE = 10


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


def stored_text_problems() -> Iterator[Problem]:
    """Texts whose paragraphs are not as many as are recorded, so that citations point elsewhere."""
    for source in SourceDocument.objects.exclude(text="").iterator(TEXTS_AT_ONCE):
        for _field, sentence in count_faults(source.text, source.paragraph_count):
            yield Problem(name_of(source), sentence)


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


def replacement_problems() -> Iterator[Problem]:
    """Citations that are replaced by one for something else."""
    of_another_claim = Q()
    for target in Citation.TARGETS:
        is_one = Q(**{f"{target}__isnull": False})
        same = Q(**{f"replaced_by__{target}": F(target)})
        of_another_claim |= is_one & (~same | Q(**{f"replaced_by__{target}__isnull": True}))
    replaced = Citation.objects.filter(of_another_claim, replaced_by__isnull=False)
    for citation in replaced.select_related("source"):
        yield Problem(name_of(citation), str(REPLACED_BY_A_STRANGER))


def said_by_problems() -> Iterator[Problem]:
    """Claims with a known speaker who is not named as printed."""
    silent = Citation.objects.filter(said_by_as_printed="").filter(
        Q(said_by_party__isnull=False) | Q(said_by_person__isnull=False)
    )
    for citation in silent.select_related("source"):
        yield Problem(name_of(citation), str(SPEAKER_IS_UNNAMED))
