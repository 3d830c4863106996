"""A small world in which everything refers to everything, made as often as asked."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from coop.curation import recording
from tests import factories

STANCES = ("requires", "provides", "encourages", "plans", "excludes")
FORMS = (("fiction",), ("documentary", "animation"), ())


def world(size: int = 3):
    """``size`` agreements with parties, people, events, films, provisions and their sources."""
    with recording():
        place = factories.place(names="Shared place", country=factories.country("KZ"))
        event = factories.event(names="Shared event", place=place, held_on="2024-05")
        person = factories.person(names="Shared person")
        subject = factories.subject(names="Shared subject")
        for each in range(size):
            _agreement(each, place, event, person, subject)
            _film(each, place, event, subject)


def _agreement(each, place, event, person, subject):
    source = factories.source(
        title=f"Source {each}",
        language=("en", "ar", "")[each % 3],
        paragraph_count=9,
        published_on=("2024-05-15", "2025", "")[each % 3],
    )
    state = factories.state(("KZ", "IR", "FR", "UZ", "TR", "DE")[each % 6])
    body = factories.party(
        names=f"Body {each}", country=state.country, parent=state, short_names=f"B{each}"
    )
    factories.former_name(party=body)
    agreement = factories.agreement(
        title=f"Agreement {each}",
        parties=[state, body, factories.party(country=factories.country())],
        place=place if each % 2 else factories.place(country=state.country),
        source=source,
    )
    agreement.frameworks.add(factories.party(kind="intergovernmental-organisation"))
    agreement.subjects.add(subject, factories.subject())
    factories.act(agreement=agreement, done_on=("2024-05-14", "2025?", "")[each % 3])
    participation = agreement.participations.first()
    factories.signature(
        participation=participation, person=person, office="Minister", office_at=body
    )
    factories.signature(participation=participation, office_at=body)
    factories.occasion(agreement=agreement, event=event)
    own = factories.event(part_of=event, country=state.country, kind="talks", holding="planned")
    factories.occasion(agreement=agreement, event=own, kind="provides-for")
    factories.attendance(event=event, office="Director", office_at=body)
    factories.attendance(event=own, person=person, office="Speaker", office_at=state)
    factories.statement(event=own)
    said = factories.statement(agreement=agreement, evidence=False)
    factories.citation(said, source=source, said_by_person=person, paragraphs="2-3")
    factories.citation(said, source=source, said_by_party=body, paragraphs="4")
    for stance in STANCES[: each % 5 + 1]:
        provision = factories.provision(
            agreement=agreement,
            topic=factories.topic(f"topic-of-{stance}"),
            stance=stance,
            forms=FORMS[each % 3],
            lengths=("short",) if each % 2 else (),
            subjects=[subject],
        )
        factories.rule(provision=provision)
        factories.statement(provision=provision)


def _film(each, place, event, subject):
    film = factories.coproduction(
        title=f"Film {each}",
        countries=[factories.country("KZ"), factories.country()] if each % 3 else [],
        forms=FORMS[each % 3],
        status=("completed", "planned", "not-stated")[each % 3],
        year=("2023", "2024~", "")[each % 3],
    )
    film.subjects.add(
        subject, factories.subject(place=place), factories.subject(person=factories.person())
    )
    factories.partner(coproduction=film, party=factories.party(country=factories.country()))
    factories.screening(coproduction=film, event=event, place=place)
    factories.screening(coproduction=film, event=factories.event(), held_on="")
    factories.film_link(coproduction=film)
    film.refresh_from_db()


def queries(client, address: str) -> int:
    """How many queries a page costs."""
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200, address
    return len(captured)
