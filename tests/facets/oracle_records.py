"""What every other list must answer."""

from django.db.models import Count, Q

from coop.models import (
    Agreement,
    Attendance,
    Citation,
    CoProduction,
    CoProductionAgreement,
    CoProductionPartner,
    Country,
    Event,
    Occasion,
    Participation,
    Party,
    Person,
    Place,
    Provision,
    ProvisionTopic,
    Rule,
    Screening,
    Signature,
    SourceDocument,
    Statement,
    Subject,
)
from coop.vocabulary.coproductions import CoProductionKind, FilmLinkNature, FilmStatus
from coop.vocabulary.events import EventKind
from coop.vocabulary.parties import PartyKind
from coop.vocabulary.provisions import Stance
from coop.vocabulary.records import Basis, Form, Holding, Length
from coop.vocabulary.sources import SourceKind
from tests.facets.oracle import (
    Asked,
    Oracle,
    by_day,
    by_title,
    codes,
    column,
    contains,
    has,
    in_range,
    of_parts,
    own,
    uses,
)
from tests.facets.oracle_agreements import agreements, bound, on_topic

COUNTRY_CODES = column(Country.objects.all, "code")
SUBJECT_KEYS = column(Subject.objects.public, "key")


def _firm(model, path: str):
    """Parts of a model, none merely possible, whose record is published."""
    return lambda: model.objects.exclude(basis="ambiguous").filter(**{path: "published"})


taking_part = _firm(Participation, "agreement__state")
signing = _firm(Signature, "participation__agreement__state")
occasions = _firm(Occasion, "agreement__state")
provisions = _firm(Provision, "agreement__state")
partners = _firm(CoProductionPartner, "coproduction__state")
screenings = _firm(Screening, "coproduction__state")


def attending():
    return Attendance.objects.exclude(basis="ambiguous").filter(event__is_public=True)


def statements():
    return Statement.objects.exclude(basis="ambiguous").filter(event__is_public=True)


def frameworks():
    return Agreement.frameworks.through.objects.filter(agreement__state="published")


def citations():
    return Citation.objects.public().of_public_claims()


def linked(nature: str):
    return lambda: _firm(CoProductionAgreement, "coproduction__state")().filter(
        agreement__state="published", nature=nature
    )


def published(model):
    return lambda: model.objects.filter(state="published")


def public(model):
    return lambda: model.objects.filter(is_public=True)


def numbers(rows, path: str, of: str = "pk") -> dict[int, int]:
    """How many different ``of`` the rows of each record name."""
    found = rows.exclude(**{path: None}).order_by().values(path)
    return dict(found.annotate(total=Count(of, distinct=True)).values_list(path, "total"))


def most_first(counted: dict[int, int]):
    return lambda record: (-counted.get(record.pk, 0), record.sort_key)


def provision_list() -> Oracle:
    return Oracle(
        everything=Provision.objects.filter(agreement__state="published").select_related(
            "agreement", "topic__parent"
        ),
        asked={
            "topic": Asked(
                column(ProvisionTopic.objects.all, "code"), lambda value, *_: on_topic(value)
            ),
            "stance": own("stance", Stance.values),
            "form": codes("forms", Form.values, is_every=True),
            "length": codes("lengths", Length.values, is_every=True),
            "country": of_parts(
                lambda: bound().filter(agreement__state="published"),
                *("agreement__provisions", "party__country__code", COUNTRY_CODES),
                is_every=True,
            ),
            "subject": of_parts(
                *(Provision.subjects.through.objects.all, "provision", "subject__key"),
                SUBJECT_KEYS,
                is_every=True,
            ),
            "agreement": own(
                "agreement__key",
                published(Agreement)().order_by().values_list("key", flat=True),
                is_offered=False,
            ),
            "use": uses(rules=lambda: has(Rule.objects.firm, "provision")),
        },
        sorts={"topic": _by_topic, "agreement": _by_agreement},
    )


def _by_topic(provision) -> tuple:
    topic = provision.topic
    group = topic.parent.order if topic.parent else 0
    return (group, topic.order, topic.code, *_by_agreement(provision))


def _by_agreement(provision) -> tuple:
    return (provision.agreement.sort_key, provision.agreement_id, provision.order)


def films() -> Oracle:
    def made_with(value, *_):
        either = Q(country__code=value) | Q(party__country__code=value)
        return has(lambda: partners().filter(either), "coproduction")

    return Oracle(
        everything=published(CoProduction)(),
        asked={
            "country": Asked(COUNTRY_CODES, made_with, is_every=True),
            "form": codes("forms", Form.values, is_every=True),
            "length": codes("lengths", Length.values, is_every=True),
            "status": own("status", FilmStatus.values),
            "kind": own("kind", CoProductionKind.values),
            "subject": of_parts(
                *(CoProduction.subjects.through.objects.all, "coproduction", "subject__key"),
                SUBJECT_KEYS,
                is_every=True,
            ),
            "use": uses(
                partners=lambda: has(partners, "coproduction"),
                screenings=lambda: has(screenings, "coproduction"),
                **{
                    nature: lambda nature=nature: has(linked(nature), "coproduction")
                    for nature in FilmLinkNature.values
                },
            ),
        },
        sorts=_by_date("year"),
        **in_range("year", "year"),
    )


def events() -> Oracle:
    def held_in(value, *_):
        return Q(place__country__code=value) | Q(place__country=None, country__code=value)

    return Oracle(
        everything=public(Event)(),
        asked={
            "kind": own("kind", EventKind.values),
            "holding": own("holding", Holding.values),
            "country": Asked(COUNTRY_CODES, held_in),
            "use": uses(
                agreements=lambda: has(occasions, "event"),
                people=lambda: has(attending, "event"),
                screenings=lambda: has(screenings, "event"),
                statements=lambda: has(statements, "event"),
            ),
        },
        sorts=_by_date("held_on"),
        **in_range("held_on", "held"),
    )


