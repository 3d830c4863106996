"""What was found elsewhere about the film memorandum of Iran and Kazakhstan and its people."""

import pytest

from coop.models import Citation, SourceDocument
from tests.facts.film_deal import (
    TALKS,
    VISIT,
    agreement,
    astana,
    event,
    party,
    person,
    signing,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("registry_fixtures")]

TEHRAN_TIMES = "source-tehran-times-iran-kazakhstan-film"
MEHR = "source-mehr-iran-kazakhstan-film"
IRAN_ALYOUM = "source-iran-alyoum-iran-kazakhstan-film"
KAZINFORM = "source-kazinform-iran-talks"
BAQ = "source-baq-iran-talks"
ZAKON = "source-zakon-ministry-of-culture"
IRNA = "source-irna-anniversary"

IRAN_MINISTRY = "party-ir-ministry-of-culture-and-islamic-guidance"
KAZAKHSTAN_MINISTRY = "party-kz-ministry-of-culture-and-information"


def supplied(source, key):
    """A citation of something found elsewhere; one of another basis is no such thing."""
    citation = Citation.objects.get_by_natural_key(source, key)
    assert citation.basis == "supplied"
    return citation


class TestOtherSources:
    @pytest.mark.parametrize(
        ("key", "publisher", "language", "published_on", "site"),
        [
            (TEHRAN_TIMES, "Tehran Times", "en", "2025-12-14", "https://www.tehrantimes.com/"),
            (MEHR, "Mehr News Agency", "fa", "2025-12-13", "https://www.mehrnews.com/"),
            (IRAN_ALYOUM, "Iran Alyoum", "ar", "", "https://iran-alyoum.com/"),
            (KAZINFORM, "Kazinform", "kk", "2025-12-11", "https://kaz.inform.kz/"),
            (BAQ, "BAQ.KZ", "ru", "2025-12-11", "https://rus.baq.kz/"),
            (ZAKON, "Zakon.kz", "ru", "2026-02-17", "https://www.zakon.kz/"),
            (IRNA, "IRNA", "en", "", "https://en.irna.ir/"),
        ],
    )
    def test_are_public_with_publisher_date_and_address(
        self, key, publisher, language, published_on, site
    ):
        source = SourceDocument.objects.get(key=key)

        assert source.is_public
        assert (source.publisher, source.language) == (publisher, language)
        assert source.published_on == published_on
        assert source.address.startswith(site)

    @pytest.mark.parametrize("key", [TEHRAN_TIMES, MEHR, IRAN_ALYOUM, KAZINFORM, BAQ, ZAKON, IRNA])
    def test_say_how_far_they_were_read(self, key):
        assert "Read for" in SourceDocument.objects.get(key=key).note

    @pytest.mark.parametrize("key", [TEHRAN_TIMES, MEHR, IRAN_ALYOUM, KAZINFORM, BAQ, ZAKON, IRNA])
    def test_carry_nothing_but_what_is_supplied(self, key):
        cited = SourceDocument.objects.get(key=key).citations.values_list("basis", flat=True)

        assert set(cited) == {"supplied"}


class TestSigning:
    @pytest.mark.parametrize("source", [TEHRAN_TIMES, MEHR])
    def test_has_its_year_from_other_reports(self, source):
        year = supplied(source, "year")

        assert (year.act, year.field) == (signing(), "done_on")
        assert signing().done_on_latest.year == 2025

    def test_has_its_city_from_another_report(self):
        place = supplied(TEHRAN_TIMES, "place")

        assert (place.agreement, place.field) == (agreement(), "place")
        assert place.as_named == agreement().place.names["en"] == "Astana"

    @pytest.mark.parametrize(
        ("source", "language", "title"),
        [
            (MEHR, "fa", "تفاهم‌نامه همکاری‌های سینمایی ایران و قزاقستان"),
            (IRAN_ALYOUM, "ar", "مذكرة تفاهم للتعاون السينمائي بين إيران وكازاخستان"),
        ],
    )
    def test_has_its_title_in_other_languages_after_other_reports(self, source, language, title):
        assert agreement().title[language] == title
        assert supplied(source, "title").agreement == agreement()


class TestEvents:
    def test_have_the_country_of_the_visit_from_another_report(self):
        country = supplied(TEHRAN_TIMES, "place-of-visit")

        assert (country.event, country.field) == (event(VISIT), "country")
        assert country.as_named == event(VISIT).country.names["en"] == "Kazakhstan"

    def test_have_the_city_of_the_talks_from_another_report(self):
        place = supplied(BAQ, "place-of-talks")

        assert (place.event, place.field) == (event(TALKS), "place")
        assert event(TALKS).place == astana()


