"""One save at the desk: a thing and its evidence, written together on the version read."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from coop.admin.clashes import Clash
from coop.admin.evidence_desk.forms import ROW, EvidenceForm, Newcomer, drawn, without
from coop.admin.evidence_desk.prefilling import initial_of
from coop.admin.evidence_desk.reading import in_words
from coop.admin.evidence_desk.things import NOT_ASKED, PARTS
from coop.admin.sites import site
from coop.curation import citing, editing, publication, recording
from coop.curation.editing import StaleVersion
from coop.models.base import Publishable


class Refused(Exception):
    """A save that came to nothing: what is wrong stands at the forms."""


class Step:
    """What is about to be saved, as it was asked for or typed.

    ``data`` is None until something is sent. ``parent`` is the record or part that changes,
    None where a record of its own is made.
    """

    template = "admin/coop/desk/_form.html"
    parent = None
    formset = None
    target_model: type | None = None

    def __init__(self, request, source, asked, data=None):
        self.request, self.source, self.asked, self.data = request, source, asked, data
        self.clash: Clash | None = None
        self.standing_now: list[str] = []
        self.refusals: list[str] = []
        self.warnings: list[str] = []

    @cached_property
    def root(self):
        return citing.root_of(self.parent) if self.parent is not None else None

    @cached_property
    def is_public(self) -> bool:
        return isinstance(self.root, Publishable) and self.root.is_public

    @cached_property
    def version(self) -> str:
        """The version that the editor has read, or, after a clash, the one that stands."""
        if self.data is not None and self.clash is None:
            return self.data.get("_version", "")
        return editing.version_of(self.root) if self.root is not None else ""

    @cached_property
    def evidence(self) -> EvidenceForm:
        return EvidenceForm(
            self.data,
            source=self.source,
            target_model=self.target_model,
            is_public=self.is_public,
            initial=self.asked.evidence,
        )

    @property
    def newcomers(self) -> list[Newcomer]:
        return []

    @property
    def fieldsets(self):
        """The fields of the thing itself."""
        return ()

    @property
    def form_errors(self) -> list[str]:
        """What is wrong with the thing and at none of its fields."""
        return []

    @property
    def has_errors(self) -> bool:
        """Whether something that was typed is refused."""
        return self.data is not None and not self.is_valid()

    # ---- Permission ----

    def may(self) -> bool:
        """Whether the user has any right to enter this."""
        user, options = self.request.user, self.root._meta
        return user.has_perm(f"coop.change_{options.model_name}")

    @cached_property
    def hindrance(self) -> str:
        """Why the record is not changed here, in a sentence; empty where it is."""
        try:
            if self.root is not None:
                citing.refuse_who_may_not(self.request.user, self.root)
        except ValidationError as error:
            return " ".join(error.messages)
        return ""

    # ---- Saving ----

    def is_valid(self) -> bool:
        """Whether what was typed is sound, as far as it can be told without writing."""
        # Each of them is asked, so that all that is wrong is said at once.
        sound = [form.is_valid() for form in (self.evidence, *self.newcomers)]
        return all(sound)

    def save(self):
        """Write it, in one transaction; raises Refused with all sentences in place."""
        try:
            with recording(user=self.request.user, reason=self.evidence.reason) as opened:
                if self.root is not None:
                    editing.refuse_stale(record=self.root, seen=self.version)
                    citing.refuse_who_may_not(self.request.user, self.root)
                    opened.touch(self.root)
                before = publication.problems(self.root) if self.is_public else []
                target = self.write(opened)
                opened.say(self.said(target))
                if self.root is not None:
                    publication.refuse_new_problems(self.root, before)
        except StaleVersion as stale:
            self._note_clash(stale.record)
        except ValidationError as error:
            self.evidence.refuse(error)
        except IntegrityError:
            self.refusals.append(
                _(
                    "The registry could not keep this: someone may have saved the same thing a "
                    "moment ago. Nothing was saved, and what you typed is below."
                )
            )
        else:
            return target
        raise Refused

    def write(self, opened):
        """Write the thing and its evidence inside the recording; return the thing."""
        raise NotImplementedError

    def _note_clash(self, record):
        self.clash = Clash(record)
        self.__dict__.pop("version", None)
        self.parent = type(self.parent)._base_manager.filter(pk=self.parent.pk).first()
        self.standing_now = [in_words(thing) for thing in self.beside()] if self.parent else []

    def take_refusals(self, other: "Step"):
        """Show what kept the same step from being saved."""
        self.evidence = other.evidence
        self.clash, self.standing_now = other.clash, other.standing_now
        self.refusals = other.refusals

    def beside(self) -> list:
        """What the record has now of the kind that is entered."""
        return []

    # ---- Words ----

    @property
    def title(self) -> str:
        raise NotImplementedError

    def said(self, target) -> str:
        """What was done, for the history and for the ears."""
        words = {"kind": capfirst(target._meta.verbose_name), "thing": in_words(target)}
        return _("%(kind)s “%(thing)s” entered with its evidence.") % words


class CiteExisting(Step):
    """Evidence for what stands already."""

    def __init__(self, *arguments, target, **options):
        super().__init__(*arguments, **options)
        self.parent = self.target = target
        self.target_model = type(target)

    @property
    def title(self) -> str:
        return _("Evidence for %(kind)s “%(thing)s”") % {
            "kind": self.target._meta.verbose_name,
            "thing": in_words(self.target),
        }

    def write(self, opened):
        self.evidence.cite(self.target, self.request.user)
        return self.target

    def beside(self):
        return list(self.parent.citations.order_by("order", "id").defer("source__text"))

    def said(self, target) -> str:
        words = {"kind": target._meta.verbose_name, "thing": in_words(target)}
        return _("Evidence given for %(kind)s “%(thing)s”.") % words


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
        first = wanted[0] if wanted else ""
        return [
            Newcomer(self.request, row, name, self.asked.names if name == first else {}, self.data)
            for name in wanted
        ]

    @property
    def fieldsets(self):
        fieldsets = without(
            self.inline.get_fieldsets(self.request, self.parent),
            lambda name: (
                name == "order" or name.startswith("evidence_") or name.endswith("_source")
            ),
        )
        return drawn(self.formset.forms[0], fieldsets, self.inline)

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
        return {self.model.names_field: self.asked.names} if self.asked.names else {}

    @property
    def fieldsets(self):
        return drawn(self.form, self._fieldsets, self.admin)

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


def target_of(named: str, models: dict[str, type]):
    """The thing that ``kind:number`` names, out of these kinds; None where there is none."""
    kind, _colon, number = named.partition(":")
    model = models.get(kind)
    if model is None or not (number.isascii() and number.isdigit()) or len(number) > 18:
        return None
    return model._base_manager.filter(pk=int(number)).first()
