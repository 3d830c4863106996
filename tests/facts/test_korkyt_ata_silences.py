"""What the report on the memoranda of Kazakhstan's film centre does not say, and nobody adds."""

from datetime import date

import pytest

from coop.models import (
    Act,
    Agreement,
    Citation,
    CoProduction,
    CoProductionAgreement,
    CoProductionPartner,
    Participation,
    Party,
    Person,
    Provision,
    Rule,
    Screening,
    Signature,
    Statement,
)
from coop.vocabulary.records import Basis
from tests.facts.korkyt_ata import (
    AGREEMENTS,
    AKTAU,
    BECOMING,
    BODIES,
    CANNES,
    CANNES_FESTIVAL,
    CENTRE,
    COUNTRIES,
    EDITION,
    FILMS,
    MEMORANDA,
    PAMIR,
    REPORT,
    SEA_DOGS,
    SET,
    agreement,
    event,
    film,
    partner,
    party,
    place,
    report,
    screening,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("registry_fixtures")]

each_agreement = pytest.mark.parametrize("key", AGREEMENTS)
each_film = pytest.mark.parametrize("key", FILMS)


def recorded():
    return Agreement.objects.filter(key__in=AGREEMENTS)


def cited(**condition):
    """Citations of the report that meet a condition."""
    return Citation.objects.filter(source__key=REPORT, **condition)


def opposite(key):
    """Pairs of parties that stand on different sides of an agreement."""
    parts = list(agreement(key).participations.all())
    return {
        frozenset((one.party.key, other.party.key))
        for one in parts
        for other in parts
        if one != other and (one.side is None or one.side != other.side)
    }


class TestDate:
    @each_agreement
    def test_of_signing_is_not_stated(self, key):
        signing = agreement(key).acts.get()

        assert (signing.done_on, signing.effective_on) == ("", "")

    def test_leaves_every_agreement_out_of_every_range(self):
        assert not recorded().signed_between(date(1900, 1, 1), date(2100, 1, 1)).exists()
        assert set(recorded().undated()) == set(recorded())

    def test_of_the_festival_is_nobody_s_but_the_festival_s(self):
        assert event(EDITION).held_on == "2025-10"
        assert not cited(field="held_on").exists()
        assert not Act.objects.filter(agreement__in=recorded()).exclude(done_on="").exists()

    def test_of_the_festival_in_cannes_is_not_stated(self):
        assert event(CANNES_FESTIVAL).held_on == ""
        assert not event(CANNES_FESTIVAL).parts.exists()

    @each_film
    def test_of_a_film_is_not_stated(self, key):
        assert film(key).year == ""

    @pytest.mark.parametrize(
        ("key", "part"), [(PAMIR, "planned"), (BECOMING, "international-festivals")]
    )
    def test_and_place_and_festival_of_a_screening_are_not_stated(self, key, part):
        shown = screening(key, part)

        assert (shown.held_on, shown.place, shown.event) == ("", None, None)

    def test_of_the_report_is_not_stated(self):
        assert (report().published_on, report().author) == ("", "")


class TestForceInLaw:
    @each_agreement
    def test_is_not_stated(self, key):
        assert agreement(key).bindingness == "not-stated"
        assert not agreement(key).citations.filter(field="bindingness").exists()

    @each_agreement
    def test_has_no_beginning_and_no_end(self, key):
        assert [act.kind for act in agreement(key).acts.all()] == ["signature"]
        assert set(agreement(key).status_periods.values_list("status", flat=True)) == {"signed"}

    @each_agreement
    def test_comes_from_no_language_of_the_text(self, key):
        assert (agreement(key).original_language, agreement(key).authentic_languages) == ("", [])

    def test_rests_on_no_condition(self):
        assert not Rule.objects.filter(provision__agreement__in=recorded()).exists()

    def test_is_no_one_s_duty_and_no_one_s_ban(self):
        stances = Provision.objects.filter(agreement__in=recorded()).values_list("stance")

        assert {stance for (stance,) in stances} == {"provides", "encourages", "plans"}


class TestPeople:
    def test_who_signed_are_not_named(self):
        assert not Signature.objects.filter(participation__agreement__in=recorded()).exists()

    def test_who_came_are_not_named(self):
        assert not event(EDITION).attendances.exists()
        assert not event(CANNES_FESTIVAL).attendances.exists()

    def test_named_are_the_two_writers_alone(self):
        named = Person.objects.filter(citations__source__key=REPORT)

        assert set(named.values_list("key", flat=True)) == {
            "person-mukhtar-auezov",
            "person-abdulla-qodiriy",
        }

    def test_speak_nowhere_in_the_report(self):
        assert not cited().exclude(said_by_as_printed="").exists()
        assert not cited(said_by_person__isnull=False).exists()
        assert not cited(said_by_party__isnull=False).exists()


