"""The memoranda of Kazakhstan's film centre: what paragraphs 1 and 2 say of all of them."""

import pytest

from tests.facts.korkyt_ata import (
    AKTAU,
    BODIES,
    CENTRE,
    CODES,
    COUNTRIES,
    EDITION,
    FESTIVAL,
    MEMORANDA,
    SET,
    agreement,
    ambiguous,
    event,
    inferred,
    memorandum,
    occasion,
    participation,
    party,
    place,
    relation,
    report,
    signing,
    statement,
    supplied,
    words,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("registry_fixtures")]

each_country = pytest.mark.parametrize("country", COUNTRIES)
each_memorandum = pytest.mark.parametrize("key", MEMORANDA)
the_set_and_each_memorandum = pytest.mark.parametrize("key", AKTAU)


class TestReport:
    def test_is_an_arabic_press_report(self):
        assert (report().kind, report().language) == ("press-report", "ar")

    def test_comes_from_qazaq_culture(self):
        assert report().publisher == "Qazaq Culture"

    def test_stands_at_its_address(self):
        assert report().address == (
            "https://qazaqculture.com/ar/news/cab6c1e9-4c9e-4541-9d3c-b2372f9efa82"
        )

    def test_is_known_by_the_bytes_received(self):
        assert report().sha256 == "dd6562633db8953b04f97717e9743ab778bfa079543403fe2a2999bc9e6cdc5a"

    def test_has_eight_paragraphs_that_all_make_claims(self):
        assert (report().paragraph_count, report().no_claim) == (8, [])
        assert set(report().citations.values_list("paragraphs", flat=True)) == set("12345678")

    def test_is_public(self):
        assert report().is_public


class TestParagraph1OnThePlaceAndTheOccasion:
    @the_set_and_each_memorandum
    def test_places_the_signing_in_aktau(self, key):
        assert agreement(key).place == place("place-aktau")
        assert words(agreement(key), 1, "place") == ["أكتاو"]

    def test_names_aktau(self):
        assert place("place-aktau").names["ar"] == "أكتاو"
        assert words(place("place-aktau"), 1, "names") == ["أكتاو"]

    @the_set_and_each_memorandum
    def test_sets_the_signing_within_the_festival(self, key):
        assert (occasion(key).kind, occasion(key).event) == ("within", event(EDITION))
        assert words(occasion(key), 1) == ['في إطار مهرجان "كوركيت آتا"']

    @the_set_and_each_memorandum
    def test_leaves_the_edition_of_the_festival_to_another_source(self, key):
        found = occasion(key).citations.get(basis="supplied")

        assert found.source.key == "source-astana-times-film-ties"
        assert "names the festival alone" in found.note

    def test_names_the_festival_in_full(self):
        name = 'مهرجان "كوركيت آتا" السينمائي الدولي للعالم التركي'

        assert (event(FESTIVAL).kind, event(FESTIVAL).names["ar"]) == ("festival", name)
        assert words(event(FESTIVAL), 1, "names") == [name]

    def test_implies_that_the_festival_was_held(self):
        assert event(EDITION).holding == "held"
        assert inferred(event(EDITION), 1, "holding") == ["في إطار مهرجان"]

    def test_implies_that_the_festival_was_in_aktau(self):
        assert event(EDITION).place == place("place-aktau")
        assert inferred(event(EDITION), 1, "place") == ["في أكتاو"]


