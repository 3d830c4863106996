"""Work on records: proposed changes, comments and assignments."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coop.models.base import known_codes
from coop.models.keys import KeyField
from coop.names.fields import Line, Passage
from coop.querysets.review import AboutRecordQuerySet, ProposedChangeQuerySet
from coop.vocabulary.desk import ProposalState


def by_user(verbose_name, **options) -> models.ForeignKey:
    """A member of staff; what they did stays when their account goes."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=verbose_name,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        **options,
    )


class AboutRecord(models.Model):
    """Something that staff say about a record; it outlives the record.

    The record is named by its kind (its model's name, ``agreement``) and its key. None of
    this is public, none of it is a record of the registry, and no file carries it.
    """

    record_kind = Line(_("kind of record"), max_length=30)
    record_key = KeyField(verbose_name=_("key of the record"), default="", editable=True)

    objects = AboutRecordQuerySet.as_manager()

    class Meta:
        abstract = True


class ProposedChange(AboutRecord):
    """What an editor wants changed in a record that the public has seen: a stored import plan.

    ``entries`` are the objects of the record, its parts and their evidence as they would be,
    those only that differ, in the form of fixture files; of one that is there already the
    fields that differ, with what they were under ``before``. ``removed`` are those that would
    go: ``model``, ``key`` (the natural one, a list) and ``fields``. ``seen`` is the version of
    the record that the editor had read: on top of another one nothing is applied.
    """

    seen = Line(_("version read"), max_length=20)
    entries = models.JSONField(_("objects as proposed"), default=list)
    removed = models.JSONField(_("objects to remove"), default=list)
    reason = Line(_("why"), max_length=500)
    proposed_by = by_user(_("proposed by"))
    proposed_at = models.DateTimeField(_("proposed at"), default=timezone.now)
    state = Line(_("state"), max_length=20, choices=ProposalState, default=ProposalState.WAITING)
    decided_by = by_user(_("decided by"), blank=True)
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    answer = Passage(_("answer"), max_length=1000, blank=True, default="")

    objects = ProposedChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposed change")
        verbose_name_plural = _("proposed changes")
        ordering = ["-proposed_at", "-id"]
        indexes = [
            models.Index(fields=["record_kind", "record_key"], name="proposed_change_record")
        ]
        constraints = [
            *known_codes("proposedchange", state=ProposalState),
            models.CheckConstraint(
                condition=Q(state=ProposalState.WAITING, decided_at__isnull=True)
                | (~Q(state=ProposalState.WAITING) & Q(decided_at__isnull=False)),
                name="decided_proposal_says_when",
                violation_error_message=_("What was decided says when, and nothing else does."),
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="proposed_change_says_why",
                violation_error_message=_("Say why it should be changed."),
            ),
            models.CheckConstraint(
                condition=~Q(state=ProposalState.DECLINED) | ~Q(answer=""),
                name="declined_proposal_has_an_answer",
                violation_error_message=_("Say why it is declined."),
            ),
        ]

    def __str__(self):
        return f"{self.record_kind}/{self.record_key}"


class Comment(AboutRecord):
    """A word of one colleague to the others about a record; settled, it is kept."""

    text = Passage(_("comment"), max_length=2000)
    written_by = by_user(_("written by"))
    written_at = models.DateTimeField(_("written at"), default=timezone.now)
    settled_by = by_user(_("settled by"), blank=True)
    settled_at = models.DateTimeField(_("settled at"), null=True, blank=True)

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ["written_at", "id"]
        indexes = [models.Index(fields=["record_kind", "record_key"], name="comment_record")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text=""),
                name="comment_says_something",
                violation_error_message=_("Write something."),
            ),
        ]

    def __str__(self):
        return self.text[:60]


class Assignment(AboutRecord):
    """A record that a member of staff has been asked to work on."""

    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("assigned to"),
        on_delete=models.CASCADE,
        related_name="+",
    )
    assigned_by = by_user(_("assigned by"))
    assigned_at = models.DateTimeField(_("assigned at"), default=timezone.now)
    note = Line(_("what to do"), max_length=300, blank=True, default="")
    done_at = models.DateTimeField(_("done at"), null=True, blank=True)

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        ordering = ["assigned_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["record_kind", "record_key"],
                condition=Q(done_at__isnull=True),
                name="record_is_assigned_to_one_at_a_time",
                violation_error_message=_("It is assigned to somebody already."),
            ),
        ]

    def __str__(self):
        return f"{self.record_kind}/{self.record_key}"
