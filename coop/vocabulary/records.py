"""Words that every kind of record shares."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class State(models.TextChoices):
    """How far a record has come on its way to the public."""

    DRAFT = "draft", _("draft")
    IN_REVIEW = "in-review", _("in review")
    PUBLISHED = "published", _("published")
    WITHDRAWN = "withdrawn", _("withdrawn")


STATE_MEANINGS = {
    State.DRAFT: _("Being written; only staff see it."),
    State.IN_REVIEW: _("Handed in; a reviewer checks it against its sources."),
    State.PUBLISHED: _("Everybody sees it, and changes to it are proposed and reviewed."),
    State.WITHDRAWN: _("Taken back; its address says so and why."),
}


class Basis(models.TextChoices):
    """How a source carries a claim, strongest first."""

    STATED = "stated", _("stated")
    INFERRED = "inferred", _("inferred")
    SUPPLIED = "supplied", _("supplied")
    AMBIGUOUS = "ambiguous", _("ambiguous")


BASIS_MARKS = {
    Basis.STATED: "●",
    Basis.INFERRED: "◐",
    Basis.AMBIGUOUS: "◇",
    Basis.SUPPLIED: "✚",
    "": "○",
}

BASIS_MEANINGS = {
    Basis.STATED: _("The source says so in these words."),
    Basis.INFERRED: _("A careful reader infers it from the source; the note says how."),
    Basis.AMBIGUOUS: _("The source can be read in two ways: possibly so."),
    Basis.SUPPLIED: _("Found elsewhere, in a source of its own."),
    "": _("Not stated in the sources read."),
}


class Holding(models.TextChoices):
    """Whether a thing took place, as the source puts it."""

    PLANNED = "planned", _("planned")
    HELD = "held", pgettext_lazy("an event", "held")
    NOT_STATED = "not-stated", _("not stated")


HOLDING_MEANINGS = {
    Holding.PLANNED: _("The source speaks of something to come; it may have taken place since."),
    Holding.HELD: _("The source speaks of something that took place."),
    Holding.NOT_STATED: _("The source does not say."),
}


class Form(models.TextChoices):
    """The form of a film."""

    FICTION = "fiction", _("fiction")
    DOCUMENTARY = "documentary", _("documentary")
    ANIMATION = "animation", _("animation")
    EXPERIMENTAL = "experimental", _("experimental")


FORM_MEANINGS = {
    Form.FICTION: _("Tells a story that is played."),
    Form.DOCUMENTARY: _("Shows what is, or was, so."),
    Form.ANIMATION: _("Made of images that are drawn, modelled or computed."),
    Form.EXPERIMENTAL: _("Called experimental, or art of film, by the source."),
}


class Length(models.TextChoices):
    """The length of a film."""

    FEATURE = "feature-length", _("feature-length")
    SHORT = "short", pgettext_lazy("a film", "short")
    SERIES = "series", _("series")


LENGTH_MEANINGS = {
    Length.FEATURE: _("Of the length of a cinema programme, however the text counts it."),
    Length.SHORT: _("Shorter than that."),
    Length.SERIES: _("In episodes."),
}
