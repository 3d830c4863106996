"""Files that staff upload: their list, and the page that takes one in."""

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from coop.admin import badges, plans
from coop.admin.sites import admin_address, site
from coop.admin.uploading import UploadForm
from coop.exchange import applying, waiting
from coop.models import Import
from coop.vocabulary.imports import ImportState

STATE_SHAPES = {ImportState.WAITING: "◔", ImportState.APPLIED: "●", ImportState.DISMISSED: "✕"}


@admin.action(description=gettext_lazy("Set aside"), permissions=["view"])
def set_aside(model_admin, request, queryset):
    """Close uploads that wait, without applying them."""
    try:
        closed = waiting.set_aside(uploads=queryset, user=request.user)
    except applying.Refused as refused:
        for sentence in refused.sentences:
            messages.error(request, sentence)
        return
    for upload in closed:
        model_admin.log_change(request, upload, _("Set aside"))
    sentence = ngettext(
        "%(number)d upload was set aside; its file is deleted.",
        "%(number)d uploads were set aside; their files are deleted.",
        len(closed),
    )
    messages.success(request, sentence % {"number": len(closed)})


@admin.register(Import, site=site)
class ImportAdmin(admin.ModelAdmin):
    """Staff see their own uploads; with the right to view imports, everyone's."""

    change_list_template = "admin/coop/import/change_list.html"
    list_display = (
        "file_printed",
        "reading",
        "state_badge",
        "outcome",
        "uploaded_by",
        "uploaded_at",
    )
    list_filter = ("state", "reading")
    list_per_page = 50
    search_fields = ("file_name", "sha256")
    search_help_text = gettext_lazy("Part of a file’s name, or its SHA-256.")
    actions = (set_aside,)

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path(
                "<path:object_id>/plan.<str:form>",
                view(self._of_one(plans.file_view)),
                name="coop_import_plan",
            ),
            path(
                "<path:object_id>/faults.csv",
                view(self._of_one(plans.faults_view)),
                name="coop_import_faults",
            ),
            *super().get_urls(),
        ]

    # ---- Who may ----

    def get_queryset(self, request):
        uploads = Import.objects.for_list()
        if request.user.has_perm("coop.view_import"):
            return uploads
        return uploads.filter(uploaded_by=request.user)

    def get_object(self, request, object_id, from_field=None):
        """Anyone's: that it is somebody else's is a matter of permission."""
        if not object_id.isdecimal() or len(object_id) > plans.LONGEST_NUMBER:
            return None
        return (
            Import.objects.select_related("uploaded_by", "applied_by").filter(pk=object_id).first()
        )

    def has_view_permission(self, request, obj=None):
        user = request.user
        return user.has_perm("coop.view_import") or (
            user.has_perm("coop.add_import") and (obj is None or obj.uploaded_by_id == user.pk)
        )

    def has_change_permission(self, request, obj=None):
        """It is no form: an upload is applied or set aside as a whole."""
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    # ---- Pages ----

    def changelist_view(self, request, extra_context=None):
        stale = self.get_queryset(request).stale(timezone.now())
        if request.method == "POST" and "_set_aside_stale" in request.POST:
            if not self.has_view_permission(request):
                raise PermissionDenied
            set_aside(self, request, stale)
            return HttpResponseRedirect(request.get_full_path())
        context = {"title": _("Imports"), "stale": stale.count(), **(extra_context or {})}
        return super().changelist_view(request, context)

    def add_view(self, request, form_url="", extra_context=None):
        if not self.has_add_permission(request):
            raise PermissionDenied
        if request.method == "POST":
            form = UploadForm(request.POST, request.FILES)
            if form.is_valid() and (upload := self._kept(request, form)):
                return HttpResponseRedirect(admin_address(upload))
        else:
            form = UploadForm(initial={"source": request.GET.get("source", "")})
        context = {
            **self.admin_site.each_context(request),
            "title": _("Import a file"),
            "opts": self.opts,
            "form": form,
            "may_map": request.user.has_perm("coop.add_columnmapping"),
            "may_list": self.has_view_permission(request),
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, "admin/coop/import/upload.html", context)

    def _kept(self, request, form) -> Import | None:
        """The upload, planned; None, with the reason in the form, where it cannot be kept."""
        given = form.cleaned_data
        try:
            upload = waiting.keep(
                file=given["file"].file,
                name=given["file"].name,
                reading=given["reading"],
                mapping=given["mapping"],
                source=given["source"],
                reason=given["reason"],
                user=request.user,
            )
        except applying.Refused as refused:
            for sentence in refused.sentences:
                form.add_error(None, sentence)
            return None
        self.log_addition(request, upload, _("Uploaded"))
        return upload

    def change_view(self, request, object_id, form_url="", extra_context=None):
        return self._of_one(plans.plan_view)(request, object_id)

    def _of_one(self, page):
        """A page about one upload, for those who may see it."""

        def view(request, object_id, **arguments):
            upload = self.get_object(request, unquote(object_id))
            if not self.has_view_permission(request, upload):
                raise PermissionDenied
            if upload is None:
                return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
            return page(self, request, upload, **arguments)

        return view

    # ---- Lists ----

    @admin.display(description=gettext_lazy("file"), ordering="file_name")
    def file_printed(self, upload):
        return format_html("<bdi>{}</bdi>", upload.file_name)

    @admin.display(description=gettext_lazy("state"), ordering="state")
    def state_badge(self, upload):
        shape = STATE_SHAPES[upload.state]
        return badges.badge("import", upload.state, shape, upload.get_state_display())

    @admin.display(description=gettext_lazy("what it does"))
    def outcome(self, upload):
        return plans.outcome(upload)
