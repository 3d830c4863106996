"""A record's way to the public and back: draft, in review, published, withdrawn."""

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from coop.curation.editing import lock
from coop.curation.evidence import target_model
from coop.curation.recording import recording
from coop.facets.claims import CLAIMS_OF, claims_of, lookups_of
from coop.integrity.coherence import WITHDRAWN_IN_SILENCE
from coop.models import Agreement, AgreementRelation, Citation, SourceDocument
from coop.models.base import Part, Publishable
from coop.vocabulary.agreements import RelationKind
from coop.vocabulary.records import State

NAMED_BY = {
    "occasion": ("event",),
    "participation": ("party__country",),
    "signature": ("person",),
    "relation": ("related",),
    "provision": ("topic",),
    "attendance": ("person",),
    "partner": ("country", "party__country"),
    "film_link": ("agreement",),
}
"""What the label of a part reads besides the part itself."""

LISTED = 20

STATES_BEFORE = {
    "submit": (State.DRAFT,),
    "publish": (State.DRAFT, State.IN_REVIEW, State.WITHDRAWN),
    "withdraw": (State.PUBLISHED,),
    "reopen": (State.IN_REVIEW,),
}
"""For each verb the states that it starts from."""


def submit(*, record, user=None):
    """Hand a draft to those who publish."""
    return _move(record, "submit", State.IN_REVIEW, user, _("Submitted for review."))


def reopen(*, record, user=None):
    """Take a record back from review, to work on it."""
    return _move(record, "reopen", State.DRAFT, user, _("Taken back to draft."))


def publish(*, record, user=None):
    """Show a record to the public; refused, with what is missing, while it is incomplete."""
    return _move(record, "publish", State.PUBLISHED, user, _("Published."))


def withdraw(*, record, reason: str, user=None):
    """Take a record from the public; its address will say that it is gone, and why."""
    if not reason.strip():
        raise ValidationError(WITHDRAWN_IN_SILENCE)
    return _move(record, "withdraw", State.WITHDRAWN, user, reason.strip())


def problems(record) -> list[str]:
    """What keeps a record from being published, a sentence each."""
    if isinstance(record, SourceDocument):
        return _problems_of_source(record)
    found = []
    if isinstance(record, Agreement) and not has_members_or_parties(record):
        found.append(_("It has no party yet: enter who takes part."))
    found += _claims_without_evidence(record)
    found += _sources_not_published(record)
    return found


def citing(source):
    """The public records that cite a source."""
    found = {}
    for model in CLAIMS_OF:
        cited = Q()
        for target, path in claims_of(model):
            rows = Citation.objects.filter(source=source, **{f"{target}__isnull": False})
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


def _move(record, verb, state, user, reason):
    with recording(user=user, reason=reason) as opened:
        record = lock(record)
        if record.state not in STATES_BEFORE[verb]:
            raise ValidationError(
                _("“%(record)s” is %(state)s, so this cannot be done with it.")
                % {"record": record, "state": record.get_state_display()}
            )
        if state == State.PUBLISHED and (missing := problems(record)):
            raise ValidationError(missing)
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


def _problems_of_source(source) -> list[str]:
    if source.publisher or source.author or source.address:
        return []
    return [_("Say where it comes from: its publisher, its author or its address.")]


def has_members_or_parties(agreement) -> bool:
    """Whether someone takes part in it, or, in a package, something is part of it."""
    if agreement.participations.exists():
        return True
    members = AgreementRelation.objects.filter(related=agreement, kind=RelationKind.PART_OF)
    return agreement.is_package and members.exists()


def no_evidence(claim) -> str:
    """What is said of a claim, or of a record, that no source is cited for."""
    if not isinstance(claim, Part):
        return _("The record itself has no evidence: say which source tells of it.")
    words = {"kind": claim._meta.verbose_name, "claim": claim}
    return _("No evidence yet: %(kind)s “%(claim)s”.") % words


def _claims_without_evidence(record) -> list[str]:
    found = []
    for target, path in claims_of(type(record)):
        model = target_model(target)
        claims = model._base_manager.filter(**{path: record.pk}, citations__isnull=True)
        ordering = ("order", "id") if issubclass(model, Part) else ()
        for claim in claims.select_related(*NAMED_BY.get(target, ())).order_by(*ordering):
            found.append(no_evidence(claim))
    if len(found) > LISTED:
        more = len(found) - LISTED
        found = [
            *found[:LISTED],
            _("And %(number)d more claims have no evidence.") % {"number": more},
        ]
    return found


def _sources_not_published(record) -> list[str]:
    cited = Q()
    for lookup in lookups_of(type(record)):
        cited |= Q(
            pk__in=Citation.objects.filter(**{lookup: record.pk}).order_by().values("source")
        )
    sources = SourceDocument.objects.without_text().filter(cited).exclude(state=State.PUBLISHED)
    return [
        _("It cites “%(source)s”, which is %(state)s: publish that source first.")
        % {"source": source, "state": source.get_state_display()}
        for source in sources
    ]
