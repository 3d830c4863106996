"""The codebook as one page of Markdown, in English: ``docs/codebook.md``."""

import json
from collections.abc import Iterable
from pathlib import Path

from django.utils import translation

from coop.exchange.codebook import Codebook, ModelEntry, codebook
from coop.exchange.dictionary import in_a_cell
from coop.models import ProvisionTopic

TOPICS = "vocabulary/topics.json"
"""Where the topics stand among the fixtures."""


def markdown(fixtures: Path) -> str:
    """The whole page, its topics those of a folder of fixtures."""
    with translation.override("en"):
        return "\n".join(_lines(codebook(topics_of(fixtures / TOPICS))))


def topics_of(file: Path) -> list[ProvisionTopic]:
    """The topics of a fixture, in its order, tied to their groups and to no database."""
    found: dict[str, ProvisionTopic] = {}
    for entry in json.loads(file.read_text("utf-8")):
        fields = dict(entry["fields"])
        (parent,) = fields.pop("parent", None) or (None,)
        found[fields["code"]] = ProvisionTopic(parent=found[parent] if parent else None, **fields)
    return sorted(found.values(), key=lambda topic: (topic.order, topic.code))


def _lines(book: Codebook) -> Iterable[str]:
    yield from (
        "# Codebook",
        "",
        "What every field, code, topic and stance means. This page is written by "
        "`manage.py make_codebook` from the labels and help texts of the code and from the "
        "vocabulary; change those, and write it again. The public sees the same at `/codebook/`.",
        "",
        "[Bases](#bases) · [Stances](#stances) · [Topics](#topics) · "
        "[Closed lists](#closed-lists) · [Shared fields](#shared-fields) · [Tables](#tables)",
        "",
    )
    yield from _bases(book)
    yield from _stances(book)
    yield from _topics(book)
    yield from _lists(book)
    yield from ("## Shared fields", "")
    for entry in book.shared:
        yield from _entry(entry)
    yield from ("## Tables", "")
    for entry in book.models:
        yield from _entry(entry)


def _bases(book: Codebook) -> Iterable[str]:
    yield from ("## Bases", "", "How a source carries a claim, and the mark it is printed by.", "")
    yield from _table(
        ("mark", "basis", "code", "meaning"),
        ((one.mark, one.label, _code(one.code), one.meaning) for one in book.bases),
    )


def _stances(book: Codebook) -> Iterable[str]:
    yield from ("## Stances", "", "How strongly a text speaks on a topic.", "")
    yield from _table(
        ("stance", "code", "meaning"),
        ((one.label, _code(one.code), one.meaning) for one in book.stances),
    )
    yield from ("### From verb to stance", "")
    yield from (f"- {sentence}" for sentence in book.how_to_read)
    yield ""
    yield from _table(
        ("language", *(one.label for one in book.stances)),
        (
            (verbs[0].label, *("; ".join(one.words) for one in verbs))
            for verbs in zip(*(stance.verbs for stance in book.stances), strict=True)
        ),
    )


def _topics(book: Codebook) -> Iterable[str]:
    yield from ("## Topics", "", "What provisions are about: groups, and the topics in them.", "")
    for group, topics in book.topics:
        yield from (f"### {group} (`{group.code}`)", "", _english(group.definition), "")
        yield from _table(
            ("topic", "code", "definition"),
            ((str(one), _code(one.code), _english(one.definition)) for one in topics),
        )


def _lists(book: Codebook) -> Iterable[str]:
    yield from ("## Closed lists", "")
    for one in book.lists:
        yield from (f'<a id="list-{one.name}"></a>', "", f"### {one.title}", "")
        yield from _table(
            ("label", "code", "meaning"),
            ((word.label, _code(word.code), word.meaning) for word in one.words),
        )


def _entry(entry: ModelEntry) -> Iterable[str]:
    yield from (f'<a id="{entry.anchor}"></a>', "", f"### {entry.title}", "", entry.about, "")
    if entry.shared:
        others = " · ".join(f"[{one.title}](#{one.anchor})" for one in entry.shared)
        yield from (f"Has the fields of: {others}.", "")
    if entry.fields:
        yield from _table(
            ("field", "label", "value", "meaning"),
            (
                (_code(field.name), field.label, _value(field), _meaning(field))
                for field in entry.fields
            ),
        )


def _value(field) -> str:
    return (
        f"{field.kind}: [{field.codes.title}](#list-{field.codes.name})"
        if field.codes
        else (field.kind)
    )


def _meaning(field) -> str:
    return field.meaning if field.is_typed else f"{field.meaning} Set by the registry.".strip()


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterable[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(map(in_a_cell, row))} |"
    yield ""


def _code(code: str) -> str:
    return f"`{code}`" if code else ""


def _english(text) -> str:
    wording = text.best()
    return wording.text if wording else ""
