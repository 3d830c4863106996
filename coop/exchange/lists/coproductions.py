"""The list of films, told."""

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
    identifiers,
    listed,
    member,
    number,
    plain,
)
from coop.exchange.lists.evidence import Evidenced
from coop.exchange.lists.listing import Listing, dated, with_bounds
from coop.exchange.lists.parts import every, linked, parts
from coop.facets.parts import screenings
from coop.models import (
    Agreement,
    CoProduction,
    CoProductionAgreement,
    CoProductionPartner,
    Country,
    Party,
    Subject,
)
from coop.querysets.numbers import number_of


class CoProductions(Listing):
    """Films, with their partners and what ties them to agreements."""

    model = CoProduction
    url_name = "coproduction"
    fields = (
        *("key", "slug", "title", "original_language", "forms", "lengths", "status", "kind"),
        *with_bounds("year"),
        *("summary", "note", "identifiers", "screening_count"),
    )
    layout = (
        *ADDRESSES,
        Texts("title", _("Title"), "original_language"),
        plain("original_language", _("Original language")),
        listed("form", _("Form"), "forms"),
        listed("length", _("Length"), "lengths"),
        plain("status", _("Status")),
        plain("kind", _("Kind")),
        *dates("year", _("Year")),
        member("partner_country", _("Partners: country"), "partners", "country"),
        member("partner", _("Partners: body"), "partners", "name"),
        member("partner_key", _("Partners: key of the body"), "partners", "key"),
        member("partner_role", _("Partners: role"), "partners", "role"),
        *evidence("partner", _("Partners"), "partners"),
        member("partner_share", _("Partners: share in per cent"), "partners", "share"),
        *evidence("partner_share", _("Partners: share"), "partners", "share"),
        member("agreement", _("Agreements"), "agreements", "title"),
        member("agreement_key", _("Agreements: key"), "agreements", "key"),
        member("agreement_link", _("Agreements: nature of the link"), "agreements", "link"),
        member("agreement_approval", _("Agreements: approval"), "agreements", "approval"),
        *evidence("agreement", _("Agreements"), "agreements"),
        member("subject", _("Subjects"), "subjects", "name"),
        member("subject_key", _("Subjects: key"), "subjects", "key"),
        Texts("summary", SUMMARY, "original_language"),
        plain("note", _("Note")),
        *identifiers("eidr", "isan", "imdb", "wikidata"),
        number("screening_count", _("Screenings")),
        *OWN_EVIDENCE,
    )
    brief = ("status", "year", "partner_country", "partner")

    @classmethod
    def public(cls):
        count = number_of(screenings(), "coproduction")
        return CoProduction.objects.published().annotate(screening_count=count)

    def load(self, ids, rows):
        self.cited = Evidenced("coproduction", "", ids)
        self.partners = parts(
            CoProductionPartner, "coproduction", ids, "country", "party", "role", "share"
        )
        self.partners_cited = Evidenced("partner", "coproduction", ids)
        self.links = parts(
            CoProductionAgreement, "coproduction", ids, "agreement", "nature", "approval"
        )
        self.links_cited = Evidenced("film_link", "coproduction", ids)
        self.subjects = linked(CoProduction.subjects.through, "coproduction", "subject", ids)
        self.named.load(Country, every(self.partners, "country"))
        self.named.load(Party, every(self.partners, "party"))
        self.named.load(Agreement, every(self.links, "agreement"))
        self.named.load(Subject, every(self.subjects))

    def told(self, row):
        pk = row["pk"]
        year = self.cited.of_date(pk, "year", row["year"])
        return {
            **self.addresses(row["key"], row["slug"]),
            "title": row["title"],
            "original_language": row["original_language"],
            "forms": list(row["forms"]),
            "lengths": list(row["lengths"]),
            "status": row["status"],
            "kind": row["kind"],
            "year": dated(row, "year", year),
            "partners": list(self._partners(pk)),
            "agreements": list(self._agreements(pk)),
            "subjects": self.named.all(Subject, self.subjects.get(pk, ())),
            "summary": row["summary"],
            "note": row["note"],
            "identifiers": row["identifiers"],
            "screening_count": row["screening_count"],
            **self.cited.whole(pk),
        }

    def _partners(self, pk: int) -> Iterator[Told]:
        """A partner's country is its own, else its body's: as the filter by country has it."""
        for part in self.partners.get(pk, ()):
            country = self.named.one(Country, part["country"])
            party = self.named.one(Party, part["party"]) or {}
            found = self.partners_cited.of(part["pk"], "country", "party")
            share = self.partners_cited.of(part["pk"], "share")
            has_share = part["share"] is not None
            yield {
                "country": country["code"] if country else party.get("country", ""),
                "key": party.get("key"),
                "name": party.get("name"),
                "role": part["role"],
                **found,
                "share": f"{part['share'].normalize():f}" if has_share else None,
                "share_basis": share["basis"] if has_share else None,
                "share_sources": share["sources"] if has_share else [],
            }

    def _agreements(self, pk: int) -> Iterator[Told]:
        for part in self.links.get(pk, ()):
            if agreement := self.named.one(Agreement, part["agreement"]):
                found = self.links_cited.whole(part["pk"])
                yield {
                    **agreement,
                    "link": part["nature"],
                    "approval": part["approval"],
                    **found,
                }
