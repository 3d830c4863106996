"""Addresses of records: where they come from, and where old ones lead."""

import pytest

from coop.curation import recording, upkeep
from coop.models import Agreement, FormerSlug, Party
from tests import factories


def rename(record, name):
    with recording() as opened:
        opened.touch(record)
        setattr(record, record.names_field, {"en": name})
        record.save()
    record.refresh_from_db()


def former(record):
    rows = FormerSlug.objects.filter(kind=record._meta.model_name, key=record.key)
    return set(rows.values_list("slug", flat=True))


@pytest.mark.django_db
class TestASlug:
    def test_is_made_of_the_english_name(self):
        agreement = factories.agreement(title={"ar": "اتفاق", "en": "Film accord of 2024"})

        assert agreement.slug == "film-accord-of-2024"

    def test_of_a_state_is_made_of_its_countrys_name(self):
        assert factories.state("KZ").slug == "kazakhstan"

    def test_is_numbered_when_another_record_has_it(self):
        slugs = [factories.agreement(title="Memorandum").slug for _ in range(3)]

        assert slugs == ["memorandum", "memorandum-2", "memorandum-3"]

    def test_may_be_that_of_a_record_of_another_kind(self):
        assert factories.party(names="Memory").slug == factories.place(names="Memory").slug

    def test_keeps_its_number_when_the_number_is_needed_no_more(self):
        first, second = factories.party(names="Archive"), factories.party(names="Archive")
        with recording() as opened:
            opened.touch(first)
            first.delete()

        with recording() as opened:
            opened.touch(second)

        second.refresh_from_db()
        assert second.slug == "archive-2"

    def test_stays_the_same_through_reindex(self):
        first, second = factories.agreement(title="Same"), factories.agreement(title="Same")
        rename(first, "Other")

        upkeep.reindex()

        assert [Agreement.objects.get(pk=one.pk).slug for one in (first, second)] == [
            "other",
            "same-2",
        ]


@pytest.mark.django_db
class TestAnOldSlug:
    def test_leads_to_the_renamed_record_for_ever(self):
        agreement = factories.agreement(title="First name")

        rename(agreement, "Second name")
        rename(agreement, "Third name")

        assert agreement.slug == "third-name"
        assert former(agreement) == {"first-name", "second-name"}

    def test_of_a_draft_leads_nowhere(self):
        agreement = factories.agreement(draft=True, title="Working name")

        rename(agreement, "Name")

        assert former(agreement) == set()

    def test_of_a_withdrawn_record_still_leads_to_it(self):
        agreement = factories.agreement(title="First name")
        with recording() as opened:
            opened.touch(agreement)
            agreement.state = "withdrawn"
            agreement.save()

        rename(agreement, "Second name")

        assert former(agreement) == {"first-name"}

    def test_of_a_body_that_was_never_public_leads_nowhere(self):
        party = factories.party(names="Working name")

        rename(party, "Name")

        assert former(party) == set()

    def test_of_a_body_that_was_public_once_leads_to_it(self):
        party = factories.party(names="First name")
        agreement = factories.agreement(parties=[party, factories.party()])
        with recording() as opened:
            opened.touch(agreement)
            agreement.state = "withdrawn"
            agreement.save()
        party.refresh_from_db()

        rename(party, "Second name")

        assert former(party) == {"first-name"}

    def test_is_not_given_to_another_record(self):
        agreement = factories.agreement(title="Accord")
        rename(agreement, "Renamed")

        assert factories.agreement(title="Accord").slug == "accord-2"

    def test_is_taken_back_by_its_record(self):
        agreement = factories.agreement(title="Accord")
        rename(agreement, "Renamed")

        rename(agreement, "Accord")

        assert (agreement.slug, former(agreement)) == ("accord", {"renamed"})


@pytest.mark.django_db
class TestASortKey:
    def test_orders_records_by_name_whatever_their_script(self):
        for name in ({"en": "Zebra"}, {"ru": "Архив"}, {"en": "éclair"}, {"en": "Apple"}):
            factories.party(names=name)

        names = [str(party) for party in Party.objects.all()]
        assert names.index("Apple") < names.index("éclair") < names.index("Zebra")

    def test_of_a_country_follows_its_name(self):
        country = factories.country("KZ")

        with recording() as opened:
            opened.touch(country)
            country.names = {"en": "Qazaqstan"}
            country.save()

        country.refresh_from_db()
        assert country.sort_key.startswith("qazaqstan")
