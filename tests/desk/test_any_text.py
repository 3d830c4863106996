"""Whatever a text holds, recognising it ends, and says where in the text it found what."""

from itertools import pairwise

from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from coop.recognition.marks import marks, names_and_topics
from tests import factories

PIECES = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        [
            *("Kazakhstan", "كازاخستان", "ولكازاخستان", "ل‌كازاخستان", "وَلِـكازاخستان", "ءكازاخستان"),
            *(
                "Казахстана",
                "للمركز الوطني",
                "المركز",
                "الوطني",
                "½",
                "’s ",
                "-",
                "\u202e",
                "ﷺ",
                "ﻻ",
            ),
            *("workshops", "ورش العمل", "4 March", "١٤ أيلول ٢٠٢٦", "“", "İstanbul’da", "o‘zbek"),
        ]
    ),
)


class TestAnyText(TestCase):
    @classmethod
    def setUpTestData(cls):
        factories.country("KZ", names={"en": "Kazakhstan", "ar": "كازاخستان", "ru": "Казахстан"})
        factories.party(names={"ar": "المركز الوطني", "en": "National centre"})
        factories.place(names={"tr": "İstanbul", "uz": "Oʻzbek"})
        factories.topic("workshops")

    @given(
        st.lists(st.lists(PIECES, max_size=8).map("".join), max_size=3),
        st.sampled_from(["", "ar", "en", "fa", "ru", "kk", "tr", "fr", "zh-Hant", "x"]),
    )
    def test_is_marked_in_its_own_places_without_overlap(self, paragraphs, language):
        found = marks(paragraphs, language)

        for mark in found:
            text = paragraphs[mark.paragraph - 1]
            assert 0 <= mark.start < mark.end <= len(text)
            assert mark.words == text[mark.start : mark.end]
        for one, other in pairwise(found):
            assert (one.paragraph, one.end) <= (other.paragraph, other.start) or (
                one.paragraph < other.paragraph
            )
        assert {(m.paragraph, m.start, m.end) for m in found} <= {
            (m.paragraph, m.start, m.end) for m in names_and_topics(paragraphs, language)
        }


class TestTheSecondTime(TestCase):
    def test_names_are_not_read_again_while_nothing_has_changed(self):
        factories.place(names="Port Amsel")
        marks(["Port Amsel"], "en")

        with CaptureQueriesContext(connection) as asked:
            (mark,) = marks(["Port Amsel"], "en")

        assert mark.words == "Port Amsel"
        assert not [query for query in asked if "coop_searchdocument" in query["sql"]]
