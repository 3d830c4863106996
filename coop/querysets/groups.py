"""Questions about groups of countries."""

from collections import defaultdict

from django.db import models
from django.db.models import Prefetch

from coop.querysets.base import PartQuerySet, related_model


class MembershipQuerySet(PartQuerySet):
    """Memberships of countries in groups."""

    def lasting(self):
        """Those that have not ended."""
        return self.filter(until="")


class GroupQuerySet(models.QuerySet):
    """Groups by their code."""

    def get_by_natural_key(self, code):
        return self.get(code=code)

    def members(self) -> dict[str, set[str]]:
        """The codes of the countries that are members today, by the code of the group.

        A group without any is left out. One query.
        """
        found = defaultdict(set)
        rows = self.filter(memberships__until="").order_by()
        for group, country in rows.values_list("code", "memberships__country__code"):
            found[group].add(country)
        return dict(found)

    def of(self, country):
        """Those of which the country is a member today."""
        lasting = related_model(self.model, "memberships")._default_manager.lasting()
        return self.filter(pk__in=lasting.filter(country=country).values("group"))

    def with_members(self):
        """With the organisation, and with all memberships by the name of the country."""
        memberships = related_model(self.model, "memberships")._default_manager
        rows = memberships.select_related("country").order_by("country__sort_key", "id")
        return self.select_related("organisation__country").prefetch_related(
            Prefetch("memberships", queryset=rows)
        )
