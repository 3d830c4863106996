"""Columns: what each is called, what it holds, and which heading means it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import Enum
from functools import cache

from django.conf import settings
from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import override

from coop.exchange.entries import Fault, Where
from coop.exchange.sheets.cells import Cell, normal
from coop.names import languages

Text = str | Promise


class Holds(Enum):
    """What the cells of a column are read as."""

    KEY = "key"
    LINE = "line"
    PASSAGE = "passage"
    DATE = "date"
    CODE = "code"
    CODES = "codes"
    FLAG = "flag"
    LANGUAGE = "language"
    LANGUAGES = "languages"
    COUNTRY = "country"
    PARTY = "party"
    PARTIES = "parties"
    PLACE = "place"
    SUBJECTS = "subjects"
    TOPIC = "topic"
    AGREEMENT = "agreement"
    LINKS = "links"
    PARTNERS = "partners"
    SOURCE = "source"
    PARAGRAPHS = "paragraphs"


# Cells with several values, and semicolons between them.
MANY = {Holds.CODES, Holds.LANGUAGES, Holds.PARTIES, Holds.SUBJECTS, Holds.LINKS, Holds.PARTNERS}


@dataclass(frozen=True)
class Column:
    """A column of a sheet.

    ``code`` never changes: saved mappings lead to it. A column that is ``per_language``
    stands once for each language, as ``title:en`` with the heading “Title (en)``.
    ``needed`` columns must be filled for a new record.
    """

    code: str
    heading: Text
    help: Text
    holds: Holds = Holds.LINE
    example: str = ""
    choices: type[TextChoices] | None = None
    per_language: bool = False
    needed: bool = False

    @property
    def is_many(self) -> bool:
        return self.holds in MANY


@dataclass(frozen=True)
class Kind:
    """What the rows of a sheet are: ``agreements``; and the columns that such a sheet can have."""

    code: str
    name: Text
    model: str
    columns: tuple[Column, ...]

    def __hash__(self):
        return hash(self.code)

    def column(self, code: str) -> Column:
        """The column of a code, ``title`` or ``title:en``."""
        return _columns(self)[code.partition(":")[0]]

    def codes(self, tags: Sequence[str] | Mapping[str, Sequence[str]]) -> list[str]:
        """The codes of all its columns in order, those per language once for each of ``tags``.

        ``tags`` may differ from column to column: a column's code leads to its own.
        """
        found = []
        for column in self.columns:
            if not column.per_language:
                found.append(column.code)
                continue
            own = tags.get(column.code, ()) if isinstance(tags, Mapping) else tags
            found += [f"{column.code}:{tag}" for tag in own]
        return found

    def heading(self, code: str) -> str:
        """The heading of a column in the active language: “Title (en)” for ``title:en``."""
        heading = str(self.column(code).heading)
        tag = code.partition(":")[2]
        return f"{heading} ({tag})" if tag else heading

    def titles(self) -> list[str]:
        """What a worksheet of this kind may be called: its code, its name in each language."""
        return list(dict.fromkeys([self.code, *_in_each_language(self.name)]))


@cache
def _columns(kind: Kind) -> dict[str, Column]:
    return {column.code: column for column in kind.columns}


@dataclass(slots=True)
class Filled:
    """One row by our columns, whoever's sheet it stands in.

    ``values`` leads from a column's code (``signed_on``, ``title:en``) to its cell,
    ``headings`` from the same code to the heading that the person sees.
    """

    where: Where
    values: dict[str, Cell]
    headings: dict[str, str] = field(default_factory=dict)

    def place(self, code: str) -> Where:
        """Where the cell of a column stands."""
        return Where(self.where.file, self.where.line, self.headings.get(code, ""))


def interface_languages() -> list[str]:
    return [tag for tag, _name in settings.LANGUAGES]


def find(kind: Kind, heading: str) -> str:
    """The code of the column that a heading means, else an empty text.

    A heading is a column's code, or its heading in any language of the registry; in
    brackets the language of its texts, as a tag or by its name.
    """
    wanted = normal(heading)
    known = _known(kind)
    if wanted in known:
        code = known[wanted]
        return "" if kind.column(code).per_language else code
    for before, between in ((":", ""), ("(", ")"), ("[", "]")):
        name, found, tag = wanted.rpartition(before)
        code = known.get(name.strip(), "")
        if found and code and kind.column(code).per_language:
            try:
                return f"{code}:{languages.find(tag.strip().removesuffix(between).strip())}"
            except ValueError:
                return ""
    return ""


def match(kind: Kind, headings: Sequence[str], where: Where) -> Iterator[str | Fault]:
    """For each heading the code of its column, an empty text where none stands, or a fault."""
    seen: dict[str, str] = {}
    for heading in headings:
        place = Where(where.file, where.line, heading)
        if not heading:
            yield ""
            continue
        code = find(kind, heading)
        if not code:
            yield Fault(place, _unknown(kind, heading))
        elif code in seen:
            yield Fault(
                place,
                _("This column stands twice in the sheet: “%(one)s” and “%(other)s”.")
                % {"one": seen[code], "other": heading},
            )
        else:
            seen[code] = heading
            yield code


def _unknown(kind: Kind, heading: str) -> str:
    wanted = normal(heading)
    if wanted in _known(kind):
        return _("Say in which language the texts of this column are: “%(heading)s (en)”.") % {
            "heading": heading
        }
    codes = _known(kind)
    near = get_close_matches(wanted[:80], codes, n=1, cutoff=0.6)
    if not near:
        return _(
            "No column has this heading. Take a heading of the template, or remove the column."
        )
    nearest = codes[near[0]]
    column = kind.column(nearest)
    return _("No column has this heading. Is “%(heading)s” meant?") % {
        "heading": kind.heading(f"{nearest}:en" if column.per_language else nearest)
    }


@cache
def _known(kind: Kind) -> dict[str, str]:
    """What leads to each column: its code, and its heading in each language."""
    known: dict[str, str] = {}
    for column in kind.columns:
        known.setdefault(normal(column.code), column.code)
        known.setdefault(normal(column.code.replace("_", " ")), column.code)
    for column in kind.columns:
        for heading in _in_each_language(column.heading):
            known.setdefault(normal(heading), column.code)
    return known


def _in_each_language(text: Text) -> list[str]:
    found = []
    for tag in interface_languages():
        with override(tag):
            found.append(str(text))
    return found


@cache
def code_names(choices: type[TextChoices]) -> dict[str, str]:
    """What leads to each code of a closed list: itself, and its label in each language."""
    known = {normal(code): str(code) for code in choices.values}
    for code in choices.values:
        for label in _in_each_language(choices(code).label):
            known.setdefault(normal(label), str(code))
    return known
