"""A plan in words, line by line, for a terminal."""

import json
from collections.abc import Iterator
from itertools import islice

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coop.exchange.planning import Change, Plan

SHOWN = 200
LONGEST = 120


def summary(plan: Plan) -> Iterator[str]:
    """How many rows of each table are made, changed, and left as they are."""
    counted = [(m, c) for m, c in plan.counts.items() if c.created or c.changed or c.unchanged]
    width = max((len(str(model._meta.verbose_name_plural)) for model, _c in counted), default=0)
    for model, counts in counted:
        name = str(model._meta.verbose_name_plural).ljust(width)
        yield _("%(name)s  %(created)d new, %(changed)d changed, %(unchanged)d as they are") % {
            "name": name,
            "created": counts.created,
            "changed": counts.changed,
            "unchanged": counts.unchanged,
        }
    if plan.passed_over:
        yield _("Passed over, since the registry works them out: %(fields)s.") % {
            "fields": ", ".join(sorted(plan.passed_over))
        }


def changes(plan: Plan, *, limit: int | None = SHOWN) -> Iterator[str]:
    """Each row that is made or changed, and what changes in it; at most ``limit`` rows."""
    for change in islice(plan.changes(), limit):
        yield from _change(change)
    total = sum(counts.created + counts.changed for counts in plan.counts.values())
    if limit is not None and total > limit:
        left = total - limit
        yield ngettext("… and %(number)d more row.", "… and %(number)d more rows.", left) % {
            "number": left
        }


def _change(change: Change) -> Iterator[str]:
    mark = "+" if change.is_new else "~"
    yield f"{mark} {change.model._meta.verbose_name} {' / '.join(change.key)}  ({change.where})"
    for name, (old, new) in change.fields.items():
        if change.is_new:
            yield f"    {name}: {_shown(new)}"
        else:
            yield f"    {name}: {_shown(old)} → {_shown(new)}"


def _shown(value) -> str:
    """A value as the file writes it, on one line."""
    text = json.dumps(value, ensure_ascii=False)
    text = text.encode("utf-8", "backslashreplace").decode()
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
