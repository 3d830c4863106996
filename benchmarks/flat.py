"""The published agreements as one flat database: for Datasette, and for plain SQL.

Made from a registry with nothing but SQL. Agreements are numbered in the order of their
list, newest first, so that its first page needs no sort. What an agreement has several of
stands in a junction table with indexes both ways; countries and topics once more as a JSON
array in a column, for Datasette counts those. The words of agreements are in an FTS5 table
that keeps no text.
"""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from datetime import date
from pathlib import Path

PAGE_SIZE = 50

ARRAYS = ("country", "topic")
"""What stands in a column as an array, too."""

COLUMNS = {"kind": "kind", "binding": "bindingness"}
"""Facets that are a column of the agreement itself, with the name that it has there."""

_FIRM = "part.basis <> 'ambiguous'"
_FORMS = ("fiction", "documentary", "animation", "experimental")
_LENGTHS = ("feature-length", "short", "series")


def _coded(column: str, codes: Iterable[str]) -> str:
    """The codes of a column that holds them between commas: ``,fiction,animation,``."""
    values = ", ".join(f"('{code}')" for code in codes)
    return f"""
        SELECT part.agreement_id AS agreement, code.column1 AS value
        FROM coop_provision part, (VALUES {values}) code
        WHERE {_FIRM} AND instr(part.{column}, ',' || code.column1 || ',')"""


_CITED_PARTS = {
    "occasion": "occasion",
    "participation": "participation",
    "act": "act",
    "relation": "agreementrelation",
    "provision": "provision",
    "statement": "statement",
}
_CITED_BENEATH = {"signature": "participation", "rule": "provision", "statement": "provision"}

_CITED = " UNION ".join(
    [
        "SELECT agreement_id AS agreement, source_id FROM coop_citation",
        *(
            "SELECT part.agreement_id, citation.source_id FROM coop_citation citation "
            f"JOIN coop_{table} part ON part.id = citation.{target}_id"
            for target, table in _CITED_PARTS.items()
        ),
        *(
            "SELECT part.agreement_id, citation.source_id FROM coop_citation citation "
            f"JOIN coop_{target} own ON own.id = citation.{target}_id "
            f"JOIN coop_{parent} part ON part.id = own.{parent}_id"
            for target, parent in _CITED_BENEATH.items()
        ),
    ]
)
"""The sources that an agreement, a part of it or a part of a part cites."""

JUNCTIONS = {
    "country": f"""
        SELECT part.agreement_id AS agreement, country.code AS value
        FROM coop_participation part
        JOIN coop_party party ON party.id = part.party_id
        JOIN coop_country country ON country.id = party.country_id
        WHERE part.role = 'party' AND {_FIRM}""",
    "topic": f"""
        SELECT part.agreement_id AS agreement, topic.code AS value
        FROM coop_provision part
        JOIN coop_provisiontopic own ON own.id = part.topic_id
        JOIN coop_provisiontopic topic ON topic.id IN (own.id, own.parent_id)
        WHERE {_FIRM}""",
    "form": _coded("forms", _FORMS),
    "length": _coded("lengths", _LENGTHS),
    "party": f"""
        SELECT part.agreement_id AS agreement, party.key AS value
        FROM coop_participation part
        JOIN coop_party party ON party.id = part.party_id AND party.is_public
        WHERE part.role = 'party' AND {_FIRM}""",
    "status": """
        SELECT agreement_id AS agreement, status AS value
        FROM coop_statusperiod
        WHERE holds_today AND (
            starts_on IS NULL
            OR (starts_on <= :today AND (ends_on IS NULL OR ends_on >= :today)))""",
    "framework": """
        SELECT link.agreement_id AS agreement, party.key AS value
        FROM coop_agreement_frameworks link
        JOIN coop_party party ON party.id = link.party_id AND party.is_public""",
    "source_language": f"""
        SELECT cited.agreement AS agreement, source.language AS value
        FROM ({_CITED}) cited JOIN coop_sourcedocument source ON source.id = cited.source_id
        WHERE source.state = 'published' AND source.language <> ''""",
}
"""Facets of which an agreement may have several values, with the question for them."""

FACETS = (*JUNCTIONS, *COLUMNS)

