"""Worlds in which two records are one thing, and oracles about what is left of one of them."""

from django.apps import apps

from coop.curation import merging, recording
from coop.exchange.exporting import everything
from coop.models import FormerSlug, SearchDocument
from coop.models.base import Referable
from tests import factories as make

REASON = "They are one."


def merged(kept, gone, *, user=None, **choices):
    """Merge without a look in between."""
    kept.refresh_from_db()
    gone.refresh_from_db()
    seen = merging.plan(kept, gone).seen
    return merging.merge(
        kept=kept, merged=gone, reason=REASON, seen=seen, choices=choices, user=user
    )


def export():
    """Everything there is, as a file has it."""
    return "".join(everything())


def pointing_to(model, pk, key):
    """The rows of any table that still name a record by its id or by its key."""
    kind = model._meta.model_name
    found = []
    for other in apps.get_app_config("coop").get_models(include_auto_created=True):
        for field in other._meta.local_fields:
            if field.is_relation and field.related_model is model:
                found += [(other, row) for row in other.objects.filter(**{field.name: pk})]
    found += SearchDocument.objects.filter(kind=kind, key=key)
    for name in ("Comment", "Assignment"):
        rows = apps.get_model("coop", name).objects
        found += rows.filter(record_kind=kind, record_key=key)
    found += apps.get_model("coop", "Dismissal").objects.filter(kind=kind, meant=key)
    found += FormerSlug.objects.filter(kind=kind, key=key)
    found += apps.get_model("coop", "Distinction").objects.of(kind, key)
    return found


def world_of_a_party(one):
    """Everything that can point to a party, pointing to this one."""
    agreement = make.agreement(parties=[one, make.party()])
    signed = make.signature(participation=agreement.participations.first(), office_at=one)
    make.participation(agreement=agreement, acting_for=one, order=3)
    agreement.frameworks.add(one)
    make.attendance(office_at=one)
    make.partner(party=one)
    make.former_name(party=one)
    make.party(parent=one)
    make.group(organisation=one)
    make.citation(one)
    make.citation(signed, said_by_party=one, said_by_as_printed="They")
    return agreement


def world_of_a_person(one):
    make.signature(person=one)
    attended = make.attendance(person=one)
    make.subject(person=one)
    make.citation(one)
    make.citation(attended, said_by_person=one, said_by_as_printed="She")


def world_of_an_event(one):
    make.event(part_of=one)
    make.occasion(event=one)
    make.screening(event=one)
    make.attendance(event=one)
    make.statement(event=one)
    make.citation(one)


def world_of_a_place(one):
    make.agreement(place=one)
    make.event(place=one)
    make.screening(place=one)
    make.subject(place=one)
    make.citation(one)


def world_of_a_film(one):
    make.partner(coproduction=one)
    make.screening(coproduction=one)
    make.film_link(coproduction=one)
    one.subjects.add(make.subject())


def world_of_a_subject(one):
    make.agreement().subjects.add(one)
    make.provision(subjects=[one])
    make.coproduction().subjects.add(one)


WORLDS = {
    "party": (make.party, world_of_a_party),
    "person": (make.person, world_of_a_person),
    "event": (make.event, world_of_an_event),
    "place": (make.place, world_of_a_place),
    "coproduction": (make.coproduction, world_of_a_film),
    "subject": (make.subject, world_of_a_subject),
}


def two(kind, with_world=True):
    """Two records of a kind; to the second everything points that can."""
    made, surround = WORLDS[kind]
    kept, gone = made(), made()
    if isinstance(kept, Referable):
        # Else the merge makes its address public, which then is remembered for ever.
        kept = make.public(kept)
    if with_world:
        with recording():
            surround(gone)
        gone.refresh_from_db()
    return kept, gone
