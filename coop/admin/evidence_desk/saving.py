"""Small forms of the desk that change the source itself, on the version that was read."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.http import HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from coop.admin.clashes import Clash
from coop.admin.evidence_desk.opening import desk_address, desk_media
from coop.admin.forms import REASON_MAX_LENGTH, RecordForm
from coop.curation import editing, recording
from coop.curation.editing import StaleVersion

FROM_THE_DESK = "X-Desk"
"""The header by which the desk's script asks for what it puts into its page."""


class WithReason(forms.Form):
    """Fields, and why it is changed. ``standing`` is the version that stands after a clash."""

    standing = ""

    change_reason = RecordForm.base_fields["change_reason"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.order_fields([name for name in self.fields if name != "change_reason"])

    @property
    def reason(self) -> str:
        return self.cleaned_data.get("change_reason", "")[:REASON_MAX_LENGTH]


def may_change(request, source) -> bool:
    """Whether the user changes this source in place; others propose, in its plain form."""
    return editing.may_change(request.user, source)


def refuse_who_may_not(request, source):
    if not may_change(request, source):
        raise PermissionDenied


def written(request, form, source, write):
    """What ``write`` returns, written on the version that the editor has read.

    None, with the reason at the form, where it came to nothing. ``source`` is None where
    there is none yet.
    """
    try:
        with recording(user=request.user, reason=form.reason):
            if source is not None:
                editing.refuse_stale(record=source, seen=request.POST.get("_version", ""))
            return write()
    except StaleVersion as stale:
        form.standing = editing.version_of(stale.record)
        form.add_error(None, Clash(stale.record).sentence)
    except ValidationError as error:
        form.add_error(None, ValidationError(error.messages))
    except IntegrityError:
        form.add_error(
            None,
            _(
                "The registry could not keep this: someone may have saved the same thing a moment "
                "ago. Nothing was saved, and what you typed is below."
            ),
        )
    return None


def done(request, source, said: str, paragraphs=(), warnings=()):
    """Back to the desk, at the first of these paragraphs, with what was done said aloud."""
    address = desk_address(source)
    if request.headers.get(FROM_THE_DESK):
        said = " ".join([said, *warnings])
        return JsonResponse({"said": said, "address": address, "paragraphs": list(paragraphs)})
    messages.success(request, said)
    for sentence in warnings:
        messages.warning(request, sentence)
    first = next(iter(paragraphs), None)
    return HttpResponseRedirect(address if first is None else f"{address}#p{first}")


def answer(model_admin, request, source, form, template, context):
    """A page of its own, or, for the desk's script, what stands in it."""
    read = request.POST.get("_version") or editing.version_of(source)
    whole = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "source": source,
        "form": form,
        "version": form.standing or read,
        "back": desk_address(source),
        "media": desk_media(model_admin),
        "step_template": template,
        "address": request.get_full_path(),
        **context,
    }
    request.current_app = model_admin.admin_site.name
    is_for_script = bool(request.headers.get(FROM_THE_DESK))
    page = template if is_for_script else "admin/coop/desk/step.html"
    return TemplateResponse(request, page, whole)
