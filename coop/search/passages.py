"""The texts by which records are found, as they stand in the registry: each with what it is."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any

from django.db import models as db
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from coop.dates.fields import EDTFField
from coop.dates.words import in_words
from coop.models import Agreement, CoProduction, Party, Provision, SourceDocument
from coop.names.text import MultilingualText, Wording
from coop.querysets.base import related_model
from coop.querysets.bulk import batches
from coop.querysets.prepared import PreparedValues
from coop.search.words import TITLES, WORDS, conditions_of

LABELS = {
    "title": _("title"),
    "names": _("name"),
    "short_names": _("short name"),
    "former_names": _("former name"),
    "summary": _("summary"),
    "note": _("note"),
    "definition": _("definition"),
    "code": _("code"),
    "publisher": _("publisher"),
    "author": _("author or agency"),
    "article": _("article"),
    "acts": _("date"),
    "held_on": _("date"),
    "year": _("year"),
    "agreement": _("agreement"),
    "agreement_links__agreement": _("agreement"),
    "attendances__office": _("office"),
    "attendances__person": _("attended by"),
    "country": _("country"),
    "film_links__coproduction": _("film"),
    "frameworks": _("framework"),
    "occasions__event": _("event"),
    "parent": _("part of"),
    "part_of": _("part of"),
    "participations__acting_for": _("party"),
    "participations__party": _("party"),
    "participations__signatures__office": _("office"),
    "participations__signatures__office_at": _("office"),
    "participations__signatures__person": _("signed by"),
    "partners__country": _("partner"),
    "partners__party": _("partner"),
    "person": _("person"),
    "place": _("place"),
    "place__country": _("country"),
    "provisions__statements": _("statement"),
    "provisions__subjects": _("subject"),
    "provisions__summary": _("provision"),
    "provisions__topic": _("topic"),
    "relations__related": _("part of"),
    "screenings__event": _("screening"),
    "screenings__place": _("screening"),
    "signatures__office": _("office"),
    "statements__summary": _("statement"),
    "subjects": _("subject"),
    "topic": _("topic"),
}
"""What a text is, by the beginning of the path that leads to it; the longest counts."""

AT_ONCE = 50
"""Records whose texts are asked for at once: those of a page."""

AS_NAMED = _("as named in the source")

PRINTED: dict[type[db.Model], tuple[str, ...]] = {
    Party: ("names", "country__names"),
    Provision: ("topic__names",),
}
"""Where the name that a page prints is not the first of the titles: the first that there is."""

ORIGINALS: dict[type[db.Model], str] = {
    Agreement: "original_language",
    CoProduction: "original_language",
    SourceDocument: "language",
}
"""Columns with the language of the record itself."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One text by which a record is found.

    ``language`` is empty where nobody knows it; of a date, the text is its EDTF.
    """

    label: str
    text: str
    language: str
    is_date: bool = False

    def printed(self) -> "Passage":
        """The text as a page prints it: a date in words."""
        if not self.is_date:
            return self
        return Passage(self.label, in_words(self.text), get_language() or "en")


@dataclass(frozen=True)
class Reading:
    """What one query reads: texts in the rows at the end of ``path``, each with its label."""

    model: type[db.Model]
    path: str
    conditions: dict[str, Any]
    language: str
    """The column with the language of texts that do not say theirs; of records, with their own."""
    texts: dict[str, Any] = field(default_factory=dict)
    dates: set[str] = field(default_factory=set)

    def rows(self, ids: Sequence[int]) -> list[tuple]:
        """Rows of the id of a record, a language, and the texts, in the order of the parts."""
        return [row for portion in batches(ids, AT_ONCE) for row in self._question.rows(portion)]

    @cached_property
    def _question(self) -> PreparedValues:
        return PreparedValues(self._rows, size=AT_ONCE)

    def _rows(self, ids: Sequence[int]) -> db.QuerySet:
        conditions = {f"{self.path}__isnull": False} if self.path else {}
        rows = self.model._base_manager.filter(pk__in=ids, **conditions, **self.conditions)
        columns = ("pk", self.language or "pk", *self.texts)
        return rows.order_by(f"{self.path}__pk" if self.path else "pk").values_list(*columns)

    def passages(self, rows: Iterable[tuple]) -> dict[int, list[Passage]]:
        """The texts in these rows, by the id of their record."""
        labels = [(str(label), path in self.dates) for path, label in self.texts.items()]
        # The language of a record is not that of a remark on it.
        is_known = bool(self.path and self.language)
        found: dict[int, list[Passage]] = defaultdict(list)
        for pk, language, *texts in rows:
            for (label, is_date), value in zip(labels, texts, strict=True):
                found[pk] += _passages(label, value, language if is_known else "", is_date)
        return found


def own(
    model: type[db.Model], ids: Sequence[int]
) -> tuple[dict[int, Wording], dict[int, list[Passage]]]:
    """What records say themselves: the names that pages print of them, and their texts."""
    reading = readings(model)[0]
    rows = reading.rows(ids)
    columns = list(reading.texts)
    places = [columns.index(column) for column in PRINTED.get(model, TITLES[model][:1])]
    names = {}
    for pk, language, *texts in rows:
        text = next((texts[place] for place in places if texts[place]), MultilingualText())
        if name := text.best(original=language if reading.language else ""):
            names[pk] = name
    return names, reading.passages(rows)


def others(model: type[db.Model], ids: Sequence[int]) -> Iterator[dict[int, list[Passage]]]:
    """The texts of what records refer to: portion by portion, a query for each.

    Who has read enough stops; between two portions ``ids`` may lose members.
    """
    for reading in readings(model)[1:]:
        yield reading.passages(reading.rows(ids))


def _passages(label: str, value, language: str, is_date: bool) -> Iterator[Passage]:
    if isinstance(value, dict):
        for tag, text in value.items():
            yield Passage(label, text, tag)
    elif value:
        yield Passage(label, value, language, is_date)


@cache
def readings(model: type[db.Model]) -> tuple[Reading, ...]:
    """The queries that read every text of records of a kind, the likeliest to be asked for first.

    The first reads their own; former names, and words of sources, come last.
    """
    found = {"": Reading(model, "", {}, ORIGINALS.get(model, ""))}
    for path in (*TITLES[model], *WORDS[model]):
        rows = _many(model, path)
        if rows not in found:
            found[rows] = Reading(model, rows, conditions_of(model, path), _language(path))
        found[rows].texts[path] = _label(path)
        if _is_date(model, path):
            found[rows].dates.add(path)
    return tuple(sorted(found.values(), key=_rarity))


def _rarity(reading: Reading) -> int:
    steps = reading.path.split("__")
    return ("former_names" in steps) + 2 * ("citations" in steps)


def _many(model, path: str) -> str:
    """The path up to the last relation that leads to many: the rows that a query reads."""
    steps, end = path.split("__"), 0
    for number, step in enumerate(steps[:-1], 1):
        relation = model._meta.get_field(step)
        end = end if relation.many_to_one else number
        model = relation.related_model
    return "__".join(steps[:end])


def _is_date(model, path: str) -> bool:
    *steps, name = path.split("__")
    for step in steps:
        model = related_model(model, step)
    return isinstance(model._meta.get_field(name), EDTFField)


def _language(path: str) -> str:
    """The column with the language of what a source says in its own words."""
    *steps, name = path.split("__")
    if name == "as_named":
        return "__".join((*steps, "source", "language"))
    return ""


def _label(path: str):
    steps = path.split("__")
    if steps[-1] == "as_named":
        return AS_NAMED
    beginnings = ("__".join(steps[:end]) for end in range(len(steps), 0, -1))
    return next(LABELS[beginning] for beginning in beginnings if beginning in LABELS)
