"""What provisions are coded with: topics, and the subjects of films and themes."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from coop.models.addresses import address_of
from coop.models.base import Referable
from coop.models.numbers import SmallNumberField
from coop.models.people import Person
from coop.models.places import Place
from coop.names.fields import Line, MultilingualField
from coop.querysets.topics import TopicQuerySet


class ProvisionTopic(models.Model):
    """A topic of the controlled vocabulary; a tree of groups and topics."""

    code = Line(
        _("code"),
        max_length=60,
        unique=True,
        help_text=_("Small letters and hyphens; part of public addresses, so never changed."),
    )
    parent = models.ForeignKey(
        "self",
        verbose_name=_("broader topic"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="narrower",
        help_text=_("The group that it is in. Empty: it is a group itself."),
    )
    names = MultilingualField(_("names"), max_length=120, help_text=_("One a language."))
    definition = MultilingualField(
        _("definition"),
        max_length=600,
        blank=True,
        help_text=_("Public. What is coded here, and what is not."),
    )
    order = SmallNumberField(_("order"), default=0, help_text=_("Its place in its group."))
    sort_key = Line(
        _("sort key"),
        max_length=200,
        default="",
        editable=False,
        help_text=_("How lists order it, whatever the script."),
    )

    objects = TopicQuerySet.as_manager()

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["order", "code"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(code__regex=r"^[a-z][a-z0-9-]*$"),
                name="topic_code_is_small_letters_and_hyphens",
                violation_error_message=_("A topic code is small letters, digits and hyphens."),
            ),
            models.CheckConstraint(
                condition=models.Q(parent__isnull=True) | ~models.Q(parent=models.F("id")),
                name="topic_is_not_its_own_parent",
                violation_error_message=_("A topic cannot be broader than itself."),
            ),
        ]

    def __str__(self):
        wording = self.label
        return wording.text if wording else self.code

    def get_absolute_url(self):
        return address_of("topic-detail", self.code)

    def natural_key(self):
        return (self.code,)

    @property
    def label(self):
        return self.names.best()


class Subject(Referable):
    """What films, packages and provisions are about; perhaps itself a place or a person."""

    names = MultilingualField(_("names"), max_length=200, help_text=_("One a language."))
    place = models.ForeignKey(
        Place,
        verbose_name=_("is the place"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="as_subject",
        help_text=_("When the subject is a place that the registry has."),
    )
    person = models.ForeignKey(
        Person,
        verbose_name=_("is the person"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="as_subject",
        help_text=_("When the subject is a person whom the registry has."),
    )

    url_name = "subject"

    class Meta:
        verbose_name = _("subject")
        verbose_name_plural = _("subjects")
        ordering = ["sort_key", "key"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(place__isnull=True) | models.Q(person__isnull=True),
                name="subject_is_not_both_place_and_person",
                violation_error_message=_("A subject is a place or a person, not both."),
            ),
        ]
