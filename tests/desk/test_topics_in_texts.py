"""Topics are found by the words of the field, in the language of the text."""

import json

import pytest
from django.conf import settings

from coop.integrity.paragraphs import split
from coop.names.folding import fold
from coop.recognition.marks import marks
from coop.vocabulary.terms import TERMS
from tests import factories
from tests.desk.texts import ARABIC, ENGLISH, IN_ARABIC, IN_ENGLISH

VOCABULARY = settings.BASE_DIR / "fixtures" / "vocabulary" / "topics.json"


def codes_of_the_vocabulary():
    entries = json.loads(VOCABULARY.read_text("utf-8"))
    return {one["fields"]["code"] for one in entries if one["fields"].get("parent")}


def topics_in(text, language):
    return [
        (mark.words, mark.candidates[0].key)
        for mark in marks([text], language)
        if mark.kind == "provisiontopic"
    ]


@pytest.fixture
def topics(db):
    """The topics of the vocabulary, by their codes; their names say nothing."""
    for number, code in enumerate(sorted(codes_of_the_vocabulary())):
        factories.topic(code, names=f"Zzz {number}")


class TestTheTerms:
    def test_are_of_topics_of_the_vocabulary(self):
        listed = {code for terms in TERMS.values() for code in terms}

        assert listed == codes_of_the_vocabulary()

    def test_every_topic_has_some_in_every_language(self):
        lacking = {
            (language, code)
            for language, terms in TERMS.items()
            for code in codes_of_the_vocabulary() - set(terms)
        }

        assert lacking == set()

    @pytest.mark.parametrize("language", sorted(TERMS))
    def test_stand_for_one_topic_each(self, language):
        topics = {}
        for code, terms in TERMS[language].items():
            for term in terms:
                topics.setdefault(fold(term.replace("*", "x")), set()).add(code)

        assert {term: codes for term, codes in topics.items() if len(codes) > 1} == {}


class TestFinding:
    def test_a_star_stands_for_any_ending(self, topics):
        assert topics_in("Проводятся недели кино и мастер-классы.", "ru") == [
            ("недели кино", "film-weeks"),
            ("мастер-классы", "workshops"),
        ]

    def test_a_star_alone_stands_for_a_word(self, topics):
        assert topics_in("a week of Finnish films", "en") == [
            ("week of Finnish films", "film-weeks")
        ]

    def test_the_longest_term_is_taken(self, topics):
        assert topics_in("إطلاق مشاريع أفلام مشتركة", "ar") == [
            ("مشاريع أفلام مشتركة", "joint-projects")
        ]

    def test_arabic_terms_are_found_with_and_without_the_article(self, topics):
        assert topics_in("والإنتاج المشترك، وإنتاج مشترك، للإنتاج المشترك", "ar") == [
            ("الإنتاج المشترك", "joint-production"),
            ("إنتاج مشترك", "joint-production"),
            ("للإنتاج المشترك", "joint-production"),
        ]

    def test_terms_of_another_language_are_not_looked_for(self, topics):
        assert topics_in("workshops", "tr") == []

    def test_a_text_in_an_unknown_language_is_read_for_all_of_them(self, topics):
        assert topics_in("workshops", "") == [("workshops", "workshops")]

    def test_topics_that_the_registry_does_not_have_are_passed_over(self, db):
        assert topics_in("workshops", "en") == []

    @pytest.mark.parametrize(
        ("text", "language", "says"), [(ENGLISH, "en", IN_ENGLISH), (ARABIC, "ar", IN_ARABIC)]
    )
    def test_most_of_what_the_texts_provide_is_found(self, topics, text, language, says):
        known = [
            (mark.paragraph, mark.words)
            for mark in marks(split(text), language)
            if mark.kind == "provisiontopic"
        ]

        found = [
            (number, words)
            for number, words in says["provisions"]
            if any(number == here and (words in one or one in words) for here, one in known)
        ]

        assert len(found) >= 0.8 * len(says["provisions"])
