"""Rules that need the texts of the sources, which lie in a folder outside the registry."""

import codecs
import hashlib
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from coop.integrity.paragraphs import numbers, split
from coop.integrity.problems import Problem, name_of
from coop.models import SourceDocument
from coop.vocabulary.desk import ReceivedAs


def text_problems(folder: Path) -> Iterator[Problem]:
    """Hashes without a file, wrong paragraph counts, and words that a paragraph does not have."""
    files = {
        hashlib.sha256(path.read_bytes()).hexdigest(): path
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    for source in SourceDocument.objects.exclude(sha256="").without_text():
        path = files.get(source.sha256)
        if path is None and not (source.received_as == ReceivedAs.PASTED and source.text):
            yield Problem(name_of(source), f"No file in {folder} has its hash.")
            continue
        # What was pasted is in no file, and of a document the words are what was read from it.
        is_stored = source.received_as in (ReceivedAs.WORD, ReceivedAs.PDF)
        name = "its text" if path is None else path.name
        try:
            paragraphs = split(source.text if is_stored or path is None else _read(path))
        except UnicodeDecodeError:
            yield Problem(name_of(source), f"{name} is not UTF-8.")
            continue
        if source.paragraph_count != len(paragraphs):
            yield Problem(
                name_of(source),
                f"It says {source.paragraph_count} paragraphs; {name} has {len(paragraphs)}.",
            )
        yield from _citation_problems(source, [_plain(text) for text in paragraphs])


def _read(path: Path) -> str:
    """A text in UTF-8, or in UTF-16 that says so."""
    content = path.read_bytes()
    marks = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    return content.decode("utf-16" if content.startswith(marks) else "utf-8-sig")


def _citation_problems(source, paragraphs: list[str]) -> Iterator[Problem]:
    for citation in source.citations.all():
        citation.source = source
        cited = [n for n in numbers(citation.paragraphs) if n <= len(paragraphs)]
        text = " ".join(paragraphs[number - 1] for number in cited)
        for label, words in (("words", citation.as_named), ("quote", citation.quote)):
            if words and _plain(words) not in text:
                verb = "do" if label == "words" else "does"
                yield Problem(
                    name_of(citation),
                    f"The {label} “{words}” {verb} not stand in paragraph {citation.paragraphs}.",
                )


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())
