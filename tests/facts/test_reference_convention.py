"""The European Convention on Cinematographic Co-production, article by article."""

from decimal import Decimal

import pytest

from coop.models import Rule
from tests.facts.evidence import bases
from tests.facts.treaties import COE, agreement, coded, limits, rule, signatures, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("registry_fixtures")]


class TestEuropeanConvention:
    def test_is_a_convention_of_the_full_text(self):
        found = agreement(COE)
        assert (found.kind, found.coding) == ("convention", "from-the-full-text")

    def test_binds_those_who_consent_to_be_bound(self):
        assert agreement(COE).bindingness == "binding"
        assert words(COE, agreement(COE), 86, field="bindingness") == ["consent to be bound"]

    def test_was_done_at_strasbourg_on_2_october_1992(self):
        assert agreement(COE).place.key == "place-strasbourg"
        assert agreement(COE).acts.get().done_on == "1992-10-02"

    def test_is_equally_authentic_in_english_and_french(self):
        assert agreement(COE).authentic_languages == ["en", "fr"]

    def test_names_no_party_and_no_signatory(self):
        assert signatures(COE) == {}

    def test_is_deposited_with_the_council_of_europe(self):
        depositary = agreement(COE).participations.get()

        assert (depositary.role, depositary.party.key) == ("depositary", "party-council-of-europe")
        assert words(COE, depositary, 89) == ["Secretary General of the Council of Europe"]

    def test_stands_within_the_council_of_europe_by_inference(self):
        citation = agreement(COE).citations.get(field="frameworks")

        assert [party.key for party in agreement(COE).frameworks.all()] == [
            "party-council-of-europe"
        ]
        assert citation.basis == "inferred"

    def test_says_in_its_preamble_why_it_is_made(self):
        kinds = [s.kind for s in agreement(COE).statements.all()]

        assert sorted(kinds) == ["aim"] * 2 + ["assessment"] + ["context"] * 4 + ["effect"]

    @pytest.mark.parametrize(
        ("article", "paragraph", "topic", "stance"),
        [
            ("1", 10, "joint-production", "encourages"),
            ("2(1)", 13, "scope", "provides"),
            ("2(2)(a)", 15, "scope", "requires"),
            ("2(2)(b)", 16, "third-country-co-producer", "provides"),
            ("2(2)", 16, "scope", "requires"),
            ("2(3)", 17, "scope", "provides"),
            ("2(4)", 18, "scope", "provides"),
            ("3(a)", 22, "scope", "provides"),
            ("3(b)", 23, "qualifying-co-producer", "provides"),
            ("3(c)", 24, "scope", "provides"),
            ("3(d)", 25, "scope", "provides"),
            ("4(1)", 30, "national-treatment", "provides"),
            ("4(2)", 31, "national-treatment", "provides"),
            ("5(1)", 34, "approval-procedure", "requires"),
            ("5(2)", 35, "approval-procedure", "requires"),
            ("5(3)", 36, "approval-procedure", "excludes"),
            ("5(4)", 37, "qualifying-co-producer", "requires"),
            ("5(5)", 38, "competent-authority", "requires"),
            ("6(1)", 41, "financial-share", "requires"),
            ("6(2)", 42, "financial-share", "requires"),
            ("7(1)", 45, "ownership-of-materials", "requires"),
            ("7(2)", 46, "ownership-of-materials", "requires"),
            ("8(1)", 49, "creative-technical-contribution", "requires"),
            ("8(2)", 50, "personnel", "requires"),
            ("8(2)", 50, "laboratory-post-production", "requires"),
            ("9(1)(a)", 54, "financial-only-participation", "provides"),
            ("9(1)(b)", 55, "financial-only-participation", "requires"),
            ("9(1)(c)", 56, "financial-only-participation", "requires"),
            ("9(1)(d)", 57, "revenue-sharing", "requires"),
            ("9(2)", 58, "approval-procedure", "requires"),
            ("10(1)", 61, "balance", "requires"),
            ("10(2)", 62, "balance", "provides"),
            ("11", 65, "entry-and-stay", "provides"),
            ("11", 65, "temporary-import", "provides"),
            ("12(1)", 68, "credits", "requires"),
            ("12(2)", 69, "credits", "requires"),
            ("13(a)", 73, "export-quota", "provides"),
            ("13(b)", 74, "export-quota", "provides"),
            ("13(c)", 75, "export-quota", "provides"),
            ("14", 78, "language-dubbing", "provides"),
            ("15", 81, "festival-entry", "provides"),
            ("16(1)", 87, "final-clauses", "provides"),
            ("16(2)", 89, "final-clauses", "requires"),
            ("17(1)", 92, "final-clauses", "provides"),
            ("17(2)", 93, "final-clauses", "provides"),
            ("18(1)", 96, "final-clauses", "provides"),
            ("18(2)", 97, "final-clauses", "provides"),
            ("19(1)", 100, "final-clauses", "provides"),
            ("19(2)", 101, "final-clauses", "provides"),
            ("19(3)", 102, "final-clauses", "provides"),
            ("20(1)", 105, "final-clauses", "provides"),
            ("20(1)", 105, "final-clauses", "excludes"),
            ("20(2)", 106, "final-clauses", "provides"),
            ("21(1)", 109, "final-clauses", "provides"),
            ("21(2)", 110, "final-clauses", "provides"),
            ("22", 119, "final-clauses", "requires"),
            ("Appendix I", 123, "approval-procedure", "requires"),
            ("Appendix I", 124, "approval-procedure", "requires"),
            ("Appendix I", 129, "revenue-sharing", "requires"),
            ("Appendix I", 129, "information-exchange", "requires"),
            ("Appendix II, 1", 131, "scope", "requires"),
            ("Appendix II, 2", 132, "scope", "provides"),
            ("Appendix II", 137, "creative-technical-contribution", "provides"),
            ("Appendix II, N.B. b", 154, "creative-technical-contribution", "provides"),
        ],
    )
    def test_provides(self, article, paragraph, topic, stance):
        assert (topic, stance) in coded(COE, article, paragraph)


