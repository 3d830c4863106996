"""One spelling for the many a word can have."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop.names.folding import fold, sort_key, variants, words, words_in_place

ANY_TEXT = st.text(st.characters(), max_size=200)


class TestFolding:
    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("اتفاقية", "اتفاقيه"),
            ("أحمد إيران آسيا ٱسم", "احمد ايران اسيا اسم"),
            ("مُذَكِّرَةُ", "مذكرة"),
            ("سينمـــا", "سينما"),
            ("کیک", "كيك"),
            ("سینمای", "سينماى"),
            ("می‌شود", "میشود"),
            ("امضاء", "امضا"),
            ("مسؤول", "مسوول"),
            ("İSTANBUL", "istanbul"),
            ("ISPARTA", "ısparta"),
            ("Қорқыт", "Коркыт"),
            ("әғқңөұүһі ӘҒҚҢӨҰҮҺІ", "агкноуухи агкноуухи"),
            ("Әуезов", "Ауезов"),
            ("Ғабит Мүсірепов", "Габит Мусирепов"),
            ("Ещё ёлка", "Еще елка"),
            ("Straße", "STRASSE"),
            ("Łódź", "lodz"),
            ("café", "cafe\u0301"),
            ("ﬁlm", "FILM"),
            ("١٢٣ ۴۵۶ १२३", "123 456 123"),
            ("oʻzbek", "o'zbek"),
            ("Farg‘ona", "Fargona"),
        ],
    )
    def test_gives_spellings_of_one_word_one_form(self, one, other):
        assert fold(one) == fold(other)

    @pytest.mark.parametrize(
        ("one", "other"), [("film", "filmy"), ("кино", "окно"), ("كتاب", "كتب"), ("1988", "1989")]
    )
    def test_keeps_different_words_apart(self, one, other):
        assert fold(one) != fold(other)

    def test_leaves_words_of_letters_and_digits_with_single_spaces(self):
        assert fold("  L’accord «France–Pays-Bas», 1988!\n") == "l accord france pays bas 1988"

    def test_does_not_split_a_word_at_a_zero_width_joiner(self):
        assert words("می\u200cشود \u200fabc\u00ad\u200bdef") == ["ميشود", "abcdef"]

    @given(ANY_TEXT)
    def test_gives_letters_digits_and_single_spaces_for_any_text(self, text):
        folded = fold(text)

        assert all(
            character == " " or character.isalpha() or character in "0123456789"
            for character in folded
        )
        assert folded == " ".join(folded.split())

    @given(st.text(st.characters(codec="utf-8"), max_size=200))
    def test_does_not_depend_on_how_marks_are_composed(self, text):
        composed, decomposed = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))

        assert fold(composed) == fold(decomposed)

    @pytest.mark.parametrize(
        "unit", ["\u0300\u0327", "o'", "\ufdfa", "\ud800", " .", "\u202e\u200d"]
    )
    def test_takes_a_huge_text_in_little_time(self, unit):
        text = "a" + unit * 400_000

        began = time.process_time()
        fold(text)

        assert time.process_time() - began < 3

    def test_reads_no_more_than_a_million_characters(self):
        assert fold("a" * 1_000_000 + " b") == "a" * 1_000_000


class TestWordsInPlace:
    @given(ANY_TEXT)
    def test_are_the_folded_words_in_their_order(self, text):
        assert [word for word, _start, _end in words_in_place(text)] == words(text)

    @pytest.mark.parametrize(
        ("text", "places"),
        [
            ("Kino-Fest, 2025!", ["Kino", "Fest", "2025"]),
            ("«مُذَكِّرَةُ» تفاهم", ["مُذَكِّرَةُ", "تفاهم"]),
            ("l'accord d'Aktaou", ["l", "accord", "d", "Aktaou"]),
            ("Farg'ona va O‘zbekiston", ["Farg'ona", "va", "O‘zbekiston"]),
            ("Cafe\u0301 Ťurk", ["Cafe\u0301", "Ťurk"]),
            ("½", ["½", "½"]),
        ],
    )
    def test_say_where_each_word_stands(self, text, places):
        assert [text[start:end] for _word, start, end in words_in_place(text)] == places


class TestVariants:
    @pytest.mark.parametrize(
        ("written", "asked"),
        [
            ("التعاون", "تعاون"),
            ("والتعاون", "تعاون"),
            ("بالسينما", "سينما"),
            ("للسينما", "سينما"),
            ("للغة", "لغة"),
            ("وكالأفلام", "أفلام"),
            ("ومهرجان", "مهرجان"),
            ("الفن", "فن"),
        ],
    )
    def test_find_an_arabic_word_without_article_and_particles(self, written, asked):
        assert set(variants(fold(written))) & set(variants(fold(asked)))

    def test_begin_with_the_word_itself(self):
        assert variants("التعاون") == ("التعاون", "تعاون")

    @pytest.mark.parametrize("word", ["film", "кино", "الف", "ولد", "123"])
    def test_leave_alone_what_has_no_article(self, word):
        assert variants(word) == (word,)


class TestSortKey:
    def test_ignores_leading_punctuation_and_case(self):
        titles = ["“Zorro”", "[Accord]", "¡Baile!"]

        assert sorted(titles, key=sort_key) == ["[Accord]", "¡Baile!", "“Zorro”"]

    @given(ANY_TEXT.map(lambda text: text * 20))
    def test_has_at_most_200_characters(self, text):
        assert len(sort_key(text)) <= 200
