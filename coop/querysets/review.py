"""Questions about the work on records."""

from django.db import models

from coop.vocabulary.desk import ProposalState


class AboutRecordQuerySet(models.QuerySet):
    """What staff say about records."""

    def about(self, record):
        """What is said about this record."""
        return self.filter(record_kind=record._meta.model_name, record_key=record.key)


class ProposedChangeQuerySet(AboutRecordQuerySet):
    """Proposed changes."""

    def waiting(self):
        """Proposals that nobody has decided or taken back."""
        return self.filter(state=ProposalState.WAITING)
