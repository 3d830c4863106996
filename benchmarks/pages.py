"""How much more public pages cost than a page that does next to nothing.

    python -m benchmarks.pages --agreements 1000

Makes a registry of its own in a temporary folder, asks for each page in turn, interleaved
with *hello*, and prints medians, ratios and numbers of queries. The data is drawn with a
seed: parties of twenty countries, provisions on every topic, a citation for each claim.
"""

import argparse
import os
import random
import statistics
import tempfile
import time
from itertools import islice
from pathlib import Path

ROUNDS = 100
PROVISIONS = 20


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--agreements", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "REGISTRY_DEMO": "1",
            "REGISTRY_DATA_DIR": folder,
            "DATABASE_URL": f"sqlite:///{folder}/registry.sqlite3",
            "DJANGO_SETTINGS_MODULE": "registry.settings",
        }
        import django

        django.setup()
        prepare(options.agreements)
        measure(options.rounds)


def prepare(number: int):
    """A registry of ``number`` agreements."""
    from django.conf import settings
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    vocabulary = sorted((Path(settings.BASE_DIR) / "fixtures" / "vocabulary").glob("*.json"))
    call_command("loaddata", *map(str, vocabulary), verbosity=0)
    fill(number)
    call_command("reindex", verbosity=0)
    settings.ROOT_URLCONF = "benchmarks.hello"
    settings.ALLOWED_HOSTS = ["testserver"]


def fill(number: int):
    """Agreements between two of twenty states, each with its provisions and their evidence."""
    from coop import models

    chance = random.Random(1)
    source = models.SourceDocument.objects.create(
        key="source", title={"en": "Source"}, language="en", state="published"
    )
    states = [
        models.Party.objects.create(
            key=f"state-{country.code.lower()}", kind="state", country=country
        )
        for country in islice(models.Country.objects.order_by("code"), 20)
    ]
    topics = list(models.ProvisionTopic.objects.exclude(parent=None))
    agreements = models.Agreement.objects.bulk_create(
        models.Agreement(
            key=f"agreement-{place}",
            title={"en": f"Film agreement {place}", "ar": f"اتفاقية سينمائية {place}"},
            kind="treaty",
            state="published",
            coding="from-the-full-text",
        )
        for place in range(number)
    )
    participations, acts, provisions = [], [], []
    for agreement in agreements:
        for place, party in enumerate(chance.sample(states, 2)):
            participations.append(
                models.Participation(agreement=agreement, party=party, order=place)
            )
        day = f"{chance.randint(1950, 2025)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
        acts.append(models.Act(agreement=agreement, kind="signature", done_on=day))
        for place in range(PROVISIONS):
            provisions.append(
                models.Provision(
                    agreement=agreement,
                    topic=chance.choice(topics),
                    summary={"en": f"What it provides, {place}."},
                    forms=["fiction"],
                    order=place,
                )
            )
    for model, target, claims in (
        (models.Participation, "participation", participations),
        (models.Act, "act", acts),
        (models.Provision, "provision", provisions),
        (models.Agreement, "agreement", agreements),
    ):
        if model is not models.Agreement:
            model.objects.bulk_create(claims, batch_size=1000)
        models.Citation.objects.bulk_create(
            (
                models.Citation(source=source, paragraphs="1", as_named="term", **{target: claim})
                for claim in claims
            ),
            batch_size=1000,
        )


def measure(rounds: int):
    """Ask for each page in turn, and print what it cost."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from coop.models import Agreement

    record = Agreement.objects.order_by("pk").first().get_absolute_url()
    pages = {
        "hello": "/hello/",
        "agreements": "/agreements/",
        "agreements, country and topic": "/agreements/?country=AD&topic=co-production",
        "agreement record": record,
        "home": "/",
    }
    client = Client()
    times: dict[str, list[float]] = {name: [] for name in pages}
    queries = {}
    for name, address in pages.items():
        with CaptureQueriesContext(connection) as captured:
            answer = client.get(address)
        if answer.status_code != 200:
            raise SystemExit(f"{address} answered {answer.status_code}.")
        queries[name] = len(captured)
    for _round in range(rounds):
        for name, address in pages.items():
            begun = time.perf_counter()
            client.get(address)
            times[name].append(time.perf_counter() - begun)
    hello = statistics.median(times["hello"])
    print(f"{'page':<32}{'median ms':>10}{'× hello':>10}{'queries':>10}")
    for name in pages:
        median = statistics.median(times[name])
        print(f"{name:<32}{median * 1000:>10.1f}{median / hello:>10.1f}{queries[name]:>10}")


if __name__ == "__main__":
    main()
