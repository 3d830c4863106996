"""Sheets in and out of the staff side: exports, templates, uploads, other people's columns."""

import csv
import io

import openpyxl
import pytest
from django.urls import reverse
from django.utils import translation

from coop.curation import recording
from coop.exchange.sheets import KINDS as SHEETS
from coop.models import Agreement, Citation, Import, Party
from tests import factories as make
from tests.staff.conftest import logged_in, rights, staff_user
from tests.staff.forms import errors_in
from tests.staff.uploads import changed_by_someone, press, send, shown, uploaded

pytestmark = pytest.mark.django_db

KINDS = {
    "agreement": "agreements",
    "party": "parties",
    "coproduction": "coproductions",
    "provision": "provisions",
}
each_list = pytest.mark.parametrize("model", KINDS)


@pytest.fixture
def client():
    return logged_in(staff_user("importer", "add_import", *rights("view", "add", "change")))


@pytest.fixture
def reader():
    return logged_in(staff_user("reader", *rights("view"), "view_provision"))


def address(model, page, form="csv"):
    return reverse(f"admin:coop_{model}_{page}", args=[form])


def content_of(response) -> bytes:
    assert response.status_code == 200, response.status_code
    assert response.headers["Content-Disposition"].startswith("attachment; filename*=UTF-8''")
    assert "no-store" in response.headers["Cache-Control"]
    return b"".join(response) if response.streaming else response.content


def rows_of(response) -> list[dict]:
    return list(csv.DictReader(io.StringIO(content_of(response).decode("utf-8-sig"))))


def sheet(*rows: dict) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(dict.fromkeys(name for row in rows for name in row)))
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


class TestAnExport:
    def test_holds_the_records_of_the_list_as_it_is_filtered(self, reader):
        make.agreement(key="published", title="Public")
        make.agreement(key="draft", title="Draft", draft=True)

        everything = rows_of(reader.get(address("agreement", "export")))
        drafts = rows_of(reader.get(address("agreement", "export") + "?state__exact=draft"))
        found = rows_of(reader.get(address("agreement", "export") + "?q=public"))

        assert {row["Key"] for row in everything} == {"published", "draft"}
        assert [row["Key"] for row in drafts] == ["draft"]
        assert [row["Key"] for row in found] == ["published"]

    def test_is_a_workbook_too(self, reader):
        make.agreement(key="deal", title={"ar": "مذكرة"})

        book = openpyxl.load_workbook(
            io.BytesIO(content_of(reader.get(address("agreement", "export", "xlsx"))))
        )

        headings, row = ([cell.value for cell in cells] for cells in book.active.iter_rows())
        assert dict(zip(headings, row, strict=True))["Title (ar)"] == "مذكرة"

    def test_is_linked_from_its_list_with_the_filter(self, reader):
        page = reader.get(
            reverse("admin:coop_agreement_changelist") + "?state__exact=draft"
        ).content.decode()

        assert f'href="{address("agreement", "export")}?state__exact=draft"' in page
        assert f'href="{address("agreement", "template", "xlsx")}"' in page

    def test_has_the_headings_of_the_page_that_it_is_linked_from(self, reader):
        make.agreement()
        with translation.override("ar"):
            expected = SHEETS["agreements"].heading("key")

        text = content_of(reader.get("/ar" + address("agreement", "export"))).decode("utf-8-sig")

        assert text.splitlines()[0].split(",")[0] == expected

    def test_of_a_nonsense_filter_leads_back_to_the_list(self, reader):
        response = reader.get(address("agreement", "export") + "?nothing=1")

        assert response.status_code == 302
        assert response.url.endswith("?e=1")

    @each_list
    @pytest.mark.parametrize("form", ["csv", "xlsx"])
    def test_is_there_for_each_list(self, reader, model, form):
        film = make.coproduction(countries=[make.country("FR")])
        make.film_link(coproduction=film, agreement=make.provision().agreement)

        assert content_of(reader.get(address(model, "export", form)))

    @each_list
    @pytest.mark.parametrize("page", ["export", "template"])
    def test_needs_the_right_to_view(self, model, page):
        client = logged_in(staff_user("nobody", "add_import"))

        for form in ("csv", "xlsx"):
            assert client.get(address(model, page, form)).status_code == 403

    @pytest.mark.parametrize("page", ["export", "template"])
    def test_in_no_such_form_is_not_found(self, reader, page):
        assert reader.get(address("agreement", page, "exe")).status_code == 404
        assert reader.post(address("agreement", page)).status_code == 405


