"""All the evidence of one claim: as rows of the claim's page, and a citation's own page."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import HttpResponseRedirect
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from coop.admin import badges
from coop.admin.base import HOW_TO_SAVE, PartAdmin
from coop.admin.evidence import NO_SOURCE, TARGET_OF
from coop.admin.forms import RecordForm
from coop.admin.rows import PartForm, RowInline
from coop.admin.sites import admin_address, site
from coop.integrity.coherence import claimed_fields, field_sentence
from coop.models import Citation

FIELDS = (
    ("source", "paragraphs", "basis"),
    ("as_named", "field"),
    "note",
    ("said_by_as_printed", "said_by_party", "said_by_person"),
)
QUOTE = ("quote", "quote_translation")
QUOTE_HINT = _("Only where the rights of the source allow it.")


def fields_about(model: type[Model], present: str = "") -> list[tuple[str, str]]:
    """The fields of a claim that a citation can be about, as choices."""
    known = claimed_fields(model)
    fields = [(name, capfirst(field.verbose_name)) for name, field in known.items()]
    extra = [(present, present)] if present and present not in known else []
    return [("", _("the whole claim")), *fields, *extra]


class AboutField(forms.ChoiceField):
    """One of the fields of a claim."""

    def __init__(self, model: type[Model], **kwargs):
        self.model = model
        super().__init__(**kwargs)

    def validate(self, value):
        if value and not self.valid_value(value):
            raise ValidationError(field_sentence(value, self.model))


def about_field(model: type[Model], present: str) -> forms.ChoiceField:
    """The form field that says which field of a claim a citation is about."""
    return AboutField(
        model,
        label=capfirst(Citation._meta.get_field("field").verbose_name),
        choices=fields_about(model, present),
        required=False,
    )


class CitationRowForm(PartForm):
    """A citation as a row of its claim's page."""

    order = None
    claim_model: type[Model] | None = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["source"].required = False
        self.fields["source"].help_text = _("Empty: the working source.")
        self.fields["field"] = about_field(self.claim_model, self.instance.field)

    def clean_source(self):
        source = self.cleaned_data["source"] or self.working_source
        if source is None:
            raise ValidationError(NO_SOURCE)
        return source

    @property
    def mark(self) -> str:
        return badges.BASIS_MARKS[self.instance.basis]

    @property
    def basis_in_words(self):
        return self.instance.get_basis_display()

    @property
    def evidence_in_short(self) -> str:
        return self.instance.as_named


class CitationInline(RowInline):
    """The evidence of the claim whose page this is."""

    model = Citation
    verbose_name = _("citation")
    verbose_name_plural = _("evidence")
    with_evidence = False
    fieldsets = (
        (None, {"fields": FIELDS}),
        (_("Quote"), {"fields": QUOTE, "classes": ("collapse",), "description": QUOTE_HINT}),
    )

    def get_queryset(self, request):
        return Citation.objects.with_source().order_by("order", "id")


def evidence_of(model: type[Model], *, when_new: int = 1) -> type[CitationInline]:
    """The inline of the citations of one citable model."""
    form = type(f"{model.__name__}CitationForm", (CitationRowForm,), {"claim_model": model})
    return type(
        f"{model.__name__}CitationInline",
        (CitationInline,),
        {"fk_name": TARGET_OF[model], "form": form, "extra_when_new": when_new},
    )


class CitationForm(RecordForm):
    """A citation on its own page."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "field" in self.fields:
            self.fields["field"] = about_field(type(self.instance.target), self.instance.field)


@admin.register(Citation, site=site)
class CitationAdmin(PartAdmin):
    """One citation; what it is evidence for stands as a link, and stays."""

    form = CitationForm
    list_display = ("source", "paragraphs", "as_named_printed", "about", "basis_badge")
    list_filter = ("basis", ("source", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("source",)
    search_fields = ("as_named", "said_by_as_printed", "paragraphs")
    readonly_fields = ("claim", "record")
    fieldsets = (
        (
            None,
            {
                "fields": ("claim", "record"),
                "description": _("What this citation is evidence for."),
            },
        ),
        (
            _("Where the source says so"),
            {
                "fields": FIELDS,
                "description": _("The paragraph, and the source’s own word for the thing."),
            },
        ),
        (_("Quote"), {"fields": QUOTE, "description": QUOTE_HINT}),
        HOW_TO_SAVE,
    )

    def get_search_results(self, request, queryset, search_term):
        return admin.ModelAdmin.get_search_results(self, request, queryset, search_term)

    @admin.display(description=_("as named"))
    def as_named_printed(self, citation):
        return badges.printed(citation.as_named, citation.source.language)

    @admin.display(description=_("evidence for"))
    def about(self, citation):
        return citation._meta.get_field(citation.target_name).related_model._meta.verbose_name

    @admin.display(description=_("basis"), ordering="basis")
    def basis_badge(self, citation):
        return badges.basis(citation)

    @admin.display(description=_("evidence for"))
    def claim(self, citation):
        target = citation.target
        return format_html(
            '{} <a href="{}">{}</a>',
            capfirst(target._meta.verbose_name),
            admin_address(target),
            target,
        )

    @admin.display(description=_("record"))
    def record(self, citation):
        root = citation.root
        return format_html('<a href="{}">{}</a>', admin_address(root), root)

    def response_post_save_change(self, request, obj):
        return HttpResponseRedirect(admin_address(obj.target))
