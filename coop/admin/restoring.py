"""Pages that restore a version of a record, or a record that was deleted, after asking."""

from django.contrib import messages
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db import IntegrityError
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from reversion.models import Version

from coop.admin.forms import REASON_MAX_LENGTH
from coop.admin.pages import RecordPage
from coop.admin.sites import admin_address
from coop.curation import editing, restoring
from coop.curation.editing import StaleVersion
from coop.curation.versions import FOLLOWED
from coop.models.base import Part

PAGE = 50
"""Deleted records that one page lists."""

LONGEST_NUMBER = 18


def may_restore(user, record) -> bool:
    """Whether the user may bring an earlier version back: who may change the record may."""
    return editing.may_change(user, record)


def version_of(record, number: str | None) -> Version | None:
    """The version of this record with that number, which may be anything."""
    if not (number and number.isascii() and number.isdecimal()) or len(number) > LONGEST_NUMBER:
        return None
    versions = Version.objects.get_for_object(record).select_related("revision__user")
    return versions.filter(pk=number).first()


class RestoresVersions(RecordPage):
    """A version is restored from the history of its record; a deleted record from a list."""

    @property
    def has_versions(self) -> bool:
        """Whether records of this kind have a history of their own; parts have their record's."""
        return self.model in FOLLOWED and not issubclass(self.model, Part)

    def get_urls(self):
        if not self.has_versions:
            return super().get_urls()
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        view = self.admin_site.admin_view
        return [
            path("deleted/", view(self.deleted_view), name=f"{name}_deleted"),
            path(
                "deleted/<int:version>/",
                view(self.restore_deleted_view),
                name=f"{name}_restore_deleted",
            ),
            path(
                "<path:object_id>/restore/<int:version>/",
                view(self.restore_view),
                name=f"{name}_restore",
            ),
            *super().get_urls(),
        ]

    def changelist_view(self, request, extra_context=None):
        context = dict(extra_context or {})
        if self.has_versions and self.has_add_permission(request):
            context["deleted_address"] = self._page_address("deleted")
        return super().changelist_view(request, context)

    def _page_address(self, page: str, *arguments) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{page}", args=arguments)

    # ---- A version ----

    def restore_view(self, request, object_id, version):
        record = self.record_or_404(request, object_id)
        if not may_restore(request.user, record):
            raise PermissionDenied
        found = version_of(record, str(version))
        if found is None:
            raise Http404
        history = admin_address(record, "history")
        return self._ask_or_restore(request, found, back=history)

    # ---- Deleted records ----

    def deleted_view(self, request):
        """The deleted records of this kind, and the way to those of the others."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        pages = Paginator(restoring.deleted(self.model), PAGE)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Deleted records: %(kind)s") % {"kind": self.opts.verbose_name_plural},
            "opts": self.opts,
            "page": pages.get_page(request.GET.get("page")),
            "kinds": self._kinds(request),
            "may_restore": self._may_bring_back(request),
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, "admin/coop/history/deleted.html", context)

    def restore_deleted_view(self, request, version):
        if not self._may_bring_back(request):
            raise PermissionDenied
        kind = ContentType.objects.get_for_model(self.model)
        versions = Version.objects.filter(content_type=kind).select_related("revision__user")
        found = versions.filter(pk=version).first() if version < 10**LONGEST_NUMBER else None
        if found is None:
            raise Http404
        standing = self.model._base_manager.filter(pk=found.object_id).first()
        if standing is not None:
            sentence = _("“%(record)s” has been restored already.") % {"record": standing}
            self.message_user(request, sentence, messages.INFO)
            return HttpResponseRedirect(admin_address(standing))
        return self._ask_or_restore(request, found, back=self._page_address("deleted"))

    def _may_bring_back(self, request) -> bool:
        return self.has_add_permission(request) and self.has_change_permission(request)

    def _kinds(self, request) -> list[dict]:
        """Every kind of record of which this user may see the deleted ones."""
        found = []
        for model, model_admin in self.admin_site._registry.items():
            if not isinstance(model_admin, RestoresVersions) or not model_admin.has_versions:
                continue
            if model_admin.has_add_permission(request):
                label = capfirst(str(model._meta.verbose_name_plural))
                found.append(
                    {
                        "label": label,
                        "address": model_admin._page_address("deleted"),
                        "is_current": model is self.model,
                    }
                )
        return sorted(found, key=lambda kind: kind["label"])

    # ---- Both ----

    def _ask_or_restore(self, request, version, back: str):
        """Show what would change; do it when the answer comes, on top of what was shown."""
        problems: list[str] = []
        reason = ""
        if request.method == "POST":
            reason = request.POST.get("reason", "").strip()[:REASON_MAX_LENGTH]
            seen = request.POST.get("_version", "")
            try:
                record = restoring.restore(
                    version=version, seen=seen, reason=reason, user=request.user
                )
            except StaleVersion:
                problems = [
                    _("Someone else has saved this record meanwhile: look at it again below.")
                ]
            except ValidationError as error:
                problems = list(error.messages)
            except IntegrityError:
                problems = [_("The registry could not keep this. Nothing was restored.")]
            else:
                sentence = _("“%(record)s” is restored.") % {"record": record}
                self.log_change(request, record, _("Restored an earlier version."))
                self.message_user(request, sentence, messages.SUCCESS)
                return HttpResponseRedirect(admin_address(record))
        plan = restoring.plan(version)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Restore “%(record)s”") % {"record": plan.record or version.object_repr},
            "opts": self.opts,
            "plan": plan,
            "version": version,
            "problems": [one for one in problems if one not in plan.obstacles],
            "reason": reason,
            "reason_length": REASON_MAX_LENGTH,
            "back": back,
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, "admin/coop/history/restore.html", context)
