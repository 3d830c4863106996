"""The rules for texts and web addresses, the same at every door."""

import json
import unicodedata

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.serializers.base import DeserializationError
from django.db import DataError, IntegrityError, models, transaction
from django.forms import modelform_factory
from django.test.utils import isolate_apps
from django.utils import translation
from django.utils.translation import gettext_lazy
from hypothesis import given
from hypothesis import strategies as st

from coop.models import Act, SourceDocument
from coop.names.fields import Line
from coop.names.rules import clean_address, clean_line, clean_passage

REFUSED = {
    "a null": "\x00",
    "an escape": "\x1b",
    "a C1 control": "\x9b",
    "a right-to-left override": "\u202e",
    "an embedding": "\u202a",
    "an isolate": "\u2066",
    "the end of an isolate": "\u2069",
    "a byte order mark": "\ufeff",
    "a lone surrogate": "\ud800",
    "a noncharacter": "\ufdd0",
    "the last of a plane": "\U0001ffff",
}
refused = pytest.mark.parametrize("character", REFUSED.values(), ids=REFUSED)


class TestAText:
    @refused
    @pytest.mark.parametrize("clean", [clean_line, clean_passage])
    def test_with_a_refused_character_is_refused_by_its_number(self, clean, character):
        with pytest.raises(ValidationError) as caught:
            clean(f"Film{character}s")

        assert f"U+{ord(character):04X}" in caught.value.messages[0]
        assert "position 5" in caught.value.messages[0]

    @pytest.mark.parametrize("text", ["a\u200eb", "a\u200fb", "\u061cا", "می\u200cشود", "क्\u200dष"])
    def test_keeps_the_marks_and_joiners_that_are_spelling(self, text):
        assert clean_line(text) == text

    def test_is_composed_and_stripped(self):
        assert clean_line("  Cafe\u0301 \u00a0") == "Café"

    @pytest.mark.parametrize("text", ["one\ntwo", "one\ttwo", "one\u2028two"])
    def test_of_one_line_has_no_breaks(self, text):
        with pytest.raises(ValidationError):
            clean_line(text)

    def test_of_more_lines_keeps_its_breaks_in_one_form(self):
        assert clean_passage("one\r\ntwo\rthree\n\tfour") == "one\ntwo\nthree\n\tfour"

    def test_of_invisible_characters_alone_is_refused(self):
        with pytest.raises(ValidationError, match="invisible"):
            clean_line("\u200f\u200d")

    @given(st.text(st.characters()))
    def test_that_is_accepted_is_composed_and_accepted_again(self, text):
        try:
            cleaned = clean_passage(text)
        except ValidationError:
            return

        assert unicodedata.is_normalized("NFC", cleaned)
        assert clean_passage(cleaned) == cleaned


class TestAnAddress:
    @pytest.mark.parametrize(
        "address",
        [
            "https://example.org",
            "http://example.org:8080/a?b=c#d",
            "HTTPS://Example.ORG/",
            "https://ru.wikipedia.org/wiki/Фильм",
            "https://қорқыт.қаз/",
            "https://web.archive.org/web/2020/https://user@example.org/",
            "",
        ],
    )
    def test_of_the_web_is_kept(self, address):
        assert clean_address(address) == address

    @pytest.mark.parametrize(
        ("address", "reason"),
        [
            ("javascript:alert(1)", "http://"),
            ("data:text/html,x", "http://"),
            ("ftp://example.org", "http://"),
            ("//example.org", "http://"),
            ("example.org", "http://"),
            ("https://user:secret@example.org", "before the @"),
            ("https://user@example.org", "before the @"),
            ("https://", "no website"),
            ("https:///path", "no website"),
            ("https://localhost/", "no website"),
            ("https://example.org:port/", "not a valid"),
            ("https://[::1/", "not a valid"),
            ("https://example.org/a b", "percent-encoded"),
            ("https://example.org\\@evil.example", "percent-encoded"),
            ('https://example.org/"onmouseover="', "percent-encoded"),
            ("https://example.org/\u202egpj", "U+202E"),
            ("https://example.org/\n", None),
            ("https://example.org/a\nb", "U+000A"),
            ("https://example.org/" + "a" * 2000, "2000"),
        ],
    )
    def test_that_is_unsafe_is_refused_with_the_reason(self, address, reason):
        if reason is None:
            assert clean_address(address) == address.strip()
            return

        with pytest.raises(ValidationError, match=reason.replace("+", r"\+")):
            clean_address(address)

    @given(st.text(st.characters()).map(lambda text: f"https://{text}"))
    def test_however_strange_is_accepted_or_refused_and_never_an_error(self, address):
        try:
            cleaned = clean_address(address)
        except ValidationError:
            return

        assert clean_address(cleaned) == cleaned


