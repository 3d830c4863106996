"""Names that the registry knows are found in a text, in every script, where they stand."""

import pytest

from coop.curation import recording
from coop.models import Agreement, Party
from coop.recognition.marks import marks
from tests import factories


def found(text, language="en"):
    """The kind, the words and the keys of what is recognised in one paragraph."""
    return [
        (mark.kind, mark.words, [one.key for one in mark.candidates])
        for mark in marks([text], language)
    ]


def keys(text, language="en"):
    return [key for _kind, _words, known in found(text, language) for key in known]


@pytest.fixture
def kazakhstan(db):
    names = {"en": "Kazakhstan", "ru": "Казахстан", "kk": "Қазақстан", "ar": "كازاخستان"}
    return factories.country("KZ", names=names)


class TestWhatIsKnown:
    def test_every_kind_of_record_is_found_by_its_name(self, db):
        fund = factories.party(names="Reed Lake Film Fund")
        person = factories.person(names="Dana Okonedo")
        place = factories.place(names="Port Amsel")
        festival = factories.event(names="Amber Coast Film Days")
        film = factories.coproduction(title="The Salt Carriers", draft=True)
        pact = factories.agreement(title="Amber Coast Film Accord", draft=True, parties=[])
        subject = factories.subject(names="lighthouse keepers")
        topic = factories.topic("sound-archives", names="Sound archives")

        text = (
            "Dana Okonedo of the Reed Lake Film Fund signed the Amber Coast Film Accord in Port "
            "Amsel during the Amber Coast Film Days; The Salt Carriers tells of lighthouse "
            "keepers, and sound archives are opened."
        )

        assert [(kind, known) for kind, _words, known in found(text)] == [
            ("person", [person.key]),
            ("party", [fund.key]),
            ("agreement", [pact.key]),
            ("place", [place.key]),
            ("event", [festival.key]),
            ("coproduction", [film.key]),
            ("subject", [subject.key]),
            ("provisiontopic", [topic.code]),
        ]

    def test_a_party_is_found_by_its_short_and_its_former_names(self, db):
        party = factories.party(names="Reed Lake Film Fund", short_names="RLF")
        factories.former_name(party=party, names="Reed Lake Screen Office")

        assert keys("The RLF, once the Reed Lake Screen Office") == [party.key, party.key]

    def test_a_country_is_its_state_once_that_is_entered(self, kazakhstan):
        before = found("Kazakhstan signed.")
        state = factories.state("KZ")

        assert before == [("country", "Kazakhstan", ["KZ"])]
        assert found("Kazakhstan signed.") == [("party", "Kazakhstan", [state.key])]

    def test_a_body_is_not_found_by_the_name_of_its_country(self, kazakhstan):
        factories.party(names="Steppe Film Centre", country=kazakhstan)

        assert found("Kazakhstan signed.") == [("country", "Kazakhstan", ["KZ"])]

    def test_groups_of_topics_are_words_of_every_day(self, db):
        factories.topic("film-weeks", names="Film weeks")

        assert found("A group of film weeks") == [("provisiontopic", "film weeks", ["film-weeks"])]


class TestWhichWordsBelongToAName:
    def test_the_longest_name_is_taken(self, db):
        factories.place(names="Amber Coast")
        festival = factories.event(names="Amber Coast Film Days")

        assert found("the Amber Coast Film Days") == [
            ("event", "Amber Coast Film Days", [festival.key])
        ]

    def test_the_place_is_that_in_the_text_as_it_stands(self, db):
        factories.person(names="Émile Ŝtrøm")
        text = "L’accueil d’ÉMILE  ŜTRØM, hier"

        (mark,) = marks([text], "fr")

        assert text[mark.start : mark.end] == mark.words == "ÉMILE  ŜTRØM"

    def test_inflected_forms_are_found_by_their_beginning(self, kazakhstan):
        assert keys("в столице Казахстана", "ru") == ["KZ"]
        assert keys("Қазақстанның астанасында", "kk") == ["KZ"]

    def test_a_short_word_is_not_the_beginning_of_others(self, db):
        factories.place(names="Oda")

        assert found("Odalar ve Odak") == []

    def test_a_long_word_is_not_an_inflected_short_one(self, db):
        factories.country("TD", names="Chad")

        assert found("Chadwick Park") == []

    def test_a_single_word_is_a_name_only_with_a_capital(self, db):
        country = factories.country("TR", names="Turkey")

        assert found("roast turkey in Turkey") == [("country", "Turkey", [country.code])]

    def test_a_short_name_is_in_capitals(self, db):
        party = factories.party(names="Reed Lake Film Fund", short_names="RLF")

        assert keys("Rlf and rlf and RLF") == [party.key]

    def test_a_film_of_one_word_stands_between_quotation_marks(self, db):
        film = factories.coproduction(title="Becoming")

        assert keys("Becoming rich, she saw “Becoming” twice.") == [film.key]

    def test_an_agreement_is_not_known_by_one_word(self, db):
        factories.agreement(title="Convention", parties=[])

        assert found("The Convention binds.") == []


