"""What of the registry anyone may have: the same that its pages show."""

from typing import Any

from django.db import models as db
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from coop import models
from coop.exchange.canonical import View
from coop.exchange.shapes import IN_FILES, Shape
from coop.models.base import Publishable, Referable
from coop.querysets.base import related_model
from coop.querysets.sources import PUBLIC_CLAIMS
from coop.vocabulary.records import Basis, State
from coop.vocabulary.sources import TextRights

TABLES = tuple(model for model in IN_FILES if model is not models.FormerSlug)

VISIBLE: dict[type[db.Model], Q] = {
    **{related_model(models.Citation, target): rule for target, rule in PUBLIC_CLAIMS.items()},
    models.Country: Q(),
    models.CountryGroup: Q(),
    models.Membership: Q(),
    models.ProvisionTopic: Q(),
    models.Subject: Q(is_public=True),
    models.FormerName: Q(party__is_public=True),
    models.SourceDocument: Q(state=State.PUBLISHED),
    models.Citation: Q(source__state=State.PUBLISHED),
}
"""For each table, which of its rows the public sees; of citations, those of public claims."""

QUOTED: dict[type[db.Model], tuple[str, tuple[str, ...]]] = {
    models.SourceDocument: ("text_rights", ("text",)),
    models.Citation: ("source__text_rights", ("quote", "quote_translation")),
}
"""Sentences of sources: the path to the rights in them, and the fields that hold them."""

HALF_TOLD: dict[type[db.Model], str] = {
    models.Place: "place",
    models.Person: "person",
    models.Party: "party",
    models.Event: "event",
    models.Attendance: "attendance",
    models.Statement: "statement",
}
"""What may be public while one of its sources is not, and the field of its citations."""


class Public(View):
    """Published records, what they make public, and the evidence in published sources."""

    def rows(self, model, about):
        rows = model._base_manager.filter(VISIBLE[model])
        if model is models.Citation:
            claims = related_model(model, about)._base_manager.filter(PUBLIC_CLAIMS[about])
            rows = rows.filter(Exists(claims.filter(pk=OuterRef(f"{about}_id"))))
        return rows

    def mask(self, shape: Shape, path: str) -> Q | None:
        while shape.parent_field:
            path, shape = f"{path}__{shape.parent_field}", shape.parent
        if issubclass(shape.model, Publishable):
            return Q(**{f"{path}__state": State.PUBLISHED})
        if issubclass(shape.model, Referable):
            return Q(**{f"{path}__is_public": True})
        return None

    def instead(self, model) -> dict[str, Any]:
        """Texts and quotes only where their rights let everyone read them; the basis that the
        published sources give, where others may tell of the same thing."""
        rights, fields = QUOTED.get(model, ("", ()))
        found: dict[str, Any] = {
            name: Case(
                When(Q(**{rights: TextRights.PUBLIC}), then=F(name)),
                output_field=model._meta.get_field(name),
            )
            for name in fields
        }
        if target := HALF_TOLD.get(model):
            published = models.Citation.objects.public().filter(**{target: OuterRef("pk")})
            ranks = (When(basis=basis, then=rank) for rank, basis in enumerate(Basis.values))
            strongest = published.order_by(Case(*ranks), "pk").values("basis")[:1]
            found["basis"] = Coalesce(Subquery(strongest), Value(""))
        return found
