"""The four kinds of sheets, and the columns of each."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from coop.exchange.sheets.columns import Column, Holds, Kind
from coop.vocabulary.acts import ActKind
from coop.vocabulary.agreements import AgreementKind, Bindingness, Coding
from coop.vocabulary.coproductions import CoProductionKind, FilmStatus
from coop.vocabulary.parties import PartyKind
from coop.vocabulary.provisions import Stance
from coop.vocabulary.records import Basis, Form, Length, State

# By how an agreement can come to its end; the acts of one party that end it for that party alone
# are entered at the agreement.
ENDINGS = (
    ActKind.TERMINATION,
    ActKind.EXPIRY,
    ActKind.DENUNCIATION,
    ActKind.SUPERSESSION,
)

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

PARTS_STAY = _("A part that the cell no longer lists stays: files delete nothing.")

AGREEMENTS = Kind(
    "agreements",
    _("agreements"),
    "coop.agreement",
    (
        KEY,
        Column(
            "title",
            _("Title"),
            _("As on the instrument, one column a language."),
            per_language=True,
            example="Agreement on film co-production",
            needed=True,
        ),
        Column(
            "is_title_supplied",
            _("Title supplied"),
            _("yes when the registry made the title up; it prints in square brackets."),
            Holds.FLAG,
        ),
        Column(
            "kind",
            _("Kind"),
            _("As the sources call it."),
            Holds.CODE,
            "intergovernmental-agreement",
            AgreementKind,
        ),
        Column(
            "bindingness",
            _("Bindingness"),
            _("Never guessed from the title in a report."),
            Holds.CODE,
            "not-stated",
            Bindingness,
        ),
        ORIGINAL_LANGUAGE,
        Column(
            "authentic_languages",
            _("Authentic languages"),
            _("Languages whose texts are equally authentic, with semicolons between them."),
            Holds.LANGUAGES,
            "fr; kk",
        ),
        Column(
            "place",
            _("Place"),
            _("Where it was signed, by the name or key of a place in the registry."),
            Holds.PLACE,
            "Paris",
        ),
        Column(
            "parties",
            _("Parties"),
            _(
                "Country codes, names or keys, with semicolons between them: IR; KZ. Where several "
                "stand together on one side, a bar stands between the sides: IR; TJ | KZ. A state "
                "that the registry lacks is made from its country."
            ),
            Holds.PARTIES,
            "FR; KZ",
        ),
        Column(
            "authorities",
            _("Competent authorities"),
            _("Names or keys of bodies, with semicolons between them."),
            Holds.PARTIES,
        ),
        Column(
            "handling_bodies",
            _("Handling bodies"),
            _("Names or keys of bodies, with semicolons between them."),
            Holds.PARTIES,
        ),
        Column(
            "depositaries",
            _("Depositary"),
            _("Name or key of the state or organisation that keeps the text."),
            Holds.PARTIES,
        ),
        Column(
            "frameworks",
            _("Frameworks"),
            _(
                "Organisations within whose work it stands; they are no parties to it. What the "
                "cell lists takes the place of what was listed before."
            ),
            Holds.PARTIES,
        ),
        SUBJECTS,
        Column(
            "signed_on",
            _("Signed on"),
            _(
                "A day as 2025-12-11, or as far as it is known: 2025-12, 2025, 2025?, ?2025-12-11, "
                "XXXX-12-11."
            ),
            Holds.DATE,
            "2025-12-11",
        ),
        Column(
            "in_force_since",
            _("In force since"),
            _("The day of its entry into force; it may lie before the signature."),
            Holds.DATE,
            "2026",
        ),
        Column("ended_on", _("Ended on"), _("The day from which it has ended."), Holds.DATE),
        Column(
            "ended_by",
            _("Ended by"),
            _("How it ended: termination, expiry, denunciation or supersession."),
            Holds.CODE,
            choices=ActKind,
        ),
        SUMMARY,
        NOTE,
        Column(
            "coding",
            _("Coding"),
            _("What its provisions were coded from: how an absent topic reads follows from it."),
            Holds.CODE,
            "not-coded",
            Coding,
        ),
        *EVIDENCE,
        STATE,
    ),
)

PARTIES = Kind(
    "parties",
    _("parties"),
    "coop.party",
    (
        KEY,
        Column(
            "names",
            _("Name"),
            _("One column a language. A state has none: it reads its country's."),
            per_language=True,
            example="National Film Centre",
        ),
        Column(
            "short_names",
            _("Short name"),
            _("Acronym or usual short form, one column a language."),
            per_language=True,
            example="NFC",
        ),
        Column(
            "kind",
            _("Kind"),
            _("What sort of body it is."),
            Holds.CODE,
            "agency",
            PartyKind,
            needed=True,
        ),
        Column(
            "country",
            _("Country"),
            _("Its code or its name; a state needs it."),
            Holds.COUNTRY,
            "KZ",
        ),
        Column(
            "parent",
            _("Part of"),
            _(
                "The body it belongs to, by code, name or key: department, then ministry, then "
                "state. It may stand in the same sheet."
            ),
            Holds.PARTY,
            "KZ",
        ),
        Column("wikidata", "Wikidata", _("Its number at Wikidata."), example="Q232"),
        Column("isni", "ISNI", _("Its ISNI.")),
        Column("viaf", "VIAF", _("Its number at VIAF.")),
        *EVIDENCE,
    ),
)

COPRODUCTIONS = Kind(
    "coproductions",
    _("co-productions"),
    "coop.coproduction",
    (
        KEY,
        Column(
            "title",
            _("Title"),
            _("As the sources print it, one column a language."),
            per_language=True,
            example="The Steppe",
            needed=True,
        ),
        ORIGINAL_LANGUAGE,
        FORMS,
        LENGTHS,
        Column(
            "status",
            _("Status"),
            _("As the source puts it."),
            Holds.CODE,
            "in-production",
            FilmStatus,
        ),
        Column(
            "year",
            _("Year"),
            _("As far as it is known: 2025, 2025?, 202X. Empty: not stated."),
            Holds.DATE,
            "2025",
        ),
        Column(
            "kind",
            _("Kind"),
            _("Official only when a source says it was approved under an agreement."),
            Holds.CODE,
            "not-stated",
            CoProductionKind,
        ),
        Column(
            "partners",
            _("Partners"),
            _(
                "Countries, bodies or both, with semicolons between them; after them, as far as "
                "stated, the role in brackets and the share: FR 60; KZ 40. With a body, a colon "
                "after the country and a per cent sign after the share: KZ: Qazaqfilm (majority) "
                "60 %."
            ),
            Holds.PARTNERS,
            "FR (majority) 60; KZ (minority) 40",
        ),
        Column(
            "agreements",
            _("Agreements"),
            _(
                "Keys or exact titles, with semicolons between them; in brackets how the source "
                "ties the film to it (made under, initiative of, mentioned with) and, after a "
                "comma, how far its approval has come: agreement-example (made under, final)."
            ),
            Holds.LINKS,
        ),
        SUBJECTS,
        SUMMARY,
        NOTE,
        Column("eidr", "EIDR", _("Its EIDR.")),
        Column("isan", "ISAN", _("Its ISAN.")),
        Column("imdb", "IMDb", _("Its number at IMDb."), example="tt0111161"),
        Column("wikidata", "Wikidata", _("Its number at Wikidata.")),
        *EVIDENCE,
        STATE,
    ),
)

PROVISIONS = Kind(
    "provisions",
    _("provisions"),
    "coop.provision",
    (
        Column(
            "agreement",
            _("Agreement"),
            _("The agreement that provides it, by its key or exact title."),
            Holds.AGREEMENT,
            "agreement-example",
            needed=True,
        ),
        replace(
            KEY,
            help=_(
                "What the agreement's page knows the provision by. Leave it empty for a new one: "
                "one is made from topic and article."
            ),
        ),
        Column(
            "topic",
            _("Topic"),
            _("Its code, or its name in any language."),
            Holds.TOPIC,
            "joint-production",
            needed=True,
        ),
        Column(
            "stance",
            _("Stance"),
            _("How strongly the text speaks."),
            Holds.CODE,
            "provides",
            Stance,
        ),
        replace(FORMS, help=_("Empty: no form is named.")),
        replace(LENGTHS, help=_("Empty: no length is named.")),
        Column("article", _("Article"), _("As numbered in the text."), example="4(2)"),
        replace(
            SUMMARY,
            help=_("What it says, in our own words, never the source's sentence."),
            holds=Holds.LINE,
            example="Films made together count as national films in both countries.",
        ),
        SUBJECTS,
        *EVIDENCE,
    ),
)

KINDS = {kind.code: kind for kind in (AGREEMENTS, PARTIES, COPRODUCTIONS, PROVISIONS)}
