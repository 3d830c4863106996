"""Parties: who can be bound or can sign."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from coop.dates.fields import EarliestField, EDTFField, LatestField
from coop.models.base import Evidenced, Part, Referable, key_within, known_codes, optional_codes
from coop.models.places import Country
from coop.names.fields import IdentifiersField, Line, MultilingualField
from coop.querysets.parties import PartyQuerySet
from coop.vocabulary.parties import PartyKind
from coop.vocabulary.records import Basis


class Party(Evidenced, Referable):
    """A state, ministry, film centre, association, company, festival or organisation.

    A state is made from its country and reads the country's names.
    """

    kind = Line(_("kind"), max_length=40, choices=PartyKind, help_text=_("What sort of body."))
    names = MultilingualField(
        _("names"),
        max_length=300,
        blank=True,
        help_text=_("One a language. A state needs none: it reads its country's."),
    )
    short_names = MultilingualField(
        _("short names"),
        max_length=60,
        blank=True,
        help_text=_("Acronym or usual short form: CNC, TURKSOY."),
    )
    country = models.ForeignKey(
        Country,
        verbose_name=_("country"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="parties",
        help_text=_("The country it belongs to. Empty for bodies of several countries."),
    )
    parent = models.ForeignKey(
        "self",
        verbose_name=_("part of"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="departments",
        help_text=_("The body it belongs to: department, then ministry, then state."),
    )
    identifiers = IdentifiersField(
        _("identifiers"),
        schemes=["wikidata", "isni", "viaf"],
        help_text=_("Its numbers in other registers."),
    )

    objects = PartyQuerySet.as_manager()

    url_name = "party"

    class Meta:
        verbose_name = _("party")
        verbose_name_plural = _("parties")
        ordering = ["sort_key", "key"]
        constraints = [
            *known_codes("party", kind=PartyKind),
            *optional_codes("party", basis=Basis),
            models.CheckConstraint(
                condition=~models.Q(kind=PartyKind.STATE) | models.Q(country__isnull=False),
                name="state_has_a_country",
                violation_error_message=_("A state is made from its country: choose it."),
            ),
            models.CheckConstraint(
                condition=models.Q(kind=PartyKind.STATE) ^ ~models.Q(names={}),
                name="party_has_names_unless_it_is_a_state",
                violation_error_message=_(
                    "Give the body a name; a state reads its country's and has none of its own."
                ),
            ),
            models.UniqueConstraint(
                fields=["country"],
                condition=models.Q(kind=PartyKind.STATE),
                name="country_is_one_state",
                violation_error_message=_("This country already has its state."),
            ),
            models.CheckConstraint(
                condition=models.Q(parent__isnull=True) | ~models.Q(parent=models.F("id")),
                name="party_is_not_its_own_parent",
                violation_error_message=_("A body cannot be part of itself."),
            ),
        ]

    @property
    def names_read(self):
        # A form that is shown again may hold a state whose country is still to be chosen.
        is_read = self.kind == PartyKind.STATE and self.country is not None
        return self.country.names if is_read else self.names

    @property
    def is_state(self) -> bool:
        return self.kind == PartyKind.STATE


class FormerName(Part):
    """A name that a party bore for a time."""

    party = models.ForeignKey(
        Party,
        verbose_name=_("party"),
        on_delete=models.CASCADE,
        related_name="former_names",
        help_text=_("Who bore the name."),
    )
    names = MultilingualField(_("names"), max_length=300, help_text=_("One a language."))
    used = EDTFField(_("used"), blank=True, default="", help_text=_("As an interval: 1996/2010."))
    used_earliest = EarliestField(source="used")
    used_latest = LatestField(source="used")

    parent_field = "party"

    class Meta:
        verbose_name = _("former name")
        verbose_name_plural = _("former names")
        ordering = ["order", "id"]
        constraints = [key_within("formername", "party")]

    def __str__(self):
        wording = self.names.best()
        return wording.text if wording else self.key
