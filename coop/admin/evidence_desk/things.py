"""What can be entered at the desk: parts of records, and records, each by the form it has."""

from dataclasses import dataclass

from django.contrib.admin.utils import flatten

from coop.admin.acts import ActInline, OccasionInline, RelationInline
from coop.admin.coproductions import FilmLinkInline, PartnerInline, ScreeningInline
from coop.admin.events import AttendanceInline
from coop.admin.participations import ParticipationInline, SignatureInline
from coop.admin.provisions import ProvisionInline, RuleInline
from coop.admin.rows import RowInline
from coop.admin.sites import site
from coop.admin.statements import StatementInline
from coop.integrity.coherence import claimed_fields
from coop.models import (
    Agreement,
    CoProduction,
    Event,
    Participation,
    Party,
    Person,
    Place,
    Provision,
)

NEW_IN_PLACE: dict[type, tuple[str, ...]] = {
    Party: ("kind", "names", "country", "parent"),
    Person: ("names",),
    Event: ("kind", "names", "held_on", "holding", "place", "country"),
    Place: ("names", "country"),
    Agreement: ("title", "is_title_supplied", "kind"),
}
"""Records that can be made while a part that points to them is entered: what is asked of them."""


@dataclass(frozen=True)
class PartKind:
    """A part that is entered as a row of its parent's form.

    ``newcomers`` are the fields of the row that may point to a record that is not there yet.
    """

    inline: type[RowInline]
    parents: tuple[type, ...]
    newcomers: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return str(self.inline.verbose_name or self.inline.model._meta.verbose_name)

    def inline_of(self, parent):
        return self.inline(type(parent), site)


PARTS: dict[str, PartKind] = {
    "participation": PartKind(ParticipationInline, (Agreement,), ("party", "signature_person")),
    "signature": PartKind(SignatureInline, (Participation,), ("person",)),
    "act": PartKind(ActInline, (Agreement,)),
    "provision": PartKind(ProvisionInline, (Agreement,)),
    "rule": PartKind(RuleInline, (Provision,)),
    "statement": PartKind(StatementInline, (Agreement, Provision, Event)),
    "occasion": PartKind(OccasionInline, (Agreement,), ("event",)),
    "relation": PartKind(RelationInline, (Agreement,), ("related",)),
    "partner": PartKind(PartnerInline, (CoProduction,), ("party",)),
    "screening": PartKind(ScreeningInline, (CoProduction,), ("event", "place")),
    "film_link": PartKind(FilmLinkInline, (CoProduction,), ("agreement",)),
    "attendance": PartKind(AttendanceInline, (Event,), ("person",)),
}
"""By the name that they have among the targets of a citation."""

RECORDS: dict[str, type] = {
    "agreement": Agreement,
    "coproduction": CoProduction,
    "event": Event,
    "party": Party,
    "person": Person,
    "place": Place,
}
"""Records of their own, by the same names."""

OF_THE_REGISTRY = {
    "is_title_supplied",
    "is_name_supplied",
    "summary",
    "coding",
    "parties_complete_on",
}
"""Fields of records that no source speaks of: they say what the registry has done."""

NOT_ASKED = {"working_source", "change_reason", "identifiers", "note"}
"""Fields of a record's form that the desk leaves to that form."""


def fields_to_fill_in(model) -> list[str]:
    """The fields of a record that words of a source may be about, in the order of its form."""
    fieldsets = site._registry[model].fieldsets
    names = [name for _title, options in fieldsets for name in flatten(options["fields"])]
    return [
        name
        for name in names
        if name in claimed_fields(model) and name not in NOT_ASKED | OF_THE_REGISTRY
    ]


def kinds_under(parent) -> list[str]:
    """The kinds of parts that a thing can have."""
    return [thing for thing, kind in PARTS.items() if type(parent) in kind.parents]
