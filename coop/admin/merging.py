"""Merging two records from their pages, the list of merges, and taking one back."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coop.admin import badges, duplicates
from coop.admin.labels import choosable, described
from coop.admin.selects import RecordChoiceField, RecordSelect
from coop.admin.sites import admin_address, site
from coop.curation import merging
from coop.curation.editing import StaleVersion
from coop.curation.merging import remembered
from coop.curation.merging.relations import relations_to
from coop.curation.merging.values import FORMER, KEPT, MERGED
from coop.models import Merge
from coop.models.base import Publishable
from coop.names import languages
from coop.names.fields import Line

CHOICE = "choice-"
"""What the names of controls begin with that choose between two values."""

REASON = Line(max_length=Merge._meta.get_field("reason").max_length)


class OtherForm(forms.Form):
    """Which record is the same thing as this one."""

    def __init__(self, *args, record, **kwargs):
        super().__init__(*args, **kwargs)
        field = relations_to(type(record))[0]
        records = choosable(type(record))
        self.record = record
        self.fields["other"] = RecordChoiceField(
            label=_("The other record"),
            queryset=records,
            widget=RecordSelect(field, site),
            help_text=_("It goes up in this one. You can turn them round on the next page."),
        )

    def clean_other(self):
        other = self.cleaned_data["other"]
        if other.pk == self.record.pk:
            raise ValidationError(_("This is one and the same record."))
        return other


class WhyForm(forms.Form):
    """Why two records are one, or why they are not after all."""

    reason = REASON.formfield(
        label=gettext_lazy("Why?"),
        help_text=gettext_lazy("Kept in the history of both, beside your name and the time."),
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )


@admin.action(description=gettext_lazy("Merge the two that are ticked"))
def merge_two(model_admin, request, queryset):
    """Lead to the plan of a merge of the two records that are ticked."""
    pair = list(queryset.order_by("pk")[:3])
    if len(pair) != 2:
        model_admin.message_user(request, _("Tick two records to merge."), messages.WARNING)
        return None
    kept, other = pair
    return HttpResponseRedirect(f"{admin_address(kept, 'merge')}?other={other.pk}")


class CanMerge(duplicates.ChecksForTwins):
    """Records of which two can turn out to be one thing."""

    def has_merge_permission(self, request):
        return self.has_change_permission(request) and self.has_delete_permission(request)

    def get_actions(self, request):
        actions = super().get_actions(request)
        # None in a small window, in which a record is chosen.
        if IS_POPUP_VAR not in request.GET and self.has_merge_permission(request):
            actions["merge_two"] = self.get_action(merge_two)
        return actions

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        return [
            path(
                "<path:object_id>/merge/",
                self.admin_site.admin_view(self.merge_view),
                name=f"{name}_merge",
            ),
            *super().get_urls(),
        ]

    def tools(self, request, obj):
        tools = super().tools(request, obj)
        if merging.may_merge(request.user, obj):
            address = admin_address(obj, "merge")
            tools = [*tools, {"label": _("Merge with…"), "address": address}]
        return tools

    def merge_view(self, request, object_id):
        """Choose the other record; look at the plan; merge."""
        kept = self.record_or_404(request, object_id)
        if not merging.may_merge(request.user, kept):
            raise PermissionDenied
        form = OtherForm(request.GET if "other" in request.GET else None, record=kept)
        if not form.is_bound or not form.is_valid():
            return self._ask_for_other(request, kept, form)
        other = form.cleaned_data["other"]
        if not merging.may_merge(request.user, other):
            raise PermissionDenied
        why = WhyForm(request.POST or None)
        if request.method == "POST":
            answer = self._merge(request, kept, other, why)
            if answer is not None:
                return answer
        return self._show_plan(request, kept, other, why)

    def _ask_for_other(self, request, kept, form):
        context = {"form": form, "media": self.media + form.media, "near": duplicates.of(kept)}
        return self._page(request, kept, "choose", {**context, "back": admin_address(kept)})

    def _merge(self, request, kept, other, why):
        """Write it; the page to go to, or None where something stands in the way."""
        if not why.is_valid():
            return None
        chosen = {
            name.removeprefix(CHOICE): value
            for name, value in request.POST.items()
            if name.startswith(CHOICE)
        }
        name = str(other)
        try:
            merging.merge(
                kept=kept,
                merged=other,
                reason=why.cleaned_data["reason"],
                seen=request.POST.get("seen", ""),
                choices=chosen,
                user=request.user,
            )
        except StaleVersion:
            why.add_error(
                None,
                _("One of them was changed by someone else meanwhile: this is the plan as of now."),
            )
            return None
        except ValidationError as error:
            why.add_error(None, error.messages)
            return None
        sentence = _("“%(other)s” was merged into “%(kept)s”.") % {"other": name, "kept": kept}
        self.log_change(request, kept, sentence)
        self.message_user(request, sentence, messages.SUCCESS)
        return HttpResponseRedirect(admin_address(kept))

    def _show_plan(self, request, kept, other, why):
        plan = merging.plan(kept, other)
        differences = [
            _drawn(difference, request.POST.get(f"{CHOICE}{difference.code}", KEPT))
            for difference in plan.differences
        ]
        context = {
            "plan": plan,
            "differences": differences,
            "sides": [_side(kept, is_kept=True), _side(other, is_kept=False)],
            "why": why,
            "turned": f"{admin_address(other, 'merge')}?other={kept.pk}",
            "back": admin_address(kept),
        }
        return self._page(request, kept, "plan", context)

    def _page(self, request, kept, name, context):
        context = {
            **self.admin_site.each_context(request),
            "title": _("Merge with…"),
            "opts": self.opts,
            "record": kept,
            **context,
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, f"admin/coop/merge/{name}.html", context)


LABELS = {
    KEPT: gettext_lazy("as the kept record has it"),
    MERGED: gettext_lazy("as the other has it"),
    FORMER: gettext_lazy("as the kept record has it; the other is a former name"),
}


def _drawn(difference, chosen: str) -> dict:
    """A difference as the page draws it, with its choices."""
    tag = difference.language
    return {
        "label": difference.label,
        "name": f"{CHOICE}{difference.code}",
        "language": tag,
        "direction": languages.direction(tag) if tag else "",
        "choices": [
            {
                "value": option,
                "text": difference.kept if option == KEPT else difference.merged,
                "label": LABELS[option],
                "is_chosen": option == chosen,
            }
            for option in difference.options
        ],
    }


def _side(record, *, is_kept: bool) -> dict:
    mark = badges.state if isinstance(record, Publishable) else badges.publicness
    return {
        "record": record,
        "described": described(record),
        "badge": mark(record),
        "address": admin_address(record),
        "is_kept": is_kept,
    }


def _find_kept(merges):
    """Give each merge, as ``kept``, the record that was kept; None where it is gone."""
    merges = list(merges)
    known = remembered.kept_by(merges)
    for merge in merges:
        merge.kept = known.get(merge.pk)


class MergeList(ChangeList):
    """A list of merges with the records that were kept."""

    def get_results(self, request):
        super().get_results(request)
        self.result_list = list(self.result_list)
        _find_kept(self.result_list)


@admin.register(Merge, site=site)
class MergeAdmin(admin.ModelAdmin):
    """What was merged, by whom and why; each can be undone."""

    list_display = (
        "merged_name",
        "kept_name",
        "kind_printed",
        "reason",
        "merged_by",
        "merged_at",
        "standing",
    )
    list_filter = ("kind", ("undone_at", admin.EmptyFieldListFilter))
    list_display_links = None
    change_list_template = "admin/coop/merge/change_list.html"
    list_select_related = ("merged_by", "undone_by")
    search_fields = ("kept_key", "merged_key", "reason")
    actions = None

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path(
                "duplicates/",
                view(duplicates.worklist_view(self.admin_site)),
                name="coop_merge_duplicates",
            ),
            path("<int:pk>/undo/", view(self.undo_view), name="coop_merge_undo"),
            *super().get_urls(),
        ]

    def get_changelist(self, request, **kwargs):
        return MergeList

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def changelist_view(self, request, extra_context=None):
        title = capfirst(self.opts.verbose_name_plural)
        return super().changelist_view(request, {"title": title, **(extra_context or {})})

    # ---- The list ----

    def get_list_display(self, request):
        def undo(merge):
            if not self._may_undo(request, merge):
                return ""
            address = reverse("admin:coop_merge_undo", args=[merge.pk])
            return format_html('<a href="{}">{}</a>', address, _("Undo"))

        undo.short_description = _("undo")
        return (*self.list_display, undo)

    @admin.display(description=gettext_lazy("kind"), ordering="kind")
    def kind_printed(self, merge):
        return remembered.model_of(merge)._meta.verbose_name

    @admin.display(description=gettext_lazy("record that went"))
    def merged_name(self, merge):
        return badges.wording(remembered.names_of(merge))

    @admin.display(description=gettext_lazy("into"))
    def kept_name(self, merge):
        return duplicates.link_to(merge.kept) if merge.kept else merge.kept_key

    @admin.display(description=gettext_lazy("undone"), ordering="undone_at")
    def standing(self, merge):
        if merge.undone_at is None:
            return ""
        when = date_format(localtime(merge.undone_at), "DATETIME_FORMAT")
        return f"{when}, {merge.undone_by}" if merge.undone_by else when

    # ---- Undoing ----

    def _may_undo(self, request, merge) -> bool:
        return merge.kept is not None and remembered.may_undo(request.user, merge, merge.kept)

    def undo_view(self, request, pk):
        merge = Merge.objects.filter(pk=pk).first()
        if merge is None:
            raise Http404
        _find_kept([merge])
        if not self._may_undo(request, merge):
            raise PermissionDenied
        why = WhyForm(request.POST or None)
        if request.method == "POST" and why.is_valid():
            answer = self._undo(request, merge, why)
            if answer is not None:
                return answer
        context = {
            **self.admin_site.each_context(request),
            "title": _("Undo a merge"),
            "opts": self.opts,
            "merge": merge,
            "names": str(remembered.names_of(merge)),
            "why": why,
            "back": reverse("admin:coop_merge_changelist"),
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, "admin/coop/merge/undo.html", context)

    def _undo(self, request, merge, why):
        try:
            undone = merging.undo(merge=merge, reason=why.cleaned_data["reason"], user=request.user)
        except ValidationError as error:
            why.add_error(None, error.messages)
            return None
        sentence = _("“%(record)s” is a record of its own again.") % {"record": undone.record}
        self.message_user(request, sentence, messages.SUCCESS)
        for left in undone.left:
            self.message_user(request, left, messages.WARNING)
        return HttpResponseRedirect(admin_address(undone.record))
