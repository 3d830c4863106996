"""Whatever is sent to the staff side, the answer is a page, and never an error of the server."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from coop.admin import site
from tests import factories as make
from tests.staff.conftest import logged_in
from tests.staff.forms import Form

pytestmark = pytest.mark.django_db


@pytest.fixture
def client():
    return logged_in(User.objects.create_superuser("root", password="a long enough phrase"))


@pytest.mark.parametrize("identifier", ["abc", "0", "9" * 30, "%00", "_5F", "-1", "1.5"])
@pytest.mark.parametrize(
    "page",
    [
        "change",
        "delete",
        "history",
        "submit",
        "publish",
        "withdraw",
        "reopen",
        "another",
        "members",
    ],
)
def test_an_address_of_no_record_is_answered(client, page, identifier):
    response = client.get(f"/admin/coop/agreement/{identifier}/{page}/")

    assert response.status_code in (302, 404)


@pytest.mark.parametrize(
    "query",
    [
        "title=x",
        "place=x",
        "frameworks=x,y",
        "working_source=x",
        "_popup=1&_to_field=id",
        "basis=x",
    ],
)
def test_a_form_is_filled_in_only_with_what_can_be_chosen(client, query):
    response = client.get(reverse("admin:coop_agreement_add") + f"?{query}")

    assert response.status_code == 200


@pytest.mark.parametrize(
    "query",
    ["q=%22", "q=x&o=99", "state__exact=x", "evidence=x", "status=x", "p=x", "zzz=1", "e=1"],
)
def test_a_list_asked_for_nonsense_is_answered(client, query):
    make.agreement()

    response = client.get(reverse("admin:coop_agreement_changelist") + f"?{query}")

    assert response.status_code in (200, 302)


@pytest.mark.parametrize("chosen", [["abc"], ["9" * 30], []])
def test_an_action_on_nonsense_is_answered(client, chosen):
    response = client.post(
        reverse("admin:coop_agreement_changelist"),
        {"action": "publish", "_selected_action": chosen, "_confirmed": "1"},
    )

    assert response.status_code in (200, 302, 400)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("provisions-TOTAL_FORMS", "x"),
        ("provisions-TOTAL_FORMS", "99999"),
        ("provisions-0-topic", "x"),
        ("provisions-0-order", "9" * 30),
        ("provisions-0-subjects", ["x", "9" * 30]),
        ("provisions-0-forms", ["x"]),
        ("provisions-0-evidence_source", "9" * 30),
        ("participations-0-signature_person", "x"),
        ("working_source", "x"),
        ("place", "x"),
        ("title-0-language", "x" * 500),
        ("_version", "x"),
        ("change_reason", "x" * 5000),
    ],
)
def test_a_form_of_nonsense_is_shown_again(client, name, value):
    agreement = make.agreement(draft=True)
    make.provision(agreement=agreement)
    form = Form.to_change(client, agreement)

    response = form.send(note="Typed.", **{name: value})

    agreement.refresh_from_db()
    assert (response.status_code, agreement.note) == (200, "")


@pytest.mark.parametrize("identifier", ["x", "999999", "", "9" * 30])
def test_a_row_that_is_not_there_changes_no_other(client, identifier):
    provision = make.provision(agreement=make.agreement(draft=True), article="5")
    form = Form.to_change(client, provision.agreement)

    form.send(**{"provisions-0-id": identifier, "provisions-0-article": "6"})

    assert [p.article for p in provision.agreement.provisions.all()] == ["5"]


@pytest.mark.parametrize("field", ["party", "nothing", ""])
def test_an_autocomplete_of_nothing_is_refused(client, field):
    response = client.get(
        reverse("admin:autocomplete"),
        {"term": "x", "app_label": "coop", "model_name": "agreement", "field_name": field},
    )

    assert response.status_code == 403


def test_only_our_own_site_is_served():
    assert {model._meta.app_label for model in site._registry} == {"coop", "auth"}
