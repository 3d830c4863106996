"""Reads a page as its reader does: by headings, rows, links and note numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

VOID = {"meta", "link", "input", "br", "img", "hr"}


class Element:
    """One element of a page with what stands in it."""

    def __init__(self, tag: str, attributes: dict[str, str | None], parent: Element | None):
        self.tag = tag
        self.attributes = attributes
        self.parent = parent
        self.children: list[Element | str] = []

    def __getitem__(self, name: str) -> str | None:
        return self.attributes.get(name)

    @property
    def classes(self) -> list[str]:
        return (self["class"] or "").split()

    @property
    def text(self) -> str:
        """Everything that is read out in it, with single spaces."""
        return re.sub(r"\s+", " ", "".join(self._texts())).strip()

    def _texts(self) -> Iterator[str]:
        for child in self.children:
            if isinstance(child, str):
                yield child
            elif child["aria-hidden"] != "true":
                yield from child._texts()

    def all(self, tag: str = "", class_: str = "", **attributes: str) -> list[Element]:
        """Its elements of that tag, class and attributes, in the order of the page."""
        found = []
        for child in self.children:
            if isinstance(child, str):
                continue
            if (
                (not tag or child.tag == tag)
                and (not class_ or class_ in child.classes)
                and all(child[name.rstrip("_")] == value for name, value in attributes.items())
            ):
                found.append(child)
            found += child.all(tag, class_, **attributes)
        return found

    def one(self, tag: str = "", class_: str = "", **attributes: str) -> Element:
        """The only such element."""
        found = self.all(tag, class_, **attributes)
        assert len(found) == 1, f"{len(found)} of {tag} {class_} {attributes} in: {self.text}"
        return found[0]

    def rows(self, term: str) -> list[Element]:
        """What stands beside a term."""
        return [
            term_element.parent.one("dd")
            for term_element in self.all("dt")
            if term_element.text == term
        ]

    def row(self, term: str) -> Element:
        rows = self.rows(term)
        assert len(rows) == 1, f"{len(rows)} rows “{term}” in: {self.text}"
        return rows[0]

    def section(self, heading: str) -> Element:
        """The section or group under a heading, its evidence included."""
        found = [
            each
            for each in self.all()
            if each["aria-labelledby"]
            and any(
                title.text == heading and title["id"] == each["aria-labelledby"]
                for title in [*each.all("h2"), *each.all("h3"), *each.all("h4")]
            )
        ]
        assert len(found) == 1, f"{len(found)} sections “{heading}” in: {self.text}"
        return found[0]

    @property
    def note_numbers(self) -> list[int]:
        """The numbers of the source notes in it, as they are read."""
        return [
            int(link["href"].removeprefix("#note-")) for link in self.all("a", role="doc-noteref")
        ]

    def link(self, text: str) -> str:
        """Where the only link with that text leads."""
        found = {each["href"] for each in self.all("a") if each.text == text}
        assert len(found) == 1, f"{found} for “{text}”"
        return found.pop()

    @property
    def links(self) -> list[str]:
        return [each["href"] for each in self.all("a")]

    @property
    def link_texts(self) -> list[str]:
        return [each.text for each in self.all("a")]


class _Builder(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.root = self.place = Element("", {}, None)

    def handle_starttag(self, tag, attrs):
        element = Element(tag, dict(attrs), self.place)
        self.place.children.append(element)
        if tag not in VOID:
            self.place = element

    def handle_endtag(self, tag):
        assert tag == self.place.tag, f"</{tag}> closes <{self.place.tag}>"
        self.place = self.place.parent

    def handle_data(self, data):
        self.place.children.append(data)


def read(response, status: int = 200) -> Element:
    """The page of a response, which must have that status and close what it opens."""
    assert response.status_code == status, response.status_code
    builder = _Builder()
    builder.feed(response.content.decode())
    assert builder.place is builder.root, f"<{builder.place.tag}> is not closed"
    return builder.root


def note(page: Element, number: int) -> Element:
    """The source note of that number."""
    return page.one("li", id=f"note-{number}")
