"""What was learnt from reading a source again: suggestions set aside, its address asked."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coop.models.base import known_codes
from coop.models.numbers import CountField
from coop.models.review import by_user
from coop.models.sources import SourceDocument
from coop.names.fields import AddressField, Line
from coop.vocabulary.desk import AddressOutcome, Recognised


class Dismissal(models.Model):
    """A suggestion about words of a source that an editor has set aside.

    ``meant`` is the key or code of what the words were taken for, or the date as EDTF.
    """

    source = models.ForeignKey(
        SourceDocument,
        verbose_name=_("source"),
        on_delete=models.CASCADE,
        related_name="dismissals",
    )
    paragraph = CountField(_("paragraph"))
    words = Line(_("words"), max_length=200)
    kind = Line(_("kind"), max_length=30, choices=Recognised)
    meant = Line(_("taken for"), max_length=80)
    dismissed_by = by_user(_("set aside by"))
    dismissed_at = models.DateTimeField(_("set aside at"), default=timezone.now)

    class Meta:
        verbose_name = _("suggestion set aside")
        verbose_name_plural = _("suggestions set aside")
        ordering = ["source", "paragraph", "id"]
        constraints = [
            *known_codes("dismissal", kind=Recognised),
            models.UniqueConstraint(
                fields=["source", "paragraph", "words", "kind", "meant"],
                name="suggestion_is_set_aside_once",
                violation_error_message=_("This suggestion has been set aside already."),
            ),
        ]

    def __str__(self):
        return self.words


class AddressCheck(models.Model):
    """What was found when the address of a source was last asked."""

    source = models.OneToOneField(
        SourceDocument,
        verbose_name=_("source"),
        on_delete=models.CASCADE,
        related_name="address_check",
    )
    address = AddressField(_("address asked"))
    checked_at = models.DateTimeField(_("asked at"))
    outcome = Line(_("found"), max_length=20, choices=AddressOutcome)
    detail = Line(_("in detail"), max_length=300, blank=True, default="")

    class Meta:
        verbose_name = _("check of an address")
        verbose_name_plural = _("checks of addresses")
        ordering = ["source"]
        constraints = [*known_codes("addresscheck", outcome=AddressOutcome)]

    def __str__(self):
        return self.address
