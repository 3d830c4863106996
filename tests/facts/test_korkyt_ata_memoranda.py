"""The memoranda of Kazakhstan's film centre one by one, as paragraphs 3 to 7 tell them."""

import pytest

from coop.vocabulary.records import Form
from tests.facts.korkyt_ata import (
    BODIES,
    agreement,
    ambiguous,
    coding,
    inferred,
    memorandum,
    participation,
    party,
    place,
    provision,
    signing,
    statement,
    subjects,
    supplied,
    words,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("registry_fixtures")]


class TestParagraph3OnAzerbaijan:
    def test_calls_the_instrument_a_memorandum(self):
        assert words(memorandum("azerbaijan"), 3) == ["المذكرة"]

    def test_leaves_the_title_to_the_registry(self):
        assert memorandum("azerbaijan").is_title_supplied
        assert inferred(memorandum("azerbaijan"), 3, "title") == [""]

    def test_says_that_it_was_concluded(self):
        assert words(signing("agreement-aktau-azerbaijan"), 3) == ["المبرمة"]

    def test_makes_the_cinema_agency_the_other_party(self):
        agency = participation("agreement-aktau-azerbaijan", "azerbaijan")

        assert agency.party.key == BODIES["azerbaijan"]
        assert words(agency, 3) == ["وكالة السينما"]

    def test_names_the_cinema_agency_of_the_republic(self):
        agency = party(BODIES["azerbaijan"])

        assert (agency.kind, agency.country.code) == ("agency", "AZ")
        assert words(agency, 3, "names") == ["وكالة السينما"]
        assert words(agency, 3, "country") == ["جمهورية أذربيجان"]

    def test_says_that_it_covers_a_wide_range_of_fields(self):
        scope = statement("aktau-azerbaijan-scope")

        assert (scope.kind, scope.agreement) == ("scope", memorandum("azerbaijan"))
        assert "wide range of fields" in scope.summary["en"]
        assert words(scope, 3) == ["مجموعة واسعة من المجالات"]

    def test_covers_joint_production(self):
        films = provision("azerbaijan", "joint-production")

        assert coding(films) == ("joint-production", "provides")
        assert words(films, 3) == ["الإنتاج المشترك"]
        assert words(films, 3, "stance") == ["تغطي"]

    def test_covers_fiction_documentary_and_animated_films(self):
        films = provision("azerbaijan", "joint-production")

        assert films.forms == (Form.FICTION, Form.DOCUMENTARY, Form.ANIMATION)
        assert words(films, 3, "forms") == ["للأفلام الروائية والوثائقية والرسوم المتحركة"]

    def test_covers_workshops_and_seminars(self):
        meetings = provision("azerbaijan", "workshops-and-seminars")

        assert coding(meetings) == ("workshops", "provides")
        assert meetings.summary["en"] == "Workshops and seminars."
        assert words(meetings, 3) == ["ورش العمل والندوات"]
        assert words(meetings, 3, "stance") == ["تغطي"]

    def test_covers_translation_and_dubbing(self):
        languages = provision("azerbaijan", "translation-and-dubbing")

        assert coding(languages) == ("translation-dubbing", "provides")
        assert "translation and dubbing" in languages.summary["en"]
        assert words(languages, 3) == ["تطوير التعاون في مجال الترجمة والدبلجة"]
        assert words(languages, 3, "stance") == ["تغطي"]

    @pytest.mark.parametrize(
        ("key", "subject", "named"),
        [
            ("theme-friendship", "friendship-between-peoples", "الصداقة بين الشعوب"),
            ("theme-interaction", "interaction", "التفاعل"),
            (
                "theme-cultural-ties",
                "preservation-of-cultural-ties",
                "الحفاظ على الروابط الثقافية",
            ),
        ],
    )
    def test_sets_priority_themes(self, key, subject, named):
        theme = provision("azerbaijan", key)

        assert coding(theme) == ("priority-themes", "provides")
        assert subjects(theme) == {subject}
        assert words(theme, 3) == ["المواضيع ذات الأولوية"]
        assert words(theme, 3, "subjects") == [named]
        assert words(theme, 3, "stance") == ["تشمل"]


