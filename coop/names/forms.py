"""Form fields: lenient in how a thing is typed, then the same rules as everywhere."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from . import languages, text
from .identifiers import SCHEMES, clean_identifiers
from .widgets import IdentifiersInput, MultilingualInput

REQUIRED = forms.Field.default_error_messages["required"]
ONE_LANGUAGE = _("Write the text in at least one language.")


class TextFormField(forms.CharField):
    """A text, cleaned by ``clean_text`` before its length is counted: in NFC, with plain breaks."""

    def __init__(self, *, clean_text, **kwargs):
        self.clean_text = clean_text
        super().__init__(**kwargs)

    def to_python(self, value):
        value = super().to_python(value)
        return self.clean_text(value) if isinstance(value, str) else value


def _read_tag(typed: str) -> str:
    """The tag that was meant: a tag in any case, or a language's name; else ValidationError."""
    try:
        return languages.find(typed)
    except ValueError:
        raise text.no_language(typed) from None


class _ComparedField(forms.Field):
    """A field whose value has changed when its cleaned forms differ."""

    def has_changed(self, initial, data):
        if self.disabled:
            return False
        try:
            return (self.to_python(data) or None) != (initial or None)
        except ValidationError:
            return True


class MultilingualFormField(_ComparedField):
    """A text in several languages, from rows of tag and text."""

    widget = MultilingualInput
    default_error_messages = {"required": ONE_LANGUAGE}

    def __init__(self, *, max_length, is_passage=False, widget=None, **kwargs):
        self.max_length = max_length
        self.is_passage = is_passage
        if widget is None:
            widget = MultilingualInput(is_passage=is_passage)
        super().__init__(widget=widget, **kwargs)

    def widget_attrs(self, widget):
        return {**super().widget_attrs(widget), "maxlength": str(self.max_length)}

    def to_python(self, value):
        typed = value.items() if isinstance(value, dict) else value or ()
        texts, errors = {}, []
        for typed_tag, wording in typed:
            if not wording.strip():
                continue
            try:
                tag = self._tag(typed_tag, wording)
            except ValidationError as error:
                errors.append(error)
                continue
            if tag in texts:
                errors.append(
                    ValidationError(
                        _("There are two texts in %(language)s. Leave one of them."),
                        code="language_twice",
                        params={"language": languages.label(tag)},
                    )
                )
            texts[tag] = wording
        try:
            cleaned = text.clean_multilingual(
                texts, max_length=self.max_length, is_passage=self.is_passage
            )
        except ValidationError as error:
            errors.extend(error.error_list)
        if errors:
            raise ValidationError(errors)
        return cleaned

    @staticmethod
    def _tag(typed, wording):
        if not typed:
            raise ValidationError(
                _("Say in which language “%(text)s” is."),
                code="no_language",
                params={"text": wording.strip()[:40]},
            )
        return _read_tag(typed)


class LanguageFormField(forms.CharField):
    """One language, typed as a tag or by its name."""

    def to_python(self, value):
        value = super().to_python(value)
        return _read_tag(value) if value else value

    def has_changed(self, initial, data):
        try:
            return super().has_changed(initial, self.to_python(data))
        except ValidationError:
            return True


class LanguagesFormField(_ComparedField):
    """Several languages, typed as tags or by their names, with commas between."""

    widget = forms.TextInput

    def widget_attrs(self, widget):
        return {**super().widget_attrs(widget), "dir": "ltr", "placeholder": "fr, kk-Latn"}

    def prepare_value(self, value):
        return ", ".join(value) if isinstance(value, (list, tuple)) else value

    def to_python(self, value):
        if isinstance(value, (list, tuple)):
            return list(value)
        tags = []
        for typed in re.split(r"[,;،؛]", value or ""):
            if typed.strip() and (tag := _read_tag(typed.strip())) not in tags:
                tags.append(tag)
        return tags


class IdentifiersFormField(_ComparedField):
    """Identifiers, typed as such or pasted as the address of their page."""

    widget = IdentifiersInput

    def __init__(self, *, schemes=None, widget=None, **kwargs):
        self.schemes = schemes
        super().__init__(widget=widget or IdentifiersInput(schemes=schemes), **kwargs)

    def to_python(self, value):
        typed = {
            code: SCHEMES[code].typed(identifier)
            for code, identifier in (value or {}).items()
            if code in SCHEMES
        }
        return clean_identifiers(typed, schemes=self.schemes)
