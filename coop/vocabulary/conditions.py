"""Rules in words: the sentence that a rule's codes and limits stand for."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from coop.vocabulary.provisions import (
    PERCENT_UNITS,
    AppliesTo,
    CountedBy,
    Effect,
    Precedence,
    RuleKind,
    ThirdCountry,
    Unit,
)
from coop.vocabulary.records import Form, Length

_WHAT_IS_LIMITED = {
    RuleKind.SHARE: gettext_lazy("The share"),
    RuleKind.THIRD_COUNTRY_SHARE: gettext_lazy("The share of third countries"),
    RuleKind.CO_PRODUCERS: gettext_lazy("The number of co-producers"),
    RuleKind.PARTIES_REPRESENTED: gettext_lazy("The number of parties represented"),
    RuleKind.POINTS: gettext_lazy("The number of points"),
    RuleKind.LEAD_TIME: gettext_lazy("The lead time of an application"),
    RuleKind.TERM: gettext_lazy("The term"),
    RuleKind.RENEWAL: gettext_lazy("The term of a renewal"),
    RuleKind.NOTICE: gettext_lazy("The period of notice"),
}
_WHOSE_SHARE = {
    CountedBy.CO_PRODUCER: gettext_lazy("The share of each co-producer"),
    CountedBy.COUNTRY: gettext_lazy("The share of each country"),
    CountedBy.FINANCIAL_ONLY: gettext_lazy("The share of each financial-only partner"),
    CountedBy.THIRD_COUNTRIES: gettext_lazy("The share of all third-country co-producers together"),
}
_THIRD_COUNTRIES = {
    ThirdCountry.ANY: gettext_lazy("Co-producers from any third country may take part"),
    ThirdCountry.LINKED_TO_ONE: gettext_lazy(
        "Co-producers from third countries linked by treaty to one party may take part"
    ),
    ThirdCountry.LINKED_TO_EVERY: gettext_lazy(
        "Co-producers from third countries linked by treaty to every party may take part"
    ),
}
_PRECEDENCE = {
    Precedence.PREVAILS: gettext_lazy("It prevails over bilateral agreements of the parties"),
    Precedence.GIVES_WAY: gettext_lazy("It gives way to bilateral agreements of the parties"),
    Precedence.FILLS_IN: gettext_lazy("It fills in where the parties have no bilateral agreement"),
}
_EFFECTS = {
    Effect.REQUIRED: gettext_lazy("required to qualify"),
    Effect.MAY_REDUCE: gettext_lazy("a film that does not keep it may lose benefits"),
    Effect.AUTHORITY_DECIDES: gettext_lazy("the authorities decide"),
}


def in_words(rule: Any) -> str:
    """What the rule says, as one sentence in the reader's language.

    ``rule`` is anything with the fields of a Rule.
    """
    if rule.kind == RuleKind.THIRD_COUNTRY_ADMITTED:
        return str(_THIRD_COUNTRIES[rule.third_country])
    if rule.kind == RuleKind.PRECEDENCE:
        return str(_PRECEDENCE[rule.precedence])
    if rule.kind == RuleKind.APPROVAL:
        return _("Approval by the authorities is needed")
    if rule.kind == RuleKind.EXHIBITION:
        return _("The film is meant for the exhibition that the provision names")
    if rule.kind == RuleKind.FORMATS:
        return _("It covers these formats: %(formats)s") % {"formats": _formats(rule)}
    what = _WHOSE_SHARE.get(rule.counted_by) if rule.unit in PERCENT_UNITS else None
    what = what or _WHAT_IS_LIMITED[rule.kind]
    return _("%(what)s is %(limit)s") % {"what": what, "limit": _limit(rule)}


def conditions(rule: Any) -> list[str]:
    """For which films the rule holds, and what follows from it: short phrases."""
    found = []
    if rule.applies_to != AppliesTo.ANY:
        found.append(str(AppliesTo(rule.applies_to).label))
    if rule.kind != RuleKind.FORMATS and (formats := _formats(rule)):
        found.append(formats)
    if rule.is_only_without_bilateral:
        found.append(_("only without a bilateral agreement"))
    if rule.relaxes_id:
        found.append(_("in place of: %(rule)s") % {"rule": in_words(rule.relaxes)})
    if rule.needs_approval:
        found.append(_("with the approval of the authorities"))
    is_demand = rule.kind != RuleKind.THIRD_COUNTRY_ADMITTED or rule.effect != Effect.REQUIRED
    if is_demand and (effect := _EFFECTS.get(rule.effect)):
        found.append(str(effect))
    return found


def _formats(rule: Any) -> str:
    forms = [str(Form(code).label) for code in rule.forms]
    lengths = [str(Length(code).label) for code in rule.lengths]
    return ", ".join(forms + lengths)


def _limit(rule: Any) -> str:
    least, most = rule.minimum, rule.maximum
    if least == 0 and most is None:
        return _("without a lower limit")
    if least is not None and most is not None:
        if least == most:
            return _amount(rule, least)
        pattern = _("from %(least)s to %(most)s")
        return pattern % {"least": number(least), "most": _amount(rule, most)}
    if least is not None:
        return _("at least %(amount)s") % {"amount": _amount(rule, least)}
    return _("at most %(amount)s") % {"amount": _amount(rule, most)}


def _amount(rule: Any, limit: Decimal) -> str:
    """A limit with its unit."""
    shown, some = number(limit), int(limit)
    if rule.unit == Unit.PERCENT_OF_COST:
        return _("%(number)s%% of the total cost") % {"number": shown}
    if rule.unit == Unit.PERCENT_OF_CONTRIBUTIONS:
        return _("%(number)s%% of the contributions") % {"number": shown}
    if rule.unit == Unit.POINTS and rule.out_of is not None:
        pattern = _("%(number)s of %(all)s")
        return pattern % {"number": shown, "all": number(rule.out_of)}
    if rule.unit == Unit.DAYS:
        return ngettext("%(number)s day", "%(number)s days", some) % {"number": shown}
    if rule.unit == Unit.MONTHS:
        return ngettext("%(number)s month", "%(number)s months", some) % {"number": shown}
    if rule.unit == Unit.YEARS:
        return ngettext("%(number)s year", "%(number)s years", some) % {"number": shown}
    return shown


def number(value: Decimal) -> str:
    """The number without zeros that say nothing."""
    return f"{value:f}".rstrip("0").rstrip(".") if value % 1 else str(int(value))
