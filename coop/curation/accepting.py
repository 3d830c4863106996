"""What becomes of suggestions: each is written by a person's decision, or set aside."""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.translation import gettext as _

from coop.curation import editing
from coop.curation.citing import cite, refuse_who_may_not
from coop.curation.recording import recording
from coop.models import (
    Act,
    Agreement,
    Dismissal,
    Participation,
    Party,
    Place,
    Provision,
    ProvisionTopic,
)
from coop.recognition.candidates import Candidate
from coop.recognition.drafts import Claimed, Suggestion, draft
from coop.vocabulary.acts import ActKind
from coop.vocabulary.desk import Recognised
from coop.vocabulary.parties import PartyKind
from coop.vocabulary.records import State


def accept(
    *, source, suggestion: Suggestion, agreement=None, title=None, meant: str = "", user=None
):
    """Write one suggestion into a draft agreement, with its evidence; return the agreement.

    Without an ``agreement`` a new draft is made, under ``title`` (texts by language), which
    then counts as supplied by the registry. ``meant`` is the key of the candidate that the
    editor chose; the first one unless given. What the agreement has already is not written
    again: it is given the new evidence. Raises ValidationError with the reason otherwise.
    """
    with recording(user=user) as opened:
        editing.lock(source)
        _refuse_decided(source, suggestion)
        candidate = _chosen(suggestion, meant)
        into = _new_agreement(title, user) if agreement is None else _draft(agreement, user)
        opened.touch(into)
        claim, field = WRITERS[suggestion.claimed](into, suggestion, candidate, user)
        cite(
            target=claim,
            source=source,
            paragraphs=str(suggestion.paragraph),
            as_named=suggestion.words,
            basis=suggestion.basis,
            note=suggestion.note,
            field=field,
            user=user,
        )
    return into


def dismiss(*, source, suggestion: Suggestion, user=None):
    """Set a suggestion aside: it is not made for this source again."""
    _refuse_without(user, "change_agreement", _("You may not set suggestions aside."))
    with recording(user=user):
        editing.lock(source)
        _refuse_decided(source, suggestion)
        for kind, meant in suggestion.meanings:
            row = Dismissal(
                source=source,
                paragraph=suggestion.paragraph,
                words=suggestion.words,
                kind=kind,
                meant=meant,
                dismissed_by=user,
            )
            row.full_clean()
            row.save()


def offer_again(*, source, user=None) -> int:
    """Forget what was set aside in a source; return how many suggestions that were."""
    _refuse_without(user, "change_agreement", _("You may not bring suggestions back."))
    with recording(user=user):
        number, _by_model = Dismissal.objects.filter(source=source).delete()
    return number


def _refuse_decided(source, suggestion: Suggestion):
    """Refuse what another editor has accepted or set aside since the page was read."""
    if suggestion not in draft(source).suggestions:
        raise ValidationError(
            _("“%(words)s” was accepted or set aside meanwhile.") % {"words": suggestion.words}
        )


def _refuse_without(user, permission: str, sentence: str):
    if user is not None and not user.has_perm(f"coop.{permission}"):
        raise ValidationError(sentence)


def _chosen(suggestion: Suggestion, meant: str) -> Candidate | None:
    if suggestion.claimed == Claimed.DATE:
        return None
    if not meant:
        return suggestion.candidates[0]
    for candidate in suggestion.candidates:
        if candidate.key == meant:
            return candidate
    raise ValidationError(_("Choose one of those that the words may mean."))


def _draft(agreement: Agreement, user) -> Agreement:
    agreement = editing.lock(agreement)
    refuse_who_may_not(user, agreement)
    if agreement.state != State.DRAFT:
        raise ValidationError(
            _("“%(record)s” is no draft any more: change it in its form.") % {"record": agreement}
        )
    return agreement


def _new_agreement(title, user) -> Agreement:
    _refuse_without(user, "add_agreement", _("You may not enter agreements."))
    made = Agreement(title=title or {}, is_title_supplied=True)
    made.full_clean()
    made.save()
    return made


def _party(agreement, suggestion, candidate: Candidate, user):
    party = _state(candidate, user) if candidate.kind == Recognised.COUNTRY else None
    party = party or Party.objects.get(pk=candidate.pk)
    known = agreement.participations.filter(party=party).first()
    return known or _part(Participation(agreement=agreement, party=party)), ""


def _state(candidate: Candidate, user) -> Party:
    """The state of a country, made when it is not there yet."""
    state = Party.objects.filter(kind=PartyKind.STATE, country=candidate.pk).first()
    if state is not None:
        return state
    _refuse_without(user, "add_party", _("You may not enter parties."))
    state = Party(kind=PartyKind.STATE, country_id=candidate.pk)
    key = f"state-{candidate.key.lower()}"
    if not Party.objects.filter(key=key).exists():
        state.key = key
    state.full_clean()
    with recording() as opened:
        state.save()
        opened.touch(state)
    return state


def _date(agreement, suggestion, candidate, user):
    signatures = agreement.acts.filter(kind=ActKind.SIGNATURE, participation=None)
    known = signatures.filter(done_on=suggestion.edtf).first()
    undated = signatures.filter(done_on="").first()
    if known is None and undated is not None:
        undated.done_on = suggestion.edtf
        undated.full_clean()
        undated.save()
        known = undated
    act = Act(agreement=agreement, kind=ActKind.SIGNATURE, done_on=suggestion.edtf)
    return known or _part(act), "done_on"


def _place(agreement, suggestion, candidate: Candidate, user):
    if agreement.place_id is None:
        agreement.place = Place.objects.get(pk=candidate.pk)
        agreement.full_clean()
        agreement.save()
    elif agreement.place_id != candidate.pk:
        raise ValidationError(
            _("“%(record)s” has the place %(place)s already: change it in its form.")
            % {"record": agreement, "place": agreement.place}
        )
    return agreement, "place"


def _provision(agreement, suggestion, candidate: Candidate, user):
    topic = ProvisionTopic.objects.get(pk=candidate.pk)
    known = agreement.provisions.filter(topic=topic).first()
    return known or _part(Provision(agreement=agreement, topic=topic)), ""


WRITERS: dict[str, Callable] = {
    Claimed.PARTY: _party,
    Claimed.DATE: _date,
    Claimed.PLACE: _place,
    Claimed.PROVISION: _provision,
}
"""What writes each sort of claim; returns what to cite, and the field that it is about."""


def _part(part):
    """Write a new part at the end of its row."""
    rows = type(part).objects.filter(agreement=part.agreement)
    part.order = (rows.aggregate(last=Max("order"))["last"] or 0) + 1
    part.full_clean()
    part.save()
    return part
