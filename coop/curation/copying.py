"""Records and parts written a second time, with their evidence and with keys of their own."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import models as db
from django.db.models import Max
from django.utils.translation import gettext as _

from coop.curation import publication
from coop.curation.editing import lock
from coop.curation.recording import recording
from coop.curation.versions import FOLLOWED
from coop.models import (
    Act,
    Agreement,
    AgreementRelation,
    Occasion,
    Participation,
    Provision,
    Rule,
    SourceDocument,
    Statement,
)
from coop.vocabulary.agreements import RelationKind

COPIED_TO_MEMBERS = ("participations", "acts", "occasions", "provisions", "statements")
LISTS_COPIED_TO_MEMBERS = ("frameworks", "subjects")

SAME_BY = {
    Participation: ("party_id", "role"),
    Act: ("kind", "done_on", "effective_on"),
    Occasion: ("event_id", "kind"),
    Provision: ("topic_id", "stance", "summary", "forms", "lengths", "article"),
    Statement: ("kind", "summary"),
}
"""What makes two parts of an agreement the same, so that copying twice adds nothing."""

NOT_COPIED = {SourceDocument: ("sha256", "received_as", "paragraph_count", "no_claim", "text")}
"""What is of one document alone."""


def another_like(*, record, user=None):
    """Write a new draft like ``record``, with its parts and their evidence; return it."""
    reason = _("Copied from “%(record)s”.") % {"record": record}
    with recording(user=user, reason=reason) as opened:
        copy = Copy()
        twin = copy.of(lock(record))
        copy.tie_rules()
        opened.touch(twin)
    twin.refresh_from_db()
    return twin


def members_of(package) -> db.QuerySet:
    """The agreements that are said to be part of a package."""
    parts = AgreementRelation.objects.filter(related=package, kind=RelationKind.PART_OF)
    return Agreement.objects.filter(pk__in=parts.values("agreement")).order_by("sort_key", "key")


def copy_to_members(
    *, package, members: Iterable, parts: Iterable = (), lists: Iterable[str] = (), user=None
) -> int:
    """Write chosen parts and lists of a package to each chosen member; return how many.

    What a member already has is left alone. ``lists`` are many-to-many fields by name.
    """
    members, parts, lists = list(members), list(parts), list(lists)
    _refuse_strangers(package, members, parts, lists)
    reason = _("Copied from the package “%(package)s”.") % {"package": package}
    written = 0
    with recording(user=user, reason=reason) as opened:
        for member in members:
            before = publication.problems(member) if member.is_public else []
            opened.touch(member)
            written += _copy_parts(package, member, parts)
            for name in lists:
                ours, theirs = getattr(package, name), getattr(member, name)
                missing = ours.exclude(pk__in=theirs.values("pk"))
                written += len(missing)
                theirs.add(*missing)
            publication.refuse_new_problems(member, before)
    return written


class Copy:
    """One act of copying: what was copied is pointed to by what is copied after it."""

    def __init__(self):
        self.made: dict[tuple[type[db.Model], int], db.Model] = {}

    def of(self, thing):
        """Write a thing and its parts a second time; return the new one."""
        model = type(thing)
        twin = model(
            **{
                field.attname: self._value(thing, field)
                for field in model._meta.concrete_fields
                if field.editable
                and not field.primary_key
                and field.name not in NOT_COPIED.get(model, ())
            }
        )
        twin.save(force_insert=True)
        self.made[model, thing.pk] = twin
        for field in model._meta.many_to_many:
            getattr(twin, field.name).set(getattr(thing, field.name).all())
        for name in FOLLOWED[model]:
            parts = getattr(thing, name)
            # Evidence that was replaced is no evidence for the copy.
            for part in parts.standing() if name == "citations" else parts.all():
                self.of(part)
        return twin

    def tie_rules(self):
        """A rule may relax one that was copied after it."""
        for (model, pk), twin in list(self.made.items()):
            if model is Rule:
                relaxed = Rule.objects.filter(pk=pk).values_list("relaxes", flat=True).get()
                known = self.made.get((Rule, relaxed))
                if known is not None and twin.relaxes_id != known.pk:
                    twin.relaxes = known
                    twin.save(update_fields=["relaxes"])

    def _value(self, thing, field):
        value = getattr(thing, field.attname)
        if isinstance(field, db.ForeignKey):
            made = self.made.get((field.related_model, value))
            return made.pk if made is not None else value
        return value


def _refuse_strangers(package, members, parts, lists):
    known = set(members_of(package).values_list("pk", flat=True))
    for member in members:
        if member.pk not in known:
            raise ValidationError(
                _("“%(member)s” is not part of this package.") % {"member": member}
            )
    for part in parts:
        if type(part) not in SAME_BY or part.agreement_id != package.pk:
            raise ValidationError(_("“%(part)s” is not of this package.") % {"part": part})
    if not set(lists) <= set(LISTS_COPIED_TO_MEMBERS):
        raise ValidationError(_("Only frameworks and subjects are copied as lists."))
    if not members or not (parts or lists):
        raise ValidationError(_("Choose at least one thing to copy and one member."))


def _copy_parts(package, member, parts) -> int:
    copy = Copy()
    copy.made[Agreement, package.pk] = member
    written = 0
    for model in SAME_BY:
        present = {_sameness(part): part for part in model.objects.filter(agreement=member)}
        if model is Participation:
            for ours in model.objects.filter(agreement=package):
                if theirs := present.get(_sameness(ours)):
                    copy.made[Participation, ours.pk] = theirs
        last = model.objects.filter(agreement=member).aggregate(last=Max("order"))["last"] or 0
        for part in [part for part in parts if type(part) is model]:
            if _sameness(part) in present:
                continue
            _refuse_act_of_a_stranger(copy, part, member)
            twin = copy.of(part)
            last += 1
            twin.order = last
            twin.save(update_fields=["order"])
            written += 1
    copy.tie_rules()
    return written


def _refuse_act_of_a_stranger(copy, part, member):
    by = part.participation_id if isinstance(part, Act) else None
    if by is not None and (Participation, by) not in copy.made:
        raise ValidationError(
            _("“%(act)s” is an act of %(party)s, who is not in “%(member)s”: copy the party too.")
            % {"act": part, "party": part.participation, "member": member}
        )


def _sameness(part) -> tuple:
    values = (getattr(part, name) for name in SAME_BY[type(part)])
    return tuple(str(dict(v)) if isinstance(v, dict) else v for v in values)
