"""The film memorandum of Iran and Kazakhstan: what it provides, as paragraphs 4 to 8 tell it."""

import pytest

from tests.facts.evidence import bases, speakers
from tests.facts.film_deal import (
    FILM,
    FILM_WEEKS,
    REPORT,
    TALKS,
    agreement,
    ambiguous,
    event,
    inferred,
    occasion,
    provision,
    statement,
    subjects,
    topic,
    words,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("registry_fixtures")]

OFFICIALS = "Officials involved in the talks"


class TestSummaries:
    @pytest.mark.parametrize(
        ("key", "told"),
        [
            ("joint-production", "documentaries and animation, short films"),
            ("joint-production-fiction", "Possibly fiction"),
            ("shared-narratives", "from history and culture"),
            ("film-exchange", "Exchange of films"),
            ("markets", "regional and international"),
            ("locations", "locations"),
            ("facilities", "studios and technical facilities"),
            ("mobility", "academics and of professionals"),
            ("lecturers-and-students", "lecturers, and of students"),
            ("training-courses", "Training courses held jointly"),
            ("specialist-crews", "Specialist crews"),
            ("festival-invitations", "festivals"),
            ("industry-event-invitations", "industry events"),
            ("film-weeks", "Joint film weeks"),
        ],
    )
    def test_say_what_the_paragraph_says(self, key, told):
        assert told in provision(key).summary["en"]


class TestParagraph4:
    def test_calls_the_instrument_an_agreement(self):
        assert words(agreement(), 4) == ["agreement"]

    def test_provides_for_joint_production(self):
        assert topic(provision("joint-production")) == "joint-production"
        assert words(provision("joint-production"), 4) == ["joint production"]

    def test_sets_out_a_framework_for_it(self):
        assert provision("joint-production").stance == "provides"
        assert words(provision("joint-production"), 4, field="stance") == [
            "sets out a framework for"
        ]

    @pytest.mark.parametrize(
        ("length", "named"), [("feature-length", "feature films"), ("short", "short films")]
    )
    def test_names_the_length(self, length, named):
        assert length in provision("joint-production").lengths
        assert named in words(provision("joint-production"), 4, field="lengths")

    @pytest.mark.parametrize(
        ("form", "named"), [("documentary", "documentaries"), ("animation", "animation")]
    )
    def test_names_the_form(self, form, named):
        assert form in provision("joint-production").forms
        assert named in words(provision("joint-production"), 4, field="forms")

    def test_may_mean_fiction_by_feature_films(self):
        fiction = provision("joint-production-fiction")

        assert (topic(fiction), fiction.forms) == ("joint-production", ("fiction",))
        assert ambiguous(fiction, 4, "forms") == ["feature films"]

    def test_may_mean_no_fiction_by_feature_films(self):
        assert bases(provision("joint-production-fiction")) == {"ambiguous"}
        assert "fiction" not in provision("joint-production").forms

    def test_speaks_of_shared_narratives(self):
        narratives = provision("shared-narratives")

        assert topic(narratives) == "shared-narratives"
        assert words(narratives, 4) == ["shared historical and cultural narratives"]

    def test_puts_an_emphasis_on_them(self):
        assert provision("shared-narratives").stance == "encourages"
        assert words(provision("shared-narratives"), 4, field="stance") == ["emphasis"]

    @pytest.mark.parametrize(
        ("subject", "named"),
        [
            ("subject-shared-history", "shared historical"),
            ("subject-shared-culture", "cultural narratives"),
        ],
    )
    def test_says_what_is_shared(self, subject, named):
        assert subject in subjects(provision("shared-narratives"))
        assert named in words(provision("shared-narratives"), 4, field="subjects")


