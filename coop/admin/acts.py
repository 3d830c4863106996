"""The life of an agreement, its occasions and its relations: rows, and their own pages."""

from django import forms
from django.contrib import admin
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from coop.admin.base import HOW_TO_SAVE, WHEN_SOURCES_CONFLICT, PartAdmin
from coop.admin.citations import evidence_of
from coop.admin.rows import EVIDENCE, RowFormSet, RowInline
from coop.admin.sites import site
from coop.integrity.coherence import ACT_OF_A_STRANGER
from coop.models import Act, AgreementRelation, Occasion, Participation


class PartyOfTheAgreementField(forms.ModelChoiceField):
    """One of the agreement's parties, out of a list that is read once."""

    default_error_messages = {"invalid_choice": ACT_OF_A_STRANGER}

    choices_known: list | None = None

    def share(self, participations: list):
        """Draw and read the choices from these participations alone."""
        self.choices_known = participations
        self.widget.choices = [
            ("", self.empty_label),
            *((participation.pk, str(participation)) for participation in participations),
        ]

    def to_python(self, value):
        if self.choices_known is None or value in self.empty_values:
            return super().to_python(value)
        for participation in self.choices_known:
            if str(participation.pk) == str(value):
                return participation
        raise forms.ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")


class ActFormSet(RowFormSet):
    """Acts, by parties of the same agreement."""

    @cached_property
    def participations(self) -> list:
        if self.instance.pk is None:
            return []
        return list(
            Participation.objects.with_party().filter(agreement=self.instance).order_by("order")
        )

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.fields["participation"].share(self.participations)


class ActInline(RowInline):
    """Signature, ratification, entry into force and what comes after."""

    model = Act
    formset = ActFormSet
    verbose_name_plural = _("its life")
    extra_when_new = 1
    label_related = ("participation__party__country",)
    fieldsets = (
        (
            None,
            {
                "fields": (
                    ("kind", "done_on", "effective_on"),
                    ("participation", "order"),
                    "note",
                )
            },
        ),
        EVIDENCE,
    )

    def get_autocomplete_fields(self, request):
        return []

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "participation":
            kwargs |= {
                "form_class": PartyOfTheAgreementField,
                "empty_label": _("all parties together"),
                "help_text": _("A party can be chosen once it is saved."),
            }
            return db_field.formfield(queryset=Participation.objects.with_party(), **kwargs)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class OccasionInline(RowInline):
    """The visits, talks and festivals at which it was made."""

    model = Occasion
    label_related = ("event",)
    verbose_name_plural = _("occasions")
    fieldsets = ((None, {"fields": (("kind", "event", "order"),)}), EVIDENCE)


class RelationInline(RowInline):
    """How it stands to other agreements; a member of a package is part of it."""

    model = AgreementRelation
    fk_name = "agreement"
    label_related = ("related",)
    verbose_name_plural = _("relations to other agreements")
    fieldsets = ((None, {"fields": (("kind", "related", "order"),)}), EVIDENCE)


@admin.register(Act, site=site)
class ActAdmin(PartAdmin):
    """An act with all its evidence."""

    list_display = ("kind", "done_on", "effective_on", "agreement")
    list_filter = ("kind",)
    list_select_related = ("agreement",)
    date_hierarchy = "done_on_earliest"
    inlines = (evidence_of(Act),)
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "working_source",
                    "kind",
                    "participation",
                    ("done_on", "effective_on"),
                    "note",
                    "order",
                ),
                "description": _("What was done, by whom, when, and from when it counts."),
            },
        ),
        WHEN_SOURCES_CONFLICT,
        HOW_TO_SAVE,
    )

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        if obj is not None and "participation" in form.base_fields:
            parties = Participation.objects.with_party().filter(agreement=obj.agreement_id)
            form.base_fields["participation"].queryset = parties
        return form

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "participation":
            kwargs |= {
                "form_class": PartyOfTheAgreementField,
                "empty_label": _("all parties together"),
            }
            return db_field.formfield(**kwargs)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_autocomplete_fields(self, request):
        return []


@admin.register(Occasion, site=site)
class OccasionAdmin(PartAdmin):
    """An occasion with all its evidence."""

    list_display = ("kind", "event", "agreement")
    list_filter = ("kind",)
    list_select_related = ("event", "agreement")
    inlines = (evidence_of(Occasion),)
    fieldsets = (
        (
            None,
            {
                "fields": ("working_source", "kind", "event", "order"),
                "description": _("An event’s date is never the date of the agreement."),
            },
        ),
        WHEN_SOURCES_CONFLICT,
        HOW_TO_SAVE,
    )


@admin.register(AgreementRelation, site=site)
class RelationAdmin(PartAdmin):
    """A relation with all its evidence."""

    list_display = ("agreement", "kind", "related")
    list_filter = ("kind",)
    list_select_related = ("agreement", "related")
    inlines = (evidence_of(AgreementRelation),)
    fieldsets = (
        (
            None,
            {
                "fields": ("working_source", "kind", "related", "order"),
                "description": _("Said once, from the agreement that says it."),
            },
        ),
        WHEN_SOURCES_CONFLICT,
        HOW_TO_SAVE,
    )
