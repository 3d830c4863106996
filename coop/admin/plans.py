"""The page of one upload: what it would do, or did; confirming it; the plan as a file."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils import formats, timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from coop.admin import downloads
from coop.admin.changes import Names, tables
from coop.admin.sites import admin_address
from coop.exchange import applying, rights, waiting
from coop.exchange.shapes import shapes
from coop.models import Import
from coop.vocabulary.imports import ImportState

LONGEST_NUMBER = 18

SHOWN = 50
"""Faults, or records that were changed meanwhile, that the page lists."""

CONFLICT, FORBIDDEN = 409, 403

FAULTY_BY_NOW = gettext_lazy(
    "The file does not fit the registry any more. Plan again to see what is wrong."
)
PLANNED_ANEW = gettext_lazy(
    "The plan was made anew after you had opened it. This is the new one: look at it again."
)


def outcome(upload: Import) -> str:
    """What becomes of the registry, in one line."""
    if upload.fault_count:
        sentence = ngettext("%(number)d error", "%(number)d errors", upload.fault_count)
        return sentence % {"number": upload.fault_count}
    made = sum(made for made, _changed, _same in upload.counts.values())
    changed = sum(changed for _made, changed, _same in upload.counts.values())
    if not made and not changed:
        return _("nothing changes")
    return _("%(made)d new, %(changed)d changed") % {"made": made, "changed": changed}


# ---- The page ----


def plan_view(model_admin, request, upload: Import):
    """What an upload does; POST applies it, plans it anew or sets it aside."""
    lacking = _lacking(request, upload)
    if _is_hidden(lacking):
        if request.method == "POST" and "_set_aside" in request.POST:
            return _set_aside(model_admin, request, upload)
        return _missing_page(model_admin, request, upload, lacking)
    if request.method != "POST":
        return _page(model_admin, request, upload, lacking=lacking)
    if "_confirm" in request.POST:
        return _confirm(model_admin, request, upload)
    if "_plan_again" in request.POST:
        return _plan_again(model_admin, request, upload)
    if "_set_aside" in request.POST:
        return _set_aside(model_admin, request, upload)
    return HttpResponseRedirect(admin_address(upload))


def _lacking(request, upload) -> list[rights.Right]:
    return rights.lacking(request.user, upload.seen, changes_public=upload.changes_public)


def _is_hidden(lacking) -> bool:
    """Whether the plan shows what the user may not see: drafts of others, for instance."""
    return any(not right.is_to_publish for right in lacking)


def _confirm(model_admin, request, upload):
    page = [model_admin, request, upload]
    planned_at = request.POST.get("planned_at", "")
    try:
        upload = waiting.confirm(upload=upload, planned_at=planned_at, user=request.user)
    except waiting.Closed as closed:
        messages.info(request, _why_closed(closed.upload))
    except waiting.Replanned:
        messages.warning(request, PLANNED_ANEW)
    except waiting.Faulty:
        return _page(*page, status=CONFLICT, refusals=[FAULTY_BY_NOW])
    except waiting.NotAllowed as refused:
        return _missing_page(*page, refused.lacking)
    except waiting.Overtaken as overtaken:
        return _page(*page, status=CONFLICT, overtaken=overtaken.differences)
    except applying.Refused as refused:
        return _page(*page, status=CONFLICT, refusals=refused.sentences)
    else:
        model_admin.log_change(request, upload, _("Applied"))
        messages.success(request, _("The file is applied. Below is what it changed."))
    return HttpResponseRedirect(admin_address(upload))


def _plan_again(model_admin, request, upload):
    try:
        waiting.refuse_closed(upload)
        waiting.plan_again(upload=upload, user=request.user)
    except waiting.Closed as closed:
        messages.info(request, _why_closed(closed.upload))
    except applying.Refused as refused:
        return _page(model_admin, request, upload, status=CONFLICT, refusals=refused.sentences)
    else:
        messages.success(request, _("This is the plan on the registry as it stands now."))
    return HttpResponseRedirect(admin_address(upload))


def _set_aside(model_admin, request, upload):
    try:
        closed = waiting.set_aside(uploads=[upload], user=request.user)
    except applying.Refused as refused:
        for sentence in refused.sentences:
            messages.error(request, sentence)
        return HttpResponseRedirect(admin_address(upload))
    if closed:
        model_admin.log_change(request, upload, _("Set aside"))
        messages.success(request, _("The file is set aside; nothing of it was applied."))
    else:
        upload.refresh_from_db()
        messages.info(request, _why_closed(upload))
    return HttpResponseRedirect(admin_address(upload))


def _why_closed(upload: Import) -> str:
    if upload.state == ImportState.APPLIED:
        return _(
            "This file was applied already, by %(user)s on %(moment)s. Below is what it changed; "
            "nothing was done a second time."
        ) % {
            "user": upload.applied_by or _("someone"),
            "moment": formats.date_format(timezone.localtime(upload.applied_at), "DATETIME_FORMAT"),
        }
    return _("This file was set aside, so nothing of it can be applied. Upload it again.")


def _page(model_admin, request, upload, *, status=200, lacking=(), refusals=(), overtaken=()):
    pages = Paginator(range(upload.change_count), waiting.PAGE)
    page = pages.get_page(request.GET.get("page"))
    faults = waiting.faults(upload) if upload.fault_count else []
    context = {
        **_frame(model_admin, request, upload),
        "lacking": lacking,
        "refusals": refusals,
        "overtaken": _named(overtaken[:SHOWN]),
        "overtaken_more": max(0, len(overtaken) - SHOWN),
        "tallies": _tallies(upload),
        "page": page,
        "tables": tables(waiting.changes(upload, page.number)),
        "faults": faults[:SHOWN],
        "faults_more": max(0, upload.fault_count - SHOWN),
        "may_confirm": (
            upload.state == ImportState.WAITING
            and not upload.fault_count
            and not lacking
            and upload.change_count > 0
        ),
        "twins": _twins(upload),
        "mapping_links": _mapping_links(request, upload),
    }
    return TemplateResponse(request, "admin/coop/import/plan.html", context, status=status)


def _missing_page(model_admin, request, upload, lacking):
    context = {**_frame(model_admin, request, upload), "lacking": lacking}
    return TemplateResponse(request, "admin/coop/import/missing.html", context, status=FORBIDDEN)


def _frame(model_admin, request, upload) -> dict:
    request.current_app = model_admin.admin_site.name
    return {
        **model_admin.admin_site.each_context(request),
        "title": _("Import"),
        "opts": model_admin.opts,
        "upload": upload,
        "state": model_admin.state_badge(upload),
        "outcome": outcome(upload),
        "is_waiting": upload.state == ImportState.WAITING,
        "planned_at": upload.planned_at.isoformat() if upload.planned_at else "",
    }


def _tallies(upload: Import) -> list[dict]:
    """How many rows of each table are made, changed and left, in the order of the plan."""
    labels = {
        shape.model._meta.model_name: capfirst(shape.model._meta.verbose_name_plural)
        for shape in shapes().values()
    }
    return [
        {"label": label, "made": made, "changed": changed, "same": same}
        for model, label in labels.items()
        for made, changed, same in [upload.counts.get(model, (0, 0, 0))]
        if made or changed or same
    ]


def _twins(upload: Import):
    """Other uploads of the very same file that were applied."""
    others = Import.objects.for_list().filter(sha256=upload.sha256, state=ImportState.APPLIED)
    return others.exclude(pk=upload.pk)[:3] if upload.state == ImportState.WAITING else []


def _mapping_links(request, upload: Import) -> list[dict]:
    """Where the columns of someone else's sheet are led to ours, and its values resolved."""
    if upload.mapping is None or not request.user.has_perm("coop.change_columnmapping"):
        return []
    return [
        {"label": _("Columns"), "address": admin_address(upload.mapping)},
        {"label": _("Values"), "address": admin_address(upload.mapping, "values")},
    ]


