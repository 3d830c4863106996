"""What a form of the desk begins with: paragraph, words, and what was recognised in them."""

import re
from dataclasses import dataclass

from django import forms

from coop.admin.evidence_desk.forms import LONGEST_NAME
from coop.admin.evidence_desk.things import RECORDS
from coop.curation import citing
from coop.dates.fields import EDTFField
from coop.models import Country, Party, ProvisionTopic, Subject
from coop.models.citations import PARAGRAPHS
from coop.vocabulary.parties import PartyKind

LONGEST_ASKED = 2000

CHOSEN = {**RECORDS, "country": Country, "subject": Subject, "provisiontopic": ProvisionTopic}
"""The kinds of records that may be chosen in the text, by what they are recognised as."""


@dataclass(frozen=True)
class Asked:
    """What an address of the desk asks to fill in."""

    source: object
    paragraphs: str = ""
    words: str = ""
    chosen: str = ""
    edtf: str = ""
    record: str = ""

    @classmethod
    def read(cls, source, query) -> "Asked":
        """Read an address, which may hold anything."""

        def given(name):
            return query.get(name, "")[:LONGEST_ASKED].strip()

        return cls(
            source,
            paragraphs=citing.tidy(given("paragraphs"))[:60],
            words=" ".join(given("words").split()),
            chosen=given("chosen")[:200],
            edtf=given("edtf")[:60],
            record=given("record")[:120],
        )

    @property
    def meant(self) -> list[str]:
        """What the words may mean, best first: ``party:12``."""
        return [one for one in self.chosen.split(",") if one]

    @property
    def is_readable(self) -> bool:
        """Whether the paragraphs are numbers, and not something else that was typed."""
        return re.fullmatch(PARAGRAPHS, self.paragraphs) is not None

    @property
    def query(self) -> dict:
        """The same as parts of an address."""
        names = ("paragraphs", "words", "chosen", "edtf", "record")
        return {name: getattr(self, name) for name in names if getattr(self, name)}

    @property
    def evidence(self) -> dict:
        """The fields of the evidence: a term is the source's own word, more than that a quote."""
        place = "as_named" if len(self.words) <= LONGEST_NAME else "quote"
        return {"paragraphs": self.paragraphs, place: self.words}

    @property
    def names(self) -> dict:
        """The words as a name in the language of the source, unless they mean something known."""
        return {} if self.chosen else self.names_of("")

    def names_of(self, kind: str) -> dict:
        """The words as the name of a record of that kind, unless they mean something else."""
        means_other = self.chosen and not self.chosen.startswith(f"{kind}:")
        if not self.words or means_other or self.edtf or len(self.words) > LONGEST_NAME:
            return {}
        return {self.source.language or "en": self.words}


def state_of(asked: Asked) -> tuple[str, Party | None]:
    """The id of the country that was recognised, if one was, and its state, if it is there."""
    kind, _colon, number = next(iter(asked.meant), "").partition(":")
    if kind != "country" or not number.isdecimal() or len(number) > 18:
        return "", None
    return number, Party.objects.filter(country=number, kind=PartyKind.STATE).first()


def state_to_make(asked: Asked) -> dict:
    """What is filled in for the state of a country that was recognised and has none yet."""
    country, state = state_of(asked)
    return {"kind": PartyKind.STATE, "country": country} if country and state is None else {}


def initial_of(form_class, asked: Asked) -> dict:
    """The field of a form that takes what was recognised: the record chosen, or the date."""
    kind, _colon, number = next(iter(asked.meant), "").partition(":")
    model = CHOSEN.get(kind)
    _country, state = state_of(asked)
    if state is not None and "country" not in form_class.base_fields:
        model, number = Party, str(state.pk)
    for name, field in form_class.base_fields.items():
        queryset = getattr(field, "queryset", None)
        if model is not None and queryset is not None and queryset.model is model:
            is_list = isinstance(field, forms.ModelMultipleChoiceField)
            return {name: [number] if is_list else number}
    if asked.edtf and (model := getattr(form_class._meta, "model", None)):
        dates = [f.name for f in model._meta.concrete_fields if isinstance(f, EDTFField)]
        name = next((name for name in dates if name in form_class.base_fields), "")
        return {name: asked.edtf} if name else {}
    return {}
