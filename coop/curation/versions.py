"""What a version of a record holds: the record with its parts and their evidence."""

import reversion

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


def register_models():
    """Tell reversion what to keep; called once, when the app is ready."""
    for model, follow in FOLLOWED.items():
        if not reversion.is_registered(model):
            reversion.register(model, follow=follow)