def _named(differences) -> list[dict]:
    """Records that were changed meanwhile, by name, each with its page."""
    roots = [tuple(difference.record.split("/", 1)) for difference in differences]
    names = Names.of_records(roots)
    return [
        {
            "name": names.of_record(root) or difference.record,
            "address": names.address(root),
            "sentence": difference.sentence,
        }
        for root, difference in zip(roots, differences, strict=True)
    ]


# ---- The plan as a file ----


def file_view(model_admin, request, upload: Import, form: str):
    """Every change of the plan, as CSV or as JSON lines."""
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    lacking = _lacking(request, upload)
    if _is_hidden(lacking):
        return _missing_page(model_admin, request, upload, lacking)
    if form == "jsonl":
        return downloads.json_lines(waiting.all_changes(upload), f"plan-{upload.pk}.jsonl")
    if form == "csv":
        return downloads.csv(_plan_rows(upload), f"plan-{upload.pk}.csv")
    raise Http404


def faults_view(model_admin, request, upload: Import):
    """What is wrong in the file, as CSV."""
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    lacking = _lacking(request, upload)
    if _is_hidden(lacking):
        return _missing_page(model_admin, request, upload, lacking)
    return downloads.csv(_fault_rows(upload), f"errors-{upload.pk}.csv")


def _plan_rows(upload: Import):
    yield [_("Table"), _("Key"), _("Line"), _("New"), _("Field"), _("Before"), _("After")]
    for change in waiting.all_changes(upload):
        key = "/".join(change["key"])
        is_new = _("yes") if change["is_new"] else _("no")
        for name, (old, new) in change["fields"].items():
            line = str(change["line"])
            yield [change["model"], key, line, is_new, name, _plain(old), _plain(new)]


def _plain(value) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else downloads.as_json(value)


def _fault_rows(upload: Import):
    yield [_("File"), _("Line"), _("Column"), _("Record"), _("Field"), _("What is wrong")]
    for fault in waiting.faults(upload):
        yield [
            fault["file"],
            str(fault["line"] or ""),
            fault["column"],
            fault["thing"],
            fault["field"],
            fault["sentence"],
        ]
