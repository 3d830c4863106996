"""Tables that follow from the others; curation keeps them, `reindex` rebuilds them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from coop.models.keys import KeyField
from coop.names.fields import Line
from coop.querysets.derived import FormerSlugQuerySet, GenerationQuerySet, SearchDocumentQuerySet
from coop.vocabulary.searching import KIND_NUMBERS, SPAN, first_id


class SearchDocument(models.Model):
    """The folded words of one record: what search looks through.

    ``kind`` and ``record_id`` name the record, and so does the id, which is given: the number
    of the kind, times 2**40, plus the record's id. An engine's answer, which is ids, so is the
    ids of records. ``title`` has the record's own names, ``words`` everything else by which it
    can be found, its related names included, as `coop.search.texts` sets them out.

    The engines' own tables and columns beside this one stand in migrations only. SQLite drops
    triggers with the table when a migration makes it anew: that migration makes them again.
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
        # For counting and comparing ids: the rows themselves are wide.
        indexes = [models.Index(fields=["kind", "record_id"], name="search_document_record")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    id=models.F("record_id")
                    + models.Case(
                        *(models.When(kind=kind, then=first_id(kind)) for kind in KIND_NUMBERS),
                        default=-SPAN,
                    )
                ),
                name="search_document_id_says_whose_it_is",
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.key}"


class FormerSlug(models.Model):
    """A slug that a public record once had; its address redirects for ever."""

    kind = Line(
        _("kind"), max_length=30, help_text=_("The kind of record, as its addresses begin.")
    )
    slug = Line(_("slug"), max_length=90, help_text=_("The slug that it had."))
    key = KeyField(default="", editable=True, help_text=_("The key of the record that had it."))

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
    ``stamp`` is drawn anew with each number, so that a number that was rolled back, or that
    another database has, is never taken for the one that a reader holds.
    """

    number = models.PositiveBigIntegerField(_("number"), default=0)
    stamp = models.BigIntegerField(_("stamp"), default=0)

    objects = GenerationQuerySet.as_manager()

    class Meta:
        verbose_name = _("generation")
        verbose_name_plural = _("generations")
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="generation_is_one_row"),
        ]

    def __str__(self):
        return str(self.number)


class IndexChange(models.Model):
    """Which records a generation changed: what a reader of the one before has to read again."""

    generation = models.PositiveBigIntegerField(_("generation"), primary_key=True)
    stamp = models.BigIntegerField(_("stamp"))
    records = models.JSONField(
        _("records"),
        null=True,
        help_text=_("Ids by kind of record; empty when so many changed that none are named."),
    )

    class Meta:
        verbose_name = _("change of the index")
        verbose_name_plural = _("changes of the index")
        ordering = ["generation"]

    def __str__(self):
        return str(self.generation)


class StoredIndex(models.Model):
    """The facets of one kind of record as they were at one generation, to begin from."""

    kind = Line(_("kind"), max_length=30, unique=True)
    generation = models.PositiveBigIntegerField(_("generation"))
    stamp = models.BigIntegerField(_("stamp"))
    content = models.BinaryField(_("content"))

    class Meta:
        verbose_name = _("stored index")
        verbose_name_plural = _("stored indexes")
        ordering = ["kind"]

    def __str__(self):
        return self.kind
