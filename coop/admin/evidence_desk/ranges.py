"""Paragraphs that make no claim: marked and unmarked at the desk, with the reason."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coop.admin.evidence_desk.opening import desk_address, source_to_read
from coop.admin.evidence_desk.saving import (
    WithReason,
    answer,
    done,
    may_change,
    refuse_who_may_not,
    written,
)
from coop.curation import texts
from coop.models.paragraphs import LAST_PARAGRAPH
from coop.vocabulary.sources import NoClaimReason

UNMARKED = "none"


class RangeForm(WithReason):
    """Paragraphs from the first to the last, and why they make no claim."""

    first = forms.IntegerField(
        label=gettext_lazy("From paragraph"), min_value=1, max_value=LAST_PARAGRAPH
    )
    last = forms.IntegerField(
        label=gettext_lazy("to paragraph"),
        min_value=1,
        max_value=LAST_PARAGRAPH,
        required=False,
        help_text=gettext_lazy("Empty: this one alone."),
    )
    mark = forms.ChoiceField(
        label=gettext_lazy("Mark"),
        choices=[*NoClaimReason.choices, (UNMARKED, gettext_lazy("no mark: they may make claims"))],
    )

    def clean(self):
        cleaned = super().clean()
        first = cleaned.get("first")
        if first is not None:
            cleaned["last"] = cleaned.get("last") or first
            if cleaned["last"] < first:
                self.add_error("last", _("The range runs backwards."))
        return cleaned

    @property
    def is_marking(self) -> bool:
        return self.cleaned_data["mark"] != UNMARKED

    @property
    def paragraphs(self) -> range:
        return range(self.cleaned_data["first"], self.cleaned_data["last"] + 1)


def ranges_view(model_admin, request, object_id):
    """Mark some paragraphs of a source as making no claim, or take their mark away."""
    source = source_to_read(model_admin, request, object_id)
    refuse_who_may_not(request, source)
    asked = {name: request.GET[name] for name in ("first", "last") if name in request.GET}
    form = RangeForm(request.POST or None, initial=asked)
    if request.method == "POST" and form.is_valid():
        warnings = written(request, form, source, lambda: _changed(source, form))
        if warnings is not None:
            said = _("Marked as making no claim.") if form.is_marking else _("The mark is gone.")
            model_admin.log_change(request, source, said)
            return done(request, source, said, form.paragraphs, warnings)
    context = {
        "title": _("Paragraphs that make no claim"),
        "box": box(model_admin, request, source),
    }
    return answer(model_admin, request, source, form, "admin/coop/desk/_ranges_form.html", context)


def _changed(source, form) -> list[str]:
    """What to think of, when it is done."""
    first, last = form.cleaned_data["first"], form.cleaned_data["last"]
    if form.is_marking:
        reason = form.cleaned_data["mark"]
        return texts.mark(source=source, first=first, last=last, reason=reason)
    texts.unmark(source=source, first=first, last=last)
    return []


def box(model_admin, request, source) -> dict | None:
    """What stands above the text at the desk: the ranges that are marked."""
    return {
        "template": "admin/coop/desk/_ranges.html",
        "ranges": [
            {**one, "label": str(NoClaimReason(one["reason"]).label)} for one in source.no_claim
        ],
        "address": desk_address(source, "ranges") if may_change(request, source) else "",
    }
