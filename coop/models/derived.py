"""Tables that follow from the others; curation keeps them, `reindex` rebuilds them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from coop.models.keys import KeyField
from coop.names.fields import Line
from coop.querysets.derived import FormerSlugQuerySet, GenerationQuerySet, SearchDocumentQuerySet


class SearchDocument(models.Model):
    """The folded words of one record: what search looks through.

    ``kind`` and ``record_id`` name the record; ``title`` has its own names, ``words``
    everything by which it can be found, its related names included.
    """

    kind = Line(_("kind"), max_length=30)
    record_id = models.BigIntegerField(_("record"))
    key = Line(_("key"), max_length=80)
    title = models.TextField(_("title"))
    words = models.TextField(_("words"))
    is_public = models.BooleanField(_("public"), default=False)

    objects = SearchDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("search document")
        verbose_name_plural = _("search documents")
        ordering = ["kind", "record_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "record_id"], name="record_has_one_search_document"
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.key}"


class FormerSlug(models.Model):
    """A slug that a public record once had; its address redirects for ever."""

    kind = Line(_("kind"), max_length=30)
    slug = Line(_("slug"), max_length=90)
    key = KeyField(default="", editable=True)

    objects = FormerSlugQuerySet.as_manager()

    class Meta:
        verbose_name = _("former slug")
        verbose_name_plural = _("former slugs")
        ordering = ["kind", "slug"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "slug"], name="former_slug_leads_to_one_record"
            ),
        ]

    def __str__(self):
        return f"{self.kind}/{self.slug}"

    def natural_key(self):
        return (self.kind, self.slug)


class Generation(models.Model):
    """One row: the number that every change to the registry raises.

    Readers read the number before the data; what they hold of an older number is stale.
    """

    number = models.PositiveBigIntegerField(_("number"), default=0)

    objects = GenerationQuerySet.as_manager()

    class Meta:
        verbose_name = _("generation")
        verbose_name_plural = _("generations")
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="generation_is_one_row"),
        ]

    def __str__(self):
        return str(self.number)
