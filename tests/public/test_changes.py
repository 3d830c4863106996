"""The page of a record tells when it was changed since it was published, and what of it."""

import re
from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from coop.curation import changes, publication, recording
from coop.models import Agreement
from coop.views import kept
from tests import factories

pytestmark = pytest.mark.django_db


def changed(thing, *, on=None, user=None, **fields):
    with recording(user=user, reason="A reason that nobody outside reads.") as opened:
        if on:
            opened.begun_at = datetime.fromisoformat(on).replace(tzinfo=UTC)
        opened.touch(thing)
        thing.refresh_from_db()
        for name, value in fields.items():
            setattr(thing, name, value)
        thing.save()


def told(record):
    record.refresh_from_db()
    return [(fields, parts) for _day, fields, parts in record.public_changes]


def section(client, record, language=""):
    """The lines of the section, or None where the page has none."""
    record.refresh_from_db()
    page = client.get(f"{language}{record.get_absolute_url()}").content.decode()
    found = re.search(r'<ul class="record-changes">(.*?)</ul>', page, re.DOTALL)
    if found is None:
        return None
    lines = re.findall(r"<li>(.*?)</li>", found[1], re.DOTALL)
    return [re.sub(r"<[^>]+>", "", line).strip() for line in lines]


class TestThePageOf:
    def test_an_agreement_says_when_it_was_changed_and_what(self, client):
        agreement = factories.agreement()
        changed(agreement, on="2026-03-05T12:00", summary={"en": "In short."})

        assert section(client, agreement) == ["5 March 2026: summary"]

    def test_a_film_does(self, client):
        film = factories.coproduction()
        changed(film, on="2026-03-05T12:00", summary={"en": "In short."})

        assert section(client, film) == ["5 March 2026: summary"]

    def test_a_source_does(self, client):
        source = factories.source()
        changed(source, on="2026-03-05T12:00", publisher="Another")

        assert section(client, source) == ["5 March 2026: publisher"]

    def test_a_record_that_was_not_changed_has_no_such_section(self, client):
        assert section(client, factories.agreement()) is None

    def test_a_record_in_arabic_has_it_too(self, client):
        agreement = factories.agreement()
        changed(agreement, on="2026-03-05T12:00", summary={"en": "In short."})

        (line,) = section(client, agreement, "/ar")

        assert "مارس" in line

    def test_a_record_names_neither_who_nor_why(self, client):
        user = User.objects.create_user("saule", first_name="Saule", last_name="Nobody")
        agreement = factories.agreement()
        changed(agreement, user=user, summary={"en": "In short."})

        page = client.get(agreement.get_absolute_url()).content.decode()

        for kept_inside in ("saule", "Saule", "Nobody", "A reason that nobody"):
            assert kept_inside not in page

    def test_a_record_costs_no_query_more_for_it(self, client):
        agreement = factories.agreement()
        numbers = []
        for _each in range(2):
            client.get(agreement.get_absolute_url())
            kept.forget()
            with CaptureQueriesContext(connection) as captured:
                client.get(agreement.get_absolute_url())
            numbers.append(len(captured))
            for day in ("2026-03-05", "2026-03-06"):
                changed(agreement, on=f"{day}T12:00", summary={"en": day})

        assert numbers[0] == numbers[1]


class TestAChange:
    def test_of_parts_and_their_evidence_is_told_by_their_kinds(self, client):
        agreement = factories.agreement()
        with recording(reason="More was read."):
            factories.provision(agreement=agreement)
            factories.participation(agreement=agreement)

        assert told(agreement) == [([], ["participation", "citation", "provision"])]
        assert "evidence" in section(client, agreement)[0]
        assert "provisions" in section(client, agreement)[0]

    def test_of_one_that_goes_is_told(self):
        provision = factories.provision()
        agreement = provision.agreement
        with recording(reason="Wrong.") as opened:
            opened.touch(provision)
            provision.delete()

        ((fields, parts),) = told(agreement)

        assert (fields, sorted(parts)) == ([], ["citation", "provision"])

    def test_of_the_same_day_is_told_with_the_others(self):
        agreement = factories.agreement()
        changed(agreement, on="2026-03-05T08:00", summary={"en": "In short."})
        changed(agreement, on="2026-03-05T12:00", note="A note.")
        changed(agreement, on="2026-03-06T12:00", note="Another.")

        agreement.refresh_from_db()
        assert agreement.public_changes == [
            ["2026-03-06", ["note"], []],
            ["2026-03-05", ["summary", "note"], []],
        ]

    def test_that_alters_nothing_is_not_told(self):
        agreement = factories.agreement()
        changed(agreement)

        assert told(agreement) == []

    def test_is_one_of_the_last_ten(self):
        agreement = factories.agreement()
        for day in range(1, 13):
            changed(agreement, on=f"2026-03-{day:02}T12:00", note=f"Day {day}.")

        agreement.refresh_from_db()
        assert [day for day, *_what in agreement.public_changes] == [
            f"2026-03-{day:02}" for day in range(12, 2, -1)
        ]

    def test_of_many_records_at_once_is_told_of_each(self, monkeypatch):
        monkeypatch.setattr(changes, "AT_ONCE", 2)
        agreements = [factories.agreement() for _each in range(5)]
        with recording(reason="All at once.") as opened:
            opened.touch_many(Agreement, [one.pk for one in agreements])
            for one in agreements[:3]:
                Agreement.objects.filter(pk=one.pk).update(note="Changed.")
            factories.provision(agreement=agreements[3])

        assert [told(one) for one in agreements] == [
            *[[(["note"], [])]] * 3,
            [([], ["provision", "citation"])],
            [],
        ]


class TestWhatIsNotPublic:
    def test_is_not_told_of_a_draft(self):
        agreement = factories.agreement(draft=True)
        changed(agreement, note="Half done.")
        publication.publish(record=agreement)

        assert told(agreement) == []

    def test_is_not_told_while_a_record_is_withdrawn(self):
        agreement = publication.withdraw(record=factories.agreement(), reason="Wrong.")
        changed(agreement, note="Corrected.")
        before = told(agreement)
        publication.publish(record=agreement)

        assert (before, told(agreement)) == ([], [(["state"], [])])

    def test_is_not_told_of_a_text_that_only_staff_reads(self):
        source = factories.source(text="One.", paragraph_count=1)
        changed(source, text="One!")

        assert told(source) == []

    def test_is_told_of_a_text_that_everybody_reads(self):
        source = factories.source(text="One.", paragraph_count=1, text_rights="public")
        changed(source, text="One!")

        assert told(source) == [(["text"], [])]

    def test_is_not_told_of_a_tie_to_a_draft(self):
        agreement = factories.agreement()
        with recording(reason="A tie."):
            factories.relation(agreement=agreement, related=factories.agreement(draft=True))

        assert told(agreement) == []

    def test_is_told_of_a_tie_to_what_is_published(self):
        agreement = factories.agreement()
        factories.relation(agreement=agreement, related=factories.agreement())

        assert told(agreement) == [([], ["agreementrelation", "citation"])]
