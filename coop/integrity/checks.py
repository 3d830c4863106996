"""Every rule of this room, one after the other; `check_registry` runs them."""

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from coop.integrity import dates, readiness, records, sources, texts
from coop.integrity.facets import facet_problems
from coop.integrity.problems import Problem


def problems(folder: Path | None = None) -> Iterator[Problem]:
    """All that is wrong with the registry; with the source texts of ``folder``, them too."""
    found = chain(
        (Problem("index", sentence) for sentence in readiness.problems()),
        records.tree_problems(),
        records.belonging_problems(),
        records.publication_problems(),
        records.evidence_problems(),
        dates.date_problems(),
        sources.source_problems(),
        sources.stored_text_problems(),
        sources.citation_problems(),
        sources.replacement_problems(),
        sources.said_by_problems(),
        facet_problems(),
    )
    return chain(found, texts.text_problems(folder)) if folder else found
