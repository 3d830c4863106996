"""One view of the whole registry, whatever is written meanwhile."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from django.db import DEFAULT_DB_ALIAS, connection, connections, transaction


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
    attributes = vars(connections[DEFAULT_DB_ALIAS])
    usual, attributes["transaction_mode"] = attributes["transaction_mode"], "DEFERRED"
    with ExitStack() as reading:
        try:
            reading.enter_context(transaction.atomic())
        finally:
            attributes["transaction_mode"] = usual
        yield
