"""What records and their parts have in common."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coop.models.addresses import address_of
from coop.models.keys import KeyField
from coop.models.numbers import CountField, SmallNumberField
from coop.names.fields import Line, Passage
from coop.names.text import Wording
from coop.querysets.base import PartQuerySet, PublishableQuerySet, RecordQuerySet, ReferableQuerySet
from coop.vocabulary.records import Basis, State


class Evidenced(models.Model):
    """A thing that citations can stand under.

    ``basis`` is the strongest basis among its citations, empty without any;
    curation works it out, nobody types it.
    """

    basis = Line(
        _("basis"),
        max_length=20,
        choices=Basis,
        blank=True,
        default="",
        editable=False,
        help_text=_("The strongest basis among its citations; empty without any."),
    )

    class Meta:
        abstract = True

    @property
    def is_possible(self) -> bool:
        """Every citation is ambiguous: prints “possibly”, enters no count."""
        return self.basis == Basis.AMBIGUOUS


class Record(models.Model):
    """A thing with an address of its own."""

    key = KeyField(
        unique=True,
        help_text=_("Names the record for ever: in files, and in its permanent address."),
    )
    slug = Line(
        _("slug"),
        max_length=90,
        null=True,
        unique=True,
        editable=False,
        help_text=_(
            "The readable part of its address. When it changes, the old address redirects."
        ),
    )
    sort_key = Line(
        _("sort key"),
        max_length=200,
        default="",
        editable=False,
        db_index=True,
        help_text=_("How lists order it, whatever the script."),
    )
    version = CountField(
        _("version"),
        default=0,
        editable=False,
        help_text=_("Raised by every change to the record or to one of its parts."),
    )
    created_at = models.DateTimeField(
        _("entered at"), default=timezone.now, editable=False, help_text=_("When it was entered.")
    )
    updated_at = models.DateTimeField(
        _("changed at"),
        default=timezone.now,
        editable=False,
        help_text=_("When it, or one of its parts, was last changed."),
    )

    objects = RecordQuerySet.as_manager()

    url_name = ""
    names_field = "names"

    class Meta:
        abstract = True

    def __str__(self):
        wording = self.label
        return wording.text if wording else self.key

    def get_absolute_url(self):
        if self.slug:
            return address_of(f"{self.url_name}-detail", self.slug)
        return address_of("record", self.key)

    def natural_key(self):
        return (self.key,)

    @property
    def names_read(self):
        """The names to print; a state reads its country's."""
        return getattr(self, self.names_field)

    @property
    def label(self) -> Wording | None:
        return self.names_read.best(original=self.original_tag)

    @property
    def original_tag(self) -> str:
        """The language tag of the record's own language, when one is known."""
        return ""


class Publishable(Record):
    """A record that staff publish and withdraw."""

    state = Line(
        _("state"),
        max_length=20,
        choices=State,
        default=State.DRAFT,
        editable=False,
        help_text=_("The public sees what is published, and nothing else."),
    )
    published_at = models.DateTimeField(
        _("published at"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("When it was first published."),
    )
    withdrawn_because = Passage(
        _("reason for withdrawal"),
        max_length=1000,
        blank=True,
        default="",
        editable=False,
        help_text=_("Printed at the address of the withdrawn record."),
    )
    public_changes = models.JSONField(
        _("changes told to the public"),
        default=list,
        editable=False,
        serialize=False,
        help_text=_("The days on which it was changed, and what of it, in general words."),
    )

    objects = PublishableQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def is_public(self) -> bool:
        return self.state == State.PUBLISHED


class Referable(Record):
    """A record that is public as soon as something published refers to it."""

    is_public = models.BooleanField(
        _("public"),
        default=False,
        editable=False,
        db_index=True,
        help_text=_(
            "Whether something published refers to it, directly or through something else."
        ),
    )

    objects = ReferableQuerySet.as_manager()

    class Meta:
        abstract = True


class Part(models.Model):
    """A part of a record: its key is unique within its parent, and its anchor on the page."""

    key = KeyField(
        help_text=_("Names the part within its record for ever, also when the order changes.")
    )
    order = SmallNumberField(_("order"), default=0, help_text=_("Parts print in this order."))

    objects = PartQuerySet.as_manager()

    parent_field = ""

    class Meta:
        abstract = True

    def natural_key(self):
        return (*getattr(self, self.parent_field).natural_key(), self.key)

    @property
    def anchor(self) -> str:
        """The part's fragment in its record's address; a part of a part has its parent's first."""
        own = f"{self._meta.model_name}-{self.key}"
        parent = self.parent_field and self._meta.get_field(self.parent_field).related_model
        return f"{self.parent.anchor}-{own}" if parent and issubclass(parent, Part) else own

    @property
    def parent(self):
        return getattr(self, self.parent_field)

    @property
    def root(self):
        """The record that this is a part of, however deep."""
        parent = self.parent
        return parent.root if isinstance(parent, Part) else parent


class Claim(Evidenced, Part):
    """A part that says something, and so carries evidence.

    Conflicting claims stand side by side; one may be marked preferred, with a reason.
    """

    is_preferred = models.BooleanField(
        _("preferred"),
        default=False,
        help_text=_("Tick when sources conflict and this is the one to follow; say why."),
    )
    preference_reason = Line(
        _("why preferred"),
        max_length=500,
        blank=True,
        default="",
        help_text=_("Public. Why this claim is followed and not the one beside it."),
    )

    class Meta:
        abstract = True


def claim_rules(model: str) -> list[models.CheckConstraint]:
    """What holds for every claim: a known basis, and a reason where it is preferred."""
    return [
        *optional_codes(model, basis=Basis),
        models.CheckConstraint(
            condition=models.Q(is_preferred=False) | ~models.Q(preference_reason=""),
            name=f"preferred_{model}_says_why",
            violation_error_message=_("Say why this claim is the preferred one."),
        ),
    ]


def key_within(model: str, parent: str) -> models.UniqueConstraint:
    """The constraint that a part's key is unique within its parent."""
    return models.UniqueConstraint(
        fields=[parent, "key"],
        name=f"{model}_key_is_unique_within_its_{parent}",
        violation_error_message=_("Another part of this record has this key."),
    )


def known_codes(model: str, **lists) -> list[models.CheckConstraint]:
    """One constraint a coded field: its value is of its closed list."""
    return [
        models.CheckConstraint(
            condition=models.Q(**{f"{field}__in": codes.values}),
            name=f"{model}_{field}_is_of_its_list",
            violation_error_message=_("This is no code of the list."),
        )
        for field, codes in lists.items()
    ]


def optional_codes(model: str, **lists) -> list[models.CheckConstraint]:
    """One constraint a coded field that may be empty."""
    return [
        models.CheckConstraint(
            condition=models.Q(**{f"{field}__in": ["", *codes.values]}),
            name=f"{model}_{field}_is_of_its_list",
            violation_error_message=_("This is no code of the list."),
        )
        for field, codes in lists.items()
    ]
