"""The life of an agreement: acts, and the periods of status that follow from them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from coop.dates.fields import EarliestField, EDTFField, LatestField
from coop.models.agreements import Agreement
from coop.models.base import Claim, claim_rules, key_within, known_codes
from coop.models.participations import Participation
from coop.names.fields import Line, Passage
from coop.querysets.acts import StatusPeriodQuerySet
from coop.vocabulary.acts import ActKind, Status


class Act(Claim):
    """A dated act by one party or by all; either date may be empty.

    Entry into force before signature is legal and common, so no rule orders the dates.
    """

    agreement = models.ForeignKey(
        Agreement,
        verbose_name=_("agreement"),
        on_delete=models.CASCADE,
        related_name="acts",
        help_text=_("The agreement in whose life it is."),
    )
    kind = Line(
        _("kind"),
        max_length=30,
        choices=ActKind,
        help_text=_("What was done. The status is worked out from it."),
    )
    participation = models.ForeignKey(
        Participation,
        verbose_name=_("by"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="acts",
        help_text=_("Empty: an act of all the parties together."),
    )
    done_on = EDTFField(
        _("done on"), blank=True, default="", help_text=_("When it was done. Empty: not stated.")
    )
    done_on_earliest = EarliestField(source="done_on", db_index=True)
    done_on_latest = LatestField(source="done_on")
    effective_on = EDTFField(
        _("effective on"),
        blank=True,
        default="",
        help_text=_("When it takes effect. Empty: not stated."),
    )
    effective_on_earliest = EarliestField(source="effective_on")
    effective_on_latest = LatestField(source="effective_on")
    note = Passage(
        _("note"), max_length=1000, blank=True, default="", help_text=_("Public. In our own words.")
    )

    parent_field = "agreement"

    class Meta:
        verbose_name = _("act")
        verbose_name_plural = _("acts")
        ordering = ["order", "id"]
        constraints = [
            key_within("act", "agreement"),
            *claim_rules("act"),
            *known_codes("act", kind=ActKind),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.done_on}".strip()


class StatusPeriod(models.Model):
    """A stretch of days on which an agreement has a status, worked out from its acts.

    ``starts_on`` empty: the act has no date, so the status holds today and says
    nothing of any past day. What is known of today and of past days differs where the
    day of an act is in doubt or not stated: then a period holds only today, or only in
    the past. Days are inclusive.
    """

    agreement = models.ForeignKey(
        Agreement,
        on_delete=models.CASCADE,
        related_name="status_periods",
        editable=False,
        help_text=_("The agreement that has the status."),
    )
    status = Line(
        _("status"),
        max_length=30,
        choices=Status,
        help_text=_("The status on the days of the period."),
    )
    starts_on = models.DateField(
        _("from"),
        null=True,
        help_text=_("The first day. Empty: its act has no date, and no past day is known."),
    )
    ends_on = models.DateField(
        _("until"), null=True, help_text=_("The last day. Empty: it goes on.")
    )
    is_certain = models.BooleanField(
        _("certain"),
        default=True,
        help_text=_("Whether the dates leave no doubt that it holds on these days."),
    )
    holds_today = models.BooleanField(
        _("holds today"), default=True, help_text=_("Whether it counts for today.")
    )
    holds_in_past = models.BooleanField(
        _("holds on past days"),
        default=True,
        help_text=_("Whether it counts for days that are past."),
    )

    objects = StatusPeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("period of status")
        verbose_name_plural = _("periods of status")
        ordering = ["agreement", "starts_on", "id"]
        indexes = [models.Index(fields=["status", "starts_on", "ends_on"], name="status_by_day")]
        constraints = [
            *known_codes("statusperiod", status=Status),
            models.CheckConstraint(
                condition=models.Q(starts_on__isnull=True)
                | models.Q(ends_on__isnull=True)
                | models.Q(ends_on__gte=models.F("starts_on")),
                name="status_period_does_not_end_before_it_starts",
                violation_error_message=_("A period cannot end before it starts."),
            ),
        ]

    def __str__(self):
        return f"{self.get_status_display()} {self.starts_on or '…'}/{self.ends_on or '…'}"
