"""A rule's condition in words, from its codes and its limits."""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coop.vocabulary.provisions import (
    AppliesTo,
    CountedBy,
    Effect,
    Precedence,
    RuleKind,
    ThirdCountry,
    Unit,
)
from coop.vocabulary.records import Form, Length


def in_words(rule) -> str:
    """Say what a rule asks: its limit, whom it is about, and when it holds.

    ``rule`` is anything with the fields of a Rule.
    """
    parts = [_what(rule), *_scope(rule)]
    return "; ".join(part for part in parts if part)


def _what(rule) -> str:
    kind = RuleKind(rule.kind)
    label = str(kind.label)
    detail = ""
    if kind == RuleKind.THIRD_COUNTRY_ADMITTED:
        detail = str(ThirdCountry(rule.third_country).label)
    elif kind == RuleKind.PRECEDENCE:
        detail = _("%(precedence)s bilateral agreements between the parties") % {
            "precedence": Precedence(rule.precedence).label
        }
    elif rule.minimum is not None or rule.maximum is not None:
        detail = _limit(rule)
    if not detail:
        return label
    return _("%(kind)s: %(detail)s") % {"kind": label, "detail": detail}


def _limit(rule) -> str:
    low, high = rule.minimum, rule.maximum
    if low is not None and high is not None:
        span = number(low) if low == high else f"{number(low)}–{number(high)}"
        limit = _with_unit(span, rule, high)
    elif low is not None:
        limit = _("at least %(limit)s") % {"limit": _with_unit(number(low), rule, low)}
    else:
        limit = _("at most %(limit)s") % {"limit": _with_unit(number(high), rule, high)}
    if rule.out_of is not None:
        limit = _("%(limit)s out of %(whole)s") % {"limit": limit, "whole": number(rule.out_of)}
    if rule.counted_by not in ("", CountedBy.FILM):
        whose = CountedBy(rule.counted_by).label
        limit = _("%(limit)s for %(whose)s") % {"limit": limit, "whose": whose}
    return limit


def _with_unit(amount: str, rule, last: Decimal) -> str:
    count = int(last)
    units = {
        Unit.PERCENT_OF_COST: _("%(amount)s%% of total cost"),
        Unit.PERCENT_OF_CONTRIBUTIONS: _("%(amount)s%% of contributions"),
        Unit.CO_PRODUCERS: ngettext("%(amount)s co-producer", "%(amount)s co-producers", count),
        Unit.PARTIES: ngettext("%(amount)s party", "%(amount)s parties", count),
        Unit.POINTS: ngettext("%(amount)s point", "%(amount)s points", count),
        Unit.DAYS: ngettext("%(amount)s day", "%(amount)s days", count),
        Unit.MONTHS: ngettext("%(amount)s month", "%(amount)s months", count),
        Unit.YEARS: ngettext("%(amount)s year", "%(amount)s years", count),
    }
    return units[Unit(rule.unit)] % {"amount": amount}


def _scope(rule) -> list[str]:
    found = []
    if rule.applies_to != AppliesTo.ANY:
        found.append(_("for %(films)s") % {"films": AppliesTo(rule.applies_to).label})
    codes = [Form(code).label for code in rule.forms] + [
        Length(code).label for code in rule.lengths
    ]
    if codes:
        found.append(", ".join(str(code) for code in codes))
    if rule.is_only_without_bilateral:
        found.append(_("only between parties without a bilateral agreement"))
    if rule.needs_approval:
        found.append(_("with the approval of the authorities"))
    if rule.relaxes_id:
        found.append(_("relaxes “%(rule)s”") % {"rule": _what(rule.relaxes)})
    if rule.effect != Effect.REQUIRED:
        found.append(str(Effect(rule.effect).label))
    return found


def number(value: Decimal) -> str:
    """A limit without idle zeros: 20, 12.5."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
