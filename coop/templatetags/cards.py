"""How the cards of a list are printed: fifty on a page, and each page has others.

They are made here and not in templates, where each of them costs five times as much.
"""

from functools import lru_cache

from django import template
from django.template.defaultfilters import capfirst
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from coop.templatetags.printing import filled, filled_each
from coop.templatetags.registry import counted, edtf, link, name, not_stated, possibly
from coop.vocabulary.acts import Status
from coop.vocabulary.agreements import AgreementKind

register = template.Library()

AGREEMENT = """\
  <p class="card-date">{}</p>
  <div class="card-text">
    <h2>{}{}</h2>
    <p class="card-parties">{}</p>
    <p class="card-facts">
      <span>{}</span>
      <span>{}</span>
      <span>{}</span>
      <span>{}</span>
    </p>
  </div>
  <p class="card-status">{}</p>"""
PARTY = '{}<span class="card-party">{}</span> '
STATUS = '<span class="status status-{}">{}</span>'


@register.simple_tag
def agreement_card(record) -> SafeString:
    """An agreement with its signing, place, size, parties and standing (an ``AgreementCard``)."""
    agreement, language = record.agreement, get_language()
    return filled(
        AGREEMENT,
        filled_each("{}", ((_signed(day, language),) for day in record.signed or [""]), ", "),
        possibly(agreement),
        link(agreement),
        filled_each(PARTY, ((possibly(one), link(one.party)) for one in record.bound)),
        _kind(agreement.kind, language),
        name(record.place) if record.place else _nowhere(language),
        counted(agreement.provision_count, "provisions"),
        counted(agreement.film_count, "films"),
        filled_each("{}", ((_status(one, language),) for one in record.statuses)),
    )


# What is the same on many cards is printed once in each language.


@lru_cache
def _kind(kind: str, _language: str | None) -> str:
    if kind == AgreementKind.NOT_STATED:
        return _("kind not stated")
    return capfirst(str(AgreementKind(kind).label))


@lru_cache
def _nowhere(_language: str | None) -> str:
    return _("place not stated")


@lru_cache
def _status(status: Status, _language: str | None) -> SafeString:
    return filled(STATUS, status.value, status.label)


@lru_cache(maxsize=4096)
def _signed(day: str, _language: str | None) -> SafeString:
    return edtf(day, is_short=True) if day else not_stated(_("date not stated"))