class TestParagraph5:
    def test_speaks_of_the_exchange_of_films(self):
        assert topic(provision("film-exchange")) == "film-exchange"
        assert words(provision("film-exchange"), 5) == ["exchange of films"]

    def test_provides_for_the_exchange(self):
        assert provision("film-exchange").stance == "provides"
        assert words(provision("film-exchange"), 5, field="stance") == ["provides for"]

    @pytest.mark.parametrize("named", ["regional", "international markets"])
    def test_names_regional_and_international_markets(self, named):
        assert topic(provision("markets")) == "markets"
        assert named in words(provision("markets"), 5)

    def test_provides_for_exchange_in_those_markets(self):
        assert provision("markets").stance == "provides"
        assert words(provision("markets"), 5, field="stance") == ["provides for"]

    def test_speaks_of_the_use_of_locations(self):
        assert topic(provision("locations")) == "location-access"
        assert words(provision("locations"), 5) == ["locations"]

    @pytest.mark.parametrize("named", ["studios", "technical facilities"])
    def test_speaks_of_the_use_of_studios_and_technical_facilities(self, named):
        assert topic(provision("facilities")) == "technical-facilities"
        assert named in words(provision("facilities"), 5)

    @pytest.mark.parametrize("key", ["locations", "facilities"])
    def test_removes_procedural_hurdles(self, key):
        assert provision(key).stance == "provides"
        assert words(provision(key), 5, field="stance") == ["removes procedural hurdles"]

    @pytest.mark.parametrize("key", ["locations", "facilities"])
    def test_does_so_in_both_countries(self, key):
        assert "both countries" in provision(key).summary["en"]
        assert words(provision(key), 5, field="summary") == ["in both countries"]


class TestParagraph6:
    def test_calls_the_instrument_a_deal(self):
        assert words(agreement(), 6) == ["deal"]

    def test_comes_back_to_the_talks(self):
        assert words(event(TALKS), 6) == ["the talks"]

    def test_says_that_officials_took_part_in_the_talks(self):
        officials = statement("talks-officials")

        assert (officials.kind, officials.event.key) == ("context", TALKS)
        assert "does not name" in officials.summary["en"]
        assert words(officials, 6) == [OFFICIALS]

    def test_has_the_deal_assessed_as_a_practical_step(self):
        step = statement("practical-step")

        assert (step.kind, step.agreement.key) == ("assessment", FILM)
        assert "step" in step.summary["en"]
        assert words(step, 6) == ["practical step"]

    def test_gives_the_aim_of_project_based_collaboration(self):
        aim = statement("to-projects")

        assert (aim.kind, aim.agreement.key) == ("aim", FILM)
        assert words(aim, 6) == ["project-based collaboration"]

    def test_says_what_cultural_cooperation_is_to_move_on_from(self):
        aim = statement("to-projects")

        assert "cultural cooperation" in aim.summary["en"]
        assert words(aim, 6, field="summary") == ["general exchanges"]

    def test_gives_the_effect_of_linking_bodies(self):
        effect = statement("linked-bodies")

        assert (effect.kind, effect.agreement.key) == ("effect", FILM)
        assert words(effect, 6) == ["linking"]

    @pytest.mark.parametrize(
        ("named", "told"),
        [
            ("producers", "producers"),
            ("film institutions", "film institutions"),
            ("training bodies", "training bodies"),
            ("on both sides", "of the two countries"),
        ],
    )
    def test_says_who_is_linked(self, named, told):
        assert told in statement("linked-bodies").summary["en"]
        assert named in words(statement("linked-bodies"), 6, field="summary")

    @pytest.mark.parametrize("key", ["practical-step", "to-projects", "linked-bodies"])
    def test_lets_the_officials_say_so(self, key):
        assert speakers(statement(key), REPORT, 6) == {OFFICIALS}


