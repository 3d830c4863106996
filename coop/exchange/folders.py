"""Folders that are written whole or not at all."""

import contextlib
import errno
import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path

from django.utils.translation import gettext as _

KEPT = "README.md"
"""The one file that a folder may have of its own: it stays."""


class NotWritten(Exception):
    """Nothing was written; the sentence says why."""


@contextlib.contextmanager
def new_folder(path: Path, *, holding: tuple[str, ...]) -> Iterator[Path]:
    """A folder to write into, which takes the place of ``path`` when all went well.

    ``holding`` are patterns of the files that the folder consists of: one that holds
    anything else is not overwritten. Raises NotWritten with a sentence, ``path`` as it was.
    """
    path = path.resolve()
    with _told(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        _put_back(path)
        _refuse_others(path, holding)
        with _being_written(path) as folder:
            yield folder
            if (path / KEPT).is_file():
                shutil.copy2(path / KEPT, folder / KEPT)
            _refuse_others(path, holding)
            _store(folder)
            _replace(path, folder)


@contextlib.contextmanager
def _told(path: Path) -> Iterator[None]:
    """Turns what the system says into a sentence."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            sentence = _("There is no room left for “%(path)s”. Nothing was written.")
        elif error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            sentence = _("“%(path)s” cannot be written here: it is not allowed.")
        else:
            sentence = _("“%(path)s” cannot be written: %(reason)s.")
        reason = error.strerror or type(error).__name__
        raise NotWritten(sentence % {"path": path, "reason": reason}) from error


def _refuse_others(path: Path, holding: tuple[str, ...]):
    if not path.exists():
        return
    if not path.is_dir():
        raise NotWritten(_("“%(path)s” is a file. Name a folder.") % {"path": path})
    for folder, _folders, files in os.walk(path):
        for name in files:
            file = Path(folder, name).relative_to(path).as_posix()
            if file != KEPT and not any(fnmatchcase(file, pattern) for pattern in holding):
                raise NotWritten(
                    _(
                        "“%(path)s” holds “%(file)s”, which is no part of such an export, "
                        "and is not overwritten. Name an empty folder or a new one."
                    )
                    % {"path": path, "file": file}
                )


@contextlib.contextmanager
def _being_written(path: Path) -> Iterator[Path]:
    """A hidden folder beside ``path``; what an earlier process left of one is cleared away."""
    prefix = f".{path.name}.partial-"
    for left in path.parent.glob(f"{prefix}*"):
        with _locked(left) as is_ours:
            if is_ours:
                shutil.rmtree(left, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(prefix=prefix, dir=path.parent))
    try:
        folder.chmod(0o777 & ~_umask())
        with _locked(folder):
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def _locked(folder: Path) -> Iterator[bool]:
    """Holds the folder for this process; False where another one holds it."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
    finally:
        os.close(handle)


def _store(folder: Path):
    """See that all of it is on the disk before its name is."""
    for file in folder.rglob("*"):
        if file.is_file():
            with file.open("rb") as opened:
                os.fsync(opened.fileno())


def _before(path: Path) -> Path:
    return path.with_name(f".{path.name}.before")


def _replace(path: Path, folder: Path):
    """Two renamings; a process that ends between them leaves the old folder to ``_put_back``."""
    before = _before(path)
    if path.exists():
        path.rename(before)
    try:
        folder.rename(path)
    except OSError:
        if before.exists():
            before.rename(path)
        raise
    shutil.rmtree(before, ignore_errors=True)


def _put_back(path: Path):
    before = _before(path)
    if before.exists():
        if path.exists():
            shutil.rmtree(before)
        else:
            before.rename(path)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
