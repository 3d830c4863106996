"""Groups of countries, such as the members of an organisation: one question for all of them."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from coop.dates.fields import EarliestField, EDTFField, LatestField
from coop.models.base import Part, key_within
from coop.models.parties import Party
from coop.models.places import Country
from coop.names.fields import AddressField, Line, MultilingualField
from coop.querysets.groups import GroupQuerySet, MembershipQuerySet


class CountryGroup(models.Model):
    """A word of the controlled vocabulary for several countries at once.

    It stands on the list that it names as its source, and makes nothing public.
    """

    code = Line(
        _("code"),
        max_length=60,
        unique=True,
        help_text=_("Small letters and hyphens; part of public addresses, so never changed."),
    )
    names = MultilingualField(
        _("names"), max_length=120, help_text=_("What its members are called together.")
    )
    definition = MultilingualField(
        _("definition"),
        max_length=600,
        blank=True,
        help_text=_("Public. What makes a country a member, and what does not."),
    )
    organisation = models.ForeignKey(
        Party,
        verbose_name=_("organisation"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="country_groups",
        help_text=_("The organisation whose members these are. Leave empty when it is no party."),
    )
    source = Line(
        _("source"),
        max_length=300,
        help_text=_("Public. Where the members are listed: publisher and title."),
    )
    address = AddressField(
        _("address"), blank=True, default="", help_text=_("Of the page that lists them.")
    )
    read_on = EDTFField(
        _("read on"), blank=True, default="", help_text=_("The day on which the list was read.")
    )
    read_on_earliest = EarliestField(source="read_on")
    read_on_latest = LatestField(source="read_on")
    sort_key = Line(
        _("sort key"),
        max_length=200,
        default="",
        editable=False,
        help_text=_("How lists order it, whatever the script."),
    )

    objects = GroupQuerySet.as_manager()

    class Meta:
        verbose_name = _("group of countries")
        verbose_name_plural = _("groups of countries")
        ordering = ["sort_key", "code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(code__regex=r"^[a-z][a-z0-9-]*$"),
                name="group_code_is_small_letters_and_hyphens",
                violation_error_message=_("A group code is small letters, digits and hyphens."),
            ),
            models.CheckConstraint(
                condition=~Q(source=""),
                name="group_names_its_source",
                violation_error_message=_("Say where the members of the group are listed."),
            ),
        ]

    def __str__(self):
        wording = self.label
        return wording.text if wording else self.code

    def get_absolute_url(self):
        return f"{reverse('group-list')}#{self.anchor}"

    def natural_key(self):
        return (self.code,)

    @property
    def label(self):
        return self.names.best()

    @property
    def anchor(self) -> str:
        """The group's fragment in the page of all groups."""
        return f"group-{self.code}"

    def present(self) -> list["Membership"]:
        """The memberships that last, of those read with the group."""
        return [one for one in self.memberships.all() if not one.has_ended]

    def former(self) -> list["Membership"]:
        """The memberships that have ended, of those read with the group."""
        return [one for one in self.memberships.all() if one.has_ended]


class Membership(Part):
    """A country in a group, for as long as its source says."""

    group = models.ForeignKey(
        CountryGroup,
        verbose_name=_("group of countries"),
        on_delete=models.CASCADE,
        related_name="memberships",
        help_text=_("The group that it belongs to."),
    )
    country = models.ForeignKey(
        Country,
        verbose_name=_("country"),
        on_delete=models.PROTECT,
        related_name="memberships",
        help_text=_("The member."),
    )
    since = EDTFField(
        _("member since"),
        blank=True,
        default="",
        help_text=_("A day, month or year; empty where the list does not say."),
    )
    since_earliest = EarliestField(source="since")
    since_latest = LatestField(source="since")
    until = EDTFField(
        _("member until"),
        blank=True,
        default="",
        help_text=_("Once it has ended. Whoever asks for the group gets its present members."),
    )
    until_earliest = EarliestField(source="until")
    until_latest = LatestField(source="until")

    objects = MembershipQuerySet.as_manager()

    parent_field = "group"

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["order", "id"]
        constraints = [
            key_within("membership", "group"),
            models.UniqueConstraint(
                fields=["group", "country"],
                condition=Q(until=""),
                name="country_is_in_a_group_once_at_a_time",
                violation_error_message=_("This country is a member of the group already."),
            ),
            models.CheckConstraint(
                condition=Q(since_earliest__isnull=True)
                | Q(until_latest__isnull=True)
                | Q(
                    # Said in full: beside an empty value a comparison is not false but unknown.
                    since_earliest__isnull=False,
                    until_latest__isnull=False,
                    until_latest__gte=F("since_earliest"),
                ),
                name="membership_does_not_end_before_it_begins",
                violation_error_message=_("A membership cannot end before it begins."),
            ),
        ]

    def __str__(self):
        return str(self.country)

    @property
    def has_ended(self) -> bool:
        return self.until != ""
