"""How many parts refer to each record, as an annotation."""

from django.db.models import Count, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce


def number_of(parts: QuerySet, path: str, of: str = "pk") -> Coalesce:
    """The number of ``parts`` whose ``path`` leads to the record; ``of``: of what they name."""
    counted = parts.filter(**{path: OuterRef("pk")}).order_by().values(path)
    total = counted.annotate(total=Count(of, distinct=True)).values("total")
    return Coalesce(Subquery(total), Value(0))


def numbers_of(parts: QuerySet, path: str, of: str = "pk") -> dict[int, int]:
    """The same number for every record that has any, by its id, in one query."""
    counted = parts.filter(**{f"{path}__isnull": False}).order_by().values(path)
    return dict(counted.annotate(total=Count(of, distinct=True)).values_list(path, "total"))
