"""The list of places and the page of one."""

from coop.facets import parts
from coop.filters.places import PlaceFilter
from coop.models import Agreement, Event, Place, Screening, Subject
from coop.querysets.numbers import number_of
from coop.views.base import RecordDetail
from coop.views.lists import RecordList
from coop.views.referring import (
    AT_MOST,
    Short,
    events_in_order,
    newest_first,
    screenings_in_order,
)


class PlaceList(RecordList):
    """Places with what took place there."""

    filter_class = PlaceFilter
    template_name = "coop/places/list.html"
    card_template = "coop/places/_card.html"

    def with_parts(self, records):
        return records.select_related("country").annotate(
            agreement_count=number_of(parts.agreements(), "place"),
            event_count=number_of(parts.events(), "place"),
            screening_count=number_of(parts.screenings(), "place"),
        )


class PlaceDetail(RecordDetail):
    """A place: where it is, and what was signed, held and shown there."""

    model = Place
    template_name = "coop/places/detail.html"

    def with_parts(self, records):
        return records.select_related("country")

    def story(self, place: Place) -> dict:
        screenings = Short(screenings_in_order(Screening.objects.filter(place=place)))
        notes = self.notes([place, *screenings])
        for field in ("names", "country"):
            notes.number(place, field)
        notes.number(place)
        story = {"head_notes": notes.cut()}
        for screening in screenings:
            notes.number(screening)
        return story | {
            "agreements": Short(newest_first(Agreement.objects.filter(place=place))),
            "events": Short(events_in_order(Event.objects.filter(place=place))),
            "screenings": screenings,
            "screening_notes": notes.cut(),
            "subjects": list(Subject.objects.public().filter(place=place)),
            "at_most": AT_MOST,
        }
