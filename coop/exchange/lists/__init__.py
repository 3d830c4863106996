"""Lists as data: what every list of the registry has to tell, as CSV, XLSX, JSON and Atom."""

from django.db import models as db

from coop.exchange.lists.agreements import Agreements
from coop.exchange.lists.coproductions import CoProductions
from coop.exchange.lists.events import Events, Places, Subjects
from coop.exchange.lists.listing import Listing, Reader
from coop.exchange.lists.parties import Parties, People
from coop.exchange.lists.provisions import Provisions
from coop.exchange.lists.sources import Sources
from coop.exchange.lists.vocabularies import Countries, Topics

LISTINGS: dict[type[db.Model], type[Listing]] = {
    listing.model: listing
    for listing in (
        Agreements,
        CoProductions,
        Countries,
        Events,
        Parties,
        People,
        Places,
        Provisions,
        Sources,
        Subjects,
        Topics,
    )
}
"""The list of each kind of record."""

__all__ = ["LISTINGS", "Listing", "Reader"]
