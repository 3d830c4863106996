"""More records that break constraints: rules, sources, citations and derived tables."""

from datetime import date

from django.utils import timezone

from coop.models import FormerSlug, Generation, ImportPiece, SearchDocument, StatusPeriod
from tests import factories
from tests.house.broken_records import CASES, a_citation, breaks, collides

__all__ = ["CASES"]

# ---- Rules of provisions ----


def _rule(kind, **fields):
    return lambda: factories.rule(kind=kind, **fields)


PERCENT = "percent-of-total-cost"
breaks(
    "share_rule_has_a_percentage_and_whose",
    factories.rule,
    no_limit={"minimum": None},
    other_unit={"unit": "points"},
    nobody={"counted_by": ""},
)
breaks(
    "third_country_share_rule_has_a_percentage",
    _rule("third-country-share", maximum=30, unit=PERCENT),
    no_limit={"maximum": None},
    other_unit={"unit": "points"},
)
breaks(
    "co_producers_rule_counts_co_producers",
    _rule("co-producers", minimum=2, unit="co-producers"),
    no_limit={"minimum": None},
    other_unit={"unit": "parties"},
)
breaks(
    "parties_rule_counts_parties",
    _rule("parties-represented", minimum=3, unit="parties"),
    no_limit={"minimum": None},
    other_unit={"unit": "co-producers"},
)
breaks(
    "third_country_rule_says_which",
    _rule("third-country-admitted", third_country="any"),
    silent={"third_country": ""},
)
breaks(
    "precedence_rule_says_which_way",
    _rule("precedence", precedence="prevails-over"),
    silent={"precedence": ""},
)
breaks(
    "points_rule_has_points",
    _rule("points", minimum=15, out_of=19, unit="points"),
    no_limit={"minimum": None},
    other_unit={"unit": PERCENT},
)
for kind in ("lead-time", "term", "renewal", "notice"):
    breaks(
        "time_rule_has_a_time",
        _rule(kind, minimum=3, unit="months"),
        **{f"{kind}_no_limit": {"minimum": None}, f"{kind}_other_unit": {"unit": "points"}},
    )
for kind, fields in {
    "third-country-admitted": {"third_country": "any"},
    "formats": {},
    "exhibition": {},
    "precedence": {"precedence": "gives-way-to"},
    "approval": {},
}.items():
    breaks(
        "rule_without_a_number_has_none",
        _rule(kind, **fields),
        **{f"{kind}_limit": {"minimum": "1"}, f"{kind}_unit": {"unit": "points"}},
    )
breaks("rule_maximum_is_not_below_its_minimum", factories.rule, below={"maximum": "19.99"})
breaks(
    "rule_limits_are_from_0_to_99999",
    _rule("points", minimum=15, unit="points"),
    minimum_below={"minimum": "-1"},
    maximum_below={"minimum": None, "maximum": "-1"},
    minimum_above={"minimum": "100000"},
    maximum_above={"maximum": "100000"},
)
breaks(
    "rule_has_highest_points_only_for_points",
    _rule("points", minimum=15, out_of=19, unit="points"),
    below={"out_of": "-1"},
    above={"out_of": "100000"},
    share={"kind": "term", "unit": "years"},
)
breaks(
    "rule_percentage_is_at_most_100",
    factories.rule,
    minimum={"minimum": "100.01"},
    maximum={"maximum": "100.01"},
)


# ---- Sources and citations ----

breaks(
    "source_hash_is_64_hexadecimal_digits",
    factories.source,
    short={"sha256": "ab"},
    capitals={"sha256": "A" * 64},
)
breaks("source_has_at_most_99999_paragraphs", factories.source, more={"paragraph_count": 100_000})


def _same_bytes():
    factories.source(sha256="a" * 64)
    return factories.source(), {"sha256": "a" * 64}


collides("source_bytes_are_recorded_once", _same_bytes)


def _two_targets():
    citation = a_citation()
    return citation, {"party": factories.party()}


breaks("citation_has_exactly_one_target", a_citation, none={"agreement": None})
collides("citation_has_exactly_one_target", _two_targets)
breaks(
    "citation_paragraphs_are_numbers_and_ranges",
    a_citation,
    words={"paragraphs": "the third"},
    nought={"paragraphs": "0"},
    no_space={"paragraphs": "2,5"},
    open_range={"paragraphs": "2-"},
)
breaks("citation_names_its_paragraph_unless_supplied", a_citation, silent={"paragraphs": ""})
breaks(
    "inferred_or_ambiguous_citation_has_a_note",
    a_citation,
    inferred={"basis": "inferred"},
    ambiguous={"basis": "ambiguous"},
)


# ---- Derived tables ----


def _backward_period():
    period = StatusPeriod.objects.get(agreement=factories.act().agreement)
    return period, {"starts_on": date(2024, 5, 14), "ends_on": date(2024, 5, 13)}


def _a_document():
    return SearchDocument.objects.get(key=factories.person().key)


def _second_former_slug():
    first, second = (
        FormerSlug.objects.create(kind="agreement", slug=slug, key="a") for slug in ("one", "two")
    )
    return second, {"slug": first.slug}


def _second_generation():
    factories.party()
    return Generation.objects.get(), {"pk": 2}


collides("status_period_does_not_end_before_it_starts", _backward_period)
breaks(
    "search_document_id_says_whose_it_is",
    _a_document,
    other_record={"record_id": 2**40 - 1},
    other_kind={"kind": "party"},
    no_kind={"kind": "no-such-kind"},
)
collides("former_slug_leads_to_one_record", _second_former_slug)
collides("generation_is_one_row", _second_generation)


# ---- Uploaded files ----


def _second_piece():
    upload = factories.upload()
    first, second = (
        ImportPiece.objects.create(upload=upload, kind="file", number=number, content=b"a")
        for number in (1, 2)
    )
    return second, {"number": first.number}


def _piece():
    return ImportPiece.objects.create(
        upload=factories.upload(), kind="file", number=1, content=b"a"
    )


breaks("columnmapping_kind_is_of_its_list", factories.mapping, unknown={"kind": "no-such-code"})
breaks("import_reading_is_of_its_list", factories.upload, unknown={"reading": "no-such-code"})
breaks("import_state_is_of_its_list", factories.upload, unknown={"state": "no-such-code"})
breaks(
    "applied_import_says_when",
    factories.upload,
    never={"state": "applied"},
    too_early={"applied_at": timezone.now()},
)
breaks("importpiece_kind_is_of_its_list", _piece, unknown={"kind": "no-such-code"})
collides("piece_has_its_own_place_in_its_import", _second_piece)
