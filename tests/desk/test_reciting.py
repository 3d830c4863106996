"""A better source replaces a worse one, claim by claim; the old evidence is kept, and marked."""

import pytest
from django.core.exceptions import ValidationError

from coop.curation import copying, publication, reciting, recording
from coop.integrity import checks
from coop.models import Citation
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def report():
    return factories.source(title="A report", publisher="Report", language="en")


@pytest.fixture
def treaty():
    return factories.source(title="The treaty", publisher="Gazette", language="fr")


@pytest.fixture
def agreement(report):
    """Published, and known from a report."""
    return factories.agreement(parties=[], source=report)


def cited(claim, **fields):
    """The one citation of a claim, with these fields."""
    with recording() as opened:
        opened.touch(claim)
        claim.citations.update(**fields)
    return claim.citations.get()


class TestReciting:
    def test_puts_a_citation_of_the_better_source_in_place_of_the_old(self, agreement, treaty):
        old = cited(agreement, as_named="cinema pact", field="title")

        new = reciting.recite(citation=old, source=treaty, paragraphs="4", as_named="accord")

        old.refresh_from_db()
        assert old.replaced_by == new
        assert (new.target, new.source, new.paragraphs) == (agreement, treaty, "4")
        assert (new.as_named, new.field) == ("accord", "title")
        assert (old.source.publisher, old.paragraphs, old.as_named) == (
            "Report",
            "1",
            "cinema pact",
        )

    def test_takes_over_how_sure_it_is_and_who_says_so(self, agreement, treaty):
        person = factories.person()
        old = cited(
            agreement,
            basis="inferred",
            note="By the title.",
            said_by_as_printed="the minister",
            said_by_person=person,
        )

        new = reciting.recite(citation=old, source=treaty, paragraphs="4")

        assert (new.basis, new.note) == ("inferred", "By the title.")
        assert (new.said_by_as_printed, new.said_by_person) == ("the minister", person)

    def test_makes_the_claim_as_sure_as_the_better_source_does(self, agreement, treaty):
        old = cited(agreement, basis="ambiguous", note="Or a plan.")

        reciting.recite(citation=old, source=treaty, paragraphs="4", basis="stated")

        agreement.refresh_from_db()
        assert agreement.basis == "stated"

    def test_leaves_the_claim_no_surer_than_the_better_source_does(self, agreement, treaty):
        old = cited(agreement, basis="stated")

        reciting.recite(
            citation=old, source=treaty, paragraphs="4", basis="ambiguous", note="Or a plan."
        )

        agreement.refresh_from_db()
        assert agreement.basis == "ambiguous"

    def test_is_undone(self, agreement, treaty):
        old = cited(agreement, basis="stated")
        new = reciting.recite(
            citation=old, source=treaty, paragraphs="4", basis="ambiguous", note="Or a plan."
        )

        reciting.unrecite(citation=old)

        old.refresh_from_db()
        agreement.refresh_from_db()
        assert old.replaced_by is None
        assert set(agreement.citations.standing()) == {old, new}
        assert agreement.basis == "stated"

    def test_lists_what_is_left_to_recite(self, agreement, report, treaty):
        provision = factories.provision(agreement=agreement, source=report)
        first, second = cited(agreement, paragraphs="10"), cited(provision, paragraphs="2")

        before = reciting.standing_on(report)
        reciting.recite(citation=second, source=treaty, paragraphs="4")

        assert before == [second, first]
        assert reciting.standing_on(report) == [first]


