"""Every table of the registry."""

from coop.models.acts import Act, StatusPeriod
from coop.models.agreements import Agreement, AgreementRelation, Occasion
from coop.models.citations import Citation
from coop.models.coproductions import (
    CoProduction,
    CoProductionAgreement,
    CoProductionPartner,
    Screening,
)
from coop.models.derived import (
    FormerSlug,
    Generation,
    IndexChange,
    SearchDocument,
    StoredIndex,
)
from coop.models.events import Attendance, Event
from coop.models.groups import CountryGroup, Membership
from coop.models.imports import Import, ImportPiece
from coop.models.mappings import ColumnMapping
from coop.models.merges import Distinction, Merge
from coop.models.participations import Participation, Signature
from coop.models.parties import FormerName, Party
from coop.models.people import Person
from coop.models.places import Country, Place
from coop.models.provisions import Provision
from coop.models.reading import AddressCheck, Dismissal
from coop.models.review import Assignment, Comment, ProposedChange
from coop.models.rules import Rule
from coop.models.sources import SourceDocument
from coop.models.statements import Statement
from coop.models.topics import ProvisionTopic, Subject

__all__ = [
    "Act",
    "AddressCheck",
    "Agreement",
    "AgreementRelation",
    "Assignment",
    "Attendance",
    "Citation",
    "CoProduction",
    "CoProductionAgreement",
    "CoProductionPartner",
    "ColumnMapping",
    "Comment",
    "Country",
    "CountryGroup",
    "Dismissal",
    "Distinction",
    "Event",
    "FormerName",
    "FormerSlug",
    "Generation",
    "Import",
    "ImportPiece",
    "IndexChange",
    "Membership",
    "Merge",
    "Occasion",
    "Participation",
    "Party",
    "Person",
    "Place",
    "ProposedChange",
    "Provision",
    "ProvisionTopic",
    "Rule",
    "Screening",
    "SearchDocument",
    "Signature",
    "SourceDocument",
    "Statement",
    "StatusPeriod",
    "StoredIndex",
    "Subject",
]
