"""What became of a record: its versions, with who, when and why, and what each changed."""

from dataclasses import dataclass

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from reversion.models import Version

from coop.admin.restoring import RestoresVersions, may_restore, version_of
from coop.admin.sites import admin_address
from coop.curation import history
from coop.curation.history import Change

PAGE = 25
"""Versions that one page lists."""

TOLD = 6
"""Changes that the list tells of each version; all of them stand on the page that compares."""


@dataclass(frozen=True)
class Step:
    """One version: what it changed against the one before, as far as the list tells it.

    ``before`` is the id of the version before it; None in the first version, which is told
    by itself.
    """

    version: Version
    before: int | None
    changes: list[Change]
    more: int
    is_newest: bool


class HasHistory(RestoresVersions):
    """The pages of a record's versions: all of them, two compared, one restored."""

    object_history_template = "admin/coop/history/versions.html"

    def history_view(self, request, object_id, extra_context=None):
        obj = self.get_object(request, unquote(object_id))
        if obj is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_or_change_permission(request, obj):
            raise PermissionDenied
        root = self.root_of(obj)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "object": obj,
            "root": root,
            "address": admin_address(obj),
            "root_restore": f"admin:{root._meta.app_label}_{root._meta.model_name}_restore",
            "may_restore": may_restore(request.user, root),
        }
        if "older" in request.GET:
            template = "admin/coop/history/compare.html"
            context |= self._versions_compared(request, obj, root)
        else:
            template = self.object_history_template
            context |= self._versions_listed(request, obj, root)
        request.current_app = self.admin_site.name
        return TemplateResponse(request, template, context | (extra_context or {}))

    def _versions_listed(self, request, obj, root) -> dict:
        versions = Version.objects.get_for_object(root).select_related("revision__user")
        pages = Paginator(versions.order_by("-pk"), PAGE)
        page = pages.get_page(request.GET.get("page"))
        listed = list(page.object_list)
        before = list(versions.order_by("-pk")[page.end_index() : page.end_index() + 1])
        told = history.steps([*listed, *before])
        steps = []
        for place, version in enumerate(listed):
            changes = told[place] if place < len(told) else []
            earlier = [*listed, *before][place + 1 : place + 2]
            steps.append(
                Step(
                    version=version,
                    before=earlier[0].pk if earlier else None,
                    changes=changes[:TOLD],
                    more=len(changes[TOLD:]),
                    is_newest=page.number == 1 and place == 0,
                )
            )
        return {
            "title": _("History of “%(record)s”") % {"record": obj},
            "page": page,
            "steps": steps,
            "newer": steps[0].version.pk if steps else None,
            "older": steps[1].version.pk if len(steps) > 1 else None,
        }

    def _versions_compared(self, request, obj, root) -> dict:
        """Two versions side by side, the earlier first, whichever was chosen as which."""
        older = version_of(root, request.GET.get("older"))
        asked = request.GET.get("newer") or ""
        newer = version_of(root, asked) if asked else None
        if older is None or (asked and newer is None):
            raise Http404
        if newer is not None and newer.pk < older.pk:
            older, newer = newer, older
        return {
            "title": _("What changed in “%(record)s”") % {"record": obj},
            "older": older,
            "newer": newer,
            "changes": history.compare(root, older, newer),
        }
