"""What an object of a fixture must be: a model and its fields, and nothing else."""

from collections.abc import Iterator
from difflib import get_close_matches

from django.utils.translation import gettext as _

from coop.exchange.entries import Entry, Fault, Where

MEMBERS = ("model", "fields")


def entry(where: Where, value: object) -> Iterator[Entry | Fault]:
    """The entry that a value of a file is, or a fault for each thing that is wrong with it."""
    if type(value) is dict:
        model, fields = value.get("model"), value.get("fields")
        # A key of the database that is left open says nothing; Django itself writes it so.
        others = len(value) - (2 if value.get("pk", 0) is not None else 3)
        if type(model) is str and model and type(fields) is dict and not others:
            yield Entry(where, model, fields)
            return
    yield from _faults(where, value)


def kind_of(value: object) -> str:
    """What a value of a file is, in words."""
    if value is None:
        return _("null")
    if isinstance(value, bool):
        return _("true or false")
    if isinstance(value, str):
        return _("a text")
    if isinstance(value, dict):
        return _("an object")
    return _("a list") if isinstance(value, list) else _("a number")


def _faults(where: Where, value: object) -> Iterator[Fault]:
    if not isinstance(value, dict):
        sentence = _("An object with “model” and “fields” is expected here, not %(found)s.")
        yield Fault(where, sentence % {"found": kind_of(value)})
        return
    thing = _thing(value)
    for name, expected, wanted in (
        ("model", str, _("the name of a table, such as coop.agreement")),
        ("fields", dict, _("an object with the fields and their values")),
    ):
        found = value.get(name)
        if name not in value:
            sentence = _("This object has no “%(name)s”: %(wanted)s.")
            yield Fault(where, sentence % {"name": name, "wanted": wanted}, thing)
        elif not isinstance(found, expected) or found == "":
            sentence = _("“%(name)s” must be %(wanted)s, not %(found)s.")
            shown = kind_of(found) if found != "" else _("an empty text")
            yield Fault(where, sentence % {"name": name, "found": shown, "wanted": wanted}, thing)
    for name in value:
        if name in MEMBERS:
            continue
        if name == "pk":
            if value[name] is not None:
                yield Fault(
                    where,
                    _("Leave out “pk”: files name a record by its key, never by a number."),
                    thing,
                )
        else:
            yield Fault(where, _unknown(name), thing)


def _unknown(name: str) -> str:
    near = get_close_matches(name, MEMBERS, n=1)
    if near:
        return _("“%(name)s” is unknown here. Is “%(near)s” meant?") % {
            "name": name[:40],
            "near": near[0],
        }
    return _("“%(name)s” is unknown here. A field belongs within “fields”.") % {"name": name[:40]}


def _thing(value: dict) -> str:
    """The object as faults name it: its model and key, as far as there are any."""
    model, fields = value.get("model"), value.get("fields")
    key = fields.get("key") if isinstance(fields, dict) else ""
    return " ".join(part[:120] for part in (model, key) if isinstance(part, str) and part)
