"""Words for files that staff upload."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ImportState(models.TextChoices):
    """How far an uploaded file has come."""

    WAITING = "waiting", _("waiting")
    APPLIED = "applied", _("applied")
    DISMISSED = "dismissed", _("set aside")


class Reading(models.TextChoices):
    """As what a file is read."""

    FIXTURE = "fixture", _("fixture (JSON or JSON lines)")
    AGREEMENTS = "agreements", _("sheet of agreements")
    PARTIES = "parties", _("sheet of parties")
    COPRODUCTIONS = "coproductions", _("sheet of co-productions")
    PROVISIONS = "provisions", _("sheet of provisions")


class PieceKind(models.TextChoices):
    """What a piece of an upload holds."""

    FILE = "file", _("the file as it was received")
    CHANGES = "changes", _("a page of the plan")
    FAULTS = "faults", _("what is wrong in the file")
