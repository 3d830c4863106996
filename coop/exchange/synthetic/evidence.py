"""Sources, and citations that tie claims to them."""

from collections.abc import Iterator
from random import Random

from coop.exchange.synthetic import words
from coop.exchange.synthetic.dates import Dates
from coop.exchange.synthetic.scale import Scale, is_draft_source, person_key, source_key

PUBLISHED_AT = "2026-01-15T09:00:00Z"

_LANGUAGES = ("en", "ar", "ru", "en", "kk", "fa", "tr", "en")
_KINDS = ("press-report", "treaty-text", "press-report", "official-page", "database")
_TITLES = {
    "en": "Synthetic report %d on film cooperation",
    "ar": "تقرير اصطناعي رقم %d عن التعاون السينمائي",
    "ru": "Синтетическое сообщение № %d о сотрудничестве в кино",
    "kk": "Кино ынтымақтастығы туралы № %d синтетикалық хабар",
    "fa": "گزارش ساختگی شماره %d درباره همکاری سینمایی",
    "tr": "Film işbirliği üzerine %d sayılı yapay haber",
}
_PARAGRAPHS = (
    *(str(number) for number in range(1, 25)),
    *(f"{number}-{number + 2}" for number in range(1, 9)),
    *(f"{number}, {number + 3}" for number in range(1, 9)),
)
_NOTES = {
    "inferred": "Inferred from the date of the report (synthetic).",
    "ambiguous": "It may mean the agreement or the talks (synthetic).",
    "supplied": "",
}

Object = dict
"""One object of a fixture: ``{"model": …, "fields": {…}}``."""


def sources(scale: Scale, chance: Random) -> Iterator[Object]:
    """All but every fortieth are published."""
    dates = Dates(chance)
    for number in range(scale.sources):
        language = _LANGUAGES[number % len(_LANGUAGES)]
        year = dates.year()
        fields = {
            "key": source_key(number),
            "title": {tag: _TITLES[tag] % number for tag in sorted({"en", language})},
            "kind": _KINDS[number % len(_KINDS)],
            "publisher": "Synthetic news agency",
            "language": language,
            "address": f"https://synthetic.example.org/reports/{number}",
            "published_on": dates.any_kind(year),
            "accessed_on": "2026-01-15",
            "note": "Synthetic: made by generate_registry, no such document exists.",
        }
        if not is_draft_source(number):
            fields["state"] = "published"
            fields["published_at"] = PUBLISHED_AT
        yield {"model": "coop.sourcedocument", "fields": fields}


class Evidence:
    """Makes citations; their keys are numbered through the whole registry."""

    def __init__(self, scale: Scale, chance: Random):
        self._scale = scale
        self._random = chance.random
        self._number = 0

    def source(self) -> list[str]:
        """The natural key of a published source."""
        number = int(self._random() * self._scale.sources)
        return [source_key(number - is_draft_source(number))]

    def any_source(self) -> list[str]:
        """The natural key of a source that may be a draft."""
        return [source_key(int(self._random() * self._scale.sources))]

    def cite(self, target: str, key: list[str], source: list[str], field: str = "") -> Object:
        """Evidence for the thing of that natural key, ``target`` being its field of a citation."""
        self._number += 1
        draw = self._random()
        fields: dict = {
            "source": source,
            "key": f"c{self._number}",
            "paragraphs": _PARAGRAPHS[int(self._random() * len(_PARAGRAPHS))],
            target: key,
        }
        if field:
            fields["field"] = field
        if draw < 0.12:
            basis = "inferred" if draw < 0.07 else "ambiguous" if draw < 0.09 else "supplied"
            fields["basis"] = basis
            fields["note"] = _NOTES[basis]
        elif draw < 0.4:
            fields["as_named"] = words.LABELS[self._number % len(words.LABELS)]
        elif draw < 0.42:
            fields["said_by_as_printed"] = words.OFFICES[self._number % len(words.OFFICES)]
            fields["said_by_person"] = [person_key(self._number % self._scale.people)]
        return {"model": "coop.citation", "fields": fields}
