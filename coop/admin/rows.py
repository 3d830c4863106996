"""Parts of a record as rows of its form, each with its first evidence."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Max, Prefetch, UniqueConstraint
from django.forms.models import BaseInlineFormSet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from coop.admin.clashes import with_lost_rows_as_new
from coop.admin.evidence import EvidenceSlot, citation_field, source_field
from coop.admin.forms import ErrorsAtFields
from coop.admin.reading import readers, to_read
from coop.admin.selects import (
    ChoosesRecords,
    KnownRecords,
    RecordChoiceField,
    RecordMultipleChoiceField,
)
from coop.admin.sites import admin_address
from coop.curation import editing
from coop.models import Citation, SourceDocument
from coop.models.numbers import SmallNumberField
from coop.names.widgets import MultilingualInput
from coop.vocabulary.records import BASIS_MARKS

EVIDENCE = (
    _("First evidence"),
    {
        "fields": (
            ("evidence_source", "evidence_paragraphs", "evidence_basis"),
            ("evidence_as_named", "evidence_said_by_as_printed", "evidence_note"),
        ),
        "classes": ("row-evidence",),
        "description": _("Where the source says so. More evidence is added on the row’s own page."),
    },
)


class PartForm(ErrorsAtFields):
    """A row of a record's form. What is saved and unchanged is not checked again."""

    # Filled in by the formset.
    working_source = None

    order = SmallNumberField(blank=True).formfield(
        label=_("Order"), help_text=_("Empty: at the end.")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance._state.adding and "order" in self.fields:
            self.initial["order"] = None
        self.slots = self.make_slots()
        for slot in self.slots:
            self.initial |= slot.initial

    def make_slots(self) -> list:
        """What the row carries besides itself."""
        return []

    def clean_order(self):
        order = self.cleaned_data["order"]
        if order is None and not self.instance._state.adding:
            return self.instance.order
        return order or 0

    def _post_clean(self):
        if not self.instance._state.adding and not self.has_changed():
            return
        super()._post_clean()
        for slot in self.slots:
            slot.read()

    def save(self, commit=True):
        part = super().save(commit)
        if commit:
            for slot in self.slots:
                slot.save(part)
        return part

    @property
    def offers_deletion(self) -> bool:
        """Whether the row has a box for its deletion: it is saved, or was until a moment ago."""
        if self.instance._state.adding:
            return self.is_bound and f"{self.prefix}-DELETE" in self.data
        return True

    @property
    def is_open(self) -> bool:
        """Whether the row is drawn unfolded: it is new, or something is wrong in it."""
        return self.instance._state.adding or bool(self.errors)


class ClaimForm(PartForm):
    """A row that says something, with its first evidence."""

    evidence_source = source_field()
    evidence_paragraphs = citation_field("paragraphs")
    evidence_as_named = citation_field("as_named")
    evidence_said_by_as_printed = citation_field("said_by_as_printed")
    evidence_basis = citation_field("basis")
    evidence_note = citation_field("note")

    def make_slots(self):
        return [EvidenceSlot(self, "evidence", first_of(self.instance, "citations"))]

    @property
    def mark(self) -> str:
        return BASIS_MARKS[self.instance.basis]

    @property
    def basis_in_words(self) -> str:
        return self.instance.get_basis_display() or _("no evidence")

    @property
    def evidence_in_short(self) -> str:
        citation = first_of(self.instance, "citations")
        if citation is None:
            return ""
        named = f"“{citation.as_named}”" if citation.as_named else ""
        paragraphs = f"¶{citation.paragraphs}" if citation.paragraphs else ""
        return " ".join(part for part in (paragraphs, named) if part)


def first_of(instance, name: str):
    """The first of an instance's prefetched parts; None for what is not saved yet."""
    if instance._state.adding:
        return None
    return next(iter(getattr(instance, name).all()), None)


class SavedRowField(forms.Field):
    """The hidden id of a saved row, looked up among the rows that the formset has read."""

    widget = forms.HiddenInput

    def __init__(self, rows: dict, **kwargs):
        self.rows = rows
        super().__init__(**kwargs)

    def clean(self, value):
        if value in self.empty_values and not self.required:
            return None
        row = self.rows.get(int(value)) if str(value).isdecimal() else None
        if row is None:
            raise ValidationError(_("This row is no longer there: someone has deleted it."))
        return row

    def has_changed(self, initial, data):
        return False


class RowFormSet(BaseInlineFormSet):
    """Rows that read the database together, and are numbered as they are added."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._known: dict[type, KnownRecords] = {}
        if self.is_bound:
            self.data = with_lost_rows_as_new(self.data, self.prefix, set(self.saved_rows))

    def known(self, model) -> KnownRecords:
        return self._known.setdefault(model, KnownRecords(model))

    @cached_property
    def working_source(self):
        """The source chosen at the top of the form, if any."""
        return self.known(SourceDocument).get(self.data.get("working_source"))

    @cached_property
    def saved_rows(self) -> dict:
        return {row.pk: row for row in self.get_queryset()} if self.instance.pk else {}

    def add_fields(self, form, index):
        super().add_fields(form, index)
        initial = form.fields[self.model._meta.pk.name].initial
        form.fields[self.model._meta.pk.name] = SavedRowField(
            self.saved_rows, initial=initial, required=form.instance.pk is not None
        )
        if self.is_bound:
            form.working_source = self.working_source
        for name, field in form.fields.items():
            if isinstance(field, (RecordChoiceField, RecordMultipleChoiceField)):
                self._share(form, name, field)

    def _share(self, form, name, field):
        field.known = self.known(field.queryset.model)
        field.known.want(form.get_initial_for_field(field, name))
        if form.is_bound:
            field.known.want(form[name].data)

    def get_unique_error_message(self, unique_check):
        """Of two rows that are the same, what the constraint says that the database has on them."""
        for constraint in self.model._meta.constraints:
            if isinstance(constraint, UniqueConstraint) and constraint.fields == unique_check:
                return constraint.get_violation_error_message()
        return super().get_unique_error_message(unique_check)

    def save_new_objects(self, commit=True):
        last = self._last_order()
        for form in self.extra_forms:
            if form.has_changed() and form.cleaned_data.get("order") == 0:
                last += 1
                form.instance.order = last
        return super().save_new_objects(commit)

    def _last_order(self) -> int:
        if self.instance.pk is None or "order" not in self.form.base_fields:
            return 0
        rows = self.model._base_manager.filter(**{self.fk.name: self.instance})
        return rows.aggregate(last=Max("order"))["last"] or 0


class RowInline(ChoosesRecords, admin.StackedInline):
    """Rows of a record's form; who may change the record may change its rows."""

    template = "admin/coop/rows.html"
    form = ClaimForm
    formset = RowFormSet
    extra = 0
    view_on_site = False
    label_related: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    with_evidence = True

    extra_when_new = 0

    def get_extra(self, request, obj=None, **kwargs):
        return self.extra if obj else self.extra_when_new

    def get_queryset(self, request):
        rows = self.model._default_manager.select_related(*self.label_related)
        return rows.prefetch_related(*self.prefetched()).order_by("order", "id")

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        if self.has_change_permission(request, obj):
            return fieldsets
        return to_read(fieldsets, self.model)

    def get_readonly_fields(self, request, obj=None):
        return readers(self.get_fieldsets(request, obj))

    def prefetched(self) -> list:
        many = [field.name for field in self.opts.many_to_many]
        if not self.with_evidence:
            return many
        return [*many, evidence_prefetch(), *(name for name, _label in self.links)]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        widget = getattr(field, "widget", None)
        if hasattr(widget, "can_change_related"):
            # One sign beside each control is enough in a row: the one that adds.
            widget.can_change_related = widget.can_view_related = False
        if isinstance(widget, MultilingualInput):
            # Other languages are there when they have a text, and one click away.
            widget.offered = ["en"]
        return field

    def has_view_permission(self, request, obj=None):
        return True

    def has_change_permission(self, request, obj=None):
        return obj is None or may_save(request, obj)

    def has_add_permission(self, request, obj=None):
        return self.has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        return self.has_change_permission(request, obj)


def evidence_prefetch(path: str = "citations") -> Prefetch:
    """The citations of a claim in their order, with what prints them."""
    return Prefetch(path, queryset=Citation.objects.with_source().order_by("order", "id"))


def may_change_root(user, thing) -> bool:
    """Whether the user may alter the record that a thing is, or is a part of."""
    return editing.may_change(user, getattr(thing, "root", thing))


def may_save(request, thing) -> bool:
    """Whether the form that is asked for can be saved: in place, or as a proposal."""
    if may_change_root(request.user, thing):
        return True
    return getattr(request, "proposing", None) == getattr(thing, "root", thing)


def links_of(inline, part) -> list[dict]:
    """Links from a saved row to its own page: its evidence, and what else it carries."""
    if part._state.adding:
        return []
    names = [("citations", _("evidence"))] if inline.with_evidence else []
    return [
        {
            "address": admin_address(part, anchor=f"{name}-group"),
            "label": label,
            "count": len(getattr(part, name).all()),
        }
        for name, label in (*names, *inline.links)
    ]
