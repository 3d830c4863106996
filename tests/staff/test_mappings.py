"""Mappings of other people's columns: a file, its columns, its values, and then the plan."""

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from coop.curation import recording
from coop.exchange import waiting
from coop.models import Agreement, ColumnMapping, Import
from tests import factories as make
from tests.staff.conftest import logged_in, rights, staff_user
from tests.staff.forms import Form, errors_in

pytestmark = pytest.mark.django_db

TABLE = (
    "No.;Title;Parties;Signed;Kind\n"
    "1;Film treaty;UK and France;21/09/1965;Treaty\n"
    "2;Film treaty;Ruritania and France;03/04/1965;MOU\n"
    "3;Another;France;NULL;MOU\n"
)
UPLOADS = ("add_import", "view_import")
MAPS = ("add_columnmapping", "change_columnmapping", "view_columnmapping")


def table(text=TABLE, name="theirs.csv"):
    return SimpleUploadedFile(name, text.encode())


def page(mapping, tail="change"):
    return reverse(f"admin:coop_columnmapping_{tail}", args=[mapping.pk])


@pytest.fixture
def mapper(db):
    """Enters records, uploads files and maps their columns."""
    return staff_user("mapper", *rights("view", "add", "change"), *UPLOADS, *MAPS)


@pytest.fixture
def client(mapper):
    return logged_in(mapper)


@pytest.fixture
def states():
    return make.state("FR"), make.state("GB")


def begin(client, **fields):
    form = {"name": "Their register", "kind": "agreements", "language": "en", **fields}
    return client.post(reverse("admin:coop_columnmapping_add"), {"file": table(), **form})


@pytest.fixture
def begun(client, states):
    begin(client)
    return ColumnMapping.objects.get()


def choose(form, **columns):
    """Choose our column for each of theirs, by the place of theirs in the file."""
    for number, heading in enumerate(("No.", "Title", "Parties", "Signed", "Kind")):
        form[f"column-{number}"] = columns.get(heading, form[f"column-{number}"])
    return form


@pytest.fixture
def mapped(client, begun):
    form = Form.to_change(client, begun)
    form["separators"] = ["semicolon", "and"]
    form["key_prefix"] = "their"
    form.send()
    begun.refresh_from_db()
    return begun


class Values(Form):
    """The form of the values that are not read, which is not the last one of its page."""

    def __init__(self, client, mapping):
        self.is_read = False
        super().__init__(client, page(mapping, "values"))

    def handle_starttag(self, tag, attrs):
        if tag == "form" and "value-0" in self.values:
            self.is_read = True
        if not self.is_read:
            super().handle_starttag(tag, attrs)

    def place_of(self, value):
        return next(n for n in range(10) if self[f"value-{n}"] == value)


class TestBeginning:
    def test_keeps_the_file_and_shows_its_columns(self, client, states):
        response = begin(client)

        mapping = ColumnMapping.objects.get()
        assert response.url == page(mapping)
        assert (mapping.created_by.username, mapping.rules) == ("mapper", {"language": "en"})
        assert mapping.uploads.get().file_name == "theirs.csv"
        shown = client.get(response.url).content.decode()
        assert "21/09/1965" in shown
        assert "UK and France" in shown

    @pytest.mark.parametrize(
        ("text", "said"), [("", "empty"), ("%PDF-1.4", "PDF"), ("\n\n", "no headings")]
    )
    def test_with_a_file_that_is_no_sheet_makes_nothing(self, client, text, said):
        response = begin(client, file=table(text))

        assert response.status_code == 200
        assert said in " ".join(errors_in(response))
        assert not ColumnMapping.objects.exists()
        assert not Import.objects.exists()

    def test_with_a_file_that_is_too_large_makes_nothing(self, client, settings):
        settings.REGISTRY_UPLOAD_MB = 1

        response = begin(client, file=table("a;b\n" * 300_000))

        assert "larger than" in " ".join(errors_in(response))
        assert not ColumnMapping.objects.exists()

    def test_needs_a_name_of_its_own(self, client, begun):
        response = begin(client)

        assert "already exists" in " ".join(errors_in(response))


