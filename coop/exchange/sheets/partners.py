"""The small languages of two cells: partners of a film, and its ties to agreements.

FR 60; KZ 40
KZ: Qazaqfilm (majority) 60 %; FR (minority) 40
agreement-example (made under, final)
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext as _

from coop.exchange.sheets.cells import items, normal
from coop.exchange.sheets.columns import code_names
from coop.exchange.sheets.names import Unresolved
from coop.exchange.sheets.values import Values
from coop.models import Agreement, Country, Party
from coop.vocabulary.coproductions import Approval, FilmLinkNature, PartnerRole

_SHARE = re.compile(r"(?P<before>.*?)\s*(?P<share>[0-9]{1,3}(?:[.,][0-9]{1,6})?)\s*(?P<sign>[%٪]?)")
_BRACKETS = re.compile(r"(?P<before>.+?)\s*\((?P<within>[^()]*)\)")


@dataclass(frozen=True)
class Partner:
    """A partner as a cell names it; ``share`` in per cent, as it is written."""

    country: str = ""
    party: str = ""
    role: str = ""
    share: str = ""


@dataclass(frozen=True)
class Link:
    """A film's tie to an agreement as a cell names it."""

    agreement: str
    nature: str = ""
    approval: str = ""


def partners(values: Values, code: str = "partners") -> list[Partner]:
    """The partners of a cell, in its order; a fault for each that cannot be read."""
    found = []
    for item in items(values.filled.values.get(code)):
        try:
            found.append(_partner(values, item))
        except Unresolved as problem:
            values.fault(code, str(problem))
    return found


def _partner(values: Values, item: str) -> Partner:
    # The whole of it may be a name: “Studio 21”, “Film Centre (Almaty)”.
    if whole := _who(values, item):
        return whole
    rest, share = item, ""
    shape = _SHARE.fullmatch(item)
    if shape:
        rest, share = shape["before"].strip(), shape["share"].replace(",", ".")
    rest, role = _bracketed(rest, PartnerRole)
    who = _who(values, rest)
    if who is None and shape and not shape["sign"]:
        # A number without a per cent sign is a share only after a country.
        rest, share = item, ""
    if who is None:
        who = _named(values, rest)
    if share and shape and not (shape["sign"] or role or who.country):
        raise Unresolved(
            _("“%(text)s”: write a per cent sign after the share of a body.") % {"text": item[:80]}
        )
    return Partner(who.country, who.party, role, share)


def _who(values: Values, text: str) -> Partner | None:
    """The country, the body or both that the text names exactly; None where it names neither."""
    countries, parties = values.names.index(Country), values.names.index(Party)
    if len(found := countries.all(text)) == 1:
        return Partner(country=found[0])
    if len(found := parties.all(text)) == 1:
        country = values.names.country_of(found[0]) if text != found[0] else ""
        return Partner(country=country) if country else Partner(party=found[0])
    before, colon, after = text.partition(":")
    found = countries.all(before.strip())
    if not colon or len(found) != 1:
        return None
    country = found[0]
    name = after.strip()
    if not name:
        return Partner(country=country)
    found = parties.all(name)
    if len(found) == 1:
        return Partner(country, found[0])
    try:
        return Partner(country, values.names.one(Party, text))
    except Unresolved:
        return None


def _named(values: Values, text: str) -> Partner:
    """The same, or the reason why the text names nothing. Raises Unresolved."""
    before, colon, after = text.partition(":")
    if colon and len(country := values.names.index(Country).all(before.strip())) == 1:
        return Partner(country[0], values.names.one(Party, after.strip()))
    if len(text) <= 4:
        return Partner(country=values.names.one(Country, text))
    return Partner(party=values.names.one(Party, text))


def links(values: Values, code: str = "agreements") -> list[Link]:
    """The ties of a cell; a fault for each that cannot be read."""
    found = []
    for item in items(values.filled.values.get(code)):
        try:
            found.append(_link(values, item))
        except Unresolved as problem:
            values.fault(code, str(problem))
    return found


def _link(values: Values, item: str) -> Link:
    shape = _BRACKETS.fullmatch(item)
    index = values.names.index(Agreement)
    if shape is None or len(index.all(item)) == 1:
        return Link(index.one(item))
    within = [part.strip() for part in shape["within"].split(",")]
    nature = code_names(FilmLinkNature).get(normal(within[0]), "")
    approval = code_names(Approval).get(normal(within[1]), "") if len(within) == 2 else ""
    if not nature or len(within) > 2 or (len(within) == 2 and not approval):
        raise Unresolved(
            _(
                "“%(text)s”: in brackets stands one of %(natures)s, and after a comma one of "
                "%(all)s."
            )
            % {
                "text": item[:80],
                "natures": _listed(FilmLinkNature),
                "all": _listed(Approval),
            }
        )
    return Link(index.one(shape["before"]), nature, approval)


def _bracketed(text: str, choices: type[TextChoices]) -> tuple[str, str]:
    """The text before its last brackets and the code within them, where that is one."""
    shape = _BRACKETS.fullmatch(text)
    code = shape and code_names(choices).get(normal(shape["within"]))
    return (shape["before"].strip(), code) if shape and code else (text, "")


def _listed(choices: type[TextChoices]) -> str:
    return ", ".join(choices.values)


def written(partners_of: Sequence[Partner]) -> str:
    """Partners as a cell has them."""
    return "; ".join(_written(partner) for partner in partners_of)


def _written(partner: Partner) -> str:
    who = ": ".join(filter(None, [partner.country, partner.party]))
    role = f"({partner.role})" if partner.role not in ("", PartnerRole.NOT_STATED) else ""
    return " ".join(filter(None, [who, role, f"{partner.share} %" if partner.share else ""]))


def written_links(ties: Sequence[Link]) -> str:
    """Ties to agreements as a cell has them."""
    return "; ".join(
        f"{tie.agreement} ({', '.join(filter(None, [tie.nature, tie.approval]))})" for tie in ties
    )
