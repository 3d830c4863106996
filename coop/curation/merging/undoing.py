"""A merge is undone: the record comes back whole, and what moved moves back.

What somebody has changed since stays as it is now, and is named. So does what can move
nowhere any more, since its record is gone. Nothing else is left behind.
"""

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.core.serializers.base import DeserializationError
from django.db import models as db
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from coop.curation.merging.steps import (
    Do,
    Step,
    change_list,
    put,
    references_of,
    save,
    unwritten,
    value_of,
    write,
)
from coop.curation.merging.writing import touch
from coop.curation.recording import recording
from coop.models import FormerSlug, Merge
from coop.models.base import Part


@dataclass(frozen=True)
class Undone:
    """The record that has come back, and in a sentence each what did not move back with it."""

    record: Any
    left: tuple[str, ...] = ()


def undo(*, merge: Merge, reason: str = "", user=None) -> Undone:
    """Bring back the record that was merged, under its key and its address, with all it had.

    Raises ValidationError where the record that was kept is gone, or the key is taken.
    """
    model: Any = apps.get_model("coop", merge.kind)
    comment = _("The merge of “%(merged)s” into “%(kept)s” was undone. %(reason)s") % {
        "merged": merge.merged_key,
        "kept": merge.kept_key,
        "reason": reason.strip(),
    }
    with recording(user=user, reason=comment.strip()) as opened:
        merge = Merge.objects.select_for_update().get(pk=merge.pk)
        kept = _kept(merge, model)
        _refuse_taken(merge, model)
        steps = _read(merge)
        touch(opened, steps)
        opened.touch(kept)
        returning = _Return(merge, model, kept)
        record = returning.bring_back()
        for _of, some in groupby(reversed(steps), key=_of_one_row):
            returning.take_back(list(some))
        opened.touch(record)
        merge.undone_by, merge.undone_at = opened.user, timezone.now()
        merge.save(update_fields=["undone_by", "undone_at"])
    record.refresh_from_db()
    return Undone(record, tuple(dict.fromkeys(returning.left)))


def _kept(merge: Merge, model):
    if merge.undone_at is not None:
        raise ValidationError(_("This merge has been undone already."))
    kept = model._base_manager.select_for_update().filter(key=merge.kept_key).first()
    if kept is not None:
        return kept
    words = {"key": merge.kept_key, "heir": Merge.objects.heir(merge.kind, merge.kept_key)}
    if words["heir"]:
        sentence = _("“%(key)s” has itself been merged, into “%(heir)s”: undo that first.")
        raise ValidationError(sentence % words)
    raise ValidationError(_("“%(key)s”, into which it was merged, is gone.") % words)


def _refuse_taken(merge: Merge, model):
    (thing,) = merge.merged
    if model._base_manager.filter(key=merge.merged_key).exists():
        sentence = _("There is another record with the key “%(key)s” now.")
        raise ValidationError(sentence % {"key": merge.merged_key})
    if model._base_manager.filter(pk=thing["pk"]).exists():
        raise ValidationError(_("Another record has taken its place."))


def _read(merge: Merge) -> list[Step]:
    """The steps as they were kept, each with its row as it is today, if it is still there."""
    try:
        steps = [Step.read(said) for said in merge.moves]
        for step in steps:
            if step.field:
                step.model._meta.get_field(step.field)
            if step.do == Do.DELETE:
                step.row = unwritten(step.thing or {})
            else:
                step.row = step.model._base_manager.filter(pk=step.pk).first()
    except (DeserializationError, LookupError, FieldDoesNotExist, TypeError) as error:
        raise ValidationError(_too_old()) from error
    return steps


def _too_old() -> str:
    return _("The tables have changed since this merge, so it cannot be undone.")


def _of_one_row(step: Step) -> tuple:
    """Fields of a row are set together, since a constraint may be about several of them."""
    return (step.do, step.model, step.pk) if step.do == Do.SET else (id(step),)


