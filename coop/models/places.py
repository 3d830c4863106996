"""Countries, and the cities and regions in them."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from coop.dates.fields import EarliestField, EDTFField, LatestField
from coop.models.addresses import address_of
from coop.models.base import Evidenced, Referable, optional_codes
from coop.models.numbers import ExactField
from coop.names.fields import IdentifiersField, Line, MultilingualField
from coop.querysets.places import CountryQuerySet
from coop.vocabulary.records import Basis


class Country(models.Model):
    """A state by its ISO 3166 code: two letters, or four for a former state (3166-3)."""

    code = Line(
        _("code"),
        max_length=4,
        unique=True,
        help_text=_("ISO 3166-1 alpha-2 in capitals, or the four letters of ISO 3166-3."),
    )
    names = MultilingualField(_("names"), max_length=200, help_text=_("One a language."))
    existed = EDTFField(
        _("existed"),
        blank=True,
        default="",
        help_text=_("Former states only, as an interval: 1922/1991."),
    )
    existed_earliest = EarliestField(source="existed")
    existed_latest = LatestField(source="existed")
    is_user_assigned = models.BooleanField(
        _("user-assigned code"),
        default=False,
        help_text=_("The code is in use but not ISO's own (XK)."),
    )
    sort_key = Line(
        _("sort key"),
        max_length=200,
        default="",
        editable=False,
        db_index=True,
        help_text=_("How lists order it, whatever the script."),
    )

    objects = CountryQuerySet.as_manager()

    class Meta:
        verbose_name = _("country")
        verbose_name_plural = _("countries")
        ordering = ["sort_key", "code"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(code__regex=r"^[A-Z]{2}([A-Z]{2})?$"),
                name="country_code_is_two_or_four_capitals",
                violation_error_message=_("A country code is two or four capital letters."),
            ),
            models.CheckConstraint(
                condition=~models.Q(code__regex=r"^[A-Z]{4}$") | ~models.Q(existed=""),
                name="former_country_says_when_it_existed",
                violation_error_message=_("Say when the former state existed."),
            ),
        ]

    def __str__(self):
        wording = self.label
        return wording.text if wording else self.code

    def get_absolute_url(self):
        return address_of("country-detail", self.code)

    def natural_key(self):
        return (self.code,)

    @property
    def label(self):
        return self.names.best()

    @property
    def is_former(self) -> bool:
        return len(self.code) == 4


class Place(Evidenced, Referable):
    """A city or region; its country may be unknown."""

    names = MultilingualField(_("names"), max_length=200, help_text=_("One a language."))
    country = models.ForeignKey(
        Country,
        verbose_name=_("country"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="places",
        help_text=_("Leave empty when no source says it."),
    )
    latitude = ExactField(
        _("latitude"),
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
        help_text=_("In degrees, north positive."),
    )
    longitude = ExactField(
        _("longitude"),
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
        help_text=_("In degrees, east positive."),
    )
    identifiers = IdentifiersField(
        _("identifiers"),
        schemes=["wikidata", "geonames"],
        help_text=_("Its numbers in other registers."),
    )

    url_name = "place"

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")
        ordering = ["sort_key", "key"]
        constraints = [
            *optional_codes("place", basis=Basis),
            models.CheckConstraint(
                condition=models.Q(latitude__isnull=True, longitude__isnull=True)
                | models.Q(
                    # Said in full: beside an empty value a comparison is not false but unknown.
                    latitude__isnull=False,
                    longitude__isnull=False,
                    latitude__gte=-90,
                    latitude__lte=90,
                    longitude__gte=-180,
                    longitude__lte=180,
                ),
                name="place_coordinates_come_in_pairs_on_the_globe",
                violation_error_message=_(
                    "Give both latitude (-90 to 90) and longitude (-180 to 180), or neither."
                ),
            ),
        ]
