"""Agreements, their occasions and their relations to each other."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from coop.dates.fields import EarliestField, EDTFField, LatestField
from coop.models.base import (
    Claim,
    Evidenced,
    Publishable,
    claim_rules,
    key_within,
    known_codes,
    optional_codes,
)
from coop.models.events import Event
from coop.models.parties import Party
from coop.models.places import Place
from coop.models.topics import Subject
from coop.names.fields import LanguageField, LanguagesField, Line, MultilingualField, Passage
from coop.querysets.agreements import AgreementQuerySet, RelationQuerySet
from coop.vocabulary.agreements import (
    AgreementKind,
    Bindingness,
    Coding,
    OccasionKind,
    RelationKind,
)
from coop.vocabulary.records import Basis, State


class Agreement(Evidenced, Publishable):
    """One instrument, or a package: a named set whose members are linked to it.

    An amendment is an agreement of its own that points at the one it amends;
    the registry never overwrites what was once in force. A package is never
    counted as an instrument.
    """

    title = MultilingualField(
        _("title"),
        max_length=500,
        help_text=_("Public. As on the instrument, one a language; or supplied, see below."),
    )
    is_title_supplied = models.BooleanField(
        _("title supplied"),
        default=False,
        help_text=_("Tick when the registry made the title up; it prints in square brackets."),
    )
    kind = Line(
        _("kind"),
        max_length=40,
        choices=AgreementKind,
        default=AgreementKind.NOT_STATED,
        help_text=_("Public. As the sources call it; keep every label in its citation."),
    )
    bindingness = Line(
        _("bindingness"),
        max_length=20,
        choices=Bindingness,
        default=Bindingness.NOT_STATED,
        help_text=_("Public. Never guessed from the title in a report."),
    )
    original_language = LanguageField(
        _("original language"),
        blank=True,
        default="",
        help_text=_("Language tag of the title as signed: fr, kk-Latn. Empty when not stated."),
    )
    authentic_languages = LanguagesField(
        _("authentic languages"),
        blank=True,
        help_text=_("Languages whose texts are equally authentic, as the text says."),
    )
    place = models.ForeignKey(
        Place,
        verbose_name=_("place"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="agreements",
        help_text=_("Public. Where it was signed. Empty when not stated."),
    )
    frameworks = models.ManyToManyField(
        Party,
        verbose_name=_("frameworks"),
        blank=True,
        related_name="framed_agreements",
        help_text=_("Organisations within whose work it stands; they are no parties to it."),
    )
    subjects = models.ManyToManyField(
        Subject,
        verbose_name=_("subjects"),
        blank=True,
        related_name="agreements",
        help_text=_("What it is about: for packages, their fields."),
    )
    summary = MultilingualField(
        _("summary"),
        max_length=1500,
        blank=True,
        is_passage=True,
        help_text=_("Public. In our own words."),
    )
    note = Passage(
        _("note"),
        max_length=2000,
        blank=True,
        default="",
        help_text=_("Public. What a reader must know about this record as a record."),
    )
    parties_complete_on = EDTFField(
        _("list of parties complete on"),
        blank=True,
        default="",
        help_text=_("The day for which the list of parties is complete. Empty: others may exist."),
    )
    parties_complete_on_earliest = EarliestField(source="parties_complete_on")
    parties_complete_on_latest = LatestField(source="parties_complete_on")
    coding = Line(
        _("coding"),
        max_length=30,
        choices=Coding,
        default=Coding.NOT_CODED,
        help_text=_(
            "What the provisions were coded from. It decides how an absent topic reads: "
            "“not coded”, “not stated in the sources read”, or “silent”."
        ),
    )

    objects = AgreementQuerySet.as_manager()

    url_name = "agreement"
    names_field = "title"

    class Meta:
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        ordering = ["sort_key", "key"]
        permissions = [("publish_agreement", _("Can publish and withdraw agreements"))]
        indexes = [models.Index(fields=["state", "-published_at", "-id"], name="agreement_newest")]
        constraints = [
            *known_codes(
                "agreement",
                state=State,
                kind=AgreementKind,
                bindingness=Bindingness,
                coding=Coding,
            ),
            *optional_codes("agreement", basis=Basis),
            models.CheckConstraint(
                condition=~models.Q(title={}),
                name="agreement_has_a_title",
                violation_error_message=_("Give the agreement a title; it may be supplied."),
            ),
        ]

    @property
    def original_tag(self) -> str:
        return self.original_language

    @property
    def is_package(self) -> bool:
        return self.kind == AgreementKind.PACKAGE


class Occasion(Claim):
    """An agreement's tie to an event. An occasion's date is never the agreement's."""

    agreement = models.ForeignKey(
        Agreement,
        verbose_name=_("agreement"),
        on_delete=models.CASCADE,
        related_name="occasions",
        help_text=_("The agreement that it is an occasion of."),
    )
    event = models.ForeignKey(
        Event,
        verbose_name=_("event"),
        on_delete=models.PROTECT,
        related_name="occasions",
        help_text=_("The event. Its date is never taken for the agreement’s."),
    )
    kind = Line(
        _("relation"),
        max_length=30,
        choices=OccasionKind,
        help_text=_("How the agreement stands to the event."),
    )

    parent_field = "agreement"

    class Meta:
        verbose_name = _("occasion")
        verbose_name_plural = _("occasions")
        ordering = ["order", "id"]
        constraints = [
            key_within("occasion", "agreement"),
            *claim_rules("occasion"),
            *known_codes("occasion", kind=OccasionKind),
            models.UniqueConstraint(
                fields=["agreement", "event", "kind"],
                name="occasion_is_entered_once",
                violation_error_message=_("This agreement already has this occasion."),
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.event}"


class AgreementRelation(Claim):
    """How one agreement stands to another, said once, from the one that says it."""

    agreement = models.ForeignKey(
        Agreement,
        verbose_name=_("agreement"),
        on_delete=models.CASCADE,
        related_name="relations",
        help_text=_("The agreement that says it."),
    )
    related = models.ForeignKey(
        Agreement,
        verbose_name=_("related agreement"),
        on_delete=models.PROTECT,
        related_name="inverse_relations",
        help_text=_("The other agreement."),
    )
    kind = Line(
        _("relation"),
        max_length=30,
        choices=RelationKind,
        help_text=_("How this agreement stands to the other; said once, from this side."),
    )

    objects = RelationQuerySet.as_manager()

    parent_field = "agreement"

    class Meta:
        verbose_name = _("relation")
        verbose_name_plural = _("relations")
        ordering = ["order", "id"]
        constraints = [
            key_within("agreementrelation", "agreement"),
            *claim_rules("agreementrelation"),
            *known_codes("agreementrelation", kind=RelationKind),
            models.CheckConstraint(
                condition=~models.Q(agreement=models.F("related")),
                name="agreement_is_not_related_to_itself",
                violation_error_message=_("An agreement has no relation to itself."),
            ),
            models.UniqueConstraint(
                fields=["agreement", "related", "kind"],
                name="relation_is_entered_once",
                violation_error_message=_("This relation is already entered."),
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.related}"
