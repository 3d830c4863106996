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


STANCE_MEANINGS = {
    Stance.REQUIRES: _("Demands: a film, a producer or an authority must do it or be so."),
    Stance.PROVIDES: _(
        "Grants, sets up or lays down: from the text on it is so, and nobody need decide again."
    ),
    Stance.ENCOURAGES: _("Asks for, favours or makes possible, and leaves it to others."),
    Stance.PLANS: _("Foresees for later: nothing is granted yet."),
    Stance.EXCLUDES: _("Denies or forbids, or says that something is not covered."),
}


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


RULE_KIND_MEANINGS = {
    RuleKind.SHARE: _("The least and the most that a co-producer or a country may bear."),
    RuleKind.THIRD_COUNTRY_SHARE: _("The most that co-producers from third countries may bear."),
    RuleKind.CO_PRODUCERS: _("How many co-producers there have to be."),
    RuleKind.PARTIES_REPRESENTED: _(
        "From how many parties to the agreement co-producers have to come."
    ),
    RuleKind.THIRD_COUNTRY_ADMITTED: _(
        "Whether co-producers from third countries may take part, and from which."
    ),
    RuleKind.FORMATS: _("Which forms and lengths of film are covered."),
    RuleKind.EXHIBITION: _("Where the film has to be meant to be shown."),
    RuleKind.PRECEDENCE: _(
        "How the instrument stands to bilateral agreements between its parties."
    ),
    RuleKind.APPROVAL: _("Whether authorities have to approve the film."),
    RuleKind.LEAD_TIME: _("How long before shooting the application has to be made."),
    RuleKind.POINTS: _("How many points a film needs on the scale of the text."),
    RuleKind.TERM: _("For how long the agreement is concluded."),
    RuleKind.RENEWAL: _("For how long it is prolonged at a time."),
    RuleKind.NOTICE: _("How long before its end notice has to be given."),
}


class AppliesTo(models.TextChoices):
    """Which films a rule is for."""

    ANY = "any", _("any film")
    BILATERAL = "bilateral", _("bilateral films")
    MULTILATERAL = "multilateral", _("multilateral films")


APPLIES_TO_MEANINGS = {
    AppliesTo.ANY: _("The text makes no difference."),
    AppliesTo.BILATERAL: _("Films with co-producers from two countries."),
    AppliesTo.MULTILATERAL: _("Films with co-producers from three countries or more."),
}


class CountedBy(models.TextChoices):
    """Whose number a rule limits."""

    CO_PRODUCER = "each-co-producer", _("each co-producer")
    COUNTRY = "each-country", _("each country")
    FINANCIAL_ONLY = "each-financial-only-partner", _("each financial-only partner")
    THIRD_COUNTRIES = "third-country-together", _("all third-country co-producers together")
    FILM = "film", _("the film")


COUNTED_BY_MEANINGS = {
    CountedBy.CO_PRODUCER: _("The limit holds for each producer."),
    CountedBy.COUNTRY: _("The limit holds for the producers of a country together."),
    CountedBy.FINANCIAL_ONLY: _(
        "The limit holds for each partner who gives money and nothing else."
    ),
    CountedBy.THIRD_COUNTRIES: _(
        "The limit holds for all co-producers from outside the agreement together."
    ),
    CountedBy.FILM: _("The limit holds for the film as a whole."),
}


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


UNIT_MEANINGS = {
    Unit.PERCENT_OF_COST: _("Per cent of what the film costs."),
    Unit.PERCENT_OF_CONTRIBUTIONS: _(
        "Per cent of what the co-producers contribute, in money or otherwise."
    ),
    Unit.CO_PRODUCERS: _("A number of producers."),
    Unit.PARTIES: _("A number of parties to the agreement."),
    Unit.POINTS: _("Points of the scale in the text, out of the highest number it has."),
    Unit.DAYS: _("Calendar days."),
    Unit.MONTHS: _("Calendar months."),
    Unit.YEARS: _("Calendar years."),
}


PERCENT_UNITS = (Unit.PERCENT_OF_COST, Unit.PERCENT_OF_CONTRIBUTIONS)
TIME_UNITS = (Unit.DAYS, Unit.MONTHS, Unit.YEARS)


class ThirdCountry(models.TextChoices):
    """Which third countries may take part."""

    ANY = "any", _("any third country")
    LINKED_TO_ONE = "linked-to-one-party", _("linked by treaty to one party")
    LINKED_TO_EVERY = "linked-to-every-party", _("linked by treaty to every party")


THIRD_COUNTRY_MEANINGS = {
    ThirdCountry.ANY: _("Any country that is no party."),
    ThirdCountry.LINKED_TO_ONE: _(
        "Countries that have a co-production agreement with one of the parties."
    ),
    ThirdCountry.LINKED_TO_EVERY: _(
        "Countries that have a co-production agreement with every party."
    ),
}


class Effect(models.TextChoices):
    """What follows when a rule is not met."""

    REQUIRED = "required-to-qualify", _("required to qualify")
    MAY_REDUCE = "may-reduce-benefits", _("may reduce benefits")
    AUTHORITY_DECIDES = "authority-decides", _("the authority decides")
    INFORMATION = "information", _("for information")


EFFECT_MEANINGS = {
    Effect.REQUIRED: _("Who does not meet it cannot rely on the agreement."),
    Effect.MAY_REDUCE: _("The film is covered, but may get less."),
    Effect.AUTHORITY_DECIDES: _("The authorities may let it pass."),
    Effect.INFORMATION: _("Nothing follows; it tells how the agreement works."),
}


class Precedence(models.TextChoices):
    """How an instrument stands to bilateral agreements between its parties."""

    PREVAILS = "prevails-over", _("prevails over")
    GIVES_WAY = "gives-way-to", _("gives way to")
    FILLS_IN = "fills-in-for", _("fills in for")


PRECEDENCE_MEANINGS = {
    Precedence.PREVAILS: _("It is followed even where a bilateral agreement says otherwise."),
    Precedence.GIVES_WAY: _("A bilateral agreement is followed first."),
    Precedence.FILLS_IN: _("It takes the place of a bilateral agreement where there is none."),
}
