"""The forms of a mapping: whose file it is, which column is which, and each unread value once."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coop.admin.labels import choosable, described
from coop.admin.uploading import UploadField
from coop.exchange import mapping as mappings
from coop.exchange.mapping.cells import NO, NOTHING, YES
from coop.exchange.mapping.guesses import guess
from coop.models import ColumnMapping, Place, SourceDocument
from coop.models.mapping_fields import (
    CONSTANT_LENGTH,
    PREFIX_LENGTH,
    WORD_LENGTH,
    WORDS,
    clean_columns,
    clean_rules,
)
from coop.names.forms import LanguageFormField
from coop.vocabulary.mappings import CellReading, DateOrder, Resolving, Separator

MORE_CONSTANTS = 3
"""Empty rows for values that every row of a file has."""

USUAL_SEPARATORS = (Separator.SEMICOLON, Separator.LINE)

_SHORT = forms.TextInput(attrs={"class": "vTextField"})


class _Source(forms.ModelChoiceField):
    def label_from_instance(self, source):
        return described(source)


class WordsField(forms.CharField):
    """Words, one on each line."""

    def __init__(self, **kwargs):
        widget = forms.Textarea(attrs={"rows": 4, "cols": 24})
        super().__init__(required=False, widget=widget, **kwargs)

    def prepare_value(self, value):
        return value if isinstance(value, str) else "\n".join(value or ())

    def to_python(self, value):
        if isinstance(value, list):
            return value
        lines = (line.strip() for line in (value or "").splitlines())
        words = list(dict.fromkeys(line for line in lines if line))
        if len(words) > WORDS or any(len(word) > WORD_LENGTH for word in words):
            raise ValidationError(
                _("At most %(count)d words, each of at most %(length)d characters."),
                params={"count": WORDS, "length": WORD_LENGTH},
            )
        return words

    def has_changed(self, initial, data):
        return self.to_python(data) != (initial or [])


class BeginForm(forms.ModelForm):
    """A new mapping: its name, what the rows are, and a first file to look at."""

    language = LanguageFormField(
        label=gettext_lazy("Language of the file"),
        help_text=gettext_lazy(
            "In which its titles are written, its months and countries named: its name, or a tag "
            "such as fr."
        ),
        initial="en",
    )
    file = UploadField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("CSV, TSV or XLSX. Its first values are shown beside its headings."),
    )

    class Meta:
        model = ColumnMapping
        fields = ("name", "kind", "source")
        field_classes = {"source": _Source}
        widgets = {"name": _SHORT}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["source"].queryset = choosable(SourceDocument).order_by("sort_key", "pk")

    def _post_clean(self):
        if language := self.cleaned_data.get("language"):
            self.instance.rules = {**self.instance.rules, "language": language}
        super()._post_clean()


class FileForm(forms.Form):
    """Another file of the same shape."""

    file = UploadField(label=gettext_lazy("File"))


class ColumnsForm(forms.ModelForm):
    """Which column is which, and the rules for the whole file.

    ``headings`` are those of the file at hand (`mapping.Heading`), or those that the mapping
    remembers. Each has two selects: a column of ours, and how its cells are read.
    """

    language = LanguageFormField(
        label=gettext_lazy("Language of the file"),
        help_text=gettext_lazy("Titles are in it; months and countries are named in it."),
    )
    date_order = forms.ChoiceField(
        label=gettext_lazy("Dates in numbers"),
        choices=DateOrder.choices,
        required=False,
        help_text=gettext_lazy(
            "A date that could be read in two ways is not read until you say which."
        ),
    )
    separators = forms.MultipleChoiceField(
        label=gettext_lazy("Several values in a cell are parted by"),
        choices=Separator.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("A known name that holds one of these is never cut."),
    )
    nothing = WordsField(
        label=gettext_lazy("Words that mean an empty cell"),
        help_text=gettext_lazy("One a line."),
    )
    yes = WordsField(label=gettext_lazy("Words for yes"))
    no = WordsField(label=gettext_lazy("Words for no"))
    key_prefix = forms.RegexField(
        r"^[a-z0-9-]*\Z",
        label=gettext_lazy("Keys begin with"),
        max_length=PREFIX_LENGTH,
        required=False,
        error_messages={
            "invalid": gettext_lazy("A key has only small Latin letters, digits and hyphens.")
        },
        help_text=gettext_lazy(
            "When one of their columns is our key: a word in small letters for whose numbers they "
            "are, so that they never meet another's."
        ),
    )

    class Meta:
        model = ColumnMapping
        fields = ("name", "source")
        field_classes = {"source": _Source}
        widgets = {"name": _SHORT}

    def __init__(self, *args, headings, may_change=True, **kwargs):
        super().__init__(*args, **kwargs)
        self.headings = headings
        self.fields["source"].queryset = choosable(SourceDocument).order_by("sort_key", "pk")
        rules = self.instance.rules
        self.targets = mappings.targets(self.instance)
        self.initial |= {
            "language": rules.get("language", "en"),
            "date_order": rules.get("date_order", ""),
            "separators": rules.get("separators", list(USUAL_SEPARATORS)),
            "nothing": rules.get("nothing", list(NOTHING)),
            "yes": rules.get("yes", list(YES)),
            "no": rules.get("no", list(NO)),
            "key_prefix": rules.get("key_prefix", ""),
        }
        ours = [(name, target.heading) for name, target in self.targets.items()]
        self._add_headings([("", _("left out")), *ours])
        self._add_constants([("", "—"), *ours], rules.get("constants", {}))
        if not may_change:
            for field in self.fields.values():
                field.disabled = True

    def _add_headings(self, ours):
        remembered = self.instance.columns
        guessed = {}
        if not self.instance.is_begun:
            names = [heading.name for heading in self.headings]
            guessed = guess(
                self.instance.kind, names, self.targets, self.instance.rules.get("language", "en")
            )
        for number, heading in enumerate(self.headings):
            said = remembered.get(heading.name, {})
            self.fields[f"column-{number}"] = forms.ChoiceField(
                label=_("Our column for “%(heading)s”") % {"heading": heading.name},
                choices=ours,
                required=False,
                initial=said.get("column", guessed.get(heading.name, "")),
            )
            self.fields[f"reading-{number}"] = forms.ChoiceField(
                label=_("How “%(heading)s” is read") % {"heading": heading.name},
                choices=CellReading.choices,
                required=False,
                initial=said.get("reading", ""),
            )

    def _add_constants(self, ours, constants):
        said = [*constants.items(), *[("", "")] * MORE_CONSTANTS]
        self.constant_count = len(said)
        for number, (name, text) in enumerate(said):
            self.fields[f"constant-column-{number}"] = forms.ChoiceField(
                label=_("Our column"), choices=ours, required=False, initial=name
            )
            self.fields[f"constant-text-{number}"] = forms.CharField(
                label=_("Its value"),
                required=False,
                max_length=CONSTANT_LENGTH,
                initial=text,
                widget=forms.TextInput(attrs={"class": "vTextField"}),
            )

    # ---- As the page prints it ----

    def of_the_file(self):
        """The fields that are no rows of a table."""
        return [self[name] for name in self.base_fields]

    def heading_rows(self):
        for number, heading in enumerate(self.headings):
            yield {
                "heading": heading,
                "is_new": self.instance.is_begun and heading.name not in self.instance.columns,
                "column": self[f"column-{number}"],
                "reading": self[f"reading-{number}"],
            }

    def constant_rows(self):
        for number in range(self.constant_count):
            yield self[f"constant-column-{number}"], self[f"constant-text-{number}"]

    # ---- What is saved ----

    def clean(self):
        cleaned = super().clean()
        constants = self._constants(cleaned)
        if self.errors:
            return cleaned
        columns = self._columns(cleaned)
        rules = {
            **{name: cleaned[name] for name in ("language", "date_order", "separators")},
            **{name: cleaned[name] for name in ("nothing", "yes", "no", "key_prefix")},
            "constants": constants,
        }
        try:
            self.instance.columns = clean_columns(columns)
            self.instance.rules = clean_rules(rules)
        except ValidationError as error:
            self.add_error(None, error)
        return cleaned

    def _columns(self, cleaned):
        """Those of this file; what the mapping remembers of others is kept beside."""
        here = {
            heading.name: {
                "column": cleaned.get(f"column-{number}", ""),
                "reading": cleaned.get(f"reading-{number}", ""),
            }
            for number, heading in enumerate(self.headings)
        }
        return here or self.instance.columns

    def _constants(self, cleaned):
        found = {}
        for number in range(self.constant_count):
            name = cleaned.get(f"constant-column-{number}")
            text = (cleaned.get(f"constant-text-{number}") or "").strip()
            if bool(name) != bool(text):
                self.add_error(
                    f"constant-text-{number}", _("Give both the column and its value, or neither.")
                )
            elif name:
                found[name] = text
        return found

    @cached_property
    def missing(self) -> list[str]:
        """Columns of ours that new records need and that nothing is led to, by their headings."""
        led = {said["column"] for said in self.instance.columns.values()}
        led |= self.instance.rules.get("constants", {}).keys()
        codes = {name.partition(":")[0] for name in led}
        needed = {
            name.partition(":")[0]: capfirst(target.heading.partition(" (")[0])
            for name, target in self.targets.items()
            if target.is_needed
        }
        return [heading for code, heading in needed.items() if code not in codes]


class ValuesForm(forms.Form):
    """What becomes of each value that no rule could read; what is left alone stays unread.

    ``values`` are `mapping.Unresolved`. A value that is typed goes before what is chosen.
    """

    def __init__(self, *args, mapping, values, hides_candidates=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.mapping = mapping
        self.values = values
        self.targets = mappings.targets(mapping)
        self.rules = mappings.Rules(mapping, self.targets)
        for number, value in enumerate(values):
            target = self.targets[value.target]
            hidden = set(target.models) & set(hides_candidates)
            self._add(number, value, target, [] if hidden else value.candidates)

    def _add(self, number, value, target, candidates):
        choices: list = [("", _("later"))]
        if candidates:
            like = [(f"use:{one.key}", f"{one.label} ({one.key})") for one in candidates]
            choices.append((_("It is"), like))
        others = [Resolving.EMPTY, Resolving.NOTE, Resolving.NEW, Resolving.SKIP]
        if Place not in target.models:
            others.remove(Resolving.NEW)
        if "note" not in self.targets:
            others.remove(Resolving.NOTE)
        choices.append((_("It is none of these"), [(one.value, one.label) for one in others]))
        shown = {"value": value.value[:80]}
        self.fields[f"choice-{number}"] = forms.ChoiceField(
            label=_("What “%(value)s” is") % shown, choices=choices, required=False
        )
        self.fields[f"typed-{number}"] = forms.CharField(
            label=_("What “%(value)s” is, in your words") % shown,
            required=False,
            max_length=1000,
            widget=forms.TextInput(attrs={"class": "vTextField"}),
        )
        # The file may have others in their place by now: the value travels with its controls.
        self.fields[f"value-{number}"] = forms.CharField(
            widget=forms.HiddenInput, initial=value.value, required=False, strip=False
        )
        self.fields[f"target-{number}"] = forms.CharField(
            widget=forms.HiddenInput, initial=value.target, required=False
        )

    def rows(self):
        for number, value in enumerate(self.values):
            yield {
                "value": value,
                "choice": self[f"choice-{number}"],
                "typed": self[f"typed-{number}"],
                "hidden": (self[f"value-{number}"], self[f"target-{number}"]),
            }

    def clean(self):
        cleaned = super().clean()
        self.resolved = {}
        for number, value in enumerate(self.values):
            if (cleaned.get(f"value-{number}"), cleaned.get(f"target-{number}")) != (
                value.value,
                value.target,
            ):
                raise ValidationError(
                    _("The file or the mapping is another by now: look at the values again.")
                )
            said = self._said(number, value, cleaned)
            if said:
                self.resolved.setdefault(value.target, {})[value.value] = said
        return cleaned

    def _said(self, number, value, cleaned):
        typed = (cleaned.get(f"typed-{number}") or "").strip()
        chosen = cleaned.get(f"choice-{number}") or ""
        if not typed and not chosen.startswith("use:"):
            return {"do": chosen} if chosen else None
        target = self.targets[value.target]
        words = typed.split(";") if typed else [chosen.removeprefix("use:")]
        keys = []
        for word in filter(None, (word.strip() for word in words)):
            key = self.rules.meant(target, word)
            if key is None:
                self.add_error(f"typed-{number}", self._unknown(target, word))
                return None
            keys.append(key)
        if len(keys) > 1 and not target.is_many:
            self.add_error(f"typed-{number}", _("Only one value fits here."))
            return None
        return {"do": Resolving.USE.value, "values": keys} if keys else None

    @staticmethod
    def _unknown(target, word):
        words = {"word": word[:80]}
        if target.models:
            return (
                _("“%(word)s” is no key, code or exact name of one thing in the registry.") % words
            )
        if target.choices:
            return _("“%(word)s” is none of the allowed values.") % words
        return _("“%(word)s” cannot be read here either.") % words
