"""The form that takes a file in, and the limit on what it takes."""

import io

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coop.admin.forms import REASON_MAX_LENGTH
from coop.admin.labels import choosable, described
from coop.exchange import uploaded
from coop.exchange.opening import Unreadable
from coop.models import ColumnMapping, SourceDocument
from coop.names.fields import Line
from coop.vocabulary.imports import Reading


def largest() -> int:
    """The number of bytes that an uploaded file may have."""
    return settings.REGISTRY_UPLOAD_MB * 1024 * 1024


class TooLargeFile(UploadedFile):
    """Stands for a file of which nothing was kept."""


class CappedUpload(FileUploadHandler):
    """Stops keeping a file as soon as it is too large, and leaves a `TooLargeFile` in its place.

    It stands before Django's own handlers, so that what is too large fills no disk.
    """

    is_too_large = False

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        self.is_too_large = False

    def receive_data_chunk(self, raw_data, start):
        self.is_too_large = start + len(raw_data) > largest()
        return None if self.is_too_large else raw_data

    def file_complete(self, file_size):
        if not self.is_too_large:
            return None
        for handler in self.request.upload_handlers:
            handler.upload_interrupted()
        return TooLargeFile(io.BytesIO(), self.file_name, self.content_type, file_size)


class UploadField(forms.FileField):
    """A file that is there, not empty and not too large."""

    default_error_messages = {
        "required": gettext_lazy("Choose a file first."),
        "empty": gettext_lazy("This file is empty."),
        "too_large": gettext_lazy(
            "This file is larger than %(size)s. Split it, pack it with gzip, or ask whoever "
            "runs the registry to import it there."
        ),
    }

    def to_python(self, data):
        if isinstance(data, TooLargeFile):
            size = {"size": filesizeformat(largest())}
            raise ValidationError(self.error_messages["too_large"], code="too_large", params=size)
        return super().to_python(data)


class _Source(forms.ModelChoiceField):
    def label_from_instance(self, source):
        return described(source)


class UploadForm(forms.Form):
    """A file, as what it is read, and why."""

    file = UploadField(label=gettext_lazy("File"))
    reading = forms.ChoiceField(
        label=gettext_lazy("What it is"),
        choices=[("", gettext_lazy("what it looks like")), *Reading.choices],
        required=False,
        help_text=gettext_lazy("Choose it yourself where a sheet could be read in two ways."),
    )
    mapping = forms.ModelChoiceField(
        label=gettext_lazy("Column mapping"),
        queryset=ColumnMapping.objects.order_by("name"),
        required=False,
        empty_label=gettext_lazy("none: it has our own headings"),
        help_text=gettext_lazy("For someone else’s sheet, with headings and words of its own."),
    )
    source = _Source(
        label=gettext_lazy("Working source"),
        queryset=SourceDocument.objects.none(),
        required=False,
        empty_label=gettext_lazy("none"),
        help_text=gettext_lazy(
            "For sheets: it stands for each empty cell of the column “Source”, so that each row "
            "gets it as its evidence."
        ),
    )
    reason = Line(max_length=REASON_MAX_LENGTH, blank=True).formfield(
        label=gettext_lazy("Reason for the change"),
        help_text=gettext_lazy(
            "Not public. Kept in the history of each record, beside your name and the file’s."
        ),
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["source"].queryset = choosable(SourceDocument).order_by("sort_key", "pk")
        self.fields["file"].help_text = _(
            "JSON or JSON lines as the registry writes them, packed with gzip or not; or a "
            "spreadsheet as CSV, TSV or XLSX. At most %(size)s."
        ) % {"size": filesizeformat(largest())}

    def clean(self):
        cleaned = super().clean()
        if len(self.files.getlist("file")) > 1:
            self.add_error("file", _("One file at a time, please: each has a plan of its own."))
        elif "file" in cleaned:
            self._say_what_it_is(cleaned)
        return cleaned

    def _say_what_it_is(self, cleaned):
        if mapping := cleaned.get("mapping"):
            cleaned["reading"] = mapping.kind
            return
        try:
            cleaned["reading"] = cleaned.get("reading") or uploaded.guessed(
                cleaned["file"].name, cleaned["file"].file
            )
        except Unreadable as problem:
            self.add_error("file", problem.fault.sentence)
        if not cleaned.get("reading") and "file" not in self.errors:
            self.add_error(
                "reading",
                _(
                    "Its headings do not tell what it is: choose it here, or choose a mapping when "
                    "it is someone else’s sheet."
                ),
            )
