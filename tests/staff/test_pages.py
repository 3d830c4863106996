"""Every page of the staff side: it opens, for whom, in which language, at what cost."""

import re

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coop.admin import site
from coop.admin.base import PartAdmin
from coop.curation import recording
from coop.models import Citation, FormerName, Merge, ProposedChange, Provision
from tests import factories as make
from tests import working
from tests.staff.conftest import logged_in, staff_user
from tests.staff.forms import Form

pytestmark = pytest.mark.django_db

ADMINS = sorted(site._registry.values(), key=lambda admin: admin.opts.label)
OURS = [admin for admin in ADMINS if admin.opts.app_label == "coop"]
PARTS = [admin for admin in OURS if isinstance(admin, PartAdmin)]
WITH_A_PAGE = [admin for admin in OURS if admin.model is not Merge]
WITHOUT_EMPTY_FORM = [*PARTS, *(admin for admin in OURS if admin.model in (Merge, ProposedChange))]


def address(admin, page, *args):
    return reverse(f"admin:{admin.opts.app_label}_{admin.opts.model_name}_{page}", args=args)


def by_name(admin):
    return admin.opts.model_name


@pytest.fixture
def superuser_client():
    return logged_in(User.objects.create_superuser("root", password="a long enough phrase"))


@pytest.fixture
def one_of_everything():
    """A record or part for each page, with Arabic in its names."""
    agreement = make.agreement(title={"en": "Memorandum", "ar": "مذكرة"})
    participation = agreement.participations.first()
    make.signature(participation=participation)
    make.act(agreement=agreement, participation=participation)
    make.occasion(agreement=agreement, event=make.event(place=make.place()))
    make.relation(agreement=agreement)
    make.rule(provision=make.provision(agreement=agreement, subjects=[make.subject()]))
    make.statement(agreement=agreement)
    make.attendance()
    film = make.coproduction(countries=[make.country("FR")])
    make.screening(coproduction=film)
    make.film_link(coproduction=film, agreement=agreement)
    make.former_name()
    make.group(members=["FR"], organisation=make.party())
    make.upload()
    make.mapping()
    working.proposed_change(record=agreement)


def first(admin):
    return admin.model._default_manager.order_by("pk").first()


@pytest.mark.parametrize("language", ["en", "ar"])
class TestPage:
    def test_of_the_desk_opens(self, superuser_client, one_of_everything, language):
        prefix = "" if language == "en" else f"/{language}"

        response = superuser_client.get(f"{prefix}/admin/")

        assert response.status_code == 200
        assert f'<html lang="{language}"' in response.content.decode()

    def test_of_each_list_opens(self, superuser_client, one_of_everything, language):
        self.opens(superuser_client, language, [address(a, "changelist") for a in ADMINS])

    def test_of_each_empty_form_opens(self, superuser_client, language):
        self.opens(
            superuser_client,
            language,
            [address(a, "add") for a in ADMINS if a not in WITHOUT_EMPTY_FORM],
        )

    def test_of_each_record_and_part_opens(self, superuser_client, one_of_everything, language):
        things = [(a, first(a)) for a in WITH_A_PAGE]
        assert all(thing is not None for _admin, thing in things)

        self.opens(superuser_client, language, [address(a, "change", t.pk) for a, t in things])

    def test_of_each_history_opens(self, superuser_client, one_of_everything, language):
        pages = [address(a, "history", first(a).pk) for a in WITH_A_PAGE]

        self.opens(superuser_client, language, pages)

    @staticmethod
    def opens(client, language, addresses):
        prefix = "" if language == "en" else f"/{language}"
        answers = {path: client.get(f"{prefix}{path}").status_code for path in addresses}

        assert answers == dict.fromkeys(addresses, 200)


class TestIndex:
    def test_has_its_sections_in_the_order_of_the_work(self, superuser_client):
        page = superuser_client.get(reverse("admin:index")).content.decode()

        assert re.findall(r'<span class="section">([^<]+)</span>', page)[:6] == [
            "Sources",
            "Agreements",
            "Co-productions",
            "Parties and people",
            "Events",
            "Vocabulary",
        ]

    def test_counts_what_waits_and_links_it(self, superuser_client):
        make.agreement(draft=True)
        make.provision(evidence=False)

        page = superuser_client.get(reverse("admin:index")).content.decode()

        assert 'agreement/?state__exact=draft"><b>1</b> in draft' in page
        assert 'agreement/?evidence=missing"><b>1</b> with a claim without evidence' in page

    def test_shows_no_figures_of_what_a_user_may_not_see(self):
        client = logged_in(staff_user("reader", "view_sourcedocument"))
        make.agreement(draft=True)

        page = client.get(reverse("admin:index")).content.decode()

        assert "sourcedocument/?state__exact=draft" in page
        assert "agreement/?state__exact=draft" not in page


