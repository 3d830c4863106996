"""The staff side as one site of its own."""

from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.urls import NoReverseMatch, reverse, translate_url
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from coop.admin import desk, passwords, tasks
from coop.admin.labels import described

SECTIONS = (
    ("sources", _("Sources"), ("sourcedocument",)),
    ("agreements", _("Agreements"), ("agreement",)),
    ("coproductions", _("Co-productions"), ("coproduction",)),
    ("parties", _("Parties and people"), ("party", "person")),
    ("events", _("Events"), ("event",)),
    (
        "vocabulary",
        _("Vocabulary"),
        ("country", "countrygroup", "place", "provisiontopic", "subject"),
    ),
    ("review", _("Review"), ("proposedchange", "merge")),
    ("files", _("Files"), ("import", "columnmapping")),
)
"""The work in its order: a source is read, then what it says is entered."""


class DescribedResults(AutocompleteJsonView):
    """Choices that say enough to tell two ministries of culture apart."""

    def serialize_result(self, obj, to_field_name):
        return {"id": str(getattr(obj, to_field_name)), "text": described(obj)}


class RegistryAdminSite(AdminSite):
    """Sections in the order of the work."""

    site_header = _("Film cooperation registry")
    site_title = _("Film cooperation registry")
    index_title = _("The desk")
    enable_nav_sidebar = True

    def get_app_list(self, request, app_label=None):
        """Our tables by section; the accounts and whatever else there is after them."""
        apps = {app["app_label"]: app for app in super().get_app_list(request, app_label)}
        ours = apps.pop("coop", None)
        models = {model["object_name"].lower(): model for model in ours["models"]} if ours else {}
        sections = [
            {
                "name": name,
                "app_label": f"section-{code}",
                "app_url": "",
                "has_module_perms": True,
                "models": [models[model] for model in names if model in models],
            }
            for code, name, names in SECTIONS
        ]
        return [
            *(section for section in sections if section["models"]),
            *({**app, "app_url": ""} for app in apps.values()),
        ]

    def each_context(self, request):
        return {**super().each_context(request), "language_links": language_links(request)}

    def index(self, request, extra_context=None):
        context = {
            "desk": desk.figures(self, request.user),
            "waiting": tasks.waiting(self, request.user),
        }
        return super().index(request, {**context, **(extra_context or {})})

    def get_urls(self):
        # Django's way to an object's page, by its number, would tell the address of any draft.
        inherited = super().get_urls()
        known = [one for one in inherited if getattr(one, "name", "") != "view_on_site"]
        return [*passwords.urls(self), *known]

    def autocomplete_view(self, request):
        return DescribedResults.as_view(admin_site=self)(request)


def language_links(request) -> list[dict]:
    """The same page of the staff side in each language."""
    address = request.get_full_path()
    return [
        {
            "code": code,
            "name": name,
            "address": translate_url(address, code),
            "is_current": code == get_language(),
        }
        for code, name in settings.LANGUAGES
    ]


def address_of(record) -> str:
    """The record's public address; nothing for what has none."""
    try:
        return record.get_absolute_url()
    except (AttributeError, NoReverseMatch):
        return ""


def admin_address(thing, page: str = "change", anchor: str = "") -> str:
    """The address of a page about one record or part on the staff side."""
    options = thing._meta
    address = reverse(f"admin:{options.app_label}_{options.model_name}_{page}", args=[thing.pk])
    return f"{address}#{anchor}" if anchor else address


site = RegistryAdminSite(name="admin")
site.disable_action("delete_selected")
