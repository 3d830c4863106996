"""What agreements provide, topic by topic."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from coop.models.agreements import Agreement
from coop.models.base import Claim, claim_rules, key_within, known_codes
from coop.models.topics import ProvisionTopic, Subject
from coop.names.fields import Line, MultilingualField
from coop.querysets.provisions import ProvisionQuerySet
from coop.vocabulary.fields import CodesField
from coop.vocabulary.provisions import Stance
from coop.vocabulary.records import Form, Length


class Provision(Claim):
    """What an agreement says on one topic, in our own words."""

    agreement = models.ForeignKey(
        Agreement,
        verbose_name=_("agreement"),
        on_delete=models.CASCADE,
        related_name="provisions",
        help_text=_("The agreement that says it."),
    )
    topic = models.ForeignKey(
        ProvisionTopic,
        verbose_name=_("topic"),
        on_delete=models.PROTECT,
        related_name="provisions",
        help_text=_("What it is about: the narrowest topic that fits."),
    )
    summary = MultilingualField(
        _("summary"),
        max_length=1000,
        blank=True,
        help_text=_("Public. What it says, in our own words, never the source's sentence."),
    )
    stance = Line(
        _("stance"),
        max_length=20,
        choices=Stance,
        default=Stance.PROVIDES,
        help_text=_("How strongly the text speaks. The verb decides: see the codebook."),
    )
    forms = CodesField(_("form"), codes=Form, help_text=_("Empty: no form is named."))
    lengths = CodesField(_("length"), codes=Length, help_text=_("Empty: no length is named."))
    subjects = models.ManyToManyField(
        Subject,
        verbose_name=_("subjects"),
        blank=True,
        related_name="provisions",
        help_text=_("What it names as themes, when it names any."),
    )
    article = Line(
        _("article"), max_length=60, blank=True, default="", help_text=_("As numbered in the text.")
    )

    objects = ProvisionQuerySet.as_manager()

    parent_field = "agreement"

    class Meta:
        verbose_name = _("provision")
        verbose_name_plural = _("provisions")
        ordering = ["order", "id"]
        constraints = [
            key_within("provision", "agreement"),
            *claim_rules("provision"),
            *known_codes("provision", stance=Stance),
        ]

    def __str__(self):
        return f"{self.topic} · {self.get_stance_display()}"
