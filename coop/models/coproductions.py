"""Films, their partners and screenings, and their ties to agreements."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from coop.dates.fields import EarliestField, EDTFField, LatestField
from coop.models.agreements import Agreement
from coop.models.base import (
    Claim,
    Evidenced,
    Publishable,
    claim_rules,
    key_within,
    known_codes,
    optional_codes,
)
from coop.models.events import Event
from coop.models.numbers import ExactField
from coop.models.parties import Party
from coop.models.places import Country, Place
from coop.models.topics import Subject
from coop.names.fields import IdentifiersField, LanguageField, Line, MultilingualField, Passage
from coop.querysets.coproductions import CoProductionQuerySet
from coop.vocabulary.coproductions import (
    Approval,
    CoProductionKind,
    FilmLinkNature,
    FilmStatus,
    PartnerRole,
)
from coop.vocabulary.fields import CodesField
from coop.vocabulary.records import Basis, Form, Holding, Length, State


class CoProduction(Evidenced, Publishable):
    """A film. Without partners it prints “co-production not stated” and enters no count."""

    title = MultilingualField(
        _("title"), max_length=300, help_text=_("Public. As the sources print it, one a language.")
    )
    original_language = LanguageField(
        _("original language"),
        blank=True,
        default="",
        help_text=_("Language tag of the original title. Empty when not stated."),
    )
    forms = CodesField(_("form"), codes=Form, help_text=_("Empty: no source says."))
    lengths = CodesField(_("length"), codes=Length, help_text=_("Empty: no source says."))
    status = Line(
        _("status"),
        max_length=20,
        choices=FilmStatus,
        default=FilmStatus.NOT_STATED,
        help_text=_("Public. As the source puts it."),
    )
    year = EDTFField(_("year"), blank=True, default="", help_text=_("Empty: not stated."))
    year_earliest = EarliestField(source="year", db_index=True)
    year_latest = LatestField(source="year")
    kind = Line(
        _("kind"),
        max_length=20,
        choices=CoProductionKind,
        default=CoProductionKind.NOT_STATED,
        help_text=_("Official only when a source says it was approved under an agreement."),
    )
    subjects = models.ManyToManyField(
        Subject,
        verbose_name=_("subjects"),
        blank=True,
        related_name="coproductions",
        help_text=_("What the film is about, as far as a source says."),
    )
    summary = MultilingualField(
        _("summary"),
        max_length=1000,
        blank=True,
        is_passage=True,
        help_text=_("Public. In our own words."),
    )
    note = Passage(
        _("note"),
        max_length=2000,
        blank=True,
        default="",
        help_text=_("Public. What a reader must know about this record as a record."),
    )
    identifiers = IdentifiersField(
        _("identifiers"),
        schemes=["eidr", "isan", "imdb", "wikidata"],
        help_text=_("Its numbers in other registers of films."),
    )

    objects = CoProductionQuerySet.as_manager()

    url_name = "coproduction"
    names_field = "title"

    class Meta:
        verbose_name = _("co-production")
        verbose_name_plural = _("co-productions")
        ordering = ["sort_key", "key"]
        permissions = [("publish_coproduction", _("Can publish and withdraw co-productions"))]
        constraints = [
            *known_codes("coproduction", state=State, status=FilmStatus, kind=CoProductionKind),
            *optional_codes("coproduction", basis=Basis),
            models.CheckConstraint(
                condition=~models.Q(title={}),
                name="coproduction_has_a_title",
                violation_error_message=_("Give the film a title."),
            ),
        ]

    @property
    def original_tag(self) -> str:
        return self.original_language


class CoProductionPartner(Claim):
    """A country, or a party, in a film, with its role and share."""

    coproduction = models.ForeignKey(
        CoProduction,
        verbose_name=_("co-production"),
        on_delete=models.CASCADE,
        related_name="partners",
        help_text=_("The film."),
    )
    country = models.ForeignKey(
        Country,
        verbose_name=_("country"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="film_partners",
        help_text=_("The country that takes part."),
    )
    party = models.ForeignKey(
        Party,
        verbose_name=_("party"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="film_partners",
        help_text=_("The body or company that takes part, when a source names it."),
    )
    role = Line(
        _("role"),
        max_length=20,
        choices=PartnerRole,
        default=PartnerRole.NOT_STATED,
        help_text=_("Its weight among the partners, when a source says it."),
    )
    share = ExactField(
        _("share"),
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=_("In per cent of the total cost. Empty: not stated."),
    )

    parent_field = "coproduction"

    class Meta:
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        ordering = ["order", "id"]
        constraints = [
            key_within("coproductionpartner", "coproduction"),
            *claim_rules("coproductionpartner"),
            *known_codes("coproductionpartner", role=PartnerRole),
            models.CheckConstraint(
                condition=models.Q(country__isnull=False) | models.Q(party__isnull=False),
                name="partner_is_a_country_or_a_party",
                violation_error_message=_("Name the partner's country, the party, or both."),
            ),
            models.CheckConstraint(
                condition=models.Q(share__isnull=True) | models.Q(share__gte=0, share__lte=100),
                name="partner_share_is_from_0_to_100",
                violation_error_message=_("A share is from 0 to 100 per cent."),
            ),
        ]

    def __str__(self):
        return str(self.party or self.country)


class Screening(Claim):
    """A showing of a film, planned or held; event, place and date may each be missing."""

    coproduction = models.ForeignKey(
        CoProduction,
        verbose_name=_("co-production"),
        on_delete=models.CASCADE,
        related_name="screenings",
        help_text=_("The film."),
    )
    event = models.ForeignKey(
        Event,
        verbose_name=_("event"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="screenings",
        help_text=_("The event at which it is shown."),
    )
    place = models.ForeignKey(
        Place,
        verbose_name=_("place"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="screenings",
        help_text=_("Where it is shown. Empty: at the event’s place, or not stated."),
    )
    held_on = EDTFField(_("when"), blank=True, default="", help_text=_("Empty: not stated."))
    held_on_earliest = EarliestField(source="held_on")
    held_on_latest = LatestField(source="held_on")
    holding = Line(
        _("planned or held"),
        max_length=20,
        choices=Holding,
        default=Holding.NOT_STATED,
        help_text=_("Whether the source speaks of what is to come or of what was."),
    )
    note = Passage(
        _("note"), max_length=500, blank=True, default="", help_text=_("Public. In our own words.")
    )

    parent_field = "coproduction"

    class Meta:
        verbose_name = _("screening")
        verbose_name_plural = _("screenings")
        ordering = ["order", "id"]
        constraints = [
            key_within("screening", "coproduction"),
            *claim_rules("screening"),
            *known_codes("screening", holding=Holding),
        ]

    def __str__(self):
        return f"{self.get_holding_display()} {self.held_on}".strip()


class CoProductionAgreement(Claim):
    """A film's tie to an agreement, as a source makes it; never inferred from countries."""

    coproduction = models.ForeignKey(
        CoProduction,
        verbose_name=_("co-production"),
        on_delete=models.CASCADE,
        related_name="agreement_links",
        help_text=_("The film."),
    )
    agreement = models.ForeignKey(
        Agreement,
        verbose_name=_("agreement"),
        on_delete=models.PROTECT,
        related_name="film_links",
        help_text=_("The agreement that a source ties it to."),
    )
    nature = Line(
        _("nature of the link"),
        max_length=20,
        choices=FilmLinkNature,
        help_text=_("How the source ties them. Countries in common are no tie."),
    )
    approval = Line(
        _("approval"),
        max_length=20,
        choices=Approval,
        default=Approval.NOT_CLAIMED,
        help_text=_("How far its approval under the agreement has come, as the source says."),
    )

    parent_field = "coproduction"

    class Meta:
        verbose_name = _("film link")
        verbose_name_plural = _("film links")
        ordering = ["order", "id"]
        constraints = [
            key_within("coproductionagreement", "coproduction"),
            *claim_rules("coproductionagreement"),
            *known_codes("coproductionagreement", nature=FilmLinkNature, approval=Approval),
            models.UniqueConstraint(
                fields=["coproduction", "agreement"],
                name="film_is_linked_to_an_agreement_once",
                violation_error_message=_("This film is already linked to this agreement."),
            ),
        ]

    def __str__(self):
        return f"{self.get_nature_display()} {self.agreement}"
