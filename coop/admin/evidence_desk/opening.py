"""What every address of the desk begins with: the source, and who may read it."""

from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.urls import reverse

from coop.admin.selects import record_field
from coop.admin.sites import admin_address
from coop.models import Agreement, Citation, CoProduction, Event
from coop.models.base import Part
from coop.names.widgets import IdentifiersInput, MultilingualInput

PAGE = "coop_sourcedocument_desk"

WORKED_ON = {model._meta.model_name: model for model in (Agreement, CoProduction, Event)}
"""Records that grow part by part, one of which is worked on at a time."""


def source_to_read(model_admin, request, object_id):
    """The source of an address, with its text; refused to those who may not read it."""
    source = model_admin.record_or_404(request, object_id)
    if not model_admin.has_view_permission(request, source):
        raise PermissionDenied
    return source


def desk_address(source, step: str = "", **query) -> str:
    """The address of the desk or of one of its steps; what is empty is left out."""
    name = f"admin:{PAGE}_{step}" if step else f"admin:{PAGE}"
    given = {key: value for key, value in query.items() if value}
    address = reverse(name, args=[source.pk])
    return f"{address}?{urlencode(given)}" if given else address


def may_view(user, model) -> bool:
    """Whether the user may read records of a kind on the staff side."""
    return any(
        user.has_perm(f"coop.{verb}_{model._meta.model_name}") for verb in ("view", "change")
    )


def working_record(user, named: str):
    """The record that ``agreement:key`` names, if it is one to work on; else None."""
    kind, _colon, key = named.partition(":")
    model = WORKED_ON.get(kind)
    if model is None or not key or not may_view(user, model):
        return None
    return model._default_manager.filter(key=key[:80]).first()


def desk_media(model_admin):
    """The scripts and styles of every form that the desk can open."""
    chooser = record_field(Citation._meta.get_field("source")).widget
    widgets = (chooser, MultilingualInput(), IdentifiersInput())
    return sum((widget.media for widget in widgets), model_admin.media)


def name_of(record) -> str:
    """How an address names a record: ``agreement:key``; nothing for no record."""
    return f"{record._meta.model_name}:{record.key}" if record is not None else ""


def form_address(thing) -> str:
    """Where a record is changed; of a part, the place of its kind in the record's form."""
    if not isinstance(thing, Part):
        return admin_address(thing)
    parent = thing.parent
    if isinstance(parent, Part):
        return admin_address(thing)
    accessor = thing._meta.get_field(_towards(thing, parent)).remote_field.get_accessor_name()
    return admin_address(parent, anchor=f"{accessor}-group")


def _towards(part, parent) -> str:
    """The foreign key by which a part is a part of its parent."""
    fields = [f for f in part._meta.concrete_fields if f.is_relation]
    return next(
        f.name
        for f in fields
        if f.related_model is type(parent) and getattr(part, f.attname) == parent.pk
    )
