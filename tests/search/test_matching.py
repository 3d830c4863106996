"""What a question finds: the same set on both databases, and as a bitmap or a queryset."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coop.models import Agreement, Generation, Provision, SearchDocument
from coop.search.matching import found, tiers
from coop.search.questions import Question
from coop.search.texts import TITLE_LENGTH, WORDS_LENGTH
from tests import factories
from tests.search.documents import document, matches

pytestmark = pytest.mark.django_db


def ids(asked, model=Agreement):
    """The ids of the records found, which have to be the same in both ways of asking."""
    question = Question.read(asked)
    as_rows = SearchDocument.objects.of(model).matching(question)

    assert set(found(model, question)) == set(as_rows.values_list("record_id", flat=True))
    return set(found(model, question))


class TestAQuestionFinds:
    def test_what_has_all_its_words_wherever_they_stand(self):
        both = document("Film accord", "Signed in Astana")
        document("Film accord")

        assert ids("astana film") == {both}

    def test_what_has_a_word_that_begins_as_its_last(self):
        one = document("Production")

        assert ids("produ") == {one}
        assert ids('"produ"') == set()

    def test_whole_words_before_its_last(self):
        document("Production accord")

        assert ids("produ accord") == set()

    def test_phrases_in_their_order(self):
        one = document("", "On the joint production of films")
        document("", "Production that is joint")

        assert ids('"joint production"') == {one}

    def test_no_phrase_across_two_texts(self):
        document("A joint", "Production of films", "Of a joint", "Production")

        assert ids('"joint production"') == set()

    def test_no_phrase_among_the_other_forms_of_words(self):
        document("", "والتعاون السينما")

        assert ids('"تعاون سينما"') == set()

    def test_a_phrase_however_often_its_words_stand_before_it(self):
        """A tsvector keeps no more than 256 places of a word, and none after the 16,383rd."""
        one = document("", f"{'joint ' * 300}{'film ' * 17_000} a joint production")

        assert ids('"joint production"') == {one}
        assert ids('"film a joint"') == {one}

    def test_an_arabic_word_with_and_without_its_article(self):
        bare, joined = document("سينما"), document("التعاون بالسينما")

        for asked in ("سينما", "السينما", "والسينما", "بالسينما", "السين"):
            assert ids(asked) == {bare, joined}

    def test_a_long_word_by_what_is_kept_of_it(self):
        one = document("x" * 100)

        assert ids("x" * 100) == ids("x" * 70) == ids("x" * 59) == {one}
        assert ids('"' + "x" * 100 + '"') == {one}
        assert ids('"' + "x" * 59 + '"') == set()

    @pytest.mark.parametrize(
        "word", ["и", "ё", "ß", "ꭰ", "𐐨", "ﬁ", "ა", "電", "ㅎㅏㄴ", "ĸ", "ǆ", "ᾳ", "ŉ", "ᏸ", "ɑ"]
    )
    def test_letters_of_any_script(self, word):
        one = document(f"a{word}b {word}")

        assert ids(word) == ids(word.upper()) == ids(f"a{word}b") == {one}

    def test_records_of_one_kind(self):
        agreement, provision = document("Film"), document("Film", model=Provision)

        assert ids("film") == {agreement}
        assert ids("film", Provision) == {provision}
        matching = SearchDocument.objects.matching(Question.read("film"))
        assert set(matching.values_list("kind", "record_id")) == {
            ("agreement", agreement),
            ("provision", provision),
        }

    @pytest.mark.parametrize("asked", ["", "*", '"', "\0", "\ud800", "( )", "-"])
    def test_nothing_where_it_has_no_words(self, asked):
        document("Film")

        assert ids(asked) == set()

    @pytest.mark.parametrize(
        "asked",
        [
            *("AND", "film AND", "film OR accord", "NOT film", "NEAR(film accord)", "title:film"),
            *("film*", "^film", "{title}: film", "film:*", "film & accord", "film | x", "!film"),
            *(
                "'film'",
                "film <-> accord",
                "film\0accord",
                "film\ud800",
                "fi%lm",
                "fi_lm",
                "\\film",
            ),
            *("x" * 50_000, "film " * 10_000, '"' * 50_000, "(" * 50_000, '"a" ' * 12_000),
            *("«" * 50_000, "ا" * 50_000, "\u0300" * 50_000, " OR ".join(["film"] * 5000)),
        ],
        ids=lambda asked: repr(asked[:20]),
    )
    def test_what_has_those_letters_whatever_they_mean_to_an_engine(self, asked):
        documents = [document(text) for text in ("Film accord", "and or not near title", "x")]
        question = Question.read(asked)

        expected = {one.record_id for one in SearchDocument.objects.all() if matches(one, question)}
        assert ids(asked) == expected
        assert expected <= set(documents)


POOL = (
    *(
        "film",
        "films",
        "joint",
        "production",
        "a",
        "b",
        "2025",
        "26",
        "السينما",
        "سينما",
        "كازاخستان",
    ),
    *("Қорқыт", "кино", "тюрксой", "Türkiye", "AND", "OR", "NEAR", "x" * 59, "x" * 60, "ى", "y"),
)
TYPED = st.lists(
    st.sampled_from([*POOL, *'"«»“” *-/:()^', "\0", "\ud800", " "]) | st.text(max_size=3),
    max_size=12,
).map("".join) | st.lists(st.sampled_from(POOL), max_size=4).map(" ".join)


class TestAnyQuestion:
    @pytest.fixture
    def _documents(self):
        for number in range(0, 40, 3):
            words = (POOL * 3)[number : number + 9]
            document(" ".join(words[:3]), " ".join(words[3:6]), " ".join(reversed(words)))

    @pytest.mark.usefixtures("_documents")
    @settings(
        max_examples=200,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )
    @given(TYPED)
    def test_finds_the_documents_that_match_and_no_others(self, asked):
        question = Question.read(asked)

        expected = {one.record_id for one in SearchDocument.objects.all() if matches(one, question)}

        assert ids(asked) == expected
        exact, titled = tiers(Agreement, question)
        assert exact <= titled
        assert set(titled) <= expected


def titles(asked):
    """The ids whose title is what is asked, and those whose title has all its words."""
    return tuple(map(set, tiers(Agreement, Question.read(asked))))


class TestTheTiers:
    def test_are_the_title_itself_and_all_words_in_the_title(self):
        exact, titled = document("Film accord"), document("An accord on film", "More")
        document("Accord", "Film")

        assert titles("Film  accord!") == ({exact}, {exact, titled})

    def test_take_any_of_several_names_for_the_title(self):
        party = factories.party(names={"en": "Film centre", "ru": "Киноцентр"}, short_names="FC")

        for asked in ("film centre", "киноцентр", "fc"):
            exact, _titled = tiers(type(party), Question.read(asked))
            assert set(exact) == {party.pk}

    def test_do_not_take_another_form_of_a_word_for_the_title(self):
        one = document("السينما")

        assert titles("سينما") == (set(), {one})

    def test_are_empty_where_nothing_was_asked(self):
        document("Film")

        assert titles("*") == (set(), set())


class TestADocument:
    def test_of_any_length_is_taken_up_to_a_limit(self):
        """Words in letters of four bytes, each word but once: the most that an engine gets."""
        letters = [chr(number) for number in range(0x20000, 0x20000 + 300)]
        text = " ".join(a + b + c for a in letters for b in letters for c in "鿀鿁")
        one = document(text, f"{text} film")

        stored = SearchDocument.objects.get(record_id=one)
        _mark, _space, title = stored.title.partition(" ")
        assert TITLE_LENGTH - 4 < len(title) <= TITLE_LENGTH
        assert WORDS_LENGTH - 4 < len(stored.words) <= WORDS_LENGTH
        assert ids(letters[0] * 2 + "鿀") == {one}
        assert ids("film") == set()

    def test_is_found_by_its_new_words_once_it_is_changed(self):
        one, other = document("Film"), document("Film", model=Provision)
        SearchDocument.objects.filter(title__contains="film").update(title="ى accord ى")

        assert (ids("film"), ids("accord")) == (set(), {one})
        assert (ids("film", Provision), ids("accord", Provision)) == (set(), {other})

    def test_is_not_found_once_it_is_deleted(self):
        document("Film")
        SearchDocument.objects.all().delete()

        assert ids("film") == set()


class TestAnAnswer:
    def test_follows_a_change_of_the_registry(self):
        first = factories.agreement(title="Film accord")
        question = Question.read("film accord")
        before = set(found(Agreement, question))

        second = factories.agreement(title="Another film accord")

        assert (before, set(found(Agreement, question))) == ({first.pk}, {first.pk, second.pk})

    def test_is_kept_as_long_as_nothing_changes(self, django_assert_num_queries):
        factories.agreement(title="Film accord")
        question, at = Question.read("film accord"), Generation.objects.current()
        first = found(Agreement, question, at)

        with django_assert_num_queries(0):
            again = found(Agreement, question, at)

        assert again == first

    def test_is_not_kept_before_anything_was_recorded(self):
        question = Question.read("film")
        before = found(Agreement, question)

        one = document("Film")

        assert (set(before), set(found(Agreement, question))) == (set(), {one})

    def test_belongs_to_who_asked(self):
        agreement = factories.agreement(title="Film accord")
        question = Question.read("film accord")

        found(Agreement, question).clear()

        assert set(found(Agreement, question)) == {agreement.pk}

    def test_costs_one_query_beside_that_for_the_generation(self, django_assert_num_queries):
        factories.agreement(title="Film accord")

        with django_assert_num_queries(2):
            found(Agreement, Question.read("film acc"))
