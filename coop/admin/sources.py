"""Sources: the documents that claims are followed back to."""

import re

from django import forms
from django.contrib import admin
from django.contrib.admin.utils import flatten
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from coop.admin import badges, evidence_desk
from coop.admin.base import HOW_TO_SAVE
from coop.admin.filters import WaitingFilter
from coop.admin.forms import RecordForm
from coop.admin.publishing import PublishableAdmin
from coop.admin.sites import admin_address, site
from coop.curation import texts
from coop.integrity.paragraphs import split
from coop.models import SourceDocument
from coop.vocabulary.desk import ReceivedAs
from coop.vocabulary.sources import NoClaimReason

RANGE = re.compile(
    r"(?P<first>[1-9][0-9]{0,4})(?:\s*[-–]\s*(?P<last>[1-9][0-9]{0,4}))?[\s:,]+(?P<why>.+)"
)

OF_THE_TEXT = ("paragraph_count", "sha256", "text")
"""Fields that stay as they are while the source is cited."""


class RangesField(forms.CharField):
    """Ranges of paragraphs without claims, a line each: ``12-13 page furniture``."""

    widget = forms.Textarea(attrs={"rows": 4, "cols": 60})

    def prepare_value(self, value):
        if isinstance(value, str) or value is None:
            return value
        return "\n".join(self._line(entry) for entry in value)

    def to_python(self, value):
        return [self._entry(line) for line in (value or "").splitlines() if line.strip()]

    def has_changed(self, initial, data):
        try:
            return self.to_python(data) != (initial or [])
        except ValidationError:
            return True

    @staticmethod
    def _line(entry: dict) -> str:
        first, last = entry.get("first"), entry.get("last")
        numbers = f"{first}-{last}" if last != first else str(first)
        reason = dict(NoClaimReason.choices).get(entry.get("reason"), entry.get("reason"))
        return f"{numbers} {reason}"

    @staticmethod
    def _entry(line: str) -> dict:
        found = RANGE.fullmatch(line.strip())
        reasons = {
            word.casefold(): code
            for code, label in NoClaimReason.choices
            for word in (code, str(label))
        }
        if found is None:
            raise ValidationError(
                _("“%(line)s” cannot be read. Write a line as “12-13 page furniture”."),
                params={"line": line.strip()[:80]},
            )
        first, last = int(found["first"]), int(found["last"] or found["first"])
        why = found["why"].strip()
        return {"first": first, "last": last, "reason": reasons.get(why.casefold(), why)}


class SourceForm(RecordForm):
    """A source; its paragraphs are counted when its text is given."""

    working_source = None

    no_claim = RangesField(
        label=_("Paragraphs without claims"),
        required=False,
        help_text=_(
            "One range a line, with the reason: “12-13 page furniture”. The reasons are: "
            "page furniture; heading; repeats another paragraph; translation of what stands "
            "elsewhere in the source."
        ),
    )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("text") and "text" in self.changed_data:
            self._receive(cleaned)
        elif cleaned.get("text") and cleaned.get("paragraph_count") is None:
            cleaned["paragraph_count"] = len(split(cleaned["text"]))
        return cleaned

    def _receive(self, cleaned):
        """A text that is typed here was pasted, unless the hash of its file is typed with it."""
        typed = self.data.get(self.add_prefix("text"), "")
        if "sha256" in self.changed_data and cleaned.get("sha256"):
            self.instance.received_as = ""
        else:
            cleaned["sha256"] = texts.hash_of(texts.bytes_of_pasted(typed))
            self.instance.received_as = ReceivedAs.PASTED
        if "paragraph_count" not in self.changed_data or cleaned.get("paragraph_count") is None:
            cleaned["paragraph_count"] = len(split(cleaned["text"]))


@admin.register(SourceDocument, site=site)
class SourceDocumentAdmin(PublishableAdmin):
    """Everything begins here: enter what you read before you enter what it says."""

    form = SourceForm
    change_list_template = "admin/coop/sourcedocument/change_list.html"
    list_display = (
        "title_printed",
        "state_badge",
        "publisher",
        "language",
        "published_on",
        "number_of_citations",
        "kind",
        "desk_link",
    )
    list_filter = ("state", WaitingFilter, "kind", "language", "text_rights")
    date_hierarchy = "published_on_earliest"
    fieldsets = (
        (
            _("The document"),
            {
                "fields": ("title", "kind", "publisher", "author", "language"),
                "description": _("What you are reading, as it is printed."),
            },
        ),
        (
            _("Where and when"),
            {
                "fields": ("address", "archive_address", ("published_on", "accessed_on")),
                "description": _("How others find it, also when it has moved."),
            },
        ),
        (
            _("Its paragraphs"),
            {
                "fields": ("paragraph_count", "no_claim", "sha256"),
                "description": _(
                    "Paragraphs are the non-empty lines of the text as received, counted from 1. "
                    "Every citation names one."
                ),
            },
        ),
        (
            _("Its text"),
            {
                "fields": ("text", "text_rights"),
                "description": _("For staff, unless the rights of the text allow more."),
                "classes": ("collapse",),
            },
        ),
        (
            _("Note"),
            {"fields": ("note",), "description": _("What readers of the registry must know.")},
        ),
        HOW_TO_SAVE,
    )

    def get_urls(self):
        return [*evidence_desk.urls(self), *super().get_urls()]

    def tools(self, request, obj):
        desk = {"label": _("Evidence desk"), "address": admin_address(obj, "desk")}
        return [desk, *super().tools(request, obj)]

    def get_readonly_fields(self, request, obj=None):
        fixed = () if obj is None or not texts.is_locked(obj) else OF_THE_TEXT
        return [
            *super().get_readonly_fields(request, obj),
            *(name for name in fixed if name == "text" or getattr(obj, name) not in ("", None)),
        ]

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or not texts.is_locked(obj):
            return fieldsets
        why = texts.locked_sentence(obj)
        return [
            (label, {**options, "description": f"{options.get('description', '')} {why}".strip()})
            if set(flatten(options["fields"])) & set(OF_THE_TEXT)
            else (label, options)
            for label, options in fieldsets
        ]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(citation_count=Count("citations"))

    def get_object(self, request, object_id, from_field=None):
        # The form shows the text, which lists leave in the database.
        obj = super().get_object(request, object_id, from_field)
        if obj is not None:
            obj.refresh_from_db(fields=["text"])
        return obj

    @admin.display(description=_("title"), ordering="sort_key")
    def title_printed(self, source):
        return badges.wording(source.title)

    @admin.display(description=_("evidence desk"))
    def desk_link(self, source):
        return format_html('<a href="{}">{}</a>', admin_address(source, "desk"), _("Open"))

    @admin.display(description=_("citations"), ordering="citation_count")
    def number_of_citations(self, source):
        return source.citation_count
