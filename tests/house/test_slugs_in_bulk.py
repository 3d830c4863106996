"""Slugs of many records that are made or renamed in one go."""

from itertools import count

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from coop.curation import recording
from coop.models import FormerSlug, Party, Subject
from coop.querysets.bulk import BATCH
from tests import factories

_number = count(1)


def subjects(names, **fields):
    """Subjects of these names, made in one go; their slugs in the order of their ids."""
    with recording() as opened:
        made = Subject.objects.bulk_create(
            [
                Subject(key=f"subject-{next(_number)}", **one)
                for one in ({"names": {"en": n}} if isinstance(n, str) else n for n in names)
            ]
        )
        opened.made(Subject, [one.pk for one in made])
    slugs = dict(Subject.objects.values_list("pk", "slug"))
    return [slugs[one.pk] for one in made]


@pytest.mark.django_db
class TestTheSlugsOfManyRecords:
    def test_are_numbered_in_the_order_of_the_records_through_all_batches(self):
        many = 2 * BATCH + 10

        slugs = subjects(["Silk Road"] * many)

        assert slugs == ["silk-road", *(f"silk-road-{n}" for n in range(2, many + 1))]

    def test_go_on_from_the_numbers_that_are_taken(self):
        subjects(["Silk Road"] * 40)

        assert subjects(["Silk Road", "Steppe", "Silk Road"]) == [
            "silk-road-41",
            "steppe",
            "silk-road-42",
        ]

    def test_fill_the_gaps(self):
        subjects(["Silk Road"] * 5)
        Subject.objects.filter(slug__in=["silk-road-2", "silk-road-4"]).delete()

        assert subjects(["Silk Road"] * 3) == ["silk-road-2", "silk-road-4", "silk-road-6"]

    def test_stay_where_they_come_with_the_record_and_fit_its_name(self):
        named = {"names": {"en": "Silk Road"}}

        slugs = subjects(
            [{**named, "slug": "silk-road-7"}, named, {**named, "slug": "silk-road-3"}, named]
        )

        assert slugs == ["silk-road-7", "silk-road", "silk-road-3", "silk-road-2"]

    def test_are_made_anew_where_they_do_not_fit(self):
        assert subjects([{"names": {"en": "Silk Road"}, "slug": "steppe"}]) == ["silk-road"]

    def test_may_go_from_one_record_to_the_next_in_one_go(self):
        slugs = ["archive", "museum", "library"]
        subjects(slugs)
        first, second, third = Subject.objects.order_by("pk")

        with recording() as opened:
            opened.touch_many(Subject, [first.pk, second.pk, third.pk])
            for one, name in ((first, "Theatre"), (second, "Archive"), (third, "Museum")):
                Subject.objects.filter(pk=one.pk).update(names={"en": name})

        found = Subject.objects.order_by("pk").values_list("slug", flat=True)
        assert list(found) == ["theatre", "archive", "museum"]

    def test_of_many_renamed_records_lead_to_them(self):
        parties = [factories.party(names=f"Body no {n}") for n in range(3)]
        factories.agreement(parties=parties)

        with recording() as opened:
            opened.touch_many(Party, [one.pk for one in parties])
            Party.objects.filter(pk__in=[one.pk for one in parties]).update(names={"en": "Centre"})

        former = FormerSlug.objects.filter(kind="party").values_list("slug", "key")
        assert sorted(former) == sorted((f"body-no-{n}", one.key) for n, one in enumerate(parties))

    def test_take_as_many_queries_for_one_that_clashes_as_for_many(self):
        names = [f"Name {n}" for n in range(30)]
        subjects(names)
        with CaptureQueriesContext(connection) as one:
            subjects(names[:1])

        with CaptureQueriesContext(connection) as all_of_them:
            subjects(names)

        assert len(all_of_them) == len(one)
