"""The page of the desk: the text of a source, and the records that are made of it."""

from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from coop.admin.sites import admin_address
from coop.integrity import paragraphs


def source_to_read(model_admin, request, object_id):
    """The source of an address, with its text; refused to those who may not read it."""
    source = model_admin.record_or_404(request, object_id)
    if not model_admin.has_view_permission(request, source):
        raise PermissionDenied
    return source


def desk_view(model_admin, request, object_id):
    """The text on one side, the records on the other."""
    source = source_to_read(model_admin, request, object_id)
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Evidence desk"),
        "subtitle": str(source),
        "opts": model_admin.opts,
        "source": source,
        "back": admin_address(source),
        "paragraphs": paragraphs.split(source.text),
    }
    request.current_app = model_admin.admin_site.name
    return TemplateResponse(request, "admin/coop/desk/page.html", context)
