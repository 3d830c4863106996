"""The form controls for text in several languages and for identifiers."""

from django import forms
from django.conf import settings
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from . import languages
from .identifiers import SCHEMES
from .text import MAX_LANGUAGES


class MultilingualInput(forms.Widget):
    """One row a language: its tag, and the text in its own direction.

    ``offered`` are the tags that have a row even without text, by default the site's
    languages; set it to add, say, the original language of the record. A last row is
    for any other language, and with script there are as many as wanted. Rows that are
    left empty count as not given.

    The value is a dict of tag → text, or, as it was typed, a list of (tag, text) pairs.
    """

    template_name = "coop/widgets/multilingual.html"
    use_fieldset = True

    class Media:
        css = {"all": ("coop/admin/multilingual.css",)}
        js = ("coop/admin/multilingual.js",)

    def __init__(self, attrs=None, *, is_passage=False, offered=None):
        super().__init__(attrs)
        self.is_passage = is_passage
        self.offered = offered

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        shared = dict(context["widget"]["attrs"])
        identifier = shared.pop("id", f"id_{name}")
        shared.pop("required", None)
        rows = [
            self._row(name, identifier, index, tag, text)
            for index, (tag, text) in enumerate(self._pairs(value))
        ]
        context["widget"].update(
            {
                "id": identifier,
                "shared": {"attrs": shared},
                "is_passage": self.is_passage,
                "shown": [row for row in rows if row["is_shown"]],
                "folded": [row for row in rows if not row["is_shown"]],
                "tag_max_length": languages.TAG_MAX_LENGTH,
            }
        )
        return context

    def _pairs(self, value):
        """What was typed or stored, then the offered languages without text, then a spare row."""
        offered = self.offered or [code for code, _name in settings.LANGUAGES]
        if isinstance(value, dict):
            places = {tag: place for place, tag in enumerate(offered)}
            given = sorted(
                value.items(), key=lambda item: (places.get(item[0], len(places)), item[0])
            )
        else:
            given = [(tag, text) for tag, text in value or () if text.strip()]
        tags = {tag for tag, _text in given}
        return [*given, *((tag, "") for tag in offered if tag not in tags), ("", "")]

    @staticmethod
    def _row(name, identifier, index, tag, text):
        is_tag = languages.is_tag(tag)
        return {
            "tag": tag,
            "text": text,
            "lang": tag if is_tag else "",
            "direction": languages.direction(tag) if is_tag else "auto",
            "label": languages.label(tag) if is_tag else "",
            "name": f"{name}-{index}",
            "id": f"{identifier}-{index}",
            "is_shown": bool(text) or index == 0,
        }

    def value_from_datadict(self, data, files, name):
        pairs = []
        for index in range(2 * MAX_LANGUAGES):
            text = data.get(f"{name}-{index}-text")
            tag = data.get(f"{name}-{index}-language")
            if text is None and tag is None:
                break
            pairs.append(((tag or "").strip(), text or ""))
        return pairs

    def value_omitted_from_data(self, data, files, name):
        return f"{name}-0-text" not in data

    def id_for_label(self, id_):
        """No one control is the field's: the rows are named by their languages."""
        return ""


class IdentifiersInput(forms.Widget):
    """One row a scheme. The value is a dict of scheme → identifier."""

    template_name = "coop/widgets/identifiers.html"
    use_fieldset = True

    class Media:
        css = {"all": ("coop/admin/multilingual.css",)}

    def __init__(self, attrs=None, *, schemes=None):
        super().__init__(attrs)
        self.codes = tuple(schemes or SCHEMES)

    @cached_property
    def schemes(self):
        return [SCHEMES[code] for code in self.codes]

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        shared = dict(context["widget"]["attrs"])
        identifier = shared.pop("id", f"id_{name}")
        shared.pop("required", None)
        value = value if isinstance(value, dict) else {}
        context["widget"].update(
            {
                "shared": {"attrs": shared},
                "rows": [
                    {
                        "label": scheme.label,
                        "example": _("such as %(example)s") % {"example": scheme.example},
                        "name": f"{name}-{scheme.code}",
                        "id": f"{identifier}-{scheme.code}",
                        "value": value.get(scheme.code, ""),
                    }
                    for scheme in self.schemes
                ],
            }
        )
        return context

    def value_from_datadict(self, data, files, name):
        typed = {code: data.get(f"{name}-{code}", "").strip() for code in self.codes}
        return {code: value for code, value in typed.items() if value}

    def value_omitted_from_data(self, data, files, name):
        return not any(f"{name}-{code}" in data for code in self.codes)

    def id_for_label(self, id_):
        """No one control is the field's: the rows are named by their schemes."""
        return ""
