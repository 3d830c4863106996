"""What is entered twice: a question in the form, and a list to work through."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from coop.models import Agreement, Distinction, Party, Person
from tests import factories as make
from tests.staff.conftest import logged_in, rights, staff_user
from tests.staff.forms import Form, errors_in

pytestmark = pytest.mark.django_db

WORKLIST = "/admin/coop/merge/duplicates/"


class TestEnteringWhatIsThere:
    def test_asks_whether_it_is_one_of_those(self, editor_client):
        known = make.person(names="Ivan Petrov")
        form = Form.to_add(editor_client, "person")

        answer = form.send(**{"names-0-text": "Petrov Ivan"})
        page = answer.content.decode()

        assert errors_in(answer) == ["It may be in the registry already: look at those below."]
        assert reverse("admin:coop_person_change", args=[known.pk]) in page
        assert "the same words in another order" in page
        assert Person.objects.count() == 1

    def test_saves_it_when_asked_once(self, editor_client):
        make.person(names="Ivan Petrov")
        form = Form.to_add(editor_client, "person")
        answer = form.send(**{"names-0-text": "Ivan Petrow"})

        again = form.again(answer).send()

        assert again.status_code == 302
        assert Person.objects.count() == 2

    def test_never_asks_twice(self, editor_client):
        make.person(names="Ivan Petrov")
        make.person(names="Olga Sidorova")
        form = Form.to_add(editor_client, "person")
        form.again(form.send(**{"names-0-text": "Ivan Petrow"}))

        again = form.send(**{"names-0-text": "Olga Sidorowa"})

        assert again.status_code == 302

    def test_does_not_ask_about_what_is_wrong_anyway(self, editor_client):
        make.party(names="Film Centre")
        form = Form.to_add(editor_client, "party")

        answer = form.send(**{"names-0-text": "Film Centre", "kind": ""})

        assert "already" not in " ".join(errors_in(answer))

    def test_does_not_ask_when_a_record_is_changed(self, editor_client):
        make.person(names="Ivan Petrov")
        person = make.person(names="Ivan Petrov")

        answer = Form.to_change(editor_client, person).send(**{"names-0-text": "Ivan Petrow"})

        assert answer.status_code == 302

    def test_does_not_ask_about_another_country(self, editor_client):
        make.party(names="Film Centre", country=make.country())
        form = Form.to_add(editor_client, "party")
        form["country"] = make.country().pk

        answer = form.send(**{"names-0-text": "Film Centre", "kind": "agency"})

        assert answer.status_code == 302, errors_in(answer)

    def test_chooses_the_one_that_is_there_in_a_small_window(self, editor_client):
        known = make.person(names="Ivan Petrov")
        form = Form.to_add(editor_client, "person", "?_popup=1")
        page = form.send(**{"names-0-text": "Ivan Petrow"}).content.decode()
        address = reverse("admin:coop_person_chosen", args=[known.pk])
        assert f'formaction="{address}"' in page

        answer = editor_client.post(address, {"_popup": "1"}).content.decode()

        assert f"&quot;value&quot;: &quot;{known.pk}&quot;" in answer
        assert "Ivan Petrov" in answer

    def test_chooses_nothing_that_may_not_be_seen(self):
        client = logged_in(staff_user("blind"))
        address = reverse("admin:coop_person_chosen", args=[make.person().pk])

        assert client.post(address).status_code == 403


class TestTheListOfProbableDuplicates:
    @pytest.fixture
    def client(self, reviewer):
        reviewer.user_permissions.add(Permission.objects.get(codename="add_distinction"))
        return logged_in(reviewer)

    def test_leads_to_the_merge_of_a_pair(self, client):
        one, other = make.party(names="Kazakhfilm"), make.party(names="Kasakhfilm")

        page = client.get(WORKLIST, {"kind": "party"}).content.decode()

        merge = reverse("admin:coop_party_merge", args=[one.pk])
        assert f"{merge}?other={other.pk}" in page
        assert "1 letter differs" in page

    def test_leaves_out_those_that_are_not_the_same(self, client):
        one, other = make.party(names="Kazakhfilm"), make.party(names="Kasakhfilm")

        answer = client.post(
            f"{WORKLIST}?kind=party", {"keys": f"{one.key} {other.key}", "page": "1"}
        )

        assert answer["Location"] == f"{WORKLIST}?kind=party&page=1"
        assert Distinction.objects.get().said_by.username == "reviewer"
        assert "Kasakhfilm" not in client.get(answer["Location"]).content.decode()

    @pytest.mark.parametrize("keys", ["", "one", "one two", "a b c"])
    def test_refuses_what_is_no_pair(self, client, keys):
        make.party(names="Kazakhfilm")

        assert client.post(f"{WORKLIST}?kind=party", {"keys": keys}).status_code == 400

    def test_is_paged(self, client):
        for number in range(8):
            make.person(names="Ivan Petrov", key=f"ivan-{number}")

        first, second = (
            client.get(WORKLIST, {"kind": "person", "page": page}).content.decode()
            for page in ("1", "2")
        )

        assert "28 pairs" in first
        assert (first.count('name="keys"'), second.count('name="keys"')) == (25, 3)

    def test_offers_no_merge_of_agreements(self, client):
        parties = [make.party(), make.party()]
        for _each in range(2):
            make.agreement(title="Agreement on films", parties=parties)

        page = client.get(WORKLIST, {"kind": "agreement"}).content.decode()

        assert page.count("Agreement on films") == 2
        assert "?other=" not in page
        assert Agreement.objects.count() == 2

    def test_has_the_kinds_that_one_may_see(self):
        client = logged_in(staff_user("clerk", "view_person"))
        make.party(names="Kazakhfilm")

        assert client.get(WORKLIST).status_code == 200
        assert client.get(WORKLIST, {"kind": "party"}).status_code == 403
        assert client.get(WORKLIST, {"kind": "wrong"}).status_code == 404

    def test_is_closed_to_those_who_may_see_none(self):
        assert logged_in(staff_user("nobody")).get(WORKLIST).status_code == 403

    def test_says_nothing_for_those_who_only_read(self):
        client = logged_in(staff_user("reader", *rights("view")))
        one, other = make.party(names="Kazakhfilm"), make.party(names="Kasakhfilm")
        page = client.get(WORKLIST, {"kind": "party"}).content.decode()

        assert "Not the same" not in page
        assert "Merge…" not in page
        keys = {"keys": f"{one.key} {other.key}"}
        assert client.post(f"{WORKLIST}?kind=party", keys).status_code == 403
        assert Party.objects.count() == 2
