"""Groups of countries in the staff's hands: members are entered in the form of the group."""

import pytest
from django.urls import reverse
from reversion.models import Version

from coop.curation import recording
from coop.models import CountryGroup, Generation, Membership
from tests import factories as make
from tests.staff.conftest import logged_in, staff_user
from tests.staff.forms import Form, errors_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def nordic():
    return make.group("nordic", names="Nordic countries", members=["SE", "FI"])


def members(code="nordic"):
    return CountryGroup.objects.members().get(code, set())


class TestAGroup:
    def test_is_entered_with_its_members_in_one_save(self, reviewer_client):
        turksoy = make.party(kind="intergovernmental-organisation")
        form = Form.to_add(reviewer_client, "countrygroup")
        form["code"] = "turksoy"
        form["names-0-text"] = "Member states of TURKSOY"
        form["organisation"] = turksoy.pk
        form["source"] = "TURKSOY: Members"
        form["address"] = "https://example.org/members"
        form["read_on"] = "2025-12"
        form.add_row("memberships", country=make.country("KZ").pk, since="1993")
        form.add_row("memberships", country=make.country("TM").pk)

        response = form.send()

        assert errors_in(response) == []
        group = CountryGroup.objects.get(code="turksoy")
        assert (str(group), group.organisation, group.read_on) == (
            "Member states of TURKSOY",
            turksoy,
            "2025-12",
        )
        assert group.memberships.get(country__code="KZ").since == "1993"
        assert members("turksoy") == {"KZ", "TM"}

    def test_is_refused_without_a_source(self, reviewer_client):
        form = Form.to_add(reviewer_client, "countrygroup")
        form["code"] = "turksoy"
        form["names-0-text"] = "Member states of TURKSOY"

        response = form.send()

        assert errors_in(response) != []
        assert not CountryGroup.objects.exists()

    def test_is_changed_by_nobody_without_the_right_to(self, nordic):
        client = logged_in(staff_user("reader", "view_countrygroup"))
        address = reverse("admin:coop_countrygroup_change", args=[nordic.pk])

        page = client.get(address)
        refused = client.post(address, {"code": "arctic"})

        assert "Nordic countries" in page.content.decode()
        assert refused.status_code == 403

    def test_stands_in_the_list_with_the_number_of_its_present_members(
        self, reviewer_client, nordic
    ):
        make.membership(group=nordic, country=make.country("DK"), until="2020")

        page = reviewer_client.get(reverse("admin:coop_countrygroup_changelist"))

        assert '<td class="field-number_of_members">2</td>' in page.content.decode()


class TestAMembership:
    def test_that_has_ended_makes_no_member(self, reviewer_client, nordic):
        sweden = nordic.memberships.get(country__code="SE")
        form = Form.to_change(reviewer_client, nordic)
        row = next(n for n in (0, 1) if form[f"memberships-{n}-id"] == str(sweden.pk))

        form.send(**{f"memberships-{row}-until": "2024-05-01"})

        assert members() == {"FI"}

    def test_that_ends_before_it_begins_is_refused_at_its_end(self, reviewer_client, nordic):
        form = Form.to_change(reviewer_client, nordic)

        response = form.send(**{"memberships-0-since": "2010", "memberships-0-until": "2009"})

        assert errors_in(response) == ["A membership cannot end before it begins."]
        assert members() == {"FI", "SE"}

    def test_is_removed_with_its_row(self, reviewer_client, nordic):
        form = Form.to_change(reviewer_client, nordic)

        form.send(**{"memberships-0-DELETE": "on", "memberships-1-DELETE": "on"})

        assert not Membership.objects.exists()

    def test_of_the_same_country_is_refused_while_the_first_lasts(self, reviewer_client, nordic):
        form = Form.to_change(reviewer_client, nordic)
        form.add_row("memberships", country=make.country("SE").pk)

        response = form.send()

        assert "This country is a member of the group already." in response.content.decode()
        assert Membership.objects.count() == 2

    def test_of_the_same_country_may_follow_one_that_has_ended(self, reviewer_client, nordic):
        make.membership(group=nordic, country=make.country("NO"), until="1990")
        form = Form.to_change(reviewer_client, nordic)
        form.add_row("memberships", country=make.country("NO").pk, since="1995")

        response = form.send()

        assert errors_in(response) == []
        assert members() == {"FI", "NO", "SE"}
        assert Membership.objects.filter(country__code="NO").count() == 2


class TestASaveOfAGroup:
    def test_is_refused_on_top_of_a_member_that_someone_added_meanwhile(
        self, reviewer_client, nordic
    ):
        form = Form.to_change(reviewer_client, nordic)
        make.membership(group=nordic, country=make.country("NO"))

        page = form.send(source="Another list").content.decode()

        nordic.refresh_from_db()
        assert nordic.source == "A list"
        assert "Membership: Norway" in page

    def test_keeps_its_members_in_the_version(self, reviewer_client, nordic):
        form = Form.to_change(reviewer_client, nordic)

        form.send(source="Another list")

        revision = Version.objects.get_for_object(nordic).first().revision
        kept = revision.version_set.filter(content_type__model="membership")
        assert sorted(version.object_repr for version in kept) == ["Finland", "Sweden"]

    def test_raises_the_generation_that_readers_go_by(self, nordic):
        before = Generation.objects.current()

        with recording() as opened:
            opened.touch(nordic)
            nordic.memberships.all().delete()

        assert Generation.objects.current() != before
