"""What became of a record: its versions, with who, when and why."""

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from reversion.models import Version

from coop.admin.sites import admin_address


class HasHistory:
    """The page of a record's versions."""

    object_history_template = "admin/coop/history.html"

    def history_view(self, request, object_id, extra_context=None):
        obj = self.get_object(request, unquote(object_id))
        if obj is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_or_change_permission(request, obj):
            raise PermissionDenied
        versions = Version.objects.get_for_object(self.root_of(obj))
        context = {
            **self.admin_site.each_context(request),
            "title": _("History of “%(record)s”") % {"record": obj},
            "opts": self.opts,
            "object": obj,
            "address": admin_address(obj),
            "versions": versions.select_related("revision__user").order_by("-pk")[:500],
            **(extra_context or {}),
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, self.object_history_template, context)
