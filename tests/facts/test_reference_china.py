"""The agreement of the Netherlands and China of 2015, article by article."""

import pytest

from tests.facts.evidence import bases
from tests.facts.treaties import CHINA, agreement, coded, limits, roles, rule, signatures, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("registry_fixtures")]


class TestAgreement:
    def test_is_made_between_governments(self):
        assert agreement(CHINA).kind == "intergovernmental-agreement"

    def test_binds_by_inference(self):
        citation = agreement(CHINA).citations.get(field="bindingness")

        assert agreement(CHINA).bindingness == "binding"
        assert citation.basis == "inferred"

    def test_was_done_at_beijing_on_26_october_2015(self):
        assert agreement(CHINA).place.key == "place-beijing"
        assert agreement(CHINA).acts.get().done_on == "2015-10-26"

    def test_is_equally_authentic_in_three_languages(self):
        assert agreement(CHINA).authentic_languages == ["nl", "zh", "en"]

    def test_was_signed_for_the_netherlands_and_for_china(self):
        assert signatures(CHINA) == {
            "state-nl": ["A. G. Koenders"],
            "state-cn": ["Cai Fuchao"],
        }

    def test_states_no_office_of_its_signatories(self):
        parties = agreement(CHINA).participations.filter(role="party")
        assert {s.office for p in parties for s in p.signatures.all()} == {""}

    def test_names_an_authority_for_each_party(self):
        authorities = roles(CHINA, "competent-authority")

        assert {key: p.acting_for.key for key, p in authorities.items()} == {
            "party-china-film-bureau": "state-cn",
            "party-nl-ministry-of-education-culture-and-science": "state-nl",
        }

    def test_names_the_body_that_handles_applications_for_each_authority(self):
        bodies = roles(CHINA, "handling-body")

        assert {key: p.acting_for.key for key, p in bodies.items()} == {
            "party-china-film-co-production-corporation": "party-china-film-bureau",
            "party-netherlands-film-fund": "party-nl-ministry-of-education-culture-and-science",
        }

    def test_places_the_film_bureau_under_its_administration(self):
        bureau = roles(CHINA, "competent-authority")["party-china-film-bureau"].party
        assert bureau.parent.key == "party-china-state-administration-press-film"

    def test_awaits_a_day_of_entry_into_force_as_its_publisher_notes(self):
        pending = agreement(CHINA).statements.get(key="nl-cn-2015-entry-into-force-pending")

        assert pending.kind == "context"
        assert words(CHINA, pending, 5) == ["nader te bepalen tijdstip"]

    def test_says_in_its_preamble_why_it_is_made(self):
        preamble = agreement(CHINA).statements.exclude(kind="context")
        assert [s.kind for s in preamble] == ["effect", "aim", "aim", "effect"]

    @pytest.mark.parametrize(
        ("article", "paragraph", "topic", "stance"),
        [
            ("1.1(a)", 11, "qualifying-co-producer", "provides"),
            ("1.1(b)", 12, "scope", "provides"),
            ("1.1(b)", 12, "financial-share", "requires"),
            ("1.1(c)", 13, "scope", "provides"),
            ("1.1(d)", 15, "personnel", "provides"),
            ("1.1(e)", 18, "personnel", "provides"),
            ("1.1(f)", 20, "competent-authority", "provides"),
            ("2.1", 24, "national-treatment", "provides"),
            ("2.2(a)", 26, "export-quota", "provides"),
            ("2.2(b)", 27, "export-quota", "provides"),
            ("2.3", 28, "incentives", "provides"),
            ("3.1", 32, "competent-authority", "provides"),
            ("4.1", 36, "approval-procedure", "requires"),
            ("4.2", 37, "approval-procedure", "requires"),
            ("4.3", 38, "approval-procedure", "requires"),
            ("4.4", 39, "approval-procedure", "requires"),
            ("4.5", 40, "approval-procedure", "requires"),
            ("4.6", 41, "approval-procedure", "provides"),
            ("4.6", 41, "approval-procedure", "excludes"),
            ("4.7", 42, "approval-procedure", "provides"),
            ("4.8", 43, "approval-procedure", "provides"),
            ("5.1", 47, "qualifying-co-producer", "requires"),
            ("5.2", 48, "qualifying-co-producer", "requires"),
            ("6.1", 52, "third-country-co-producer", "provides"),
            ("7.1", 56, "approval-procedure", "requires"),
            ("7.2", 57, "approval-procedure", "requires"),
            ("7.3", 58, "third-country-co-producer", "requires"),
            ("8.1", 62, "temporary-import", "provides"),
            ("9.1", 66, "entry-and-stay", "provides"),
            ("10.1", 70, "shooting-location", "requires"),
            ("11.1", 74, "approval-procedure", "excludes"),
            ("12.1", 78, "festival-entry", "provides"),
            ("13.1", 82, "film-exchange", "encourages"),
            ("13.1", 82, "shooting-location", "encourages"),
            ("14.1", 86, "final-clauses", "provides"),
            ("14.2", 87, "final-clauses", "requires"),
            ("14.3", 88, "final-clauses", "requires"),
            ("15.1", 92, "competent-authority", "requires"),
            ("15.2", 93, "final-clauses", "provides"),
            ("16.1", 97, "final-clauses", "provides"),
            ("16.2", 98, "scope", "provides"),
            ("17.1", 102, "final-clauses", "provides"),
            ("18.1", 106, "final-clauses", "provides"),
            ("18.2", 107, "final-clauses", "provides"),
            ("18.3", 108, "final-clauses", "provides"),
            ("18.4", 109, "final-clauses", "provides"),
            ("Annex, A.1", 118, "competent-authority", "provides"),
            ("Annex, A.2", 119, "competent-authority", "provides"),
            ("Annex, B.1", 124, "approval-procedure", "requires"),
            ("Annex, B.1(a)–(h)", 126, "approval-procedure", "requires"),
            ("Annex, B.1(c)", 128, "approval-procedure", "requires"),
            ("Annex, B.1(c)(vi)", 133, "financial-share", "requires"),
            ("Annex, B.1", 141, "information-exchange", "requires"),
            ("Annex, B.2", 142, "national-treatment", "requires"),
            ("Annex, B.3", 143, "personnel", "requires"),
            ("Annex, B.4", 144, "qualifying-co-producer", "requires"),
            ("Annex, B.5", 145, "laboratory-post-production", "requires"),
            ("Annex, B.5", 145, "language-dubbing", "provides"),
            ("Annex, B.5", 145, "shooting-location", "provides"),
            ("Annex, B.6", 146, "personnel", "requires"),
            ("Annex, B.7", 147, "creative-technical-contribution", "requires"),
            ("Annex, B.7", 147, "specialist-exchange", "encourages"),
            ("Annex, B.7", 147, "lecturer-student-exchange", "encourages"),
            ("Annex, B.8", 148, "financial-share", "requires"),
            ("Annex, B.8", 148, "financial-share", "provides"),
            ("Annex, B.9", 149, "personnel", "requires"),
            ("Annex, B.10", 150, "scope", "requires"),
            ("Annex, B.11(a)", 152, "ownership-of-materials", "requires"),
            ("Annex, B.11(a)", 152, "intellectual-property", "requires"),
            ("Annex, B.11(b)", 155, "financial-share", "requires"),
            ("Annex, B.11(c)", 157, "revenue-sharing", "requires"),
            ("Annex, B.11(d)", 158, "financial-share", "requires"),
            ("Annex, B.12", 159, "credits", "requires"),
            ("Annex, B.13", 164, "balance", "plans"),
            ("Annex, B.14", 165, "information-exchange", "requires"),
        ],
    )
    def test_provides(self, article, paragraph, topic, stance):
        assert (topic, stance) in coded(CHINA, article, paragraph)


