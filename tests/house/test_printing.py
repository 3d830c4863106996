"""Markup put together from pieces is safe, whatever the pieces are."""

import pytest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from coop.names.text import Wording
from coop.templatetags.printing import filled, filled_each

PIECES = [
    "<script>",
    "a & b",
    "\"quoted\" and 'so'",
    SafeString("<b>bold</b>"),
    gettext_lazy("draft"),
    Wording("<i>", "en"),
    12,
    None,
    "{}",
]


@pytest.mark.parametrize("piece", PIECES, ids=lambda piece: type(piece).__name__)
class TestAPiece:
    def test_is_printed_as_django_prints_it(self, piece):
        assert filled("<p>{}</p>", piece) == format_html("<p>{}</p>", piece)

    def test_is_printed_so_in_a_row_too(self, piece):
        rows = [(piece, "<"), ("&", piece)]

        assert filled_each("<i>{}{}</i>", rows, ", ") == format_html_join(", ", "<i>{}{}</i>", rows)

    def test_is_safe_and_so_not_escaped_again(self, piece):
        assert isinstance(filled("{}", piece), SafeString)
        assert filled("{}", filled("{}", piece)) == filled("{}", piece)
