"""The memoranda with Türkiye and Uzbekistan, as paragraphs 6 and 7 tell them, and a film."""

import pytest

from tests.facts.korkyt_ata import (
    BODIES,
    PAMIR,
    coding,
    film,
    film_link,
    inferred,
    memorandum,
    participation,
    party,
    person,
    place,
    provision,
    screening,
    signing,
    statement,
    subjects,
    supplied,
    words,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("registry_fixtures")]


class TestParagraph6OnTurkiye:
    def test_calls_the_instrument_an_agreement(self):
        assert words(memorandum("turkiye"), 6) == ["الاتفاقية"]

    def test_leaves_the_title_to_the_registry(self):
        assert memorandum("turkiye").is_title_supplied
        assert inferred(memorandum("turkiye"), 6, "title") == [""]

    def test_makes_the_general_directorate_of_cinema_the_other_party(self):
        directorate = participation("agreement-aktau-turkiye", "turkiye")

        assert directorate.party.key == BODIES["turkiye"]
        assert words(directorate, 6) == ["المديرية العامة للسينما"]

    def test_names_the_directorate_of_the_republic(self):
        directorate = party(BODIES["turkiye"])

        assert (directorate.kind, directorate.country.code) == ("department", "TR")
        assert words(directorate, 6, "names") == ["المديرية العامة للسينما"]
        assert words(directorate, 6, "country") == ["جمهورية تركيا"]

    def test_places_the_directorate_under_its_ministry(self):
        directorate = party(BODIES["turkiye"])

        assert directorate.parent.key == "party-turkiye-culture-ministry"
        assert words(directorate, 6, "parent") == ["التابعة لوزارة الثقافة"]

    def test_names_the_ministry(self):
        ministry = party("party-turkiye-culture-ministry")

        assert (ministry.kind, ministry.country.code) == ("ministry", "TR")
        assert words(ministry, 6, "names") == ["وزارة الثقافة والسياحة"]
        assert words(ministry, 6, "country") == ["جمهورية تركيا"]

    def test_implies_that_the_ministry_is_the_state_s(self):
        ministry = party("party-turkiye-culture-ministry")

        assert ministry.parent.key == "state-tr"
        assert inferred(ministry, 6, "parent") == ["جمهورية تركيا"]

    def test_provides_for_the_launch_of_joint_film_projects(self):
        projects = provision("turkiye", "joint-projects")

        assert coding(projects) == ("joint-projects", "provides")
        assert "launched" in projects.summary["en"]
        assert words(projects, 6) == ["إطلاق مشاريع أفلام مشتركة"]
        assert words(projects, 6, "stance") == ["تنص"]

    def test_gives_the_projects_the_aim_of_dialogue_and_understanding(self):
        aim = statement("aktau-turkiye-projects-aim")

        assert (aim.kind, aim.provision) == ("aim", provision("turkiye", "joint-projects"))
        assert "cultural dialogue and mutual understanding" in aim.summary["en"]
        assert "between the two countries" in aim.summary["en"]
        assert words(aim, 6) == ["تهدف إلى تطوير الحوار الثقافي"]
        assert words(aim, 6, "summary") == ["التفاهم المتبادل بين البلدين"]

    def test_can_be_found_by_the_dialogue_that_it_serves(self):
        dialogue = provision("turkiye", "cultural-dialogue")

        assert coding(dialogue) == ("cultural-dialogue", "provides")
        assert "mutual understanding" in dialogue.summary["en"]
        assert words(dialogue, 6) == ["تطوير الحوار الثقافي والتفاهم المتبادل"]
        assert words(dialogue, 6, "stance") == ["تنص"]

    @pytest.mark.parametrize(
        ("key", "topic", "named"),
        [
            ("joint-production", "joint-production", "دعم الإنتاج المشترك"),
            ("creative-experience", "creative-experience-exchange", "تبادل الخبرات الإبداعية"),
            ("human-ties", "cultural-ties", "تعزيز الروابط الإنسانية"),
        ],
    )
    def test_includes_production_experience_and_human_ties(self, key, topic, named):
        field = provision("turkiye", key)

        assert coding(field) == (topic, "provides")
        assert words(field, 6) == [named]
        assert words(field, 6, "stance") == ["يشمل"]

    def test_encourages_film_tourism(self):
        tourism = provision("turkiye", "film-tourism")

        assert coding(tourism) == ("film-tourism", "encourages")
        assert words(tourism, 6) == ["السياحة السينمائية"]
        assert words(tourism, 6, "stance") == ["تشجيع"]