class TestRules:
    def test_limit_shares_to_20_and_80_per_cent_of_contributions(self):
        share = rule(CHINA, "annex-b-8", "share-20-80")
        assert limits(share) == (20, 80, "percent-of-contributions", "each-co-producer")

    def test_let_both_authorities_widen_the_limits_to_10_and_90_per_cent(self):
        wider = rule(CHINA, "annex-b-8-other-limits", "share-10-90")

        assert limits(wider) == (10, 90, "percent-of-contributions", "each-co-producer")
        assert wider.relaxes == rule(CHINA, "annex-b-8", "share-20-80")
        assert wider.needs_approval

    def test_ask_for_provisional_and_for_final_approval(self):
        approvals = {
            rule(CHINA, "art-4-1", "approval-provisional").effect,
            rule(CHINA, "art-4-3", "approval-final").effect,
        }
        assert approvals == {"required-to-qualify"}

    def test_let_the_authorities_admit_any_third_country(self):
        third = rule(CHINA, "art-6-1", "third-country")

        assert (third.third_country, third.effect) == ("any", "authority-decides")
        assert third.needs_approval

    def test_perhaps_ask_for_a_treaty_with_the_third_country(self):
        third = rule(CHINA, "art-7-3", "third-country-treaty")

        assert third.third_country == "linked-to-one-party"
        assert third.is_possible
        assert bases(third) == {"ambiguous"}

    def test_name_forms_without_shutting_others_out(self):
        formats = rule(CHINA, "art-1-c", "formats")

        assert (formats.forms, formats.lengths) == (("fiction", "documentary", "animation"), ())
        assert formats.effect == "information"

    def test_take_films_for_cinemas_television_telephones_and_platforms(self):
        exhibition = rule(CHINA, "art-1-c", "exhibition")

        assert words(CHINA, exhibition, 13) == [
            "theatrical release, television, mobile phones and on/line platforms"
        ]

    def test_ask_for_an_application_thirty_days_before_shooting(self):
        lead = rule(CHINA, "annex-b-1-application", "lead-time-30-days")
        assert (lead.minimum, lead.unit) == (30, "days")

    def test_give_a_term_of_four_years_renewed_by_four(self):
        term = rule(CHINA, "art-18-1", "term-4-years")
        renewal = rule(CHINA, "art-18-3", "renewal-4-years")

        assert (term.kind, term.minimum, term.maximum, term.unit) == ("term", 4, 4, "years")
        assert (renewal.kind, renewal.minimum, renewal.unit) == ("renewal", 4, "years")

    @pytest.mark.parametrize(
        ("provision", "key"),
        [("art-18-2", "notice-6-months"), ("art-18-3", "notice-6-months-before-expiry")],
    )
    def test_give_six_months_notice(self, provision, key):
        notice = rule(CHINA, provision, key)
        assert (notice.kind, notice.minimum, notice.unit) == ("notice", 6, "months")