class _Return:
    """One undoing, and what it leaves behind."""

    def __init__(self, merge: Merge, model, kept):
        self.merge, self.model, self.kept = merge, model, kept
        self.left: list[str] = []

    def bring_back(self):
        """Write the record as it was, at its former address if that is free."""
        (thing,) = self.merge.merged
        slug = thing["fields"].get("slug")
        kind = self.merge.kind
        if slug and self.kept.slug == slug:
            # The kept record took that address over by its names, which it now gives back.
            before = FormerSlug.objects.filter(kind=kind, key=self.kept.key).order_by("-pk")
            former = next((one for one in before if self._is_own(one.slug)), None)
            self.kept.slug = former.slug if former else None
            self.kept.save(update_fields=["slug"])
            if former:
                former.delete()
        elif slug and self.model._base_manager.filter(slug=slug).exists():
            slug = None
            self.left.append(_("Its address belongs to another record now; it gets another."))
        thing = {**thing, "fields": {**thing["fields"], "slug": slug}}
        if self._restore(thing) is None:
            raise ValidationError(" ".join(self.left))
        return self.model._base_manager.get(pk=thing["pk"])

    def _is_own(self, slug: str) -> bool:
        """Whether the kept record had this address before the merge."""
        moved = {
            step["pk"]
            for step in self.merge.moves
            if step["model"] == "coop.formerslug" and step["do"] == Do.SET.value
        }
        found = FormerSlug.objects.get(kind=self.merge.kind, slug=slug)
        return found.pk not in moved

    def take_back(self, steps: list[Step]):
        """Take steps back, or say why they stay; of several, each sets a field of one row."""
        step = steps[0]
        if step.do == Do.DELETE:
            self._restore(step.thing or {})
        elif step.do == Do.ADD:
            self._take_away(step)
        elif step.row is None:
            self.left.append(_gone(step))
        elif step.do == Do.LIST:
            self._take_back_list(step)
        else:
            self._take_back_values(steps)

    # ---- One step ----

    def _restore(self, thing: dict) -> int | None:
        """Write a row that went. Of what it refers to, some may be gone or merged since."""
        fields = dict(thing["fields"])
        try:
            for field, pk in references_of(thing):
                fields[field.name] = self._living(field.related_model, pk)
                if fields[field.name] is None and not field.null:
                    self.left.append(self._without(thing, field))
                    return None
            self._restore_lists(thing, fields)
            return write({**thing, "fields": fields})
        except (DeserializationError, FieldDoesNotExist, LookupError) as error:
            raise ValidationError(_too_old()) from error

    def _restore_lists(self, thing: dict, fields: dict):
        for field in apps.get_model(thing["model"])._meta.many_to_many:
            living = (self._living(field.related_model, pk) for pk in fields.get(field.name, ()))
            fields[field.name] = [pk for pk in living if pk is not None]

    def _living(self, model: Any, pk: int) -> int | None:
        """The row of that id, or the one into which it was merged since; None if it is gone."""
        if model._base_manager.filter(pk=pk).exists():
            return pk
        for other in Merge.objects.standing().filter(kind=model._meta.model_name):
            if other.merged[0]["pk"] == pk:
                heir = Merge.objects.heir(other.kind, other.merged_key)
                return model._base_manager.filter(key=heir).values_list("pk", flat=True).first()
        return None

    def _take_away(self, step: Step):
        """Delete a row that the merge had made, unless it was changed since."""
        row = step.model._base_manager.filter(pk=step.pk).first()
        if row is None:
            return
        fields = (step.thing or {}).get("fields", {})
        if any(value_of(row, name) != value for name, value in fields.items()):
            self.left.append(_changed(row, ""))
            return
        row.delete()

    def _take_back_list(self, step: Step):
        there = set(getattr(step.row, step.field).values_list("pk", flat=True))
        if not there >= set(step.now or ()):
            self.left.append(_changed(step.row, step.field))
            return
        model = step.model._meta.get_field(step.field).related_model
        living = (self._living(model, pk) for pk in step.was or ())
        back = [pk for pk in living if pk is not None]
        change_list(step.row, step.field, without=step.now or (), also=back)

    def _take_back_values(self, steps: list[Step]):
        # Read again: an earlier step may have been of the same row.
        row = steps[0].model._base_manager.get(pk=steps[0].pk)
        names = {step.field for step in steps if self._put_back(row, step)}
        if names:
            save(row, names)

    def _put_back(self, row, step: Step) -> bool:
        """Put a value back in memory; whether there is anything to write."""
        stands, was = value_of(row, step.field, step.item), step.was
        if stands == was:
            return False
        field = step.model._meta.get_field(step.field)
        if stands == step.now and field.is_relation and was is not None:
            was = self._living(field.related_model, was)
        if stands != step.now or (was is None and not (field.null or step.item)):
            self.left.append(_changed(row, step.field))
            return False
        put(row, step.field, step.item, was)
        return True

    @staticmethod
    def _without(thing: dict, field) -> str:
        model = apps.get_model(thing["model"])
        return _("%(kind)s “%(key)s” does not come back: its %(field)s is gone.") % {
            "kind": capfirst(model._meta.verbose_name),
            "key": thing["fields"].get("key", thing["pk"]),
            "field": field.verbose_name,
        }


def _changed(row: db.Model, name: str) -> str:
    said: Any = row._meta.get_field(name) if name else row._meta
    record = row.root if isinstance(row, Part) else row
    words = {"record": record, "field": capfirst(said.verbose_name)}
    return _("“%(record)s” was changed since and stays as it is: %(field)s.") % words


def _gone(step: Step) -> str:
    words = {"kind": capfirst(step.model._meta.verbose_name)}
    return _("%(kind)s: what had moved has been deleted since.") % words
