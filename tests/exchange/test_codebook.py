"""The codebook: every field, code, topic and stance has its meaning, and the page is up to date."""

from pathlib import Path

import pytest
from django.core.management import call_command
from django.db.models import TextChoices
from django.utils import translation

from coop.exchange.codebook import MODELS, codebook
from coop.exchange.codebook_text import TOPICS, markdown, topics_of
from coop.exchange.shapes import IN_FILES
from coop.vocabulary import (
    acts,
    agreements,
    coproductions,
    events,
    parties,
    provisions,
    records,
    sources,
)
from coop.vocabulary.lists import LISTS, list_of
from coop.vocabulary.provisions import Stance
from coop.vocabulary.records import Basis

ROOT = Path(__file__).resolve().parents[2]
FIXTURES = ROOT / "fixtures"

ROOMS = (acts, agreements, coproductions, events, parties, provisions, records, sources)


@pytest.fixture(scope="module")
def book():
    with translation.override("en"):
        return codebook(topics_of(FIXTURES / TOPICS))


def entry(book, anchor):
    (found,) = [one for one in (*book.models, *book.shared) if one.anchor == anchor]
    return found


class TestTheFile:
    def test_is_what_the_code_generates(self):
        assert (ROOT / "docs" / "codebook.md").read_text("utf-8") == markdown(FIXTURES), (
            "docs/codebook.md is out of date: run manage.py make_codebook"
        )

    def test_is_written_by_a_command(self, tmp_path):
        call_command("make_codebook", output=tmp_path / "codebook.md", verbosity=0)

        assert (tmp_path / "codebook.md").read_text("utf-8") == markdown(FIXTURES)

    def test_is_english_whatever_the_language(self):
        with translation.override("ar"):
            assert markdown(FIXTURES).startswith("# Codebook\n")


class TestAClosedList:
    @pytest.mark.parametrize("one", LISTS, ids=lambda one: one.name)
    def test_has_a_meaning_for_every_code_and_for_no_other(self, one):
        assert [code for code in one.choices.values if not str(one.meanings.get(code, ""))] == []
        assert {str(code) for code in one.meanings} - {""} == set(one.choices.values)

    def test_is_found_by_its_codes(self):
        assert list_of(["", *Stance.values]).choices is Stance
        assert list_of(["stated"]) is None

    def test_has_codes_and_a_name_of_its_own(self):
        assert len({tuple(one.choices.values) for one in LISTS}) == len(LISTS)
        assert len({one.name for one in LISTS}) == len(LISTS)

    @pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.__name__.rpartition(".")[2])
    def test_is_in_the_codebook(self, room):
        defined = {
            value
            for value in vars(room).values()
            if isinstance(value, type)
            and issubclass(value, TextChoices)
            and value.__module__ == room.__name__
        }

        assert defined - {one.choices for one in LISTS} == set()


class TestATable:
    def test_that_files_carry_is_in_the_codebook(self):
        assert set(IN_FILES) - set(MODELS) == set()

    def test_tells_each_field_once_where_it_belongs(self, book):
        names = [field.name for field in entry(book, "participation").fields]

        assert names == ["agreement", "party", "role", "side", "acting_for"]
        assert [one.anchor for one in entry(book, "participation").shared] == [
            "evidenced",
            "part",
            "claim",
        ]

    def test_leads_from_a_coded_field_to_its_list(self, book):
        fields = {field.name: field for field in entry(book, "provision").fields}

        assert fields["stance"].codes.choices is Stance
        assert fields["forms"].codes.name == "form"
        assert fields["topic"].kind == "one of: topics"

    def test_has_every_field_but_the_bounds_of_dates(self, book):
        for model, one in zip(MODELS, book.models, strict=True):
            told = {field.name for each in (one, *one.shared) for field in each.fields}
            meant = {
                field.name
                for field in (*model._meta.local_fields, *model._meta.local_many_to_many)
                if not field.primary_key and not field.name.endswith(("_earliest", "_latest"))
            }
            assert told == meant, model

    def test_leads_from_every_list_of_a_field_to_a_list(self, book):
        """A field with choices that are in no list has codes that nobody defines."""
        undefined = [
            (one.anchor, field.name)
            for one in (*book.models, *book.shared)
            for field in one.fields
            if field.kind == "a code" and field.codes is None
        ]

        assert undefined == []

    def test_has_anchors_of_its_own(self, book):
        anchors = [
            anchor
            for one in (*book.models, *book.shared)
            for anchor in (one.anchor, *(field.anchor for field in one.fields))
        ]

        assert len(anchors) == len(set(anchors))


class TestAStance:
    def test_has_its_meaning_and_verbs_in_the_same_languages(self, book):
        tongues = {tuple(verbs.language for verbs in one.verbs) for one in book.stances}

        assert [one.code for one in book.stances] == Stance.values
        assert len(tongues) == 1
        assert all(verbs.words for one in book.stances for verbs in one.verbs)

    @pytest.mark.parametrize(
        ("stance", "language", "verb"),
        [
            ("provides", "en", "provides for"),
            ("provides", "ar", "تغطي"),
            ("encourages", "en", "opens the door to"),
            ("plans", "ar", "يُتوخى"),
            ("requires", "en", "must"),
            ("excludes", "fr", "sont exclus"),
        ],
    )
    def test_is_led_to_by_the_verbs_of_texts(self, book, stance, language, verb):
        (one,) = [each for each in book.stances if each.code == stance]
        (verbs,) = [each for each in one.verbs if each.language == language]

        assert verb in verbs.words

    def test_is_led_to_by_no_verb_of_another(self, book):
        told = [
            (verbs.language, word)
            for one in book.stances
            for verbs in one.verbs
            for word in verbs.words
        ]

        assert len(told) == len(set(told))


class TestABasis:
    def test_has_its_mark_and_what_no_source_says_has_one_too(self, book):
        assert [(one.code, one.mark) for one in book.bases] == [
            ("stated", "●"),
            ("inferred", "◐"),
            ("ambiguous", "◇"),
            ("supplied", "✚"),
            ("", "○"),
        ]
        assert {one.code for one in book.bases} - {""} == set(Basis.values)


class TestATopic:
    def test_stands_in_its_group_with_its_definition(self, book):
        groups = {group.code: [topic.code for topic in topics] for group, topics in book.topics}

        assert "joint-production" in groups["co-production"]
        assert all(
            topic.definition.best() for group, topics in book.topics for topic in (group, *topics)
        )
