"""Lists as sheets: what is filtered now, and templates to fill in."""

import tempfile

from django.contrib import messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _

from coop.admin import downloads
from coop.exchange.sheets.templates import template
from coop.exchange.sheets.writing import TooLong, table, write_xlsx

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TYPES = {"csv": downloads.CSV, "xlsx": WORKBOOK}


class HasSheets:
    """A list that can be taken out as a sheet of ``sheet_kind``, and filled in as one."""

    sheet_kind = ""

    def get_urls(self):
        view = self.admin_site.admin_view
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        return [
            path("export.<str:form>", view(self.export_view), name=f"{name}_export"),
            path("template.<str:form>", view(self.template_view), name=f"{name}_template"),
            *super().get_urls(),
        ]

    def changelist_view(self, request, extra_context=None):
        query = request.GET.urlencode()
        now = f"?{query}" if query else ""
        links = [
            {"label": _("Export as CSV"), "address": self._address("export", "csv") + now},
            {"label": _("Export as XLSX"), "address": self._address("export", "xlsx") + now},
            {"label": _("Template (XLSX)"), "address": self._address("template", "xlsx")},
            {"label": _("Template (CSV)"), "address": self._address("template", "csv")},
        ]
        return super().changelist_view(request, {"sheets": links, **(extra_context or {})})

    def _address(self, page: str, form: str) -> str:
        return reverse(f"admin:coop_{self.opts.model_name}_{page}", args=[form])

    def _refused(self, request, form: str):
        """The answer to what is not asked for as it should be."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        if form not in TYPES:
            raise Http404
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        return None

    def export_view(self, request, form: str):
        """The records of the list as it is filtered now, drafts included."""
        if refused := self._refused(request, form):
            return refused
        listed = reverse(f"admin:coop_{self.opts.model_name}_changelist")
        try:
            records = self._listed(request)
        except IncorrectLookupParameters:
            return redirect(f"{listed}?e=1")
        name = f"{self.sheet_kind}.{form}"
        if form == "csv":
            return downloads.csv(table(self.sheet_kind, records), name)
        file = tempfile.TemporaryFile(prefix="registry-sheet-")  # noqa: SIM115 -- the response closes it
        try:
            write_xlsx(self.sheet_kind, records, file)
        except TooLong as too_long:
            file.close()
            messages.error(request, str(too_long))
            return redirect(f"{listed}?{request.GET.urlencode()}")
        file.seek(0)
        return FileResponse(file, headers=downloads.headers(name, WORKBOOK))

    def _listed(self, request):
        listed = self.get_changelist_instance(request)
        records = self.model._default_manager.all()
        if listed.query or listed.get_filters_params():
            records = records.filter(pk__in=listed.queryset.order_by().values("pk"))
        return records

    def template_view(self, request, form: str):
        """A sheet with headings and an example, to fill in and upload."""
        if refused := self._refused(request, form):
            return refused
        name = f"{self.sheet_kind}-template.{form}"
        return HttpResponse(
            template(self.sheet_kind, form), headers=downloads.headers(name, TYPES[form])
        )
