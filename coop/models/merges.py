"""Records that were two and are one, and records that look like one and are two."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coop.models.keys import KeyField
from coop.models.review import by_user
from coop.names.fields import Line
from coop.querysets.merges import DistinctionQuerySet, MergeQuerySet


class Merge(models.Model):
    """One record that went up in another of its kind, and what that takes to be undone.

    ``merged`` are the objects of the record that went, in the form of fixture files;
    ``moves`` says of each row that came to point to the other record which it is, by which
    field, and what stood there. The address of the one that went leads to the one that is kept.
    """

    kind = Line(_("kind"), max_length=30)
    kept_key = KeyField(verbose_name=_("key of the record kept"), default="", editable=True)
    merged_key = KeyField(
        verbose_name=_("key of the record merged into it"), default="", editable=True
    )
    merged = models.JSONField(_("record as it was"), default=list)
    moves = models.JSONField(_("what moved"), default=list)
    reason = Line(_("why"), max_length=500)
    merged_by = by_user(_("merged by"))
    merged_at = models.DateTimeField(_("merged at"), default=timezone.now)
    undone_by = by_user(_("undone by"), blank=True)
    undone_at = models.DateTimeField(_("undone at"), null=True, blank=True)

    objects = MergeQuerySet.as_manager()

    class Meta:
        verbose_name = _("merge")
        verbose_name_plural = _("merges")
        ordering = ["-merged_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "merged_key"],
                condition=Q(undone_at__isnull=True),
                name="record_is_merged_once",
                violation_error_message=_("This record has been merged already."),
            ),
            models.CheckConstraint(
                condition=~Q(kept_key=F("merged_key")),
                name="merge_is_of_two_records",
                violation_error_message=_("A record cannot be merged with itself."),
            ),
        ]

    def __str__(self):
        return f"{self.kind}: {self.merged_key} → {self.kept_key}"


class Distinction(models.Model):
    """Two records of a kind of which somebody has said that they are not the same thing."""

    kind = Line(_("kind"), max_length=30)
    first_key = KeyField(verbose_name=_("one key"), default="", editable=True)
    second_key = KeyField(verbose_name=_("other key"), default="", editable=True)
    said_by = by_user(_("said by"))
    said_at = models.DateTimeField(_("said at"), default=timezone.now)

    objects = DistinctionQuerySet.as_manager()

    class Meta:
        verbose_name = _("distinction")
        verbose_name_plural = _("distinctions")
        ordering = ["kind", "first_key", "second_key"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "first_key", "second_key"],
                name="distinction_is_made_once",
                violation_error_message=_("This has been said of them already."),
            ),
            models.CheckConstraint(
                condition=Q(first_key__lt=F("second_key")),
                name="distinction_has_its_keys_in_order",
                violation_error_message=_("The two keys are two, and stand in order."),
            ),
        ]

    def __str__(self):
        return f"{self.kind}: {self.first_key} ≠ {self.second_key}"
