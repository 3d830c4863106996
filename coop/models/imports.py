"""Files that staff upload: what was received, what its plan saw, and what became of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coop.models.base import known_codes
from coop.names.fields import Line
from coop.querysets.imports import KEPT_FOR, ImportQuerySet
from coop.vocabulary.imports import ImportState, PieceKind, Reading


class Import(models.Model):
    """One uploaded file, its plan, and whether it was applied.

    No record of the registry: it has no key, no version and no public page. ``seen`` leads
    from each record that the plan touches (``agreement/key``) to the version that the plan
    was made on, or to None where there was no such record yet. ``counts`` leads from a
    model's name to how many of its rows the plan makes, changes and leaves as they are.
    """

    file_name = Line(_("file"), max_length=255)
    size = models.PositiveBigIntegerField(_("size"), help_text=_("In bytes."))
    sha256 = Line(_("SHA-256"), max_length=64)
    reading = Line(_("read as"), max_length=20, choices=Reading, default=Reading.FIXTURE)
    source = models.ForeignKey(
        "coop.SourceDocument",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("working source"),
        help_text=_("Stands for each empty cell of a sheet’s column “Source”."),
    )
    mapping = models.ForeignKey(
        "coop.ColumnMapping",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="uploads",
        verbose_name=_("column mapping"),
        help_text=_("How the columns of someone else’s sheet are read."),
    )
    reason = Line(_("reason"), max_length=500, blank=True, default="")

    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("uploaded by"),
    )
    uploaded_at = models.DateTimeField(_("uploaded at"), default=timezone.now)

    planned_at = models.DateTimeField(_("planned at"), null=True)
    seen = models.JSONField(_("records as the plan saw them"), default=dict)
    counts = models.JSONField(_("counts"), default=dict)
    change_count = models.PositiveIntegerField(_("changes"), default=0)
    fault_count = models.PositiveIntegerField(_("faults"), default=0)
    passed_over = models.JSONField(
        _("fields passed over"),
        default=list,
        help_text=_("Names of fields in the file that the registry works out itself."),
    )
    changes_public = models.BooleanField(_("changes what the public sees"), default=False)

    state = Line(_("state"), max_length=20, choices=ImportState, default=ImportState.WAITING)
    applied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("applied by"),
    )
    applied_at = models.DateTimeField(_("applied at"), null=True)

    objects = ImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-uploaded_at", "-id"]
        constraints = [
            *known_codes("import", reading=Reading, state=ImportState),
            models.CheckConstraint(
                condition=Q(state=ImportState.APPLIED, applied_at__isnull=False)
                | (~Q(state=ImportState.APPLIED) & Q(applied_at__isnull=True)),
                name="applied_import_says_when",
                violation_error_message=_("What was applied says when, and nothing else does."),
            ),
        ]

    def __str__(self):
        return self.file_name

    @property
    def expires_at(self):
        """When it has waited too long."""
        return self.uploaded_at + KEPT_FOR


class ImportPiece(models.Model):
    """A piece of what belongs to an upload, so that no page ever holds the whole in memory.

    ``content`` is a stretch of the file's bytes, in the order of ``number`` from 1; or one
    page of the plan's changes, or the file's faults, each a line of JSON.
    """

    upload = models.ForeignKey(
        Import, on_delete=models.CASCADE, related_name="pieces", verbose_name=_("import")
    )
    kind = Line(_("kind"), max_length=20, choices=PieceKind)
    number = models.PositiveIntegerField(_("number"))
    content = models.BinaryField(_("content"))

    class Meta:
        verbose_name = _("piece of an import")
        verbose_name_plural = _("pieces of imports")
        ordering = ["upload", "kind", "number"]
        constraints = [
            *known_codes("importpiece", kind=PieceKind),
            models.UniqueConstraint(
                fields=["upload", "kind", "number"],
                name="piece_has_its_own_place_in_its_import",
                violation_error_message=_("There is such a piece already."),
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.number}"
