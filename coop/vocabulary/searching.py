"""The kinds of record that are searched, and how their search documents are numbered."""

KIND_NUMBERS = {
    "agreement": 1,
    "coproduction": 2,
    "sourcedocument": 3,
    "provision": 4,
    "party": 5,
    "person": 6,
    "event": 7,
    "place": 8,
    "subject": 9,
    "country": 10,
    "provisiontopic": 11,
}
"""The number of each kind, by its model's name. A number is never given to another kind."""

SPAN = 1 << 40
"""Search documents of a kind have ids from its number times this one on."""


def first_id(kind: str) -> int:
    """The id that the search document of a record of the kind would have, were the record's 0."""
    return KIND_NUMBERS[kind] * SPAN


def document_id(kind: str, record_id: int) -> int:
    """The id of a record's search document."""
    return first_id(kind) + record_id


def kind_of(document: int) -> str:
    """The kind of the record whose search document has this id."""
    return _KINDS[document // SPAN]


_KINDS = {number: kind for kind, number in KIND_NUMBERS.items()}
