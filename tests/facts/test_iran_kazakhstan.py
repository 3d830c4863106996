"""The film memorandum of Iran and Kazakhstan: its signing, as paragraphs 1 to 3 tell it."""

import pytest

from coop.dates.edtf import parse
from tests.facts.evidence import claims, speakers
from tests.facts.film_deal import (
    FILM,
    REPORT,
    TALKS,
    VISIT,
    agreement,
    astana,
    attendance,
    event,
    inferred,
    occasion,
    participation,
    party,
    person,
    report,
    signature,
    signing,
    statement,
    words,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("registry_fixtures")]

IRAN_MINISTRY = "party-ir-ministry-of-culture-and-islamic-guidance"
KAZAKHSTAN_MINISTRY = "party-kz-ministry-of-culture-and-information"


class TestReport:
    def test_is_an_english_press_report(self):
        assert (report().kind, report().language) == ("press-report", "en")

    def test_bears_its_headline_as_title(self):
        assert report().title == {"en": "Tehran, Astana seal film cooperation deal"}

    def test_is_known_by_the_bytes_received(self):
        assert report().sha256 == "9fd4d4da5dcfabe9ffa676c5e25653574c3795abab594681a231acbae955b15e"

    def test_has_thirteen_paragraphs(self):
        assert report().paragraph_count == 13

    def test_comes_from_iran_daily_crediting_irna(self):
        assert (report().publisher, report().author) == ("Iran Daily", "IRNA")

    def test_stands_at_its_address(self):
        assert report().address == "https://newspaper.irandaily.ir/8002/8/20427"

    def test_is_public(self):
        assert report().is_public


class TestParagraph1:
    def test_calls_the_instrument_a_film_cooperation_deal(self):
        assert words(agreement(), 1) == ["film cooperation deal"]

    def test_names_iran_by_its_capital(self):
        assert words(participation("iran"), 1) == ["Tehran"]

    def test_names_kazakhstan_by_its_capital(self):
        assert words(participation("kazakhstan"), 1) == ["Astana"]

    def test_lets_the_state_of_iran_be_found_as_tehran(self):
        assert words(party("state-ir"), 1) == ["Tehran"]

    def test_lets_the_state_of_kazakhstan_be_found_as_astana(self):
        assert words(party("state-kz"), 1) == ["Astana"]

    def test_says_in_its_notes_that_a_capital_stands_for_its_state(self):
        metonyms = [c for c in claims(REPORT, 1) if c.as_named in {"Tehran", "Astana"}]

        assert {c.note for c in metonyms} == {"The capital stands for the state."}

    def test_says_that_the_two_sealed_it(self):
        assert words(signing(), 1) == ["seal"]


class TestParagraph2:
    def test_calls_the_instrument_a_bilateral_agreement_on_film_cooperation(self):
        assert words(agreement(), 2) == ["bilateral agreement on film cooperation"]

    def test_gives_the_words_of_which_the_registry_made_the_title(self):
        assert agreement().is_title_supplied
        assert inferred(agreement(), 2, "title") == [""]

    def test_closes_the_list_of_parties_with_bilateral(self):
        assert agreement().parties_complete_on == "?2025-12-11"
        assert inferred(agreement(), 2, "parties_complete_on") == ["bilateral"]

    def test_makes_iran_a_party(self):
        iran = participation("iran")

        assert (iran.party.key, iran.role) == ("state-ir", "party")
        assert words(iran, 2) == ["Iran"]

    def test_makes_kazakhstan_a_party(self):
        kazakhstan = participation("kazakhstan")

        assert (kazakhstan.party.key, kazakhstan.role) == ("state-kz", "party")
        assert words(kazakhstan, 2) == ["Kazakhstan"]

    def test_names_the_state_of_iran(self):
        assert words(party("state-ir"), 2) == ["Iran"]

    def test_names_the_state_of_kazakhstan(self):
        assert words(party("state-kz"), 2) == ["Kazakhstan"]

    def test_says_that_both_signed(self):
        assert (signing().kind, signing().participation) == ("signature", None)
        assert words(signing(), 2) == ["signed"]

    def test_states_the_day_and_the_month(self):
        assert signing().done_on.endswith("-12-11")
        assert words(signing(), 2, field="done_on") == ["December 11"]

    def test_leaves_the_year_to_be_inferred(self):
        assert signing().done_on == "?2025-12-11"
        assert parse(signing().done_on).uncertain_parts == {"year"}
        assert inferred(signing(), 2, "done_on") == ["December 11"]

    def test_sets_the_signing_during_a_visit(self):
        during = occasion("during-visit")

        assert (during.kind, during.event.key) == ("during", VISIT)
        assert words(during, 2) == ["during"]

    def test_calls_the_visit_official(self):
        assert event(VISIT).kind == "visit"
        assert words(event(VISIT), 2) == ["official visit"]

    def test_says_that_the_visit_was_held(self):
        assert event(VISIT).holding == "held"
        assert words(event(VISIT), 2, field="holding") == ["during"]

    def test_leaves_the_country_of_the_visit_to_be_inferred(self):
        assert event(VISIT).country.code == "KZ"
        assert inferred(event(VISIT), 2, "country") == [""]

    def test_leaves_the_month_of_the_visit_to_be_inferred(self):
        assert event(VISIT).held_on == "?2025-12"
        assert inferred(event(VISIT), 2, "held_on") == ["December 11"]

    def test_names_the_visitor(self):
        visitor = attendance(VISIT, "pezeshkian")

        assert visitor.person.key == "person-masoud-pezeshkian"
        assert words(visitor, 2) == ["Masoud Pezeshkian"]

    def test_gives_the_visitor_s_office(self):
        visitor = attendance(VISIT, "pezeshkian")

        assert (visitor.office, visitor.office_at.key) == ("Iranian President", "state-ir")
        assert words(visitor, 2, field="office") == ["Iranian President"]

    def test_names_masoud_pezeshkian(self):
        pezeshkian = person("person-masoud-pezeshkian")

        assert pezeshkian.names["en"] == "Masoud Pezeshkian"
        assert words(pezeshkian, 2, field="names") == ["Masoud Pezeshkian"]

    @pytest.mark.parametrize("ties", ["economic", "cultural"])
    def test_gives_the_visit_the_aim_of_wider_ties(self, ties):
        aim = statement(f"visit-{ties}-ties")

        assert (aim.kind, aim.event.key) == ("aim", VISIT)
        assert f"widen the {ties} ties" in aim.summary["en"]
        assert words(aim, 2) == ["aimed at"]


