"""The page of the desk: the text with its claims on one side, the records on the other."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from coop.curation import recording
from coop.models import Citation
from coop.recognition import marks as recognition
from tests import factories as make
from tests import working
from tests.desk import desks
from tests.staff.conftest import logged_in, rights, staff_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def source(db):
    return desks.source()


@pytest.fixture
def agreement(source):
    """A draft that the second paragraph tells of, with a party from it and one from elsewhere."""
    agreement = make.agreement(draft=True, title="Film deal", parties=[], evidence=False)
    make.citation(agreement, source=source, paragraphs="2", as_named="film deal")
    party = make.participation(
        agreement=agreement, party=make.party(names="Wadiya Films"), evidence=False
    )
    make.citation(party, source=source, paragraphs="2-3", basis="inferred", note="By its name.")
    make.participation(agreement=agreement, party=make.party(names="Other"), evidence=False)
    return agreement


def opened(client, source, **query):
    response = client.get(desks.address(source, **query))
    assert response.status_code == 200
    return response


class TestTheText:
    def test_stands_paragraph_by_paragraph_with_its_language(self, editor_client, source):
        shown = desks.Paragraphs(opened(editor_client, source))

        assert list(shown.said) == [1, 2, 3, 4]
        assert "signed a film deal in Almaty" in shown.said[2]
        assert {(one["lang"], one["dir"]) for one in shown.texts.values()} == {("en", "ltr")}

    def test_runs_in_its_own_direction(self, editor_client):
        words = "وقع الوزيران مذكرة"
        arabic = desks.source(language="ar", text=words, paragraph_count=1, no_claim=[])

        shown = desks.Paragraphs(opened(editor_client, arabic))

        assert (shown.texts[1]["lang"], shown.texts[1]["dir"]) == ("ar", "rtl")

    def test_shows_at_each_paragraph_the_claims_that_cite_it(
        self, editor_client, source, agreement
    ):
        shown = desks.Paragraphs(opened(editor_client, source))

        assert "●stated: agreement Film deal “film deal”" in shown.said[2]
        assert "◐inferred: participation Wadiya Films · Film deal" in shown.said[2]
        assert "◐inferred: participation Wadiya Films · Film deal" in shown.said[3]

    def test_says_the_days_of_acts_and_screenings_in_words(self, editor_client, source, agreement):
        act = make.act(agreement=agreement, done_on="?2024-05-14", evidence=False)
        make.citation(act, source=source, paragraphs="2")
        screening = make.screening(held_on="2024-05", evidence=False)
        make.citation(screening, source=source, paragraphs="3")

        shown = desks.Paragraphs(opened(editor_client, source))

        assert "act signature 14 May 2024, year inferred" in shown.said[2]
        assert "May 2024" in shown.said[3]

    def test_leads_from_a_claim_to_its_place_in_the_form(self, editor_client, source, agreement):
        page = opened(editor_client, source).content.decode()

        assert f'href="/admin/coop/agreement/{agreement.pk}/change/#participations-group"' in page

    def test_marks_what_nothing_cites(self, editor_client, source):
        shown = desks.Paragraphs(opened(editor_client, source))

        assert "○ uncovered" in shown.said[2]
        assert "is-uncovered" in shown.attributes[2]["class"]

    def test_marks_nothing_that_is_cited_or_makes_no_claim(self, editor_client, source, agreement):
        response = opened(editor_client, source)

        shown = desks.Paragraphs(response)
        assert not any("uncovered" in said for said in shown.said.values())
        assert "no claim: heading" in shown.said[1]
        page = response.content.decode()
        assert "Every paragraph is cited, or marked as making no claim." in page

    def test_counts_what_is_uncovered(self, editor_client, source):
        page = opened(editor_client, source).content.decode()

        assert "2 of 4 paragraphs are uncovered." in page
        assert '<a href="#p2" data-next-uncovered>' in page

    def test_has_numbers_alone_where_no_text_is_stored(self, editor_client):
        bare = make.source(draft=True, paragraph_count=3)
        make.citation(make.party(names="Wadiya Films"), source=bare, paragraphs="2")

        shown = desks.Paragraphs(opened(editor_client, bare))

        assert list(shown.said) == [1, 2, 3]
        assert shown.texts == {}
        assert "party Wadiya Films" in shown.said[2]

    def test_lists_a_citation_of_many_paragraphs_at_the_first(self, editor_client):
        long = make.source(draft=True, paragraph_count=40)
        make.citation(make.party(names="Wadiya Films"), source=long, paragraphs="2-30")

        shown = desks.Paragraphs(opened(editor_client, long))

        assert "Wadiya Films" in shown.said[2]
        assert "Wadiya Films" not in shown.said[30]
        assert "uncovered" not in shown.said[30]
        assert "uncovered" in shown.said[31]

    def test_marks_what_the_registry_knows(self, editor_client, source):
        party = make.party(names="Ministry of Stories")

        page = opened(editor_client, source).content.decode()

        assert f"chosen=party%3A{party.pk}" in page
        assert 'title="party: Ministry of Stories"' in page
        assert "edtf=2024-05-14" in page

    def test_leaves_unmarked_what_an_editor_has_set_aside(self, editor_client, source):
        party = make.party(names="Ministry of Stories")
        working.dismissal(
            source=source, paragraph=3, words="Ministry of Stories", kind="party", meant=party.key
        )

        page = opened(editor_client, source).content.decode()

        assert f"chosen=party%3A{party.pk}" not in page


class TestTheRecords:
    def test_stand_with_their_parts_and_what_lacks_evidence(self, editor_client, source, agreement):
        page = opened(editor_client, source).content.decode()

        assert "Wadiya Films" in page
        assert "Other" in page
        assert "1 claim without evidence" in page

    def test_are_those_of_this_source(self, editor_client, source):
        make.agreement(draft=True, title="Deal of another source")

        assert "Deal of another source" not in opened(editor_client, source).content.decode()

    def test_have_the_one_worked_on_first_though_nothing_cites_it_yet(self, editor_client, source):
        mine = make.agreement(draft=True, title="Mine")

        page = opened(editor_client, source, record=f"agreement:{mine.key}").content.decode()

        assert "You work on <b><bdi>Mine</bdi></b>" in page
        assert f"cite/?paragraphs=2&amp;record=agreement%3A{mine.key}" in page

    @pytest.mark.parametrize("named", ["agreement:none", "agreement", "party:x", ":", "x" * 500])
    def test_are_all_there_where_the_address_names_none(self, editor_client, source, named):
        page = opened(editor_client, source, record=named).content.decode()

        assert "Choose the agreement, film or event to work on" in page

    def test_are_found_to_be_worked_on(self, editor_client, source):
        mine = make.agreement(draft=True, title="Memorandum of Wadiya")

        page = opened(editor_client, source, q="wadiya").content.decode()

        assert f"?record=agreement%3A{mine.key}" in page


class TestWhoReads:
    def test_is_staff(self, source):
        response = Client().get(desks.address(source))

        assert response.status_code == 302

    @pytest.mark.parametrize("step", ["", "cite", "new"])
    def test_may_read_sources(self, source, step):
        blind = logged_in(staff_user("blind", "view_agreement", "change_agreement"))

        assert blind.get(desks.address(source, step)).status_code == 403

    def test_sees_no_claims_of_records_that_they_may_not_read(self, source, agreement):
        reader = logged_in(staff_user("reader", "view_sourcedocument", "view_party"))

        page = opened(reader, source).content.decode()

        assert "Film deal" not in page
        assert "2 citations are for records that you may not read." in page
        assert "uncovered." not in page

    def test_gets_the_text_though_they_may_change_nothing(self, source):
        reader = logged_in(staff_user("reader", *rights("view")))

        assert "signed a film deal" in opened(reader, source).content.decode()


class TestItsCost:
    def test_is_that_of_recognition_once_while_nothing_changes(self, editor_client, source):
        editor_client.get(desks.address(source))
        with CaptureQueriesContext(connection) as again:
            editor_client.get(desks.address(source))
        recognition.forget()

        with CaptureQueriesContext(connection) as anew:
            editor_client.get(desks.address(source))

        assert len(again) < len(anew)

    def test_is_that_of_a_short_source(self, editor_client, editor, source, agreement):
        """2,000 paragraphs and 500 citations cost as many questions as four and two."""
        editor_client.get(desks.address(source))
        recognition.forget()
        with CaptureQueriesContext(connection) as few:
            editor_client.get(desks.address(source))
        long = desks.source(
            text="\n".join(f"Paragraph {number} about a film." for number in range(1, 2001)),
            paragraph_count=2000,
            no_claim=[],
        )
        self._cite(long, agreement)
        editor_client.get(desks.address(source))

        with CaptureQueriesContext(connection) as many:
            response = editor_client.get(desks.address(long))

        assert len(desks.Paragraphs(response).said) == 2000
        assert len(many) == len(few)

    def _cite(self, source, agreement):
        party = agreement.participations.first()
        with recording() as opened:
            opened.touch(agreement)
            Citation.objects.bulk_create(
                Citation(
                    source=source,
                    paragraphs=str(4 * number + 1),
                    **({"participation": party} if number % 2 else {"agreement": agreement}),
                )
                for number in range(500)
            )


class TestBringingThePageUpToDate:
    def test_asks_for_some_paragraphs_with_the_records(self, editor_client, source, agreement):
        response = opened(editor_client, source, only="2,9")

        page = response.content.decode()
        assert list(desks.Paragraphs(response).said) == [2]
        assert 'id="desk-records"' in page
        assert "<html" not in page

    def test_leaves_the_boxes_of_a_long_source_as_they_are(self, editor_client, source):
        text = "\n".join(f"Paragraph {number}." for number in range(1, 302))
        long = desks.source(text=text, paragraph_count=301, no_claim=[])

        short_page = opened(editor_client, source, only="2").content.decode()
        long_page = opened(editor_client, long, only="2").content.decode()

        assert 'id="desk-boxes"' in short_page
        assert 'id="desk-boxes"' not in long_page
