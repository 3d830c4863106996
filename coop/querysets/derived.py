"""Questions about derived tables."""

import secrets

from django.db import connections, models
from django.db.models import F
from django.db.models.expressions import RawSQL

from coop.querysets import searching

CURRENT = "SELECT number, stamp FROM coop_generation WHERE id = 1"


class SearchDocumentQuerySet(models.QuerySet):
    """Search documents."""

    def public(self):
        """Documents of what the public sees."""
        return self.filter(is_public=True)

    def of(self, model):
        """Documents of records of one kind."""
        return self.filter(kind=model._meta.model_name)

    def matching(self, question: searching.Asked):
        """Documents that have all that was asked; a question without words has none."""
        if not (question.forms or question.beginnings or question.phrases):
            return self.none()
        query = searching.documents(self.db, question)
        return self.filter(pk__in=RawSQL(query.sql, query.params))


class FormerSlugQuerySet(models.QuerySet):
    """Addresses that records once had."""

    def get_by_natural_key(self, kind, slug):
        return self.get(kind=kind, slug=slug)


class GenerationQuerySet(models.QuerySet):
    """The one row that counts changes."""

    def current(self) -> tuple[int, int]:
        """The number now, and its stamp; zeros before the first change."""
        # Every page asks it first: Django would take longer to put it into SQL than all else.
        with connections[self.db].cursor() as cursor:
            cursor.execute(CURRENT)
            return cursor.fetchone() or (0, 0)

    def advance(self) -> tuple[int, int]:
        """Raise the number by one, draw its stamp, and return both."""
        self.get_or_create(pk=1)
        self.filter(pk=1).update(number=F("number") + 1, stamp=secrets.randbits(62))
        return self.current()
