"""The readable part of an address."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop.names.slugs import RESERVED, slug_from
from coop.names.text import MultilingualText


class TestSlug:
    def test_is_of_the_english_name(self):
        names = MultilingualText(
            ar="مذكرة", en="Film memorandum, Iran – Kazakhstan", ru="Меморандум"
        )

        assert slug_from(names, "m1") == "film-memorandum-iran-kazakhstan"

    @pytest.mark.parametrize(
        ("tag", "name", "slug"),
        [
            ("ru", "Меморандум", "memorandum"),
            ("kk", "Қорқыт Ата", "qorqyt-ata"),
            ("fr", "Fonds de l’été", "fonds-de-lete"),
            ("tr", "Işık Şöleni", "isik-soleni"),
        ],
    )
    def test_is_a_transliteration_where_there_is_no_english_name(self, tag, name, slug):
        assert slug_from(MultilingualText({tag: name}), "m1") == slug

    def test_transliterates_the_original_name_before_another(self):
        names = MultilingualText(ar="فيلم", ru="Фильм")

        assert slug_from(names, "m1", original="ru") == "film"

    @pytest.mark.parametrize(
        ("name", "slug"),
        [
            ("1984", "film-1984"),
            ("Add", "film-add"),
            ("ID", "film-id"),
            ("…", "film"),
            ("", "film"),
        ],
    )
    def test_takes_the_key_where_the_name_makes_no_slug(self, name, slug):
        assert slug_from(MultilingualText(en=name), "film") == slug

    @pytest.mark.parametrize("key", ["12", "add", "", "…"])
    def test_is_one_even_with_a_key_that_makes_none(self, key):
        slug = slug_from(MultilingualText(), key)

        assert slug.startswith("record")

    def test_ends_with_a_whole_word(self):
        slug = slug_from(MultilingualText(en="cooperation " * 20), "m1")

        assert slug == "-".join(["cooperation"] * 6)

    @given(
        st.dictionaries(st.sampled_from(["en", "ar", "kk"]), st.text(max_size=300)),
        st.text(max_size=100),
    )
    def test_is_always_fit_for_an_address(self, names, key):
        slug = slug_from(MultilingualText(names), key)

        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)
        assert len(slug) <= 80
        assert not slug.isdigit()
        assert slug not in RESERVED
