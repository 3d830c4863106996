"""The lists of countries and of topics, told: words that the registry keeps, cited nowhere."""

from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, Greatest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from coop.exchange.lists.columns import ADDRESSES, Texts, dates, member, number, plain
from coop.exchange.lists.listing import Listing, dated, with_bounds
from coop.facets import parts
from coop.models import Country, Party, ProvisionTopic
from coop.querysets.numbers import number_of


def _last(found: QuerySet, path: str, record: str) -> Subquery:
    """When one of the records changed last whose parts lead along ``path`` to the word."""
    moment = f"{record}__updated_at"
    newest = found.filter(**{path: OuterRef("pk")}).order_by(f"-{moment}")
    return Subquery(newest.values(moment)[:1])


class Vocabulary(Listing):
    """Words at their codes, which never change: every one is public."""

    @classmethod
    def public(cls):
        return cls.model._default_manager.all()

    @classmethod
    def changed(cls, moment: Any) -> QuerySet:
        """A word is as new as the newest record that has to do with it; without one, never new."""
        words = cls.model._default_manager.annotate(changed_at=moment)
        return words.filter(changed_at__isnull=False)

    def permanent_root(self):
        return reverse(f"{self.url_name}-list")

    def addresses(self, key, slug):
        return {"key": key, "id": f"{self.permanent}{key}/", "address": f"{self.own}{key}/"}


class Countries(Vocabulary):
    """Countries, with what they do together."""

    model = Country
    url_name = "country"
    fields = (
        *("code", "names", *with_bounds("existed"), "is_user_assigned"),
        *("agreement_count", "body_count", "film_count"),
    )
    layout = (
        *ADDRESSES,
        Texts("names", _("Name")),
        *dates("existed", _("Existed"), cited=False),
        plain("is_user_assigned", _("User-assigned code")),
        number("agreement_count", _("Agreements")),
        number("body_count", _("Parties")),
        number("film_count", _("Films")),
    )
    brief = ("agreement_count", "film_count")

    @classmethod
    def public(cls):
        return Country.objects.annotate(
            agreement_count=number_of(parts.participations(), "party__country", of="agreement"),
            body_count=number_of(Party.objects.public(), "country"),
            film_count=number_of(parts.partners(), "country", of="coproduction"),
        )

    @classmethod
    def moments(cls):
        agreements = _last(parts.participations(), "party__country", "agreement")
        films = _last(parts.partners(), "country", "coproduction")
        return cls.changed(Greatest(Coalesce(agreements, films), Coalesce(films, agreements)))

    def told(self, row):
        return {
            **self.addresses(row["code"], None),
            "names": row["names"],
            "existed": dated(row, "existed"),
            "is_user_assigned": row["is_user_assigned"],
            "agreement_count": row["agreement_count"],
            "body_count": row["body_count"],
            "film_count": row["film_count"],
        }


class Topics(Vocabulary):
    """Topics in their groups, with how much is recorded on each."""

    model = ProvisionTopic
    url_name = "topic"
    fields = ("code", "names", "definition", "parent", "provision_count", "agreement_count")
    layout = (
        *ADDRESSES,
        Texts("names", _("Name")),
        member("group", _("Group"), "group", "name"),
        member("group_code", _("Group: code"), "group", "code"),
        Texts("definition", _("Definition")),
        number("provision_count", _("Provisions")),
        number("agreement_count", _("Agreements")),
    )
    brief = ("group", "agreement_count", "provision_count")

    @classmethod
    def public(cls):
        return ProvisionTopic.objects.annotate(
            provision_count=number_of(parts.provisions(), "topic"),
            agreement_count=number_of(parts.provisions(), "topic", of="agreement"),
        )

    @classmethod
    def moments(cls):
        return cls.changed(_last(parts.provisions(), "topic", "agreement"))

    def load(self, ids, rows):
        self.named.load(ProvisionTopic, (row["parent"] for row in rows.values()))

    def told(self, row):
        group = self.named.one(ProvisionTopic, row["parent"])
        return {
            **self.addresses(row["code"], None),
            "names": row["names"],
            "group": group and {"code": group["code"], "name": group["name"]},
            "definition": row["definition"],
            "provision_count": row["provision_count"],
            "agreement_count": row["agreement_count"],
        }
