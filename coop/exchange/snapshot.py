"""One view of the whole registry, whatever is written meanwhile."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def snapshot() -> Iterator[None]:
    """Within it, every query sees the registry as it was at the first one.

    It neither blocks writers nor waits for them. Inside a transaction that is already
    open, that one's view is taken.
    """
    if connection.in_atomic_block:
        yield
        return
    with _begun():
        yield


@contextmanager
def _begun() -> Iterator[None]:
    if connection.vendor != "sqlite":
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
        return
    # The settings let every transaction begin as a writer; this one would only stand in the way.
    connection.ensure_connection()
    usual, connection.transaction_mode = connection.transaction_mode, "DEFERRED"
    try:
        reading = transaction.atomic()
        reading.__enter__()
    finally:
        connection.transaction_mode = usual
    with _ended(reading):
        yield


@contextmanager
def _ended(reading) -> Iterator[None]:
    try:
        yield
    except BaseException as error:
        reading.__exit__(type(error), error, error.__traceback__)
        raise
    reading.__exit__(None, None, None)
