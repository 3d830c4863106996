"""Objects of fixtures, and what becomes of them: for tests of the planner and the importer."""

import json
from contextlib import contextmanager
from pathlib import Path

from coop.exchange import applying, planning
from coop.exchange.entries import Entry, Where

FILE = "made.json"


def thing(model: str, **fields) -> dict:
    """One object as a fixture writes it."""
    return {"model": f"coop.{model}", "fields": fields}


def country(code="XA", **fields) -> dict:
    return thing("country", **{"code": code, "names": {"en": f"Country {code}"}, **fields})


def topic(code="workshops", **fields) -> dict:
    return thing("provisiontopic", **{"code": code, "names": {"en": code.title()}, **fields})


def place(key="place-a", **fields) -> dict:
    return thing("place", **{"key": key, "names": {"en": "A place"}, **fields})


def party(key="party-a", **fields) -> dict:
    return thing("party", **{"key": key, "kind": "agency", "names": {"en": "A party"}, **fields})


def agreement(key="agreement-a", **fields) -> dict:
    return thing("agreement", **{"key": key, "title": {"en": "An agreement"}, **fields})


def participation(key="a", *, of="agreement-a", party="party-a", **fields) -> dict:
    return thing("participation", agreement=[of], key=key, party=[party], **fields)


def source(key="source-a", **fields) -> dict:
    return thing(
        "sourcedocument",
        **{
            "key": key,
            "title": {"en": "A report"},
            "kind": "press-report",
            "publisher": "A paper",
            **fields,
        },
    )


def citation(key="p1", *, of="source-a", paragraphs="1", **fields) -> dict:
    return thing("citation", source=[of], key=key, paragraphs=paragraphs, **fields)


def published(key="agreement-a") -> list[dict]:
    """A published agreement with one party, evidence for both, and its published source."""
    return [
        source(state="published"),
        party(),
        agreement(key, state="published"),
        participation(of=key),
        citation("p1", agreement=[key]),
        citation("p2", participation=[key, "a"]),
    ]


def entries(*objects: dict, file: str = FILE) -> list[Entry]:
    """Objects as a reader yields them, one a line."""
    return [
        Entry(Where(file, line), one["model"], json.loads(json.dumps(one["fields"])))
        for line, one in enumerate(objects, 1)
    ]


def plan(*objects: dict):
    """The plan of a file of these objects."""
    return planning.plan(entries(*objects))


def faults(*objects: dict) -> list[str]:
    """The faults of a file of these objects, a line each."""
    with plan(*objects) as found:
        return [str(fault) for fault in found.faults]


def put_in(*objects: dict, **options):
    """Import a file of these objects."""
    with plan(*objects) as found:
        assert found.faults == []
        applying.apply(found, **options)


def changes(*objects: dict) -> dict[tuple[str, ...], dict]:
    """What changes: for each row, by its key, its fields."""
    with plan(*objects) as found:
        assert found.faults == []
        return {change.key: change.fields for change in found.changes()}


def written(path: Path, *objects: dict) -> Path:
    """A fixture with these objects."""
    path.write_text(json.dumps(list(objects), ensure_ascii=False, indent=2), encoding="utf-8")
    return path


@contextmanager
def counted():
    """The numbers of rows of all tables before and after."""
    from django.apps import apps

    def now():
        return {model._meta.label: model._base_manager.count() for model in apps.get_models()}

    before = now()
    numbers = {"before": before}
    yield numbers
    numbers["after"] = now()
