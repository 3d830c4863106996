"""What a list has to tell of its records, a portion at a time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, ClassVar

from django.db import models as db
from django.db.models import F
from django.urls import reverse
from django.utils import translation

from coop.exchange.lists.columns import Column, Texts, Told
from coop.exchange.lists.named import Named
from coop.exchange.lists.portions import of_portion
from coop.exchange.sheets.from_registry import tags_in
from coop.names.text import Wording

Mark = tuple[int, int]
"""A generation of the registry: its number and its stamp."""


@dataclass(frozen=True)
class Reader:
    """Who a file is written for: the scheme and host of the addresses in it, the day, and the
    generation that was read before any of the data."""

    site: str
    today: date
    mark: Mark


class Listing:
    """The records of one list, as plain values: of what is public, what is public.

    A listing is made for one file: it keeps the names of what its records refer to.
    """

    model: ClassVar[type[db.Model]]
    url_name: ClassVar[str]
    fields: ClassVar[tuple[str, ...]]
    """What is read of each record."""
    layout: ClassVar[tuple[Column | Texts, ...]]
    """The columns in their order."""
    brief: ClassVar[tuple[str, ...]] = ()
    """The columns that tell most in a line."""

    def __init__(self, reader: Reader):
        self.reader = reader
        self.named = Named()
        self.own = f"{reader.site}{reverse(f'{self.url_name}-list')}"
        with translation.override("en"):
            self.permanent = f"{reader.site}{self.permanent_root()}"

    def permanent_root(self) -> str:
        """What the permanent addresses of its records begin with."""
        return reverse("record", args=["-"]).removesuffix("-/")

    @classmethod
    def public(cls) -> db.QuerySet:
        """The records that the list can show, with the numbers that it tells."""
        records: Any = cls.model._default_manager.all()
        return records.public()

    @classmethod
    def moments(cls) -> db.QuerySet:
        """The records that the list can show, with ``changed_at``: when they changed last."""
        records: Any = cls.model._default_manager.all()
        return records.public().annotate(changed_at=F("updated_at"))

    def entitled(self, told: Told) -> Wording | None:
        """What a record is called, for the reader; in brackets what the registry made up."""
        named = next(iter(self.texts()))
        found = told[named.code].best(original=told.get(named.original, ""))
        if found and (told.get("is_title_supplied") or told.get("is_name_supplied")):
            return replace(found, text=f"[{found.text}]")
        return found

    @property
    def sheet(self) -> str:
        """What the records are called in an address, and so in a workbook."""
        return self.own.rstrip("/").rpartition("/")[2]

    @classmethod
    def tags(cls, text: str) -> set[str]:
        """The languages in which a text of the public records stands."""
        return tags_in(cls.public(), text)

    def records(self, ids: Sequence[int]) -> Iterator[Told]:
        """The records of one portion in its order; what is not public any more is left out."""
        return (told for _pk, told in self.known(ids))

    def known(self, ids: Sequence[int]) -> Iterator[tuple[int, Told]]:
        """As ``records``, each with its id."""
        wanted = sorted(ids)
        rows = self.public().filter(**of_portion("pk", wanted)).order_by()
        found = {row["pk"]: row for row in rows.values("pk", *self.fields)}
        self.load(sorted(found), found)
        for pk in ids:
            if pk in found:
                yield pk, self.told(found[pk])

    def load(self, ids: Sequence[int], rows: dict[int, Told]):
        """Fetch the parts of these records, their evidence, and what they refer to."""

    def told(self, row: Told) -> Told:
        """One record, from the values of its fields."""
        raise NotImplementedError

    def addresses(self, key: str, slug: str | None) -> Told:
        """What a record is called for ever, and where its page is now."""
        permanent = f"{self.permanent}{key}/"
        return {
            "key": key,
            "id": permanent,
            "address": f"{self.own}{slug}/" if slug else permanent,
        }

    @classmethod
    def texts(cls) -> list[Texts]:
        return [one for one in cls.layout if isinstance(one, Texts)]

    @classmethod
    def columns(cls, tags: dict[str, Sequence[str]]) -> list[Column]:
        """The columns; ``tags`` are the languages that each text has columns for."""
        found: list[Column] = []
        for one in cls.layout:
            if isinstance(one, Texts):
                found += one.columns(tags.get(one.code, ()))
            else:
                found.append(one)
        return found


def dated(row: Told, field: str, evidence: dict[str, Any] | None = None) -> Told | None:
    """A date of a row with its bounds and its evidence; None where there is none."""
    text = row[field]
    if not text:
        return None
    return {
        "date": text,
        "earliest": day(row[f"{field}_earliest"]),
        "latest": day(row[f"{field}_latest"]),
        **(evidence or {}),
    }


def day(value: date | None) -> str | None:
    return value.isoformat() if value else None


def with_bounds(*fields: str) -> tuple[str, ...]:
    """The names of dates with those of their bounds."""
    return tuple(name for one in fields for name in (one, f"{one}_earliest", f"{one}_latest"))