def load(tmp_path, **fields):
    path = tmp_path / "sources.json"
    record = {
        "model": "coop.sourcedocument",
        "fields": {"key": "s1", "title": {"en": "S"}, **fields},
    }
    path.write_text(json.dumps([record]), encoding="utf-8")
    call_command("loaddata", str(path), verbosity=0)


@pytest.mark.django_db
class TestAFieldOfText:
    @refused
    def test_refuses_a_refused_character_from_a_file(self, tmp_path, character):
        with pytest.raises(DeserializationError, match=r"U\+"):
            load(tmp_path, publisher=f"Film{character}s")

    @refused
    def test_refuses_a_refused_character_in_a_bulk_write(self, character):
        with pytest.raises(ValidationError):
            SourceDocument.objects.bulk_create(
                [SourceDocument(title={"en": "S"}, publisher=f"Film{character}s")]
            )

    def test_refuses_a_refused_character_in_an_update(self):
        SourceDocument.objects.create(title={"en": "S"})

        with pytest.raises(ValidationError):
            SourceDocument.objects.update(publisher="Film\u202es")

    def test_refuses_a_refused_character_in_a_form(self):
        form = modelform_factory(SourceDocument, fields=["publisher"])({"publisher": "Film\u202es"})

        assert "U+202E" in form.errors["publisher"][0]

    def test_stores_what_it_is_given_composed(self):
        SourceDocument.objects.bulk_create(
            [SourceDocument(title={"en": "S"}, publisher=" Cafe\u0301 ")]
        )

        assert SourceDocument.objects.get().publisher == "Café"

    def test_is_found_by_a_question_that_is_not_composed(self):
        source = SourceDocument.objects.create(title={"en": "S"}, publisher="Café")

        assert SourceDocument.objects.get(publisher="Cafe\u0301") == source

    @pytest.mark.parametrize("question", ["a\x00", "\ud800", "\u202e"])
    def test_finds_nothing_for_a_question_that_no_text_answers(self, question):
        SourceDocument.objects.create(title={"en": "S"}, publisher="a")

        assert not SourceDocument.objects.filter(publisher=question).exists()

    @pytest.mark.parametrize(("field", "length"), [("publisher", 201), ("address", 2001)])
    def test_has_its_length_kept_by_the_database(self, field, length):
        address = "https://example.org/"
        text = address + "a" * (length - len(address))
        source = SourceDocument.objects.create(title={"en": "S"})

        with pytest.raises((ValidationError, IntegrityError, DataError)), transaction.atomic():
            SourceDocument.objects.filter(pk=source.pk).update(**{field: text})

    def test_of_many_lines_has_its_length_kept_by_the_database(self):
        source = SourceDocument.objects.create(title={"en": "S"})

        with pytest.raises(IntegrityError), transaction.atomic():
            SourceDocument.objects.filter(pk=source.pk).update(withdrawn_because="a" * 1001)

    def test_of_an_address_refuses_a_script_from_a_file(self, tmp_path):
        with pytest.raises(DeserializationError, match="http://"):
            load(tmp_path, address="javascript:alert(1)")


class TestTheNameOfACode:
    def test_is_in_the_readers_language(self):
        field = Line(
            max_length=3, choices=[("week", [("mo", gettext_lazy("Monday"))]), ("no", "never")]
        )
        with isolate_apps("coop"):
            market = type("Market", (models.Model,), {"__module__": "coop.models", "held": field})

        with translation.override("ru"):
            assert market(held="mo").get_held_display() == "Понедельник"

    def test_is_the_code_itself_where_the_list_lacks_it(self):
        assert Act(kind="handshake").get_kind_display() == "handshake"
