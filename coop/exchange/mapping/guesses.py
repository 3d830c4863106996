"""Which column of ours a foreign heading may mean: a proposal, for a person to confirm."""

from collections.abc import Sequence
from difflib import get_close_matches

from coop.exchange.mapping.targets import Target
from coop.exchange.sheets.columns import find
from coop.exchange.sheets.kinds import KINDS
from coop.names.folding import fold

_LIKE = 0.8

_WORDS: dict[str, tuple[str, ...]] = {
    "key": ("id", "no", "nr", "number", "identifier", "treaty id", "treaty no", "ref", "reference"),
    "title": (
        "name",
        "treaty",
        "agreement",
        "film",
        "film title",
        "title of treaty",
        "treaty title",
    ),
    "names": ("name", "institution", "body", "organisation", "organization"),
    "short_names": ("acronym", "abbreviation", "short name"),
    "kind": ("type", "form", "category", "type of instrument", "instrument type", "treaty type"),
    "parties": (
        "countries",
        "country",
        "contracting parties",
        "contracting states",
        "participants",
        "signatories",
        "states",
        "between",
        "party",
        "partner",
    ),
    "partners": (
        "countries",
        "country",
        "co producers",
        "producing countries",
        "production countries",
    ),
    "place": (
        "place of signature",
        "place of conclusion",
        "place signed",
        "signed at",
        "where signed",
        "place of adoption",
    ),
    "signed_on": (
        "date",
        "signed",
        "signature",
        "date signed",
        "date of signature",
        "signature date",
        "signing date",
        "date of conclusion",
        "conclusion date",
        "date of adoption",
    ),
    "in_force_since": (
        "in force",
        "entry into force",
        "date of entry into force",
        "entered into force",
        "entry into force date",
        "in force from",
        "effective date",
        "eif",
    ),
    "ended_on": (
        "terminated",
        "date terminated",
        "termination date",
        "end date",
        "ended",
        "expiry date",
        "date of termination",
    ),
    "note": ("remarks", "remark", "notes", "comment", "comments", "observations"),
    "depositaries": ("depositary", "depository"),
    "authentic_languages": ("languages", "authentic languages", "language"),
    "subjects": ("subject", "subjects", "topics", "keywords"),
    "summary": ("abstract", "description", "summary"),
    "year": ("year of production", "production year", "release year"),
    "status": ("stage",),
    "agreement": ("treaty", "treaty id", "agreement id", "under agreement"),
    "agreements": ("treaty", "treaties", "made under"),
    "topic": ("subject", "topic", "theme"),
    "article": ("art", "article no", "section"),
    "imdb": ("imdb id",),
}


def guess(
    kind_code: str, headings: Sequence[str], targets: dict[str, Target], language: str
) -> dict[str, str]:
    """For each heading the name of a target, or nothing; no target is proposed twice."""
    kind = KINDS[kind_code]
    known: dict[str, str] = {}
    for name in targets:
        code, _colon, tag = name.partition(":")
        if not tag or tag == language:
            for word in (code.replace("_", " "), *_WORDS.get(code, ())):
                known.setdefault(fold(word), name)
    found: dict[str, str] = {}
    taken: set[str] = set()

    def propose(heading: str, name: str):
        if name in targets and name not in taken and heading not in found:
            found[heading] = name
            taken.add(name)

    for heading in headings:
        propose(heading, find(kind, heading))
    for heading in headings:
        propose(heading, known.get(fold(heading), ""))
    for heading in headings:
        near = get_close_matches(fold(heading), known, n=1, cutoff=_LIKE)
        propose(heading, known[near[0]] if near else "")
    return {heading: found.get(heading, "") for heading in headings}