class TestParagraph7OnUzbekistan:
    def test_calls_the_instrument_an_agreement(self):
        assert words(memorandum("uzbekistan"), 7) == ["الاتفاقية"]

    def test_leaves_the_title_to_the_registry(self):
        assert memorandum("uzbekistan").is_title_supplied
        assert inferred(memorandum("uzbekistan"), 7, "title") == [""]

    def test_says_that_it_was_signed(self):
        assert words(signing("agreement-aktau-uzbekistan"), 7) == ["الموقعة"]

    def test_makes_the_cinema_agency_the_other_party(self):
        agency = participation("agreement-aktau-uzbekistan", "uzbekistan")

        assert agency.party.key == BODIES["uzbekistan"]
        assert words(agency, 7) == ["وكالة السينما"]

    def test_names_the_cinema_agency_of_the_republic(self):
        agency = party(BODIES["uzbekistan"])

        assert (agency.kind, agency.country.code) == ("agency", "UZ")
        assert words(agency, 7, "names") == ["وكالة السينما"]
        assert words(agency, 7, "country") == ["جمهورية أوزبكستان"]

    def test_places_the_agency_under_its_ministry(self):
        agency = party(BODIES["uzbekistan"])

        assert agency.parent.key == "party-uzbekistan-culture-ministry"
        assert words(agency, 7, "parent") == ["التابعة لوزارة الثقافة"]

    def test_names_the_ministry(self):
        ministry = party("party-uzbekistan-culture-ministry")

        assert (ministry.kind, ministry.country.code) == ("ministry", "UZ")
        assert words(ministry, 7, "names") == ["وزارة الثقافة"]
        assert words(ministry, 7, "country") == ["جمهورية أوزبكستان"]

    def test_implies_that_the_ministry_is_the_state_s(self):
        ministry = party("party-uzbekistan-culture-ministry")

        assert ministry.parent.key == "state-uz"
        assert inferred(ministry, 7, "parent") == ["جمهورية أوزبكستان"]

    def test_covers_joint_projects(self):
        projects = provision("uzbekistan", "joint-projects")

        assert coding(projects) == ("joint-projects", "provides")
        assert words(projects, 7) == ["تطوير مشاريع مشتركة"]
        assert words(projects, 7, "stance") == ["تغطي"]

    @pytest.mark.parametrize(
        ("key", "said", "named"),
        [
            ("ties", "ties between peoples", "تهدف إلى تعزيز الروابط"),
            ("heritage", "cultural heritage", "الحفاظ على التراث الثقافي"),
        ],
    )
    def test_gives_the_projects_two_aims(self, key, said, named):
        aim = statement(f"aktau-uzbekistan-projects-aim-{key}")

        assert (aim.kind, aim.provision) == ("aim", provision("uzbekistan", "joint-projects"))
        assert said in aim.summary["en"]
        assert words(aim, 7) == [named]

    @pytest.mark.parametrize(
        ("key", "topic", "named"),
        [
            ("ties-between-peoples", "cultural-ties", "تعزيز الروابط بين الشعوب"),
            ("cultural-heritage", "heritage", "الحفاظ على التراث الثقافي"),
        ],
    )
    def test_can_be_found_by_the_aims_that_it_serves(self, key, topic, named):
        served = provision("uzbekistan", key)

        assert coding(served) == (topic, "provides")
        assert words(served, 7) == [named]
        assert words(served, 7, "stance") == ["تغطي"]

    @pytest.mark.parametrize(
        ("key", "subject", "named"),
        [
            ("theme-turkestan", "turkestan", "تركستان"),
            ("theme-samarkand", "samarkand", "سمرقند"),
            ("theme-amir-timur", "era-of-amir-timur", "عهد الأمير تيمور"),
        ],
    )
    def test_plans_special_attention_to_themes(self, key, subject, named):
        theme = provision("uzbekistan", key)

        assert coding(theme) == ("priority-themes", "plans")
        assert subjects(theme) == {subject}
        assert "special attention" in theme.summary["en"]
        assert words(theme, 7) == ["اهتمام خاص"]
        assert words(theme, 7, "subjects") == [named]
        assert words(theme, 7, "stance") == ["سيُولى"]

    @pytest.mark.parametrize(("key", "named"), [("turkestan", "تركستان"), ("samarkand", "سمرقند")])
    def test_names_two_places(self, key, named):
        assert place(f"place-{key}").as_subject.get().key == f"subject-{key}"
        assert words(place(f"place-{key}"), 7, "names") == [named]


