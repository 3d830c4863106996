"""The smallest sound records, made the way staff make them: inside ``recording()``.

Publishable records are published and cited; say ``draft=True`` for one that is not. What
is public only while something published refers to it (parties, places, people, events,
subjects) is made alone: ``public(party())`` adds a published agreement that refers to it.

Texts may be given as a string, which is then English. Every other argument is a field.
Claims come with a citation of the record's own source; ``evidence=False`` leaves it out,
``source=`` names another one.
"""

from functools import wraps
from itertools import count, product
from string import ascii_uppercase

from babel import Locale
from django.utils import timezone

from coop.curation import active, recording
from coop.models import (
    Act,
    Agreement,
    AgreementRelation,
    Attendance,
    Citation,
    ColumnMapping,
    CoProduction,
    CoProductionAgreement,
    CoProductionPartner,
    Country,
    CountryGroup,
    Event,
    FormerName,
    Import,
    Membership,
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
from coop.models.base import Part

_number = count(1)

# Those that ISO leaves to its users come first, so that a new country is no real one.
_CODES = [
    "".join(pair) for first in ("X", ascii_uppercase) for pair in product(first, ascii_uppercase)
]


def in_one_recording(make):
    """All that a factory makes is written at once, and what it returns is as stored."""

    @wraps(make)
    def made(*args, **fields):
        with recording():
            thing = make(*args, **fields)
        if active() is None:
            thing.refresh_from_db()
        return thing

    return made


# ---- Vocabulary ----


@in_one_recording
def country(code="", **fields):
    """The country of that code, made unless it is there; without one, a new country."""
    code = code or _free_code()
    found = Country.objects.filter(code=code).first()
    if found and not fields:
        return found
    fields.setdefault("names", Locale("en").territories.get(code, f"Country {code}"))
    if len(code) == 4:
        fields.setdefault("existed", "1922/1991")
    return _made(Country(code=code, **_texts(fields)))


@in_one_recording
def topic(code="", *, parent=None, **fields):
    """The topic of that code, made unless it is there; without one, a new topic."""
    code = code or f"topic-{next(_number)}"
    found = ProvisionTopic.objects.filter(code=code).first()
    if found and not fields:
        return found
    fields.setdefault("names", code.replace("-", " ").capitalize())
    if parent is None:
        parent = ProvisionTopic.objects.filter(code="a-group").first() or _made(
            ProvisionTopic(code="a-group", names={"en": "A group"})
        )
    return _made(ProvisionTopic(code=code, parent=parent, **_texts(fields)))


@in_one_recording
def group(code="", *, members=(), **fields):
    """The group of that code, or a new one; ``members`` are countries or their codes."""
    code = code or f"group-{next(_number)}"
    fields.setdefault("names", code.replace("-", " ").capitalize())
    fields.setdefault("source", "A list")
    made = _made(CountryGroup(code=code, **_texts(fields)))
    for member in members:
        membership(group=made, country=country(member) if isinstance(member, str) else member)
    return made


@in_one_recording
def membership(**fields):
    fields["group"] = fields.get("group") or group()
    return _made(Membership(**{"country": fields.get("country") or country(), **fields}))


# ---- Records that are public by what refers to them ----


@in_one_recording
def place(**fields):
    return _made(Place(**_named("Place", fields)))


@in_one_recording
def person(**fields):
    return _made(Person(**_named("Person", fields)))


@in_one_recording
def subject(**fields):
    return _made(Subject(**_named("Subject", fields)))


@in_one_recording
def party(**fields):
    """A body of its own; see ``state`` for a country's."""
    return _made(Party(**{"kind": "agency", **_named("Body", fields)}))


@in_one_recording
def state(code="", **fields):
    """The state of the country of that code, made unless it is there."""
    land = country(code)
    found = Party.objects.filter(country=land, kind="state").first()
    if found and not fields:
        return found
    fields.setdefault("key", f"state-{land.code.lower()}")
    return _made(Party(kind="state", country=land, **_texts(fields)))


@in_one_recording
def former_name(**fields):
    fields.setdefault("party", None)
    fields["party"] = fields["party"] or party()
    return _made(FormerName(**_named("Former name", fields)))


@in_one_recording
def event(**fields):
    return _made(Event(**{"kind": "festival", **_named("Event", fields)}))


def public(thing):
    """The same thing, made public by a published agreement that refers to it."""
    if isinstance(thing, Party):
        agreement(parties=[thing, party()])
    elif isinstance(thing, Event):
        occasion(event=thing)
    elif isinstance(thing, Place):
        agreement(place=thing)
    elif isinstance(thing, Person):
        signature(person=thing)
    else:
        provision(subjects=[thing])
    thing.refresh_from_db()
    return thing


# ---- Sources and citations ----


@in_one_recording
def source(*, draft=False, **fields):
    return _made(SourceDocument(**_publishable(draft, _named("Source", fields, "title"))))


@in_one_recording
def citation(target, **fields):
    """Evidence for any record or part that can be cited."""
    fields["source"] = fields.get("source") or _source_of(target)
    fields.setdefault("paragraphs", "1")
    return _made(Citation(**{_target_name(target): target}, **_texts(fields)))


# ---- Agreements and their parts ----


@in_one_recording
def agreement(*, draft=False, parties=None, evidence=True, source=None, **fields):
    """An agreement between ``parties``, by default two new ones; ``parties=[]`` for none."""
    parties = [party(), party()] if parties is None else parties
    made = _made(Agreement(**_publishable(draft, _named("Agreement", fields, "title"))))
    _cite(made, evidence, source)
    for order, one in enumerate(parties, 1):
        participation(agreement=made, party=one, order=order, evidence=evidence)
    return made


@in_one_recording
def participation(*, evidence=True, source=None, **fields):
    fields["party"] = fields.get("party") or party()
    return _part(Participation, "agreement", fields, evidence, source)


@in_one_recording
def signature(*, evidence=True, source=None, **fields):
    if not fields.get("participation"):
        fields["participation"] = agreement().participations.first()
    if not fields.get("office"):
        fields["person"] = fields.get("person") or person()
    return _claim(Signature(**fields), evidence, source)


@in_one_recording
def act(*, evidence=True, source=None, **fields):
    fields = {"kind": "signature", "done_on": "2024-05-14", **fields}
    return _part(Act, "agreement", fields, evidence, source)


@in_one_recording
def occasion(*, evidence=True, source=None, **fields):
    fields["event"] = fields.get("event") or event()
    return _part(Occasion, "agreement", {"kind": "during", **fields}, evidence, source)


@in_one_recording
def relation(*, evidence=True, source=None, **fields):
    fields["related"] = fields.get("related") or agreement()
    return _part(AgreementRelation, "agreement", {"kind": "builds-on", **fields}, evidence, source)


@in_one_recording
def provision(*, subjects=(), evidence=True, source=None, **fields):
    fields["topic"] = fields.get("topic") or topic()
    fields.setdefault("summary", f"Provision {next(_number)}")
    made = _part(Provision, "agreement", fields, evidence, source)
    made.subjects.set(subjects)
    return made


@in_one_recording
def rule(*, evidence=True, source=None, **fields):
    """A minimum share of 20 % of the total cost for each co-producer."""
    fields["provision"] = fields.get("provision") or provision()
    if fields.setdefault("kind", "share") == "share":
        fields = {
            "minimum": 20,
            "unit": "percent-of-total-cost",
            "counted_by": "each-co-producer",
            **fields,
        }
    return _claim(Rule(**fields), evidence, source)


@in_one_recording
def statement(*, evidence=True, source=None, **fields):
    """A statement about an agreement, or about the ``event`` or ``provision`` given."""
    if not fields.get("event") and not fields.get("provision"):
        fields["agreement"] = fields.get("agreement") or agreement()
    fields.setdefault("summary", f"Statement {next(_number)}")
    return _claim(Statement(**{"kind": "aim", **_texts(fields)}), evidence, source)


@in_one_recording
def attendance(*, evidence=True, source=None, **fields):
    fields["event"] = fields.get("event") or event()
    fields["person"] = fields.get("person") or person()
    return _claim(Attendance(**fields), evidence, source)


# ---- Films ----


@in_one_recording
def coproduction(*, draft=False, countries=(), evidence=True, source=None, **fields):
    """A film, with a partner for each of the countries."""
    made = _made(CoProduction(**_publishable(draft, _named("Film", fields, "title"))))
    _cite(made, evidence, source)
    for order, one in enumerate(countries, 1):
        partner(coproduction=made, country=one, order=order, evidence=evidence)
    return made


@in_one_recording
def partner(*, evidence=True, source=None, **fields):
    if not fields.get("party"):
        fields["country"] = fields.get("country") or country()
    return _part(CoProductionPartner, "coproduction", fields, evidence, source)


@in_one_recording
def screening(*, evidence=True, source=None, **fields):
    fields = {"holding": "held", "held_on": "2024-09-20", **fields}
    return _part(Screening, "coproduction", fields, evidence, source)


@in_one_recording
def film_link(*, evidence=True, source=None, **fields):
    fields["agreement"] = fields.get("agreement") or agreement()
    fields = {"nature": "made-under", **fields}
    return _part(CoProductionAgreement, "coproduction", fields, evidence, source)


# ---- Uploaded files ----


@in_one_recording
def mapping(**fields):
    """A mapping for the agreements of someone else's file, with nothing mapped yet."""
    fields = {"name": f"Mapping {next(_number)}", "kind": "agreements", **fields}
    return ColumnMapping.objects.create(**fields)


@in_one_recording
def upload(**fields):
    """A file that waits, and that nothing was planned from."""
    fields = {"file_name": "records.json", "size": 2, "sha256": "0" * 64, **fields}
    return Import.objects.create(**fields)


# ---- How they are made ----


def _made(thing):
    thing.save()
    active().touch(thing)
    return thing


def _part(model, parent, fields, evidence, source):
    make = {"agreement": agreement, "coproduction": coproduction}[parent]
    fields[parent] = fields.get(parent) or make()
    return _claim(model(**_texts(fields)), evidence, source)


def _claim(claim, evidence, source):
    _made(claim)
    _cite(claim, evidence, source)
    return claim


def _cite(target, evidence, source):
    if evidence:
        citation(target, source=source)


def _source_of(target):
    """The source that the target's record already stands on, else a new one."""
    root = target.root if isinstance(target, Part) else target
    found = root.citations.select_related("source").first()
    return found.source if found else source()


def _target_name(target):
    fields = map(Citation._meta.get_field, Citation.TARGETS)
    return next(field.name for field in fields if field.related_model is type(target))


def _free_code():
    taken = set(Country.objects.values_list("code", flat=True))
    return next(code for code in _CODES if code not in taken)


def _publishable(draft, fields):
    if draft:
        return {"state": "draft", **fields}
    return {"state": "published", "published_at": timezone.now(), **fields}


def _named(noun, fields, field="names"):
    fields.setdefault(field, f"{noun} {next(_number)}")
    return _texts(fields)


def _texts(fields):
    """The fields, with a plain string for a text in several languages read as English."""
    return {
        name: {"en": value}
        if name in ("names", "short_names", "title", "summary", "definition", "quote_translation")
        and isinstance(value, str)
        else value
        for name, value in fields.items()
    }
