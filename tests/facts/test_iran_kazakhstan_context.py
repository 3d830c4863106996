"""The film memorandum of Iran and Kazakhstan: what it stands in, as paragraphs 9 to 11 tell it."""

import pytest

from tests.facts.evidence import bases, claims
from tests.facts.film_deal import (
    FILM,
    MEMORANDA,
    PACKAGE,
    PROGRAMME,
    REPORT,
    SUMMIT,
    VISIT,
    agreement,
    ambiguous,
    event,
    inferred,
    occasion,
    participation,
    person,
    provision,
    relation,
    signing,
    statement,
    subjects,
    topic,
    words,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("registry_fixtures")]

BOTH_STATES = [("iran", "state-ir", "Tehran"), ("kazakhstan", "state-kz", "Astana")]


class TestParagraph9:
    def test_calls_the_instrument_a_cinema_agreement(self):
        assert words(agreement(), 9) == ["cinema agreement"]

    def test_builds_the_memorandum_on_a_programme(self):
        builds_on = relation("builds-on-programme")

        assert (builds_on.kind, builds_on.related.key) == ("builds-on", PROGRAMME)
        assert words(builds_on, 9) == ["builds on"]

    def test_names_the_programme(self):
        assert words(agreement(PROGRAMME), 9) == ["cultural cooperation program"]

    def test_prints_no_title_of_the_programme(self):
        assert agreement(PROGRAMME).is_title_supplied
        assert inferred(agreement(PROGRAMME), 9, "title") == [""]

    def test_says_what_kind_of_instrument_the_programme_is(self):
        assert agreement(PROGRAMME).kind == "programme"
        assert words(agreement(PROGRAMME), 9, field="kind") == ["program"]

    def test_says_what_the_programme_is_about(self):
        assert subjects(agreement(PROGRAMME)) == {"subject-cultural-cooperation"}
        assert words(agreement(PROGRAMME), 9, field="subjects") == ["cultural cooperation"]

    def test_calls_the_programme_broader(self):
        wider = statement("programme-wider")

        assert (wider.kind, wider.agreement.key) == ("scope", PROGRAMME)
        assert "wider than cinema" in wider.summary["en"]
        assert words(wider, 9) == ["broader"]

    def test_says_that_the_programme_was_signed(self):
        assert signing(PROGRAMME).kind == "signature"
        assert words(signing(PROGRAMME), 9) == ["signed"]

    def test_dates_the_programme_by_its_month(self):
        assert signing(PROGRAMME).done_on == "2022-06"
        assert words(signing(PROGRAMME), 9, field="done_on") == ["June 2022"]

    @pytest.mark.parametrize(("side", "state", "named"), BOTH_STATES)
    def test_leaves_the_parties_of_the_programme_to_be_inferred(self, side, state, named):
        taking_part = participation(side, PROGRAMME)

        assert taking_part.party.key == state
        assert inferred(taking_part, 9) == [named]
        assert bases(taking_part) == {"inferred"}

    def test_may_count_the_programme_among_the_memoranda(self):
        part_of = relation("part-of-memoranda", PROGRAMME)

        assert (part_of.kind, part_of.related.key) == ("part-of", MEMORANDA)
        assert ambiguous(part_of, 9) == ["when"]

    def test_may_have_had_the_programme_signed_at_the_summit(self):
        at_summit = occasion("during-summit", PROGRAMME)

        assert (at_summit.kind, at_summit.event.key) == ("during", SUMMIT)
        assert ambiguous(at_summit, 9) == ["when"]

    def test_names_the_set_of_memoranda(self):
        assert words(agreement(MEMORANDA), 9) == ["set of bilateral memoranda"]

    def test_prints_no_title_of_the_set(self):
        assert agreement(MEMORANDA).is_title_supplied
        assert inferred(agreement(MEMORANDA), 9, "title") == [""]

    def test_makes_the_set_a_package(self):
        assert agreement(MEMORANDA).is_package
        assert words(agreement(MEMORANDA), 9, field="kind") == ["set"]

    def test_closes_the_list_of_parties_of_the_set_with_bilateral(self):
        assert agreement(MEMORANDA).parties_complete_on == "2022-06"
        assert inferred(agreement(MEMORANDA), 9, "parties_complete_on") == ["bilateral"]

    @pytest.mark.parametrize(("side", "state", "named"), BOTH_STATES)
    def test_makes_both_states_parties_of_the_set(self, side, state, named):
        taking_part = participation(side, MEMORANDA)

        assert taking_part.party.key == state
        assert words(taking_part, 9) == [named]

    def test_says_that_the_memoranda_were_concluded(self):
        assert signing(MEMORANDA).kind == "signature"
        assert inferred(signing(MEMORANDA), 9) == ["concluded"]
        assert words(signing(MEMORANDA), 9) == []

    def test_dates_the_memoranda_by_their_month(self):
        assert signing(MEMORANDA).done_on == "2022-06"
        assert words(signing(MEMORANDA), 9, field="done_on") == ["June 2022"]

    def test_sets_the_memoranda_during_a_summit(self):
        at_summit = occasion("during-summit", MEMORANDA)

        assert (at_summit.kind, at_summit.event.key) == ("during", SUMMIT)
        assert words(at_summit, 9) == ["during"]

    def test_calls_the_summit_presidential(self):
        assert event(SUMMIT).kind == "summit"
        assert words(event(SUMMIT), 9) == ["presidential summit"]

    def test_dates_the_summit_by_its_month(self):
        assert event(SUMMIT).held_on == "2022-06"
        assert words(event(SUMMIT), 9, field="held_on") == ["June 2022"]

    def test_says_that_the_summit_was_held(self):
        assert event(SUMMIT).holding == "held"
        assert words(event(SUMMIT), 9, field="holding") == ["during"]

    def test_says_that_the_memoranda_laid_the_groundwork(self):
        groundwork = statement("memoranda-groundwork")

        assert (groundwork.kind, groundwork.agreement.key) == ("effect", MEMORANDA)
        assert "culture and in the arts" in groundwork.summary["en"]
        assert words(groundwork, 9) == ["laying the groundwork"]

    def test_may_say_so_of_the_programme_too(self):
        groundwork = statement("programme-groundwork")

        assert (groundwork.kind, groundwork.agreement.key) == ("effect", PROGRAMME)
        assert "Possibly" in groundwork.summary["en"]
        assert ambiguous(groundwork, 9) == ["laying the groundwork"]
        assert bases(groundwork) == {"ambiguous"}