class TestParagraph7OnTheFilm:
    def test_names_the_film(self):
        assert film(PAMIR).title["ar"] == "عاليًا كجبال البامير"
        assert words(film(PAMIR), 7, "title") == ["عاليًا كجبال البامير"]

    def test_leaves_the_english_title_to_other_sources(self):
        assert film(PAMIR).title["en"] == "As High as the Pamir Mountains"
        assert supplied(film(PAMIR), "title") == {"As High as the Pamir Mountains"}

    def test_calls_the_film_fiction(self):
        assert film(PAMIR).forms == ("fiction",)
        assert words(film(PAMIR), 7, "forms") == ["الروائي"]

    def test_calls_the_film_feature_length(self):
        assert film(PAMIR).lengths == ("feature-length",)
        assert words(film(PAMIR), 7, "lengths") == ["الطويل"]

    def test_plans_a_screening(self):
        assert screening(PAMIR, "planned").holding == "planned"
        assert words(screening(PAMIR, "planned"), 7) == ["العرض المُخطط له"]

    def test_counts_the_screening_among_the_first_initiatives_of_the_memorandum(self):
        link = film_link(PAMIR, "uzbekistan")

        assert (link.nature, link.agreement) == ("initiative-of", memorandum("uzbekistan"))
        assert words(link, 7) == ["من المبادرات الأولى في هذا الاتجاه"]

    def test_devotes_the_film_to_how_two_writers_were_bound_to_each_other(self):
        assert "how two writers were bound to each other" in film(PAMIR).summary["en"]
        assert "المُكرّس للعلاقة بين الكاتب" in words(film(PAMIR), 7, "summary")

    def test_tells_it_through_the_lives_of_the_two(self):
        assert "Their lives are to stand for" in film(PAMIR).summary["en"]
        assert "من خلال حياة الكاتبين" in words(film(PAMIR), 7, "summary")

    @pytest.mark.parametrize(
        ("subject", "named"),
        [
            ("mukhtar-auezov", "مختار أويزوف"),
            ("abdulla-qodiriy", "عبد الله قادري"),
            ("friendship-of-the-uzbek-and-kazakh-peoples", "بالصداقة والأخوة بين الشعبين"),
            ("friendship-of-the-uzbek-and-kazakh-peoples", "الأوزبكي والكازاخي"),
        ],
    )
    def test_says_what_the_film_is_about(self, subject, named):
        assert subject in subjects(film(PAMIR))
        assert named in words(film(PAMIR), 7, "subjects")

    @pytest.mark.parametrize(
        ("key", "name", "described"),
        [
            ("mukhtar-auezov", "مختار أويزوف", "الكاتب الكازاخستاني البارز مختار أويزوف"),
            ("abdulla-qodiriy", "عبد الله قادري", "مؤسس الرواية الأوزبكية عبد الله قادري"),
        ],
    )
    def test_names_the_writers_and_says_who_they_were(self, key, name, described):
        writer = person(f"person-{key}")

        assert writer.names["ar"] == name
        assert writer.as_subject.get().key == f"subject-{key}"
        assert words(writer, 7, "names") == [name]
        assert words(writer, 7) == [described]