class TestList:
    def test_costs_the_same_with_one_record_as_with_many(self, superuser_client):
        def cost(admin):
            with CaptureQueriesContext(connection) as queries:
                superuser_client.get(address(admin, "changelist"))
            return len(queries)

        def fill():
            agreement = make.agreement()
            make.signature(participation=agreement.participations.first())
            make.act(agreement=agreement, participation=agreement.participations.first())
            make.occasion(agreement=agreement, event=make.event(place=make.place()))
            make.relation(agreement=agreement)
            make.rule(provision=make.provision(agreement=agreement))
            make.statement(agreement=agreement)
            make.attendance()
            film = make.coproduction(countries=[make.country("FR")])
            make.screening(coproduction=film, event=make.event(), place=make.place())
            make.film_link(coproduction=film, agreement=agreement)
            make.group(members=["FR"], organisation=make.party(country=make.country("FR")))
            make.former_name(party=make.state("KZ") if not FormerName.objects.exists() else None)

        fill()
        for admin in OURS:
            cost(admin)
        few = {admin.opts.model_name: cost(admin) for admin in OURS}
        for _time in range(3):
            fill()

        assert {admin.opts.model_name: cost(admin) for admin in OURS} == few

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ("?state__exact=draft", ["Draft"]),
            ("?evidence=missing", ["Unsourced"]),
            ("?status=signed", ["Signed"]),
            ("?q=sign", ["Signed"]),
            ("?acts__done_on_earliest__year=2024", ["Signed"]),
        ],
    )
    def test_is_filtered_and_searched(self, superuser_client, query, found):
        make.agreement(draft=True, title="Draft")
        make.provision(agreement=make.agreement(title="Unsourced"), evidence=False)
        make.act(agreement=make.agreement(title="Signed"))

        page = superuser_client.get(reverse("admin:coop_agreement_changelist") + query)

        assert [str(a) for a in page.context["cl"].result_list] == found

    def test_finds_a_name_in_another_script(self, superuser_client):
        make.party(names={"en": "Film centre", "ar": "المركز السينمائي"})

        page = superuser_client.get(reverse("admin:coop_party_changelist"), {"q": "سينمائي"})

        assert [str(p) for p in page.context["cl"].result_list] == ["Film centre"]


class TestAutocomplete:
    def ask(self, client, term):
        return client.get(
            reverse("admin:autocomplete"),
            {
                "term": term,
                "app_label": "coop",
                "model_name": "participation",
                "field_name": "party",
            },
        )

    def test_says_enough_to_tell_two_bodies_apart(self, superuser_client):
        for code in ("KZ", "IR"):
            make.party(names="Ministry of Culture", kind="ministry", country=make.country(code))

        results = self.ask(superuser_client, "culture").json()["results"]

        assert sorted(result["text"] for result in results) == [
            "Ministry of Culture · Iran",
            "Ministry of Culture · Kazakhstan",
        ]

    def test_is_closed_to_whoever_may_not_see_the_records(self):
        assert self.ask(logged_in(staff_user("nobody")), "a").status_code == 403


class TestPopup:
    def test_adds_a_party_from_inside_another_form(self, editor_client):
        form = Form.to_add(editor_client, "party", "?_popup=1&_to_field=id")
        form["kind"], form["names-0-text"] = "agency", "Kazakhfilm"

        response = form.send()

        party = make.Party.objects.get()
        assert "popup_response.js" in response.content.decode()
        assert f"&quot;value&quot;: &quot;{party.pk}&quot;" in response.content.decode()


class TestBigForm:
    """200 provisions, with evidence."""

    @staticmethod
    def agreement(number):
        made = make.agreement(draft=True)
        source, topic = make.source(), make.topic()
        with recording() as record:
            record.touch(made)
            provisions = Provision.objects.bulk_create(
                Provision(agreement=made, topic=topic, summary={"en": f"Says {n}"}, order=n)
                for n in range(number)
            )
            Citation.objects.bulk_create(
                Citation(source=source, provision=provision, paragraphs="1")
                for provision in provisions
            )
        return made

    def test_opens_at_the_cost_of_a_small_one(self, superuser_client):
        def cost(agreement):
            with CaptureQueriesContext(connection) as queries:
                page = Form.to_change(superuser_client, agreement)
            return len(queries), page

        cost(self.agreement(3))
        small, _page = cost(self.agreement(3))
        big, page = cost(self.agreement(200))

        assert page["provisions-INITIAL_FORMS"] == "200"
        assert big == small

    def test_saves_one_change_at_the_cost_of_a_small_one(self, superuser_client):
        def cost(agreement):
            form = Form.to_change(superuser_client, agreement)
            with CaptureQueriesContext(connection) as queries:
                response = form.send(**{"provisions-1-article": "5"})
            assert response.status_code == 302
            assert agreement.provisions.filter(article="5").count() == 1
            return len(queries)

        cost(self.agreement(3))
        small, big = cost(self.agreement(3)), cost(self.agreement(200))

        # Batches of search documents and of versions are written in more than one statement.
        assert big <= small + 20