class TestParagraph4OnKyrgyzstan:
    def test_calls_the_instrument_an_agreement(self):
        assert words(memorandum("kyrgyzstan"), 4) == ["الاتفاقية"]

    def test_leaves_the_title_to_the_registry(self):
        assert memorandum("kyrgyzstan").is_title_supplied
        assert inferred(memorandum("kyrgyzstan"), 4, "title") == [""]

    def test_says_that_it_was_concluded(self):
        assert words(signing("agreement-aktau-kyrgyzstan"), 4) == ["المبرمة"]

    def test_makes_the_department_of_cinematography_the_other_party(self):
        department = participation("agreement-aktau-kyrgyzstan", "kyrgyzstan")

        assert department.party.key == BODIES["kyrgyzstan"]
        assert words(department, 4) == ["إدارة التصوير السينمائي"]

    def test_names_the_department_of_the_republic(self):
        department = party(BODIES["kyrgyzstan"])

        assert (department.kind, department.country.code) == ("department", "KG")
        assert words(department, 4, "names") == ["إدارة التصوير السينمائي"]
        assert words(department, 4, "country") == ["جمهورية قيرغيزستان"]

    def test_places_the_department_under_its_ministry(self):
        department = party(BODIES["kyrgyzstan"])

        assert department.parent.key == "party-kyrgyzstan-culture-ministry"
        assert words(department, 4, "parent") == ["التابعة لوزارة الثقافة"]

    def test_names_the_ministry(self):
        ministry = party("party-kyrgyzstan-culture-ministry")

        assert (ministry.kind, ministry.country.code) == ("ministry", "KG")
        assert words(ministry, 4, "names") == ["وزارة الثقافة والإعلام والرياضة وسياسات الشباب"]
        assert words(ministry, 4, "country") == ["جمهورية قيرغيزستان"]

    def test_implies_that_the_ministry_is_the_state_s(self):
        ministry = party("party-kyrgyzstan-culture-ministry")

        assert ministry.parent.key == "state-kg"
        assert inferred(ministry, 4, "parent") == ["جمهورية قيرغيزستان"]

    def test_provides_for_support_of_projects(self):
        support = provision("kyrgyzstan", "project-support")

        assert coding(support) == ("project-support", "provides")
        assert words(support, 4) == ["دعم المشاريع"]
        assert words(support, 4, "stance") == ["تنص"]

    def test_gives_the_projects_the_aim_of_human_and_cultural_ties(self):
        aim = statement("aktau-kyrgyzstan-projects-aim")

        assert (aim.kind, aim.provision) == ("aim", provision("kyrgyzstan", "project-support"))
        assert "human and cultural ties" in aim.summary["en"]
        assert words(aim, 4) == ["تهدف إلى تعزيز الروابط"]

    def test_can_be_found_by_the_ties_that_it_serves(self):
        ties = provision("kyrgyzstan", "human-and-cultural-ties")

        assert coding(ties) == ("cultural-ties", "provides")
        assert words(ties, 4) == ["تعزيز الروابط الإنسانية والثقافية"]
        assert words(ties, 4, "stance") == ["تنص"]

    def test_plans_conditions_for_joint_films(self):
        films = provision("kyrgyzstan", "joint-films")

        assert coding(films) == ("joint-production", "plans")
        assert "Conditions" in films.summary["en"]
        assert words(films, 4) == ["تهيئة الظروف لإنتاج أفلام مشتركة"]
        assert words(films, 4, "stance") == ["يُتوخى"]

    def test_gives_the_joint_films_the_aim_of_the_same_ties(self):
        aim = statement("aktau-kyrgyzstan-joint-films-aim")

        assert (aim.kind, aim.provision) == ("aim", provision("kyrgyzstan", "joint-films"))
        assert "strengthen these same ties" in aim.summary["en"]
        assert words(aim, 4) == ["لتعزيز هذه العلاقات"]

    @pytest.mark.parametrize(
        ("key", "topic", "named"),
        [
            ("technological-cooperation", "technological-cooperation", "التعاون التكنولوجي"),
            ("specialists", "specialist-exchange", "تبادل المتخصصين"),
        ],
    )
    def test_plans_technological_cooperation_and_exchange_of_specialists(self, key, topic, named):
        condition = provision("kyrgyzstan", key)

        assert coding(condition) == (topic, "plans")
        assert words(condition, 4) == [named]
        assert words(condition, 4, "stance") == ["يُتوخى"]


