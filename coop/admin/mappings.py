"""Mappings of other people's columns: made with a file at hand, then used for the next ones."""

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from coop.admin.mapping_forms import BeginForm, ColumnsForm, FileForm, ValuesForm
from coop.admin.sites import admin_address, site
from coop.curation import recording
from coop.exchange import applying, waiting
from coop.exchange import mapping as mappings
from coop.exchange.opening import Unreadable
from coop.models import ColumnMapping
from coop.models.base import Record
from coop.models.mapping_fields import RESOLUTIONS
from coop.vocabulary.imports import ImportState
from coop.vocabulary.mappings import Resolving

LONGEST_NUMBER = 18
SEEN = "seen"
REMEMBERED_SHOWN = 500


@admin.register(ColumnMapping, site=site)
class ColumnMappingAdmin(admin.ModelAdmin):
    """Three steps: a file to look at, which column is which, and the values that no rule read."""

    change_list_template = "admin/coop/change_list.html"
    delete_confirmation_template = "admin/coop/delete_confirmation.html"
    list_display = ("name_printed", "kind", "column_count", "resolved_count", "changed_at")
    list_filter = ("kind",)
    list_select_related = ("source",)
    list_per_page = 50
    search_fields = ("name",)

    def get_urls(self):
        view = self.admin_site.admin_view
        pages = [
            ("values/", self.values_view, "coop_columnmapping_values"),
            ("file/", self.file_view, "coop_columnmapping_file"),
        ]
        return [
            *(
                path(f"<path:object_id>/{tail}", view(page), name=name)
                for tail, page, name in pages
            ),
            *super().get_urls(),
        ]

    def get_object(self, request, object_id, from_field=None):
        """The mapping of an address, which may hold anything."""
        number = unquote(object_id)
        if not (number.isascii() and number.isdecimal()) or len(number) > LONGEST_NUMBER:
            return None
        return (
            ColumnMapping.objects.select_related("source", "changed_by").filter(pk=number).first()
        )

    # ---- The first step: a file ----

    def add_view(self, request, form_url="", extra_context=None):
        if not self.has_add_permission(request) or not _may_upload(request):
            raise PermissionDenied
        posted = (request.POST, request.FILES) if request.method == "POST" else ()
        form = BeginForm(*posted)
        if posted and form.is_valid() and (mapping := self._begun(request, form)):
            return HttpResponseRedirect(admin_address(mapping))
        return self._page(request, "begin", {"title": _("Map the columns of a file"), "form": form})

    def _begun(self, request, form) -> ColumnMapping | None:
        """The mapping with its first file; None, with the reason in the form, without one."""
        try:
            with recording(user=request.user):
                mapping = form.save(commit=False)
                mapping.created_by = request.user
                mapping.mark_changed(request.user)
                mapping.save()
                self._keep(request, mapping, form.cleaned_data["file"])
                self.log_addition(request, mapping, _("Begun"))
        except (Unreadable, applying.Refused) as refused:
            for sentence in _sentences(refused):
                form.add_error("file", sentence)
            return None
        return mapping

    @staticmethod
    def _keep(request, mapping, file):
        """Keep a file as an upload of this mapping; raises Unreadable or applying.Refused."""
        mappings.headings(mapping, file.name, file.file)
        return waiting.keep(
            file=file.file,
            name=file.name,
            reading=mapping.kind,
            mapping=mapping,
            source=mapping.source,
            user=request.user,
        )

    def file_view(self, request, object_id):
        """Takes in another file of the same shape."""
        mapping = self._mapping_or_redirect(request, object_id)
        if isinstance(mapping, HttpResponseRedirect):
            return mapping
        if not self.has_change_permission(request, mapping) or not _may_upload(request):
            raise PermissionDenied
        posted = (request.POST, request.FILES) if request.method == "POST" else ()
        form = FileForm(*posted)
        if posted and form.is_valid():
            try:
                self._keep(request, mapping, form.cleaned_data["file"])
            except (Unreadable, applying.Refused) as refused:
                for sentence in _sentences(refused):
                    form.add_error("file", sentence)
            else:
                return HttpResponseRedirect(admin_address(mapping))
        context = {"title": _("Another file"), "mapping": mapping, "form": form}
        return self._page(request, "file", context)

    # ---- The second step: columns ----

    def change_view(self, request, object_id, form_url="", extra_context=None):
        mapping = self._mapping_or_redirect(request, object_id)
        if isinstance(mapping, HttpResponseRedirect):
            return mapping
        if not self.has_view_or_change_permission(request, mapping):
            raise PermissionDenied
        may_change = self.has_change_permission(request, mapping)
        if request.method == "POST" and not may_change:
            raise PermissionDenied
        upload = _upload_of(request, mapping)
        headings, problem = _headings(mapping, upload)
        form = ColumnsForm(
            request.POST if request.method == "POST" else None,
            instance=mapping,
            headings=headings,
            may_change=may_change,
        )
        if request.method == "POST" and form.is_valid() and self._saved(request, mapping, form):
            tail = "values" if upload and mapping.is_begun else "change"
            return HttpResponseRedirect(admin_address(mapping, tail))
        context = {
            "title": _("Columns"),
            "mapping": mapping,
            "form": form,
            "step": "columns",
            "upload": upload,
            "problem": problem,
            "may_change": may_change,
            "may_upload": may_change and _may_upload(request),
            "may_delete": self.has_delete_permission(request, mapping),
            "seen": mapping.changed_at.isoformat(),
        }
        return self._page(request, "columns", context)

    def _saved(self, request, mapping, form) -> bool:
        """Write the mapping unless someone was faster; whether it is written."""
        with recording(user=request.user):
            stored = ColumnMapping.objects.select_for_update().filter(pk=mapping.pk).first()
            if stored is None or stored.changed_at.isoformat() != request.POST.get(SEEN):
                form.add_error(None, _overtaken(stored))
                if stored is not None:
                    mapping.changed_at = stored.changed_at
                return False
            mapping.resolutions = stored.resolutions
            mapping.mark_changed(request.user)
            mapping.save()
            self.log_change(request, mapping, _("Columns and rules"))
        messages.success(request, _("The columns are saved."))
        return True

    # ---- The third step: values ----

    def values_view(self, request, object_id):
        """The values that no rule reads, each with one place to say what it is."""
        mapping = self._mapping_or_redirect(request, object_id)
        if isinstance(mapping, HttpResponseRedirect):
            return mapping
        if not self.has_change_permission(request, mapping):
            raise PermissionDenied
        upload = _upload_of(request, mapping)
        values, problem = _values(mapping, upload)
        form = ValuesForm(
            request.POST if request.method == "POST" and "_forget" not in request.POST else None,
            mapping=mapping,
            values=values[: mappings.SHOWN],
            hides_candidates=_hidden(request, mapping),
        )
        if request.method == "POST":
            if "_forget" in request.POST:
                self._forget(request, mapping)
                return HttpResponseRedirect(request.path)
            if form.is_valid() and self._resolve(request, mapping, form):
                return HttpResponseRedirect(request.path)
        context = {
            "title": _("Values"),
            "step": "values",
            "mapping": mapping,
            "upload": upload,
            "problem": problem,
            "form": form,
            "value_count": len(values),
            "more": max(0, len(values) - mappings.SHOWN),
            "remembered": _remembered(mapping),
            "is_waiting": upload is not None and upload.state == ImportState.WAITING,
        }
        return self._page(request, "values", context)

    def _resolve(self, request, mapping, form) -> bool:
        """Add what was said to what the mapping remembers; whether that was possible."""
        with recording(user=request.user):
            stored = ColumnMapping.objects.select_for_update().get(pk=mapping.pk)
            for target, values in form.resolved.items():
                stored.resolutions.setdefault(target, {}).update(values)
            if sum(map(len, stored.resolutions.values())) > RESOLUTIONS:
                form.add_error(
                    None, _("This mapping remembers as many values as it can: use another one.")
                )
                return False
            stored.mark_changed(request.user)
            stored.save()
            self.log_change(request, stored, _("Values"))
        count = sum(map(len, form.resolved.values()))
        sentence = ngettext(
            "%(number)d value is resolved.", "%(number)d values are resolved.", count
        )
        messages.success(request, sentence % {"number": count})
        return True

    def _forget(self, request, mapping):
        """Take back what was said of the values that are ticked."""
        with recording(user=request.user):
            stored = ColumnMapping.objects.select_for_update().get(pk=mapping.pk)
            marks = {row["mark"]: row for row in _remembered(stored)}
            ticked = [marks[mark] for mark in request.POST.getlist("forget") if mark in marks]
            for row in ticked:
                stored.resolutions[row["target"]].pop(row["value"], None)
            stored.mark_changed(request.user)
            stored.save()
            self.log_change(request, stored, _("Values"))
        sentence = ngettext(
            "%(number)d value is to be resolved anew.",
            "%(number)d values are to be resolved anew.",
            len(ticked),
        )
        messages.success(request, sentence % {"number": len(ticked)})

    # ---- Deleting ----

    def delete_view(self, request, object_id, extra_context=None):
        with recording(user=request.user):
            return super().delete_view(request, object_id, extra_context)

    # ---- What all pages share ----

    def _mapping_or_redirect(self, request, object_id):
        mapping = self.get_object(request, object_id)
        if mapping is None:
            if not self.has_view_or_change_permission(request):
                raise PermissionDenied
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        return mapping

    def _page(self, request, name, context):
        request.current_app = self.admin_site.name
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "may_list": self.has_view_or_change_permission(request),
            **context,
        }
        return TemplateResponse(request, f"admin/coop/columnmapping/{name}.html", context)

    # ---- The list ----

    @admin.display(description=gettext_lazy("name"), ordering="name")
    def name_printed(self, mapping):
        return format_html("<bdi>{}</bdi>", mapping.name)

    @admin.display(description=gettext_lazy("columns"))
    def column_count(self, mapping):
        return sum(bool(said["column"]) for said in mapping.columns.values())

    @admin.display(description=gettext_lazy("values resolved"))
    def resolved_count(self, mapping):
        return sum(map(len, mapping.resolutions.values()))


