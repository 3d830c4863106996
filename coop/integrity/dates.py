"""Rules about dates: stored bounds are those of the stored text."""

from collections.abc import Iterator

from django.apps import apps

from coop.dates.edtf import DateError, parse
from coop.dates.fields import EDTFField
from coop.integrity.problems import Problem, name_of


def date_problems() -> Iterator[Problem]:
    """Dates that were written past the fields: no EDTF, or bounds of another date."""
    for model in apps.get_app_config("coop").get_models():
        for field in model._meta.fields:
            if isinstance(field, EDTFField):
                yield from _problems_of(model, field.name)


def _problems_of(model, name: str) -> Iterator[Problem]:
    bounds = (f"{name}_earliest", f"{name}_latest")
    rows = model._base_manager.exclude(**{name: ""}).order_by("pk")
    for pk, text, earliest, latest in rows.values_list("pk", name, *bounds):
        try:
            date = parse(text)
        except DateError as error:
            yield Problem(f"{model._meta.verbose_name} {pk}", str(error))
            continue
        if (date.earliest, date.latest) != (earliest, latest):
            thing = model._base_manager.get(pk=pk)
            yield Problem(name_of(thing), f"The bounds of {name} are not those of “{text}”.")
    for thing in model._base_manager.filter(**{name: ""}).exclude(**dict.fromkeys(bounds)):
        yield Problem(name_of(thing), f"{name} is empty, but has bounds.")