class TestColumns:
    def test_are_proposed_by_their_headings(self, client, begun):
        form = Form.to_change(client, begun)

        chosen = [form[f"column-{number}"] for number in range(5)]
        assert chosen == ["key", "title:en", "parties", "signed_on", "kind"]

    def test_are_remembered_as_they_were_chosen(self, client, begun, mapper):
        form = choose(Form.to_change(client, begun), Kind="", Title="title:ar")
        form["reading-3"] = "day-first"
        form["nothing"] = "NULL\n\nunknown"
        form["constant-column-0"] = "coding"
        form["constant-text-0"] = "not-coded"

        response = form.send()

        begun.refresh_from_db()
        assert response.url == page(begun, "values")
        assert begun.columns["Title"] == {"column": "title:ar", "reading": ""}
        assert begun.columns["Signed"] == {"column": "signed_on", "reading": "day-first"}
        assert begun.columns["Kind"] == {"column": "", "reading": ""}
        assert begun.rules["nothing"] == ["NULL", "unknown"]
        assert begun.rules["constants"] == {"coding": "not-coded"}
        assert begun.changed_by == mapper

    @pytest.mark.parametrize(
        ("field", "value", "said"),
        [
            ("constant-text-0", "alone", "both the column and its value"),
            ("key_prefix", "Not A Key", "small Latin letters"),
            ("language", "Klingonese", "not a language"),
            ("column-0", "no-such-column", "valid choice"),
        ],
    )
    def test_that_cannot_be_are_said_and_nothing_is_saved(self, client, begun, field, value, said):
        form = Form.to_change(client, begun)
        form[field] = value

        response = form.send()

        assert response.status_code == 200
        assert said in " ".join(errors_in(response))
        begun.refresh_from_db()
        assert begun.columns == {}

    def test_that_someone_else_saved_meanwhile_are_not_overwritten(self, client, begun):
        form = Form.to_change(client, begun)
        Form.to_change(client, begun).send(key_prefix="theirs")

        response = form.send(key_prefix="mine")

        begun.refresh_from_db()
        assert begun.rules["key_prefix"] == "theirs"
        assert "saved this mapping" in " ".join(errors_in(response))
        form.again(response).send()
        begun.refresh_from_db()
        assert begun.rules["key_prefix"] == "mine"

    def test_say_what_new_records_lack(self, client, begun):
        choose(Form.to_change(client, begun), Title="").send()

        shown = client.get(page(begun)).content.decode()

        assert "which new records need" in shown
        assert "<b>Title</b>" in shown

    def test_of_a_mapping_without_a_file_are_those_it_remembers(self, client, mapped):
        waiting.set_aside(uploads=mapped.uploads.all(), user=None)

        form = Form.to_change(client, mapped)

        assert [form[f"column-{number}"] for number in range(5)].count("") == 0
        assert "No file of this mapping" in form.page

    def test_show_no_file_that_somebody_else_uploaded(self, mapped):
        other = logged_in(staff_user("other", *MAPS, "add_import"))

        assert "21/09/1965" not in other.get(page(mapped)).content.decode()


class TestValues:
    def test_are_listed_once_each_with_their_rows(self, client, mapped):
        shown = client.get(page(mapped, "values")).content.decode()

        form = Values(client, mapped)
        values = {form[f"value-{number}"] for number in range(3)}
        assert values == {"MOU", "Ruritania", "03/04/1965"}
        assert form["value-0"] == "MOU"  # it stands in two rows
        assert "first in line 3" in shown
        assert "memorandum of understanding" in shown

    def test_are_resolved_once_and_then_the_file_is_planned_and_applied(self, client, mapped):
        form = Values(client, mapped)
        form[f"choice-{form.place_of('MOU')}"] = "use:memorandum-of-understanding"
        form[f"choice-{form.place_of('Ruritania')}"] = "empty"
        form[f"typed-{form.place_of('03/04/1965')}"] = "1965-04-03"

        shown = form.send(follow=True).content.decode()

        assert "Every value of" in shown
        upload = mapped.uploads.get()
        plan = reverse("admin:coop_import_change", args=[upload.pk])
        assert f'action="{plan}"' in shown
        client.post(plan, {"_plan_again": "1"})
        upload.refresh_from_db()
        assert upload.fault_count == 0
        client.post(plan, {"_confirm": "1", "planned_at": upload.planned_at.isoformat()})
        signed = Agreement.objects.get(key="their-2").acts.get()
        assert (signed.kind, signed.done_on) == ("signature", "1965-04-03")
        assert Agreement.objects.get(key="their-1").participations.count() == 2

    def test_of_the_next_file_are_read_by_what_was_said(self, client, mapped):
        form = Values(client, mapped)
        for number in range(3):
            form[f"choice-{number}"] = "empty"
        form.send()

        response = client.post(
            page(mapped, "file"), {"file": table(TABLE + "4;Next;Freedonia;1966;Treaty\n")}
        )

        assert response.url == page(mapped)
        form = Values(client, mapped)
        assert form["value-0"] == "Freedonia"
        assert "value-1" not in form.values

    def test_can_be_several_things(self, client, mapped, states):
        form = Values(client, mapped)
        number = form.place_of("Ruritania")

        form.send(**{f"typed-{number}": "France; UK"})

        mapped.refresh_from_db()
        assert mapped.resolutions == {
            "parties": {"Ruritania": {"do": "use", "values": ["state-fr", "state-gb"]}}
        }

    @pytest.mark.parametrize(
        ("value", "typed", "said"),
        [
            ("Ruritania", "Freedonia", "no key, code or exact name"),
            ("MOU", "contract", "none of the allowed values"),
            ("MOU", "treaty; protocol", "Only one value"),
            ("03/04/1965", "04/03/1965", "cannot be read here either"),
        ],
    )
    def test_typed_wrongly_are_asked_again(self, client, mapped, value, typed, said):
        form = Values(client, mapped)
        number = form.place_of(value)

        response = form.send(**{f"typed-{number}": typed})

        assert said in " ".join(errors_in(response))
        assert typed in response.content.decode()
        mapped.refresh_from_db()
        assert mapped.resolutions == {}

    def test_that_are_others_by_now_are_looked_at_again(self, client, mapped):
        form = Values(client, mapped)
        form["choice-0"] = "skip"
        with recording():
            ColumnMapping.objects.filter(pk=mapped.pk).update(
                resolutions={"kind": {"MOU": {"do": "empty"}}}
            )

        response = form.send()

        assert "look at the values again" in " ".join(errors_in(response))

    def test_can_be_taken_back(self, client, mapped):
        form = Values(client, mapped)
        form.send(**{f"choice-{number}": "empty" for number in range(3)})

        client.post(page(mapped, "values"), {"_forget": "1", "forget": ["kind|MOU"]})

        mapped.refresh_from_db()
        assert "MOU" not in mapped.resolutions["kind"]
        assert mapped.resolutions["parties"] == {"Ruritania": {"do": "empty"}}

    def test_show_no_candidates_that_the_user_may_not_see(self, client, mapped, mapper):
        make.party(names="Ruritania Film Board")
        assert "Ruritania Film Board" in client.get(page(mapped, "values")).content.decode()

        mapper.user_permissions.remove(
            *Permission.objects.filter(codename__in=("view_party", "change_party"))
        )

        shown = logged_in(mapper).get(page(mapped, "values")).content.decode()
        assert "Ruritania Film Board" not in shown


