"""Source documents."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from coop.dates.fields import EarliestField, EDTFField, LatestField
from coop.models.base import Publishable, known_codes, optional_codes
from coop.models.numbers import CountField
from coop.models.paragraphs import RangesField
from coop.names.fields import AddressField, LanguageField, Line, MultilingualField, Passage
from coop.querysets.sources import SourceQuerySet
from coop.vocabulary.desk import ReceivedAs
from coop.vocabulary.records import State
from coop.vocabulary.sources import SourceKind, TextRights


class SourceDocument(Publishable):
    """A document that claims are followed back to, paragraph by paragraph.

    Paragraphs are counted from 1 over the non-empty lines of the text as received.
    """

    title = MultilingualField(
        _("title"), max_length=500, help_text=_("Public. As printed, one a language.")
    )
    is_title_supplied = models.BooleanField(
        _("title supplied"),
        default=False,
        help_text=_("Tick when the registry made the title up; it prints in square brackets."),
    )
    kind = Line(
        _("kind"),
        max_length=30,
        choices=SourceKind,
        default=SourceKind.OTHER,
        help_text=_("What sort of document it is."),
    )
    publisher = Line(
        _("publisher"), max_length=200, blank=True, default="", help_text=_("As printed.")
    )
    author = Line(
        _("author or agency"),
        max_length=200,
        blank=True,
        default="",
        help_text=_("The author, or the agency credited, as printed."),
    )
    language = LanguageField(
        _("language"), blank=True, default="", help_text=_("Language tag: en, ar.")
    )
    address = AddressField(
        _("address"),
        blank=True,
        default="",
        help_text=_("Where it stands on the web, with http or https."),
    )
    published_on = EDTFField(
        _("published on"),
        blank=True,
        default="",
        help_text=_("The day it bears. Empty: it bears none."),
    )
    published_on_earliest = EarliestField(source="published_on")
    published_on_latest = LatestField(source="published_on")
    accessed_on = EDTFField(
        _("accessed on"),
        blank=True,
        default="",
        help_text=_("The day on which it was last read at its address."),
    )
    accessed_on_earliest = EarliestField(source="accessed_on")
    accessed_on_latest = LatestField(source="accessed_on")
    archive_address = AddressField(
        _("archived at"),
        blank=True,
        default="",
        help_text=_("Where a web archive keeps it as it was read."),
    )
    sha256 = Line(
        _("SHA-256"),
        max_length=64,
        blank=True,
        default="",
        validators=[RegexValidator(r"^[0-9a-f]{64}\Z", _("A SHA-256 is 64 hexadecimal digits."))],
        help_text=_("Of the bytes as received, in hexadecimal."),
    )
    received_as = Line(
        _("received as"),
        max_length=20,
        choices=ReceivedAs,
        blank=True,
        default="",
        help_text=_("How the text came in; the SHA-256 is of the bytes as they came."),
    )
    paragraph_count = CountField(
        _("paragraphs"),
        null=True,
        blank=True,
        help_text=_("Number of non-empty lines of the text as received."),
    )
    no_claim = RangesField(
        _("paragraphs without claims"),
        help_text=_(
            "Ranges that make no claim, with the reason: "
            '[{"first": 12, "last": 13, "reason": "page-furniture"}].'
        ),
    )
    text = Passage(
        _("text"),
        max_length=2_000_000,
        blank=True,
        default="",
        help_text=_("Staff only, unless its rights allow more."),
    )
    text_rights = Line(
        _("who may read the text"),
        max_length=20,
        choices=TextRights,
        default=TextRights.STAFF_ONLY,
        help_text=_("The text is shown to the public only when its rights let everyone read it."),
    )
    note = Passage(
        _("note"),
        max_length=2000,
        blank=True,
        default="",
        help_text=_("Public. Where the text came from, what was left out, how far it was read."),
    )

    objects = SourceQuerySet.as_manager()

    url_name = "source"
    names_field = "title"

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["sort_key", "key"]
        permissions = [("publish_sourcedocument", _("Can publish and withdraw sources"))]
        constraints = [
            *known_codes("sourcedocument", state=State, kind=SourceKind, text_rights=TextRights),
            *optional_codes("sourcedocument", received_as=ReceivedAs),
            models.CheckConstraint(
                condition=~Q(title={}),
                name="source_has_a_title",
                violation_error_message=_("Give the source a title."),
            ),
            models.CheckConstraint(
                condition=Q(sha256="") | Q(sha256__regex=r"^[0-9a-f]{64}$"),
                name="source_hash_is_64_hexadecimal_digits",
                violation_error_message=_("A SHA-256 is 64 hexadecimal digits."),
            ),
            models.UniqueConstraint(
                fields=["sha256"],
                condition=~Q(sha256=""),
                name="source_bytes_are_recorded_once",
                violation_error_message=_("A source with these bytes is already recorded."),
            ),
            models.CheckConstraint(
                condition=Q(paragraph_count__isnull=True) | Q(paragraph_count__lte=99_999),
                name="source_has_at_most_99999_paragraphs",
                violation_error_message=_("A source has at most 99,999 paragraphs."),
            ),
        ]

    @property
    def original_tag(self) -> str:
        return self.language
