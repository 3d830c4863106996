"""How a text comes to a source: a file or a paste, for one that is there or for a new one."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.template.defaultfilters import filesizeformat
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coop.admin.evidence_desk.opening import desk_address, source_to_read
from coop.admin.evidence_desk.saving import (
    WithReason,
    answer,
    done,
    may_change,
    refuse_who_may_not,
    written,
)
from coop.admin.uploading import UploadField
from coop.curation import texts
from coop.exchange.texts.limits import LARGEST, LONGEST
from coop.exchange.texts.received import Received, Unreadable, text_of
from coop.models import SourceDocument
from coop.vocabulary.desk import ReceivedAs


class TextForm(WithReason):
    """A file, or a text that is pasted; ``handed_in`` is what was read, with its bytes."""

    file = UploadField(label=gettext_lazy("File"), required=False)
    text = forms.CharField(
        label=gettext_lazy("Or its text"),
        required=False,
        strip=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 14, "dir": "auto"}),
        help_text=gettext_lazy(
            "Pasted as it stands in the document: each line that is not empty is a paragraph."
        ),
    )

    handed_in: tuple[Received, bytes]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = _(
            "Text in UTF-8, a Word document (.docx) or a PDF, of at most %(size)s."
        ) % {"size": filesizeformat(LARGEST)}

    def clean(self):
        cleaned = super().clean()
        file, typed = cleaned.get("file"), cleaned.get("text", "")
        if self.errors:
            return cleaned
        if bool(file) == bool(typed.strip()):
            self.add_error(
                None,
                _("Choose a file or paste the text, not both.")
                if file
                else _("Choose a file, or paste the text."),
            )
        elif file:
            self._read(file)
        else:
            received = Received(typed, ReceivedAs.PASTED)
            self.handed_in = (received, texts.bytes_of_pasted(typed))
        return cleaned

    def _read(self, file):
        try:
            content = file.read(LARGEST + 1)
            self.handed_in = (text_of(file.name, content), content)
        except Unreadable as problem:
            self.add_error("file", str(problem))

    @property
    def given(self) -> dict:
        """What the verbs of `curation.texts` take."""
        received, content = self.handed_in
        return {"content": content, "received_as": received.received_as, "text": received.text}


class NewTextForm(TextForm):
    """The text of a document that may not be recorded yet."""

    language = SourceDocument._meta.get_field("language").formfield(
        label=gettext_lazy("Language"),
        required=True,
        help_text=gettext_lazy("Of the document: en, ar, ru."),
    )

    field_order = ("language", "file", "text", "change_reason")


def text_view(model_admin, request, object_id):
    """Where the text of a source is handed in, while nothing stands on another one."""
    source = source_to_read(model_admin, request, object_id)
    refuse_who_may_not(request, source)
    form = TextForm(request.POST or None, request.FILES or None)
    is_fixed = texts.is_locked(source) and bool(source.text)
    if request.method == "POST" and form.is_valid():
        received = written(
            request, form, source, lambda: texts.receive(source=source, **form.given)
        )
        if received is not None:
            said = _("The text was received: %(number)d paragraphs.") % {
                "number": received.paragraph_count
            }
            model_admin.log_change(request, received, said)
            return done(request, received, said)
    context = {
        "title": _("Replace its text") if source.text else _("Read its text in"),
        "locked": texts.locked_sentence(source) if is_fixed else "",
    }
    return answer(model_admin, request, source, form, "admin/coop/desk/_text_form.html", context)


def new_view(model_admin, request):
    """A text before its source: attached to the one that it belongs to, or a draft of its own."""
    if not model_admin.has_add_permission(request):
        raise PermissionDenied
    form = NewTextForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        outcome = written(request, form, None, lambda: _received(model_admin, request, form))
        if outcome is not None:
            return _landed(model_admin, request, *outcome)
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Read a new text"),
        "opts": model_admin.opts,
        "form": form,
        "media": model_admin.media,
        "address": request.get_full_path(),
    }
    request.current_app = model_admin.admin_site.name
    return TemplateResponse(request, "admin/coop/desk/new_text.html", context)


def _received(model_admin, request, form):
    given = form.given
    known = texts.recorded_as(given["content"], given["received_as"])
    is_filled_in = known is not None and not known.text
    if known is not None and not model_admin.has_view_permission(request, known):
        raise PermissionDenied
    if is_filled_in:
        refuse_who_may_not(request, known)
    source, is_new = texts.receive_new(**given, language=form.cleaned_data["language"])
    return source, is_new, is_filled_in


def _landed(model_admin, request, source, is_new: bool, is_filled_in: bool):
    """On the desk of the source that the text is now, or has been, the text of."""
    if is_new:
        said = _("A new source was made of it: look at its title, and say where it comes from.")
        model_admin.log_addition(request, source, _("Its text was received."))
    elif is_filled_in:
        said = _("This document is recorded already: its text is now there, beside its citations.")
        model_admin.log_change(request, source, _("Its text was received."))
    else:
        said = _("This document is recorded already, with its text: here it is.")
    messages.success(request, said)
    return HttpResponseRedirect(desk_address(source))


def box(model_admin, request, source) -> dict | None:
    """What stands above the text at the desk: how it came, or that there is none yet."""
    is_fixed = texts.is_locked(source) and bool(source.text)
    return {
        "template": "admin/coop/desk/_text.html",
        "received_as": source.get_received_as_display() if source.received_as else "",
        "has_text": bool(source.text),
        "locked": texts.locked_sentence(source) if is_fixed else "",
        "recite": desk_address(source, "recite") if texts.is_locked(source) else "",
        "address": ""
        if is_fixed or not may_change(request, source)
        else desk_address(source, "text"),
    }
