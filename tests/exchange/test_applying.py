"""Applying an import: all or nothing, one revision, and everything that follows from it."""

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from reversion.models import Revision, Version

from coop.curation import recording
from coop.exchange import applying
from coop.models import (
    Agreement,
    Citation,
    FormerSlug,
    Generation,
    Party,
    Provision,
    SearchDocument,
    StatusPeriod,
)
from tests.exchange.objects import (
    agreement,
    changes,
    citation,
    counted,
    participation,
    party,
    place,
    plan,
    published,
    put_in,
    source,
    thing,
    topic,
)

pytestmark = pytest.mark.django_db


class TestApplying:
    def test_writes_what_was_planned(self):
        put_in(*published(), topic(), place())
        put_in(
            agreement(note="A note.", place=["place-a"], parties_complete_on="?2025-12"),
            thing(
                "provision",
                agreement=["agreement-a"],
                key="w",
                topic=["workshops"],
                forms=["animation"],
            ),
            citation("p3", provision=["agreement-a", "w"], quote_translation={"ar": "نص"}),
        )

        record = Agreement.objects.get()
        provision = Provision.objects.get()
        assert (record.note, record.place.key) == ("A note.", "place-a")
        assert record.parties_complete_on == "?2025-12"
        assert str(record.parties_complete_on_latest) == "2025-12-31"
        assert provision.forms == ("animation",)
        assert Citation.objects.get(key="p3").provision == provision

    def test_writes_references_that_go_round(self):
        put_in(
            party("party-a", parent=["party-b"]),
            party("party-b"),
            thing("event", key="event-a", kind="festival", names={"en": "A"}, part_of=["event-b"]),
            thing("event", key="event-b", kind="festival", names={"en": "B"}),
        )

        assert Party.objects.get(key="party-a").parent.key == "party-b"

    def test_writes_lists_of_references_whole(self):
        put_in(*(party(f"party-{letter}") for letter in "abc"))
        put_in(agreement(frameworks=[["party-a"], ["party-b"]]))
        put_in(agreement(frameworks=[["party-c"], ["party-b"]]))

        frameworks = Agreement.objects.get().frameworks.order_by("key")
        assert [each.key for each in frameworks] == ["party-b", "party-c"]

    def test_brings_all_that_follows_up_to_date(self):
        put_in(
            *published(),
            thing(
                "act",
                agreement=["agreement-a"],
                key="signature",
                kind="signature",
                done_on="2025-12-11",
            ),
            citation("p3", act=["agreement-a", "signature"]),
        )

        record = Agreement.objects.get()
        assert record.slug == "an-agreement"
        assert record.basis == "stated"
        assert record.version == 1
        assert record.published_at is not None
        assert Party.objects.get().is_public
        assert [period.status for period in StatusPeriod.objects.filter(agreement=record)] == [
            "signed"
        ]
        assert "an agreement" in SearchDocument.objects.get(kind="agreement").title

    def test_renames_with_a_redirect(self):
        put_in(*published())
        put_in(agreement(title={"en": "Another title"}))

        assert Agreement.objects.get().slug == "another-title"
        assert FormerSlug.objects.get().slug == "an-agreement"

    def test_keeps_one_revision_that_says_who_when_and_from_which_file(self):
        user = get_user_model().objects.create_user("editor")

        put_in(*published(), user=user, reason="Imported made.json.")

        revision = Revision.objects.get()
        assert (revision.user, revision.comment) == (user, "Imported made.json.")
        kept = {version.content_type.model for version in Version.objects.all()}
        assert kept == {"agreement", "participation", "party", "sourcedocument", "citation"}

    def test_of_the_same_file_twice_writes_nothing(self):
        put_in(*published())
        with counted() as numbers:
            put_in(*published())

        assert numbers["after"] == numbers["before"]
        assert Generation.objects.current()[0] == 1

    def test_raises_the_version_of_a_record_when_only_a_part_changes(self):
        put_in(*published())

        put_in(participation(side=1))

        assert Agreement.objects.get().version == 2
        assert Party.objects.get().version == 1

    def test_keeps_addresses_that_a_file_brings(self):
        put_in(
            agreement("agreement-a", slug="an-agreement-2"),
            agreement("agreement-b", slug="an-agreement"),
            thing("formerslug", kind="agreement", slug="once", key="agreement-a"),
        )

        assert dict(Agreement.objects.values_list("key", "slug")) == {
            "agreement-a": "an-agreement-2",
            "agreement-b": "an-agreement",
        }
        assert FormerSlug.objects.get().key == "agreement-a"

    def test_numbers_rows_so_that_later_ones_do_not_collide(self):
        put_in(party("party-a"), party("party-b"))

        with recording() as opened:
            made = Party.objects.create(key="party-c", kind="agency", names={"en": "C"})
            opened.touch(made)

        assert Party.objects.count() == 3