class TestParagraph10:
    def test_calls_the_instrument_a_cinema_accord(self):
        assert words(agreement(), 10) == ["cinema accord"]

    def test_makes_the_memorandum_part_of_a_package(self):
        part_of = relation("part-of-visit-package")

        assert (part_of.kind, part_of.related.key) == ("part-of", PACKAGE)
        assert words(part_of, 10) == ["forms part of"]

    def test_names_the_package(self):
        assert words(agreement(PACKAGE), 10) == ["package of bilateral agreements"]

    def test_prints_no_title_of_the_package(self):
        assert agreement(PACKAGE).is_title_supplied
        assert inferred(agreement(PACKAGE), 10, "title") == [""]

    def test_makes_it_a_package(self):
        assert agreement(PACKAGE).is_package
        assert words(agreement(PACKAGE), 10, field="kind") == ["package"]

    @pytest.mark.parametrize(("side", "state", "named"), BOTH_STATES)
    def test_leaves_the_parties_of_the_package_to_be_inferred(self, side, state, named):
        taking_part = participation(side, PACKAGE)

        assert taking_part.party.key == state
        assert inferred(taking_part, 10) == [named]

    def test_says_that_the_agreements_were_signed(self):
        assert signing(PACKAGE).kind == "signature"
        assert words(signing(PACKAGE), 10) == ["signed"]

    def test_sets_the_package_during_the_visit(self):
        during = occasion("during-visit", PACKAGE)

        assert (during.kind, during.event.key) == ("during", VISIT)
        assert words(during, 10) == ["during"]

    def test_speaks_of_the_visit_again(self):
        assert words(event(VISIT), 10) == ["Pezeshkian’s visit"]

    def test_names_pezeshkian_again(self):
        assert words(person("person-masoud-pezeshkian"), 10, field="names") == ["Pezeshkian"]

    @pytest.mark.parametrize(
        ("subject", "named"),
        [
            ("subject-transport", "transport"),
            ("subject-trade-facilitation", "trade facilitation"),
            ("subject-media", "media"),
            ("subject-cultural-cooperation", "cultural cooperation"),
        ],
    )
    def test_says_what_the_package_spans(self, subject, named):
        assert subject in subjects(agreement(PACKAGE))
        assert named in words(agreement(PACKAGE), 10, field="subjects")

    def test_calls_the_package_broader(self):
        wider = statement("package-fields")

        assert (wider.kind, wider.agreement.key) == ("scope", PACKAGE)
        assert "wider than cinema" in wider.summary["en"]
        assert words(wider, 10) == ["broader"]

    def test_says_that_the_package_spans_fields(self):
        assert words(statement("package-fields"), 10, field="summary") == ["spanning"]

    def test_gives_the_aim_of_closer_ties(self):
        aim = statement("package-closer-ties")

        assert (aim.kind, aim.agreement.key) == ("aim", PACKAGE)
        assert words(aim, 10) == ["closer ties"]

    @pytest.mark.parametrize("capital", ["Tehran", "Astana"])
    def test_gives_it_as_the_aim_of_both_states(self, capital):
        aim = statement("package-closer-ties")

        assert "The two states" in aim.summary["en"]
        assert capital in words(aim, 10, field="summary")

    def test_counts_more_than_three_decades(self):
        context = statement("package-three-decades")

        assert (context.kind, context.agreement.key) == ("context", PACKAGE)
        assert words(context, 10) == ["more than three decades"]

    def test_counts_them_from_the_start_of_diplomatic_relations(self):
        context = statement("package-three-decades")

        assert "diplomatic relations" in context.summary["en"]
        assert words(context, 10, field="summary") == ["diplomatic relations"]


