"""What the list of agreements must answer."""

from collections import defaultdict

from django.db.models import Exists, OuterRef, Q

from coop.models import (
    Act,
    Agreement,
    Citation,
    Country,
    CountryGroup,
    Membership,
    Participation,
    Party,
    Provision,
    ProvisionTopic,
    SourceDocument,
    StatusPeriod,
)
from coop.vocabulary.acts import Status
from coop.vocabulary.agreements import AgreementKind, Bindingness
from coop.vocabulary.provisions import Stance
from coop.vocabulary.records import Form, Length
from tests.facets.oracle import (
    Asked,
    Oracle,
    by_title,
    column,
    contains,
    day_first,
    has,
    of_parts,
    own,
)

CLAIMS = (
    *("agreement", "occasion__agreement", "participation__agreement"),
    *("signature__participation__agreement", "act__agreement", "relation__agreement"),
    *("statement__agreement", "statement__provision__agreement", "provision__agreement"),
    "rule__provision__agreement",
)
"""How a citation leads to the agreement that it is evidence for."""


def bound():
    """Those who are bound, none merely possible."""
    return Participation.objects.as_party().firm()


def said():
    """What agreements say, none of it merely possible."""
    return Provision.objects.firm()


def on_topic(code: str) -> Q:
    return Q(topic__code=code) | Q(topic__parent__code=code)


def provides(value, *_):
    return Q(Exists(said().filter(on_topic(value), agreement=OuterRef("pk"))))


def says_together(value, *_):
    """One and the same provision is on the topic and has all the rest."""
    topic, *rest = value.split(":")
    provisions = said().filter(on_topic(topic), agreement=OuterRef("pk"))
    for code in rest:
        if code in Stance.values:
            provisions = provisions.filter(stance=code)
        else:
            is_form = code in Form.values
            provisions = provisions.filter(**contains("forms" if is_form else "lengths", code))
    return Q(Exists(provisions))


def another_of_group(value, values, today):
    """A party is of a member of the group that is not asked for by itself."""
    members = Membership.objects.filter(group__code=value, until="")
    countries = set(members.values_list("country__code", flat=True))
    others = countries - set(values.get("country") or ())
    return has(bound, "agreement", party__country__code__in=others)


def stands(value, values, today):
    periods = StatusPeriod.objects.on(today, today)
    return Q(Exists(periods.filter(agreement=OuterRef("pk"), status=value)))


def cites_in(value, *_):
    cited = Citation.objects.public().filter(source__language=value).order_by()
    either = Q()
    for path in CLAIMS:
        either |= Q(pk__in=cited.exclude(**{path: None}).values(path))
    return either


def narrow(rows, values, today):
    if day := values.get("in_force_on"):
        is_possible = "possibly" in values.get("in_force", ())
        asked = rows.possibly_in_force if is_possible else rows.in_force
        rows = asked(day, today)
    first, last = values.get("signed_from"), values.get("signed_to")
    if "certain" in values.get("dates", ()):
        return rows.certainly_signed_between(first, last)
    return rows.signed_between(first, last) if first or last else rows


def signature_days() -> dict[int, list]:
    """The bounds of every signature, by agreement."""
    found = defaultdict(list)
    for act in Act.objects.filter(kind__in=("signature", "definitive-signature")):
        found[act.agreement_id].append((act.done_on_earliest, act.done_on_latest))
    return found


def by_signature(days, *, newest: bool):
    """The latest day that a signature can be of, or the earliest; the undated last."""

    def key(agreement):
        bounds = [pair[1 if newest else 0] for pair in days[agreement.pk]]
        known = [day for day in bounds if day is not None]
        day = (max(known) if newest else min(known)) if known else None
        return (*day_first(day, newest=newest), agreement.sort_key)

    return key


def together() -> list[str]:
    topics = ProvisionTopic.objects.order_by("code").values_list("code", flat=True)
    rest = [*Form.values, *Length.values, *Stance.values]
    return [
        *topics,
        *(f"{topic}:{code}" for topic in topics for code in rest),
        *(f"{topic}:{form}:{length}" for topic in topics for form in Form for length in Length),
    ]


def agreements() -> Oracle:
    days = signature_days()
    signed = Act.objects.filter(agreement=OuterRef("pk"), kind__startswith="signature") | (
        Act.objects.filter(agreement=OuterRef("pk"), kind="definitive-signature")
    )
    return Oracle(
        everything=Agreement.objects.filter(state="published"),
        asked={
            "country": of_parts(
                *(bound, "agreement", "party__country__code", column(Country.objects.all, "code")),
                is_every=True,
                mode="country_mode",
            ),
            "group": Asked(
                column(CountryGroup.objects.all, "code"),
                another_of_group,
                is_every=True,
                depends="country",
            ),
            "topic": Asked(column(ProvisionTopic.objects.all, "code"), provides, is_every=True),
            "provision": Asked(together, says_together, is_every=True, is_offered=False),
            "form": _codes_said("forms", Form),
            "length": _codes_said("lengths", Length),
            "party": of_parts(
                *(bound, "agreement", "party__key", column(Party.objects.public, "key")),
                is_every=True,
            ),
            "kind": own("kind", AgreementKind.values),
            "status": Asked(lambda: Status.values, stands),
            "binding": own("bindingness", Bindingness.values),
            "framework": of_parts(
                Agreement.frameworks.through.objects.all,
                "agreement",
                "party__key",
                column(Party.objects.public, "key"),
            ),
            "source_language": Asked(
                lambda: (
                    SourceDocument.objects.exclude(language="")
                    .order_by()
                    .values_list("language", flat=True)
                ),
                cites_in,
            ),
        },
        sorts={
            "newest": by_signature(days, newest=True),
            "oldest": by_signature(days, newest=False),
            "title": by_title,
        },
        narrow=narrow,
        modes={
            "country_mode": ("any", lambda values: len(values.get("country") or ()) > 1),
            "dates": ("certain", lambda values: True),
            "in_force": ("possibly", lambda values: bool(values.get("in_force_on"))),
        },
        limits=("signed_from", "signed_to", "dates"),
        dated=Q(
            Exists(
                signed.filter(Q(done_on_earliest__isnull=False) | Q(done_on_latest__isnull=False))
            )
        ),
    )


def _codes_said(name: str, words) -> Asked:
    return Asked(
        lambda: words.values,
        lambda value, *_: has(said, "agreement", **contains(name, value)),
        is_every=True,
    )
