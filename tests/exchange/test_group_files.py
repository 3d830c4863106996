"""Groups of countries in files: the group, its members, and what cannot be one."""

import pytest
from django.conf import settings

from coop.exchange import applying
from coop.models import CountryGroup, Membership, Party, SourceDocument
from tests import factories
from tests.exchange.objects import country, plan, put_in, thing
from tests.exchange.registries import import_files

pytestmark = pytest.mark.django_db


def group(code="a-group", **fields):
    return thing(
        "countrygroup",
        **{"code": code, "names": {"en": "A group"}, "source": "A list", **fields},
    )


def member(code="XA", *, of="a-group", **fields):
    return thing("membership", group=[of], key=code.lower(), country=[code], **fields)


def sentences(*objects):
    with plan(*objects) as found:
        return [fault.sentence for fault in found.faults]


class TestAGroupOfAFile:
    def test_is_made_with_its_members_in_any_order(self):
        put_in(member("XB", since="2009"), member(), group(), country("XA"), country("XB"))

        assert CountryGroup.objects.members() == {"a-group": {"XA", "XB"}}
        assert Membership.objects.get(key="xb").since == "2009"

    def test_changes_nothing_the_second_time(self):
        objects = [country(), group(), member()]
        put_in(*objects)

        with plan(*objects) as found:
            assert found.is_empty

    def test_needs_a_source(self):
        assert sentences(group(source="")) != []

    def test_has_no_country_that_there_is_not(self):
        assert any("XA" in sentence for sentence in sentences(group(), member()))

    def test_has_no_country_twice_at_a_time(self):
        again = member()
        again["fields"]["key"] = "xa-again"

        (sentence,) = sentences(country(), group(), member(), again)

        assert sentence.startswith("This country is a member of the group already.")

    def test_has_a_country_twice_after_an_end(self):
        again = member(since="2010")
        again["fields"]["key"] = "xa-again"

        assert sentences(country(), group(), member(until="2009"), again) == []

    def test_has_no_member_that_left_before_it_came(self):
        assert sentences(country(), group(), member(since="2010", until="2009")) == [
            "A membership cannot end before it begins."
        ]

    def test_keeps_its_members_from_leaving_before_they_came(self):
        put_in(country(), group(), member(since="2010"))

        assert sentences(member(until="2009")) == ["A membership cannot end before it begins."]

    def test_is_refused_when_someone_entered_a_member_meanwhile(self):
        put_in(country(), country("XB"), group(), member())

        with plan(group(source="Another list")) as found:
            factories.membership(group=CountryGroup.objects.get(), country=factories.country("XB"))
            with pytest.raises(applying.Clash) as clash:
                applying.apply(found)

        assert clash.value.records == ["countrygroup/a-group"]
        assert CountryGroup.objects.get().source == "A list"


class TestTheShippedVocabulary:
    def test_can_be_read_alone(self):
        import_files(*sorted((settings.BASE_DIR / "fixtures" / "vocabulary").glob("*.json")))

        assert "turkic-states" in CountryGroup.objects.members()
        assert not Party.objects.exists()
        assert not SourceDocument.objects.exists()
