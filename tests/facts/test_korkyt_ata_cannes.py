"""Paragraph 8 of the report on Kazakhstan's film centre: Cannes, and two films."""

import pytest

from tests.facts.korkyt_ata import (
    AKTAU,
    BECOMING,
    CANNES,
    CANNES_FESTIVAL,
    CENTRE,
    SEA_DOGS,
    agreement,
    ambiguous,
    event,
    film,
    inferred,
    occasion,
    participation,
    partner,
    party,
    relation,
    screening,
    signing,
    supplied,
    words,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("registry_fixtures")]


class TestParagraph8OnTheMemorandum:
    def test_calls_the_instrument_a_memorandum_of_cooperation(self):
        assert words(agreement(CANNES), 8) == ["مذكرة تعاون"]

    def test_says_what_kind_of_instrument_it_is(self):
        assert agreement(CANNES).kind == "memorandum-of-cooperation"
        assert words(agreement(CANNES), 8, "kind") == ["مذكرة تعاون"]

    def test_leaves_the_title_to_the_registry(self):
        assert agreement(CANNES).is_title_supplied
        assert inferred(agreement(CANNES), 8, "title") == [""]

    def test_leaves_it_open_whether_it_is_one_memorandum_or_two(self):
        assert "It may be one memorandum of three centres, or two" in agreement(CANNES).note
        assert ambiguous(agreement(CANNES), 8, "note") == ["مذكرة تعاون مع المركزين"]
        assert not agreement(CANNES).is_possible

    def test_differs_from_other_sources_that_speak_of_more_than_one(self):
        assert supplied(agreement(CANNES), "note") == {
            "memorandums",
            "memorandum of cooperation (MOC)",
        }

    def test_says_that_it_was_signed(self):
        assert signing(CANNES).kind == "signature"
        assert words(signing(CANNES), 8) == ["وقّع"]

    def test_sets_the_signing_at_the_festival_in_cannes(self):
        at = occasion(CANNES, "cannes")

        assert (at.kind, at.event) == ("during", event(CANNES_FESTIVAL))
        assert words(at, 8) == ["في مهرجان كان السينمائي"]

    def test_names_the_festival(self):
        festival = event(CANNES_FESTIVAL)

        assert (festival.kind, festival.names["ar"]) == ("festival", "مهرجان كان السينمائي")
        assert words(festival, 8, "names") == ["مهرجان كان السينمائي"]

    def test_puts_the_centre_of_kazakhstan_on_one_side(self):
        centre = participation(CANNES, "kazakhstan")

        assert (centre.party.key, centre.role, centre.side) == (CENTRE, "party", 1)
        assert words(centre, 8) == ["مركز السينما"]

    def test_calls_the_centre_the_cinema_centre_for_short(self):
        assert words(party(CENTRE), 8, "names") == ["مركز السينما"]

    @pytest.mark.parametrize(
        ("country", "key"),
        [("france", "party-france-cnc"), ("georgia", "party-georgia-film-center")],
    )
    def test_puts_the_two_national_film_centres_on_the_other(self, country, key):
        other = participation(CANNES, country)

        assert (other.party.key, other.role, other.side) == (key, "party", 2)
        assert words(other, 8) == ["المركزين السينمائيين الوطنيين"]
        assert inferred(other, 8, "side") == ["مع المركزين"]

    @pytest.mark.parametrize(
        ("key", "code", "named"),
        [("party-france-cnc", "FR", "فرنسا"), ("party-georgia-film-center", "GE", "جورجيا")],
    )
    def test_says_in_which_countries_the_two_centres_are(self, key, code, named):
        centre = party(key)

        assert (centre.kind, centre.country.code) == ("agency", code)
        assert words(centre, 8, "names") == ["المركزين السينمائيين الوطنيين"]
        assert words(centre, 8, "country") == [named]

    @pytest.mark.parametrize("key", AKTAU)
    def test_puts_it_before_the_memoranda_of_aktau(self, key):
        before = relation(CANNES, f"before-{key.removeprefix('agreement-')}")

        assert (before.kind, before.related.key) == ("earlier-than", key)
        assert words(before, 8) == ["سبق أن"]


