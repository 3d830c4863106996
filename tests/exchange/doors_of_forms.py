"""Doors on the staff side: a page of its own, a row of its record, evidence beside a row."""

from typing import Any

from django.db import models
from django.urls import reverse

from coop.models import Citation, FormerName
from coop.models.base import Part
from coop.models.paragraphs import RangesField
from coop.names.fields import IdentifiersField, LanguagesField, MultilingualField
from coop.vocabulary.fields import CodesField
from tests.exchange.values import NoWay, Value, is_broken, of, texts
from tests.staff.forms import Form, errors_in

# Controls of a page that a value may leave out, as a browser does with an empty box.
UNTICKED = object()


def typed(column: models.Field, value) -> dict[str, Any]:
    """The controls that an editor fills in for a value, named from the field's own name."""
    match column:
        case MultilingualField():
            return _typed_texts(value)
        case IdentifiersField():
            if not set(of(dict, value)) <= set(column.schemes):
                raise NoWay
            texts(list(value.values()))
            return {f"-{code}": identifier for code, identifier in value.items()}
        case LanguagesField():
            return {"": ", ".join(texts(value))}
        case CodesField():
            return {"": list(texts(value))}
        case RangesField():
            return {"": "\n".join(map(_typed_range, of(list, value)))}
        case models.BooleanField():
            return {"": "on" if of(bool, value) else UNTICKED}
        case models.ForeignKey():
            return {"": _pk(column, value)}
    if isinstance(value, (list, dict, bool)) or value is None or is_broken(str(value)):
        raise NoWay
    return {"": str(value)}


def _typed_texts(value) -> dict[str, Any]:
    controls = {}
    for place, (tag, text) in enumerate(of(dict, value).items()):
        # An empty control is a language left out.
        if not isinstance(text, str) or not text.strip() or is_broken(text):
            raise NoWay
        controls |= {f"-{place}-language": tag, f"-{place}-text": text}
    return controls or {"-0-language": "en", "-0-text": ""}


def _typed_range(item) -> str:
    if set(of(dict, item)) != {"first", "last", "reason"}:
        raise NoWay
    if not all(isinstance(item[end], int) and item[end] > 0 for end in ("first", "last")):
        raise NoWay
    return f"{item['first']}-{item['last']} {item['reason']}"


def _pk(column, value) -> str:
    if value is None:
        return ""
    return str(column.related_model._default_manager.get_by_natural_key(*of(list, value)).pk)


def fill(form: Form, name: str, column: models.Field, value):
    """Type a value into the controls of a field, over what stands there."""
    controls = typed(column, value)
    present = [control for control in form.values if _is_control_of(control, name, column)]
    # A box that is not ticked sends nothing, so it is looked for on the page itself.
    if not present and f'name="{name}"' not in form.page:
        raise NoWay
    if isinstance(column, (MultilingualField, IdentifiersField)):
        for control in present:
            form[control] = ""
    for suffix, text in controls.items():
        if text is UNTICKED:
            form.values.pop(f"{name}{suffix}", None)
        else:
            form[f"{name}{suffix}"] = text


def _is_control_of(control: str, name: str, column) -> bool:
    if isinstance(column, (MultilingualField, IdentifiersField)):
        return control.startswith(f"{name}-")
    return control == name


def sent(form: Form) -> list[str]:
    """The sentences on the page that comes back; none when it was saved."""
    response = form.send()
    if response.status_code == 302:
        return []
    assert response.status_code == 200, response.status_code
    return errors_in(response)


class OwnPage:
    """The page of the thing on the staff side."""

    name = "form"

    def __init__(self, client, folder):
        self.client = client

    def enter(self, case: Value, thing) -> list[str]:
        if isinstance(thing, FormerName):
            raise NoWay
        changes = case.changes(thing)
        if "state" in changes:
            return self._move(thing, changes["state"])
        form = Form.to_change(self.client, thing)
        for name, value in changes.items():
            fill(form, name, thing._meta.get_field(name), value)
        return sent(form)

    def _move(self, thing, state) -> list[str]:
        """Take the step that leads to the state, on a page that says what is in the way."""
        step = {"published": "publish", "withdrawn": "withdraw"}.get(state)
        if step is None:
            raise NoWay
        model = thing._meta.model_name
        form = Form(self.client, reverse(f"admin:coop_{model}_{step}", args=[thing.pk]))
        form["_confirmed"] = "1"
        response = form.send(follow=True)
        said = [message.message for message in response.context["messages"]]
        return [*said, *errors_in(response)]


class RowOfItsRecord:
    """A row in the form of the thing's record."""

    name = "row"

    def __init__(self, client, folder):
        self.client = client

    def enter(self, case: Value, thing) -> list[str]:
        if not isinstance(thing, Part) or isinstance(thing, Citation):
            raise NoWay
        form = Form.to_change(self.client, thing.parent)
        prefix, index = self._place(form, thing)
        for name, value in case.changes(thing).items():
            fill(form, f"{prefix}-{index}-{name}", thing._meta.get_field(name), value)
        return sent(form)

    @staticmethod
    def _place(form: Form, thing) -> tuple[str, str]:
        for relation in thing.parent._meta.related_objects:
            prefix = relation.get_accessor_name()
            if relation.related_model is not type(thing):
                continue
            for name, values in form.values.items():
                is_id = name.startswith(f"{prefix}-") and name.endswith("-id")
                if is_id and values == [str(thing.pk)]:
                    return prefix, name.removeprefix(f"{prefix}-").removesuffix("-id")
        raise NoWay


class EvidenceOfARow:
    """The first evidence of a claim, beside the claim's row in the form of its record."""

    name = "evidence"

    def __init__(self, client, folder):
        self.client = client

    def enter(self, case: Value, thing) -> list[str]:
        if not isinstance(thing, Citation) or not isinstance(thing.target, Part):
            raise NoWay
        form = Form.to_change(self.client, thing.target.parent)
        prefix, index = RowOfItsRecord._place(form, thing.target)
        for name, value in case.changes(thing).items():
            column = thing._meta.get_field(name)
            fill(form, f"{prefix}-{index}-evidence_{name}", column, value)
        return sent(form)