class TestArabic:
    def test_particles_before_a_name_are_not_part_of_it(self, kazakhstan):
        texts = ["وكازاخستان", "لكازاخستان", "بكازاخستان", "ولكازاخستان", "فكازاخستان"]

        assert [found(text, "ar") for text in texts] == [
            [("country", "كازاخستان", ["KZ"])] for _text in texts
        ]

    def test_the_article_of_a_country_stays_with_it(self, db):
        factories.country("JO", names={"ar": "الأردن", "en": "Jordan"})
        factories.country("LY", names={"ar": "ليبيا", "en": "Libya"})

        assert keys("في الأردن وللأردن وبالأردن وليبيا", "ar") == ["JO", "JO", "JO", "LY"]
        assert found("الليبيا", "ar") == []

    def test_a_body_is_found_behind_the_article_that_a_particle_has_swallowed(self, db):
        body = factories.party(names={"ar": "المركز الوطني للسينما", "en": "Film Centre"})

        assert keys("تابع للمركز الوطني للسينما", "ar") == [body.key]

    def test_vowels_and_lengthened_letters_do_not_matter(self, db):
        person = factories.person(names={"ar": "سليم الورغمي"})
        text = "وسَلِيـــم الوُرغمي"

        (mark,) = marks([text], "ar")

        assert [one.key for one in mark.candidates] == [person.key]
        assert mark.words == "سَلِيـــم الوُرغمي"

    def test_a_letter_that_is_written_in_one_with_a_particle_is_not_parted(self, db):
        factories.country("AO", names={"ar": "أنغولا", "en": "Angola"})

        (mark,) = marks(["ﻷنغولا"], "ar")

        assert mark.words == "ﻷنغولا"

    def test_persian_has_no_such_particles(self, db):
        factories.country("IR", names={"fa": "ایران", "en": "Iran"})

        assert keys("سینمای ایران", "fa") == ["IR"]
        assert found("بایران", "fa") == []

    def test_words_of_the_language_that_happen_to_be_a_name_are_not_taken_alone(self, db):
        factories.place(names={"ar": "كان", "en": "Cannes"})
        festival = factories.event(names={"ar": "مهرجان كان السينمائي"})

        assert keys("كان الوزير في مهرجان كان السينمائي", "ar") == [festival.key]


class TestSeveralMeanings:
    def test_bodies_with_the_same_words_are_all_candidates(self, db):
        one = factories.party(names="Cinema Agency", country=factories.country("AL"))
        other = factories.party(names="Cinema Agency", country=factories.country("MY"))

        (mark,) = marks(["The Cinema Agency answered."], "en")

        assert {candidate.key for candidate in mark.candidates} == {one.key, other.key}
        assert mark.is_ambiguous

    def test_that_of_a_country_which_the_paragraph_names_comes_first(self, db):
        for code in ("AL", "MY"):
            land = factories.country(code)
            factories.party(key=f"agency-{code.lower()}", names="Cinema Agency", country=land)

        first, second = (
            marks([f"The Cinema Agency of {land}"], "en")[0].candidates
            for land in ("Albania", "Malaysia")
        )

        assert [first[0].key, second[0].key] == ["agency-al", "agency-my"]

    def test_a_surname_alone_is_the_person_whose_full_name_the_text_has(self, db):
        person = factories.person(names="Dana Okonedo")

        alone, full = marks(["Okonedo was glad.", "Dana Okonedo signed."], "en")

        assert alone.words == "Okonedo"
        assert full.candidates == alone.candidates
        assert alone.candidates[0].key == person.key

    def test_without_the_full_name_a_surname_is_nobody(self, db):
        factories.person(names="Dana Okonedo")

        assert found("Okonedo was glad.") == []

    def test_a_capital_does_not_stand_for_its_state(self, kazakhstan):
        place = factories.place(names="Astana", country=kazakhstan)

        assert found("Astana agreed.") == [("place", "Astana", [place.key])]


class TestChanges:
    def test_a_name_is_known_as_soon_as_it_is_entered(self, db):
        factories.party(names="Reed Lake Film Fund")
        text = "Reed Lake Film Fund and Harbour Film Board"
        before = len(found(text))
        board = factories.party(names="Harbour Film Board")

        assert before == 1
        assert keys(text)[1] == board.key

    def test_a_name_that_was_changed_is_known_no_more(self, db):
        fund = factories.party(names="Reed Lake Film Fund")
        assert keys("Reed Lake Film Fund") == [fund.key]

        with recording() as opened:
            opened.touch(fund)
            Party.objects.filter(pk=fund.pk).update(names={"en": "Harbour Film Board"})

        assert found("Reed Lake Film Fund") == []
        assert keys("Harbour Film Board") == [fund.key]

    def test_a_record_that_was_deleted_is_known_no_more(self, db):
        pact = factories.agreement(title="Amber Coast Film Accord", draft=True, parties=[])
        assert keys("Amber Coast Film Accord") == [pact.key]

        with recording() as opened:
            opened.touch(pact)
            Agreement.objects.get(pk=pact.pk).delete()

        assert found("Amber Coast Film Accord") == []
