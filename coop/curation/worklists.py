"""What waits for an editor, kind of record by kind: each worklist narrows a list of records."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from coop.curation.ending import endings
from coop.integrity.paragraphs import numbers, without_claim
from coop.models import Act, Agreement, Citation, CoProduction, Event, SourceDocument
from coop.models.base import Record
from coop.querysets.agreements import SIGNATURES
from coop.vocabulary.desk import BROKEN, AddressOutcome

SCRIPTS = ("Arab", "Cyrl", "Latn")

UNASKED_AFTER = timedelta(days=365)


@dataclass(frozen=True)
class Worklist:
    """``narrow`` leaves those records, on the day given, that wait for this."""

    code: str
    label: str | Promise
    narrow: Callable[[QuerySet, date], QuerySet]


def uncovered(sources: QuerySet, today: date) -> QuerySet:
    """Sources with a paragraph that no claim cites and nobody has said to make none."""
    return sources.filter(pk__in=list(uncovered_paragraphs()))


def uncovered_paragraphs() -> dict[int, int]:
    """For each source with such paragraphs, how many."""
    cited: dict[int, set[str]] = defaultdict(set)
    rows = Citation.objects.exclude(paragraphs="").order_by().values_list("source", "paragraphs")
    for source, paragraphs in rows.distinct().iterator():
        cited[source].add(paragraphs)
    found = {}
    counted = SourceDocument.objects.filter(paragraph_count__gt=0).order_by()
    for pk, count, ranges in counted.values_list("pk", "paragraph_count", "no_claim").iterator():
        last = count or 0
        covered = {number for text in cited.get(pk, ()) for number in numbers(text)}
        covered.update(without_claim(ranges))
        if left := sum(1 for number in range(1, last + 1) if number not in covered):
            found[pk] = left
    return found


def unasked(sources: QuerySet, today: date) -> QuerySet:
    """Sources whose address nobody has asked for a year."""
    moment = timezone.now() - UNASKED_AFTER
    return sources.filter(pk__in=SourceDocument.objects.with_address_unasked_since(moment))


def broken(sources: QuerySet, today: date) -> QuerySet:
    """Sources whose present address did not answer when it was last asked."""
    return sources.filter(pk__in=SourceDocument.objects.with_address_that(*BROKEN))


def moved(sources: QuerySet, today: date) -> QuerySet:
    """Sources whose present address says that it has moved for good."""
    has_moved = SourceDocument.objects.with_address_that(AddressOutcome.MOVED)
    return sources.filter(pk__in=has_moved)


def ending(agreements: QuerySet, today: date) -> QuerySet:
    """Agreements that end within a year, or of which notice has to be given within one."""
    near = [pk for pk, one in endings(today).items() if one.is_near(today)]
    return agreements.filter(pk__in=near)


def undated(agreements: QuerySet, today: date) -> QuerySet:
    """Agreements without a signature of which any part of the date is known."""
    dated = Act.objects.filter(agreement=OuterRef("pk"), kind__in=SIGNATURES).exclude(done_on="")
    return agreements.filter(~Exists(dated))


def untranslated(records: QuerySet, today: date) -> QuerySet:
    """Records without a title in the language of the page."""
    language = get_language() or "en"
    tags = [language, *(f"{language}-{script}" for script in SCRIPTS)]
    return records.exclude(**{f"{records.model.names_field}__has_any_keys": tags})


UNTRANSLATED = Worklist("untranslated", _("without a title in this language"), untranslated)

WORKLISTS: dict[type[Record], tuple[Worklist, ...]] = {
    SourceDocument: (
        Worklist("uncovered", _("with paragraphs that nothing cites"), uncovered),
        Worklist("broken", _("whose address does not answer"), broken),
        Worklist("moved", _("whose address has moved for good"), moved),
        Worklist("unasked", _("whose address nobody has asked for a year"), unasked),
        UNTRANSLATED,
    ),
    Agreement: (
        Worklist("ending", _("that end, or need notice, within a year"), ending),
        Worklist("undated", _("without a date of signature"), undated),
        UNTRANSLATED,
    ),
    CoProduction: (UNTRANSLATED,),
    Event: (UNTRANSLATED,),
}
