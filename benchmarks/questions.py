"""What is asked for: drawn from the data with a seed, and different each time."""

import random
import re
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlencode

from benchmarks.flat import PAGE_SIZE, Flat, record
from benchmarks.rival import Addresses

LIST = "/agreements/"
ORDERS = {"newest": "id", "oldest": "oldest", "title": "titled"}
"""The orders of the list, with the column of the flat database that has them."""

RARE, HALF = (0.002, 0.03), (0.35, 0.65)
"""Shares of the agreements in which a word is found."""
FEWEST = 3
"""Agreements in which even a rare word is found."""

# Arabic words are found by more forms than stand in the text, so plain SQL would not find as many.
WORD = re.compile(r"[a-z]{3,}|[а-я]{3,}")

PROVISIONS = range(18, 23)
"""What “about 20 provisions” means."""


@dataclass(frozen=True)
class Question:
    """One page: where the registry has it, where Datasette has it, the same in plain SQL.

    ``asked`` are the parameters of a filtered list, and ``total`` is how many records a list
    must find; None of any other page.
    """

    address: str
    plain: Callable[[], object]
    rival: str = ""
    asked: dict[str, str] = field(default_factory=dict)
    total: int | None = None


@dataclass
class Kind:
    """Questions of one kind, each with another address."""

    name: str
    questions: list[Question] = field(default_factory=list)


class Questions:
    """Draws questions from one registry."""

    def __init__(self, flat: Flat, registry: sqlite3.Connection, number: int, seed: int):
        self.flat = flat
        self.registry = registry
        self.number = number
        self.chance = random.Random(seed)
        self.rival = Addresses(flat.path)

    def _listed(self, asked: dict[str, str], total: int) -> Question:
        ours = {"q" if name == "word" else name: value for name, value in asked.items()}
        return Question(
            address=f"{LIST}?{urlencode(ours)}",
            plain=lambda: self.flat.listed(**asked),
            rival=self.rival.listed(**asked),
            asked=asked,
            total=total,
        )

    def filtered(self) -> Kind:
        """Lists by a country and a topic of the same agreement, many in many, few in few."""
        pairs: set[tuple[str, str]] = set()
        most = self.flat.total()
        for _attempt in range(20 * self.number):
            if len(pairs) == self.number:
                break
            one = self.chance.randint(1, most)
            countries, topics = (self._values(name, one) for name in ("country", "topic"))
            if countries and topics:
                pairs.add((self.chance.choice(countries), self.chance.choice(topics)))
        asked = [{"country": country, "topic": topic} for country, topic in sorted(pairs)]
        return Kind(
            "list by country and topic", [self._listed(one, self.flat.find(**one)) for one in asked]
        )

    def _values(self, name: str, agreement: int) -> list[str]:
        rows = self.flat.database.execute(
            f"SELECT value FROM agreement_{name} WHERE agreement = ? ORDER BY 1", [agreement]
        )
        return [value for (value,) in rows]

    def whole(self) -> Kind:
        """The list without any filter: there is but one."""
        question = Question(
            LIST, self.flat.everything, self.rival.listed(), total=self.flat.total()
        )
        return Kind("list of all", [question])

    def searches(self) -> list[Kind]:
        """Lists by a rare word and by one that half of the records have."""
        return [
            Kind("search, word in at most 3 %", self._words(*RARE)),
            Kind("search, word in about half", self._words(*HALF)),
        ]

    def _words(self, least: float, most: float) -> list[Question]:
        records = self.flat.total()
        database = self.flat.database
        database.execute(
            "CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary "
            "USING fts5vocab(main, agreements_fts, row)"
        )
        rows = database.execute(
            "SELECT term FROM vocabulary WHERE doc BETWEEN ? AND ? ORDER BY term",
            [max(FEWEST, least * records), most * records],
        )
        words = [word for (word,) in rows if WORD.fullmatch(word)]
        self.chance.shuffle(words)
        found: list[Question] = []
        for word in words:
            # As the beginning of a word it can be in more records than as a word.
            total = self.flat.find(word=word)
            if total <= most * records:
                found.append(self._listed({"word": word}, total))
            if len(found) == self.number:
                break
        return found

    def depths(self) -> dict[str, list[Kind]]:
        """For each order its front, middle and end: full pages within 5 % of all pages."""
        full = self.flat.total() // PAGE_SIZE
        spread = max(1, full // 20)
        starts = {"front": 1, "middle": max(1, full // 2), "end": max(1, full - spread + 1)}
        return {
            order: [
                Kind(
                    f"{order}, {place}",
                    [self._page(order, start + step) for step in range(spread)][: self.number],
                )
                for place, start in starts.items()
            ]
            for order in ORDERS
        }

    def _page(self, order: str, page: int) -> Question:
        return Question(
            address=f"{LIST}?{urlencode({'sort': order, 'page': page})}",
            plain=lambda: self.flat.everything(ORDERS[order], page),
            total=self.flat.total(),
        )

    def records(self) -> Kind:
        """Records with about 20 provisions, with the evidence of each claim."""
        rows = self.registry.execute(
            """SELECT slug, id FROM coop_agreement WHERE state = 'published' AND (
                SELECT count(*) FROM coop_provision WHERE agreement_id = coop_agreement.id
            ) BETWEEN ? AND ? ORDER BY id""",
            [PROVISIONS[0], PROVISIONS[-1]],
        ).fetchall()
        numbers = dict(self.flat.database.execute("SELECT record, id FROM agreements"))
        self.chance.shuffle(rows)
        return Kind(
            "record with about 20 provisions",
            [
                Question(
                    address=f"{LIST}{slug}/",
                    plain=lambda slug=slug: record(self.registry, slug),
                    rival=self.rival.row(numbers[pk]),
                )
                for slug, pk in rows[: self.number]
            ],
        )

    def extremes(self) -> list[str]:
        """The addresses of the records with fewest and with most provisions."""
        counted = """SELECT slug FROM coop_agreement WHERE state = 'published' ORDER BY (
            SELECT count(*) FROM coop_provision WHERE agreement_id = coop_agreement.id) {}, id"""
        return [
            f"{LIST}{self.registry.execute(counted.format(way)).fetchone()[0]}/"
            for way in ("ASC", "DESC")
        ]