_AGREEMENTS = f"""
    CREATE TABLE agreements AS
    WITH dated AS (
        SELECT agreement_id, min(done_on_earliest) AS earliest, max(done_on_latest) AS latest
        FROM coop_act WHERE kind IN ('signature', 'definitive-signature') GROUP BY agreement_id)
    SELECT
        row_number() OVER (ORDER BY latest DESC NULLS LAST, sort_key, id) AS id,
        row_number() OVER (ORDER BY earliest NULLS LAST, sort_key, id) AS oldest,
        row_number() OVER (ORDER BY sort_key, id) AS titled,
        id AS record, key, slug, latest AS signed,
        coalesce(
            json_extract(title, '$.en'), (SELECT value FROM json_each(title) LIMIT 1)) AS title,
        {", ".join(f"{column} AS {name}" for name, column in COLUMNS.items())}
    FROM coop_agreement agreement LEFT JOIN dated ON dated.agreement_id = agreement.id
    WHERE state = 'published'"""


def make(registry: Path, flat: Path, today: date) -> None:
    """Make the flat database of a registry as it is, with the status of that day."""
    flat.unlink(missing_ok=True)
    with closing(sqlite3.connect(flat, isolation_level=None)) as database:
        database.execute("PRAGMA journal_mode = OFF")
        database.execute("PRAGMA synchronous = OFF")
        database.execute("ATTACH ? AS registry", [f"file:{registry}"])
        database.execute("BEGIN")
        _make_agreements(database)
        for name, question in JUNCTIONS.items():
            _make_junction(database, name, question, today)
        _make_words(database)
        database.execute("COMMIT")
        database.execute("DETACH registry")
        database.execute("ANALYZE")


def _make_agreements(database):
    names = ", ".join(f"{name} TEXT" for name in COLUMNS)
    arrays = ", ".join(f"{array(name)} TEXT" for name in ARRAYS)
    database.execute(_AGREEMENTS.replace("CREATE TABLE", "CREATE TEMP TABLE", 1))
    database.execute(
        "CREATE TABLE agreements (id INTEGER PRIMARY KEY, oldest INTEGER, titled INTEGER, "
        f"record INTEGER, key TEXT, slug TEXT, signed TEXT, title TEXT, {names}, {arrays}, "
        "status TEXT)"
    )
    copied = f"id, oldest, titled, record, key, slug, signed, title, {', '.join(COLUMNS)}"
    database.execute(
        f"INSERT INTO main.agreements ({copied}) SELECT {copied} FROM temp.agreements ORDER BY id"
    )
    database.execute("DROP TABLE temp.agreements")
    for name in ("oldest", "titled", "record", *COLUMNS):
        database.execute(f"CREATE INDEX agreements_{name} ON agreements ({name})")


def _make_junction(database, name: str, question: str, today: date):
    table = f"agreement_{name}"
    database.execute(
        f"CREATE TABLE {table} (agreement INTEGER REFERENCES agreements (id), value TEXT, "
        "PRIMARY KEY (agreement, value)) WITHOUT ROWID"
    )
    database.execute(
        f"INSERT INTO {table} SELECT DISTINCT agreements.id, found.value FROM ({question}) found "
        "JOIN main.agreements ON agreements.record = found.agreement ORDER BY 1, 2",
        {"today": today.isoformat()},
    )
    database.execute(f"CREATE INDEX {table}_value ON {table} (value, agreement)")
    if name in ARRAYS:
        database.execute(
            f"UPDATE agreements SET {array(name)} = "
            f"(SELECT json_group_array(value) FROM {table} WHERE agreement = agreements.id)"
        )
    if name == "status":
        database.execute(
            f"UPDATE agreements SET status = "
            f"(SELECT min(value) FROM {table} WHERE agreement = agreements.id)"
        )
        database.execute("CREATE INDEX agreements_status ON agreements (status)")


def _make_words(database):
    database.execute(
        "CREATE VIRTUAL TABLE agreements_fts USING fts5("
        "words, content = '', tokenize = \"unicode61 remove_diacritics 0\")"
    )
    database.execute(
        "INSERT INTO agreements_fts (rowid, words) "
        "SELECT agreements.id, document.title || ' ' || document.words "
        "FROM coop_searchdocument document JOIN main.agreements "
        "ON document.kind = 'agreement' AND document.record_id = agreements.record ORDER BY 1"
    )
    database.execute("INSERT INTO agreements_fts (agreements_fts) VALUES ('optimize')")


def array(name: str) -> str:
    """The column of a junction's values as a JSON array."""
    return f"{name}_array"


