"""Questions about countries."""

from django.db import models


class CountryQuerySet(models.QuerySet):
    """Countries by their code."""

    def get_by_natural_key(self, code):
        return self.get(code=code)