class TestParagraph11:
    @pytest.mark.parametrize(
        ("key", "kind", "named", "told"),
        [
            ("production-mechanisms", "means", "concrete production", "mechanisms of production"),
            ("training-mechanisms", "means", "training mechanisms", "mechanisms of training"),
            ("bankable-projects", "aim", "bankable projects", "projects that can be financed"),
            ("new-locations", "effect", "new locations", "new locations"),
            ("new-audiences", "effect", "audiences", "new audiences"),
            ("new-financing", "effect", "financing structures", "new financing structures"),
        ],
    )
    def test_says_of_the_memorandum(self, key, kind, named, told):
        said = statement(key)

        assert (said.kind, said.agreement.key) == (kind, FILM)
        assert told in said.summary["en"]
        assert words(said, 11) == [named]

    def test_gives_the_aim_as_that_of_the_two_governments(self):
        aim = statement("bankable-projects")

        assert "two governments" in aim.summary["en"]
        assert "the two governments" in words(aim, 11, field="summary")

    def test_says_what_is_to_be_turned_into_projects(self):
        aim = statement("bankable-projects")

        assert "political goodwill" in aim.summary["en"]
        assert "political goodwill" in words(aim, 11, field="summary")

    @pytest.mark.parametrize("key", ["new-locations", "new-audiences", "new-financing"])
    def test_promises_the_access_to_filmmakers(self, key):
        assert "Filmmakers" in statement(key).summary["en"]

    def test_may_speak_of_a_provision_on_financing(self):
        financing = provision("financing")

        assert (topic(financing), financing.stance) == ("access-to-financing", "encourages")
        assert "Possibly" in financing.summary["en"]
        assert ambiguous(financing, 11) == ["financing structures"]
        assert bases(financing) == {"ambiguous"}

    def test_names_no_instrument_as_the_notes_say(self):
        told = [c for c in claims(REPORT, 11) if c.statement and not c.field]

        assert len(told) == 6
        assert all("names no instrument" in citation.note for citation in told)
