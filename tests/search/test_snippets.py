"""What is marked in a text, which part of it is shown, and in which text a record was found."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from coop.curation import recording
from coop.models import Agreement
from coop.search.passages import others, own, readings
from coop.search.questions import Question
from coop.search.snippets import LENGTH, pieces, snippets
from coop.search.words import TITLES, WORDS
from tests import factories

ANY_TEXT = st.text(st.characters(), max_size=300)


def marked(question, text, **options):
    """The marked parts of a text."""
    found = pieces(text, Question.read(question), **options)
    return [piece.text for piece in found if piece.is_match]


class TestAText:
    @pytest.mark.parametrize(
        ("question", "text", "parts"),
        [
            ("aktau", "The Aktau memoranda", ["Aktau"]),
            ("turksoy", "TÜRKSOY", ["TÜRKSOY"]),
            ("TÜRKİYE", "Türkiye, turkiye", ["Türkiye", "turkiye"]),
            ("Коркыт", "«Қорқыт Ата»", ["Қорқыт"]),
            ("سينما", "التعاون في السينما، وبالسينما", ["السينما", "وبالسينما"]),
            ("بالسينما", "سينما كازاخستان", ["سينما"]),
            ("مذكره", "مُذَكِّرَة تفاهم", ["مُذَكِّرَة"]),
            ("2025", "عام ٢٠٢٥", ["٢٠٢٥"]),
            ("a-b", "x a-b y", ["a", "b"]),
            ("cafe", "Cafe\u0301s", ["Cafe\u0301s"]),
            ("ozbekiston", "O‘zbekiston", ["O‘zbekiston"]),
        ],
    )
    def test_is_marked_where_it_holds_a_word_however_it_is_spelled(self, question, text, parts):
        assert marked(question, text) == parts

    def test_is_marked_at_words_that_begin_with_the_last_one_alone(self):
        assert marked("film co", "Films: co-production, cooperation of film") == [
            "co",
            "cooperation",
            "film",
        ]

    def test_is_marked_at_a_phrase_only_where_its_words_follow_each_other(self):
        text = "Joint films; production. A joint\nproduction, joint-production."

        assert marked('"joint production"', text) == ["joint\nproduction", "joint-production"]

    def test_is_not_marked_at_the_beginnings_of_other_words_of_a_phrase(self):
        assert marked('"joint prod"', "joint production") == []

    @given(ANY_TEXT, ANY_TEXT)
    def test_loses_nothing(self, question, text):
        found = pieces(text, Question.read(question), at_most=None)

        assert "".join(piece.text for piece in found) == text

    @given(ANY_TEXT, ANY_TEXT.map(lambda text: text * 5))
    def test_is_cut_to_a_part_of_it(self, question, text):
        found = pieces(text, Question.read(question))
        shown = "".join(piece.text for piece in found)

        assert shown.removeprefix("…").removesuffix("…") in text
        assert len(shown) <= LENGTH + 2


class TestALongText:
    TEXT = (
        f"{'before it ' * 60}Aktau hosts it; {'between ' * 60}"
        f"the Aktau memoranda {'after it ' * 60}"
    )

    def test_is_shown_around_what_was_asked_for(self):
        shown = pieces(self.TEXT, Question.read("aktau"))

        assert shown[0].text == shown[-1].text == "…"
        assert [piece.text for piece in shown if piece.is_match] == ["Aktau"]
        assert shown[3].text.startswith(" hosts it; between")

    def test_is_shown_where_most_of_it_stands(self):
        assert marked("aktau memoranda", self.TEXT) == ["Aktau", "memoranda"]

    def test_is_shown_from_its_beginning_where_nothing_matches(self):
        shown = pieces(self.TEXT, Question.read("nothing"))

        assert shown[0].text.startswith("before it")
        assert [piece.is_match for piece in shown] == [False, False]

    def test_ends_with_whole_words(self):
        middle = pieces(self.TEXT, Question.read("hosts"))[1:-1]

        assert {word for piece in middle for word in piece.text.split()} <= set(self.TEXT.split())

    def test_without_a_space_is_cut_all_the_same(self):
        assert len("".join(piece.text for piece in pieces("x" * 9000, Question.read("x")))) < 200


def snippet(record, question):
    found = snippets(type(record), [record.pk], Question.read(question)).get(record.pk)
    return found and (found.label, "".join(piece.text for piece in found.pieces))


@pytest.mark.django_db
class TestARecord:
    def test_whose_printed_title_has_every_word_needs_no_snippet(self):
        agreement = factories.agreement(title="Film memorandum", summary="Film memorandum")

        assert snippet(agreement, "memorandum film") is None

    def test_tells_of_its_title_in_the_language_that_was_typed(self):
        agreement = factories.agreement(title={"en": "Film memorandum", "ar": "مذكرة السينما"})

        found = snippets(Agreement, [agreement.pk], Question.read("مذكرة"))[agreement.pk]

        assert (found.label, found.language, found.direction) == ("title", "ar", "rtl")
        with translation.override("ar"):
            assert snippet(agreement, "مذكرة") is None

    def test_tells_its_own_text_before_those_of_others(self):
        agreement = factories.agreement(
            summary="Signed in Aktau.", parties=[factories.party(names="Aktau Film Centre")]
        )

        assert snippet(agreement, "aktau") == ("summary", "Signed in Aktau.")

    @pytest.mark.parametrize(
        ("question", "expected"),
        [
            ("centre", ("party", "Centre for Cinema")),
            ("қазақстан", ("party", "Қазақстан")),
            ("deal", ("as named in the source", "landmark deal")),
            ("balayeva", ("signed by", "Aida Balayeva")),
            ("keeper", ("office", "Keeper of reels")),
            ("heritage", ("topic", "Film heritage")),
            ("steppe", ("film", "The steppe")),
        ],
    )
    def test_tells_the_related_text_and_what_it_is(self, question, expected):
        factories.country("KZ", names={"en": "Kazakhstan", "kk": "Қазақстан"})
        agreement = factories.agreement(
            parties=[factories.party(names="Centre for Cinema"), factories.state("KZ")]
        )
        factories.signature(
            participation=agreement.participations.first(),
            person=factories.person(names="Aida Balayeva"),
            office="Keeper of reels",
        )
        factories.citation(agreement, as_named="landmark deal")
        factories.provision(agreement=agreement, topic=factories.topic(names="Film heritage"))
        factories.film_link(
            agreement=agreement, coproduction=factories.coproduction(title="The steppe")
        )

        assert snippet(agreement, question) == expected

    def test_tells_of_the_words_that_its_title_lacks(self):
        agreement = factories.agreement(
            title="Memorandum", summary="A memorandum.", note="Budget memorandum."
        )

        assert snippet(agreement, "memorandum budget") == ("note", "Budget memorandum.")

    def test_tells_the_text_with_most_of_them_where_none_has_all(self):
        agreement = factories.agreement(
            summary="Animation.", note="Archives of documentary films.", title="Accord"
        )

        found = snippet(agreement, "animation archives documentary")

        assert found == ("note", "Archives of documentary films.")

    def test_gives_a_sources_words_in_the_language_of_the_source(self):
        agreement = factories.agreement()
        factories.citation(
            agreement, source=factories.source(language="ar"), as_named="اتفاق تاريخي"
        )

        found = snippets(Agreement, [agreement.pk], Question.read("تاريخي"))[agreement.pk]

        assert (found.language, found.direction) == ("ar", "rtl")

    def test_gives_a_date_in_words(self):
        agreement = factories.agreement()
        factories.act(agreement=agreement, done_on="2025-12?")

        assert snippet(agreement, "2025") == ("date", "December 2025, uncertain")

    def test_tells_the_package_of_a_member_and_no_other_related_agreement(self):
        member = factories.agreement()
        for kind, title in (("part-of", "Aktau package"), ("cites", "Aktau accord")):
            factories.relation(
                agreement=member, kind=kind, related=factories.agreement(title=title)
            )

        assert snippet(member, "package") == ("part of", "Aktau package")
        assert snippet(member, "accord") is None

    def test_gives_words_of_no_known_language_as_such(self):
        agreement = factories.agreement(note="Плёнка")

        found = snippets(Agreement, [agreement.pk], Question.read("пленка"))[agreement.pk]

        assert (found.language, found.direction) == ("und", "auto")

    def test_reads_the_name_of_a_state_and_of_a_provisions_topic_as_printed(self):
        factories.country("KZ", names={"en": "Kazakhstan", "ru": "Казахстан"})
        state = factories.state("KZ")
        provision = factories.provision(topic=factories.topic(names="Film archives"))

        assert snippet(state, "kazakhstan") is None
        assert snippet(state, "казахстан") == ("country", "Казахстан")
        assert snippet(provision, "archives") is None


@pytest.mark.django_db
class TestASnippet:
    def test_tells_nothing_of_a_draft(self):
        agreement = factories.agreement()
        film = factories.coproduction(draft=True, title="Hidden film")
        factories.film_link(agreement=agreement, coproduction=film)
        factories.relation(
            agreement=agreement, related=factories.agreement(draft=True, title="Hidden agreement")
        )

        assert snippet(agreement, "hidden") is None

    def test_tells_nothing_that_an_unpublished_source_says(self):
        party = factories.public(factories.party())
        factories.citation(party, source=factories.source(draft=True), as_named="Hidden word")

        assert snippet(party, "hidden") is None

    def test_tells_nothing_that_a_person_does_in_drafts(self):
        person = factories.public(factories.person())
        draft = factories.agreement(draft=True)
        factories.signature(
            participation=draft.participations.first(), person=person, office="Hidden seat"
        )

        assert snippet(person, "hidden") is None

    @pytest.mark.parametrize("model", TITLES, ids=lambda model: model.__name__)
    def test_can_be_of_every_text_by_which_a_record_is_found(self, model):
        texts = [path for reading in readings(model) for path in reading.texts]

        assert sorted(texts) == sorted({*TITLES[model], *WORDS[model]})
        assert own(model, []) == ({}, {})
        assert list(others(model, [1, 2])) == [{}] * (len(readings(model)) - 1)

    @pytest.mark.parametrize("question", ["keeper", "nowhere to be found"])
    def test_costs_the_same_for_few_records_and_for_many(self, question):
        agreements = []
        with recording():
            person = factories.person()
            for _each in range(8):
                agreements.append(factories.agreement(parties=[factories.party()]))
                factories.signature(
                    participation=agreements[-1].participations.first(),
                    person=person,
                    office="Keeper of reels",
                )

        costs = [
            queries(Agreement, [one.pk for one in some], question)
            for some in (agreements[:1], agreements)
        ]

        assert costs[0] == costs[1]
        assert costs[0] <= len(readings(Agreement))

    def test_costs_one_query_where_the_records_own_texts_have_the_words(self):
        agreements = [factories.agreement(summary="Archives"), factories.agreement(note="Archives")]

        assert queries(Agreement, [one.pk for one in agreements], "archives") == 1


def queries(model, ids, question) -> int:
    with CaptureQueriesContext(connection) as captured:
        snippets(model, ids, Question.read(question))
    return len(captured)
