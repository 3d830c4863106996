"""The roles of staff, and what each may do with which tables."""

from django.utils.translation import gettext_noop

EDITOR = gettext_noop("Editor")
REVIEWER = gettext_noop("Reviewer")
ADMINISTRATOR = gettext_noop("Administrator")

RECORDS = (
    "agreement",
    "coproduction",
    "event",
    "party",
    "person",
    "place",
    "sourcedocument",
    "subject",
)
PARTS = (
    "act",
    "agreementrelation",
    "attendance",
    "citation",
    "coproductionagreement",
    "coproductionpartner",
    "formername",
    "occasion",
    "participation",
    "provision",
    "rule",
    "screening",
    "signature",
    "statement",
)
VOCABULARY = ("country", "countrygroup", "membership", "provisiontopic")
PUBLISHED = ("agreement", "coproduction", "sourcedocument")


def _may(verbs: str, *models: str) -> dict[str, set[str]]:
    return {model: set(verbs.split()) for model in models}


def _all(*tables: dict[str, set[str]]) -> dict[str, set[str]]:
    """The tables as one; where several speak of a model, what all of them allow."""
    return {
        model: set().union(*(table.get(model, set()) for table in tables))
        for model in sorted(set().union(*tables))
    }


# Which records can be changed, deleted or merged is decided record by record, in curation: what
# the public has seen, by those who publish.
_EDITOR = _all(
    _may("view add change delete", *RECORDS),
    _may("view add change", *PARTS),
    _may("view", *VOCABULARY),
    _may("view add", "proposedchange"),
    _may("view add change", "comment", "assignment"),
    _may("view add delete", "dismissal"),
    _may("view", "addresscheck", "merge"),
    _may("view add", "distinction"),
    _may("add", "import"),
    _may("view add change", "columnmapping"),
)
_REVIEWER = _all(
    _EDITOR,
    _may("publish", *PUBLISHED),
    _may("add change delete", *VOCABULARY),
    _may("change", "proposedchange"),
    _may("delete", "distinction", "columnmapping"),
    _may("view", "import"),
)
_ADMINISTRATOR = _all(
    _REVIEWER,
    # Accounts are closed, not deleted: what their holders did stays under their names.
    _may("view add change", "user"),
    _may("view", "group"),
)

ROLES: dict[str, dict[str, set[str]]] = {
    EDITOR: _EDITOR,
    REVIEWER: _REVIEWER,
    ADMINISTRATOR: _ADMINISTRATOR,
}
"""For each role the verbs that it has on each model; ``user`` and ``group`` are Django's."""


def permissions(role: str) -> set[str]:
    """The names of a role's permissions, as Django writes them: ``add_agreement``."""
    return {f"{verb}_{model}" for model, verbs in ROLES[role].items() for verb in verbs}
