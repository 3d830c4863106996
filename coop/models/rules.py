"""Machine-readable conditions of provisions, of a closed set of kinds."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from coop.models.base import Claim, claim_rules, key_within, known_codes, optional_codes
from coop.models.numbers import ExactField
from coop.models.provisions import Provision
from coop.names.fields import Line
from coop.querysets.base import PartQuerySet
from coop.vocabulary.fields import CodesField
from coop.vocabulary.provisions import (
    PERCENT_UNITS,
    TIME_UNITS,
    AppliesTo,
    CountedBy,
    Effect,
    Precedence,
    RuleKind,
    ThirdCountry,
    Unit,
)
from coop.vocabulary.records import Form, Length

LARGEST = 99_999


def _is_in_range(field: str) -> Q:
    return Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__gte": 0, f"{field}__lte": LARGEST})


HAS_LIMIT = Q(minimum__isnull=False) | Q(maximum__isnull=False)
NO_LIMIT = Q(minimum__isnull=True, maximum__isnull=True)

NEEDS = [
    (
        "share_rule_has_a_percentage_and_whose",
        (RuleKind.SHARE,),
        HAS_LIMIT & Q(unit__in=PERCENT_UNITS) & ~Q(counted_by=""),
        _("A share rule needs a limit in per cent and says whose share is counted."),
    ),
    (
        "third_country_share_rule_has_a_percentage",
        (RuleKind.THIRD_COUNTRY_SHARE,),
        HAS_LIMIT & Q(unit__in=PERCENT_UNITS),
        _("A third-country share rule needs a limit in per cent."),
    ),
    (
        "co_producers_rule_counts_co_producers",
        (RuleKind.CO_PRODUCERS,),
        HAS_LIMIT & Q(unit=Unit.CO_PRODUCERS),
        _("A rule on the number of co-producers needs a limit counted in co-producers."),
    ),
    (
        "parties_rule_counts_parties",
        (RuleKind.PARTIES_REPRESENTED,),
        HAS_LIMIT & Q(unit=Unit.PARTIES),
        _("A rule on the parties represented needs a limit counted in parties."),
    ),
    (
        "third_country_rule_says_which",
        (RuleKind.THIRD_COUNTRY_ADMITTED,),
        ~Q(third_country=""),
        _("A rule that admits third countries says which."),
    ),
    (
        "precedence_rule_says_which_way",
        (RuleKind.PRECEDENCE,),
        ~Q(precedence=""),
        _("A precedence rule says which prevails."),
    ),
    (
        "points_rule_has_points",
        (RuleKind.POINTS,),
        HAS_LIMIT & Q(unit=Unit.POINTS),
        _("A points rule needs a limit in points."),
    ),
    (
        "time_rule_has_a_time",
        (RuleKind.LEAD_TIME, RuleKind.TERM, RuleKind.RENEWAL, RuleKind.NOTICE),
        HAS_LIMIT & Q(unit__in=TIME_UNITS),
        _("This rule needs a limit in days, months or years."),
    ),
    (
        "rule_without_a_number_has_none",
        (
            RuleKind.THIRD_COUNTRY_ADMITTED,
            RuleKind.FORMATS,
            RuleKind.EXHIBITION,
            RuleKind.PRECEDENCE,
            RuleKind.APPROVAL,
        ),
        NO_LIMIT & Q(unit=""),
        _("A rule of this kind has no limit and no unit."),
    ),
]


class Rule(Claim):
    """One condition of a provision that the instrument finder can weigh.

    Limits are inclusive. ``relaxes`` names the rule whose limits this one widens.
    """

    provision = models.ForeignKey(
        Provision,
        verbose_name=_("provision"),
        on_delete=models.CASCADE,
        related_name="rules",
        help_text=_("The provision that it is a condition of."),
    )
    kind = Line(
        _("kind"),
        max_length=30,
        choices=RuleKind,
        help_text=_("What is limited or allowed; it decides which of the fields below are needed."),
    )
    applies_to = Line(
        _("applies to"),
        max_length=20,
        choices=AppliesTo,
        default=AppliesTo.ANY,
        help_text=_("Whether it is for films of two countries, of more, or for any."),
    )
    is_only_without_bilateral = models.BooleanField(
        _("only without a bilateral agreement"),
        default=False,
        help_text=_("Holds only between parties that have no bilateral agreement."),
    )
    counted_by = Line(
        _("counted by"),
        max_length=40,
        choices=CountedBy,
        blank=True,
        default="",
        help_text=_("Whose share or number is limited."),
    )
    minimum = ExactField(
        _("at least"),
        max_digits=9,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=_("The least that is allowed, itself included. Empty: no lower limit is stated."),
    )
    maximum = ExactField(
        _("at most"),
        max_digits=9,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=_("The most that is allowed, itself included. Empty: no upper limit is stated."),
    )
    unit = Line(
        _("unit"),
        max_length=40,
        choices=Unit,
        blank=True,
        default="",
        help_text=_("In what the limits are counted."),
    )
    out_of = ExactField(
        _("out of"),
        max_digits=9,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=_("The highest possible number of points."),
    )
    third_country = Line(
        _("third countries"),
        max_length=40,
        choices=ThirdCountry,
        blank=True,
        default="",
        help_text=_("From which third countries co-producers may come."),
    )
    forms = CodesField(
        _("form"), codes=Form, help_text=_("The forms of film that it is for. Empty: any.")
    )
    lengths = CodesField(
        _("length"), codes=Length, help_text=_("The lengths of film that it is for. Empty: any.")
    )
    effect = Line(
        _("effect"),
        max_length=30,
        choices=Effect,
        default=Effect.REQUIRED,
        help_text=_("What follows for a film that does not meet it."),
    )
    relaxes = models.ForeignKey(
        "self",
        verbose_name=_("relaxes"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="relaxed_by",
        help_text=_("The rule in whose place it stands: 10 % instead of 20 %."),
    )
    needs_approval = models.BooleanField(
        _("needs approval"),
        default=False,
        help_text=_("Holds only where the authorities agree to it."),
    )
    precedence = Line(
        _("precedence"),
        max_length=20,
        choices=Precedence,
        blank=True,
        default="",
        help_text=_("How the instrument stands to bilateral agreements between its parties."),
    )

    objects = PartQuerySet.as_manager()

    parent_field = "provision"

    class Meta:
        verbose_name = _("rule")
        verbose_name_plural = _("rules")
        ordering = ["order", "id"]
        constraints = [
            key_within("rule", "provision"),
            *claim_rules("rule"),
            *known_codes("rule", kind=RuleKind, applies_to=AppliesTo, effect=Effect),
            *optional_codes(
                "rule",
                counted_by=CountedBy,
                unit=Unit,
                third_country=ThirdCountry,
                precedence=Precedence,
            ),
            *(
                models.CheckConstraint(
                    condition=~Q(kind__in=kinds) | needs,
                    name=name,
                    violation_error_message=message,
                )
                for name, kinds, needs, message in NEEDS
            ),
            models.CheckConstraint(
                condition=Q(minimum__isnull=True)
                | Q(maximum__isnull=True)
                | Q(maximum__gte=models.F("minimum")),
                name="rule_maximum_is_not_below_its_minimum",
                violation_error_message=_("The upper limit is below the lower one."),
            ),
            models.CheckConstraint(
                condition=_is_in_range("minimum") & _is_in_range("maximum"),
                name="rule_limits_are_from_0_to_99999",
                violation_error_message=_("A limit is a number from 0 to 99,999."),
            ),
            models.CheckConstraint(
                condition=Q(out_of__isnull=True)
                | (Q(kind=RuleKind.POINTS) & _is_in_range("out_of")),
                name="rule_has_highest_points_only_for_points",
                violation_error_message=_(
                    "Only a points rule is out of a number, and that from 0 to 99,999."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(unit__in=PERCENT_UNITS)
                | (
                    (Q(minimum__isnull=True) | Q(minimum__lte=100))
                    & (Q(maximum__isnull=True) | Q(maximum__lte=100))
                ),
                name="rule_percentage_is_at_most_100",
                violation_error_message=_("A percentage is at most 100."),
            ),
            models.CheckConstraint(
                condition=Q(relaxes__isnull=True) | ~Q(relaxes=models.F("id")),
                name="rule_does_not_relax_itself",
                violation_error_message=_("A rule cannot relax itself."),
            ),
        ]

    def __str__(self):
        return self.get_kind_display()
