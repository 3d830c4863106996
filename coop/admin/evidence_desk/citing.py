"""Citing at the desk: choosing what words are evidence for, and the form in which it is saved."""

from dataclasses import replace
from functools import partial
from hashlib import sha256

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from coop.admin.base import WORKING_SOURCE
from coop.admin.evidence_desk import marking
from coop.admin.evidence_desk.choices import Choices
from coop.admin.evidence_desk.entering import EnterPart, EnterRecord, FillIn
from coop.admin.evidence_desk.opening import (
    WORKED_ON,
    desk_address,
    desk_media,
    may_view,
    name_of,
    source_to_read,
    working_record,
)
from coop.admin.evidence_desk.prefilling import Asked
from coop.admin.evidence_desk.reading import KIND_OF
from coop.admin.evidence_desk.saving import FROM_THE_DESK
from coop.admin.evidence_desk.steps import CiteExisting, Refused, Step, target_of
from coop.admin.evidence_desk.things import PARTS, RECORDS, fields_to_fill_in
from coop.admin.sites import admin_address
from coop.curation import citing
from coop.integrity.paragraphs import numbers

TARGETS = {name: model for model, name in KIND_OF.items()}


def cite_view(model_admin, request, object_id):
    """What to cite the words for; with a ``target``, the form of the evidence."""
    source = source_to_read(model_admin, request, object_id)
    asked = Asked.read(source, request.GET)
    named = request.GET.get("target", "")
    if not named:
        return _choose(model_admin, request, source, asked)
    target = target_of(named, TARGETS)
    if target is None:
        raise Http404
    make = partial(CiteExisting, request, source, asked, target=target)
    return _step(model_admin, request, source, asked, make)


def new_view(model_admin, request, object_id):
    """The form of a new ``thing``, under its ``parent`` if it is a part.

    Of the thing “field” it is the field ``name`` of the record ``parent``.
    """
    source = source_to_read(model_admin, request, object_id)
    asked = Asked.read(source, request.GET)
    thing = request.GET.get("thing", "")
    if thing in PARTS:
        parents = {name: model for name, model in TARGETS.items() if model in PARTS[thing].parents}
        parent = target_of(request.GET.get("parent", ""), parents)
        if parent is None:
            raise Http404
        make = partial(EnterPart, request, source, asked, thing=thing, parent=parent)
    elif thing == "field":
        record = target_of(request.GET.get("parent", ""), RECORDS)
        name = request.GET.get("name", "")
        if record is None or name not in fields_to_fill_in(type(record)):
            raise Http404
        make = partial(FillIn, request, source, asked, parent=record, name=name)
    elif thing in RECORDS:
        make = partial(EnterRecord, request, source, asked, model=RECORDS[thing])
    else:
        raise Http404
    return _step(model_admin, request, source, asked, make)


def _choose(model_admin, request, source, asked):
    working = working_record(request.user, asked.record)
    typed = request.GET.get("q", "")[:200]
    words = citing.words_of(source, asked.paragraphs) if asked.is_readable else ""
    found = []
    if asked.words:
        found = marking.within(words, asked.words, source.language, request.user)
    asked = _with_what_is_meant(asked, found)
    choices = Choices(request.user, source, asked, working, inside=found)
    context = {
        "title": _("Cite this for …"),
        "groups": choices.groups(typed),
        "typed": typed,
        "text": words,
    }
    return _answer(model_admin, request, source, asked, "admin/coop/desk/_choose.html", context)


def _with_what_is_meant(asked: Asked, found: list) -> Asked:
    """The same question, with what the selected words mean as a whole."""
    whole = next((one for one in found if one.words == asked.words), None)
    if whole is None or asked.chosen or asked.edtf:
        return asked
    return replace(asked, chosen=marking.named(whole), edtf=whole.edtf)


def _step(model_admin, request, source, asked, make):
    data = request.POST if request.method == "POST" else None
    step: Step = make(data=data)
    if not step.may():
        raise PermissionDenied
    if step.root is not None and not may_view(request.user, type(step.root)):
        raise PermissionDenied
    if data is not None and not step.hindrance and step.is_valid() and _heeds(step, data):
        try:
            return _saved(request, source, asked, step, step.keep())
        except Refused:
            shown: Step = make(data=data)
            shown.is_valid()
            shown.take_refusals(step)
            step = shown
    context = {
        "title": step.title,
        "step": step,
        "change_address": admin_address(step.root) if step.root is not None else "",
        "choose_address": desk_address(source, "cite", **asked.query),
        "heeded": _mark_of(step.warnings),
    }
    return _answer(model_admin, request, source, asked, step.template, context)


def _heeds(step: Step, data) -> bool:
    """Whether the editor has seen every warning about this save; they are noted if not."""
    warnings = step.evidence.doubts()
    if data.get("_heeded", "") == _mark_of(warnings):
        return True
    step.warnings = warnings
    return False


def _mark_of(warnings: list[str]) -> str:
    return sha256("\n".join(warnings).encode()).hexdigest()[:16] if warnings else ""


def _saved(request, source, asked, step: Step, target):
    """Back to the paragraph, with what was saved said aloud."""
    request.session[WORKING_SOURCE] = source.pk
    root = citing.root_of(target)
    record = name_of(root) if type(root) in WORKED_ON.values() else asked.record
    said = step.said(target)
    cited = numbers(step.evidence.cleaned_data["paragraphs"])
    address = desk_address(source, record=record)
    if request.headers.get(FROM_THE_DESK):
        return JsonResponse({"said": said, "address": address, "paragraphs": cited})
    messages.success(request, said)
    return HttpResponseRedirect(f"{address}#p{cited[0]}" if cited else address)


def _answer(model_admin, request, source, asked, template, context):
    """A page of its own, or, for the desk's script, what stands in it."""
    whole = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "source": source,
        "asked": asked,
        "back": desk_address(source, record=asked.record),
        "media": desk_media(model_admin),
        "step_template": template,
        "address": request.get_full_path(),
        "is_nav_sidebar_enabled": False,
        **context,
    }
    request.current_app = model_admin.admin_site.name
    is_for_script = bool(request.headers.get(FROM_THE_DESK))
    return TemplateResponse(
        request, template if is_for_script else "admin/coop/desk/step.html", whole
    )
