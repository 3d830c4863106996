"""The page of all groups of countries, and what else tells of a group."""

import pytest

from coop.models import CountryGroup
from tests import factories
from tests.public.reading import read

pytestmark = pytest.mark.django_db


def page_of(client, language=""):
    return read(client.get(f"{language}/countries/groups/"))


class TestThePageOfGroups:
    def test_has_every_group_by_name(self, client):
        factories.group(names="Turkic states")
        factories.group(names="Nordic countries")

        titles = [title.text for title in page_of(client).all("h2") if title["id"] != "legend"]

        assert titles[:2] == ["Nordic countries", "Turkic states"]

    def test_says_that_there_is_none_yet(self, client):
        assert "No group is defined yet." in page_of(client).text

    def test_has_each_at_the_address_that_leads_to_it(self, client):
        group = factories.group("turkic-states")

        assert group.get_absolute_url() == "/countries/groups/#group-turkic-states"
        assert page_of(client).one("section", id="group-turkic-states")

    def test_leads_to_the_agreements_with_a_member(self, client):
        factories.group("turkic-states", members=["KZ"])

        section = page_of(client).one("section", id="group-turkic-states")

        assert "/agreements/?group=turkic-states" in section.links

    def test_is_reached_from_the_list_of_countries(self, client):
        assert read(client.get("/countries/")).link("Groups of countries") == "/countries/groups/"


class TestAGroup:
    def test_has_its_members_by_name_since_when_they_are(self, client):
        group = factories.group(names="Turkic states")
        factories.membership(group=group, country=factories.country("UZ"), since="2019-10")
        factories.membership(group=group, country=factories.country("AZ"), since="2009")
        factories.membership(group=group, country=factories.country("KZ"))

        members = page_of(client).section("Turkic states").row("Members")

        assert (
            members.text == "Azerbaijan (since 2009) · Kazakhstan · Uzbekistan (since October 2019)"
        )
        assert members.links == ["/countries/AZ/", "/countries/KZ/", "/countries/UZ/"]

    def test_keeps_former_members_apart(self, client):
        group = factories.group(names="A league", members=["FR"])
        factories.membership(
            group=group, country=factories.country("GE"), since="1993", until="2009"
        )

        section = page_of(client).section("A league")

        assert section.row("Members").text == "France"
        assert section.row("Former members").text == "Georgia (since 1993, until 2009)"

    def test_says_that_no_member_is_entered(self, client):
        factories.group(names="A league")

        section = page_of(client).section("A league")

        assert "none is entered" in section.row("Members").text
        assert section.rows("Former members") == []

    def test_says_where_its_members_are_listed_and_when_that_was_read(self, client):
        factories.group(
            names="A league",
            source="The League: Members",
            address="https://example.org/members",
            read_on="2025-12-11",
        )

        source = page_of(client).section("A league").row("Source")

        assert source.text == (
            "The League: Members https://example.org/members read on 11 December 2025"
        )
        assert source.links == ["https://example.org/members"]

    def test_leads_to_its_organisation_where_that_is_public(self, client):
        turksoy = factories.public(factories.party(names="TURKSOY"))
        factories.group(names="Member states", organisation=turksoy)

        row = page_of(client).section("Member states").row("Organisation")

        assert row.link("TURKSOY") == turksoy.get_absolute_url()

    def test_makes_no_organisation_public(self, client):
        hidden = factories.party(names="A body that nothing names")
        factories.group(names="Member states", organisation=hidden)

        page = page_of(client)

        hidden.refresh_from_db()
        assert not hidden.is_public
        assert page.section("Member states").rows("Organisation") == []
        assert "A body that nothing names" not in page.text

    def test_is_named_in_the_readers_language_and_defined(self, client):
        factories.group(
            names={"en": "Turkic states", "ar": "الدول التركية"},
            definition={"en": "Members, no observers.", "ar": "الأعضاء دون المراقبين."},
        )

        page = page_of(client, "/ar")

        assert page.section("الدول التركية").one("p", lang="ar").text == "الأعضاء دون المراقبين."


class TestACountry:
    def test_says_to_which_groups_it_belongs(self, client):
        kz = factories.country("KZ")
        factories.group("turkic-states", names="Turkic states", members=[kz])
        left = factories.group(names="A league")
        factories.membership(group=left, country=kz, until="2009")
        factories.group(names="Nordic countries", members=["SE"])

        row = read(client.get("/countries/KZ/")).row("Groups")

        assert row.text == "Turkic states"
        assert row.link("Turkic states") == "/countries/groups/#group-turkic-states"

    def test_of_no_group_has_no_such_row(self, client):
        factories.country("KZ")

        assert read(client.get("/countries/KZ/")).rows("Groups") == []


class TestTheMembersOfGroups:
    def test_are_those_whose_membership_lasts(self):
        group = factories.group("a", members=["FR", "KZ"])
        factories.membership(group=group, country=factories.country("GE"), until="2009")
        factories.group("b", members=["KZ"])
        factories.group("of-no-one")

        assert CountryGroup.objects.members() == {"a": {"FR", "KZ"}, "b": {"KZ"}}

    def test_are_read_in_one_query(self, django_assert_num_queries):
        factories.group(members=["FR", "KZ"])
        factories.group(members=["FR"])

        with django_assert_num_queries(1):
            CountryGroup.objects.members()