class TestPermission:
    @pytest.mark.parametrize("page", ["changelist", "add"])
    def test_is_asked_for_each_list_and_form(self, page):
        client = logged_in(staff_user("nobody"))
        admins = [a for a in ADMINS if page == "changelist" or a not in PARTS]

        answers = {by_name(a): client.get(address(a, page)).status_code for a in admins}

        assert answers == dict.fromkeys(answers, 403)

    @pytest.mark.parametrize("page", ["change", "history", "delete"])
    def test_is_asked_for_each_record_and_part(self, one_of_everything, page):
        client = logged_in(staff_user("nobody"))

        answers = {
            by_name(a): client.get(address(a, page, first(a).pk)).status_code for a in WITH_A_PAGE
        }

        assert answers == dict.fromkeys(answers, 403)

    @pytest.mark.parametrize(
        "page", ["submit", "publish", "withdraw", "reopen", "another", "members"]
    )
    def test_is_asked_for_each_step(self, page):
        client = logged_in(staff_user("nobody"))
        agreement = make.agreement(draft=True)

        response = client.get(reverse(f"admin:coop_agreement_{page}", args=[agreement.pk]))

        assert response.status_code == 403

    def test_to_view_agreements_opens_their_parts_but_saves_none(self):
        client = logged_in(staff_user("reader", "view_agreement"))
        provision = make.provision(agreement=make.agreement(draft=True))
        page = reverse("admin:coop_provision_change", args=[provision.pk])

        assert client.get(page).status_code == 200
        assert client.post(page, {"_version": "1", "article": "5"}).status_code == 403

    def test_leads_visitors_to_the_log_in(self):
        for admin in ADMINS:
            response = Client().get(address(admin, "changelist"))

            assert response.status_code == 302
            assert response.url.startswith("/admin/login/")

    def test_is_not_enough_without_the_token_of_the_form(self, editor):
        client = Client(enforce_csrf_checks=True)
        client.force_login(editor)
        draft = make.agreement(draft=True)

        response = client.post(
            reverse("admin:coop_agreement_submit", args=[draft.pk]), {"_confirmed": "1"}
        )

        assert response.status_code == 403


class TestHistory:
    def test_says_who_changed_what_when_and_why(self, editor_client):
        draft = make.agreement(draft=True)
        form = Form.to_change(editor_client, draft)
        form.send(note="A note.", change_reason="The second report says so.")
        Form.to_change(editor_client, draft).send(note="")

        page = editor_client.get(
            reverse("admin:coop_agreement_history", args=[draft.pk])
        ).content.decode()

        assert "<bdi>The second report says so.</bdi>" in page
        assert "<bdi>Changed Note.</bdi>" in page
        assert "<td><bdi>editor</bdi></td>" in page


class TestCitation:
    def test_shows_its_target_as_a_link_and_none_of_the_target_keys(self, superuser_client):
        provision = make.provision(agreement=make.agreement(draft=True))

        form = Form.to_change(superuser_client, provision.citations.get())

        link = reverse("admin:coop_provision_change", args=[provision.pk])
        assert f'<a href="{link}">{provision}</a>' in form.page
        assert not set(form.values) & set(Citation.TARGETS)

    def test_is_added_to_a_claim_on_the_claim_s_own_page(self, editor_client):
        provision = make.provision(agreement=make.agreement(draft=True))
        source = make.source()
        form = Form.to_change(editor_client, provision)
        form["working_source"] = source.pk
        form.add_row("citations", paragraphs="7", field="stance")

        form.send()

        added = provision.citations.get(source=source)
        assert (added.paragraphs, added.field, added.basis) == ("7", "stance", "stated")


class TestGuardOfTheWritePath:
    def test_fails_a_write_outside_a_recording(self, writes_are_recorded):
        with pytest.raises(pytest.fail.Exception, match="outside recording"):
            make.Country(code="KZ", names={"en": "Kazakhstan"}).save()
