"""Who takes part in an agreement, and who signed for them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from coop.models.agreements import Agreement
from coop.models.base import Claim, claim_rules, key_within, known_codes
from coop.models.numbers import SmallNumberField
from coop.models.parties import Party
from coop.models.people import Person
from coop.names.fields import Line
from coop.querysets.participations import ParticipationQuerySet
from coop.vocabulary.agreements import ParticipationRole


class Participation(Claim):
    """A party in an agreement. Only pairs on different sides count as cooperating."""

    agreement = models.ForeignKey(
        Agreement,
        verbose_name=_("agreement"),
        on_delete=models.CASCADE,
        related_name="participations",
        help_text=_("The agreement that it takes part in."),
    )
    party = models.ForeignKey(
        Party,
        verbose_name=_("party"),
        on_delete=models.PROTECT,
        related_name="participations",
        help_text=_("Who takes part: the body that the source names, not the state behind it."),
    )
    role = Line(
        _("role"),
        max_length=30,
        choices=ParticipationRole,
        default=ParticipationRole.PARTY,
        help_text=_("What it does in the agreement."),
    )
    side = SmallNumberField(
        _("side"),
        null=True,
        blank=True,
        help_text=_(
            "1 or 2 when several parties stand together on one side; "
            "empty when each stands for itself."
        ),
    )
    acting_for = models.ForeignKey(
        Party,
        verbose_name=_("acting for"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="participations_by_others",
        help_text=_("The body or state that it acts for, when the source says so."),
    )

    objects = ParticipationQuerySet.as_manager()

    parent_field = "agreement"

    class Meta:
        verbose_name = _("participation")
        verbose_name_plural = _("participations")
        ordering = ["order", "id"]
        constraints = [
            key_within("participation", "agreement"),
            *claim_rules("participation"),
            *known_codes("participation", role=ParticipationRole),
            models.UniqueConstraint(
                fields=["agreement", "party", "role"],
                name="party_takes_part_once_in_a_role",
                violation_error_message=_("This party already has this role in the agreement."),
            ),
            models.CheckConstraint(
                condition=models.Q(acting_for__isnull=True)
                | ~models.Q(acting_for=models.F("party")),
                name="party_does_not_act_for_itself",
                violation_error_message=_("Leave “acting for” empty when a party acts for itself."),
            ),
            models.CheckConstraint(
                condition=models.Q(side__isnull=True) | models.Q(side__gte=1, side__lte=20),
                name="participation_side_is_from_1_to_20",
                violation_error_message=_("A side is a number from 1 to 20."),
            ),
        ]

    def __str__(self):
        return str(self.party)


class Signature(Claim):
    """A person who signed for a participation, in an office as printed."""

    participation = models.ForeignKey(
        Participation,
        verbose_name=_("participation"),
        on_delete=models.CASCADE,
        related_name="signatures",
        help_text=_("The participation that was signed for."),
    )
    person = models.ForeignKey(
        Person,
        verbose_name=_("person"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="signatures",
        help_text=_("Empty when the source names only the office."),
    )
    office = Line(
        _("office"),
        max_length=200,
        blank=True,
        default="",
        help_text=_("As printed in the source."),
    )
    office_at = models.ForeignKey(
        Party,
        verbose_name=_("office at"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="signatures_in_office",
        help_text=_("The body in which the office is held. Empty when the source does not say."),
    )

    parent_field = "participation"

    class Meta:
        verbose_name = _("signature")
        verbose_name_plural = _("signatures")
        ordering = ["order", "id"]
        constraints = [
            key_within("signature", "participation"),
            *claim_rules("signature"),
            models.CheckConstraint(
                condition=models.Q(person__isnull=False) | ~models.Q(office=""),
                name="signature_has_a_person_or_an_office",
                violation_error_message=_("Say who signed, or in which office."),
            ),
        ]

    def __str__(self):
        return str(self.person) if self.person else self.office
