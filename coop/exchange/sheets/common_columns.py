"""Columns that several kinds of sheets have."""

from django.utils.translation import gettext_lazy as _

from coop.exchange.sheets.columns import Column, Holds
from coop.vocabulary.records import Basis, Form, Length, State

KEY = Column(
    "key",
    _("Key"),
    _(
        "What the registry knows the record by; it never changes. Leave it empty for a new record: "
        "one is made from the row, the same each time the file is read."
    ),
    Holds.KEY,
)
STATE = Column(
    "state",
    _("State"),
    _("Empty: a draft, or what it is already. Publishing needs the right to do so."),
    Holds.CODE,
    choices=State,
)
FORMS = Column(
    "forms",
    _("Forms"),
    _("The forms of the film, with semicolons between them."),
    Holds.CODES,
    "documentary; animation",
    Form,
)
LENGTHS = Column(
    "lengths",
    _("Lengths"),
    _("The lengths of the film, with semicolons between them."),
    Holds.CODES,
    "feature-length",
    Length,
)
SUBJECTS = Column(
    "subjects",
    _("Subjects"),
    _(
        "What it is about: names or keys of subjects, with semicolons between them. What the cell "
        "lists takes the place of what was listed before."
    ),
    Holds.SUBJECTS,
)
SUMMARY = Column(
    "summary",
    _("Summary"),
    _("In our own words, one column a language."),
    Holds.PASSAGE,
    per_language=True,
)
NOTE = Column(
    "note",
    _("Note"),
    _("Public. What a reader must know about this record as a record."),
    Holds.PASSAGE,
)
ORIGINAL_LANGUAGE = Column(
    "original_language",
    _("Original language"),
    _("The language of the original title, by its tag or its name: fr, kk-Latn, Persian."),
    Holds.LANGUAGE,
    "fr",
)

EVIDENCE = (
    Column(
        "source",
        _("Source"),
        _(
            "The document that says so, by its key or its exact title; it must be in the registry. "
            "It is evidence for the record, and for each part made from the row that has none yet."
        ),
        Holds.SOURCE,
        "source-example",
    ),
    Column(
        "paragraphs",
        _("Paragraphs"),
        _("Where in the source: 2, or 2-4, or 2, 5."),
        Holds.PARAGRAPHS,
        "2-4",
    ),
    Column(
        "as_named",
        _("As named"),
        _("The source's own word for it: a label, name or verb; at most 200 characters."),
        example="film deal",
    ),
    Column(
        "basis",
        _("Basis"),
        _("How the source carries it. Empty: stated."),
        Holds.CODE,
        "stated",
        Basis,
    ),
    Column(
        "evidence_note",
        _("Note on the evidence"),
        _("Public. Needed where it is inferred or ambiguous: how, or in which ways."),
        Holds.PASSAGE,
    ),
)