class TestParagraph7:
    def test_calls_the_instrument_an_mou(self):
        assert words(agreement(), 7) == ["MoU"]

    @pytest.mark.parametrize("named", ["academic", "professional mobility"])
    def test_speaks_of_academic_and_professional_mobility(self, named):
        assert topic(provision("mobility")) == "mobility"
        assert named in words(provision("mobility"), 7)

    @pytest.mark.parametrize("named", ["exchanges of lecturers", "students"])
    def test_speaks_of_exchanges_of_lecturers_and_students(self, named):
        assert topic(provision("lecturers-and-students")) == "lecturer-student-exchange"
        assert named in words(provision("lecturers-and-students"), 7)

    def test_speaks_of_joint_training_courses(self):
        assert topic(provision("training-courses")) == "training"
        assert words(provision("training-courses"), 7) == ["joint training courses"]

    def test_speaks_of_the_deployment_of_specialist_crews(self):
        assert topic(provision("specialist-crews")) == "specialist-crews"
        assert words(provision("specialist-crews"), 7) == ["deployment of specialist crews"]

    def test_has_the_crews_work_on_co_produced_projects(self):
        crews = provision("specialist-crews")

        assert "co-produced projects" in crews.summary["en"]
        assert words(crews, 7, field="summary") == ["co-produced projects"]

    @pytest.mark.parametrize(
        "key", ["mobility", "lecturers-and-students", "training-courses", "specialist-crews"]
    )
    def test_opens_the_door_to_each_of_them(self, key):
        assert provision(key).stance == "encourages"
        assert words(provision(key), 7, field="stance") == ["opens the door to"]


class TestParagraph8:
    def test_speaks_of_reciprocal_invitations_to_festivals(self):
        festivals = provision("festival-invitations")

        assert topic(festivals) == "festival-cooperation"
        assert words(festivals, 8) == ["reciprocal invitations to festivals"]

    def test_speaks_of_invitations_to_industry_events(self):
        assert topic(provision("industry-event-invitations")) == "industry-events"
        assert words(provision("industry-event-invitations"), 8) == ["industry events"]

    @pytest.mark.parametrize("key", ["festival-invitations", "industry-event-invitations"])
    def test_says_that_the_invitations_will_be_received(self, key):
        assert provision(key).stance == "provides"
        assert words(provision(key), 8, field="stance") == ["will receive"]

    @pytest.mark.parametrize("key", ["festival-invitations", "industry-event-invitations"])
    def test_invites_the_filmmakers_of_each_country(self, key):
        assert "Each country’s filmmakers" in provision(key).summary["en"]
        assert words(provision(key), 8, field="summary") == ["Filmmakers from each country"]

    def test_speaks_of_joint_film_weeks(self):
        assert topic(provision("film-weeks")) == "film-weeks"
        assert words(provision("film-weeks"), 8) == ["joint Iran–Kazakhstan film weeks"]

    def test_only_plans_the_film_weeks(self):
        assert provision("film-weeks").stance == "plans"
        assert words(provision("film-weeks"), 8, field="stance") == ["planned"]

    def test_makes_the_film_weeks_an_event(self):
        assert event(FILM_WEEKS).kind == "film-week"
        assert words(event(FILM_WEEKS), 8) == ["joint Iran–Kazakhstan film weeks"]

    def test_has_that_event_planned_and_not_held(self):
        assert event(FILM_WEEKS).holding == "planned"
        assert words(event(FILM_WEEKS), 8, field="holding") == ["planned"]

    def test_leaves_it_to_be_inferred_that_the_memorandum_provides_for_it(self):
        weeks = occasion("provides-for-film-weeks")

        assert (weeks.kind, weeks.event.key) == ("provides-for", FILM_WEEKS)
        assert inferred(weeks, 8) == ["planned"]

    @pytest.mark.parametrize(
        "key", ["festival-invitations", "industry-event-invitations", "film-weeks"]
    )
    def test_names_no_instrument_as_the_notes_say(self, key):
        evidence = provision(key).citations.get(field="")

        assert "names no instrument" in evidence.note

    def test_gives_the_film_weeks_the_aim_of_raising_national_cinema(self):
        aim = statement("national-cinema")

        assert (aim.kind, aim.provision) == ("aim", provision("film-weeks"))
        assert words(aim, 8) == ["profile of national cinema"]

    def test_means_to_raise_it_in_both_markets(self):
        assert "both markets" in statement("national-cinema").summary["en"]
        assert words(statement("national-cinema"), 8, field="summary") == ["both markets"]
