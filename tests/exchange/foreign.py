"""A file as someone else keeps it: other headings, other words, and all that real files have.

300 rows: entry into force before signature, repeated titles, 290 parties in a cell, line
breaks and U+2028 within cells, NULL as text, dates of many forms with the day first, lists
cut by semicolons, “and”, “&” and commas; as CSV, every line is wrapped in quotes.
"""

import csv
import io
from calendar import month_name
from collections.abc import Iterable
from datetime import date
from random import Random

ROWS = 300
MANY = 290

HEADINGS = [
    "Treaty No.",
    "TITLE",
    "Contracting Parties",
    "Place of conclusion",
    "Date of signature",
    "Entered into force",
    "Type of instrument",
    "Day ended",
    "Month ended",
    "Year ended",
    "Remarks",
    "Shelf mark",
]


TITLES = (
    "Agreement on Film Co-production",
    "Agreement on Film Co-production",
    "AGREEMENT CONCERNING FILM RELATIONS",
    'Exchange of Notes on the "National Treatment" of Films',
    "Cultural Agreement\u2028(with protocol on films)",
    "Протокол о сотрудничестве в области кинематографии",
)

PARTIES = (
    "UK and France",
    "United Kingdom of Great Britain & Northern Ireland; FRANCE",
    "Bosnia and Herzegovina and Italy",
    "Trinidad and Tobago; Canada",
    "Iran (Islamic Republic of)\nKazakhstan",
    "France, Italy, and Spain",
    "USSR & Czechoslovakia",
    "Korea, Republic of / New Zealand",
    "AUS; NZL",
    "Congo; Belgium",
    "Film Board of Sweden; Norway",
)

PLACES = ("London", "Paris", "London/Stockholm", "NULL", "", "PARIS")
KINDS = ("Treaty", "Agreement", "Exch. of Notes", "MOU")
REMARKS = ("NULL", "", "Renewed tacitly;\nsee protocol", "Text lost\u2028since 1971", "-")


def rows(everyone: Iterable[str] = ()) -> list[list[str]]:
    """The rows, the same at every call; ``everyone`` are the names of the row of many parties."""
    chance = Random(7)
    made = []
    for number in range(1, ROWS + 1):
        signed = date(1950 + number % 60, 1 + number % 12, 1 + number % 28)
        in_force = date(signed.year + chance.choice((-1, 0, 1, 2)), 1 + number % 11, 15)
        ended = (
            (str(number % 28 + 1), str(number % 12 + 1), "1999") if number % 9 == 0 else ("",) * 3
        )
        made.append(
            [
                f"FC {number:04d}/A",
                TITLES[number % len(TITLES)],
                PARTIES[number % len(PARTIES)],
                PLACES[number % len(PLACES)],
                _written(signed, number),
                _written(in_force, number + 1) if number % 5 else "NULL",
                KINDS[number % len(KINDS)],
                *ended,
                REMARKS[number % len(REMARKS)],
                f"Box {number}",
            ]
        )
    made[0][2] = "Ruritania; France"
    made[1][4] = "n.d."
    made[2][4] = "about Easter 1962"
    if everyone:
        made[3][2] = "; ".join(everyone)
    return made


def _written(day: date, number: int) -> str:
    """A day in one of the ways in which the file writes days."""
    month = month_name[day.month]
    return (
        f"{day:%d/%m/%Y}",
        f"{day.day}.{day.month}.{day.year}",
        day.isoformat(),
        f"{day.day} {month[:3]} {day.year}",
        f"{month} {day.year}",
        f"{month} {day.day}, {day.year}",
        str(day.year),
    )[number % 7]


def as_wrapped_csv(table: Iterable[list[str]]) -> io.BytesIO:
    """The file with every line in quotes as a whole, those within doubled."""
    lines = []
    for row in (HEADINGS, *table):
        inner = io.StringIO()
        csv.writer(inner, lineterminator="").writerow(row)
        lines.append('"' + inner.getvalue().replace('"', '""') + '"')
    return io.BytesIO("\r\n".join(lines).encode("utf-8-sig"))


def as_csv(table: Iterable[list[str]], headings: list[str] = HEADINGS) -> io.BytesIO:
    """The file with semicolons between its cells."""
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows([headings, *table])
    return io.BytesIO(text.getvalue().encode())