class TestParties:
    def test_are_bodies_and_never_states(self):
        kinds = Party.objects.filter(participations__agreement__in=recorded()).values_list("kind")

        assert {kind for (kind,) in kinds} == {"agency", "department", "association"}

    def test_act_for_no_one(self):
        acting = Participation.objects.filter(agreement__in=recorded(), acting_for__isnull=False)

        assert not acting.exists()

    @each_agreement
    def test_may_be_more_than_are_named(self, key):
        assert agreement(key).parties_complete_on == ""

    @pytest.mark.parametrize("country", COUNTRIES)
    def test_of_a_memorandum_are_the_centre_and_one_body(self, country):
        assert opposite(f"agreement-aktau-{country}") == {frozenset((CENTRE, BODIES[country]))}

    def test_of_the_set_pair_with_the_centre_and_not_with_each_other(self):
        assert opposite(SET) == {frozenset((CENTRE, body)) for body in BODIES.values()}

    def test_from_france_and_georgia_are_no_pair(self):
        assert opposite(CANNES) == {
            frozenset((CENTRE, "party-france-cnc")),
            frozenset((CENTRE, "party-georgia-film-center")),
        }

    def test_do_not_include_turksoy(self):
        turksoy = party("party-turksoy")

        assert not turksoy.participations.exists()
        assert set(turksoy.framed_agreements.values_list("key", flat=True)) == set(AKTAU)

    def test_do_not_include_a_festival(self):
        assert not Party.objects.filter(kind="festival", participations__isnull=False).exists()

    @pytest.mark.parametrize("key", [CENTRE, BODIES["azerbaijan"]])
    def test_belong_to_no_ministry_where_none_is_named(self, key):
        assert party(key).parent is None

    @pytest.mark.parametrize("key", ["party-france-cnc", "party-georgia-film-center"])
    def test_in_cannes_are_not_called_by_their_own_names(self, key):
        own = {*party(key).names.values(), *party(key).short_names.values()}

        assert not own & set(cited(party=party(key)).values_list("as_named", flat=True))


class TestMemorandumOfCannes:
    def test_has_no_place(self):
        assert agreement(CANNES).place is None
        assert (event(CANNES_FESTIVAL).place, event(CANNES_FESTIVAL).country) == (None, None)

    def test_provides_nothing_that_is_told(self):
        assert not agreement(CANNES).provisions.exists()
        assert agreement(CANNES).coding == "from-reports"

    def test_has_no_aim_that_is_told(self):
        assert not agreement(CANNES).statements.exists()

    def test_stands_in_no_framework(self):
        assert not agreement(CANNES).frameworks.exists()

    def test_is_no_part_of_the_set_of_aktau(self):
        kinds = agreement(CANNES).relations.values_list("kind", flat=True)

        assert set(kinds) == {"earlier-than"}


class TestProvisions:
    @pytest.mark.parametrize(
        ("country", "topics"),
        [
            (
                "azerbaijan",
                ["joint-production", *["priority-themes"] * 3, "translation-dubbing", "workshops"],
            ),
            (
                "kyrgyzstan",
                [
                    "cultural-ties",
                    "joint-production",
                    "project-support",
                    "specialist-exchange",
                    "technological-cooperation",
                ],
            ),
            (
                "turkmenistan",
                ["creative-experience-exchange", "cultural-ties", "heritage", "joint-production"],
            ),
            (
                "turkiye",
                [
                    "creative-experience-exchange",
                    "cultural-dialogue",
                    "cultural-ties",
                    "film-tourism",
                    "joint-production",
                    "joint-projects",
                ],
            ),
            (
                "uzbekistan",
                ["cultural-ties", "heritage", "joint-projects", *["priority-themes"] * 3],
            ),
        ],
    )
    def test_speak_of_no_other_topic(self, country, topics):
        provisions = agreement(f"agreement-aktau-{country}").provisions

        assert sorted(provisions.values_list("topic__code", flat=True)) == topics

    def test_name_forms_of_film_for_azerbaijan_alone(self):
        naming = [one for one in Provision.objects.filter(agreement__in=recorded()) if one.forms]

        assert [one.agreement.key for one in naming] == ["agreement-aktau-azerbaijan"]

    def test_name_no_length_of_film(self):
        assert not any(one.lengths for one in Provision.objects.filter(agreement__in=recorded()))

    def test_have_no_number_of_an_article(self):
        numbered = Provision.objects.filter(agreement__in=recorded()).exclude(article="")

        assert not numbered.exists()

    def test_of_the_set_stand_in_its_members(self):
        assert not agreement(SET).provisions.exists()

    @pytest.mark.parametrize("key", MEMORANDA)
    def test_are_coded_from_a_report_and_not_from_a_text(self, key):
        assert agreement(key).coding == "from-reports"


