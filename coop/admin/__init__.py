"""Where staff curate the registry."""

from coop.admin import (
    accounts,
    acts,
    agreements,
    citations,
    coproductions,
    events,
    imports,
    mappings,
    merging,
    participations,
    parties,
    proposals,
    provisions,
    sources,
    statements,
    vocabulary,
)
from coop.admin.sites import site

__all__ = [
    "accounts",
    "acts",
    "agreements",
    "citations",
    "coproductions",
    "events",
    "imports",
    "mappings",
    "merging",
    "participations",
    "parties",
    "proposals",
    "provisions",
    "site",
    "sources",
    "statements",
    "vocabulary",
]
