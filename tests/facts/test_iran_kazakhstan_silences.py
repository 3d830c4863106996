"""The report on the Iran–Kazakhstan film memorandum: what it does not say."""

import pytest

from coop.integrity.paragraphs import without_claim
from coop.models import (
    Act,
    Agreement,
    CoProductionAgreement,
    CoProductionPartner,
    Participation,
    Place,
    Provision,
    Rule,
    Signature,
)
from tests.facts.evidence import bases, claims
from tests.facts.film_deal import (
    AGREEMENTS,
    FILM,
    FILM_WEEKS,
    MEMORANDA,
    PACKAGE,
    PROGRAMME,
    REPORT,
    SUMMIT,
    TALKS,
    VISIT,
    agreement,
    astana,
    event,
    occasion,
    relation,
    report,
    signing,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("registry_fixtures")]

CLAIMS = {1: 6, 2: 22, 3: 31, 4: 12, 5: 12, 6: 11, 7: 12, 8: 13, 9: 27, 10: 22, 11: 9}


class TestCoverage:
    @pytest.mark.parametrize(("paragraph", "least"), CLAIMS.items())
    def test_every_paragraph_carries_its_claims(self, paragraph, least):
        assert len(claims(REPORT, paragraph)) >= least

    @pytest.mark.parametrize("paragraph", [12, 13])
    def test_page_furniture_carries_none_and_says_why(self, paragraph):
        assert claims(REPORT, paragraph) == []
        assert without_claim(report().no_claim)[paragraph] == "page-furniture"

    def test_no_other_paragraph_is_set_aside(self):
        assert set(without_claim(report().no_claim)) == {12, 13}

    def test_nothing_found_elsewhere_is_put_down_to_the_report(self):
        assert not report().citations.filter(basis="supplied").exists()

    def test_every_inferred_or_ambiguous_claim_says_how(self):
        doubtful = report().citations.filter(basis__in=["inferred", "ambiguous"])

        assert doubtful.exists()
        assert not doubtful.filter(note="").exists()


class TestSilenceOnDates:
    def test_no_year_of_signing_is_stated(self):
        dated = signing().citations.filter(source=report(), field="done_on", basis="stated")

        assert [citation.as_named for citation in dated] == ["December 11"]
        assert signing().done_on.startswith("?")

    @pytest.mark.parametrize("key", AGREEMENTS)
    def test_no_entry_into_force_is_stated(self, key):
        acts = Act.objects.filter(agreement__key=key)

        assert [act.kind for act in acts] == ["signature"]
        assert [act.effective_on for act in acts] == [""]

    def test_no_duration_is_stated(self):
        assert not Provision.objects.filter(
            agreement__key__in=AGREEMENTS, topic__code="final-clauses"
        ).exists()

    @pytest.mark.parametrize("key", [PROGRAMME, MEMORANDA])
    def test_no_day_in_june_2022_is_stated(self, key):
        assert signing(key).done_on == "2022-06"

    def test_no_date_of_the_package_is_stated(self):
        assert signing(PACKAGE).done_on == ""
        assert signing(PACKAGE).done_on_earliest is None

    def test_neither_first_nor_last_day_of_the_visit_is_stated(self):
        assert event(VISIT).held_on == "?2025-12"

    def test_no_day_of_the_talks_is_stated(self):
        assert event(TALKS).held_on == ""

    def test_no_date_of_the_film_weeks_is_stated(self):
        assert event(FILM_WEEKS).held_on == ""

    def test_no_date_of_the_report_is_stated(self):
        assert report().published_on == ""


class TestSilenceOnPlaces:
    @pytest.mark.parametrize("key", [PROGRAMME, MEMORANDA, PACKAGE])
    def test_no_place_of_the_other_signings_is_stated(self, key):
        assert agreement(key).place is None

    def test_no_place_of_the_summit_is_stated(self):
        assert (event(SUMMIT).place, event(SUMMIT).country) == (None, None)

    def test_no_place_of_the_film_weeks_is_stated(self):
        assert (event(FILM_WEEKS).place, event(FILM_WEEKS).country) == (None, None)

    def test_no_city_of_the_visit_is_stated(self):
        assert event(VISIT).place is None

    def test_tehran_is_a_state_here_and_no_place(self):
        assert not Place.objects.filter(citations__source=report(), names__en="Tehran").exists()

    def test_astana_is_a_place_only_as_the_capital(self):
        named = astana().citations.filter(source=report())

        assert {citation.paragraphs for citation in named} == {"3"}
        assert {citation.as_named for citation in named} == {"the Kazakh capital", "Kazakh"}


