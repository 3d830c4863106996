"""A source at its desk, as staff find it, and how tests get to its pages."""

from html.parser import HTMLParser
from urllib.parse import urlencode

from django.urls import reverse

from tests import factories as make
from tests.staff.forms import Form

TEXT = """Heading
Kazakhstan and Wadiya signed a film deal in Almaty on 14 May 2024.
The Ministry of Stories will carry it out, and trains young editors.
A translation: they signed a deal.
"""


def source(**fields):
    """A draft in English, of four paragraphs: a heading, two with claims, a translation."""
    return make.source(
        draft=True,
        **{
            "language": "en",
            "text": TEXT,
            "paragraph_count": 4,
            "no_claim": [
                {"first": 1, "last": 1, "reason": "heading"},
                {"first": 4, "last": 4, "reason": "translation"},
            ],
            **fields,
        },
    )


def agreement():
    """A draft without parties and without evidence."""
    return make.agreement(draft=True, title="Film deal", parties=[], evidence=False)


def target(thing, kind="agreement"):
    """How an address names a record or a part."""
    return f"{kind}:{thing.pk}"


def only(citations):
    """The one citation that there is."""
    (citation,) = citations.all()
    return citation


def address(source, step="", **query):
    name = f"admin:coop_sourcedocument_desk{f'_{step}' if step else ''}"
    where = reverse(name, args=[source.pk])
    return f"{where}?{urlencode(query)}" if query else where


def form(client, source, step, **query):
    """A form of the desk, to fill in and send."""
    return Form(client, address(source, step, **query))


class Paragraphs(HTMLParser):
    """The paragraphs of the page of a desk by number: their attributes, and what they say."""

    def __init__(self, response):
        super().__init__()
        self.attributes: dict[int, dict] = {}
        self.texts: dict[int, dict] = {}
        self.said: dict[int, str] = {}
        self._number, self._depth = 0, 0
        self.feed(response.content.decode())

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if "data-paragraph" in attrs:
            self._number = int(attrs["data-paragraph"])
            self.attributes[self._number] = attrs
            self.said[self._number] = ""
            self._depth = 0
        if self._number and tag == "li":
            self._depth += 1
        if self._number and "data-words" in attrs:
            self.texts[self._number] = attrs

    def handle_endtag(self, tag):
        if self._number and tag == "li":
            self._depth -= 1
            if not self._depth:
                self.said[self._number] = " ".join(self.said[self._number].split())
                self._number = 0

    def handle_data(self, data):
        if self._number:
            self.said[self._number] += data
