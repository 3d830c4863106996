"""How the panel of a list is printed: values by the hundred, on every page of every list.

They are made here and not in templates, where each of them costs three times as much.
"""

from collections.abc import Iterable
from functools import lru_cache

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from coop.filters.panel import Choice, Facet, Menu
from coop.filters.years import Bar, Histogram
from coop.names.text import Wording
from coop.templatetags.printing import NOTHING, filled, filled_each
from coop.templatetags.registry import wording

register = template.Library()

LABELS_KEPT = 10_000
MENUS_KEPT = 100

CHOICE = (
    '<li><div class="choice"><a id="{}" href="{}" rel="nofollow"{}>{}</a> '
    '<span class="count">{}</span></div>{}</li>'
)
CHOSEN = SafeString(' aria-current="true"')
NARROWER = (
    '<details class="facet-rest" id="{}"{}><summary id="{}">{}</summary><ul>{}</ul></details>'
)
OPEN = SafeString(" open")

BAR = (
    '<li><a id="{}" href="{}" rel="nofollow" title="{}"><svg viewBox="0 0 10 100" '
    'preserveAspectRatio="none" aria-hidden="true"><rect x="1" y="{}" width="8" height="{}"></rect>'
    '</svg><span class="visually-hidden">{}</span></a></li>'
)
NO_BAR = '<li><span class="visually-hidden">{}</span></li>'


@register.simple_tag
def choices(facet: Facet) -> SafeString:
    """The values of a facet as rows: each a link that switches it, with its count.

    Those beneath another stand in a list of their own, which opens; it is open when one of
    them is at work.
    """
    return _rows(facet.name, facet.tree)


def _rows(name: str, offered: Iterable[Choice]) -> SafeString:
    return filled_each(CHOICE, (_row(name, choice) for choice in offered))


def _row(name: str, choice: Choice) -> tuple:
    label = choice.label if isinstance(choice.label, Wording) else str(choice.label)
    anchor, printed = _words(name, choice.value, label)
    return (
        anchor,
        choice.address,
        CHOSEN if choice.is_active else NOTHING,
        printed,
        choice.count,
        _narrower(name, choice) if choice.narrower else NOTHING,
    )


def _narrower(name: str, choice: Choice) -> SafeString:
    return filled(
        NARROWER,
        f"beneath-{name}-{choice.value}",
        OPEN if choice.is_open else "",
        f"beneath-{name}-{choice.value}-label",
        _("%(number)d narrower") % {"number": len(choice.narrower)},
        _rows(name, choice.narrower),
    )


@lru_cache(LABELS_KEPT)
def _words(name: str, value: str, label: str | Wording) -> tuple[SafeString, SafeString]:
    """The id and the printed label of a value: what of its row is the same on every page."""
    return conditional_escape(f"{name}-{value}"), wording(label)


@register.simple_tag
def bars(years: Histogram) -> SafeString:
    """The bars of a histogram, each a link to its years; a reader who sees none hears numbers."""
    return filled_each("{}", ((_bar(bar),) for bar in years.bars))


def _bar(bar: Bar) -> SafeString:
    said = f"{bar.label}: {bar.count}"
    if not bar.count:
        return filled(NO_BAR, said)
    return filled(BAR, f"years-{bar.first}", bar.address, said, bar.top, bar.height, said)


@register.simple_tag
def options(menu: Menu) -> SafeString:
    """The choices of a menu, each in its language; the first asks for nothing."""
    return _options(
        tuple(
            (code, label if isinstance(label, Wording) else str(label))
            for code, label in menu.choices
        )
    )


@lru_cache(MENUS_KEPT)
def _options(chosen: tuple[tuple[str, str | Wording], ...]) -> SafeString:
    return filled_each(
        '<option value="{}"{}>{}</option>',
        (
            (
                code,
                filled(' lang="{}" dir="{}"', label.language, label.direction)
                if isinstance(label, Wording)
                else "",
                label,
            )
            for code, label in chosen
        ),
    )
