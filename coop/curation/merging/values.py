"""What a record says itself: what the kept one gains, and what the editor has to choose."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models as db
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from coop.curation.merging.moving import in_words, is_unstated, own_fields
from coop.curation.merging.steps import Do, Step, plain, put, value_of
from coop.models import FormerName, Party, Place
from coop.names import languages
from coop.names.fields import IdentifiersField, MultilingualField
from coop.names.identifiers import SCHEMES

KEPT, MERGED, FORMER = "kept", "merged", "former"
"""What can be chosen where values differ; ``former``: the other name was borne before."""

TOGETHER: dict[type[db.Model], tuple[str, ...]] = {Place: ("latitude", "longitude")}
"""Fields that make one value."""


@dataclass(frozen=True)
class Addition:
    """Something that the kept record lacks and gets."""

    label: str
    value: str
    language: str = ""


@dataclass(frozen=True)
class Difference:
    """Something that both records say, each otherwise; ``code`` names it in a form."""

    code: str
    label: str
    kept: str
    merged: str
    language: str = ""
    options: tuple[str, ...] = (KEPT, MERGED)


@dataclass(frozen=True)
class _Value:
    """One value that can be had from either: a field, or one entry of an object in it."""

    code: str
    label: str
    fields: tuple[str, ...]
    item: str = ""
    is_name: bool = False


class Values:
    """The steps that give the kept record what it lacks, and what was chosen from the other."""

    def __init__(self, kept, merged, choices: Mapping[str, str]):
        self.kept, self.merged = kept, merged
        self.choices = choices
        self.additions: list[Addition] = []
        self.differences: list[Difference] = []
        self.steps: list[Step] = []
        self.refusals: list[str] = []
        self._is_chosen: set[str] = set()
        for value in _values(kept, merged):
            self._settle(value)
        self._join_lists()
        self._refuse_unknown()
        self._refuse_unsound()

    def _settle(self, value: _Value):
        pairs = [
            (name, *(value_of(one, name, value.item) for one in (self.kept, self.merged)))
            for name in value.fields
        ]
        model = type(self.kept)
        if all(ours == theirs for _name, ours, theirs in pairs):
            return
        fields = [model._meta.get_field(name) for name, _ours, _theirs in pairs]
        if all(is_unstated(f, pair[2]) for f, pair in zip(fields, pairs, strict=True)):
            return
        language = value.item if isinstance(fields[0], MultilingualField) else ""
        theirs = self._in_words(self.merged, value)
        if all(is_unstated(f, pair[1]) for f, pair in zip(fields, pairs, strict=True)):
            self.additions.append(Addition(value.label, theirs, language))
            self._take(value)
            return
        options = (KEPT, MERGED, FORMER) if value.is_name and model is Party else (KEPT, MERGED)
        ours = self._in_words(self.kept, value)
        self.differences.append(
            Difference(value.code, value.label, ours, theirs, language, options)
        )
        self._choose(value, options)

    def _choose(self, value: _Value, options: tuple[str, ...]):
        chosen = self.choices.get(value.code, KEPT)
        self._is_chosen.add(value.code)
        if chosen not in options:
            self.refusals.append(_("Choose one of the values: %(label)s.") % {"label": value.label})
        elif chosen == MERGED:
            self._take(value)
        elif chosen == FORMER:
            self._add_former_name(value.item)

    def _take(self, value: _Value):
        for name in value.fields:
            was, now = (value_of(one, name, value.item) for one in (self.kept, self.merged))
            self.steps.append(
                Step(Do.SET, type(self.kept), self.kept.pk, name, value.item, was, now)
            )

    def _add_former_name(self, tag: str):
        fields = {"party": self.kept.pk, "names": {tag: self.merged.names[tag]}, "order": 0}
        key = f"{self.merged.key[:60]}-{tag.lower()}"
        taken = set(FormerName.objects.filter(party=self.kept).values_list("key", flat=True))
        number = 2
        free = key
        while free in taken:
            free, number = f"{key}-{number}", number + 1
        thing = {"model": "coop.formername", "pk": None, "fields": {**fields, "key": free}}
        self.steps.append(Step(Do.ADD, FormerName, None, thing=plain(thing)))

    def _join_lists(self):
        for field in self.kept._meta.many_to_many:
            there = set(getattr(self.kept, field.name).values_list("pk", flat=True))
            lacking = getattr(self.merged, field.name).exclude(pk__in=there).order_by("pk")
            found = list(lacking)
            if not found:
                continue
            names = ", ".join(map(str, found))
            self.additions.append(Addition(capfirst(field.verbose_name), names))
            new = [one.pk for one in found]
            self.steps.append(
                Step(Do.LIST, type(self.kept), self.kept.pk, field.name, was=[], now=new)
            )

    def _refuse_unknown(self):
        """A choice about what does not differ was made on another plan."""
        for code in self.choices.keys() - self._is_chosen:
            sentence = _("There is nothing to choose any more: %(value)s. Look at the plan again.")
            self.refusals.append(sentence % {"value": code})

    def _refuse_unsound(self):
        """The kept record must be as sound as if somebody had typed it."""
        sets = [step for step in self.steps if step.do == Do.SET]
        if not sets:
            return
        one = type(self.kept)._base_manager.get(pk=self.kept.pk)
        for step in sets:
            put(one, step.field, step.item, step.now)
        try:
            one.full_clean()
        except ValidationError as error:
            self.refusals += error.messages

    @staticmethod
    def _in_words(record, value: _Value) -> str:
        if value.item:
            return str(value_of(record, value.fields[0], value.item))
        fields = (record._meta.get_field(name) for name in value.fields)
        return ", ".join(in_words(record, field) for field in fields)


def _values(kept, merged) -> list[_Value]:
    """All values of a kind of record, texts language by language, identifiers one by one."""
    found = []
    together = TOGETHER.get(type(kept), ())
    for field in own_fields(type(kept)):
        label = capfirst(field.verbose_name)
        if isinstance(field, MultilingualField | IdentifiersField):
            found += [
                _Value(
                    code=f"{field.name}.{item}",
                    label=f"{label}: {_name_of(field, item)}",
                    fields=(field.name,),
                    item=item,
                    is_name=field.name == "names",
                )
                for item in _items(field, kept, merged)
            ]
        elif field.name not in together:
            found.append(_Value(field.name, label, (field.name,)))
    if together:
        found.append(_Value("coordinates", _("Coordinates"), together))
    return found


def _items(field, *records) -> list[str]:
    return sorted({item for record in records for item in getattr(record, field.name) or {}})


def _name_of(field: Any, item: str) -> str:
    if isinstance(field, MultilingualField):
        return languages.label(item)
    return str(SCHEMES[item].label)
