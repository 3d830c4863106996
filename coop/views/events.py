"""The list of events and the page of one."""

from django.db.models import Prefetch

from coop.facets import parts
from coop.filters.events import EventFilter
from coop.models import Act, Attendance, Event, Occasion, Screening, Statement
from coop.querysets.numbers import number_of
from coop.views.base import RecordDetail
from coop.views.lists import RecordList
from coop.views.referring import (
    AT_MOST,
    SIGNATURES,
    Short,
    events_in_order,
    screenings_in_order,
)
from coop.vocabulary.records import State

HEAD_FIELDS = ("kind", "names")
FACT_FIELDS = ("held_on", "holding", "place", "country", "part_of")


class EventList(RecordList):
    """Events with when and where, planned or held."""

    filter_class = EventFilter
    template_name = "coop/events/list.html"
    card_template = "coop/events/_card.html"

    def with_parts(self, records):
        return records.with_place().annotate(
            agreement_count=number_of(parts.occasions(), "event", of="agreement"),
            screening_count=number_of(parts.screenings(), "event"),
        )


class EventDetail(RecordDetail):
    """An event: who was there, which agreements it was the occasion of, what was shown and said."""

    model = Event
    template_name = "coop/events/detail.html"

    def with_parts(self, records):
        return records.with_place()

    def story(self, event: Event) -> dict:
        attendances = list(
            Attendance.objects.filter(event=event).select_related("person", "office_at__country")
        )
        occasions = Short(
            Occasion.objects.filter(event=event, agreement__state=State.PUBLISHED)
            .select_related("agreement")
            .prefetch_related(Prefetch("agreement__acts", Act.objects.filter(kind__in=SIGNATURES)))
            .order_by("agreement__sort_key", "order", "pk")
        )
        statements = list(Statement.objects.filter(event=event))
        screenings = Short(screenings_in_order(Screening.objects.filter(event=event)))
        notes = self.notes([event, *attendances, *occasions, *statements, *screenings])

        for field in HEAD_FIELDS:
            notes.number(event, field)
        story = {"head_notes": notes.cut()}

        for field in FACT_FIELDS:
            notes.number(event, field)
        notes.number(event)
        story |= {
            "parts": Short(events_in_order(Event.objects.filter(part_of=event))),
            "fact_notes": notes.cut(),
        }

        sections = {
            "attendance": attendances,
            "occasion": occasions,
            "statement": statements,
            "screening": screenings,
        }
        for name, claims in sections.items():
            for claim in claims:
                notes.number(claim)
            story |= {f"{name}s": claims, f"{name}_notes": notes.cut()}
        return story | {"at_most": AT_MOST}
