"""Words for what an agreement provides, and for its machine-readable rules."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Stance(models.TextChoices):
    """How strongly the text speaks; the codebook's table leads from verb to stance."""

    REQUIRES = "requires", _("requires")
    PROVIDES = "provides", _("provides")
    ENCOURAGES = "encourages", _("encourages")
    PLANS = "plans", _("plans")
    EXCLUDES = "excludes", _("excludes")


class RuleKind(models.TextChoices):
    """What a machine-readable condition is about."""

    SHARE = "share", _("share of a co-producer")
    THIRD_COUNTRY_SHARE = "third-country-share", _("share from third countries")
    CO_PRODUCERS = "co-producers", _("number of co-producers")
    PARTIES_REPRESENTED = "parties-represented", _("number of parties represented")
    THIRD_COUNTRY_ADMITTED = "third-country-admitted", _("third country admitted")
    FORMATS = "formats", _("formats")
    EXHIBITION = "exhibition", _("exhibition")
    PRECEDENCE = "precedence", _("precedence")
    APPROVAL = "approval", _("approval")
    LEAD_TIME = "lead-time", _("lead time of an application")
    POINTS = "points", _("points")
    TERM = "term", _("term")
    RENEWAL = "renewal", _("renewal")
    NOTICE = "notice", _("notice")


class AppliesTo(models.TextChoices):
    """Which films a rule is for."""

    ANY = "any", _("any film")
    BILATERAL = "bilateral", _("bilateral films")
    MULTILATERAL = "multilateral", _("multilateral films")


class CountedBy(models.TextChoices):
    """Whose number a rule limits."""

    CO_PRODUCER = "each-co-producer", _("each co-producer")
    COUNTRY = "each-country", _("each country")
    FINANCIAL_ONLY = "each-financial-only-partner", _("each financial-only partner")
    THIRD_COUNTRIES = "third-country-together", _("all third-country co-producers together")
    FILM = "film", _("the film")


class Unit(models.TextChoices):
    """The unit of a rule's limits."""

    PERCENT_OF_COST = "percent-of-total-cost", _("% of total cost")
    PERCENT_OF_CONTRIBUTIONS = "percent-of-contributions", _("% of contributions")
    CO_PRODUCERS = "co-producers", _("co-producers")
    PARTIES = "parties", _("parties")
    POINTS = "points", _("points")
    DAYS = "days", _("days")
    MONTHS = "months", _("months")
    YEARS = "years", _("years")


PERCENT_UNITS = (Unit.PERCENT_OF_COST, Unit.PERCENT_OF_CONTRIBUTIONS)
TIME_UNITS = (Unit.DAYS, Unit.MONTHS, Unit.YEARS)


class ThirdCountry(models.TextChoices):
    """Which third countries may take part."""

    ANY = "any", _("any third country")
    LINKED_TO_ONE = "linked-to-one-party", _("linked by treaty to one party")
    LINKED_TO_EVERY = "linked-to-every-party", _("linked by treaty to every party")


class Effect(models.TextChoices):
    """What follows when a rule is not met."""

    REQUIRED = "required-to-qualify", _("required to qualify")
    MAY_REDUCE = "may-reduce-benefits", _("may reduce benefits")
    AUTHORITY_DECIDES = "authority-decides", _("the authority decides")
    INFORMATION = "information", _("for information")


class Precedence(models.TextChoices):
    """How an instrument stands to bilateral agreements between its parties."""

    PREVAILS = "prevails-over", _("prevails over")
    GIVES_WAY = "gives-way-to", _("gives way to")
    FILLS_IN = "fills-in-for", _("fills in for")
