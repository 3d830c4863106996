"""Questions about topics."""

from django.db import models


class TopicQuerySet(models.QuerySet):
    """Topics by their code."""

    def get_by_natural_key(self, code):
        return self.get(code=code)

    def groups(self):
        """The top of the tree."""
        return self.filter(parent__isnull=True)
