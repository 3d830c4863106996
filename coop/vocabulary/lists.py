"""The closed lists, each with its title and the meaning of every code."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from coop.vocabulary import (
    acts,
    agreements,
    coproductions,
    desk,
    events,
    parties,
    provisions,
    records,
    sources,
)


@dataclass(frozen=True)
class Word:
    """A code of a list with its label and its meaning; ``mark`` is the sign it is printed by."""

    code: str
    label: str
    meaning: str
    mark: str = ""


@dataclass(frozen=True)
class ClosedList:
    """A list of codes; its name is also the anchor under which it is printed."""

    name: str
    title: Promise
    choices: type[TextChoices]
    meanings: Mapping[Any, Promise]

    @property
    def words(self) -> list[Word]:
        """Its codes in their order, in the reader's language."""
        marks = records.BASIS_MARKS if self.choices is records.Basis else {}
        return [
            Word(str(code), str(label), str(self.meanings[code]), marks.get(code, ""))
            for code, label in self.choices.choices
        ]


LISTS = (
    ClosedList("basis", _("Bases of a claim"), records.Basis, records.BASIS_MEANINGS),
    ClosedList("state", _("States of a record"), records.State, records.STATE_MEANINGS),
    ClosedList(
        "agreement-kind",
        _("Kinds of agreement"),
        agreements.AgreementKind,
        agreements.AGREEMENT_KIND_MEANINGS,
    ),
    ClosedList(
        "bindingness",
        _("Bindingness"),
        agreements.Bindingness,
        agreements.BINDINGNESS_MEANINGS,
    ),
    ClosedList("status", _("Statuses of an agreement"), acts.Status, acts.STATUS_MEANINGS),
    ClosedList("act-kind", _("Kinds of act"), acts.ActKind, acts.ACT_MEANINGS),
    ClosedList("coding", _("Coding"), agreements.Coding, agreements.CODING_MEANINGS),
    ClosedList(
        "participation-role",
        _("Roles of a party"),
        agreements.ParticipationRole,
        agreements.PARTICIPATION_MEANINGS,
    ),
    ClosedList(
        "relation-kind",
        _("Relations between agreements"),
        agreements.RelationKind,
        agreements.RELATION_MEANINGS,
    ),
    ClosedList(
        "occasion-kind",
        _("Relations of an agreement to an event"),
        agreements.OccasionKind,
        agreements.OCCASION_MEANINGS,
    ),
    ClosedList(
        "statement-kind",
        _("Kinds of statement"),
        agreements.StatementKind,
        agreements.STATEMENT_MEANINGS,
    ),
    ClosedList("stance", _("Stances"), provisions.Stance, provisions.STANCE_MEANINGS),
    ClosedList("form", _("Forms of film"), records.Form, records.FORM_MEANINGS),
    ClosedList("length", _("Lengths of film"), records.Length, records.LENGTH_MEANINGS),
    ClosedList("rule-kind", _("Kinds of rule"), provisions.RuleKind, provisions.RULE_KIND_MEANINGS),
    ClosedList(
        "applies-to",
        _("Films that a rule is for"),
        provisions.AppliesTo,
        provisions.APPLIES_TO_MEANINGS,
    ),
    ClosedList(
        "counted-by",
        _("Whose number a rule limits"),
        provisions.CountedBy,
        provisions.COUNTED_BY_MEANINGS,
    ),
    ClosedList("unit", _("Units of a rule"), provisions.Unit, provisions.UNIT_MEANINGS),
    ClosedList(
        "third-country",
        _("Third countries"),
        provisions.ThirdCountry,
        provisions.THIRD_COUNTRY_MEANINGS,
    ),
    ClosedList("effect", _("Effects of a rule"), provisions.Effect, provisions.EFFECT_MEANINGS),
    ClosedList(
        "precedence", _("Precedence"), provisions.Precedence, provisions.PRECEDENCE_MEANINGS
    ),
    ClosedList(
        "coproduction-kind",
        _("Kinds of co-production"),
        coproductions.CoProductionKind,
        coproductions.COPRODUCTION_KIND_MEANINGS,
    ),
    ClosedList(
        "film-status",
        _("Statuses of a film"),
        coproductions.FilmStatus,
        coproductions.FILM_STATUS_MEANINGS,
    ),
    ClosedList(
        "partner-role",
        _("Roles of a partner in a film"),
        coproductions.PartnerRole,
        coproductions.PARTNER_ROLE_MEANINGS,
    ),
    ClosedList(
        "film-link",
        _("Links of a film to an agreement"),
        coproductions.FilmLinkNature,
        coproductions.FILM_LINK_MEANINGS,
    ),
    ClosedList(
        "approval",
        _("Approval of a film"),
        coproductions.Approval,
        coproductions.APPROVAL_MEANINGS,
    ),
    ClosedList("party-kind", _("Kinds of party"), parties.PartyKind, parties.PARTY_KIND_MEANINGS),
    ClosedList("event-kind", _("Kinds of event"), events.EventKind, events.EVENT_KIND_MEANINGS),
    ClosedList("holding", _("Planned or held"), records.Holding, records.HOLDING_MEANINGS),
    ClosedList(
        "source-kind", _("Kinds of source"), sources.SourceKind, sources.SOURCE_KIND_MEANINGS
    ),
    ClosedList(
        "text-rights",
        _("Who may read the text of a source"),
        sources.TextRights,
        sources.TEXT_RIGHTS_MEANINGS,
    ),
    ClosedList(
        "no-claim",
        _("Why a paragraph makes no claim"),
        sources.NoClaimReason,
        sources.NO_CLAIM_MEANINGS,
    ),
    ClosedList(
        "received-as",
        _("How the text of a source came in"),
        desk.ReceivedAs,
        desk.RECEIVED_AS_MEANINGS,
    ),
)
"""Every closed list that describes the records, in the order of the codebook."""


def list_of(codes: Iterable) -> ClosedList | None:
    """The list that has just these codes; an empty code besides is passed over."""
    return _by_codes().get(tuple(str(code) for code in codes if code))


@cache
def _by_codes() -> dict[tuple[str, ...], ClosedList]:
    return {tuple(one.choices.values): one for one in LISTS}
