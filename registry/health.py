"""Answers for whoever watches the site: is the process up, and can it serve?"""

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from coop.integrity import readiness

PLAIN_TEXT = "text/plain; charset=utf-8"


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """200 as long as the process answers; asks nothing of the database."""
    return HttpResponse("ok\n", content_type=PLAIN_TEXT)


@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """200 when database, migrations and index are in order, else 503 with a sentence for each."""
    problems = _problems()
    if problems:
        return HttpResponse(
            "".join(f"{problem}\n" for problem in problems), content_type=PLAIN_TEXT, status=503
        )
    return HttpResponse("ready\n", content_type=PLAIN_TEXT)


def _problems() -> list[str]:
    try:
        executor = MigrationExecutor(connection)
        pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
        if pending:
            return [f"{len(pending)} migrations are not applied."]
        return readiness.problems()
    except DatabaseError:
        return ["The database does not answer."]
