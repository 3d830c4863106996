"""Merging from the pages of the staff side, and the names and addresses of records there."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from coop.curation import recording
from coop.models import FormerSlug, Merge, Party
from tests import factories as make
from tests.staff.conftest import logged_in, rights, staff_user
from tests.staff.forms import Form, errors_in
from tests.staff.merging import WORLDS, merged, two

pytestmark = pytest.mark.django_db


def page_of(kept, other=None):
    address = reverse(f"admin:coop_{kept._meta.model_name}_merge", args=[kept.pk])
    return f"{address}?other={other.pk}" if other else address


def undo_page(merge):
    return reverse("admin:coop_merge_undo", args=[merge.pk])


class TestMergingOnThePages:
    @pytest.mark.parametrize("kind", WORLDS)
    def test_leads_from_the_record_to_the_plan_and_back(self, kind, reviewer_client):
        kept, gone = two(kind)
        address = reverse(f"admin:coop_{kind}_change", args=[kept.pk])
        assert page_of(kept) in reviewer_client.get(address).content.decode()
        assert reviewer_client.get(page_of(kept)).status_code == 200

        answer = Form(reviewer_client, page_of(kept, gone)).send(reason="Entered twice.")

        assert (answer.status_code, answer["Location"]) == (302, address)
        merge = Merge.objects.get()
        assert (merge.kept_key, merge.merged_key) == (kept.key, gone.key)
        assert merge.reason == "Entered twice."
        assert merge.merged_by.username == "reviewer"

    def test_takes_the_values_that_are_chosen(self, reviewer_client):
        kept, gone = make.party(names="One"), make.party(names="Other")
        form = Form(reviewer_client, page_of(kept, gone))
        form["choice-names.en"] = "merged"

        form.send(reason="The same.")
        kept.refresh_from_db()

        assert kept.names == {"en": "Other"}

    def test_asks_for_a_reason(self, reviewer_client):
        kept, gone = make.party(), make.party()

        answer = Form(reviewer_client, page_of(kept, gone)).send(reason="")

        assert answer.status_code == 200
        assert errors_in(answer) == ["This field is required."]
        assert Party.objects.filter(pk=gone.pk).exists()

    def test_is_refused_on_top_of_what_was_changed_meanwhile(self, reviewer_client):
        kept, gone = make.party(names="One"), make.party(names="Other")
        form = Form(reviewer_client, page_of(kept, gone))
        with recording() as opened:
            opened.touch(gone)
            gone.names = {"en": "Quite another"}
            gone.save()

        answer = form.send(reason="The same.")

        assert any("someone else meanwhile" in one for one in errors_in(answer))
        assert "Quite another" in answer.content.decode()
        assert not Merge.objects.exists()

    def test_shows_why_it_cannot_be(self, reviewer_client):
        answer = reviewer_client.get(page_of(make.state("KZ"), make.state("FR")))

        assert errors_in(answer) == ["They are two states: Kazakhstan and France."]
        assert 'name="reason"' not in answer.content.decode()

    def test_offers_those_that_are_near(self, reviewer_client):
        kept, gone = make.party(names="Kazakhfilm Studio"), make.party(names="Kasakhfilm studio")

        answer = reviewer_client.get(page_of(kept)).content.decode()

        assert f"?other={gone.pk}" in answer

    def test_begins_with_two_that_are_ticked(self, reviewer_client):
        kept, gone = make.party(), make.party()
        address = reverse("admin:coop_party_changelist")
        ticked = {"action": "merge_two", "_selected_action": [gone.pk, kept.pk]}

        answer = reviewer_client.post(address, ticked)

        assert answer["Location"] == page_of(kept, gone)

    def test_wants_two_of_them(self, reviewer_client):
        make.party()
        ticked = {"action": "merge_two", "_selected_action": [make.party().pk]}
        address = reverse("admin:coop_party_changelist")

        answer = reviewer_client.post(address, ticked, follow=True)

        assert "Tick two records to merge." in answer.content.decode()


class TestWhoMerges:
    def test_is_who_publishes_where_the_public_sees_one_of_them(self, editor_client):
        kept, gone = make.party(), make.public(make.party())

        assert editor_client.get(page_of(kept, gone)).status_code == 403
        assert editor_client.get(page_of(gone)).status_code == 403

    def test_is_any_editor_of_what_nobody_has_seen(self, editor_client):
        kept, gone = make.party(), make.party()

        Form(editor_client, page_of(kept, gone)).send(reason="The same.")

        assert Merge.objects.get().merged_key == gone.key

    @pytest.mark.parametrize("missing", ["change_party", "delete_party"])
    def test_is_nobody_who_may_not_change_or_delete(self, missing):
        user = staff_user("half", *rights("view", "change", "delete"))
        user.user_permissions.remove(Permission.objects.get(codename=missing))
        client = logged_in(user)
        kept, gone = make.party(), make.party()

        assert client.get(page_of(kept, gone)).status_code == 403
        assert client.post(page_of(kept, gone), {"reason": "x"}).status_code == 403

    def test_is_who_undoes_too(self, editor_client, reviewer_client):
        kept, gone = make.party(), make.public(make.party())
        merge = merged(kept, gone)

        assert editor_client.get(undo_page(merge)).status_code == 403
        assert reviewer_client.get(undo_page(merge)).status_code == 200


class TestTheListOfMerges:
    @pytest.fixture
    def viewer_client(self, reviewer):
        reviewer.user_permissions.add(Permission.objects.get(codename="view_merge"))
        return logged_in(reviewer)

    def test_tells_what_went_where_and_offers_to_undo_it(self, viewer_client):
        kept, gone = make.party(names="Kept body"), make.party(names="Gone body")
        merge = merged(kept, gone)

        page = viewer_client.get(reverse("admin:coop_merge_changelist")).content.decode()

        for part in ("Kept body", "Gone body", "They are one.", undo_page(merge)):
            assert part in page

    def test_undoes_one(self, viewer_client):
        kept, gone = make.party(), make.party()
        merge = merged(kept, gone)

        answer = Form(viewer_client, undo_page(merge)).send(reason="They are two.")

        assert answer["Location"] == reverse("admin:coop_party_change", args=[gone.pk])
        merge.refresh_from_db()
        assert merge.undone_by.username == "reviewer"
        assert viewer_client.get(undo_page(merge)).status_code == 403

    def test_says_why_it_cannot_be_undone(self, viewer_client):
        kept, gone = make.party(), make.party()
        merge = merged(kept, gone)
        form = Form(viewer_client, undo_page(merge))
        make.party(key=gone.key)

        answer = form.send(reason="They are two.")

        assert "another record with the key" in errors_in(answer)[0]

    def test_has_no_merge_that_is_not_there(self, viewer_client):
        assert viewer_client.get(reverse("admin:coop_merge_undo", args=[999])).status_code == 404


class TestARename:
    @pytest.mark.parametrize("kind", [*WORLDS, "agreement", "sourcedocument"])
    def test_leads_from_the_old_address_to_the_new_one(self, kind, reviewer_client, client):
        others = {"agreement": make.agreement, "sourcedocument": make.source}
        made = others.get(kind) or WORLDS[kind][0]
        record = made()
        if hasattr(type(record), "is_public") and not record.is_public:
            record = make.public(record)
        before = record.get_absolute_url()
        form = Form.to_change(reviewer_client, record)

        name = {f"{record.names_field}-0-text": "A wholly new name"}
        answer = form.send(**name, change_reason="It is called otherwise.")
        record.refresh_from_db()

        assert answer.status_code == 302, errors_in(answer)
        assert record.slug == "a-wholly-new-name"
        moved = client.get(before)
        assert (moved.status_code, moved["Location"]) == (301, record.get_absolute_url())
        assert client.get(record.get_absolute_url()).status_code == 200

    def test_back_again_leaves_no_circle(self, reviewer_client, client):
        party = make.public(make.party(names="First"))
        for name in ("Second", "First"):
            form = Form.to_change(reviewer_client, party)
            form.send(**{"names-0-text": name, "change_reason": "It is called otherwise."})

        assert client.get("/parties/first/").status_code == 200
        assert client.get("/parties/second/")["Location"] == "/parties/first/"
        assert [one.slug for one in FormerSlug.objects.all()] == ["second"]
