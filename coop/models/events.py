"""Events at which agreements are made and films are shown."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from coop.dates.fields import EarliestField, EDTFField, LatestField
from coop.models.base import (
    Claim,
    Evidenced,
    Referable,
    claim_rules,
    key_within,
    known_codes,
    optional_codes,
)
from coop.models.parties import Party
from coop.models.people import Person
from coop.models.places import Country, Place
from coop.names.fields import Line, MultilingualField
from coop.querysets.events import EventQuerySet
from coop.vocabulary.events import EventKind
from coop.vocabulary.records import Basis, Holding


class Event(Evidenced, Referable):
    """A summit, visit, round of talks, festival, edition, film week or screening."""

    names = MultilingualField(_("names"), max_length=300, help_text=_("One a language."))
    is_name_supplied = models.BooleanField(
        _("name supplied"),
        default=False,
        help_text=_("Tick when the registry made the name up; it prints in square brackets."),
    )
    kind = Line(
        _("kind"),
        max_length=30,
        choices=EventKind,
        help_text=_(
            "What sort of event. A festival and each edition of it are events of their own."
        ),
    )
    part_of = models.ForeignKey(
        "self",
        verbose_name=_("part of"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        help_text=_("The event it belongs to: an edition to its festival, talks to a visit."),
    )
    place = models.ForeignKey(
        Place,
        verbose_name=_("place"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="events",
        help_text=_("The city or region, when a source says it."),
    )
    country = models.ForeignKey(
        Country,
        verbose_name=_("country"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="events",
        help_text=_("When only a country is known, or for a place without one."),
    )
    held_on = EDTFField(
        _("when"), blank=True, default="", help_text=_("A day, month, year or interval.")
    )
    held_on_earliest = EarliestField(source="held_on", db_index=True)
    held_on_latest = LatestField(source="held_on")
    holding = Line(
        _("planned or held"),
        max_length=20,
        choices=Holding,
        default=Holding.NOT_STATED,
        help_text=_("Whether the source speaks of what is to come or of what was."),
    )

    objects = EventQuerySet.as_manager()

    url_name = "event"

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["sort_key", "key"]
        constraints = [
            *known_codes("event", kind=EventKind, holding=Holding),
            *optional_codes("event", basis=Basis),
            models.CheckConstraint(
                condition=~models.Q(names={}),
                name="event_has_a_name",
                violation_error_message=_("Give the event a name; it may be supplied."),
            ),
            models.CheckConstraint(
                condition=models.Q(part_of__isnull=True) | ~models.Q(part_of=models.F("id")),
                name="event_is_not_part_of_itself",
                violation_error_message=_("An event cannot be part of itself."),
            ),
        ]


class Attendance(Claim):
    """A person at an event, in an office as printed."""

    event = models.ForeignKey(
        Event,
        verbose_name=_("event"),
        on_delete=models.CASCADE,
        related_name="attendances",
        help_text=_("The event that was attended."),
    )
    person = models.ForeignKey(
        Person,
        verbose_name=_("person"),
        on_delete=models.PROTECT,
        related_name="attendances",
        help_text=_("Who attended."),
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
        related_name="attendances_in_office",
        help_text=_("The body in which the office is held. Empty when the source does not say."),
    )

    parent_field = "event"

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendances")
        ordering = ["order", "id"]
        constraints = [
            key_within("attendance", "event"),
            *claim_rules("attendance"),
            models.UniqueConstraint(
                fields=["event", "person"],
                name="person_attends_an_event_once",
                violation_error_message=_("This person is already entered for the event."),
            ),
        ]

    def __str__(self):
        return str(self.person)