class TestPeople:
    @pytest.mark.parametrize(
        ("source", "key", "who", "language", "name"),
        [
            (MEHR, "salehi", "person-abbas-salehi", "fa", "سید عباس صالحی"),
            (IRAN_ALYOUM, "salehi", "person-abbas-salehi", "ar", "عباس صالحي"),
            (MEHR, "balayeva", "person-aida-balayeva", "fa", "آیدا بالایوا"),
            (IRAN_ALYOUM, "balayeva", "person-aida-balayeva", "ar", "آيدا بالاييفا"),
            (ZAKON, "balayeva", "person-aida-balayeva", "ru", "Аида Балаева"),
            (MEHR, "pezeshkian", "person-masoud-pezeshkian", "fa", "مسعود پزشکیان"),
            (IRAN_ALYOUM, "pezeshkian", "person-masoud-pezeshkian", "ar", "مسعود بزشكيان"),
            (KAZINFORM, "pezeshkian", "person-masoud-pezeshkian", "kk", "Масуд Пезешкиан"),
            (BAQ, "pezeshkian", "person-masoud-pezeshkian", "ru", "Масуд Пезешкиан"),
            (KAZINFORM, "tokayev", "person-kassym-jomart-tokayev", "kk", "Қасым-Жомарт Тоқаев"),
            (BAQ, "tokayev", "person-kassym-jomart-tokayev", "ru", "Касым-Жомарт Токаев"),
        ],
    )
    def test_have_names_in_other_scripts(self, source, key, who, language, name):
        citation = supplied(source, key)

        assert (citation.person, citation.field) == (person(who), "names")
        assert person(who).names[language] == name

    def test_keep_the_honorific_of_abbas_salehi_as_printed_elsewhere(self):
        citation = supplied(TEHRAN_TIMES, "salehi")

        assert citation.person == person("person-abbas-salehi")
        assert citation.as_named == "Seyyed Abbas Salehi"


class TestBodies:
    @pytest.mark.parametrize(
        ("source", "key", "body", "language", "name"),
        [
            (MEHR, "ministry-ir", IRAN_MINISTRY, "fa", "وزارت فرهنگ و ارشاد اسلامی"),
            (IRAN_ALYOUM, "ministry-ir", IRAN_MINISTRY, "ar", "وزارة الثقافة والإرشاد الإسلامي"),
            (IRAN_ALYOUM, "ministry-kz", KAZAKHSTAN_MINISTRY, "ar", "وزارة الثقافة والإعلام"),
            (
                KAZINFORM,
                "ministry-kz",
                KAZAKHSTAN_MINISTRY,
                "kk",
                "Мәдениет және ақпарат министрлігі",
            ),
            (ZAKON, "ministry-kz", KAZAKHSTAN_MINISTRY, "ru", "Министерство культуры и информации"),
            (IRNA, "irna", "party-irna", "en", "Islamic Republic News Agency"),
        ],
    )
    def test_have_names_from_elsewhere(self, source, key, body, language, name):
        citation = supplied(source, key)

        assert (citation.party, citation.field) == (party(body), "names")
        assert party(body).names[language] == name

    @pytest.mark.parametrize(
        ("body", "code"), [(IRAN_MINISTRY, "IR"), (KAZAKHSTAN_MINISTRY, "KZ"), ("party-irna", "IR")]
    )
    def test_have_their_country(self, body, code):
        assert party(body).country.code == code

    def test_have_the_country_of_the_agency_from_elsewhere(self):
        citation = supplied(IRNA, "irna-country")

        assert (citation.party, citation.field) == (party("party-irna"), "country")


class TestAstana:
    @pytest.mark.parametrize(
        ("source", "language", "name"),
        [
            (MEHR, "fa", "آستانه"),
            (IRAN_ALYOUM, "ar", "آستانة"),
            (KAZINFORM, "kk", "Астана"),
            (BAQ, "ru", "Астана"),
        ],
    )
    def test_has_its_names_from_elsewhere(self, source, language, name):
        citation = supplied(source, "astana")

        assert (citation.place, citation.field) == (astana(), "names")
        assert astana().names[language] == name

    def test_is_called_the_capital_of_kazakhstan_elsewhere(self):
        citation = supplied(IRAN_ALYOUM, "capital")

        assert (citation.place, citation.field) == (astana(), "country")

    def test_is_known_to_wikidata(self):
        assert astana().identifiers == {"wikidata": "Q1520"}
