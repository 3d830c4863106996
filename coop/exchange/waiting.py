"""Uploaded files: stored and planned, looked at, and applied once or set aside.

What is confirmed is what was seen: the file is planned again from its stored bytes, and
refused when a record that either plan touches is not as the first plan saw it.
"""

import hashlib
import json
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import islice, zip_longest
from typing import Any, BinaryIO

from django.conf import settings
from django.db import DatabaseError
from django.utils import timezone
from django.utils.translation import gettext as _

from coop.curation import publication, recording
from coop.exchange import applying, planning, refusals, rights
from coop.exchange.uploaded import entries_of
from coop.models import Import, ImportPiece
from coop.vocabulary.imports import ImportState, PieceKind

PIECE = 1 << 20
"""Bytes of a file that one row of the database holds."""

PAGE = 100
"""Changes that one page of a plan shows."""

LONGEST_NAME = 255


class Closed(Exception):
    """The upload was applied or set aside before."""

    def __init__(self, upload: Import):
        self.upload = upload
        super().__init__(str(upload))


class Replanned(Exception):
    """The upload was planned again after the user had looked at its plan."""


class Faulty(Exception):
    """Something is wrong in the file, so nothing of it can be applied."""


class NotAllowed(Exception):
    """The user lacks rights that the plan needs."""

    def __init__(self, lacking: list[rights.Right]):
        self.lacking = lacking
        super().__init__(", ".join(right.codename for right in lacking))


@dataclass(frozen=True)
class Difference:
    """A record that is not as the plan saw it: ``agreement/key``, and what happened to it."""

    record: str
    sentence: str


class Overtaken(Exception):
    """Records were edited, made or deleted after the plan was made."""

    def __init__(self, differences: list[Difference]):
        self.differences = differences
        super().__init__(", ".join(difference.record for difference in differences))


# ---- The verbs ----


def keep(
    *, file: BinaryIO, name: str, reading: str, user, mapping=None, source=None, reason=""
) -> Import:
    """Store a file and plan it. ``file`` is seekable and stays open; nothing is applied."""
    upload = Import(
        file_name=shortened(name),
        reading=reading,
        mapping=mapping,
        source=source,
        reason=reason,
        uploaded_by=user,
        **_measures(file),
    )
    with _refused_in_words(), _planned(upload, file) as plan, recording(user=user):
        upload.save()
        _store(upload, PieceKind.FILE, _blocks(file))
        _store_plan(upload, plan)
    return upload


def plan_again(*, upload: Import, user) -> Import:
    """Plan a waiting file anew, on the registry as it stands; raises Closed."""
    with (
        _refused_in_words(),
        file_of(upload) as file,
        _planned(upload, file) as plan,
        recording(user=user),
    ):
        upload = _locked(upload)
        upload.pieces.exclude(kind=PieceKind.FILE).delete()
        _store_plan(upload, plan)
    return upload


def confirm(*, upload: Import, planned_at: str, user) -> Import:
    """Apply a waiting file, when it would do what its plan said.

    ``planned_at`` is the moment of the plan that the user looked at, as ISO 8601. Raises
    Closed, Replanned, Faulty, NotAllowed, Overtaken or ``applying.Refused``, with nothing
    written. The records and the word that they are applied are one transaction.
    """
    refuse_closed(upload)
    with (
        _refused_in_words(),
        file_of(upload) as file,
        _planned(upload, file) as plan,
        recording(user=user, reason=_reason(upload)),
    ):
        upload = _locked(upload)
        if not upload.planned_at or upload.planned_at.isoformat() != planned_at:
            raise Replanned
        if plan.fault_count:
            raise Faulty
        seen = plan.seen
        if found := differences(upload.seen, seen) or altered(upload, plan):
            raise Overtaken(found)
        if lacking := rights.lacking(user, seen, changes_public=plan.changes_public):
            raise NotAllowed(lacking)
        _refuse_own_work(upload, plan, user)
        applying.apply(plan, user=user, reason=_reason(upload))
        upload.state = ImportState.APPLIED
        upload.applied_by, upload.applied_at = user, timezone.now()
        upload.save(update_fields=["state", "applied_by", "applied_at"])
    return upload