class Flat:
    """Plain SQL over a flat database: what the same pages cost when nothing else is done."""

    def __init__(self, path: Path):
        self.path = path
        self.database = sqlite3.connect(f"file:{path}?mode=ro", uri=True, isolation_level=None)
        self.database.execute("PRAGMA temp_store = MEMORY")
        self.database.execute("CREATE TEMP TABLE found (id INTEGER PRIMARY KEY)")

    def find(self, *, country: str = "", topic: str = "", word: str = "") -> int:
        """Note the agreements that satisfy all that is asked; return how many there are."""
        parts, values = [], []
        for name, value in (("country", country), ("topic", topic)):
            if value:
                parts.append(f"SELECT agreement FROM agreement_{name} WHERE value = ?")
                values.append(value)
        if word:
            parts.append("SELECT rowid FROM agreements_fts WHERE agreements_fts MATCH ?")
            values.append(f'"{word}" *')
        first, *others = parts
        narrowed = "".join(f" AND {first.split()[1]} IN ({other})" for other in others)
        self.database.execute("DELETE FROM found")
        self.database.execute(f"INSERT INTO found {first}{narrowed}", values)
        return self.database.execute("SELECT count(*) FROM found").fetchone()[0]

    def counts(self) -> dict[str, dict[str, int]]:
        """For each facet and value, how many of the agreements that were found have it."""
        return {name: dict(self.database.execute(_of_found(name))) for name in FACETS}

    def page(self) -> list[tuple]:
        """The first page of what was found, newest first."""
        return self.database.execute(
            "SELECT agreements.* FROM found CROSS JOIN agreements USING (id) "
            f"ORDER BY found.id LIMIT {PAGE_SIZE}"
        ).fetchall()

    def listed(self, **asked: str) -> int:
        """All that a page of a list says: how many there are, the facets, the records."""
        total = self.find(**asked)
        self.counts()
        self.page()
        return total

    def everything(self, order: str = "id", page: int = 1) -> int:
        """The same of the list without a filter, at a page of some order."""
        for name in FACETS:
            self.database.execute(_of_all(name)).fetchall()
        self.database.execute(
            f"SELECT * FROM agreements ORDER BY {order} LIMIT {PAGE_SIZE} OFFSET ?",
            [(page - 1) * PAGE_SIZE],
        ).fetchall()
        return self.total()

    def total(self) -> int:
        return self.database.execute("SELECT count(*) FROM agreements").fetchone()[0]

    def close(self):
        self.database.close()


def _of_found(name: str) -> str:
    """The question for the counts of a facet among what was found."""
    if name in JUNCTIONS:
        table, value, joined = f"agreement_{name}", "value", "agreement = found.id"
    else:
        table, value, joined = "agreements", name, "agreements.id = found.id"
    return f"SELECT {value}, count(*) FROM found CROSS JOIN {table} ON {joined} GROUP BY 1"


def _of_all(name: str) -> str:
    """The question for the counts of a facet in the whole list."""
    table, value = (f"agreement_{name}", "value") if name in JUNCTIONS else ("agreements", name)
    return f"SELECT {value}, count(*) FROM {table} GROUP BY 1"


RECORD = (
    "SELECT * FROM coop_agreement WHERE slug = :slug AND state = 'published'",
    """SELECT participation.*, party.names, country.names
        FROM coop_participation participation
        JOIN coop_party party ON party.id = participation.party_id
        LEFT JOIN coop_country country ON country.id = party.country_id
        WHERE agreement_id = :id""",
    "SELECT * FROM coop_act WHERE agreement_id = :id",
    """SELECT provision.*, topic.names FROM coop_provision provision
        JOIN coop_provisiontopic topic ON topic.id = provision.topic_id
        WHERE agreement_id = :id""",
    "SELECT * FROM coop_statusperiod WHERE agreement_id = :id",
    *(
        f"""SELECT citation.*, source.title, source.address FROM coop_citation citation
        JOIN coop_sourcedocument source ON source.id = citation.source_id
        WHERE citation.{target}_id IN {wanted}"""
        for target, wanted in (
            ("agreement", "(:id)"),
            ("participation", "(SELECT id FROM coop_participation WHERE agreement_id = :id)"),
            ("act", "(SELECT id FROM coop_act WHERE agreement_id = :id)"),
            ("provision", "(SELECT id FROM coop_provision WHERE agreement_id = :id)"),
        )
    ),
)
"""An agreement with its parties, acts, provisions and their evidence."""


def record(registry: sqlite3.Connection, slug: str) -> int:
    """Read a record by plain SQL; return how many rows that were."""
    (agreement,) = registry.execute(RECORD[0], {"slug": slug}).fetchall()
    return 1 + sum(
        len(registry.execute(question, {"id": agreement[0]}).fetchall()) for question in RECORD[1:]
    )
