"""What a version of a record holds: the record with its parts and their evidence."""

import reversion
from django.db import models as db

from coop import models

FOLLOWED = {
    models.Country: (),
    models.ProvisionTopic: (),
    models.Place: ("citations",),
    models.Person: ("citations",),
    models.Subject: (),
    models.Party: ("former_names", "citations"),
    models.FormerName: (),
    models.Event: ("attendances", "statements", "citations"),
    models.Attendance: ("citations",),
    models.Agreement: (
        "participations",
        "occasions",
        "acts",
        "provisions",
        "statements",
        "relations",
        "citations",
    ),
    models.Occasion: ("citations",),
    models.Participation: ("signatures", "citations"),
    models.Signature: ("citations",),
    models.Act: ("citations",),
    models.AgreementRelation: ("citations",),
    models.Provision: ("rules", "statements", "citations"),
    models.Rule: ("citations",),
    models.Statement: ("citations",),
    models.CoProduction: ("partners", "screenings", "agreement_links", "citations"),
    models.CoProductionPartner: ("citations",),
    models.Screening: ("citations",),
    models.CoProductionAgreement: ("citations",),
    models.SourceDocument: (),
    models.Citation: (),
}


PRINTED_WITH = {
    models.Party: ("country",),
    models.Occasion: ("event",),
    models.Participation: ("party__country",),
    models.Signature: ("person",),
    models.AgreementRelation: ("related",),
    models.Attendance: ("person",),
    models.Provision: ("topic",),
    models.CoProductionPartner: ("country", "party__country"),
    models.CoProductionAgreement: ("agreement",),
    models.Citation: ("source",),
}
"""What the name of each thing reads, since a version keeps that too."""


def read(model, pks) -> db.QuerySet:
    """Records with all that a version of them holds, in a number of queries that stays."""
    records = model._base_manager.select_related(*PRINTED_WITH.get(model, ()))
    return records.prefetch_related(*_parts(model)).filter(pk__in=pks)


def _parts(model) -> list:
    lists = [field.name for field in model._meta.many_to_many]
    return [*lists, *(_part(model, name) for name in FOLLOWED[model])]


def _part(model, name) -> db.Prefetch:
    related = model._meta.get_field(name).related_model
    rows = related._base_manager.select_related(*PRINTED_WITH.get(related, ()))
    if related is models.Citation:
        rows = rows.defer("source__text")
    return db.Prefetch(name, queryset=rows.prefetch_related(*_parts(related)))


def register_models():
    """Tell reversion what to keep; called once, when the app is ready."""
    for model, follow in FOLLOWED.items():
        if not reversion.is_registered(model):
            reversion.register(model, follow=follow)
