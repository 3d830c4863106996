"""The public parts that lists ask about: those of published records, none merely possible."""

from coop.models import (
    Act,
    Agreement,
    Attendance,
    Citation,
    CoProduction,
    CoProductionAgreement,
    CoProductionPartner,
    Event,
    Occasion,
    Participation,
    Provision,
    Screening,
    Signature,
    Statement,
)
from coop.vocabulary.records import State


def agreements():
    """Published agreements and packages."""
    return Agreement.objects.published()


def films():
    """Published films."""
    return CoProduction.objects.published()


def events():
    """Events that something published refers to."""
    return Event.objects.public()


def participations():
    """Firm participations, in whatever role."""
    return Participation.objects.firm().filter(agreement__state=State.PUBLISHED)


def signatures():
    """Firm signatures."""
    return Signature.objects.firm().filter(participation__agreement__state=State.PUBLISHED)


def acts():
    """Firm acts."""
    return Act.objects.firm().filter(agreement__state=State.PUBLISHED)


def frameworks():
    """Rows that tie an agreement to its framework."""
    return Agreement.frameworks.through.objects.filter(agreement__state=State.PUBLISHED)


def occasions():
    """Firm occasions."""
    return Occasion.objects.firm().filter(agreement__state=State.PUBLISHED)


def provisions():
    """Firm provisions."""
    return Provision.objects.firm().public()


def statements():
    """Firm statements about events."""
    return Statement.objects.firm().filter(event__is_public=True)


def attendances():
    """Firm attendances."""
    return Attendance.objects.firm().filter(event__is_public=True)


def partners():
    """Firm partners of films."""
    return CoProductionPartner.objects.firm().filter(coproduction__state=State.PUBLISHED)


def screenings():
    """Firm screenings."""
    return Screening.objects.firm().filter(coproduction__state=State.PUBLISHED)


def film_links():
    """Firm ties of published films to published agreements."""
    return CoProductionAgreement.objects.firm().filter(
        coproduction__state=State.PUBLISHED, agreement__state=State.PUBLISHED
    )


CITED = {
    "source": ("state",),
    "relation__related": ("state",),
    "film_link__agreement": ("state",),
}
"""What decides, beside the record that a claim is a part of, whether its citation counts."""


def citations():
    """Citations of published sources for what is itself public."""
    return Citation.objects.public().of_public_claims()
