"""A question put into SQL once gives the records that the queryset itself gives."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from coop.models import Agreement, Citation, Participation, Provision, StatusPeriod
from coop.querysets.prepared import ANY_DAY, ANY_ID, ANY_WORD, Prepared, PreparedValues
from tests import factories

pytestmark = pytest.mark.django_db

TODAY = date(2026, 1, 1)

PROVISIONS = Prepared(
    lambda agreement: Provision.objects.filter(agreement=agreement).order_by("-pk"), ANY_ID
)
PARTICIPATIONS = Prepared(
    lambda agreement: Participation.objects.filter(agreement=agreement).order_by(
        "order", "signatures__order"
    ),
    ANY_ID,
    joined={"": ("party__country", "acting_for"), "signatures": ("person",)},
)
STANDING = Prepared(
    lambda slug, today: Agreement.objects.filter(slug=slug).with_standing_beside(today),
    ANY_WORD,
    ANY_DAY,
    joined={"": (), "standing": ()},
    named={"standing": "status_periods"},
)
CITATIONS = Prepared(
    lambda agreement: Citation.objects.about_agreement(agreement),
    ANY_ID,
    joined={"": ("source",)},
    without=("source__text",),
)


class TestAPreparedQuestion:
    def test_has_the_records_of_its_queryset_in_its_order(self):
        agreement = factories.agreement()
        provisions = [factories.provision(agreement=agreement, forms=["fiction"]) for _ in "abc"]
        factories.provision()

        found = PROVISIONS.records(agreement.pk)

        assert found == provisions[::-1]
        for one in found:
            stored = Provision.objects.get(pk=one.pk)
            for field in Provision._meta.concrete_fields:
                value = getattr(one, field.attname)
                assert value == getattr(stored, field.attname)
                assert type(value) is type(getattr(stored, field.attname))

    def test_is_asked_with_other_values_each_time(self):
        first, second = factories.provision(), factories.provision()

        assert PROVISIONS.records(first.agreement_id) == [first]
        assert PROVISIONS.records(second.agreement_id) == [second]
        assert PROVISIONS.records(second.agreement_id + 100) == []

    def test_costs_one_query_with_all_that_is_joined(self):
        agreement = factories.agreement(parties=[factories.state("KZ")])
        part = agreement.participations.get()
        signature = factories.signature(participation=part)

        with CaptureQueriesContext(connection) as captured:
            [[found, signed]] = PARTICIPATIONS.rows(agreement.pk)
            label = found.party.label
            acting_for = found.acting_for
            person = signed.person

        assert len(captured) == 1
        assert (found, signed) == (part, signature)
        assert label == part.party.label
        assert acting_for is None
        assert person == signature.person

    def test_has_none_where_a_record_has_no_such_part(self):
        agreement = factories.agreement(parties=[factories.state("KZ")])

        assert PARTICIPATIONS.rows(agreement.pk) == [[agreement.participations.get(), None]]

    def test_makes_one_object_of_a_record_that_several_rows_have(self):
        agreement = factories.agreement(parties=[factories.state("KZ")])
        for _each in range(2):
            factories.signature(participation=agreement.participations.get())

        (first, one), (second, other) = PARTICIPATIONS.rows(agreement.pk)

        assert first is second
        assert one != other

    def test_follows_a_relation_with_a_condition(self):
        agreement = factories.agreement()
        factories.act(agreement=agreement, done_on="2020-05-14")
        agreement.refresh_from_db()

        rows = STANDING.rows(agreement.slug, TODAY)
        before = STANDING.rows(agreement.slug, date(1990, 1, 1))

        assert [row[1] for row in rows] == list(StatusPeriod.objects.on(TODAY, TODAY))
        assert before == [[agreement, None]]

    def test_leaves_a_column_in_the_database_until_it_is_read(self):
        source = factories.source(text="A text", text_rights="public")
        agreement = factories.agreement(source=source)

        found = CITATIONS.records(agreement.pk)[0].source

        assert found.get_deferred_fields() == {"text"}
        assert found.text == "A text"

    def test_must_ask_about_each_of_its_values(self):
        careless = Prepared(lambda agreement: Provision.objects.all(), ANY_ID)

        with pytest.raises(ValueError, match="does not ask about"):
            careless.records(1)


VALUES = PreparedValues(
    lambda ids, day: (
        Agreement.objects.filter(pk__in=ids, acts__done_on_latest__lte=day)
        .order_by("-pk")
        .values_list("pk", "title", "authentic_languages")
    ),
    ANY_DAY,
    size=3,
)


class TestPreparedValues:
    @pytest.fixture
    def agreements(self):
        made = [factories.agreement(authentic_languages=["ar", "en"]) for _each in "abcd"]
        for agreement, year in zip(made, ("2001", "2002", "2003", "2004"), strict=True):
            factories.act(agreement=agreement, done_on=year)
        return made

    def test_are_those_of_the_queryset_in_its_order_and_as_python_has_them(self, agreements):
        ids = [agreement.pk for agreement in agreements[:3]]

        rows = VALUES.rows(ids, date(2002, 12, 31))

        assert rows == [
            (one.pk, one.title, one.authentic_languages) for one in (agreements[1], agreements[0])
        ]
        assert type(rows[0][1]) is type(agreements[0].title)

    def test_come_once_for_fewer_records_than_can_be_asked_for(self, agreements):
        assert [pk for pk, *_rest in VALUES.rows([agreements[3].pk], TODAY)] == [agreements[3].pk]

    def test_are_none_of_no_records_and_cost_no_question(self, django_assert_num_queries):
        with django_assert_num_queries(0):
            assert VALUES.rows([], TODAY) == []

    def test_are_refused_for_more_records_than_can_be_asked_for(self, agreements):
        with pytest.raises(ValueError, match="At most 3"):
            VALUES.rows([agreement.pk for agreement in agreements], TODAY)
