"""What the registry suggests at the desk: a draft agreement, decided on claim by claim."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from coop.admin.evidence_desk.opening import (
    desk_address,
    name_of,
    source_to_read,
    working_record,
)
from coop.admin.labels import choosable, described
from coop.curation import accepting, editing
from coop.dates.words import in_words
from coop.models import Agreement
from coop.recognition.candidates import MODELS
from coop.recognition.drafts import Claimed, Suggestion, draft
from coop.vocabulary.records import BASIS_MARKS, Basis, State

NEW = "new"
SHOWN = "suggested"
"""In the address of the desk: the suggestions stand open."""

HEADING = "suggestions"


@dataclass(frozen=True)
class Shown:
    """A suggestion as the page prints it."""

    suggestion: Suggestion
    choices: tuple[tuple[str, str], ...] = ()
    """Keys of what the words may be, with a line that tells them apart; empty for one alone."""

    @property
    def name(self) -> str:
        return self.suggestion.name

    @property
    def kind(self) -> str:
        return capfirst(Claimed(self.suggestion.claimed).label)

    @property
    def sign(self) -> str:
        return BASIS_MARKS[self.suggestion.basis]

    @property
    def basis(self) -> str:
        return str(Basis(self.suggestion.basis).label)

    @property
    def meaning(self) -> str:
        """What it is taken for, when there is no choice."""
        if self.suggestion.edtf:
            return in_words(self.suggestion.edtf)
        return self.suggestion.candidates[0].label


def _shown(made: Iterable[Suggestion]) -> list[Shown]:
    """The suggestions with the lines that tell candidates apart, read kind by kind."""
    doubtful = [one for one in made if len(one.candidates) > 1]
    behind = {candidate for one in doubtful for candidate in one.candidates}
    lines = {}
    for kind in {candidate.kind for candidate in behind}:
        pks = [candidate.pk for candidate in behind if candidate.kind == kind]
        for record in choosable(MODELS[kind]).filter(pk__in=pks):
            lines[kind, record.pk] = described(record)
    return [
        Shown(
            one,
            tuple((c.key, lines.get((c.kind, c.pk), c.label)) for c in one.candidates)
            if one in doubtful
            else (),
        )
        for one in made
    ]


def suggestions(request, source) -> dict:
    """What the panel prints: the claims that are proposed, and what they may be written into."""
    made = draft(source)
    working = working_record(request.user, request.GET.get("record", ""))
    drafts = _drafts(request.user, source, working)
    return {
        "suggestions": _shown(made.suggestions),
        "title": made.title,
        "language": made.language,
        "drafts": drafts,
        "chosen": working if working in drafts else (drafts[0] if drafts else None),
        "may_add": request.user.has_perm("coop.add_agreement"),
        "set_aside": source.dismissals.count(),
        "address": desk_address(source, "suggestions"),
        "record": name_of(working),
        "is_open": SHOWN in request.GET,
    }


def box(model_admin, request, source) -> dict | None:
    """The panel above the text, for those who enter agreements, once the text is there."""
    if not source.text or not _may_decide(request.user):
        return None
    return {"template": "admin/coop/desk/_suggestions.html", **suggestions(request, source)}


def suggestions_view(model_admin, request, object_id):
    """Accept one suggestion or set it aside, and go back to the desk, to the one after it."""
    source = source_to_read(model_admin, request, object_id)
    if not _may_decide(request.user):
        raise PermissionDenied
    worked_on = request.POST.get("record", "")
    if request.method != "POST":
        return HttpResponseRedirect(desk_address(source, **{SHOWN: "1"}))
    known = {one.name: one for one in draft(source).suggestions}
    asked = request.POST.get("accept") or request.POST.get("dismiss") or ""
    target = asked
    try:
        if "again" in request.POST:
            _offer_again(request, source)
        elif asked not in known:
            raise ValidationError(_("This suggestion was accepted or set aside meanwhile."))
        elif "accept" in request.POST:
            worked_on = name_of(_accept(request, source, known[asked]))
            target = _following(list(known), asked)
        else:
            accepting.dismiss(source=source, suggestion=known[asked], user=request.user)
            messages.success(request, _("“%s” was set aside.") % known[asked].words)
            target = _following(list(known), asked)
    except ValidationError as error:
        for sentence in error.messages:
            messages.error(request, sentence)
    address = desk_address(source, record=worked_on, **{SHOWN: "1"})
    return HttpResponseRedirect(f"{address}#{f'accept-{target}' if target in known else HEADING}")


def _may_decide(user) -> bool:
    return user.has_perm("coop.change_agreement")


def _drafts(user, source, working) -> list[Agreement]:
    """The drafts that cite the source, and the one that is worked on, if it is one."""
    pks = _cited_agreements(source)
    if isinstance(working, Agreement):
        pks.add(working.pk)
    drafts = Agreement.objects.filter(state=State.DRAFT, pk__in=pks)
    return [one for one in drafts if editing.may_change(user, one)]


def _cited_agreements(source) -> set[int]:
    paths = ("agreement", "participation__agreement", "act__agreement", "provision__agreement")
    rows = source.citations.order_by().values_list(*paths)
    return {pk for row in rows for pk in row if pk is not None}


def _accept(request, source, suggestion: Suggestion) -> Agreement:
    into = request.POST.get("into", "")
    agreement = None
    if into != NEW:
        agreement = Agreement.objects.filter(key=into[:80]).first()
        if agreement is None:
            raise ValidationError(_("Choose the draft that it goes into."))
    language = request.POST.get("language", "")
    title = request.POST.get("title", "").strip()
    written = accepting.accept(
        source=source,
        suggestion=suggestion,
        agreement=agreement,
        title={language: title} if title else None,
        meant=request.POST.get(f"meant-{suggestion.name}", ""),
        user=request.user,
    )
    said = _("“%(words)s” was accepted into the draft “%(agreement)s”.")
    messages.success(request, said % {"words": suggestion.words, "agreement": written})
    return written


def _offer_again(request, source):
    accepting.offer_again(source=source, user=request.user)
    messages.success(request, _("What was set aside is suggested again."))


def _following(names: list[str], decided: str) -> str:
    """The suggestion after one that has gone; before it, where it was the last."""
    place = names.index(decided)
    return next(iter([*names[place + 1 : place + 2], *names[place - 1 : place]]), "")