def set_aside(*, uploads: Iterable[Import], user) -> list[Import]:
    """Close waiting files without applying them, and drop their bytes; returns those closed."""
    closed = []
    for upload in uploads:
        with _refused_in_words(), recording(user=user):
            try:
                row = _locked(upload)
            except Closed:
                continue
            row.pieces.all().delete()
            row.state, row.seen = ImportState.DISMISSED, {}
            row.save(update_fields=["state", "seen"])
            closed.append(row)
    return closed


def _refuse_own_work(upload: Import, plan: planning.Plan, user):
    """Where the house asks for four eyes, a file that publishes is applied by another.

    Raises ``applying.Refused`` for whoever uploaded it, and for whoever worked on a record
    that it publishes.
    """
    if not (settings.REGISTRY_FOUR_EYES and plan.publishes):
        return
    if upload.uploaded_by_id == user.pk:
        sentence = _("It publishes records: a colleague who did not upload it has to apply it.")
        raise applying.Refused([sentence])
    for model, pks in plan.published.items():
        for record in model._default_manager.filter(pk__in=pks).only("pk"):
            if publication.is_own_work(record, user):
                raise applying.Refused([f"“{record}”: {publication.OWN_WORK}"])


@contextmanager
def _refused_in_words() -> Iterator[None]:
    """Raises ``applying.Refused`` for a disk or a database that takes nothing."""
    try:
        yield
    except (DatabaseError, *refusals.DATABASE_ERRORS, OSError) as error:
        raise applying.Refused([refusals.in_words(error)]) from error


def refuse_closed(upload: Import):
    """Raise Closed unless the upload waits."""
    if upload.state != ImportState.WAITING:
        raise Closed(upload)


def _locked(upload: Import) -> Import:
    """The row, kept from others until the transaction ends; raises Closed."""
    row = Import.objects.select_for_update().get(pk=upload.pk)
    refuse_closed(row)
    return row


def _reason(upload: Import) -> str:
    """What the versions of the records say: why, which file, and its hash."""
    file = _("From the file “%(file)s” (SHA-256 %(hash)s).") % {
        "file": upload.file_name,
        "hash": upload.sha256,
    }
    return f"{upload.reason} {file}" if upload.reason else file


def differences(before: dict[str, Any], now: dict[str, Any]) -> list[Difference]:
    """The records that two plans of one file saw differently."""
    found = []
    for record in sorted(before.keys() | now.keys()):
        if record in before and record in now and before[record] == now[record]:
            continue
        if record in before and before[record] is None:
            sentence = _("It was made meanwhile.")
        elif record in now and now[record] is None:
            sentence = _("It was deleted meanwhile.")
        else:
            sentence = _("It was changed meanwhile.")
        found.append(Difference(record, sentence))
    return found


def altered(upload: Import, plan: planning.Plan) -> list[Difference]:
    """The records with which the file would now do something else than its stored plan says.

    No version tells of that: a name in a sheet leads to another party since one was renamed,
    or the mapping of its columns was changed.
    """
    stored = _contents(upload, PieceKind.CHANGES)
    for before, now in zip_longest(stored, _pages(plan), fillvalue=b""):
        if before != now:
            lines = set(before.split(b"\n")) ^ set(now.split(b"\n"))
            records = {_record(json.loads(line)) for line in lines if line}
            sentence = _("The file would now do something else with it.")
            return [Difference(record, sentence) for record in sorted(records)]
    return []


def _record(change: dict) -> str:
    model, key = change["root"] or (change["model"], "/".join(change["key"]))
    return f"{model}/{key}"


# ---- The file ----