class TestParagraph3:
    def test_calls_the_instrument_a_memorandum_of_understanding(self):
        assert words(agreement(), 3) == ["memorandum of understanding"]

    def test_says_what_kind_of_instrument_it_is(self):
        assert agreement().kind == "memorandum-of-understanding"
        assert words(agreement(), 3, field="kind") == ["memorandum of understanding"]

    def test_gives_the_other_words_of_the_title(self):
        assert inferred(agreement(), 3, "title") == [""]

    @pytest.mark.parametrize("verb", ["signed", "concluded"])
    def test_says_that_it_was_signed_and_concluded(self, verb):
        assert verb in words(signing(), 3)

    def test_leaves_the_city_of_signing_to_be_inferred(self):
        assert agreement().place == astana()
        assert inferred(agreement(), 3, "place") == ["the Kazakh capital"]

    def test_speaks_of_astana_as_the_capital_of_kazakhstan(self):
        assert astana().country.code == "KZ"
        assert inferred(astana(), 3) == ["the Kazakh capital"]

    def test_makes_abbas_salehi_sign(self):
        salehi = signature("iran", "salehi")

        assert salehi.person.key == "person-abbas-salehi"
        assert words(salehi, 3) == ["Abbas Salehi"]

    def test_gives_the_office_of_abbas_salehi(self):
        salehi = signature("iran", "salehi")

        assert salehi.office == "Iranian Culture and Islamic Guidance Minister"
        assert words(salehi, 3, field="office") == [salehi.office]

    def test_leaves_it_to_be_inferred_that_abbas_salehi_signed_for_iran(self):
        assert signature("iran", "salehi").participation.party.key == "state-ir"
        assert inferred(signature("iran", "salehi"), 3, "participation") == ["Iranian"]

    def test_leaves_the_ministry_of_abbas_salehi_to_be_inferred(self):
        salehi = signature("iran", "salehi")

        assert salehi.office_at.key == IRAN_MINISTRY
        assert inferred(salehi, 3, "office_at") == ["Culture and Islamic Guidance"]

    def test_makes_aida_balayeva_sign(self):
        balayeva = signature("kazakhstan", "balayeva")

        assert balayeva.person.key == "person-aida-balayeva"
        assert words(balayeva, 3) == ["Aida Balayeva"]

    def test_gives_the_office_of_aida_balayeva(self):
        balayeva = signature("kazakhstan", "balayeva")

        assert balayeva.office == "Minister of Culture and Information of Kazakhstan"
        assert words(balayeva, 3, field="office") == [balayeva.office]

    def test_leaves_it_to_be_inferred_that_aida_balayeva_signed_for_kazakhstan(self):
        balayeva = signature("kazakhstan", "balayeva")

        assert balayeva.participation.party.key == "state-kz"
        assert inferred(balayeva, 3, "participation") == ["of Kazakhstan"]

    def test_leaves_the_ministry_of_aida_balayeva_to_be_inferred(self):
        balayeva = signature("kazakhstan", "balayeva")

        assert balayeva.office_at.key == KAZAKHSTAN_MINISTRY
        assert inferred(balayeva, 3, "office_at") == ["Culture and Information"]

    def test_names_abbas_salehi(self):
        assert person("person-abbas-salehi").names["en"] == "Abbas Salehi"
        assert words(person("person-abbas-salehi"), 3, field="names") == ["Abbas Salehi"]

    def test_names_aida_balayeva(self):
        assert person("person-aida-balayeva").names["en"] == "Aida Balayeva"
        assert words(person("person-aida-balayeva"), 3, field="names") == ["Aida Balayeva"]

    def test_implies_the_ministry_of_culture_and_islamic_guidance_of_iran(self):
        ministry = party(IRAN_MINISTRY)

        assert ministry.names["en"] == "Ministry of Culture and Islamic Guidance"
        assert (ministry.kind, ministry.parent.key) == ("ministry", "state-ir")
        assert inferred(ministry, 3) == ["Culture and Islamic Guidance"]

    def test_implies_the_ministry_of_culture_and_information_of_kazakhstan(self):
        ministry = party(KAZAKHSTAN_MINISTRY)

        assert ministry.names["en"] == "Ministry of Culture and Information"
        assert (ministry.kind, ministry.parent.key) == ("ministry", "state-kz")
        assert inferred(ministry, 3) == ["Culture and Information"]

    def test_sets_the_conclusion_on_the_sidelines_of_talks(self):
        sidelines = occasion("sidelines-of-talks")

        assert (sidelines.kind, sidelines.event.key) == ("on-the-sidelines-of", TALKS)
        assert words(sidelines, 3) == ["on the sidelines of"]

    def test_calls_the_talks_high_level(self):
        assert event(TALKS).kind == "talks"
        assert words(event(TALKS), 3) == ["high-level talks"]

    def test_says_that_the_talks_were_held(self):
        assert event(TALKS).holding == "held"
        assert words(event(TALKS), 3, field="holding") == ["attended by"]

    def test_leaves_the_city_of_the_talks_to_be_inferred(self):
        assert event(TALKS).place == astana()
        assert inferred(event(TALKS), 3, "place") == ["the Kazakh capital"]

    def test_leaves_it_to_be_inferred_that_the_talks_belong_to_the_visit(self):
        assert event(TALKS).part_of == event(VISIT)
        assert inferred(event(TALKS), 3, "part_of") == [""]

    def test_has_pezeshkian_attend_the_talks(self):
        pezeshkian = attendance(TALKS, "pezeshkian")

        assert pezeshkian.person.key == "person-masoud-pezeshkian"
        assert words(pezeshkian, 3) == ["Pezeshkian"]

    def test_leaves_the_office_of_pezeshkian_to_the_paragraph_before(self):
        pezeshkian = attendance(TALKS, "pezeshkian")

        assert (pezeshkian.office, pezeshkian.office_at.key) == ("Iranian President", "state-ir")
        assert words(pezeshkian, 2, field="office") == ["Iranian President"]

    def test_has_tokayev_attend_the_talks(self):
        tokayev = attendance(TALKS, "tokayev")

        assert tokayev.person.key == "person-kassym-jomart-tokayev"
        assert words(tokayev, 3) == ["Kassym-Jomart Tokayev"]

    def test_gives_the_office_of_tokayev(self):
        tokayev = attendance(TALKS, "tokayev")

        assert (tokayev.office, tokayev.office_at.key) == ("Kazakh President", "state-kz")
        assert words(tokayev, 3, field="office") == ["Kazakh President"]

    def test_names_pezeshkian(self):
        assert words(person("person-masoud-pezeshkian"), 3, field="names") == ["Pezeshkian"]

    def test_names_kassym_jomart_tokayev(self):
        tokayev = person("person-kassym-jomart-tokayev")

        assert tokayev.names["en"] == "Kassym-Jomart Tokayev"
        assert words(tokayev, 3, field="names") == ["Kassym-Jomart Tokayev"]

    def test_names_the_agency(self):
        assert party("party-irna").kind == "news-medium"
        assert party("party-irna").short_names["en"] == "IRNA"
        assert words(party("party-irna"), 3, field="short_names") == ["IRNA"]

    def test_is_told_by_irna_throughout(self):
        irna = party("party-irna")
        told = [c for c in claims(REPORT, 3) if c.paragraphs == "3" and c.party != irna]

        assert {c.said_by_as_printed for c in told} == {"IRNA"}
        assert {c.said_by_party for c in told} == {irna}

    def test_alone_is_told_by_irna(self):
        assert speakers(signing(), REPORT, 1) == {""}
        assert speakers(signing(), REPORT, 2) == {""}
        assert speakers(signing(), REPORT, 3) == {"IRNA"}

    def test_records_one_instrument_for_the_deal_the_agreement_and_the_memorandum(self):
        cited = [c.agreement for number in (1, 2, 3) for c in claims(REPORT, number) if c.agreement]

        assert {instrument.key for instrument in cited} == {FILM}
