"""Text in several languages: the tags, the choice among them, the field at every door."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.serializers.base import DeserializationError
from django.db import IntegrityError, connection, transaction
from django.forms import modelform_factory
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from coop.models import Agreement, Person
from coop.names import languages
from coop.names.rules import clean_line
from coop.names.text import MultilingualText, Wording


class TestATag:
    @pytest.mark.parametrize(
        "tag", ["en", "kk-Latn", "pt-BR", "zh-Hant-TW", "sr-Cyrl", "es-419", "de-1996", "und"]
    )
    def test_of_a_known_language_in_its_usual_case_is_one(self, tag):
        assert languages.is_tag(tag)

    @pytest.mark.parametrize(
        "tag",
        ["kz", "EN", "kk-latn", "en_GB", "english", "e", "", "en-", "kk-Xyzw", "en-QX", 5, None],
    )
    def test_of_anything_else_is_none(self, tag):
        assert not languages.is_tag(tag)

    @given(st.text(st.characters()))
    def test_is_decided_for_any_text_without_an_error(self, text):
        if languages.is_tag(text):
            assert languages.canonical(text) == text
        assert languages.direction(text) in {"ltr", "rtl"}
        assert isinstance(languages.label(text), str)

    @pytest.mark.parametrize(
        ("tag", "direction"),
        [
            *((tag, "rtl") for tag in ("ar", "fa", "he", "ur", "ug", "kk-Arab", "pa-PK", "ar-EG")),
            *((tag, "ltr") for tag in ("en", "kk", "kk-Latn", "tr", "ug-Cyrl", "ar-Latn", "pa")),
        ],
    )
    def test_tells_the_direction_of_its_script(self, tag, direction):
        assert languages.direction(tag) == direction

    @pytest.mark.parametrize(
        ("tag", "reader", "label"),
        [
            ("ar", "en", "Arabic"),
            ("ar", "tr", "Arapça"),
            ("kk-Latn", "en", "Kazakh (Latin)"),
            ("pt-BR", "fr", "portugais (Brésil)"),
            ("ar", "zz", "Arabic"),
            ("x-private", "en", "x-private"),
        ],
    )
    def test_has_a_name_for_the_reader(self, tag, reader, label):
        assert languages.label(tag, reader) == label

    @pytest.mark.parametrize(
        ("typed", "tag"),
        [("KK-latn", "kk-Latn"), ("pt_BR", "pt-BR"), ("kazakh", "kk"), ("Казахский", "kk"),
         ("Türkçe", "tr"), ("فارسی", "fa")],
    )  # fmt: skip
    def test_is_found_by_case_and_by_name(self, typed, tag):
        assert languages.find(typed, reader="ru") == tag


class TestTheChoiceOfAWording:
    NAMES = MultilingualText(
        {"ar": "عربي", "en": "English", "kk-Cyrl": "қазақ", "kk-Latn": "qazaq", "fr": "français"}
    )

    @pytest.mark.parametrize(
        ("reader", "original", "tag"),
        [
            ("ar", "fr", "ar"),
            ("fa", "fr", "fr"),
            ("fa", "", "en"),
            ("fa", "ru", "en"),
            ("kk", "fr", "kk-Cyrl"),
            ("kk-Latn", "fr", "kk-Latn"),
            ("kk-latn", "fr", "kk-Latn"),
            ("kk-Arab", "fr", "kk-Cyrl"),
            ("ar-EG", "fr", "ar"),
            ("fa", "kk", "kk-Cyrl"),
        ],
    )
    def test_is_the_readers_then_the_original_then_english(self, reader, original, tag):
        assert self.NAMES.best(reader, original) == Wording(self.NAMES[tag], tag)

    def test_is_the_first_by_tag_where_none_of_them_is_there(self):
        names = MultilingualText(ru="русский", ar="عربي")

        assert names.best("fa", "kk").language == "ar"

    def test_takes_the_exact_language_before_one_of_its_scripts(self):
        names = MultilingualText({"kk-Latn": "qazaq", "kk": "қазақ"})

        assert names.best("kk").language == "kk"

    def test_is_none_where_there_is_no_text(self):
        assert MultilingualText().best() is None
        assert MultilingualText(en="").best() is None

    def test_follows_the_active_language_when_printed(self):
        with translation.override("ar"):
            assert str(self.NAMES) == "عربي"
        with translation.override("fa"):
            assert str(self.NAMES) == "English"

    def test_carries_its_direction(self):
        assert self.NAMES.best("ar").direction == "rtl"
        assert self.NAMES.best("en").direction == "ltr"

    def test_leaves_the_others_by_tag(self):
        others = self.NAMES.others(self.NAMES.best("en"))

        assert [wording.language for wording in others] == ["ar", "fr", "kk-Cyrl", "kk-Latn"]


UNSOUND = {
    "a country for a language": ({"kz": "Film"}, "“kz”"),
    "a tag in another case": ({"KK-LATN": "Film"}, "kk-Latn"),
    "an empty text": ({"en": " "}, "en is empty"),
    "a number": ({"en": 5}, "en must be a string"),
    "a null": ({"ar": None}, "ar must be a string"),
    "a list": (["Film"], "several languages"),
    "a string": ("Film", "several languages"),
    "an override": ({"en": "Film", "ar": "a\u202eb"}, r"In ar: .*U\+202E"),
    "a second line": ({"en": "a\nb"}, r"In en: .*U\+000A"),
    "a long text": ({"ru": "а" * 201}, "ru has 201 characters; at most 200"),
}
unsound = pytest.mark.parametrize(("names", "reason"), UNSOUND.values(), ids=UNSOUND)


def load(tmp_path, **fields):
    path = tmp_path / "people.json"
    path.write_text(json.dumps([{"model": "coop.person", "fields": {"key": "p1", **fields}}]))
    call_command("loaddata", str(path), verbosity=0)


def sound_text(value):
    try:
        return bool(clean_line(value))
    except ValidationError:
        return False


@pytest.mark.django_db
class TestAFieldInSeveralLanguages:
    @unsound
    def test_refuses_an_unsound_value_from_a_file(self, tmp_path, names, reason):
        with pytest.raises(DeserializationError, match=reason):
            load(tmp_path, names=names)

    @unsound
    def test_refuses_an_unsound_value_in_a_bulk_write(self, names, reason):
        with pytest.raises(ValidationError, match=reason):
            Person.objects.bulk_create([Person(names=names)])

    @unsound
    def test_refuses_an_unsound_value_in_an_update(self, names, reason):
        Person.objects.create(names={"en": "Abbas"})

        with pytest.raises(ValidationError, match=reason):
            Person.objects.update(names=names)

    def test_names_every_language_that_is_wrong(self):
        with pytest.raises(ValidationError) as caught:
            Person(names={"en": "", "kz": "a", "ru": "а"}).full_clean()

        assert len(caught.value.message_dict["names"]) == 2

    def test_refuses_more_languages_than_there_can_be(self):
        names = {f"en-{number:03}": "a" for number in range(900)}

        with pytest.raises(ValidationError, match="at most 40"):
            Person(names=names).save()

    @pytest.mark.parametrize("stored", ["{}", "[]", '"Film"'])
    def test_has_its_shape_kept_by_the_database(self, stored):
        person = Person.objects.create(names={"en": "Abbas"})

        with (
            pytest.raises(IntegrityError),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute("UPDATE coop_person SET names = %s WHERE id = %s", [stored, person.pk])

    def test_has_a_bound_kept_by_the_database(self):
        person = Person.objects.create(names={"en": "Abbas"})
        stored = json.dumps({"en": "a" * 100_000})

        with (
            pytest.raises(IntegrityError),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute("UPDATE coop_person SET names = %s WHERE id = %s", [stored, person.pk])

    def test_reads_as_multilingual_text_before_and_after_it_is_stored(self):
        person = Person(names={"ar": "عباس", "en": "Abbas"})
        before = person.names.best("ar")

        person.save()

        assert before == Wording("عباس", "ar")
        assert Person.objects.get().names.best("ar") == before
        assert Person.objects.values_list("names", flat=True)[0].best("ar") == before

    def test_is_asked_by_language(self):
        person = Person.objects.create(names={"ar": "عباس", "en": "Abbas"})

        assert Person.objects.get(names__ar="عباس") == person
        assert not Person.objects.filter(names__en="عباس").exists()

    @pytest.mark.sqlite
    def test_is_stored_in_its_own_letters_with_its_tags_in_order(self):
        Person.objects.create(names={"en": "Cafe\u0301", "ar": "عباس"})

        with connection.cursor() as cursor:
            cursor.execute("SELECT names FROM coop_person")
            assert cursor.fetchone() == ('{"ar": "عباس", "en": "Café"}',)

    @given(
        names=st.dictionaries(
            st.sampled_from(["en", "ar", "kk-Latn", "zh-Hans"]),
            st.text(st.characters(codec="utf-8"), min_size=1, max_size=200).filter(sound_text),
            min_size=1,
        )
    )
    def test_comes_back_from_a_dump_as_it_was(self, tmp_path_factory, names):
        Person.objects.all().delete()
        person = Person.objects.create(names=names, identifiers={"wikidata": "Q5"})
        person.refresh_from_db()
        path = tmp_path_factory.mktemp("dump") / "people.json"
        call_command("dumpdata", "coop.person", natural_primary=True, output=str(path), verbosity=0)
        Person.objects.all().delete()

        call_command("loaddata", str(path), verbosity=0)

        loaded = Person.objects.get()
        assert (loaded.names, loaded.identifiers) == (person.names, person.identifiers)


PersonForm = modelform_factory(Person, fields=["names", "identifiers"])


def rows(*pairs):
    data = {}
    for index, (tag, text) in enumerate(pairs):
        data |= {f"names-{index}-language": tag, f"names-{index}-text": text}
    return data


@pytest.mark.django_db
class TestTheFormOfSeveralLanguages:
    def test_saves_the_rows_that_have_text(self):
        form = PersonForm(rows(("en", " Abbas "), ("ar", "عباس"), ("ru", "  "), ("", "")))

        form.save()

        assert Person.objects.get().names == {"ar": "عباس", "en": "Abbas"}

    @pytest.mark.parametrize("typed", ["KK-LATN", "kk_latn"])
    def test_takes_a_tag_in_any_case(self, typed):
        form = PersonForm(rows((typed, "Abbas")))

        assert form.save().names == {"kk-Latn": "Abbas"}

    @pytest.mark.parametrize(
        ("pairs", "reason"),
        [
            ([("en", "a"), ("English", "b")], "two texts in English"),
            ([("kz", "a")], "“kz” is not a language"),
            ([("", "Abbas")], "in which language “Abbas” is"),
            ([("en", "a\u202eb")], "U+202E"),
            ([("en", "a" * 201)], "at most 200"),
            ([("en", " ")], "at least one language"),
        ],
    )
    def test_says_what_is_wrong(self, pairs, reason):
        form = PersonForm(rows(*pairs))

        assert reason in " ".join(form.errors["names"])

    def test_keeps_what_was_typed_when_it_is_wrong(self):
        html = PersonForm(rows(("kz", "<b>Abbas"), ("en", "Salehi")))["names"].as_widget()

        assert 'value="kz"' in html
        assert 'value="&lt;b&gt;Abbas"' in html
        assert 'value="Salehi"' in html

    def test_has_a_row_for_each_language_of_the_site_and_one_more(self):
        html = PersonForm()["names"].as_widget()

        tags = [f'value="{tag}"' in html for tag in ("en", "ar", "fa", "ru", "kk", "tr", "")]
        assert all(tags)
        assert html.count("data-multilingual-row") == 7

    def test_writes_each_row_in_its_own_direction(self):
        person = Person(names={"ug": "كىنو", "uz-Latn": "Kino"})

        html = PersonForm(instance=person)["names"].as_widget()

        assert 'value="كىنو" dir="rtl" lang="ug"' in html
        assert 'value="Kino" dir="ltr" lang="uz-Latn"' in html

    def test_sees_no_change_where_nothing_was_changed(self):
        person = Person(names={"en": "Abbas"}, identifiers={"wikidata": "Q5"})
        data = rows(("en", "Abbas"), ("ar", "")) | {"identifiers-wikidata": "Q5"}

        assert not PersonForm(data, instance=person).has_changed()
        assert not PersonForm(rows(("en", ""), ("ar", ""))).has_changed()
        assert PersonForm(rows(("en", "Abbas")), instance=person).changed_data == ["identifiers"]


@pytest.mark.django_db
class TestIdentifiers:
    @pytest.mark.parametrize(
        "identifiers",
        [
            {"wikidata": "232"},
            {"wikidata": "https://www.wikidata.org/wiki/Q232"},
            {"isni": "0000000121032684"},
            {"imdb": "tt1"},
            {"no-such": "1"},
            {"eidr": "10.5240/EA73-79D7-1B2B-B378-3A73-M"},
            {"wikidata": None},
            ["Q232"],
        ],
    )
    def test_that_are_none_are_refused_from_a_file(self, tmp_path, identifiers):
        with pytest.raises(DeserializationError):
            load(tmp_path, names={"en": "Abbas"}, identifiers=identifiers)

    def test_have_links_in_the_order_of_the_schemes(self):
        person = Person(identifiers={"imdb": "nm0000001", "wikidata": "Q5"})

        assert person.identifiers.links() == [
            ("Wikidata", "Q5", "https://www.wikidata.org/wiki/Q5"),
            ("IMDb", "nm0000001", "https://www.imdb.com/name/nm0000001/"),
        ]

    def test_may_be_pasted_as_an_address_in_the_form(self):
        data = {
            "identifiers-wikidata": "https://www.wikidata.org/wiki/Q5",
            "identifiers-isni": "0000 0001 2103 2683",
            "identifiers-imdb": "https://www.imdb.com/name/nm0000001/",
        }

        form = PersonForm(rows(("en", "Abbas")) | data)

        assert form.save().identifiers == {
            "imdb": "nm0000001",
            "isni": "0000000121032683",
            "wikidata": "Q5",
        }


@pytest.mark.django_db
class TestAListOfLanguages:
    @pytest.mark.parametrize("tags", [["zz"], ["EN"], ["en", "en"], "en", {"en": 1}, [["en"]], [5]])
    def test_that_is_none_is_refused_in_a_bulk_write(self, tags):
        with pytest.raises(ValidationError):
            Agreement.objects.bulk_create([Agreement(title={"en": "A"}, authentic_languages=tags)])

    def test_is_typed_by_tags_or_names(self):
        form_class = modelform_factory(Agreement, fields=["authentic_languages"])

        form = form_class({"authentic_languages": "French, kk-latn; العربية، fr"})

        assert form.is_valid()
        assert form.cleaned_data["authentic_languages"] == ["fr", "kk-Latn", "ar"]
        assert 'value="fr, kk-Latn"' in str(
            form_class(instance=Agreement(authentic_languages=["fr", "kk-Latn"]))
        )
