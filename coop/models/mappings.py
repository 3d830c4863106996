"""How other people's spreadsheets are read: their columns, rules and words, led to ours."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coop.models.base import known_codes
from coop.models.mapping_fields import ColumnsField, ResolutionsField, RulesField
from coop.models.sources import SourceDocument
from coop.names.fields import Line
from coop.vocabulary.mappings import MappingKind


class ColumnMapping(models.Model):
    """Made once for a shape of file, and used for the next one of the same shape.

    No record of the registry: it has no key, no version and no public page.
    ``columns`` leads from each heading of theirs to ``{"column": …, "reading": …}``, with an
    empty column where theirs is left out; ``rules`` holds what is said of the whole file;
    ``resolutions`` leads from our column and a value to what becomes of it,
    ``{"do": "use", "values": [key, …]}`` or another `Resolving` alone.
    """

    name = Line(
        _("name"),
        max_length=120,
        unique=True,
        help_text=_("How you will find it again: whose files it reads."),
    )
    kind = Line(
        _("what the rows are"),
        max_length=20,
        choices=MappingKind,
        help_text=_("A file with two sorts of rows is read with two mappings."),
    )
    source = models.ForeignKey(
        SourceDocument,
        verbose_name=_("source"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="column_mappings",
        help_text=_("The document that the file is. It becomes the evidence of each row."),
    )
    columns = ColumnsField(_("columns"))
    rules = RulesField(_("rules"))
    resolutions = ResolutionsField(_("resolved values"))

    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("made by"),
    )
    created_at = models.DateTimeField(_("made at"), default=timezone.now, editable=False)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("changed by"),
    )
    changed_at = models.DateTimeField(_("changed at"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("column mapping")
        verbose_name_plural = _("column mappings")
        ordering = ["name"]
        constraints = [*known_codes("columnmapping", kind=MappingKind)]

    def __str__(self):
        return self.name

    @property
    def is_begun(self) -> bool:
        """Whether any column of theirs is led to one of ours."""
        return any(led["column"] for led in self.columns.values())

    def mark_changed(self, user):
        """Note who changes it, and that it is now; saving it is the caller's."""
        self.changed_by, self.changed_at = user, timezone.now()
