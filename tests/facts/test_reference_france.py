"""The agreement of the Netherlands and France of 1988, article by article."""

import pytest

from tests.facts.evidence import bases
from tests.facts.treaties import (
    FRANCE,
    agreement,
    coded,
    limits,
    roles,
    rule,
    signatures,
    words,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("registry_fixtures")]


class TestAgreement:
    def test_is_made_between_governments(self):
        assert agreement(FRANCE).kind == "intergovernmental-agreement"

    def test_binds_by_inference(self):
        citation = agreement(FRANCE).citations.get(field="bindingness")

        assert agreement(FRANCE).bindingness == "binding"
        assert citation.basis == "inferred"

    def test_was_done_at_rotterdam_on_3_february_1988(self):
        assert agreement(FRANCE).place.key == "place-rotterdam"
        assert agreement(FRANCE).acts.get().done_on == "1988-02-03"

    def test_is_made_in_french_alone(self):
        assert agreement(FRANCE).original_language == "fr"
        assert agreement(FRANCE).authentic_languages == ["fr"]

    def test_was_signed_for_the_netherlands_and_for_france(self):
        assert signatures(FRANCE) == {
            "state-nl": ["L. C. Brinkman"],
            "state-fr": ["J. Gaultier de la Ferriere"],
        }

    def test_keeps_the_signatories_as_printed(self):
        france = agreement(FRANCE).participations.get(party__key="state-fr")

        assert words(FRANCE, france.signatures.get(), 48) == ["J. GAULTIER DE LA FERRIERE"]

    def test_states_no_office_of_its_signatories(self):
        parties = agreement(FRANCE).participations.filter(role="party")
        assert {s.office for p in parties for s in p.signatures.all()} == {""}

    def test_names_an_authority_for_each_party(self):
        authorities = roles(FRANCE, "competent-authority")

        assert {key: p.acting_for.key for key, p in authorities.items()} == {
            "party-fondation-neerlandaise-pour-le-film": "state-nl",
            "party-france-cnc": "state-fr",
        }

    def test_takes_the_centre_of_1988_for_the_cnc_by_inference(self):
        centre = roles(FRANCE, "competent-authority")["party-france-cnc"]
        citation = centre.citations.get(field="party")

        assert citation.as_named == "Centre National de la Cinématographie"
        assert citation.basis == "inferred"

    def test_says_in_its_preamble_why_it_is_made(self):
        assert [s.kind for s in agreement(FRANCE).statements.all()] == ["aim", "aim"]

    @pytest.mark.parametrize(
        ("article", "paragraph", "topic", "stance"),
        [
            ("1", 9, "national-treatment", "provides"),
            ("1", 9, "approval-procedure", "requires"),
            ("1", 10, "competent-authority", "provides"),
            ("1", 11, "competent-authority", "provides"),
            ("2", 13, "qualifying-co-producer", "requires"),
            ("3", 15, "approval-procedure", "requires"),
            ("3", 15, "approval-procedure", "excludes"),
            ("4", 17, "financial-share", "requires"),
            ("4", 17, "balance", "requires"),
            ("4", 17, "personnel", "requires"),
            ("4", 17, "personnel", "provides"),
            ("5", 19, "shooting-location", "encourages"),
            ("5", 19, "ownership-of-materials", "provides"),
            ("5", 19, "laboratory-post-production", "requires"),
            ("6", 21, "balance", "requires"),
            ("7", 23, "revenue-sharing", "provides"),
            ("7", 23, "revenue-sharing", "requires"),
            ("8", 25, "export-quota", "provides"),
            ("9", 27, "credits", "requires"),
            ("10", 29, "festival-entry", "provides"),
            ("11", 31, "balance", "requires"),
            ("12", 33, "third-country-co-producer", "encourages"),
            ("13", 35, "entry-and-stay", "provides"),
            ("13", 35, "temporary-import", "provides"),
            ("14", 39, "film-exchange", "provides"),
            ("14", 39, "currency-transfer", "provides"),
            ("15", 43, "information-exchange", "requires"),
            ("16", 45, "joint-commission", "provides"),
            ("17", 47, "final-clauses", "provides"),
            ("Annexe", 51, "approval-procedure", "requires"),
            ("Annexe", 55, "approval-procedure", "requires"),
            ("Annexe", 57, "approval-procedure", "requires"),
        ],
    )
    def test_provides(self, article, paragraph, topic, stance):
        assert (topic, stance) in coded(FRANCE, article, paragraph)


class TestRules:
    def test_limit_each_countrys_share_to_20_and_80_per_cent(self):
        share = rule(FRANCE, "art-4-share", "share-20-80")

        assert limits(share) == (20, 80, "percent-of-contributions", "each-country")
        assert share.applies_to == "bilateral"

    def test_ask_for_approval(self):
        assert rule(FRANCE, "art-1-approval", "approval").effect == "required-to-qualify"

    def test_take_short_films_to_be_covered_by_inference(self):
        formats = rule(FRANCE, "art-11-shorts", "formats")

        assert (formats.lengths, formats.forms) == (("short",), ())
        assert (formats.effect, bases(formats)) == ("information", {"inferred"})

    def test_let_the_authorities_admit_a_country_linked_to_either_party(self):
        third = rule(FRANCE, "art-12", "third-country")

        assert third.third_country == "linked-to-one-party"
        assert (third.effect, third.needs_approval) == ("authority-decides", True)

    def test_ask_for_an_application_one_month_before_shooting(self):
        lead = rule(FRANCE, "annex-application", "lead-time-1-month")
        assert (lead.minimum, lead.unit) == (1, "months")

    def test_give_a_term_of_two_years_renewed_by_two(self):
        term = rule(FRANCE, "art-17-term", "term-2-years")
        renewal = rule(FRANCE, "art-17-renewal", "renewal-2-years")

        assert (term.kind, term.minimum, term.maximum, term.unit) == ("term", 2, 2, "years")
        assert (renewal.kind, renewal.minimum, renewal.unit) == ("renewal", 2, "years")

    def test_give_three_months_notice(self):
        notice = rule(FRANCE, "art-17-denunciation", "notice-3-months")
        assert (notice.minimum, notice.unit) == (3, "months")
