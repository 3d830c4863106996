"""How what was written down under an older form of the tables is read today.

``UPGRADES`` says it for each field that the tables have lacked or have no more, by the label
of its model and its name: a function that takes the fields of a thing, as they were written,
and puts right what concerns that field. What no upgrade tells of is refused in a sentence:
a version is restored whole, or not at all.
"""

from collections.abc import Callable
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from coop.curation.snapshots import Snapshot, Thing

Upgrade = Callable[[dict[str, Any]], None]


def _begins_as(name: str, value: Any) -> Upgrade:
    """The field was not there yet: it says what it says of a new thing."""

    def upgrade(fields: dict[str, Any]):
        fields.setdefault(name, value)

    return upgrade


UPGRADES: dict[tuple[str, str], Upgrade] = {
    ("coop.citation", "replaced_by"): _begins_as("replaced_by", None),
    ("coop.sourcedocument", "received_as"): _begins_as("received_as", ""),
}


def upgraded(snapshot: Snapshot) -> tuple[Snapshot, list[str]]:
    """The snapshot in the form of today, and a sentence for each thing that cannot be."""
    found, refusals = {}, []
    for thing in snapshot:
        if thing.model is None:
            refusals.append(
                _("“%(thing)s” is of a kind that the registry has no more: %(kind)s.")
                % {"thing": thing.name, "kind": thing.kind}
            )
            continue
        fields = dict(thing.fields)
        for (label, _name), upgrade in UPGRADES.items():
            if label == thing.label:
                upgrade(fields)
        found[thing.place] = Thing(
            thing.label, thing.pk, thing.model, fields, thing.name, thing.under
        )
        refusals += _refusals(found[thing.place])
    return Snapshot(found), list(dict.fromkeys(refusals))


def _refusals(thing: Thing) -> list[str]:
    options = thing.table._meta
    known = {
        field.name
        for field in (*options.local_fields, *options.local_many_to_many)
        if field.serialize
    }
    names = {"kind": capfirst(str(options.verbose_name))}
    unknown = [
        _("%(kind)s has no field “%(field)s” any more, and this version says something in it.")
        % {**names, "field": name}
        for name in sorted(thing.fields.keys() - known)
    ]
    lacking = [
        _("%(kind)s has a field “%(field)s” of which this version knows nothing.")
        % {**names, "field": name}
        for name in sorted(known - thing.fields.keys())
    ]
    return unknown + lacking
