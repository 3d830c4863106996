"""Where the present result of a list stands as data."""

from django import template
from django.utils.translation import gettext_lazy as _

from coop.filters.addresses import query_of

register = template.Library()

FORMATS = (("csv", "CSV"), ("xlsx", "XLSX"), ("json", "JSON"), ("atom", _("Atom feed")))


@register.simple_tag(takes_context=True)
def data_address(context, filters, extension: str) -> str:
    """The address of what a list's filters leave, in one format: beside the list's own."""
    path = context["request"].path.rstrip("/")
    query = query_of(filters)
    return f"{path}.{extension}{f'?{query}' if query else ''}"


@register.simple_tag(takes_context=True)
def data_links(context, filters) -> list[dict]:
    """Every format of what a list's filters leave: what it is called, and its address."""
    return [
        {"name": name, "address": data_address(context, filters, extension)}
        for extension, name in FORMATS
    ]
