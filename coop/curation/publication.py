"""A record's way to the public and back: draft, in review, published, withdrawn."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coop.curation import completeness, reviewing
from coop.curation.editing import lock
from coop.curation.recording import recording
from coop.facets.claims import CLAIMS_OF, claims_of
from coop.integrity.coherence import WITHDRAWN_IN_SILENCE
from coop.models import Citation, SourceDocument
from coop.models.base import Publishable
from coop.vocabulary.records import State

LISTED = 20

OWN_WORK = gettext_lazy(
    "You made, changed or submitted it since it was last public: a colleague has to publish it."
)
SENT_BACK_IN_SILENCE = gettext_lazy(
    "Say why it goes back to draft: those who worked on it read the reason as a comment."
)

STATES_BEFORE = {
    "submit": (State.DRAFT,),
    "publish": (State.DRAFT, State.IN_REVIEW, State.WITHDRAWN),
    "withdraw": (State.PUBLISHED,),
    "reopen": (State.IN_REVIEW,),
}
"""For each verb the states that it starts from."""


def submit(*, record, user=None, reason: str = ""):
    """Hand a draft to those who publish."""
    return _move(record, "submit", State.IN_REVIEW, user, _("Submitted for review."), reason)


def reopen(*, record, user=None, reason: str = ""):
    """Take a record back from review, to work on it.

    Whoever sends back the work of others says why, and the reason becomes a comment.
    """
    with recording(user=user):
        reason = reason.strip()
        if not reason and needs_reason_to_reopen(record=record, user=user):
            raise ValidationError(SENT_BACK_IN_SILENCE)
        record = _move(record, "reopen", State.DRAFT, user, _("Taken back to draft."), reason)
        if reason:
            reviewing.comment(record=record, text=reason, user=user)
    return record


def publish(*, record, user=None, reason: str = ""):
    """Show a record to the public; refused, with what is in the way, while there is any."""
    return _move(record, "publish", State.PUBLISHED, user, _("Published."), reason)


def withdraw(*, record, reason: str, user=None):
    """Take a record from the public; its address will say that it is gone, and why."""
    if not reason.strip():
        raise ValidationError(WITHDRAWN_IN_SILENCE)
    return _move(record, "withdraw", State.WITHDRAWN, user, _("Withdrawn."), reason)


def problems(record) -> list[str]:
    """What a record lacks to be published, a sentence each."""
    return [lack.sentence for lack in completeness.lacks(record)]


def obstacles(record, user) -> list[str]:
    """What keeps this user from publishing the record: what it lacks, and whose work it is."""
    found = problems(record)
    if is_own_work(record, user):
        found.append(str(OWN_WORK))
    return found


def is_own_work(record, user) -> bool:
    """Whether the house asks for four eyes, and the user worked on the record before."""
    return bool(settings.REGISTRY_FOUR_EYES and user) and user.pk in reviewing.hands(record)


def needs_reason_to_reopen(*, record, user) -> bool:
    """Whether the user would send back what others have worked on."""
    return user is not None and user.pk not in reviewing.hands(record)


def citing(source):
    """The public records that cite a source."""
    found = {}
    for model in CLAIMS_OF:
        cited = Q()
        for target, path in claims_of(model):
            standing = Citation.objects.standing()
            rows = standing.filter(source=source, **{f"{target}__isnull": False})
            cited |= Q(pk__in=rows.order_by().values(f"{target}__{path}"))
        for record in model.objects.public().filter(cited):
            found[model, record.pk] = record
    return list(found.values())


def refuse_new_problems(record, before: list[str]):
    """Keep a published record complete: raise what is missing now and was not before."""
    if isinstance(record, Publishable) and record.state == State.PUBLISHED:
        new = [sentence for sentence in problems(record) if sentence not in before]
        if new:
            raise ValidationError([_("This record is published and must stay complete."), *new])


def _move(record, verb, state, user, step, reason=""):
    reason = reason.strip()
    comment = f"{step} {reason}".strip()
    with recording(user=user, reason=comment) as opened:
        record = lock(record)
        if record.state not in STATES_BEFORE[verb]:
            raise ValidationError(
                _("“%(record)s” is %(state)s, so this cannot be done with it.")
                % {"record": record, "state": record.get_state_display()}
            )
        if state == State.PUBLISHED and (found := obstacles(record, user or opened.user)):
            raise ValidationError(found)
        if state == State.WITHDRAWN and isinstance(record, SourceDocument):
            _refuse_while_cited(record)
        opened.touch(record)
        record.state = state
        if state == State.PUBLISHED:
            record.published_at = record.published_at or timezone.now()
        record.withdrawn_because = reason if state == State.WITHDRAWN else ""
        record.full_clean(exclude=[f.name for f in record._meta.fields if f.editable])
        record.save(update_fields=["state", "published_at", "withdrawn_because"])
    return record


def _refuse_while_cited(source):
    users = citing(source)
    if users:
        names = ", ".join(f"“{user}”" for user in users[:LISTED])
        raise ValidationError(
            _("Public records cite this source: %(records)s. Withdraw or change them first.")
            % {"records": names}
        )
