"""The list of people and the page of one."""

from django.db.models import Prefetch

from coop.facets import parts
from coop.filters.people import PersonFilter
from coop.models import Attendance, Citation, Person, Signature, Subject
from coop.querysets.numbers import number_of
from coop.views.base import RecordDetail
from coop.views.cited import Said, by_record, said_by
from coop.views.lists import RecordList
from coop.views.referring import AT_MOST, Short, signed


class PersonList(RecordList):
    """People with the offices in which the sources show them."""

    filter_class = PersonFilter
    template_name = "coop/people/list.html"
    card_template = "coop/people/_card.html"

    def with_parts(self, records):
        return records.annotate(
            signature_count=number_of(parts.signatures(), "person"),
            attendance_count=number_of(parts.attendances(), "person"),
            said_count=number_of(parts.citations(), "said_by_person"),
        ).prefetch_related(
            Prefetch(
                "signatures",
                parts.signatures().select_related("office_at__country"),
                to_attr="public_signatures",
            ),
            Prefetch(
                "attendances",
                parts.attendances().select_related("office_at__country"),
                to_attr="public_attendances",
            ),
        )

    def prepared(self, record):
        record.offices = offices_of(record)
        return record


CLAIMS = said_by("person")


class PersonDetail(RecordDetail):
    """A person: names, what they signed, where they were, what they said."""

    model = Person
    template_name = "coop/people/detail.html"

    def story(self, person: Person) -> dict:
        signatures = Short(signed(Signature.objects.filter(person=person)))
        attendances = Short(
            Attendance.objects.filter(person=person, event__is_public=True)
            .select_related("event__place__country", "event__country", "office_at__country")
            .order_by("event__sort_key", "pk")
        )
        said = Said(CLAIMS, person.pk, Citation.objects.filter(said_by_person=person))
        notes = self.notes([person, *signatures, *attendances])

        notes.number(person, "names")
        notes.number(person)
        story = {"head_notes": notes.cut()}

        for signature in signatures:
            notes.number(signature)
        story |= {"signatures": signatures, "signature_notes": notes.cut()}

        for attendance in attendances:
            notes.number(attendance)
        story |= {"attendances": attendances, "attendance_notes": notes.cut()}

        return story | {
            "said": by_record(said),
            "said_total": said.total,
            "subjects": list(Subject.objects.public().filter(person=person)),
            "at_most": AT_MOST,
        }


def offices_of(person: Person) -> list[str]:
    """The offices in which the sources show the person, as printed, each once."""
    held = (*person.public_signatures, *person.public_attendances)
    return list(dict.fromkeys(one.office for one in held if one.office))
