"""Source documents, and the citations that tie every claim to them."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Case, Q, Value, When
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from coop.dates.fields import EarliestField, EDTFField, LatestField
from coop.models.acts import Act
from coop.models.agreements import Agreement, AgreementRelation, Occasion
from coop.models.base import Part, Publishable, key_within, known_codes
from coop.models.coproductions import (
    CoProduction,
    CoProductionAgreement,
    CoProductionPartner,
    Screening,
)
from coop.models.events import Attendance, Event
from coop.models.numbers import CountField
from coop.models.paragraphs import RangesField
from coop.models.participations import Participation, Signature
from coop.models.parties import Party
from coop.models.people import Person
from coop.models.places import Place
from coop.models.provisions import Provision
from coop.models.rules import Rule
from coop.models.statements import Statement
from coop.names.fields import AddressField, LanguageField, Line, MultilingualField, Passage
from coop.querysets.sources import CitationQuerySet, SourceQuerySet
from coop.vocabulary.records import Basis, State
from coop.vocabulary.sources import SourceKind, TextRights

PARAGRAPHS = r"^[1-9][0-9]{0,4}(-[1-9][0-9]{0,4})?(, [1-9][0-9]{0,4}(-[1-9][0-9]{0,4})?)*$"

TARGETS = (
    "agreement",
    "occasion",
    "participation",
    "signature",
    "act",
    "relation",
    "statement",
    "provision",
    "rule",
    "party",
    "person",
    "event",
    "attendance",
    "place",
    "coproduction",
    "partner",
    "screening",
    "film_link",
)


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
    kind = Line(_("kind"), max_length=30, choices=SourceKind, default=SourceKind.OTHER)
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
    address = AddressField(_("address"), blank=True, default="")
    published_on = EDTFField(_("published on"), blank=True, default="")
    published_on_earliest = EarliestField(source="published_on")
    published_on_latest = LatestField(source="published_on")
    accessed_on = EDTFField(_("accessed on"), blank=True, default="")
    accessed_on_earliest = EarliestField(source="accessed_on")
    accessed_on_latest = LatestField(source="accessed_on")
    archive_address = AddressField(_("archived at"), blank=True, default="")
    sha256 = Line(
        _("SHA-256"),
        max_length=64,
        blank=True,
        default="",
        validators=[RegexValidator(r"^[0-9a-f]{64}\Z", _("A SHA-256 is 64 hexadecimal digits."))],
        help_text=_("Of the bytes as received, in hexadecimal."),
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


class Citation(Part):
    """One claim's evidence. Its target is exactly one thing."""

    source = models.ForeignKey(
        SourceDocument,
        verbose_name=_("source"),
        on_delete=models.PROTECT,
        related_name="citations",
    )
    paragraphs = Line(
        _("paragraph"),
        max_length=60,
        blank=True,
        default="",
        validators=[RegexValidator(PARAGRAPHS, _("Write paragraphs as 2, or 2-4, or 2, 5."))],
        help_text=_("Its number in the source: 2, or 2-4, or 2, 5."),
    )
    as_named = Line(
        _("as named"),
        max_length=200,
        blank=True,
        default="",
        help_text=_("Public. The source's own word for it: a label, name, office or verb."),
    )
    said_by_as_printed = Line(
        _("said by"),
        max_length=200,
        blank=True,
        default="",
        help_text=_("Public. When the claim is someone's: who, as printed."),
    )
    said_by_party = models.ForeignKey(
        Party,
        verbose_name=_("said by the party"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="claims",
    )
    said_by_person = models.ForeignKey(
        Person,
        verbose_name=_("said by the person"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="claims",
    )
    quote = Passage(
        _("quote"),
        max_length=2000,
        blank=True,
        default="",
        help_text=_("Only where rights allow. Checked to stand in the stored text."),
    )
    quote_translation = MultilingualField(
        _("translation of the quote"), max_length=2000, blank=True
    )
    basis = Line(_("basis"), max_length=20, choices=Basis, default=Basis.STATED)
    note = Passage(
        _("note"),
        max_length=1000,
        blank=True,
        default="",
        help_text=_("Public. How it was inferred, or in which ways it can be read."),
    )
    field = Line(
        _("about the field"),
        max_length=40,
        blank=True,
        default="",
        help_text=_("When it is evidence for one field only: place, kind, done_on."),
    )

    agreement = models.ForeignKey(
        Agreement, on_delete=models.CASCADE, null=True, blank=True, related_name="citations"
    )
    occasion = models.ForeignKey(
        Occasion, on_delete=models.CASCADE, null=True, blank=True, related_name="citations"
    )
    participation = models.ForeignKey(
        Participation, on_delete=models.CASCADE, null=True, blank=True, related_name="citations"
    )
    signature = models.ForeignKey(
        Signature, on_delete=models.CASCADE, null=True, blank=True, related_name="citations"
    )
    act = models.ForeignKey(
        Act, on_delete=models.CASCADE, null=True, blank=True, related_name="citations"
    )
    relation = models.ForeignKey(
        AgreementRelation,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="citations",
    )
    statement = models.ForeignKey(
        Statement, on_delete=models.CASCADE, null=True, blank=True, related_name="citations"
    )
    provision = models.ForeignKey(
        Provision, on_delete=models.CASCADE, null=True, blank=True, related_name="citations"
    )
    rule = models.ForeignKey(
        Rule, on_delete=models.CASCADE, null=True, blank=True, related_name="citations"
    )
    party = models.ForeignKey(
        Party, on_delete=models.CASCADE, null=True, blank=True, related_name="citations"
    )
    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, null=True, blank=True, related_name="citations"
    )
    event = models.ForeignKey(
        Event, on_delete=models.CASCADE, null=True, blank=True, related_name="citations"
    )
    attendance = models.ForeignKey(
        Attendance, on_delete=models.CASCADE, null=True, blank=True, related_name="citations"
    )
    place = models.ForeignKey(
        Place, on_delete=models.CASCADE, null=True, blank=True, related_name="citations"
    )
    coproduction = models.ForeignKey(
        CoProduction, on_delete=models.CASCADE, null=True, blank=True, related_name="citations"
    )
    partner = models.ForeignKey(
        CoProductionPartner,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="citations",
    )
    screening = models.ForeignKey(
        Screening, on_delete=models.CASCADE, null=True, blank=True, related_name="citations"
    )
    film_link = models.ForeignKey(
        CoProductionAgreement,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="citations",
    )

    objects = CitationQuerySet.as_manager()

    parent_field = "source"
    TARGETS = TARGETS

    class Meta:
        verbose_name = _("citation")
        verbose_name_plural = _("citations")
        ordering = ["order", "id"]
        constraints = [
            key_within("citation", "source"),
            *known_codes("citation", basis=Basis),
            models.CheckConstraint(
                condition=Exact(
                    sum(
                        (
                            Case(When(**{f"{target}__isnull": False}, then=1), default=0)
                            for target in TARGETS
                        ),
                        Value(0),
                    ),
                    1,
                ),
                name="citation_has_exactly_one_target",
                violation_error_message=_("A citation is evidence for exactly one thing."),
            ),
            models.CheckConstraint(
                condition=Q(paragraphs="") | Q(paragraphs__regex=PARAGRAPHS),
                name="citation_paragraphs_are_numbers_and_ranges",
                violation_error_message=_("Write paragraphs as 2, or 2-4, or 2, 5."),
            ),
            models.CheckConstraint(
                condition=Q(basis=Basis.SUPPLIED) | ~Q(paragraphs=""),
                name="citation_names_its_paragraph_unless_supplied",
                violation_error_message=_("Say in which paragraph the source says so."),
            ),
            models.CheckConstraint(
                condition=~Q(basis__in=[Basis.INFERRED, Basis.AMBIGUOUS]) | ~Q(note=""),
                name="inferred_or_ambiguous_citation_has_a_note",
                violation_error_message=_(
                    "Say in the note how it was inferred, or in which ways it can be read."
                ),
            ),
        ]

    def __str__(self):
        return f"{self.source} ¶{self.paragraphs}" if self.paragraphs else str(self.source)

    @property
    def target_name(self) -> str:
        """The name of the one target field that is set."""
        return next(name for name in self.TARGETS if getattr(self, f"{name}_id") is not None)

    @property
    def target(self):
        return getattr(self, self.target_name)

    @property
    def root(self):
        """The record that the claim belongs to (not the source)."""
        target = self.target
        return target.root if isinstance(target, Part) else target