def shortened(name: str) -> str:
    """A file's name without a path and without what no page prints; its ending is kept."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    clean = "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in last)
    clean = clean.strip() or _("without a name")
    if len(clean) > LONGEST_NAME:
        clean = f"{clean[: LONGEST_NAME - 13]}…{clean[-12:]}"
    return clean


@contextmanager
def file_of(upload: Import) -> Iterator[BinaryIO]:
    """The bytes of an upload as they were received, in a temporary file."""
    with tempfile.TemporaryFile(prefix="registry-upload-") as file:
        for content in _contents(upload, PieceKind.FILE):
            file.write(content)
        file.seek(0)
        yield file


def _measures(file: BinaryIO) -> dict[str, Any]:
    digest, size = hashlib.sha256(), 0
    for block in _blocks(file):
        digest.update(block)
        size += len(block)
    return {"size": size, "sha256": digest.hexdigest()}


def _blocks(file: BinaryIO) -> Iterator[bytes]:
    file.seek(0)
    while block := file.read(PIECE):
        yield block


# ---- The plan ----


@contextmanager
def _planned(upload: Import, file: BinaryIO) -> Iterator[planning.Plan]:
    file.seek(0)
    with planning.plan(entries_of(upload, file)) as plan:
        yield plan


def changes(upload: Import, page: int) -> list[dict]:
    """One page of the plan's changes, from 1; see ``_as_json`` for their shape."""
    piece = upload.pieces.filter(kind=PieceKind.CHANGES, number=page).first()
    return _lines(bytes(piece.content)) if piece else []


def all_changes(upload: Import) -> Iterator[dict]:
    """Every change of the plan, a page in memory at a time."""
    for content in _contents(upload, PieceKind.CHANGES):
        yield from _lines(content)


def faults(upload: Import) -> list[dict]:
    """What is wrong in the file, at most the thousand that a plan keeps."""
    return [fault for content in _contents(upload, PieceKind.FAULTS) for fault in _lines(content)]


def _store_plan(upload: Import, plan: planning.Plan):
    upload.planned_at = timezone.now()
    upload.seen = dict(plan.seen)
    upload.counts = {
        model._meta.model_name: [count.created, count.changed, count.unchanged]
        for model, count in plan.counts.items()
    }
    upload.change_count = sum(made + changed for made, changed, _same in upload.counts.values())
    upload.fault_count = plan.fault_count
    upload.passed_over = sorted(plan.passed_over)
    upload.changes_public = plan.changes_public
    upload.save()
    _store(upload, PieceKind.CHANGES, _pages(plan))
    _store(upload, PieceKind.FAULTS, _written(map(_fault_as_json, plan.faults)))


def _as_json(change) -> dict:
    return {
        "model": change.model._meta.model_name,
        "key": list(change.key),
        "root": [change.root[0]._meta.model_name, change.root[1]] if change.root else None,
        "line": change.where.line,
        "is_new": change.is_new,
        "fields": {name: list(values) for name, values in change.fields.items()},
    }


def _fault_as_json(fault) -> dict:
    return {
        "file": fault.where.file,
        "line": fault.where.line,
        "column": fault.where.column,
        "thing": fault.thing,
        "field": fault.field,
        "sentence": str(fault.sentence),
    }


def _pages(plan: planning.Plan) -> Iterator[bytes]:
    yield from _written(map(_as_json, plan.changes()))


def _written(things: Iterator[dict]) -> Iterator[bytes]:
    while page := list(islice(things, PAGE)):
        yield "\n".join(
            json.dumps(thing, ensure_ascii=False, default=_plain) for thing in page
        ).encode("utf-8", "surrogatepass")


def _plain(value):
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    return list(value) if isinstance(value, (set, frozenset, tuple)) else str(value)


def _lines(content: bytes) -> list[dict]:
    # JSON writes line feeds of its own as \n, so that each of these ends a thing.
    return [json.loads(line) for line in content.split(b"\n")]


def _store(upload: Import, kind: PieceKind, contents: Iterable[bytes]):
    for number, content in enumerate(contents, 1):
        ImportPiece.objects.create(upload=upload, kind=kind, number=number, content=content)


def _contents(upload: Import, kind: PieceKind) -> Iterator[bytes]:
    pieces = upload.pieces.filter(kind=kind).order_by("number")
    for content in pieces.values_list("content", flat=True).iterator(chunk_size=1):
        yield bytes(content)
