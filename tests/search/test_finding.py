"""The search boxes of the admin: the same words as the public's, and drafts too."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from coop.admin.finding import found_by_words
from coop.models import Agreement, Country, Party
from tests import factories

pytestmark = pytest.mark.django_db


class TestWhatStaffType:
    def test_finds_drafts_among_the_rest(self):
        published = factories.agreement(title="Film accord")
        draft = factories.agreement(draft=True, title="Draft of a film accord")
        factories.agreement(title="Another")

        assert set(found_by_words(Agreement.objects.all(), "film acc")) == {published, draft}

    @pytest.mark.parametrize("typed", ["بالسينما", "سينما", "السين"])
    def test_finds_arabic_words_with_and_without_their_article(self, typed):
        party = factories.party(names={"ar": "مركز السينما"})
        factories.party()

        assert set(found_by_words(Party.objects.all(), typed)) == {party}

    def test_finds_only_what_was_to_be_chosen_from(self):
        chosen, other = factories.party(names="Film one"), factories.party(names="Film two")

        found = found_by_words(Party.objects.exclude(pk=other.pk), "film")

        assert set(found) == {chosen}

    @pytest.mark.parametrize("typed", ["*", '"', "\0", "(" * 50_000])
    def test_finds_nothing_where_it_has_no_words(self, typed):
        factories.country("KZ")

        assert not found_by_words(Country.objects.all(), typed).exists()


class TestTheListOfTheAdmin:
    def test_has_what_is_found(self, client):
        client.force_login(get_user_model().objects.create_superuser("curator"))
        factories.agreement(draft=True, title="Film accord")
        factories.agreement(title="Another")

        page = client.get(reverse("admin:coop_agreement_changelist"), {"q": "accord fil"})

        assert [str(one) for one in page.context["cl"].result_list] == ["Film accord"]
