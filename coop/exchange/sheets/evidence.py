"""The source that a row names: a citation for its record, and for each part that has none."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from coop.exchange.entries import Entry
from coop.exchange.sheets.keys import digest, part_key
from coop.exchange.sheets.rows import Draft, says
from coop.exchange.sheets.values import Values
from coop.models import Citation
from coop.vocabulary.records import Basis

CODES = ("source", "paragraphs", "as_named", "basis", "evidence_note")


@dataclass(frozen=True)
class Evidence:
    """What a row says of its evidence; texts are empty where it says nothing."""

    source: str
    paragraphs: str = ""
    as_named: str = ""
    basis: str = ""
    note: str = ""

    def own_fields(self) -> dict[str, Any]:
        """How the source carries it, as far as the row says."""
        found = {"paragraphs": self.paragraphs, "basis": self.basis, "note": self.note}
        return {name: value for name, value in found.items() if value}


Stored = dict[str, Any]
"""A citation that the registry has: source, key, paragraphs, as_named, basis, note."""


def of(values: Values) -> Evidence | None:
    """The evidence of a row; a fault where it has some but names no source."""
    said = values.fields(CODES)
    if not said:
        return None
    if not values.has("source"):
        code = next(iter(said))
        values.fault(code, _("Say in which source this stands, in the column “Source”."))
        return None
    if "source" not in said:
        return None
    said["note"] = said.pop("evidence_note", "")
    found = Evidence(**said)
    # Asked once for the row, and not of each of the citations that come of it.
    if not found.paragraphs and found.basis != Basis.SUPPLIED and not values.has("paragraphs"):
        values.fault("source", _sentence("citation_names_its_paragraph_unless_supplied"))
    if found.basis in (Basis.INFERRED, Basis.AMBIGUOUS) and not found.note:
        values.fault("basis", _sentence("inferred_or_ambiguous_citation_has_a_note"))
    return found


def _sentence(rule: str) -> str:
    """How the constraint of that name says what is wrong."""
    constraints = {constraint.name: constraint for constraint in Citation._meta.constraints}
    return str(constraints[rule].violation_error_message)


def known(target: str, path: str, drafts: Iterable[Draft]) -> dict[str, list[Stored]]:
    """The citations of the records that the drafts bring evidence for, by the record's key.

    ``path`` leads from the citation to the key.
    """
    keys = [draft.key for draft in drafts if draft.more.get("evidence")]
    found: dict[str, list[Stored]] = defaultdict(list)
    if keys:
        rows = Citation.objects.filter(**{f"{path}__in": keys}).order_by("order", "id")
        for row in rows.values(
            path, "source__key", "key", "paragraphs", "as_named", "basis", "note"
        ):
            found[row[path]].append(row)
    return found


def for_record(
    draft: Draft, target: str, natural: list[str], stored: list[Stored]
) -> Iterator[Entry]:
    """The record's citation, where it is new or says something new."""
    said: Evidence | None = draft.more.get("evidence")
    if said is None:
        return
    fields = said.own_fields()
    if said.as_named:
        fields["as_named"] = said.as_named
    there = _same(said, stored)
    if there is None:
        fields |= {
            "source": [said.source],
            "key": _key(said, target, *natural),
            target: natural,
        }
    else:
        fields = {name: value for name, value in fields.items() if not says(there[name], value)}
        if not fields:
            return
        fields |= {"source": [said.source], "key": there["key"]}
    yield _entry(draft, fields)


def for_part(draft: Draft, target: str, natural: list[str]) -> Iterator[Entry]:
    """The citation of a part that has none yet."""
    said: Evidence | None = draft.more.get("evidence")
    if said is None:
        return
    key = _key(Evidence(said.source, said.paragraphs), target, *natural)
    yield _entry(draft, {"source": [said.source], "key": key, target: natural, **said.own_fields()})


def _same(said: Evidence, stored: list[Stored]) -> Stored | None:
    """The citation that the row repeats: the same place in the same source, and the same word."""
    return next(
        (
            one
            for one in stored
            if (one["source__key"], one["paragraphs"]) == (said.source, said.paragraphs)
            and (not said.as_named or says(one["as_named"], said.as_named))
        ),
        None,
    )


def _key(said: Evidence, target: str, *natural: str) -> str:
    """Unique within the source: of what it is evidence for, and where that stands."""
    own = digest(target, *natural, said.paragraphs, said.as_named)
    return f"{part_key(natural[-1])[:64].strip('-')}-{own}"


def _entry(draft: Draft, fields: dict[str, Any]) -> Entry:
    return draft.entry(
        "coop.citation",
        fields,
        source="source",
        paragraphs="paragraphs",
        as_named="as_named",
        basis="basis",
        note="evidence_note",
    )
