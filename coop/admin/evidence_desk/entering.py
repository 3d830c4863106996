"""What is new at the desk: parts of records, and records, entered with their evidence."""

from django.contrib.admin.utils import flatten
from django.core.exceptions import ValidationError
from django.forms import ModelMultipleChoiceField
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from coop.admin.clashes import differences_in
from coop.admin.evidence_desk.forms import ROW, Newcomer, drawn, without
from coop.admin.evidence_desk.opening import desk_address
from coop.admin.evidence_desk.prefilling import initial_of, state_to_make
from coop.admin.evidence_desk.reading import in_words, named_target
from coop.admin.evidence_desk.steps import Section, Step, Twin
from coop.admin.evidence_desk.things import NEW_IN_PLACE, NOT_ASKED, PARTS
from coop.admin.labels import described
from coop.admin.sites import site
from coop.models import Party


class EnterPart(Step):
    """A new part, as a row of the form of what it is a part of."""

    def __init__(self, *arguments, thing: str, parent, **options):
        super().__init__(*arguments, **options)
        self.thing, self.kind, self.parent = thing, PARTS[thing], parent
        self._chosen: dict[str, str] = {}

    @cached_property
    def inline(self):
        return self.kind.inline_of(self.parent)

    @cached_property
    def formset(self):
        return self._formset(self._data_of_row())

    def _formset(self, data):
        made = self.inline.get_formset(self.request, self.parent, extra=1, can_delete=False)
        model = self.inline.model
        formset = made(
            data,
            instance=self.parent,
            prefix=ROW,
            queryset=model._default_manager.none(),
            **({} if data is not None else {"initial": [self._initial(made.form)]}),
        )
        for form in formset.forms:
            form.empty_permitted = False
        return formset

    def _initial(self, form_class) -> dict:
        initial = initial_of(form_class, self.asked)
        if "signature_evidence_paragraphs" in form_class.base_fields:
            initial["signature_evidence_paragraphs"] = self.asked.paragraphs
        return initial

    def _data_of_row(self):
        """What was sent, taken from the source that is read."""
        if self.data is None:
            return None
        data = self.data.copy()
        data["working_source"] = str(self.source.pk)
        row = f"{ROW}-0-"
        signs = [f"{row}signature_{name}" for name in ("person", "office", "office_at")]
        is_signed = any(data.get(name, "").strip() for name in signs)
        is_signed = is_signed or data.get("new-signature_person-is_new") == "on"
        if not is_signed:
            # It was filled in beforehand, and nobody has signed.
            data[f"{row}signature_evidence_paragraphs"] = ""
        return data

    @cached_property
    def newcomers(self):
        user = self.request.user
        row = self.formset.forms[0]
        wanted = [
            name
            for name in self.kind.newcomers
            if user.has_perm(f"coop.add_{row.fields[name].queryset.model._meta.model_name}")
        ]
        return [self._newcomer(row, name, is_first=place == 0) for place, name in enumerate(wanted)]

    def _newcomer(self, row, name: str, *, is_first: bool) -> Newcomer:
        model = row.fields[name].queryset.model
        initial = state_to_make(self.asked) if is_first and model is Party else {}
        how = {"is_first": is_first, "is_offered": bool(initial)}
        if is_first and self.asked.names:
            initial = {model.names_field: self.asked.names}
        return Newcomer(self.request, row, name, initial, self.data, **how)

    @cached_property
    def _fieldsets(self):
        fieldsets = self.inline.get_fieldsets(self.request, self.parent)
        return without(fieldsets, _stands_elsewhere)

    @property
    def sections(self):
        return self._sections(self._fieldsets[:1])

    @property
    def folded(self):
        return self._sections(self._fieldsets[1:])

    def _sections(self, fieldsets) -> list[Section]:
        newcomers = {one.name: one for one in self.newcomers}
        return [
            Section(
                fieldset,
                [newcomers[name] for name in flatten(fieldset.fields) if name in newcomers],
                is_open=self._is_filled_in(flatten(fieldset.fields)),
            )
            for fieldset in drawn(self.formset.forms[0], fieldsets, self.inline)
        ]

    def _is_filled_in(self, names) -> bool:
        """Whether an editor has typed something there, or something is wrong."""
        form = self.formset.forms[0]
        typed = [name for name in names if not name.endswith(("_basis", "_paragraphs"))]
        is_sent = self.data is not None
        return any(form.errors.get(name) or (is_sent and form[name].value()) for name in typed)

    @property
    def near(self):
        return twins_of_newcomers(self)

    @property
    def form_errors(self):
        return [*self.formset.non_form_errors(), *self.formset.forms[0].non_field_errors()]

    def is_valid(self):
        # The newcomers tell the row which of its fields they stand for.
        are_newcomers_sound = super().is_valid()
        return self.formset.is_valid() and are_newcomers_sound

    def write(self, opened):
        user = self.request.user
        made = {n.name: n.make(opened, self.evidence, user) for n in self.newcomers if n.is_chosen}
        formset = self.formset
        if made:
            data = self._data_of_row()
            for name, record in made.items():
                data[f"{ROW}-0-{name}"] = str(record.pk)
            formset = self._formset(data)
            if not formset.is_valid():
                raise ValidationError([e for form in formset.errors for e in form.values()])
        (part,) = formset.save()
        self.evidence.cite(part, user)
        return part

    def beside(self):
        fk = self.formset.fk.name
        parts = self.inline.model._base_manager.filter(**{fk: self.parent})
        return list(parts.order_by("order", "id"))

    @property
    def title(self) -> str:
        return _("New: %(kind)s · %(parent)s") % {
            "kind": self.kind.name,
            "parent": in_words(self.parent),
        }