class TestParagraph5OnTurkmenistan:
    def test_calls_the_instrument_a_memorandum_of_understanding(self):
        assert words(memorandum("turkmenistan"), 5) == ["مذكرة التفاهم"]

    def test_decides_the_kind_of_the_instrument(self):
        assert memorandum("turkmenistan").kind == "memorandum-of-understanding"
        assert words(memorandum("turkmenistan"), 5, "kind") == ["مذكرة التفاهم"]

    def test_leaves_the_title_to_the_registry(self):
        assert memorandum("turkmenistan").is_title_supplied
        assert inferred(memorandum("turkmenistan"), 5, "title") == [""]

    def test_makes_the_association_the_other_party(self):
        association = participation("agreement-aktau-turkmenistan", "turkmenistan")

        assert association.party.key == BODIES["turkmenistan"]
        assert words(association, 5) == ["جمعية أوغوز خان التركمانية السينمائية"]

    def test_names_the_turkmen_association(self):
        association = party(BODIES["turkmenistan"])

        assert (association.kind, association.country.code) == ("association", "TM")
        assert association.names["ar"] == "جمعية أوغوز خان التركمانية السينمائية"
        assert words(association, 5, "names") == ["جمعية أوغوز خان التركمانية السينمائية"]
        assert words(association, 5, "country") == ["التركمانية"]

    def test_places_the_association_under_a_state_committee(self):
        association = party(BODIES["turkmenistan"])

        assert association.parent.key == "party-turkmenistan-cinematography-committee"
        assert words(association, 5, "parent") == ["التابعة للجنة الدولة لتركمانستان"]

    def test_cuts_the_name_of_the_committee_short(self):
        committee = party("party-turkmenistan-cinematography-committee")
        citation = committee.citations.get(field="names", paragraphs="5")

        assert (committee.kind, committee.country.code) == ("state-committee", "TM")
        assert citation.as_named == "للجنة الدولة لتركمانستان"
        assert committee.names["ar"] == "لجنة الدولة لتركمانستان"
        assert words(committee, 5, "kind") == ["لجنة الدولة"]
        assert "cuts the name short" in citation.note
        assert words(committee, 5, "country") == ["لتركمانستان"]

    def test_leaves_the_full_name_of_the_committee_to_other_sources(self):
        committee = party("party-turkmenistan-cinematography-committee")

        assert committee.names["en"] == (
            "State Committee of Turkmenistan for Television, Radio Broadcasting and Cinematography"
        )
        assert len(supplied(committee, "names")) == 2

    def test_implies_that_the_committee_is_the_state_s(self):
        committee = party("party-turkmenistan-cinematography-committee")

        assert committee.parent.key == "state-tm"
        assert inferred(committee, 5, "parent") == ["للجنة الدولة لتركمانستان"]

    def test_provides_for_joint_production(self):
        films = provision("turkmenistan", "joint-production")

        assert coding(films) == ("joint-production", "provides")
        assert words(films, 5) == ["تطوير الإنتاج المشترك"]
        assert words(films, 5, "stance") == ["تنص"]

    def test_provides_for_creative_exchange(self):
        exchange = provision("turkmenistan", "creative-exchange")

        assert coding(exchange) == ("creative-experience-exchange", "provides")
        assert words(exchange, 5) == ["التبادل الإبداعي"]
        assert words(exchange, 5, "stance") == ["تنص"]

    def test_puts_weight_on_the_cultural_ties_of_aktau_and_ashgabat(self):
        ties = provision("turkmenistan", "aktau-and-ashgabat")

        assert coding(ties) == ("cultural-ties", "encourages")
        assert subjects(ties) == {"cultural-ties-of-aktau-and-ashgabat", "aktau", "ashgabat"}
        assert words(ties, 5) == ["الروابط الثقافية بين أكتاو وعشق آباد"]
        assert words(ties, 5, "subjects") == ["الروابط الثقافية", "أكتاو", "عشق آباد"]
        assert words(ties, 5, "stance") == ["التركيز"]

    @pytest.mark.parametrize(("key", "name"), [("aktau", "أكتاو"), ("ashgabat", "عشق آباد")])
    def test_names_both_cities(self, key, name):
        city = place(f"place-{key}")

        assert city.names["ar"] == name
        assert words(city, 5, "names") == [name]
        assert city.as_subject.get().key == f"subject-{key}"

    def test_spreads_the_musical_heritage_of_the_turkic_peoples(self):
        music = provision("turkmenistan", "musical-heritage")

        assert coding(music) == ("heritage", "provides")
        assert subjects(music) == {"musical-heritage-of-the-turkic-peoples"}
        assert words(music, 5) == ["نشر التراث الموسيقي للشعوب التركية"]
        assert words(music, 5, "subjects") == ["التراث الموسيقي للشعوب التركية"]

    def test_leaves_it_open_whether_the_music_is_provided_for_or_given_weight(self):
        music = provision("turkmenistan", "musical-heritage")

        assert ambiguous(music, 5, "stance") == ["تنص"]
        assert not music.is_possible


class TestTheTwoCinemaAgencies:
    def test_bear_the_same_words_and_are_two_bodies(self):
        azerbaijan, uzbekistan = party(BODIES["azerbaijan"]), party(BODIES["uzbekistan"])

        assert words(azerbaijan, 3, "names") == words(uzbekistan, 7, "names") == ["وكالة السينما"]
        assert azerbaijan != uzbekistan

    def test_stand_in_one_memorandum_each(self):
        signed = {
            country: set(
                party(BODIES[country])
                .participations.exclude(agreement=agreement("agreement-aktau-memoranda"))
                .values_list("agreement__key", flat=True)
            )
            for country in ("azerbaijan", "uzbekistan")
        }

        assert signed == {
            "azerbaijan": {"agreement-aktau-azerbaijan"},
            "uzbekistan": {"agreement-aktau-uzbekistan"},
        }
