"""Everything in the registry that follows from the rest, as it stands."""

from django.apps import apps

from coop.models import Citation, SearchDocument, StatusPeriod

DERIVED_FIELDS = ("slug", "sort_key", "basis", "is_public")
DERIVED_MODELS = (
    "statusperiod",
    "searchdocument",
    "formerslug",
    "generation",
    "indexchange",
    "storedindex",
)


def derived():
    """Derived columns and rows, by natural keys, so that registries can be compared."""
    found = {}
    for model in apps.get_app_config("coop").get_models():
        if model._meta.model_name in DERIVED_MODELS:
            continue
        fields = [name for name in DERIVED_FIELDS if _has(model, name)]
        for row in model._base_manager.all():
            key = (model._meta.model_name, *row.natural_key())
            found |= {(*key, name): getattr(row, name) for name in fields}
    periods = StatusPeriod.objects.select_related("agreement")
    found["periods"] = sorted(
        (p.agreement.key, p.status, str(p.starts_on), str(p.ends_on), p.is_certain, p.holds_today)
        for p in periods
    )
    found["documents"] = sorted(
        (d.kind, d.key, *sorted(d.title.split()), "|", *sorted(d.words.split()), str(d.is_public))
        for d in SearchDocument.objects.all()
    )
    return found


def differences(before, after):
    keys = before.keys() | after.keys()
    return {
        key: (before.get(key), after.get(key)) for key in keys if before.get(key) != after.get(key)
    }


def _has(model, name):
    if model is Citation and name == "basis":
        return False  # of a citation it is a fact
    return any(field.name == name for field in model._meta.concrete_fields)