class TestWhoMay:
    @pytest.mark.parametrize("tail", ["change", "values", "file", "delete"])
    def test_nobody_without_the_right_sees_a_mapping(self, outsider_client, tail):
        mapping = make.mapping()

        assert outsider_client.get(page(mapping, tail)).status_code == 403
        assert outsider_client.post(page(mapping, tail), {}).status_code == 403

    def test_nobody_without_the_right_begins_one(self, outsider_client):
        assert outsider_client.get(reverse("admin:coop_columnmapping_add")).status_code == 403
        assert begin(outsider_client).status_code == 403

    def test_who_may_not_upload_begins_none(self):
        other = logged_in(staff_user("other", *MAPS))

        assert other.get(reverse("admin:coop_columnmapping_add")).status_code == 403

    def test_who_may_only_look_changes_nothing(self, mapped):
        reader = logged_in(staff_user("reader", "view_columnmapping"))

        shown = reader.get(page(mapped))

        assert shown.status_code == 200
        assert "Save" not in shown.content.decode()
        assert reader.post(page(mapped), {}).status_code == 403
        assert reader.get(page(mapped, "values")).status_code == 403

    @pytest.mark.parametrize("number", ["999999", "nonsense", "9" * 40, "١"])
    @pytest.mark.parametrize("tail", ["change", "values", "file"])
    def test_an_address_of_nothing_leads_to_the_desk(self, client, tail, number):
        address = reverse(f"admin:coop_columnmapping_{tail}", args=[number])

        assert client.get(address).status_code == 302

    def test_a_mapping_is_deleted_by_who_may(self, mapper, mapped):
        mapper.user_permissions.add(Permission.objects.get(codename="delete_columnmapping"))

        logged_in(mapper).post(page(mapped, "delete"), {"post": "yes"})

        assert not ColumnMapping.objects.exists()
        assert Import.objects.get().mapping is None


@pytest.mark.browser
class TestInABrowser:
    """A mapping made from the first page to the last, with no complaint of the policy."""

    @pytest.fixture(autouse=True)
    def _signed_in(self, page, client, live_server):
        cookie = client.cookies["sessionid"]
        page.context.add_cookies(
            [{"name": "sessionid", "value": cookie.value, "url": live_server.url}]
        )

    @pytest.mark.django_db(transaction=True)
    def test_a_mapping_is_made_without_script(self, page, states):
        page.goto("/admin/coop/columnmapping/add/")
        page.get_by_label("Name").fill("Their register")
        page.locator("#id_kind").select_option("agreements")
        page.locator("#id_file").set_input_files(
            {"name": "theirs.csv", "mimeType": "text/csv", "buffer": TABLE.encode()}
        )
        page.get_by_role("button", name="Look at its columns").click()
        assert page.locator("#id_column-1").input_value() == "title:en"
        page.get_by_role("button", name="Save, and look at the values").click()
        assert page.locator("table.values tbody tr").count() > 0
        for select in page.locator("table.values select").all():
            select.select_option("empty")
        page.get_by_role("button", name="Save, and show what is left").click()
        page.locator("details.remembered summary").click()
        page.get_by_label("Take back what “MOU” is").check()
        page.get_by_role("button", name="Take back what is ticked").click()
        assert page.locator("table.values tbody th").all_inner_texts() == ["MOU"]
        page.get_by_role("button", name="Plan this file").click()

        assert page.get_by_text("theirs.csv").first.is_visible()
        assert ColumnMapping.objects.get().resolutions != {}