class TestParagraph8OnTheDocumentary:
    def test_names_the_film(self):
        assert film(SEA_DOGS).title["ar"] == "حكاية كلاب البحر"
        assert words(film(SEA_DOGS), 8, "title") == ["حكاية كلاب البحر"]

    def test_leaves_the_english_title_to_other_sources(self):
        assert film(SEA_DOGS).title["en"] == "The Tale of the Sea Dogs"
        assert supplied(film(SEA_DOGS), "title") == {"The Tale of the Sea Dogs"}

    def test_calls_the_film_a_documentary(self):
        assert film(SEA_DOGS).forms == ("documentary",)
        assert words(film(SEA_DOGS), 8, "forms") == ["الفيلم الوثائقي"]

    def test_says_that_the_film_is_in_production(self):
        assert film(SEA_DOGS).status == "in-production"
        assert words(film(SEA_DOGS), 8, "status") == ["يجري إنتاج"]

    def test_says_that_it_is_made_in_cooperation_with_thailand(self):
        assert "in cooperation with Thailand" in film(SEA_DOGS).summary["en"]
        assert words(film(SEA_DOGS), 8, "summary") == ["يُنتج بالتعاون مع تايلاند"]
        assert partner(SEA_DOGS, "thailand").country.code == "TH"
        assert words(partner(SEA_DOGS, "thailand"), 8) == ["تايلاند"]

    def test_leaves_kazakhstan_as_the_other_partner_to_be_inferred(self):
        assert partner(SEA_DOGS, "kazakhstan").country.code == "KZ"
        assert inferred(partner(SEA_DOGS, "kazakhstan"), 8) == ["بالتعاون مع"]


class TestParagraph8OnTheFiction:
    def test_names_the_film(self):
        assert film(BECOMING).title["ar"] == "الفائزون ظاهرون في البداية"
        assert words(film(BECOMING), 8, "title") == ["الفائزون ظاهرون في البداية"]

    def test_leaves_the_english_and_russian_titles_to_other_sources(self):
        titles = {film(BECOMING).title["en"], film(BECOMING).title["ru"]}

        assert titles == {"Becoming", "Победителей видно на старте"}
        assert supplied(film(BECOMING), "title") == titles

    def test_calls_the_film_fiction(self):
        assert film(BECOMING).forms == ("fiction",)
        assert words(film(BECOMING), 8, "forms") == ["الروائي"]

    def test_calls_the_film_feature_length(self):
        assert film(BECOMING).lengths == ("feature-length",)
        assert words(film(BECOMING), 8, "lengths") == ["الطويل"]

    def test_calls_the_film_an_international_co_production(self):
        assert "international co-production" in film(BECOMING).summary["en"]
        assert words(film(BECOMING), 8, "summary") == ["إنتاج دولي مشترك"]

    @pytest.mark.parametrize(
        ("key", "code", "named"),
        [
            ("france", "FR", "فرنسا"),
            ("netherlands", "NL", "هولندا"),
            ("lithuania", "LT", "ليتوانيا"),
            ("sweden", "SE", "السويد"),
        ],
    )
    def test_names_four_partners(self, key, code, named):
        assert partner(BECOMING, key).country.code == code
        assert words(partner(BECOMING, key), 8) == [named]

    def test_leaves_kazakhstan_as_the_fifth_partner_to_be_inferred(self):
        assert partner(BECOMING, "kazakhstan").country.code == "KZ"
        assert inferred(partner(BECOMING, "kazakhstan"), 8) == ["إنتاج دولي مشترك مع"]

    def test_says_that_the_film_was_screened(self):
        assert film(BECOMING).status == "screened"
        assert words(film(BECOMING), 8, "status") == ["عُرض"]

    def test_says_that_it_was_shown_at_leading_international_festivals(self):
        shown = screening(BECOMING, "international-festivals")

        assert shown.holding == "held"
        assert "leading international festivals" in shown.note
        assert words(shown, 8) == ["مهرجانات دولية رائدة"]

    def test_leaves_locarno_to_other_sources(self):
        locarno = screening(BECOMING, "locarno-2025")

        assert locarno.event.key == "event-locarno-film-festival-2025"
        assert (locarno.holding, locarno.held_on) == ("held", "2025-08")
        assert supplied(locarno, "") == {"Locarno Film Festival"}
        assert words(locarno, 8) == []

    def test_leaves_the_director_to_other_sources(self):
        assert "Zhannat Alshanova" in film(BECOMING).note
        assert supplied(film(BECOMING), "note") == {"Zhannat Alshanova"}