def sources() -> Oracle:
    cited = {
        basis: lambda basis=basis: has(citations, "source", basis=basis) for basis in Basis.values
    }
    return Oracle(
        everything=published(SourceDocument)().defer("text"),
        asked={
            "kind": own("kind", SourceKind.values),
            "language": own(
                "language",
                SourceDocument.objects.exclude(language="").values_list("language", flat=True),
            ),
            "use": uses(**cited, none=lambda: ~has(citations, "source")),
        },
        sorts={
            **_by_date("published_on"),
            "claims": most_first(numbers(citations(), "source")),
        },
        **in_range("published_on", "published"),
    )


def _by_date(name: str) -> dict:
    return {
        "newest": by_day(name, newest=True),
        "oldest": by_day(name, newest=False),
        "title": by_title,
    }


def parties() -> Oracle:
    return Oracle(
        everything=public(Party)(),
        asked={
            "kind": own("kind", PartyKind.values),
            "country": own("country__code", COUNTRY_CODES()),
            "use": uses(
                party=lambda: has(taking_part, "party"),
                framework=lambda: has(frameworks, "party"),
                film_partner=lambda: has(partners, "party"),
                office=lambda: has(signing, "office_at") | has(attending, "office_at"),
                speaker=lambda: has(citations, "said_by_party"),
            ),
        },
        sorts={
            "title": by_title,
            "agreements": most_first(numbers(taking_part(), "party", "agreement")),
        },
    )


def people() -> Oracle:
    def in_office(value, *_):
        office = {"office_at__country__code": value}
        return has(signing, "person", **office) | has(attending, "person", **office)

    return Oracle(
        everything=public(Person)(),
        asked={
            "use": uses(
                signatory=lambda: has(signing, "person"),
                present=lambda: has(attending, "person"),
                speaker=lambda: has(citations, "said_by_person"),
                subject=lambda: has(public(Subject), "person"),
            ),
            "country": Asked(COUNTRY_CODES, in_office),
        },
        sorts={"title": by_title},
    )


def places() -> Oracle:
    return Oracle(
        everything=public(Place)(),
        asked={
            "country": own("country__code", COUNTRY_CODES()),
            "use": uses(
                agreements=lambda: has(published(Agreement), "place"),
                events=lambda: has(public(Event), "place"),
                screenings=lambda: has(screenings, "place"),
                subject=lambda: has(public(Subject), "place"),
            ),
        },
        sorts={"title": by_title},
    )


def subjects() -> Oracle:
    kinds = {
        "place": Q(place__isnull=False),
        "person": Q(person__isnull=False),
        "theme": Q(place=None, person=None),
    }
    return Oracle(
        everything=public(Subject)(),
        asked={
            "kind": Asked(lambda: kinds, lambda value, *_: kinds[value]),
            "use": uses(
                agreements=lambda: has(published(Agreement), "subjects"),
                provisions=lambda: has(provisions, "subjects"),
                films=lambda: has(published(CoProduction), "subjects"),
            ),
        },
        sorts={"title": by_title},
    )


def countries() -> Oracle:
    used = {
        "agreements": lambda: has(taking_part, "party__country"),
        "films": lambda: has(partners, "country", "party__country"),
        "events": lambda: has(public(Event), "country", "place__country"),
        "bodies": lambda: has(public(Party), "country"),
        "places": lambda: has(public(Place), "country"),
    }

    def on_record(rows, values, today):
        if "all" in values.get("show", ()):
            return rows
        either = Q()
        for condition in used.values():
            either |= condition()
        return rows.filter(either)

    return Oracle(
        everything=Country.objects.all(),
        asked={"use": uses(**used)},
        sorts={
            "title": lambda country: (country.sort_key, country.code),
            "agreements": most_first(numbers(taking_part(), "party__country", "agreement")),
        },
        narrow=on_record,
        modes={"show": ("all", lambda values: True)},
    )


def topics() -> Oracle:
    def provided_by(value, *_):
        def rows():
            return bound().filter(agreement__state="published")

        return has(rows, "agreement__provisions__topic", party__country__code=value)

    return Oracle(
        everything=ProvisionTopic.objects.filter(parent__isnull=False).select_related("parent"),
        asked={
            "group": own("parent__code", column(ProvisionTopic.objects.groups, "code")()),
            "use": uses(provisions=lambda: has(provisions, "topic")),
            "country": Asked(COUNTRY_CODES, provided_by, is_every=True),
            "stance": of_parts(provisions, "topic", "stance", lambda: Stance.values, is_every=True),
            "form": _codes_said("forms", Form),
            "length": _codes_said("lengths", Length),
        },
        sorts={
            "order": lambda topic: (
                *(topic.parent.order, topic.parent.code, topic.order, topic.code),
            )
        },
    )


def _codes_said(name: str, words) -> Asked:
    return Asked(
        lambda: words.values,
        lambda value, *_: has(provisions, "topic", **contains(name, value)),
        is_every=True,
    )


ORACLES = {
    "agreements": agreements,
    "provisions": provision_list,
    "coproductions": films,
    "parties": parties,
    "people": people,
    "events": events,
    "places": places,
    "subjects": subjects,
    "sources": sources,
    "countries": countries,
    "topics": topics,
}
"""What each list must answer, by its name; to be called with the registry in place."""