class TestATemplate:
    @each_list
    @pytest.mark.parametrize("form", ["csv", "xlsx"])
    def test_uploaded_as_it_is_changes_nothing(self, client, reader, model, form):
        content = content_of(reader.get(address(model, "template", form)))

        upload = uploaded(client, content, name=f"template.{form}")

        assert (upload.reading, upload.fault_count, upload.change_count) == (KINDS[model], 0, 0)


class TestAnUploadedSheet:
    def test_is_known_by_its_headings_and_applied(self, client):
        make.country("KZ", names={"en": "Kazakhstan"})
        content = sheet({"Kind": "company", "Name (en)": "Kazakhfilm", "Country": "Kazakhstan"})

        upload = uploaded(client, content, name="bodies.csv")
        press(client, upload, "_confirm")

        party = Party.objects.get()
        assert (upload.reading, str(party), party.country.code) == ("parties", "Kazakhfilm", "KZ")

    def test_that_was_exported_changes_nothing(self, client):
        make.provision(agreement=make.agreement(draft=True))
        exported = content_of(client.get(address("agreement", "export")))

        upload = uploaded(client, exported, name="agreements.csv")

        assert (upload.fault_count, upload.change_count) == (0, 0)
        assert "there is nothing to apply" in shown(client, upload)

    def test_shows_what_is_wrong_by_row_and_heading(self, client):
        content = sheet(
            {"Kind": "company", "Name (en)": "Kazakhfilm", "Country": "KZ"},
            {"Kind": "studio", "Name (en)": "Iranfilm", "Country": ""},
        )

        upload = uploaded(client, content, name="bodies.csv")

        page = " ".join(shown(client, upload).split())
        assert "<td>2</td>" in page
        assert "<bdi>Country</bdi>" in page
        assert "<td>3</td>" in page
        assert "<bdi>Kind</bdi>" in page

    def test_of_no_headings_of_ours_asks_what_it_is(self, client):
        response = send(client, b"Traite,Date\nAccord,1965\n", name="other.csv")

        assert "choose a mapping" in " ".join(errors_in(response))

    def test_takes_the_working_source_where_it_names_none(self, client):
        source = make.source(key="paper")
        other = make.source(key="other")
        content = sheet(
            {"Key": "one", "Title (en)": "One", "Source": "", "Paragraphs": "2"},
            {"Key": "two", "Title (en)": "Two", "Source": "other", "Paragraphs": "3"},
            {"Key": "three", "Title (en)": "Three", "Source": "", "Paragraphs": ""},
        )

        upload = uploaded(client, content, name="a.csv", reading="agreements", source=source.pk)
        press(client, upload, "_confirm")

        assert {
            citation.agreement.key: (citation.source, citation.basis)
            for citation in Citation.objects.select_related("agreement", "source")
        } == {"one": (source, "stated"), "two": (other, "stated"), "three": (source, "supplied")}

    def test_in_which_a_name_leads_to_another_by_now_is_refused(self, client):
        first = make.party(key="first", names="Film Centre")
        second = make.party(key="second", names="Studio")
        content = sheet({"Key": "deal", "Title (en)": "Deal", "Parties": "Film Centre"})
        upload = uploaded(client, content, name="agreements.csv")
        changed_by_someone(first, names={"en": "Old Film Centre"})
        changed_by_someone(second, names={"en": "Film Centre"})

        response = press(client, upload, "_confirm")

        assert response.status_code == 409
        assert "The file would now do something else with it." in response.content.decode()
        assert not Agreement.objects.exists()


class TestSomeoneElsesSheet:
    SHEET = b"Treaty,Signed\nAccord on film,21/09/1965\n"

    @pytest.fixture
    def mapping(self):
        return make.mapping(
            name="Treaties of a ministry",
            columns={
                "Treaty": {"column": "title:en", "reading": ""},
                "Signed": {"column": "signed_on", "reading": ""},
            },
            rules={"date_order": "day-first"},
        )

    def test_is_read_through_its_mapping(self, client, mapping):
        upload = uploaded(client, self.SHEET, name="theirs.csv", mapping=mapping.pk)

        page = press(client, upload, "_confirm").content.decode()

        agreement = Agreement.objects.get()
        assert "Treaties of a ministry" in page
        assert (str(agreement), agreement.acts.get().done_on) == ("Accord on film", "1965-09-21")

    def test_is_refused_when_its_mapping_was_changed_meanwhile(self, client, mapping):
        upload = uploaded(client, self.SHEET, name="theirs.csv", mapping=mapping.pk)
        with recording():
            mapping.columns["Signed"]["column"] = ""
            mapping.save()

        response = press(client, upload, "_confirm")

        assert response.status_code == 409
        assert not Agreement.objects.exists()
        assert Import.objects.get().state == "waiting"
