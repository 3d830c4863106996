"""A merge is written: everything moves at once, and the record that goes is kept as it was."""

from collections.abc import Iterable, Mapping

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import models as db
from django.utils.translation import gettext as _

from coop.curation import publication
from coop.curation.editing import StaleVersion, lock, may_change
from coop.curation.merging.planning import plan
from coop.curation.merging.steps import Step, as_object, do
from coop.curation.recording import Recording, recording
from coop.models import Merge
from coop.models.base import Part, Publishable, Record
from coop.models.groups import CountryGroup


def may_merge(user, *records) -> bool:
    """Whether the user may let these records go up in each other.

    That changes each of them and deletes one. What the public sees is altered by those who
    publish, and nobody else.
    """
    options = records[0]._meta
    if not user.has_perm(f"{options.app_label}.delete_{options.model_name}"):
        return False
    return all(may_change(user, record) for record in records)


def merge(
    *, kept, merged, reason: str, seen: str, choices: Mapping[str, str] | None = None, user=None
) -> Merge:
    """Let one record go up in another of its kind; return what can be undone.

    ``seen`` is that of the plan that was looked at; raises StaleVersion when it would be
    another by now, and ValidationError with the sentences of what stands in the way.
    """
    if not reason.strip():
        raise ValidationError(_("Say why they are one."))
    words = {"kept": kept, "merged": merged, "reason": reason.strip()}
    comment = _("“%(merged)s” was merged into “%(kept)s”: %(reason)s") % words
    with recording(user=user, reason=comment) as opened:
        kept, merged = _locked(kept, merged)
        planned = plan(kept, merged, choices)
        if planned.seen != seen and not planned.refusals:
            raise StaleVersion(kept)
        if planned.refusals:
            raise ValidationError(planned.refusals)
        done = Merge(
            kind=kept._meta.model_name,
            kept_key=kept.key,
            merged_key=merged.key,
            merged=[as_object(merged)],
            reason=reason.strip(),
            merged_by=opened.user,
        )
        before = publication.problems(kept) if isinstance(kept, Publishable) else []
        touch(opened, planned.steps)
        opened.touch(kept, merged)
        do(planned.steps)
        type(merged)._base_manager.get(pk=merged.pk).delete()
        done.moves = [step.stored() for step in planned.steps]
        done.full_clean(exclude=["merged_by", "undone_by", "moves"])
        done.save()
        publication.refuse_new_problems(lock(kept), before)
    return done


def _locked(*records) -> list:
    """Lock records in the order of their ids, so that nobody waits for one who waits for them."""
    found = {one.pk: lock(one) for one in sorted(records, key=lambda one: one.pk)}
    return [found[one.pk] for one in records]


def touch(opened: Recording, steps: Iterable[Step]) -> None:
    """Name the records in which steps change something, before they do."""
    for model, pks in records_of(steps).items():
        opened.touch_many(model, sorted(pks))


def records_of(steps: Iterable[Step]) -> dict[type[db.Model], set[int]]:
    """The records that the rows of steps are or belong to, by kind."""
    found: dict[type[db.Model], set[int]] = {}
    for step in steps:
        try:
            root = step.row.root if isinstance(step.row, Part) else step.row
        except ObjectDoesNotExist:
            # A part of a part, or of a record, that is to come back with it.
            continue
        if isinstance(root, Record | CountryGroup) and root.pk is not None:
            found.setdefault(type(root), set()).add(root.pk)
    return found
