"""A field for ranges of a source's paragraphs that make no claim, checked at every door."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from coop.vocabulary.sources import NoClaimReason

LAST_PARAGRAPH = 99_999
MAX_RANGES = 2_000


def clean_ranges(value: object) -> list[dict]:
    """Return sound ranges in order; raise ValidationError with a sentence for each that is not."""
    if not isinstance(value, list):
        raise ValidationError(_("The paragraphs without claims are a list of ranges."))
    if len(value) > MAX_RANGES:
        raise ValidationError(
            _("At most %(limit)d ranges can be listed."), params={"limit": MAX_RANGES}
        )
    errors = [problem for item in value for problem in _problems(item)]
    if errors:
        raise ValidationError(errors)
    return sorted(value, key=lambda item: (item["first"], item["last"]))


def _problems(item) -> list[ValidationError]:
    if not isinstance(item, dict) or set(item) != {"first", "last", "reason"}:
        return [
            ValidationError(
                _("%(range)s is no range: it needs “first”, “last” and “reason”."),
                params={"range": str(item)[:80]},
            )
        ]
    found = []
    first, last, reason = item["first"], item["last"], item["reason"]
    if not (type(first) is int and type(last) is int and 1 <= first <= last <= LAST_PARAGRAPH):
        found.append(
            ValidationError(
                _("The range %(first)s to %(last)s is not in order."),
                params={"first": str(first)[:20], "last": str(last)[:20]},
            )
        )
    if reason not in NoClaimReason.values:
        found.append(
            ValidationError(
                _("“%(reason)s” is no reason; the reasons are: %(reasons)s."),
                params={"reason": str(reason)[:40], "reasons": ", ".join(NoClaimReason.values)},
            )
        )
    return found


class RangesField(models.JSONField):
    """Ranges of paragraphs, each with the reason why it makes no claim."""

    description = _("Ranges of paragraphs")

    def __init__(self, *args, **kwargs):
        kwargs["default"] = list
        kwargs["blank"] = True
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        del kwargs["default"], kwargs["blank"]
        return name, path, args, kwargs

    def to_python(self, value):
        return clean_ranges(value)

    def get_db_prep_save(self, value, connection):
        if not hasattr(value, "as_sql"):
            value = clean_ranges(value)
        return super().get_db_prep_save(value, connection)

    def db_check(self, connection):
        column = connection.ops.quote_name(self.column)
        limit = 100 * MAX_RANGES
        checks = {
            "sqlite": f"json_type({column}) = 'array' AND length({column}) <= {limit}",
            "postgresql": (
                f"jsonb_typeof({column}) = 'array' AND char_length({column}::text) <= {limit}"
            ),
        }
        return " AND ".join(filter(None, [super().db_check(connection), checks[connection.vendor]]))