class TestParagraph1OnTheParties:
    @the_set_and_each_memorandum
    def test_makes_the_centre_of_kazakhstan_a_party(self, key):
        centre = participation(key, "kazakhstan")

        assert (centre.party.key, centre.role) == (CENTRE, "party")
        assert words(centre, 1) == ["المركز الوطني لدعم السينما"]

    def test_names_the_centre_otherwise_than_it_names_itself(self):
        centre = party(CENTRE)

        assert centre.kind == "agency"
        assert centre.names["ar"] == "المركز الوطني لدعم السينما"
        assert words(centre, 1, "names") == ["المركز الوطني لدعم السينما"]
        assert "State Center for Support of National Cinema" in supplied(centre, "names")

    def test_says_that_the_centre_is_in_the_republic_of_kazakhstan(self):
        assert party(CENTRE).country.code == "KZ"
        assert words(party(CENTRE), 1, "country") == ["جمهورية كازاخستان"]

    @each_country
    def test_makes_a_film_body_of_each_country_the_other_party(self, country):
        other = participation(f"agreement-aktau-{country}", country)

        assert (other.party.key, other.role) == (BODIES[country], "party")
        assert words(other, 1) == ["هيئات سينمائية حكومية"]

    @each_country
    def test_makes_the_five_bodies_parties_of_the_set_opposite_to_the_centre(self, country):
        assert participation(SET, "kazakhstan").side == 1
        assert participation(SET, country).side == 2
        assert participation(SET, country).party.key == BODIES[country]
        assert words(participation(SET, country), 1) == ["هيئات سينمائية حكومية"]

    @each_country
    def test_calls_each_of_the_five_bodies_governmental(self, country):
        assert words(party(BODIES[country]), 1) == ["هيئات سينمائية حكومية"]

    @pytest.mark.parametrize(
        ("country", "paragraph", "named"),
        [
            ("azerbaijan", 3, "وكالة"),
            ("kyrgyzstan", 4, "إدارة"),
            ("turkmenistan", 5, "جمعية"),
            ("uzbekistan", 7, "وكالة"),
        ],
    )
    def test_says_later_what_kind_of_body_each_is(self, country, paragraph, named):
        assert words(party(BODIES[country]), paragraph, "kind") == [named]

    def test_calls_the_turkish_body_a_general_directorate(self):
        assert inferred(party(BODIES["turkiye"]), 6, "kind") == ["المديرية العامة"]

    def test_calls_the_kazakh_body_a_centre(self):
        assert words(party(CENTRE), 1, "kind") == ["المركز الوطني"]

    @pytest.mark.parametrize(
        ("country", "named"),
        [
            ("azerbaijan", "أذربيجان"),
            ("kyrgyzstan", "قيرغيزستان"),
            ("turkmenistan", "تركمانستان"),
            ("turkiye", "تركيا"),
            ("uzbekistan", "أوزبكستان"),
        ],
    )
    def test_names_the_country_of_each_body(self, country, named):
        body = party(BODIES[country])

        assert body.country.code == CODES[country]
        assert words(body, 1, "country") == [named]


class TestParagraph1OnTheInstruments:
    @the_set_and_each_memorandum
    def test_says_that_they_were_signed(self, key):
        assert signing(key).kind == "signature"
        assert words(signing(key), 1) == ["وقّع"]

    @the_set_and_each_memorandum
    def test_calls_them_memoranda_of_cooperation(self, key):
        assert words(agreement(key), 1) == ["مذكرات تعاون"]

    @pytest.mark.parametrize("country", [name for name in COUNTRIES if name != "turkmenistan"])
    def test_says_what_kind_of_instrument_each_is(self, country):
        assert memorandum(country).kind == "memorandum-of-cooperation"
        assert words(memorandum(country), 1, "kind") == ["مذكرات تعاون"]

    def test_leaves_the_kind_of_the_turkmen_one_in_doubt(self):
        assert words(memorandum("turkmenistan"), 1, "kind") == []
        assert ambiguous(memorandum("turkmenistan"), 1, "kind") == ["مذكرات تعاون"]

    def test_implies_that_they_are_a_set(self):
        assert agreement(SET).kind == "package"
        assert inferred(agreement(SET), 1, "kind") == ["مذكرات تعاون"]

    def test_leaves_the_title_of_the_set_to_the_registry(self):
        assert agreement(SET).is_title_supplied
        assert inferred(agreement(SET), 1, "title") == [""]

    @each_memorandum
    def test_makes_each_memorandum_a_part_of_the_set(self, key):
        part = relation(key, "aktau-memoranda")

        assert (part.kind, part.related) == ("part-of", agreement(SET))
        assert words(part, 1) == ["مذكرات تعاون"]

    def test_makes_no_other_agreement_a_part_of_the_set(self):
        members = agreement(SET).inverse_relations.filter(kind="part-of")

        assert set(members.values_list("agreement__key", flat=True)) == set(MEMORANDA)

    def test_counts_five_instruments_and_one_package(self):
        instruments = type(agreement(SET)).objects.instruments().filter(key__in=AKTAU)

        assert set(instruments.values_list("key", flat=True)) == set(MEMORANDA)


