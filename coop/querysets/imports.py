"""Questions about uploaded files."""

from datetime import datetime, timedelta

from django.db import models

from coop.vocabulary.imports import ImportState

KEPT_FOR = timedelta(days=30)


class ImportQuerySet(models.QuerySet):
    """Uploaded files and their plans."""

    def waiting(self):
        """Uploads that nobody has applied or set aside."""
        return self.filter(state=ImportState.WAITING)

    def stale(self, at: datetime):
        """Uploads that have waited too long at that moment, and can be set aside."""
        return self.waiting().filter(uploaded_at__lt=at - KEPT_FOR)

    def for_list(self):
        """Uploads without the long list of what their plan saw."""
        return self.select_related("uploaded_by", "applied_by").defer("seen")
