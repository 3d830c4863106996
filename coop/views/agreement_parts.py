"""What the page of an agreement prints of it, each kind of part read with one question."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from django.db.models import QuerySet

from coop.models import (
    Act,
    Agreement,
    AgreementRelation,
    Citation,
    CoProductionAgreement,
    Occasion,
    Participation,
    Party,
    Provision,
    Rule,
    Statement,
    StatusPeriod,
    Subject,
)
from coop.querysets.prepared import ANY_DAY, ANY_ID, ANY_WORD, Prepared
from coop.vocabulary.records import State

T = TypeVar("T")

IN_ORDER = ("order", "pk")


def _head(agreements: QuerySet[Agreement], slug: str, today: date) -> QuerySet[Agreement]:
    return (
        agreements.filter(slug=slug)
        .with_standing_beside(today)
        .order_by(
            *("standing__starts_on", "standing__pk"),
            *("subjects__sort_key", "subjects__pk"),
            *("frameworks__sort_key", "frameworks__pk"),
        )
    )


def _heads(agreements) -> Prepared:
    return Prepared(
        lambda slug, today: _head(agreements(), slug, today),
        ANY_WORD,
        ANY_DAY,
        joined={
            "": ("place__country",),
            "standing": (),
            "subjects": (),
            "frameworks": ("country",),
        },
        named={"standing": "status_periods"},
    )


PUBLISHED = _heads(Agreement.objects.public)
EVERY = _heads(Agreement.objects.all)

PARTICIPATIONS = Prepared(
    lambda agreement: Participation.objects.filter(agreement=agreement).order_by(
        *IN_ORDER, *(f"signatures__{name}" for name in IN_ORDER)
    ),
    ANY_ID,
    joined={
        "": ("party__country", "acting_for__country"),
        "signatures": ("person", "office_at__country"),
    },
)
OCCASIONS = Prepared(
    lambda agreement: Occasion.objects.filter(agreement=agreement).order_by(*IN_ORDER),
    ANY_ID,
    joined={"": ("event__place__country", "event__country", "event__part_of")},
)
ACTS = Prepared(lambda agreement: Act.objects.filter(agreement=agreement), ANY_ID)
PROVISIONS = Prepared(
    lambda agreement: Provision.objects.filter(agreement=agreement).order_by(
        *IN_ORDER, "subjects__sort_key", "subjects__pk"
    ),
    ANY_ID,
    joined={"": (), "subjects": ()},
)
RULES = Prepared(
    lambda agreement: Rule.objects.filter(provision__agreement=agreement).order_by(*IN_ORDER),
    ANY_ID,
    joined={"": ("relaxes",)},
)
FILM_LINKS = Prepared(
    lambda agreement: CoProductionAgreement.objects.filter(
        agreement=agreement, coproduction__state=State.PUBLISHED
    ).order_by(*IN_ORDER),
    ANY_ID,
    joined={"": ("coproduction",)},
)
RELATIONS = Prepared(
    lambda agreement: AgreementRelation.objects.of_published(agreement).order_by(*IN_ORDER),
    ANY_ID,
    joined={"": ("agreement", "related")},
)
STATEMENTS = Prepared(
    lambda agreement: Statement.objects.about_agreement(agreement).order_by(*IN_ORDER), ANY_ID
)


def _citations(citations) -> Prepared:
    return Prepared(
        lambda agreement: citations().about_agreement(agreement).order_by(),
        ANY_ID,
        joined={"": ("source", "said_by_party__country", "said_by_person")},
        without=("source__text",),
    )


PUBLIC_CITATIONS = _citations(Citation.objects.of_public_sources)
ALL_CITATIONS = _citations(Citation.objects.all)


class AgreementParts:
    """An agreement with its parts, each tied to the one that it is a part of.

    Participations have their `X, provisions their ``rule_list`` and ``about``.
    """

    def __init__(self, rows: list[list]):
        heads, standing, subjects, frameworks = zip(*rows, strict=True)
        self.agreement: Agreement = heads[0]
        self.standing: list[StatusPeriod] = _each(standing)
        self.subjects: list[Subject] = _each(subjects)
        self.frameworks: list[Party] = _each(frameworks)
        pk = self.agreement.pk
        self.participations = self._participations(pk)
        self.occasions: list[Occasion] = OCCASIONS.records(pk)
        self.acts = self._acts(pk)
        self.provisions = self._provisions(pk)
        self.film_links: list[CoProductionAgreement] = FILM_LINKS.records(pk)
        self.relations: list[AgreementRelation] = RELATIONS.records(pk)
        self.statements: list[Statement] = STATEMENTS.records(pk)

    def _participations(self, pk: int) -> list[Participation]:
        rows = PARTICIPATIONS.rows(pk)
        found = _each(part for part, _signature in rows)
        for part in found:
            part.signature_list = []
        for part, signature in rows:
            if signature:
                signature.participation = part
                part.signature_list.append(signature)
        return found

    def _acts(self, pk: int) -> list[Act]:
        parts = {part.pk: part for part in self.participations}
        found: list[Act] = ACTS.records(pk)
        for act in found:
            act.participation = parts.get(act.participation_id)
        return found

    def _provisions(self, pk: int) -> list[Provision]:
        rules = defaultdict(list)
        for rule in RULES.records(pk):
            rules[rule.provision_id].append(rule)
        rows = PROVISIONS.rows(pk)
        found = _each(provision for provision, _subject in rows)
        for provision in found:
            provision.subject_list = []
            provision.rule_list = rules[provision.pk]
            for rule in provision.rule_list:
                rule.provision = provision
        for provision, subject in rows:
            if subject:
                provision.subject_list.append(subject)
        return found


def _each(records: Iterable[T | None]) -> list[T]:
    """The records of a column, each once, in the order in which they first appear."""
    return list(dict.fromkeys(record for record in records if record is not None))