class TestStatements:
    def test_assess_nothing_and_promise_no_effect(self):
        said = Statement.objects.filter(citations__source__key=REPORT)

        assert set(said.values_list("kind", flat=True)) == {"aim", "means", "context", "scope"}

    def test_are_made_of_no_event(self):
        assert not Statement.objects.filter(
            citations__source__key=REPORT, event__isnull=False
        ).exists()


class TestPlaces:
    @pytest.mark.parametrize("key", ["aktau", "ashgabat", "samarkand"])
    def test_are_put_in_their_countries_by_other_sources(self, key):
        assert place(f"place-{key}").country is not None
        assert not cited(place=place(f"place-{key}"), field="country").exists()

    def test_called_turkestan_may_be_a_city_or_a_region(self):
        assert place("place-turkestan").country is None

    def test_are_the_seat_of_no_agreement_but_the_memoranda_in_aktau(self):
        seated = place("place-aktau").agreements.values_list("key", flat=True)

        assert set(seated) == set(AKTAU)


class TestFilms:
    def test_told_of_are_three(self):
        told = CoProduction.objects.filter(citations__source__key=REPORT)

        assert set(told.values_list("key", flat=True)) == set(FILMS)

    @each_film
    def test_are_not_said_to_be_approved_under_an_agreement(self, key):
        assert film(key).kind == "not-stated"

    def test_are_tied_to_no_agreement_but_the_one_on_pamir(self):
        links = CoProductionAgreement.objects.filter(coproduction__key__in=FILMS)

        assert [(one.coproduction.key, one.agreement.key, one.nature) for one in links] == [
            (PAMIR, "agreement-aktau-uzbekistan", "initiative-of")
        ]
        assert links.get().approval == "not-claimed"

    def test_on_pamir_is_not_said_to_be_a_co_production(self):
        assert not film(PAMIR).partners.exists()
        assert film(PAMIR) not in CoProduction.objects.countable()

    def test_on_pamir_is_not_said_to_be_planned_shot_or_finished(self):
        assert film(PAMIR).status == "not-stated"

    def test_on_sea_dogs_is_of_no_stated_length_and_was_not_shown(self):
        assert film(SEA_DOGS).lengths == ()
        assert not film(SEA_DOGS).screenings.exists()

    def test_have_partners_whose_role_and_share_are_not_stated(self):
        partners = CoProductionPartner.objects.filter(coproduction__key__in=FILMS)

        assert set(partners.values_list("role", "share")) == {("not-stated", None)}
        assert not partners.filter(party__isnull=False).exists()

    @pytest.mark.parametrize(
        ("key", "codes"),
        [(SEA_DOGS, {"KZ", "TH"}), (BECOMING, {"KZ", "FR", "NL", "LT", "SE"})],
    )
    def test_have_no_other_partner(self, key, codes):
        assert set(film(key).partners.values_list("country__code", flat=True)) == codes

    @pytest.mark.parametrize("key", [SEA_DOGS, BECOMING])
    def test_are_never_said_in_words_to_be_of_kazakhstan(self, key):
        assert partner(key, "kazakhstan").basis == Basis.INFERRED

    def test_were_shown_by_the_report_s_word_at_festivals_without_a_name(self):
        shown = Screening.objects.filter(coproduction__key=BECOMING, event__isnull=False)

        assert {basis for one in shown for basis in one.citations.values_list("basis")} == {
            (Basis.SUPPLIED,)
        }

    def test_have_no_director_in_the_report(self):
        directors = Citation.objects.filter(as_named="Zhannat Alshanova")

        assert set(directors.values_list("basis", flat=True)) == {Basis.SUPPLIED}


class TestReportItself:
    def test_is_not_reproduced(self):
        assert report().text == ""
        assert not cited().exclude(quote="").exists()

    def test_is_cited_for_nothing_that_was_found_elsewhere(self):
        assert not cited(basis=Basis.SUPPLIED).exists()