class TestWhatIsRefused:
    def test_is_a_plan_with_faults(self):
        with plan(agreement(kind="x")) as found, pytest.raises(applying.Refused) as refused:
            applying.apply(found)

        assert refused.value.sentences == ["The files have errors: nothing was written."]
        assert not Agreement.objects.exists()

    def test_is_a_plan_on_a_record_that_someone_edited_meanwhile(self):
        put_in(party(), agreement(), agreement("agreement-b"))

        with plan(agreement(note="From the file."), participation(of="agreement-b")) as found:
            edit(Agreement.objects.get(key="agreement-a"), note="By hand.")
            with counted() as numbers, pytest.raises(applying.Clash) as clash:
                applying.apply(found)

        assert clash.value.records == ["agreement/agreement-a"]
        assert "“agreement/agreement-a”" in clash.value.sentences[0]
        assert Agreement.objects.get(key="agreement-a").note == "By hand."
        assert numbers["after"] == numbers["before"]

    def test_is_a_plan_on_a_record_one_part_of_which_was_edited_meanwhile(self):
        put_in(party(), agreement(), participation())

        with plan(participation(side=2)) as found:
            part = Agreement.objects.get().participations.get()
            edit(part, side=1)
            with pytest.raises(applying.Clash):
                applying.apply(found)

        part.refresh_from_db()
        assert part.side == 1

    def test_is_a_plan_that_makes_what_someone_made_meanwhile(self):
        with plan(agreement(), party()) as found:
            put_in(agreement(note="By hand."))
            with pytest.raises(applying.Clash) as clash:
                applying.apply(found)

        assert clash.value.records == ["agreement/agreement-a"]
        assert not Party.objects.exists()

    def test_is_a_plan_on_a_record_that_someone_deleted_meanwhile(self):
        put_in(agreement(), party())

        with plan(agreement(note="From the file.")) as found:
            with recording():
                Agreement.objects.all().delete()
                Generation.objects.advance()
            with pytest.raises(applying.Clash):
                applying.apply(found)

    def test_is_not_what_someone_else_changed_elsewhere(self):
        put_in(agreement(), party())

        with plan(agreement(note="From the file.")) as found:
            edit(Party.objects.get(), names={"en": "Renamed"})
            applying.apply(found)

        assert Agreement.objects.get().note == "From the file."

    def test_is_what_the_database_does_not_take_in_words(self):
        """Two rows that swap their unique values are sound together, and not one by one."""
        put_in(source("source-a", sha256="a" * 64), source("source-b", sha256="b" * 64))
        swapped = (source("source-a", sha256="b" * 64), source("source-b", sha256="a" * 64))

        with plan(*swapped) as found, pytest.raises(applying.Refused) as refused:
            applying.apply(found)

        assert refused.value.sentences == [
            "A source with these bytes is already recorded. Nothing was written."
        ]
        assert changes(source("source-a", sha256="a" * 64)) == {}


class TestNumbersOfNewRows:
    def test_are_given_to_no_other_row(self):
        numbers = applying.Numbers(Party, 5)
        taken = [numbers[place] for place in range(1, 6)]

        assert len(set(taken)) == 5
        assert not Party.objects.filter(pk__in=taken).exists()

    @pytest.mark.postgresql
    def test_may_lie_apart(self):
        with connection.cursor() as cursor:
            cursor.execute("ALTER SEQUENCE coop_party_id_seq INCREMENT BY 3")
            numbers = applying.Numbers(Party, 4)
            cursor.execute("ALTER SEQUENCE coop_party_id_seq INCREMENT BY 1")

        assert [numbers[place] - numbers[1] for place in range(1, 5)] == [0, 3, 6, 9]


def edit(part, **values):
    with recording() as opened:
        opened.touch(part)
        for name, value in values.items():
            setattr(part, name, value)
        part.save()
