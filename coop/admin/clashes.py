"""Two people at one record: what the second is shown, so that nothing typed is lost."""

from django import forms
from django.forms.utils import pretty_name
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from reversion.models import Version

SHOWN_LENGTH = 300


class Clash:
    """A save on top of a version that the editor has not seen."""

    def __init__(self, record):
        self.record = record
        self.differences: list[dict] = []
        self.added: list[str] = []
        version = Version.objects.get_for_object(record).select_related("revision__user").first()
        self.revision = version.revision if version else None

    @property
    def sentence(self) -> str:
        """Who was faster, when, and what to do now."""
        if self.revision is None:
            return _(
                "Someone else has saved this record since you opened it, so nothing was saved. "
                "What you typed is below: compare it, and save again."
            )
        user = self.revision.user
        return _(
            "%(who)s saved this record on %(when)s, after you had opened it, so nothing was "
            "saved. What you typed is below: compare it, and save again."
        ) % {
            "who": user.get_full_name() or user.get_username() if user else _("Someone"),
            "when": date_format(localtime(self.revision.date_created), "DATETIME_FORMAT"),
        }

    def compare(self, form, inline_formsets):
        """List the fields that now differ from what the editor typed, and rows they lack."""
        self.differences = differences_in(form, "")
        for inline in inline_formsets:
            formset = inline.formset
            for row in formset.forms:
                place = capfirst(inline.opts.verbose_name)
                if not row.instance._state.adding:
                    self.differences += differences_in(row, f"{place}: {row.instance}")
            if formset.is_bound:
                seen = {row.instance.pk for row in formset.forms}
                self.added += [
                    f"{capfirst(inline.opts.verbose_name)}: {row}"
                    for row in formset.get_queryset()
                    if row.pk not in seen
                ]


def differences_in(form, place: str) -> list[dict]:
    """For each field that was typed otherwise than it stands: both, in words."""
    found = []
    for name in form.changed_data:
        field = form.fields[name]
        if isinstance(field.widget, forms.HiddenInput):
            continue
        typed = form[name].data
        found.append(
            {
                "place": place,
                "field": capfirst(field.label or pretty_name(name)),
                "saved": in_words(field, form.get_initial_for_field(field, name)),
                "typed": in_words(field, typed),
            }
        )
    return found


def in_words(field, value) -> str:
    """A value of a form field as an editor would read it."""
    if isinstance(value, dict):
        return "\n".join(f"{key}: {text}" for key, text in value.items() if text)
    if isinstance(field, forms.ModelChoiceField):
        values = value if isinstance(value, (list, tuple)) else [value]
        return ", ".join(_choice(field, chosen) for chosen in values if chosen)
    if isinstance(value, (list, tuple)) and value and isinstance(value[0], tuple):
        return "\n".join(f"{tag}: {text}" for tag, text in value if text.strip())
    if isinstance(field, forms.ChoiceField):
        labels = dict(field.choices)
        values = value if isinstance(value, (list, tuple)) else [value]
        return ", ".join(str(labels.get(chosen, chosen)) for chosen in values)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return "" if value is None else str(value)[:SHOWN_LENGTH]


def _choice(field, chosen) -> str:
    known = getattr(field, "known", None)
    record = known.get(chosen) if known else field.queryset.filter(pk=chosen).first()
    return field.label_from_instance(record) if record is not None else str(chosen)


def with_lost_rows_as_new(data, prefix: str, living: set[int]):
    """The data of a formset, in which rows that someone has deleted are new ones.

    They stand last and are ticked for deletion: whoever wants one back unticks it.
    """
    initial = _number(data.get(f"{prefix}-INITIAL_FORMS"))
    total = _number(data.get(f"{prefix}-TOTAL_FORMS"))
    lost = [
        index
        for index in range(min(initial, total, 2000))
        if _number(data.get(f"{prefix}-{index}-id")) not in living
    ]
    if not lost:
        return data
    kept = [index for index in range(total) if index not in lost]
    places = {old: new for new, old in enumerate([*kept, *lost])}
    changed = data.copy()
    for key in [key for key in data if key.startswith(f"{prefix}-")]:
        index, _dash, rest = key.removeprefix(f"{prefix}-").partition("-")
        if index.isdecimal() and int(index) in places:
            del changed[key]
    for key in [key for key in data if key.startswith(f"{prefix}-")]:
        index, _dash, rest = key.removeprefix(f"{prefix}-").partition("-")
        if not index.isdecimal() or int(index) not in places or not rest:
            continue
        if rest != "id" or int(index) not in lost:
            changed.setlist(f"{prefix}-{places[int(index)]}-{rest}", data.getlist(key))
    for index in lost:
        changed[f"{prefix}-{places[index]}-DELETE"] = "on"
    changed[f"{prefix}-INITIAL_FORMS"] = str(initial - len(lost))
    return changed


def _number(text) -> int:
    return int(text) if text and str(text).isdecimal() else 0