class TestRecitingIsRefused:
    def test_for_what_has_been_replaced(self, agreement, treaty):
        old = cited(agreement)
        reciting.recite(citation=old, source=treaty, paragraphs="4")

        with pytest.raises(ValidationError, match="replaced already"):
            reciting.recite(citation=old, source=factories.source(), paragraphs="1")

    def test_for_the_same_source(self, agreement, report):
        with pytest.raises(ValidationError, match="Choose another source"):
            reciting.recite(citation=cited(agreement), source=report, paragraphs="4")

    def test_where_the_public_would_lose_the_evidence(self, agreement):
        draft = factories.source(draft=True, title="The plan")

        with pytest.raises(ValidationError, match=r"publish “The plan” first"):
            reciting.recite(citation=cited(agreement), source=draft, paragraphs="4")

        assert Citation.objects.count() == 1

    def test_for_a_paragraph_that_is_not_there(self, agreement):
        short = factories.source(paragraph_count=3)

        with pytest.raises(ValidationError, match="there are only 3"):
            reciting.recite(citation=cited(agreement), source=short, paragraphs="4")

        assert cited(agreement).replaced_by is None

    def test_where_the_user_may_not_change_the_record(self, agreement, treaty, editor):
        with pytest.raises(ValidationError, match="before the public"):
            reciting.recite(citation=cited(agreement), source=treaty, paragraphs="4", user=editor)

    def test_backwards_where_nothing_was_replaced(self, agreement):
        with pytest.raises(ValidationError, match="has not been replaced"):
            reciting.unrecite(citation=cited(agreement))


class TestAReplacedCitation:
    @pytest.fixture
    def old(self, agreement, treaty):
        old = cited(agreement, as_named="cinema pact")
        reciting.recite(citation=old, source=treaty, paragraphs="4", as_named="accord")
        return old

    def test_is_no_evidence(self, agreement, old):
        """As a raw file could leave it: each in place of the other, and none stands."""
        new = agreement.citations.standing().get()
        with recording():
            Citation.objects.filter(pk=new.pk).update(replaced_by=old)

        no_evidence = "The record itself has no evidence: say which source tells of it."
        assert no_evidence in publication.problems(agreement)
        found = [problem.sentence for problem in checks.problems()]
        assert "It is public, and no source is cited for it." in found

    def test_lets_its_source_be_withdrawn(self, report, old):
        publication.withdraw(record=report, reason="A better one is there.")

        report.refresh_from_db()
        assert report.state == "withdrawn"

    def test_keeps_the_better_source_from_being_withdrawn(self, treaty, old):
        with pytest.raises(ValidationError, match="Public records cite this source"):
            publication.withdraw(record=treaty, reason="Gone.")

    def test_is_not_copied(self, agreement, old):
        twin = copying.another_like(record=agreement)

        assert [one.as_named for one in twin.citations.all()] == ["accord"]

    def test_stands_below_on_the_page_of_its_record(self, client, agreement, old):
        page = client.get(agreement.get_absolute_url()).content.decode()

        before, _heading, below = page.partition("Evidence replaced by better sources")
        assert "Report" not in before
        assert "Gazette" in before
        assert "cinema pact" in below
        assert f"{old.source.get_absolute_url()}#p1" in below
        assert "#p4" in below

    def test_is_marked_on_the_page_of_its_source(self, client, report, old):
        page = client.get(report.get_absolute_url()).content.decode()

        assert "cinema pact" in page
        assert "replaced by" in page
        assert "<dt>Claims</dt><dd>0</dd>" in page

    def test_names_no_source_that_is_not_public(self, client, agreement, report, old):
        """As a raw file could leave it."""
        new = agreement.citations.standing().get()
        with recording():
            type(new.source).objects.filter(pk=new.source_id).update(state="draft")

        page = client.get(report.get_absolute_url()).content.decode()

        assert "Gazette" not in page
        assert "replaced by a better source" in page

    def test_does_not_count_in_lists(self, client, old):
        by_report = client.get("/agreements/?source_language=en").content.decode()
        by_treaty = client.get("/agreements/?source_language=fr").content.decode()

        assert "1 agreement" not in by_report
        assert "1 agreement" in by_treaty

    def test_is_not_in_the_data_of_lists(self, client, old, treaty):
        data = b"".join(client.get("/agreements.json").streaming_content).decode()

        assert treaty.key in data
        assert old.source.key not in data

    def test_has_words_that_are_still_found(self, client, agreement, old):
        page = client.get("/search/?q=cinema+pact").content.decode()

        assert agreement.get_absolute_url() in page
