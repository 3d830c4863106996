"""The list of agreements, told."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from coop.exchange.lists.columns import (
    ADDRESSES,
    OWN_EVIDENCE,
    SUMMARY,
    Texts,
    Told,
    dates,
    evidence,
    listed,
    member,
    number,
    plain,
)
from coop.exchange.lists.evidence import Evidenced
from coop.exchange.lists.listing import Listing, dated, with_bounds
from coop.exchange.lists.parts import every, grouped, linked, parts
from coop.exchange.lists.portions import of_portion
from coop.models import Act, Agreement, Participation, Party, Place, StatusPeriod, Subject
from coop.querysets.agreements import SIGNATURES
from coop.vocabulary.acts import ActKind
from coop.vocabulary.agreements import ParticipationRole

FORCE = (ActKind.ENTRY_INTO_FORCE,)
ENDINGS = (ActKind.TERMINATION, ActKind.EXPIRY, ActKind.DENUNCIATION, ActKind.SUPERSESSION)

DATED = {"signed_on": SIGNATURES, "in_force_on": FORCE, "ended_on": ENDINGS}
"""The dates of an agreement, and the acts that each is the date of."""

PREFERRED_DATE = {"signed_on": "done_on", "in_force_on": "effective_on", "ended_on": "effective_on"}
"""Of the two dates of such an act, the one that is meant where both are stated."""


TAKER = ("party", "role", "side")
ACT = ("kind", "is_preferred", *with_bounds("done_on", "effective_on"))


class Agreements(Listing):
    """Agreements and packages, with who takes part and the dates of their life."""

    model = Agreement
    url_name = "agreement"
    fields = (
        *("key", "slug", "title", "is_title_supplied", "kind", "bindingness"),
        *("original_language", "authentic_languages", "place", "summary", "note", "coding"),
        *with_bounds("parties_complete_on"),
        *("provision_count", "film_count"),
    )
    layout = (
        *ADDRESSES,
        Texts("title", _("Title"), "original_language"),
        plain("is_title_supplied", _("Title supplied")),
        plain("kind", _("Kind")),
        plain("bindingness", _("Bindingness")),
        member("status", _("Status today"), "status", "status"),
        member("status_certain", _("Status today: certain"), "status", "is_certain"),
        plain("original_language", _("Original language")),
        listed("authentic_language", _("Authentic languages"), "authentic_languages"),
        *dates("signed_on", _("Signed on")),
        *dates("in_force_on", _("In force since")),
        *dates("ended_on", _("Ended on")),
        member("ended_by", _("Ended by"), "ended_on", "by"),
        member("place", _("Place"), "place", "name"),
        member("place_key", _("Place: key"), "place", "key"),
        member("place_country", _("Place: country"), "place", "country"),
        *evidence("place", _("Place"), "place"),
        member("party", _("Parties"), "parties", "name"),
        member("party_key", _("Parties: key"), "parties", "key"),
        member("party_country", _("Parties: country"), "parties", "country"),
        member("party_side", _("Parties: side"), "parties", "side"),
        *evidence("party", _("Parties"), "parties"),
        *dates("parties_complete_on", _("List of parties complete on")),
        member("body", _("Other bodies"), "bodies", "name"),
        member("body_key", _("Other bodies: key"), "bodies", "key"),
        member("body_role", _("Other bodies: role"), "bodies", "role"),
        *evidence("body", _("Other bodies"), "bodies"),
        member("framework", _("Frameworks"), "frameworks", "name"),
        member("framework_key", _("Frameworks: key"), "frameworks", "key"),
        member("subject", _("Subjects"), "subjects", "name"),
        member("subject_key", _("Subjects: key"), "subjects", "key"),
        Texts("summary", SUMMARY, "original_language"),
        plain("note", _("Note")),
        plain("coding", _("Coding")),
        number("provision_count", _("Provisions")),
        number("film_count", _("Films")),
        *OWN_EVIDENCE,
    )
    brief = ("kind", "status", "signed_on", "place", "party")

    @classmethod
    def public(cls):
        return Agreement.objects.published().with_totals()

    def load(self, ids, rows):
        today = self.reader.today
        self.cited = Evidenced("agreement", "", ids)
        self.takers = parts(Participation, "agreement", ids, *TAKER)
        self.takers_cited = Evidenced("participation", "agreement", ids)
        kinds = [kind for kinds in DATED.values() for kind in kinds]
        self.acts = parts(Act, "agreement", ids, *ACT, kind__in=kinds)
        self.acts_cited = Evidenced("act", "agreement", ids, act__kind__in=kinds)
        self.periods = grouped(
            StatusPeriod.objects.on(today, today)
            .filter(**of_portion("agreement", ids))
            .order_by("pk")
            .values("agreement", "status", "is_certain"),
            "agreement",
        )
        self.frameworks = linked(Agreement.frameworks.through, "agreement", "party", ids)
        self.subjects = linked(Agreement.subjects.through, "agreement", "subject", ids)
        self.named.load(Place, (row["place"] for row in rows.values()))
        self.named.load(Party, [*every(self.takers, "party"), *every(self.frameworks)])
        self.named.load(Subject, every(self.subjects))

    def told(self, row):
        pk = row["pk"]
        place = self.named.one(Place, row["place"])
        takers = list(self._takers(pk))
        complete_on = row["parties_complete_on"]
        complete = self.cited.of_date(pk, "parties_complete_on", complete_on)
        return {
            **self.addresses(row["key"], row["slug"]),
            "title": row["title"],
            "is_title_supplied": row["is_title_supplied"],
            "kind": row["kind"],
            "bindingness": row["bindingness"],
            "status": [
                {"status": one["status"], "is_certain": one["is_certain"]}
                for one in self.periods.get(pk, ())
            ],
            "original_language": row["original_language"],
            "authentic_languages": list(row["authentic_languages"]),
            **{name: list(self._dates(pk, name)) for name in DATED},
            "place": place and {**place, **self.cited.of(pk, "place")},
            "parties": [one for one in takers if one["role"] == ParticipationRole.PARTY],
            "bodies": [one for one in takers if one["role"] != ParticipationRole.PARTY],
            "parties_complete_on": dated(row, "parties_complete_on", complete),
            "frameworks": self.named.all(Party, self.frameworks.get(pk, ())),
            "subjects": self.named.all(Subject, self.subjects.get(pk, ())),
            "summary": row["summary"],
            "note": row["note"],
            "coding": row["coding"],
            "provision_count": row["provision_count"],
            "film_count": row["film_count"],
            **self.cited.whole(pk),
        }

    def _takers(self, pk: int) -> Iterator[Told]:
        for part in self.takers.get(pk, ()):
            if party := self.named.one(Party, part["party"]):
                found = self.takers_cited.of(part["pk"], "party")
                yield {**party, "role": part["role"], "side": part["side"], **found}

    def _dates(self, pk: int, name: str) -> Iterator[Told]:
        first = PREFERRED_DATE[name]
        second = "effective_on" if first == "done_on" else "done_on"
        for act in self.acts.get(pk, ()):
            if act["kind"] not in DATED[name]:
                continue
            field = first if act[first] else second
            told = dated(act, field, self.acts_cited.of_date(act["pk"], field, act[field]))
            if told:
                told["is_preferred"] = act["is_preferred"]
                yield {**told, "by": act["kind"]} if name == "ended_on" else told
