"""Django at work on one database: reads commands as JSON lines, answers each with one line.

`python -m benchmarks.inside`, with `DATABASE_URL`; `benchmarks.processes.Inside` talks to it.
"""

import json
import os
import sys
import time

import django

HOST = "127.0.0.1"


clock = time.perf_counter
"""What measured commands take the time by; `by_processor` changes it."""


def main():
    django.setup()
    # What anything prints by the way must not stand among the answers.
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w")
    sys.stdout = sys.stderr
    for line in sys.stdin:
        command, options = json.loads(line)
        print(json.dumps(COMMANDS[command](**options)), file=answers, flush=True)


def by_processor():
    """From now on measure seconds on the processor."""
    global clock
    clock = time.process_time


def fill(agreements: int, seed: int):
    """Make the tables of an empty database, the vocabulary and a synthetic registry."""
    from django.core.management import call_command

    from benchmarks import steps

    steps.prepare([])
    call_command("generate_registry", agreements=agreements, seed=seed, verbosity=0)
    call_command("reindex", verbosity=0)


def bring_up_to_date():
    """Apply migrations that are missing, and work out what is derived when something is."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    from coop.integrity import readiness

    executor = MigrationExecutor(connection)
    is_behind = bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    if is_behind:
        call_command("migrate", verbosity=0)
    if is_behind or readiness.problems():
        call_command("reindex", verbosity=0)


def collect():
    """Collect the static files, which every page names."""
    from django.core.management import call_command

    call_command("collectstatic", interactive=False, verbosity=0)


def visit(addresses: list[str]) -> list[dict]:
    """What each page answers: its status, how many queries it cost, how many it found.

    ``total`` is of a list; None elsewhere. A page that the process has kept whole has no
    context any more: its total is that of the time when it was made.
    """
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext, setup_test_environment

    if not hasattr(visit, "client"):
        setup_test_environment(debug=False)
        visit.client = Client(headers={"host": HOST})
        visit.totals = {}
    found = []
    for address in addresses:
        with CaptureQueriesContext(connection) as captured:
            answer = visit.client.get(address, secure=True)
        if answer.context:
            visit.totals[address] = answer.context.get("total")
        found.append(
            {
                "status": answer.status_code,
                "queries": len(captured),
                "total": visit.totals.get(address),
            }
        )
    return found


def facets(query: str, with_counts: bool = False) -> dict:
    """Seconds in which a list of agreements counts, and in which it has its panel of facets.

    The panel has a label and an address for each count.
    """
    from django.http import QueryDict
    from django.utils import timezone

    from coop.filters.agreements import AgreementFilter
    from coop.filters.base import SHOWN
    from coop.filters.facets import FacetFilter

    asked, today = QueryDict(query), timezone.localdate()
    begun = clock()
    filters = AgreementFilter(asked, today=today)
    found = filters.found
    for counted in filters.filters.values():
        if not isinstance(counted, FacetFilter) or not counted.is_offered(filters.values):
            continue
        if counted.is_long:
            counted.most(found, filters.values, SHOWN)
        else:
            counted.counts(found, filters.values)
    counting = clock() - begun
    begun = clock()
    panel = AgreementFilter(asked, today=today).facets()
    measured = {"counting": counting, "panel": clock() - begun}
    if with_counts:
        measured["counts"] = {
            facet.name: {choice.value: choice.count for choice in facet.choices if choice.count}
            for facet in panel
        }
    return measured


def save(key: str, summary: str, bindingness: str = "") -> dict:
    """Seconds in which an editor's change of one agreement is saved."""
    from coop.curation import recording
    from coop.models import Agreement

    agreement = Agreement.objects.get(key=key)
    begun = clock()
    with recording(reason="Measured") as opened:
        opened.touch(agreement)
        agreement.summary = {"en": summary}
        if bindingness:
            agreement.bindingness = bindingness
        agreement.save()
    return {"seconds": clock() - begun}


COMMANDS = {
    command.__name__: command
    for command in (by_processor, fill, bring_up_to_date, collect, visit, facets, save)
}


if __name__ == "__main__":
    main()
