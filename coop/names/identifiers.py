"""Identifiers that other registries give: their form, their check digits, their addresses."""

import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Scheme:
    """A kind of identifier.

    ``pages`` are pairs of a value's beginning and an address with ``{}`` for the
    value, the first that fits counting; empty where the registry shows no pages.
    """

    code: str
    label: str
    pattern: re.Pattern
    example: str
    pages: tuple[tuple[str, str], ...] = ()
    has_isni_check: bool = False

    def clean(self, value: object) -> str:
        """Return the value in its written form; raise ValidationError if it is not one."""
        text = value.strip() if isinstance(value, str) else ""
        if self.has_isni_check:
            text = re.sub(r"[\s-]", "", text).upper()
        if not self.pattern.fullmatch(text) or (self.has_isni_check and not _isni_checks(text)):
            raise ValidationError(
                _("“%(value)s” is not an identifier of %(scheme)s. It must look like %(example)s."),
                code="identifier",
                params={"value": value, "scheme": self.label, "example": self.example},
            )
        return text

    def typed(self, value: str) -> str:
        """The identifier in what an editor typed or pasted, the address of its page included."""
        for _beginning, page in self.pages:
            before, after = page.split("{}")
            if value.startswith(before):
                return value.removeprefix(before).removesuffix(after).rstrip("/")
        return value

    def link(self, value: str) -> str:
        """The identifier's page at its registry, or nothing where it has none."""
        return next(
            (page.format(value) for beginning, page in self.pages if value.startswith(beginning)),
            "",
        )


def _isni_checks(digits: str) -> bool:
    """ISO 27729: the last character is the ISO 7064 MOD 11-2 check of the fifteen before it."""
    total = 0
    for digit in digits[:-1]:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    return digits[-1] == ("X" if check == 10 else str(check))


SCHEMES = {
    scheme.code: scheme
    for scheme in (
        Scheme(
            "wikidata",
            "Wikidata",
            re.compile(r"Q[1-9][0-9]{0,14}"),
            "Q232",
            (("", "https://www.wikidata.org/wiki/{}"),),
        ),
        Scheme(
            "isni",
            "ISNI",
            re.compile(r"[0-9]{15}[0-9X]"),
            "0000000121032683",
            (("", "https://isni.org/isni/{}"),),
            has_isni_check=True,
        ),
        Scheme(
            "viaf",
            "VIAF",
            re.compile(r"[1-9][0-9]{0,21}"),
            "12304462",
            (("", "https://viaf.org/viaf/{}"),),
        ),
        Scheme(
            "geonames",
            "GeoNames",
            re.compile(r"[1-9][0-9]{0,11}"),
            "1526273",
            (("", "https://www.geonames.org/{}/"),),
        ),
        Scheme(
            "eidr",
            "EIDR",
            re.compile(r"10\.[0-9]{4}/(?:[0-9A-F]{4}-){5}[0-9A-Z]"),
            "10.5240/EA73-79D7-1B2B-B378-3A73-M",
            (("", "https://ui.eidr.org/view/content?id={}"),),
        ),
        Scheme(
            "isan",
            "ISAN",
            re.compile(
                r"[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-Z]"
                r"(?:-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-Z])?"
            ),
            "0000-0001-8947-0000-8",
        ),
        Scheme(
            "imdb",
            "IMDb",
            re.compile(r"(?:tt|nm|co)[0-9]{7,9}"),
            "tt0111161",
            (
                ("tt", "https://www.imdb.com/title/{}/"),
                ("nm", "https://www.imdb.com/name/{}/"),
                ("co", "https://www.imdb.com/company/{}/"),
            ),
        ),
    )
}


class Identifiers(dict):
    """Scheme → value; plain JSON when written out."""

    def links(self) -> list[tuple[str, str, str]]:
        """Return label, value and address (or nothing) of each, in the order of the schemes."""
        return [
            (scheme.label, self[code], scheme.link(self[code]))
            for code, scheme in SCHEMES.items()
            if self.get(code)
        ]


def clean_identifiers(value: object, schemes: tuple[str, ...] | None = None) -> Identifiers:
    """Return the identifiers in their written form; raise ValidationError naming what is wrong.

    ``schemes`` are the codes that are allowed; by default all.
    """
    allowed = schemes or tuple(SCHEMES)
    if not isinstance(value, dict):
        raise ValidationError(
            _("Identifiers must be an object of scheme and value, such as {“wikidata”: “Q232”}."),
            code="not_identifiers",
        )
    cleaned, errors = Identifiers(), []
    for code in sorted(value, key=str):
        scheme = SCHEMES.get(code)
        if scheme is None or code not in allowed:
            errors.append(
                ValidationError(
                    _("“%(scheme)s” is no kind of identifier that fits here: %(fit)s."),
                    code="scheme",
                    params={"scheme": code, "fit": ", ".join(allowed)},
                )
            )
            continue
        try:
            cleaned[code] = scheme.clean(value[code])
        except ValidationError as error:
            errors.append(error)
    if errors:
        raise ValidationError(errors)
    return cleaned
