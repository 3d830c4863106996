"""Citations, which tie every claim to the paragraph of a source."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from coop.models.acts import Act
from coop.models.agreements import Agreement, AgreementRelation, Occasion
from coop.models.base import Part, key_within, known_codes
from coop.models.coproductions import (
    CoProduction,
    CoProductionAgreement,
    CoProductionPartner,
    Screening,
)
from coop.models.events import Attendance, Event
from coop.models.participations import Participation, Signature
from coop.models.parties import Party
from coop.models.people import Person
from coop.models.places import Place
from coop.models.provisions import Provision
from coop.models.rules import Rule
from coop.models.sources import SourceDocument
from coop.models.statements import Statement
from coop.names.fields import Line, MultilingualField, Passage
from coop.querysets.sources import CitationQuerySet
from coop.vocabulary.records import Basis

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


def _evidence_for(model: type[models.Model]) -> models.ForeignKey:
    return models.ForeignKey(
        model,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        db_index=False,
        related_name="citations",
        help_text=_("What it is evidence for: one of these, and no other."),
    )


class Citation(Part):
    """One claim's evidence. Its target is exactly one thing."""

    source = models.ForeignKey(
        SourceDocument,
        verbose_name=_("source"),
        on_delete=models.PROTECT,
        related_name="citations",
        help_text=_("The document that makes the claim."),
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
        db_index=False,
        blank=True,
        related_name="claims",
        help_text=_("The body whose words they are, when the registry has it."),
    )
    said_by_person = models.ForeignKey(
        Person,
        verbose_name=_("said by the person"),
        on_delete=models.PROTECT,
        null=True,
        db_index=False,
        blank=True,
        related_name="claims",
        help_text=_("The person whose words they are, when the registry has them."),
    )
    quote = Passage(
        _("quote"),
        max_length=2000,
        blank=True,
        default="",
        help_text=_("Only where rights allow. Checked to stand in the stored text."),
    )
    quote_translation = MultilingualField(
        _("translation of the quote"),
        max_length=2000,
        blank=True,
        help_text=_("Our own translation, one a language."),
    )
    basis = Line(
        _("basis"),
        max_length=20,
        choices=Basis,
        default=Basis.STATED,
        help_text=_("How the source carries the claim."),
    )
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

    replaced_by = models.ForeignKey(
        "self",
        verbose_name=_("replaced by"),
        on_delete=models.SET_NULL,
        null=True,
        db_index=False,
        blank=True,
        related_name="replaces",
        help_text=_("The citation of a better source for the same claim; this one is kept."),
    )

    agreement = _evidence_for(Agreement)
    occasion = _evidence_for(Occasion)
    participation = _evidence_for(Participation)
    signature = _evidence_for(Signature)
    act = _evidence_for(Act)
    relation = _evidence_for(AgreementRelation)
    statement = _evidence_for(Statement)
    provision = _evidence_for(Provision)
    rule = _evidence_for(Rule)
    party = _evidence_for(Party)
    person = _evidence_for(Person)
    event = _evidence_for(Event)
    attendance = _evidence_for(Attendance)
    place = _evidence_for(Place)
    coproduction = _evidence_for(CoProduction)
    partner = _evidence_for(CoProductionPartner)
    screening = _evidence_for(Screening)
    film_link = _evidence_for(CoProductionAgreement)

    objects = CitationQuerySet.as_manager()

    parent_field = "source"
    TARGETS = TARGETS

    class Meta:
        verbose_name = _("citation")
        verbose_name_plural = _("citations")
        ordering = ["order", "id"]
        # Of each row all targets but one are empty. An index of the whole column would be mostly
        # of empty places, and an engine that counts them thinks it worthless and reads the table.
        indexes = [
            models.Index(
                fields=[name], name=f"citation_{name}", condition=Q(**{f"{name}__isnull": False})
            )
            for name in (*TARGETS, "said_by_party", "said_by_person", "replaced_by")
        ]
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
            models.CheckConstraint(
                condition=Q(replaced_by__isnull=True) | ~Q(replaced_by=F("id")),
                name="citation_is_not_replaced_by_itself",
                violation_error_message=_("A citation cannot replace itself."),
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