def _may_upload(request) -> bool:
    return request.user.has_perm("coop.add_import")


def _upload_of(request, mapping):
    """The newest file of the mapping that the user may see and that is still kept."""
    uploads = mapping.uploads.exclude(state=ImportState.DISMISSED).defer("seen")
    if not request.user.has_perm("coop.view_import"):
        uploads = uploads.filter(uploaded_by=request.user)
    return uploads.order_by("-pk").first()


def _headings(mapping, upload):
    """The headings at hand, and why there are none of the file if it is not readable."""
    problem = ""
    if upload is not None:
        try:
            with waiting.file_of(upload) as file:
                return mappings.headings(mapping, upload.file_name, file), ""
        except Unreadable as refused:
            problem = refused.fault.sentence
    return [mappings.Heading(name, ()) for name in mapping.columns], problem


def _values(mapping, upload):
    if upload is None or not mapping.is_begun:
        return [], ""
    try:
        with waiting.file_of(upload) as file:
            return mappings.unresolved(mapping, upload.file_name, file), ""
    except Unreadable as refused:
        return [], refused.fault.sentence


def _hidden(request, mapping) -> list:
    """Tables of records that the user may not see: their names are not shown as candidates."""
    models = {model for target in mappings.targets(mapping).values() for model in target.models}
    return [
        model
        for model in models
        if issubclass(model, Record)
        and not any(
            request.user.has_perm(f"coop.{verb}_{model._meta.model_name}")
            for verb in ("view", "change")
        )
    ]


def _remembered(mapping) -> list[dict]:
    """What was said of values, as the page lists it."""
    targets = mappings.targets(mapping)
    found = []
    for target, values in mapping.resolutions.items():
        heading = targets[target].heading if target in targets else target
        for value, said in values.items():
            outcome = "; ".join(said.get("values", ())) or Resolving(said["do"]).label
            found.append(
                {
                    "mark": f"{target}|{value}",
                    "target": target,
                    "column": heading,
                    "value": value,
                    "outcome": outcome,
                }
            )
    return found[:REMEMBERED_SHOWN]


def _sentences(refused) -> list[str]:
    return [refused.fault.sentence] if isinstance(refused, Unreadable) else refused.sentences


def _overtaken(stored) -> str:
    if stored is None:
        return _("Someone has deleted this mapping meanwhile.")
    return _(
        "%(who)s saved this mapping on %(when)s, after you had opened it, so nothing was saved. "
        "What you chose is below: look at it, and save again."
    ) % {
        "who": stored.changed_by or _("Someone"),
        "when": date_format(localtime(stored.changed_at), "DATETIME_FORMAT"),
    }
