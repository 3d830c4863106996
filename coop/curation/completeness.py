"""What a record lacks: parties, evidence for what it says, sources that readers can see."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import models as db
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from coop.curation.evidence import target_model
from coop.facets.claims import CLAIMS_OF, claims_of, lookups_of
from coop.integrity.needs import field_without_evidence, uncovered, values
from coop.models import Agreement, AgreementRelation, Citation, SourceDocument
from coop.models.base import Evidenced, Part, Publishable
from coop.vocabulary.agreements import RelationKind
from coop.vocabulary.records import State

NAMED_BY = {
    "occasion": ("event",),
    "participation": ("party__country",),
    "signature": ("person",),
    "relation": ("related",),
    "provision": ("topic",),
    "attendance": ("person",),
    "partner": ("country", "party__country"),
    "film_link": ("agreement",),
}
"""What the label of a part reads besides the part itself."""

LISTED = 20


@dataclass(frozen=True)
class Lack:
    """One thing that is missing: a sentence, and where it is mended.

    That is at ``thing`` (the record, a part of it, or a source that it cites), in its list
    or field of the name ``place``; at the thing as a whole where that is empty.
    """

    sentence: str
    thing: db.Model
    place: str = ""


def lacks(record) -> list[Lack]:
    """What the record lacks, in the order of its form.

    A record that is published must lack nothing. Parties, people, places and events are
    not published themselves: for them the list is advice.
    """
    if isinstance(record, SourceDocument):
        return list(_of_source(record))
    found = []
    if isinstance(record, Agreement) and not has_members_or_parties(record):
        sentence = _("It has no party yet: enter who takes part.")
        found.append(Lack(sentence, record, "participations"))
    found += _in_evidence(record)
    if isinstance(record, Publishable):
        found += _in_sources(record)
    return found


def has_members_or_parties(agreement) -> bool:
    """Whether someone takes part in it, or, in a package, something is part of it."""
    if agreement.participations.exists():
        return True
    members = AgreementRelation.objects.filter(related=agreement, kind=RelationKind.PART_OF)
    return agreement.is_package and members.exists()


def no_evidence(claim) -> str:
    """What is said of a claim, or of a record, that no source is cited for."""
    if not isinstance(claim, Part):
        return _("The record itself has no evidence: say which source tells of it.")
    words = {"kind": claim._meta.verbose_name, "claim": claim}
    return _("No evidence yet: %(kind)s “%(claim)s”.") % words


def _of_source(source) -> Iterator[Lack]:
    if not (source.publisher or source.author or source.address):
        sentence = _("Say where it comes from: its publisher, its author or its address.")
        yield Lack(sentence, source, "publisher")


def _in_evidence(record) -> list[Lack]:
    if not isinstance(record, Evidenced):
        return []
    found = [*_in_own_fields(record), *_in_parts(record)]
    if len(found) > LISTED:
        more = {"number": len(found) - LISTED}
        sentence = _("And %(number)d more claims have no evidence.") % more
        found = [*found[:LISTED], Lack(sentence, record)]
    return found


def _in_own_fields(record) -> Iterator[Lack]:
    cited = set(record.citations.standing().order_by().values_list("field", flat=True))
    if "" in cited:
        return
    needing = uncovered(type(record), values(record), cited)
    if not cited and (needing or isinstance(record, Publishable)):
        yield Lack(no_evidence(record), record, "citations")
        return
    for name in needing:
        yield Lack(field_without_evidence(type(record), name), record, "citations")


def _in_parts(record) -> Iterator[Lack]:
    for target, path in claims_of(type(record)):
        if path == "pk":
            continue
        model = target_model(target)
        standing = Citation.objects.standing().filter(**{target: OuterRef("pk")})
        claims = model._base_manager.filter(~Exists(standing), **{path: record.pk})
        for claim in claims.select_related(*NAMED_BY.get(target, ())).order_by("order", "id"):
            yield Lack(no_evidence(claim), claim, "citations")


def _in_sources(record) -> Iterator[Lack]:
    if type(record) not in CLAIMS_OF:
        return
    cited = Q()
    for lookup in lookups_of(type(record)):
        cited |= Q(
            pk__in=Citation.objects.standing()
            .filter(**{lookup: record.pk})
            .order_by()
            .values("source")
        )
    sources = SourceDocument.objects.without_text().filter(cited).exclude(state=State.PUBLISHED)
    for source in sources:
        sentence = _("It cites “%(source)s”, which is %(state)s: publish that source first.")
        words = {"source": source, "state": source.get_state_display()}
        yield Lack(sentence % words, source)