class TestParagraph2:
    @the_set_and_each_memorandum
    def test_calls_them_agreements(self, key):
        assert words(agreement(key), 2) == ["الاتفاقيات"]

    @the_set_and_each_memorandum
    def test_sets_them_within_the_framework_of_turksoy(self, key):
        assert list(agreement(key).frameworks.all()) == [party("party-turksoy")]
        assert words(agreement(key), 2, "frameworks") == [
            "المنظمة الدولية للثقافة التركية (TURKSOY)"
        ]

    def test_names_the_organisation(self):
        turksoy = party("party-turksoy")

        assert turksoy.names["ar"] == "المنظمة الدولية للثقافة التركية"
        assert words(turksoy, 2, "names") == ["المنظمة الدولية للثقافة التركية"]

    def test_gives_the_short_name_of_the_organisation(self):
        assert party("party-turksoy").short_names["en"] == "TURKSOY"
        assert words(party("party-turksoy"), 2, "short_names") == ["TURKSOY"]

    def test_implies_that_the_organisation_is_one_of_states(self):
        assert party("party-turksoy").kind == "intergovernmental-organisation"
        assert inferred(party("party-turksoy"), 2, "kind") == ["المنظمة الدولية"]

    @the_set_and_each_memorandum
    def test_sees_them_as_part_of_a_wider_effort_within_turksoy(self, key):
        context = statement(f"{key.removeprefix('agreement-')}-context")

        assert (context.kind, context.agreement.key) == ("context", key)
        assert "wider effort to develop cooperation within TURKSOY" in context.summary["en"]
        assert words(context, 2) == ["جهد أوسع لتطوير التعاون"]

    @the_set_and_each_memorandum
    def test_gives_them_the_aim_of_cultural_unity(self, key):
        aim = statement(f"{key.removeprefix('agreement-')}-aim")

        assert (aim.kind, aim.agreement.key) == ("aim", key)
        assert "cultural unity of the Turkic states" in aim.summary["en"]
        assert words(aim, 2) == ["تعزيز الوحدة الثقافية للدول التركية"]

    @the_set_and_each_memorandum
    def test_gives_them_films_of_shared_values_and_heritage_as_a_means(self, key):
        means = statement(f"{key.removeprefix('agreement-')}-means")

        assert (means.kind, means.agreement.key) == ("means", key)
        assert "the values they share" in means.summary["en"]
        assert "historical heritage" in means.summary["en"]
        assert words(means, 2) == ["من خلال التصوير السينمائي"]
        assert words(means, 2, "summary") == ["القيم المشتركة والتراث التاريخي"]


class TestNameFoundElsewhere:
    """Facts of other sources, each marked as supplied and never cited to the report."""

    @pytest.mark.parametrize(
        ("key", "language", "name", "printed"),
        [
            (
                CENTRE,
                "ru",
                "Государственный центр поддержки национального кино",
                "Государственный центр поддержки национального кино",
            ),
            (
                CENTRE,
                "kk",
                "Ұлттық киноны қолдау мемлекеттік орталығы",
                "Ұлттық киноны қолдау мемлекеттік орталығы",
            ),
            (
                BODIES["azerbaijan"],
                "az",
                "Azərbaycan Respublikasının Kino Agentliyi",
                "Azərbaycan Respublikasının Kino Agentliyi",
            ),
            (
                BODIES["kyrgyzstan"],
                "ru",
                "Департамент кинематографии при Министерстве культуры, информации, спорта"
                " и молодежной политики",
                "Департаментом кинематографии",
            ),
            (
                BODIES["turkmenistan"],
                "tk",
                "Oguz Han adyndaky «Türkmenfilm» birleşigi",
                "Oguz Han adyndaky «Türkmenfilm» birleşiginiň",
            ),
            (
                BODIES["turkiye"],
                "tr",
                "Sinema Genel Müdürlüğü, Kültür ve Turizm Bakanlığı",
                "Sinema Genel Müdürlüğü",
            ),
            (BODIES["uzbekistan"], "uz", "Kinematografiya agentligi", "Kinematografiya agentligi"),
            (
                "party-turksoy",
                "tr",
                "TÜRKSOY, Uluslararası Türk Kültürü Teşkilatı",
                "Uluslararası Türk Kültürü Teşkilatı (TÜRKSOY)",
            ),
            (
                "party-france-cnc",
                "fr",
                "Centre national du cinéma et de l'image animée",
                "Centre national du cinéma et de l'image animée",
            ),
            (
                "party-georgia-film-center",
                "ka",
                "საქართველოს კინემატოგრაფიის ეროვნული ცენტრი",
                "საქართველოს კინემატოგრაფიის ეროვნული ცენტრი",
            ),
        ],
    )
    def test_is_supplied_for_a_body(self, key, language, name, printed):
        assert party(key).names[language] == name
        assert printed in supplied(party(key), "names")

    def test_is_supplied_for_the_festival(self):
        assert event(FESTIVAL).names["kk"] == "Қорқыт ата"
        assert event(FESTIVAL).names["tr"] == "Korkut Ata Türk Dünyası Film Festivali"
        assert "Korkut Ata Türk Dünyası Film Festivali" in supplied(event(FESTIVAL), "names")

    def test_says_that_the_edition_was_the_fifth(self):
        assert event(EDITION).part_of == event(FESTIVAL)
        assert supplied(event(EDITION), "names") == {"5. kez"}

    def test_dates_the_edition_to_october_2025_and_keeps_both_counts_of_days(self):
        assert event(EDITION).held_on == "2025-10"
        assert {"Oct. 1–5", "1-4 күндері"} <= supplied(event(EDITION), "held_on")

    def test_says_in_which_country_aktau_lies(self):
        assert place("place-aktau").country.code == "KZ"
        assert supplied(place("place-aktau"), "country") == {"KZ"}