def _stands_elsewhere(name: str) -> bool:
    """Whether a field of a row is one that the desk knows, or asks for at the evidence."""
    return name == "order" or name.startswith("evidence_") or name.endswith("_source")


def twins_of_newcomers(step: Step) -> list[Twin]:
    """For each record that is new beside a step those that it may be, to be taken instead."""
    found = []
    for newcomer in step.newcomers:
        for one in newcomer.near:
            query = step.request.GET.copy()
            query["chosen"] = f"{one.record._meta.model_name}:{one.record.pk}"
            address = f"{step.request.path}?{query.urlencode()}"
            found.append(Twin(described(one.record), one.why, address))
    return found


class EnterRecord(Step):
    """A new record, by its own form."""

    def __init__(self, *arguments, model, **options):
        super().__init__(*arguments, **options)
        self.model = model
        self.admin = site._registry[model]

    def may(self):
        user = self.request.user
        verbs = ("add", "change")
        return all(user.has_perm(f"coop.{verb}_{self.model._meta.model_name}") for verb in verbs)

    @cached_property
    def _fieldsets(self):
        return without(self.admin.get_fieldsets(self.request, None), NOT_ASKED.__contains__)

    @cached_property
    def form(self):
        fields = [
            name
            for _name, options in self._fieldsets
            for line in options["fields"]
            for name in line
        ]
        form_class = self.admin.get_form(self.request, None, change=False, fields=fields)
        return form_class(
            self.data, prefix=ROW, initial={**initial_of(form_class, self.asked), **self._names()}
        )

    def _names(self) -> dict:
        names = self.asked.names_of(self.model._meta.model_name)
        return {self.model.names_field: names} if names else {}

    @property
    def sections(self):
        return self._sections(self._fieldsets[: self._unfolded])

    @property
    def folded(self):
        return self._sections(self._fieldsets[self._unfolded :])

    def _sections(self, fieldsets) -> list[Section]:
        return [Section(fieldset) for fieldset in drawn(self.form, fieldsets, self.admin)]

    @property
    def _unfolded(self) -> int:
        """How many fieldsets are open: all, where there are few or something is wrong."""
        return len(self._fieldsets) if len(self._fieldsets) <= 2 or self.form.errors else 1

    @property
    def near(self):
        return [
            Twin(
                described(one.record),
                one.why,
                desk_address(
                    self.source, "cite", **self.asked.query, target=named_target(one.record)
                ),
            )
            for one in getattr(self.form, "near", ())
        ]

    @property
    def form_errors(self):
        return list(self.form.non_field_errors())

    def is_valid(self):
        is_evidence_sound = super().is_valid()
        return self.form.is_valid() and is_evidence_sound

    def write(self, opened):
        record = self.form.save()
        opened.touch(record)
        self.evidence.cite(record, self.request.user)
        return record

    @property
    def title(self) -> str:
        return _("New: %(kind)s") % {"kind": self.model._meta.verbose_name}


class FillIn(Step):
    """One field of a record that stands: what the source says of it."""

    def __init__(self, *arguments, parent, name: str, **options):
        super().__init__(*arguments, **options)
        self.parent, self.name = parent, name
        self.admin = site._registry[type(parent)]

    @cached_property
    def form(self):
        return self._form(self.data)

    def _form(self, data):
        form_class = self.admin.get_form(self.request, self.parent, change=True, fields=[self.name])
        standing = type(self.parent)._default_manager.get(pk=self.parent.pk)
        initial = initial_of(form_class, self.asked) if data is None else {}
        if isinstance(form_class.base_fields[self.name], ModelMultipleChoiceField) and initial:
            known = getattr(standing, self.name).values_list("pk", flat=True)
            initial = {self.name: [*known, *initial[self.name]]}
        return form_class(data, instance=standing, prefix=ROW, initial=initial)

    @cached_property
    def newcomers(self):
        field = self.form.fields[self.name]
        model = getattr(getattr(field, "queryset", None), "model", None)
        is_list = isinstance(field, ModelMultipleChoiceField)
        if model not in NEW_IN_PLACE or is_list or not self._may_add(model):
            return []
        words = self.asked.names
        initial = {model.names_field: words} if words else {}
        return [Newcomer(self.request, self.form, self.name, initial, self.data, is_first=True)]

    def _may_add(self, model) -> bool:
        return self.request.user.has_perm(f"coop.add_{model._meta.model_name}")

    @property
    def sections(self):
        fieldsets = [(None, {"fields": (self.name,)})]
        return [Section(one, self.newcomers) for one in drawn(self.form, fieldsets, self.admin)]

    @property
    def near(self):
        return twins_of_newcomers(self)

    @property
    def form_errors(self):
        return list(self.form.non_field_errors())

    def is_valid(self):
        are_newcomers_sound = super().is_valid()
        return self.form.is_valid() and are_newcomers_sound

    def write(self, opened):
        form = self.form
        for newcomer in self.newcomers:
            if newcomer.is_chosen:
                data = self.data.copy()
                made = newcomer.make(opened, self.evidence, self.request.user)
                data[f"{ROW}-{self.name}"] = str(made.pk)
                form = self._form(data)
        if not form.is_valid():
            raise ValidationError([error for errors in form.errors.values() for error in errors])
        record = form.save()
        self.evidence.cite(record, self.request.user, field=self.name)
        return record

    def differences(self):
        return differences_in(self._form(self.data), "")

    @property
    def label(self) -> str:
        return capfirst(self.parent._meta.get_field(self.name).verbose_name)

    @property
    def title(self) -> str:
        return _("%(field)s of “%(record)s”") % {"field": self.label, "record": self.parent}

    def said(self, target) -> str:
        words = {"field": self.label, "record": target}
        return _("%(field)s of “%(record)s” filled in with its evidence.") % words
