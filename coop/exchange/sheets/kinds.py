"""The four kinds of sheets, and the columns of each."""

from dataclasses import replace

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from coop.exchange.sheets.columns import Column, Holds, Kind
from coop.exchange.sheets.common_columns import (
    EVIDENCE,
    FORMS,
    KEY,
    LENGTHS,
    NOTE,
    ORIGINAL_LANGUAGE,
    STATE,
    SUBJECTS,
    SUMMARY,
)
from coop.vocabulary.acts import ActKind
from coop.vocabulary.agreements import AgreementKind, Bindingness, Coding
from coop.vocabulary.coproductions import CoProductionKind, FilmStatus
from coop.vocabulary.parties import PartyKind
from coop.vocabulary.provisions import Stance


class Ending(TextChoices):
    """How an agreement ends for all its parties; the first is meant where a row does not say."""

    TERMINATION = ActKind.TERMINATION.value, ActKind.TERMINATION.label
    EXPIRY = ActKind.EXPIRY.value, ActKind.EXPIRY.label
    DENUNCIATION = ActKind.DENUNCIATION.value, ActKind.DENUNCIATION.label
    SUPERSESSION = ActKind.SUPERSESSION.value, ActKind.SUPERSESSION.label


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
                "that the registry lacks is made from its country. A party that the cell no longer "
                "lists stays: files delete nothing."
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
            _("How it ended. Empty, with a day beside it: termination."),
            Holds.CODE,
            choices=Ending,
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
