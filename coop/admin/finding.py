"""Finding records in lists and choices by any of their names, in any script."""

from coop.models import SearchDocument
from coop.search.questions import Question


def found_by_words(queryset, typed: str):
    """Those records that search finds by what was typed, drafts included."""
    documents = SearchDocument.objects.of(queryset.model).matching(Question.read(typed))
    return queryset.filter(pk__in=documents.order_by().values("record_id"))
