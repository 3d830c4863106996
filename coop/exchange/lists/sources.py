"""The list of sources, told; never their texts, which are their authors'."""

from django.utils.translation import gettext_lazy as _

from coop.exchange.lists.columns import ADDRESSES, Texts, dates, number, plain
from coop.exchange.lists.listing import Listing, dated, with_bounds
from coop.facets.parts import citations
from coop.models import SourceDocument
from coop.querysets.numbers import number_of


class Sources(Listing):
    """Sources, with the number of claims that each carries."""

    model = SourceDocument
    url_name = "source"
    fields = (
        *("key", "slug", "title", "is_title_supplied", "kind", "publisher", "author", "language"),
        *with_bounds("published_on", "accessed_on"),
        *("address", "archive_address", "sha256", "paragraph_count", "note", "claim_count"),
    )
    layout = (
        *ADDRESSES,
        Texts("title", _("Title"), "language"),
        plain("is_title_supplied", _("Title supplied")),
        plain("kind", _("Kind")),
        plain("publisher", _("Publisher")),
        plain("author", _("Author or agency")),
        plain("language", _("Language")),
        *dates("published_on", _("Published on"), cited=False),
        *dates("accessed_on", _("Accessed on"), cited=False),
        plain("original_address", _("Address of the original")),
        plain("archive_address", _("Archived at")),
        plain("sha256", _("SHA-256")),
        number("paragraph_count", _("Paragraphs")),
        plain("note", _("Note")),
        number("claim_count", _("Claims")),
    )
    brief = ("kind", "publisher", "language", "published_on", "claim_count")

    @classmethod
    def public(cls):
        count = number_of(citations(), "source")
        return SourceDocument.objects.published().annotate(claim_count=count)

    def told(self, row):
        same = ("kind", "publisher", "author", "language")
        more = ("archive_address", "sha256", "paragraph_count", "note", "claim_count")
        return {
            **self.addresses(row["key"], row["slug"]),
            "title": row["title"],
            "is_title_supplied": row["is_title_supplied"],
            **{name: row[name] for name in same},
            "published_on": dated(row, "published_on"),
            "accessed_on": dated(row, "accessed_on"),
            "original_address": row["address"],
            **{name: row[name] for name in more},
        }
