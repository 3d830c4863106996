"""What is said about agreements, events and provisions, and binds no one."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from coop.models.agreements import Agreement
from coop.models.base import Claim, Part, claim_rules, known_codes
from coop.models.events import Event
from coop.models.keys import KeyField
from coop.models.provisions import Provision
from coop.names.fields import Line, MultilingualField
from coop.querysets.provisions import StatementQuerySet
from coop.vocabulary.agreements import StatementKind


class Statement(Claim):
    """An aim, means, effect, assessment, scope or context, about exactly one thing.

    Its key is unique in the whole registry, since it may stand under any of three.
    """

    key = KeyField(unique=True)
    agreement = models.ForeignKey(
        Agreement,
        verbose_name=_("about the agreement"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="statements",
        help_text=_("The agreement that it is about, if it is one."),
    )
    event = models.ForeignKey(
        Event,
        verbose_name=_("about the event"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="statements",
        help_text=_("The event that it is about, if it is one."),
    )
    provision = models.ForeignKey(
        Provision,
        verbose_name=_("about the provision"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="statements",
        help_text=_("The provision that it is about, if it is one."),
    )
    kind = Line(
        _("kind"), max_length=20, choices=StatementKind, help_text=_("What sort of thing is said.")
    )
    summary = MultilingualField(
        _("summary"), max_length=1000, help_text=_("Public. What is said, in our own words.")
    )

    objects = StatementQuerySet.as_manager()

    class Meta:
        verbose_name = _("statement")
        verbose_name_plural = _("statements")
        ordering = ["order", "id"]
        constraints = [
            *claim_rules("statement"),
            *known_codes("statement", kind=StatementKind),
            models.CheckConstraint(
                condition=models.Q(
                    agreement__isnull=False, event__isnull=True, provision__isnull=True
                )
                | models.Q(agreement__isnull=True, event__isnull=False, provision__isnull=True)
                | models.Q(agreement__isnull=True, event__isnull=True, provision__isnull=False),
                name="statement_is_about_exactly_one_thing",
                violation_error_message=_(
                    "A statement is about one agreement, one event or one provision."
                ),
            ),
            models.CheckConstraint(
                condition=~models.Q(summary={}),
                name="statement_says_something",
                violation_error_message=_("Write what is said."),
            ),
        ]

    def __str__(self):
        wording = self.summary.best()
        return wording.text if wording else self.key

    def natural_key(self):
        return (self.key,)

    @property
    def parent(self):
        return self.agreement or self.event or self.provision

    @property
    def root(self):
        parent = self.parent
        return parent.root if isinstance(parent, Part) else parent
