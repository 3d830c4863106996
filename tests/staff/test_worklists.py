"""The first page of the staff side says what waits, and leads to it."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.urls import reverse
from django.utils import timezone

from coop.curation import recording
from coop.curation.worklists import WORKLISTS, uncovered_paragraphs
from coop.models import Agreement, SourceDocument
from tests import factories, working

pytestmark = pytest.mark.django_db

LATELY = timezone.now() - timedelta(days=1)


def waiting(code, model=SourceDocument):
    """The records of a worklist."""
    worklist = next(one for one in WORKLISTS[model] if one.code == code)
    return set(worklist.narrow(model.objects.all(), timezone.localdate()))


class TestASourceWithUncoveredParagraphs:
    def test_is_one_with_a_paragraph_that_nothing_cites(self):
        source = factories.source(paragraph_count=4)
        factories.citation(factories.person(), source=source, paragraphs="1-2, 4")

        assert uncovered_paragraphs() == {source.pk: 1}
        assert waiting("uncovered") == {source}

    def test_is_none_where_the_rest_is_marked_as_making_no_claim(self):
        furniture = [{"first": 2, "last": 3, "reason": "page-furniture"}]
        source = factories.source(paragraph_count=3, no_claim=furniture)
        factories.citation(factories.person(), source=source, paragraphs="1")

        assert waiting("uncovered") == set()

    def test_is_none_of_which_nobody_has_counted_the_paragraphs(self):
        factories.source(paragraph_count=None)

        assert waiting("uncovered") == set()


class TestTheAddressOfASource:
    def test_waits_when_it_was_never_asked_or_long_ago(self):
        never = factories.source(address="https://example.org/never")
        long_ago = factories.source(address="https://example.org/report")
        working.address_check(source=long_ago, checked_at=LATELY - timedelta(days=365))
        lately = factories.source(address="https://example.org/report")
        working.address_check(source=lately, checked_at=LATELY)

        assert waiting("unasked") == {never, long_ago}

    @pytest.mark.parametrize(
        ("outcome", "worklist"),
        [
            ("gone", "broken"),
            ("fails", "broken"),
            ("slow", "broken"),
            ("huge", "broken"),
            ("refused", "broken"),
            ("moved", "moved"),
        ],
    )
    def test_waits_when_it_did_not_answer_as_it_should(self, outcome, worklist):
        source = factories.source(address="https://example.org/report")
        working.address_check(source=source, checked_at=LATELY, outcome=outcome)

        assert waiting(worklist) == {source}
        assert waiting("broken") | waiting("moved") == {source}

    def test_waits_no_more_once_it_is_another_one(self):
        source = factories.source(address="https://example.org/new")
        working.address_check(source=source, checked_at=LATELY, outcome="gone")

        assert waiting("broken") == set()

    def test_that_answers_does_not_wait(self):
        source = factories.source(address="https://example.org/report")
        working.address_check(source=source, checked_at=LATELY)

        assert not waiting("broken") | waiting("moved") | waiting("unasked")


class TestAnAgreement:
    def test_waits_for_a_date_of_signature(self):
        undated, dated = factories.agreement(), factories.agreement()
        factories.act(agreement=dated, kind="signature", done_on="XXXX-12-11")
        factories.act(agreement=undated, kind="signature", done_on="")
        factories.act(agreement=undated, kind="entry-into-force", done_on="2020")

        assert waiting("undated", Agreement) == {undated}

    def test_waits_for_a_title_in_the_language_of_the_page(self):
        factories.agreement(title={"en": "A treaty", "ar": "معاهدة"})
        untranslated = factories.agreement(title={"ar": "معاهدة"})
        regional = factories.agreement(title={"en-Latn": "A treaty"})

        assert regional not in waiting("untranslated", Agreement)
        assert waiting("untranslated", Agreement) == {untranslated}


class TestTheFirstPage:
    def test_leads_from_each_number_to_so_many_records(self, client, editor):
        client.force_login(editor)
        factories.source(address="https://example.org/a", paragraph_count=3)
        factories.agreement(title={"ar": "معاهدة"}, draft=True)

        page = client.get(reverse("admin:index"))

        figures = page.context["desk"]
        assert {figure.count for figure in figures} >= {0, 1}
        for figure in figures:
            listed = client.get(figure.address)
            assert listed.status_code == 200
            if figure.count is not None:
                assert listed.context["cl"].result_count == figure.count, figure.label

    def test_asks_no_more_questions_for_more_records(
        self, client, editor, django_assert_max_num_queries
    ):
        client.force_login(editor)
        client.get(reverse("admin:index"))
        for _each in range(5):
            factories.citation(factories.person(), source=factories.source(paragraph_count=2))

        with django_assert_max_num_queries(60):
            client.get(reverse("admin:index"))

    def test_leads_to_what_probably_is_there_twice(self, client, editor):
        client.force_login(editor)
        address = reverse("admin:coop_merge_duplicates")

        assert f'href="{address}"' in client.get(reverse("admin:index")).content.decode()
        assert client.get(address).status_code == 200

    def test_keeps_a_worklist_in_the_address_of_the_list(self, client, editor):
        client.force_login(editor)
        figures = client.get(reverse("admin:index")).context["desk"]

        named = {urlsplit(figure.address).query for figure in figures}

        assert {"waiting=uncovered", "waiting=ending", "waiting=undated"} <= named


class TestTheFormOfAnAgreement:
    def test_says_when_it_ends_by_its_own_terms(self, client, editor):
        client.force_login(editor)
        today = timezone.localdate()
        agreement = factories.agreement(draft=True)
        factories.act(
            agreement=agreement,
            kind="entry-into-force",
            effective_on=str(today.replace(day=1) - timedelta(days=30)),
        )
        provision = factories.provision(agreement=agreement)
        factories.rule(provision=provision, kind="term", minimum=1, unit="years")

        with recording():
            page = client.get(reverse("admin:coop_agreement_change", args=[agreement.pk]))

        assert "By its own terms it runs until" in page.content.decode()
