"""Finding records in lists and choices by any of their names, in any script."""

from django.db.models import Q

from coop.models import SearchDocument
from coop.names.folding import words

WORDS_READ = 12


def found_by_words(queryset, typed: str):
    """Those records whose search document holds every word that was typed, or its beginning."""
    wanted = words(typed)[:WORDS_READ]
    if not wanted:
        return queryset.none()
    documents = SearchDocument.objects.filter(kind=queryset.model._meta.model_name)
    for word in wanted:
        documents = documents.filter(Q(title__contains=word) | Q(words__contains=word))
    return queryset.filter(pk__in=documents.order_by().values("record_id"))
