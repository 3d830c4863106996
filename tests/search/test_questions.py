"""What is read of what somebody types."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop.search.questions import WORDS_READ, Question
from coop.search.texts import BOUNDARY, WORD_LENGTH

ANY_TEXT = st.text(st.characters(), max_size=300)


class TestAQuestion:
    def test_is_of_folded_words(self):
        question = Question.read("  Қорқыт-Ата, 2025/26: Türkiye!")

        assert question.words == ("коркыт", "ата", "2025", "26", "turkiye")

    def test_is_open_at_its_last_word(self):
        question = Question.read("film coop")

        assert (question.forms, question.beginnings) == ((("film",),), ("coop",))

    @pytest.mark.parametrize("asked", ['film "coop"', '"coop" "film"', "film «coop»."])
    def test_is_closed_after_a_phrase(self, asked):
        assert not Question.read(asked).is_open

    def test_is_closed_where_the_last_word_was_asked_before(self):
        question = Question.read("film co film")

        assert (question.words, question.is_open) == (("film", "co"), False)

    @pytest.mark.parametrize(
        "asked",
        ['"joint production"', "«joint production»", "“joint production”", "„joint production“"],
    )
    def test_takes_what_stands_between_quotes_for_a_phrase(self, asked):
        question = Question.read(f"film {asked} deal")

        assert question.phrases == (("joint", "production"),)
        assert question.words == ("film", "deal")

    @pytest.mark.parametrize(
        "asked", ['joint "production', "joint» production", "joint“production"]
    )
    def test_takes_a_quote_alone_for_a_sign_between_words(self, asked):
        question = Question.read(asked)

        assert (question.phrases, question.words) == ((), ("joint", "production"))

    def test_has_the_forms_of_arabic_words(self):
        question = Question.read("والتعاون بالسينما")

        assert question.forms == (("والتعاون", "تعاون"),)
        assert question.beginnings == ("بالسينما", "سينما")

    @pytest.mark.parametrize("asked", ["", "  ", "*", '"', '""', "\0", "\ud800", "()^-+:", "«»"])
    def test_is_empty_without_letters_or_digits(self, asked):
        assert Question.read(asked).is_empty

    @pytest.mark.parametrize("asked", ["film", '"film deal"', "x " * 10 + "film"])
    def test_is_not_cut_as_long_as_all_is_read(self, asked):
        assert not Question.read(asked).was_cut

    def test_of_too_many_words_is_cut_after_the_last_that_is_read(self):
        question = Question.read(" ".join(f"w{number}" for number in range(40)))

        assert question.was_cut
        assert question.sequence == tuple(f"w{number}" for number in range(WORDS_READ))
        assert not question.is_open

    def test_of_too_long_a_phrase_is_cut_within_it(self):
        question = Question.read(f'"{" ".join("ab" * 40)}"')

        assert question.was_cut
        assert question.phrases == (tuple("ab" * (WORDS_READ // 2)),)

    def test_of_50_000_characters_is_cut(self):
        assert Question.read("film " * 10_000).was_cut

    def test_has_no_word_longer_than_the_index_has(self):
        question = Question.read("x" * 100)

        assert question.words == ("x" * WORD_LENGTH,)

    @pytest.mark.parametrize(
        ("one", "other"), [("Film  DEAL", "film, deal"), ("إيران", "ایران"), ("٢٠٢٥", "2025")]
    )
    def test_is_the_same_however_it_is_written(self, one, other):
        assert Question.read(one) == Question.read(other)
        assert hash(Question.read(one)) == hash(Question.read(other))

    @given(ANY_TEXT)
    def test_is_letters_and_digits_whatever_was_typed(self, asked):
        question = Question.read(asked)
        read = [
            *question.sequence,
            *question.beginnings,
            *(form for forms in question.forms for form in forms),
            *(word for phrase in question.phrases for word in phrase),
        ]

        assert all(word.isalnum() for word in read)
        assert not any(BOUNDARY in word for word in read)
        assert question.is_empty == (not read)
