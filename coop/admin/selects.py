"""Choosing records: an autocomplete that a page of 200 rows can carry.

Django's autocomplete asks the database once for every control that it draws, and once
more for every choice that it reads. Here all controls of a page that choose from one
table share what is known of it, and it is asked once.
"""

from django import forms
from django.contrib.admin.widgets import (
    AdminTextareaWidget,
    AutocompleteSelect,
    AutocompleteSelectMultiple,
)
from django.forms.utils import flatatt
from django.utils.text import capfirst
from django.utils.translation import get_language_bidi

from coop.admin.labels import choosable, described
from coop.admin.sites import site
from coop.names.fields import Passage
from coop.vocabulary.fields import CodesField


class KnownRecords:
    """Records of one model, looked up together when the first of them is asked for."""

    def __init__(self, model):
        self.model = model
        self._wanted: set[int] = set()
        self._known: dict[int, object] = {}

    def want(self, values):
        """Note ids, as typed or stored, that will be asked for."""
        for value in values if isinstance(values, (list, tuple, set)) else [values]:
            if (pk := _as_id(value)) is not None:
                self._wanted.add(pk)

    def get(self, value):
        """The record with this id, or None."""
        pk = _as_id(value)
        if pk is None:
            return None
        if pk not in self._known:
            self._wanted.add(pk)
            missing = self._wanted - self._known.keys()
            found = choosable(self.model).in_bulk(missing)
            self._known |= {pk: found.get(pk) for pk in missing}
        return self._known[pk]


def _as_id(value) -> int | None:
    value = getattr(value, "pk", value)
    text = str(value) if value is not None else ""
    if not (text.isascii() and text.isdigit()) or len(text) > 18:
        return None
    return int(text)


class _RecordWidget:
    """What both widgets share: options from what is known, drawn when they come into view."""

    def build_attrs(self, base_attrs, extra_attrs=None):
        attrs = super().build_attrs(base_attrs, extra_attrs)
        # Not Django's own class: its script would dress every control as the page opens.
        attrs["class"] = attrs["class"].replace("admin-autocomplete", "record-select")
        attrs["data-dir"] = "rtl" if get_language_bidi() else "ltr"
        return attrs

    template_name = "coop/widgets/record_select.html"

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        # One text instead of a dozen attributes to resolve, some hundred times a page.
        context["widget"]["flat"] = flatatt(context["widget"]["attrs"])
        return context

    def optgroups(self, name, value, attr=None):
        known = getattr(self.choices.field, "known", None)
        if known is None:
            known = KnownRecords(self.choices.queryset.model)
            known.want(value)
        options = []
        if not self.is_required and not self.allow_multiple_selected:
            options.append(self.create_option(name, "", "", False, 0))
        for chosen in value:
            record = known.get(chosen)
            if record is not None:
                label = self.choices.field.label_from_instance(record)
                options.append(self.create_option(name, record.pk, label, True, len(options)))
        return [(None, options, 0)]


class RecordSelect(_RecordWidget, AutocompleteSelect):
    """Chooses one record."""


class RecordSelectMultiple(_RecordWidget, AutocompleteSelectMultiple):
    """Chooses records."""


class RecordChoiceField(forms.ModelChoiceField):
    """One record; ``known`` may hold it already."""

    known: KnownRecords | None = None

    def label_from_instance(self, obj):
        return described(obj)

    def to_python(self, value):
        if value in self.empty_values:
            return None
        record = (self.known or KnownRecords(self.queryset.model)).get(value)
        if record is None:
            raise self._unknown(value)
        return record

    def _unknown(self, value):
        return forms.ValidationError(
            self.error_messages["invalid_choice"], code="invalid_choice", params={"value": value}
        )


class RecordMultipleChoiceField(forms.ModelMultipleChoiceField):
    """Some records; ``known`` may hold them already."""

    known: KnownRecords | None = None

    def label_from_instance(self, obj):
        return described(obj)

    def clean(self, value):
        value = self.prepare_value(value)
        if self.required and not value:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        known = self.known or KnownRecords(self.queryset.model)
        known.want(list(value or ()))
        records = []
        for chosen in value or ():
            record = known.get(chosen)
            if record is None:
                raise forms.ValidationError(
                    self.error_messages["invalid_choice"],
                    code="invalid_choice",
                    params={"value": chosen},
                )
            records.append(record)
        self.run_validators(value)
        return records


class ChoosesRecords:
    """Mixed into admin classes: every relation to another record is an autocomplete."""

    formfield_overrides = {
        # The admin asks for a one-line input in every CharField, and this is one.
        CodesField: {"widget": forms.CheckboxSelectMultiple},
        Passage: {"widget": AdminTextareaWidget(attrs={"rows": 3})},
    }

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if hasattr(getattr(field, "widget", None), "can_delete_related"):
            # A record is deleted on its own page, where it says what hangs on it.
            field.widget.can_delete_related = False
        return field

    def get_autocomplete_fields(self, request):
        return [
            field.name
            for field in (*self.opts.fields, *self.opts.many_to_many)
            if field.is_relation and field.related_model in self.admin_site._registry
        ]

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", RecordSelect(db_field, self.admin_site))
            kwargs.setdefault("form_class", RecordChoiceField)
            kwargs.setdefault("queryset", choosable(db_field.related_model))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", RecordSelectMultiple(db_field, self.admin_site))
            kwargs.setdefault("form_class", RecordMultipleChoiceField)
            kwargs.setdefault("queryset", choosable(db_field.related_model))
        return super().formfield_for_manytomany(db_field, request, **kwargs)


def record_field(db_field, **options) -> RecordChoiceField:
    """A form field that chooses what a foreign key of another model points to."""
    return RecordChoiceField(
        queryset=choosable(db_field.related_model),
        widget=RecordSelect(db_field, site),
        **{
            "label": capfirst(db_field.verbose_name),
            "help_text": db_field.help_text,
            "required": False,
            **options,
        },
    )