class TestRulesOfTheEuropeanConvention:
    def test_ask_for_three_co_producers_from_three_parties(self):
        producers = rule(COE, "art-2-2-a", "co-producers")
        parties = rule(COE, "art-2-2-a", "parties")

        assert limits(producers) == (3, None, "co-producers", "film")
        assert limits(parties) == (3, None, "parties", "film")
        assert {producers.applies_to, parties.applies_to} == {"multilateral"}

    def test_admit_any_third_country_with_30_per_cent_together(self):
        share = rule(COE, "art-2-2-b", "third-country-30")

        assert rule(COE, "art-2-2-b", "third-country").third_country == "any"
        assert limits(share) == (None, 30, "percent-of-total-cost", "third-country-together")

    @pytest.mark.parametrize(
        ("provision", "key", "applies_to", "precedence"),
        [
            ("art-2-3-bilateral", "bilateral", "bilateral", "gives-way-to"),
            ("art-2-3-multilateral", "multilateral", "multilateral", "prevails-over"),
            ("art-2-4", "fills-in", "bilateral", "fills-in-for"),
        ],
    )
    def test_rank_it_with_bilateral_agreements(self, provision, key, applies_to, precedence):
        found = rule(COE, provision, key)
        assert (found.applies_to, found.precedence) == (applies_to, precedence)

    def test_reach_bilateral_films_only_without_a_bilateral_agreement(self):
        alone = Rule.objects.filter(
            provision__agreement=agreement(COE), is_only_without_bilateral=True
        )
        assert {r.key for r in alone} == {"fills-in", "share-20-80"}

    def test_name_forms_and_lengths_without_shutting_others_out(self):
        formats = rule(COE, "art-3-a", "formats")

        assert formats.forms == ("fiction", "documentary", "animation")
        assert formats.lengths == ("feature-length", "short")
        assert formats.effect == "information"

    def test_ask_for_films_meant_for_cinemas(self):
        exhibition = rule(COE, "art-3-a", "exhibition")
        assert words(COE, exhibition, 22) == ["intended to be shown in cinemas"]

    def test_limit_multilateral_shares_to_10_and_70_per_cent(self):
        share = rule(COE, "art-6-1", "share-10-70")

        assert limits(share) == (10, 70, "percent-of-total-cost", "each-co-producer")
        assert (share.applies_to, share.effect) == ("multilateral", "required-to-qualify")

    def test_let_a_share_below_20_per_cent_reduce_the_benefits(self):
        share = rule(COE, "art-6-1-support", "share-20")
        assert (share.minimum, share.maximum, share.effect) == (20, None, "may-reduce-benefits")

    def test_limit_bilateral_shares_to_20_and_80_per_cent(self):
        share = rule(COE, "art-6-2", "share-20-80")

        assert limits(share) == (20, 80, "percent-of-total-cost", "each-co-producer")
        assert share.applies_to == "bilateral"

    def test_limit_financial_only_shares_to_10_and_25_per_cent(self):
        share = rule(COE, "art-9-1-a", "share-10-25")
        assert limits(share) == (10, 25, "percent-of-total-cost", "each-financial-only-partner")

    def test_ask_for_approval_and_leave_financial_films_to_the_authorities(self):
        assert rule(COE, "art-5-1", "approval").effect == "required-to-qualify"
        assert rule(COE, "art-9-2", "approval").effect == "authority-decides"

    def test_ask_for_an_application_two_months_before_shooting(self):
        lead = rule(COE, "appendix-1-application", "lead-time-2-months")
        assert (lead.minimum, lead.unit) == (2, "months")

    def test_ask_for_15_of_19_points(self):
        points = rule(COE, "appendix-2-points", "points-15")
        assert (points.minimum, points.out_of, points.unit) == (15, 19, "points")

    def test_let_the_authorities_accept_fewer_points(self):
        fewer = rule(COE, "appendix-2-fewer-points", "points-fewer")

        assert fewer.relaxes == rule(COE, "appendix-2-points", "points-15")
        assert (fewer.minimum, fewer.needs_approval) == (Decimal(0), True)
        assert bases(fewer) == {"inferred"}

    def test_give_six_months_notice(self):
        notice = rule(COE, "art-21-2", "notice-6-months")
        assert (notice.minimum, notice.unit) == (6, "months")