class TestSilenceOnTheInstruments:
    @pytest.mark.parametrize("key", AGREEMENTS)
    def test_bindingness_is_not_stated(self, key):
        assert agreement(key).bindingness == "not-stated"

    @pytest.mark.parametrize("key", AGREEMENTS)
    def test_no_original_title_is_stated(self, key):
        assert agreement(key).is_title_supplied
        assert agreement(key).original_language == ""

    @pytest.mark.parametrize("key", [VISIT, TALKS, SUMMIT, FILM_WEEKS])
    def test_no_name_of_an_event_is_stated(self, key):
        assert event(key).is_name_supplied

    @pytest.mark.parametrize("key", AGREEMENTS)
    def test_no_authentic_language_is_stated(self, key):
        assert agreement(key).authentic_languages == []

    @pytest.mark.parametrize("key", AGREEMENTS)
    def test_no_framework_is_stated(self, key):
        assert not agreement(key).frameworks.exists()

    @pytest.mark.parametrize("key", AGREEMENTS)
    def test_the_records_are_public_and_made_from_a_report(self, key):
        assert agreement(key).is_public
        assert agreement(key).coding == "from-reports"

    @pytest.mark.parametrize("key", [PROGRAMME, MEMORANDA, PACKAGE])
    def test_what_the_other_instruments_provide_is_not_stated(self, key):
        assert not Provision.objects.filter(agreement__key=key).exists()

    def test_the_report_speaks_of_four_instruments_and_packages(self):
        spoken_of = Agreement.objects.filter(citations__source=report())

        assert set(spoken_of.values_list("key", flat=True)) == set(AGREEMENTS)

    def test_no_memorandum_of_the_set_is_named_for_certain(self):
        members = agreement(MEMORANDA).inverse_relations.all()

        assert {member.agreement.key for member in members} == {PROGRAMME}
        assert bases(relation("part-of-memoranda", PROGRAMME)) == {"ambiguous"}

    def test_the_programme_is_not_put_at_the_summit_for_certain(self):
        assert bases(occasion("during-summit", PROGRAMME)) == {"ambiguous"}

    def test_no_agreement_of_the_package_but_the_film_memorandum_is_named(self):
        members = agreement(PACKAGE).inverse_relations.all()

        assert {member.agreement.key for member in members} == {FILM}

    def test_the_memorandum_is_not_said_to_build_on_the_set(self):
        related = agreement(FILM).relations.values_list("kind", "related__key")

        assert set(related) == {("builds-on", PROGRAMME), ("part-of", PACKAGE)}


class TestSilenceOnParties:
    @pytest.mark.parametrize("key", AGREEMENTS)
    def test_nobody_but_the_two_states_takes_part(self, key):
        taking_part = Participation.objects.filter(agreement__key=key)

        assert set(taking_part.values_list("party__key", "role")) == {
            ("state-ir", "party"),
            ("state-kz", "party"),
        }

    @pytest.mark.parametrize("key", AGREEMENTS)
    def test_nobody_is_said_to_act_for_another(self, key):
        taking_part = Participation.objects.filter(agreement__key=key)

        assert set(taking_part.values_list("acting_for", flat=True)) == {None}

    def test_nobody_but_the_two_ministers_signs(self):
        signed = Signature.objects.filter(participation__agreement__key__in=AGREEMENTS)

        assert set(signed.values_list("person__key", flat=True)) == {
            "person-abbas-salehi",
            "person-aida-balayeva",
        }

    def test_the_ministers_are_not_said_to_attend_the_talks(self):
        assert set(event(TALKS).attendances.values_list("person__key", flat=True)) == {
            "person-masoud-pezeshkian",
            "person-kassym-jomart-tokayev",
        }

    def test_the_presidents_of_the_summit_are_not_named(self):
        assert not event(SUMMIT).attendances.exists()


class TestSilenceOnTerms:
    def test_no_condition_is_stated(self):
        assert not Rule.objects.filter(provision__agreement__key__in=AGREEMENTS).exists()

    @pytest.mark.parametrize(
        "code",
        [
            "competent-authority",
            "joint-commission",
            "approval-procedure",
            "national-treatment",
            "financial-share",
            "incentives",
            "joint-fund",
            "translation-dubbing",
            "archives-restoration",
            "intellectual-property",
            "entry-and-stay",
        ],
    )
    def test_the_report_is_silent_on(self, code):
        assert not Provision.objects.filter(agreement__key=FILM, topic__code=code).exists()

    def test_no_article_is_numbered(self):
        articles = Provision.objects.filter(agreement__key=FILM).values_list("article", flat=True)

        assert set(articles) == {""}

    def test_no_film_is_linked(self):
        assert not CoProductionAgreement.objects.filter(agreement__key__in=AGREEMENTS).exists()

    def test_no_film_of_iran_is_named(self):
        assert not CoProductionPartner.objects.filter(country__code="IR").exists()
