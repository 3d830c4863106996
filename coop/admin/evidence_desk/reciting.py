"""Claims that stand on a worse source, one by one, each to be followed to a better one."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coop.admin.base import WORKING_SOURCE
from coop.admin.evidence import citation_field
from coop.admin.evidence_desk.forms import ParagraphsField
from coop.admin.evidence_desk.opening import desk_address, desk_media, source_to_read
from coop.admin.evidence_desk.reading import Reading, Shown
from coop.admin.evidence_desk.saving import WithReason, written
from coop.admin.selects import record_field
from coop.curation import citing, editing, reasons, reciting
from coop.models import Citation

LONGEST_NUMBER = 18


class BetterForm(WithReason):
    """The source that tells the same better; asked for by the address."""

    better = record_field(
        Citation._meta.get_field("source"),
        label=gettext_lazy("The better source"),
        required=True,
        help_text=gettext_lazy("Its citations take the place of those below, which are kept."),
    )

    field_order = ("better", "change_reason")


class ClaimForm(WithReason):
    """Where the better source makes the claim of one citation."""

    paragraphs = ParagraphsField(required=False)
    as_named = citation_field("as_named")
    basis = citation_field("basis")
    note = citation_field("note")
    is_heeded = forms.BooleanField(
        label=gettext_lazy("It is as I want it"), required=False, widget=forms.HiddenInput
    )

    field_order = ("paragraphs", "as_named", "basis", "note", "change_reason", "is_heeded")

    def __init__(self, *args, is_public: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.warnings: list[str] = []
        self.fields["paragraphs"].label = _("Paragraph there")
        if not is_public:
            del self.fields["change_reason"]

    @property
    def in_a_line(self) -> list:
        """The fields that are filled in for each claim, without their help."""
        return [self[name] for name in ("paragraphs", "as_named", "basis")]

    @property
    def folded(self) -> list:
        return [self[name] for name in ("note", "change_reason") if name in self.fields]

    @property
    def is_more_needed(self) -> bool:
        """Whether something is wrong in, or lacks from, the fields that are folded away."""
        return any(field.errors or not field.value() for field in self.folded[1:]) or any(
            field.errors or field.value() for field in self.folded[:1]
        )

    def heeds(self, source) -> bool:
        """Whether the editor has seen every warning; they are noted if not."""
        cleaned = self.cleaned_data
        if cleaned["is_heeded"]:
            return True
        names = {name: cleaned[name] for name in ("paragraphs", "as_named")}
        self.warnings = citing.doubts(source=source, **names)
        if self.warnings:
            self.fields["is_heeded"].widget = forms.CheckboxInput()
        return not self.warnings


@dataclass
class Row:
    """One citation of the worse source: the form that replaces it, or why there is none."""

    shown: Shown
    version: str
    form: ClaimForm | None
    hindrance: str
    better: Citation | None = None


def recite_view(model_admin, request, object_id):
    """Every claim that the source carries, each with the place where a better one makes it."""
    source = source_to_read(model_admin, request, object_id)
    chosen = BetterForm(request.GET or None)
    better = chosen.cleaned_data["better"] if chosen.is_bound and chosen.is_valid() else None
    if better is not None and better.pk == source.pk:
        chosen.add_error("better", _("Choose another source: a better one."))
        better = None
    claims = _claims(source, request.user)
    sent = None
    if request.method == "POST":
        sent = _row(request, _one(claims, request.POST.get("citation", "")), chosen, is_sent=True)
        if "_undo" in request.POST:
            said = _undone(request, sent)
        else:
            said = _recited(request, sent, better) if better is not None else None
        if said:
            request.session[WORKING_SOURCE] = (better or source).pk
            messages.success(request, said)
            return HttpResponseRedirect(f"{request.get_full_path()}#claims")
    rows = [
        sent
        if sent is not None and shown.citation.pk == sent.shown.citation.pk
        else _row(request, shown, chosen)
        for shown in claims
    ]
    _add_better(rows)
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Recite"),
        "opts": model_admin.opts,
        "source": source,
        "chosen": chosen,
        "better": better,
        "standing": [row for row in rows if not row.shown.is_replaced],
        "replaced": [row for row in rows if row.shown.is_replaced],
        "back": desk_address(source),
        "media": desk_media(model_admin),
        "address": request.get_full_path(),
        "step_template": "admin/coop/desk/_recite.html",
    }
    request.current_app = model_admin.admin_site.name
    return TemplateResponse(request, "admin/coop/desk/step.html", context)


def _claims(source, user) -> list[Shown]:
    """The claims that the user may read, each citation once, paragraph by paragraph."""
    reading = Reading(source, user)
    found: dict[int, Shown] = {}
    for shown in [
        *(shown for paragraph in reading.all_paragraphs for shown in paragraph.claims),
        *reading.as_a_whole,
    ]:
        found.setdefault(shown.citation.pk, shown)
    return list(found.values())


def _one(claims: list[Shown], named: str) -> Shown:
    for shown in claims:
        if str(shown.citation.pk) == named[:LONGEST_NUMBER]:
            return shown
    raise Http404


def _row(request, shown: Shown, chosen: BetterForm, *, is_sent: bool = False) -> Row:
    form, hindrance = None, ""
    citation = shown.citation
    if editing.may_change(request.user, shown.record):
        why = chosen.data.get("change_reason", "") if chosen.is_bound else ""
        form = ClaimForm(
            request.POST if is_sent else None,
            prefix=f"c{citation.pk}",
            is_public=reasons.has_been_seen(shown.record),
            initial={"basis": citation.basis, "note": citation.note, "change_reason": why},
        )
    else:
        hindrance = _("“%(record)s” is not yours to change here.") % {"record": shown.record}
    return Row(shown, editing.version_of(shown.record), form, hindrance)


def _recited(request, row: Row, better) -> str | None:
    """What was done; None, with the reason at the row's form, where nothing was."""
    form: Any = row.form
    if form is None or not form.is_valid() or not form.heeds(better):
        return None
    new = _written(
        request,
        row,
        lambda: reciting.recite(
            citation=row.shown.citation,
            source=better,
            **{name: form.cleaned_data[name] for name in ("paragraphs", "as_named")},
            **{name: form.cleaned_data[name] for name in ("basis", "note")},
            user=request.user,
        ),
    )
    if new is None:
        return None
    words = {"claim": row.shown.name, "better": new}
    return _("“%(claim)s” now stands on “%(better)s”.") % words


def _undone(request, row: Row) -> str | None:
    form: Any = row.form
    if form is None:
        return None
    form.fields["basis"].required = False
    if not form.is_valid():
        return None
    citation = row.shown.citation
    done = _written(request, row, lambda: reciting.unrecite(citation=citation, user=request.user))
    return None if done is None else _("“%(old)s” stands again.") % {"old": citation}


def _written(request, row: Row, write):
    done = written(request, row.form, row.shown.record, write)
    if row.form is not None and row.form.standing:
        row.version = row.form.standing
    elif done is None:
        row.version = request.POST.get("_version", row.version)
    return done


def _add_better(rows: list[Row]):
    """Name what replaced those that are replaced."""
    wanted = {row.shown.citation.replaced_by_id for row in rows} - {None}
    found = Citation.objects.filter(pk__in=wanted).select_related("source").defer("source__text")
    known = {citation.pk: citation for citation in found}
    for row in rows:
        row.better = known.get(row.shown.citation.replaced_by_id)
