"""Records that may be one thing: a question when one is entered, and a list to work through."""

import json
from functools import lru_cache
from itertools import islice

from django.core.exceptions import BadRequest, PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from coop.admin.labels import choosable, described
from coop.admin.sites import admin_address
from coop.curation import distinguishing, editing, merging
from coop.models import Distinction, Generation
from coop.models.base import Record
from coop.search import duplicates, twins
from coop.search.duplicates import KINDS, Near

IS_ANOTHER = "_is_another"
"""The hidden field of a form that has asked already."""

LISTED = 500
"""Pairs of a kind that are looked for at a time: when they are settled, others come."""

ON_A_PAGE = 25


def of(record) -> list[Near]:
    """Records that may be the same thing as one that is there."""
    return near_to(type(record), record)


def near_to(model, record) -> list[Near]:
    """Records near to one as it stands in memory, saved or not."""
    kind = KINDS[model]
    if getattr(record, "is_state", False):
        return []
    country = getattr(record, "country_id", None)
    place = getattr(record, "place", None) if "place__country" in kind.country else None
    dates = (None, None)
    if kind.dates:
        dates = tuple(getattr(record, f"{kind.dates}_{end}") for end in ("earliest", "latest"))
    return duplicates.near(
        model,
        getattr(record, kind.names),
        country or (place.country_id if place else None),
        record.key,
        short=getattr(record, kind.short) if kind.short else None,
        dates=dates,
        part_of=getattr(record, f"{kind.part_of}_id") if kind.part_of else None,
    )


class AsksForTwins:
    """Mixed into the form of a new record: asks once whether it is not there already."""

    near: tuple[Near, ...] = ()

    def clean(self):
        cleaned = super().clean()
        self._may_ask = IS_ANOTHER not in self.data
        return cleaned

    def _post_clean(self):
        super()._post_clean()
        if self._may_ask and not self.errors:
            self.near = tuple(near_to(self._meta.model, self.instance))
            if self.near:
                self.add_error(
                    None,
                    ValidationError(
                        _("It may be in the registry already: look at those below."), code="near"
                    ),
                )


class ChecksForTwins:
    """Mixed into admins of what can be entered twice."""

    def get_form(self, request, obj=None, change=False, **kwargs):
        if not change:
            kwargs.setdefault("form", type(self.form)("Asking", (AsksForTwins, self.form), {}))
        return super().get_form(request, obj, change=change, **kwargs)

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        return [
            path(
                "<path:object_id>/chosen/",
                self.admin_site.admin_view(self.chosen_view),
                name=f"{name}_chosen",
            ),
            *super().get_urls(),
        ]

    def chosen_view(self, request, object_id):
        """Close a small window with the record that is there, as if it had been added."""
        record = self.record_or_404(request, object_id)
        if not self.has_view_or_change_permission(request, record):
            raise PermissionDenied
        chosen = {"value": str(record.pk), "obj": described(record)}
        context = {"popup_response_data": json.dumps(chosen)}
        return TemplateResponse(request, "admin/popup_response.html", context)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        near = getattr(context["adminform"].form, "near", ())
        context["near"] = [
            {
                "record": one.record,
                "described": described(one.record),
                "why": one.why,
                "address": admin_address(one.record),
                "chosen": admin_address(one.record, "chosen"),
            }
            for one in near
        ]
        context["has_asked"] = add and (bool(near) or IS_ANOTHER in request.POST)
        return super().render_change_form(request, context, add, change, form_url, obj)


# ---- The list ----


@lru_cache(len(KINDS))
def _pairs(model, _mark: tuple[int, int]) -> tuple[twins.Pair, ...]:
    """The pairs of a kind, found once for each state of the registry."""
    return tuple(islice(twins.pairs(model), LISTED))


def pairs(model) -> list[twins.Pair]:
    """Pairs that may be one thing, and of which nobody has said that they are two."""
    found = _pairs(model, Generation.objects.current())
    if not found:
        return []
    said = Distinction.objects.pairs(model._meta.model_name)
    ids = {pk for pair in found for pk in (pair.first, pair.second)}
    keys = dict(model._base_manager.filter(pk__in=ids).values_list("pk", "key"))
    return [
        pair
        for pair in found
        if {pair.first, pair.second} <= keys.keys()
        and tuple(sorted((keys[pair.first], keys[pair.second]))) not in said
    ]


def worklist_view(admin_site):
    """The page of probable duplicates, of one kind at a time."""

    def view(request):
        seen = [
            model
            for model in KINDS
            if admin_site._registry[model].has_view_or_change_permission(request)
        ]
        if not seen:
            raise PermissionDenied
        asked = request.GET.get("kind", seen[0]._meta.model_name)
        model = next((one for one in KINDS if one._meta.model_name == asked), None)
        if model is None:
            raise Http404
        if model not in seen:
            raise PermissionDenied
        if request.method == "POST":
            return _not_the_same(request, model)
        return _listed(request, admin_site, model, seen)

    return view


def _listed(request, admin_site, model, seen):
    found = pairs(model)
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    ids = {pk for pair in page for pk in (pair.first, pair.second)}
    records = choosable(model).in_bulk(ids)
    may_distinguish = request.user.has_perm("coop.add_distinction")
    rows = [
        {
            "sides": [
                {"record": one, "described": described(one), "address": admin_address(one)}
                for one in both
            ],
            "why": pair.like.why,
            "merge": _merge_address(request.user, *both),
            "keys": " ".join(one.key for one in both),
        }
        for pair in page
        if (both := [records[pk] for pk in (pair.first, pair.second) if pk in records])[1:]
    ]
    context = {
        **admin_site.each_context(request),
        "title": _("Probable duplicates"),
        "kinds": [
            {
                "name": capfirst(one._meta.verbose_name_plural),
                "query": urlencode({"kind": one._meta.model_name}),
                "is_current": one is model,
            }
            for one in seen
        ],
        "kind": model._meta.model_name,
        "rows": rows,
        "page": page,
        "count": len(found),
        "is_cut": len(found) >= LISTED,
        "may_distinguish": may_distinguish,
    }
    request.current_app = admin_site.name
    return TemplateResponse(request, "admin/coop/merge/duplicates.html", context)


def _merge_address(user, one, other) -> str:
    if type(one) not in merging.MERGEABLE or not merging.may_merge(user, one, other):
        return ""
    return f"{admin_address(one, 'merge')}?other={other.pk}"


def _not_the_same(request, model):
    if not request.user.has_perm("coop.add_distinction"):
        raise PermissionDenied
    keys = request.POST.get("keys", "").split()
    both = list(model._base_manager.filter(key__in=keys))
    if len(keys) != 2 or len(both) != 2:
        raise BadRequest(_("Say which two records are not the same."))
    distinguishing.distinguish(*both, user=request.user)
    query = urlencode({"kind": model._meta.model_name, "page": request.POST.get("page", "1")})
    return HttpResponseRedirect(f"{reverse('admin:coop_merge_duplicates')}?{query}")


def link_to(record: Record):
    """The record's name as a link to its page on the staff side."""
    return format_html('<a href="{}"><bdi>{}</bdi></a>', admin_address(record), record)


def publishes(user, record) -> bool:
    """Whether the user may change what the public sees of this kind."""
    return editing.may_publish(user, type(record))
