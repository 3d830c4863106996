"""Rows of provisions."""

import pytest

from coop.models import Citation, Provision
from tests import factories
from tests.exchange.sheet_files import entries, faults, fields, put

pytestmark = pytest.mark.django_db

HEADINGS = "Agreement;Topic;Article;Summary (en)"


@pytest.fixture(autouse=True)
def agreement():
    factories.topic("scope", names={"en": "Scope", "ru": "Сфера действия"})
    factories.topic("markets")
    return factories.agreement(draft=True, key="agreement-a", title="Film deal")


def stored():
    found = Provision.objects.order_by("order", "id")
    return [(one.key, one.topic.code, one.article, one.summary.get("en")) for one in found]


class TestANewProvision:
    def test_is_what_the_row_says(self):
        subject = factories.subject(names="shared history")
        factories.source(key="source-a", paragraph_count=9)

        put(
            "provisions",
            "Agreement;Key;Topic;Stance;Forms;Lengths;Article;Summary (en);Summary (ar);Subjects;"
            "Source;Paragraphs;As named",
            "Film deal;art-1;Сфера действия;requires;documentary;short, series;1;Films;أفلام;"
            "shared history;source-a;3;must",
        )

        made = Provision.objects.get()
        assert (made.agreement.key, made.key, made.topic.code) == ("agreement-a", "art-1", "scope")
        assert (made.stance, made.forms, made.lengths) == (
            "requires",
            ("documentary",),
            ("short", "series"),
        )
        assert (made.article, made.summary) == ("1", {"en": "Films", "ar": "أفلام"})
        assert list(made.subjects.all()) == [subject]
        assert [
            (one.provision, one.as_named) for one in Citation.objects.filter(provision=made)
        ] == [(made, "must")]

    def test_names_its_agreement(self):
        assert faults("provisions", HEADINGS, ";scope;1;x") == [
            "sheet.csv:2 [Agreement]: Say which agreement provides it."
        ]

    def test_names_its_topic(self):
        assert faults("provisions", HEADINGS, "agreement-a;;1;x") == [
            "sheet.csv:2 [Topic]: Say on which topic the agreement provides something."
        ]

    def test_of_an_unknown_topic_is_refused(self):
        assert faults("provisions", HEADINGS, "agreement-a;market;1;x")[0].startswith(
            "sheet.csv:2 [Topic]: “market” leads to no topic. Like it are: markets (Markets)"
        )

    def test_has_a_key_of_its_topic_and_article(self):
        put("provisions", HEADINGS, "agreement-a;scope;4(2);One", "agreement-a;markets;;Two")

        assert [key for key, *_rest in stored()] == ["scope-art-4-2", "markets"]

    def test_may_be_one_of_several_on_a_topic(self):
        rows = [HEADINGS, "agreement-a;scope;1;One", "agreement-a;scope;1;Two"]

        put("provisions", *rows)

        assert [key for key, *_rest in stored()] == ["scope-art-1", "scope-art-1-2"]
        assert put("provisions", *rows) == {}

    def test_may_belong_to_an_agreement_of_a_name_that_is_one(self):
        factories.agreement(draft=True, key="agreement-b", title="Film deal")

        assert faults("provisions", HEADINGS, "Film deal;scope;1;x") == [
            "sheet.csv:2 [Agreement]: “Film deal” is the name of several: agreement-a (Film deal); "
            "agreement-b (Film deal). Write the key of the one."
        ]


class TestARowAboutAProvisionThatIsThere:
    def test_changes_its_words(self):
        put("provisions", HEADINGS, "agreement-a;scope;1;One")

        changed = put("provisions", HEADINGS, "agreement-a;scope;1;Better")

        assert changed == {"Provision": (0, 1)}
        assert stored() == [("scope-art-1", "scope", "1", "Better")]

    def test_keeps_its_key_when_another_row_comes_before_it(self):
        put("provisions", HEADINGS, "agreement-a;scope;1;One", "agreement-a;scope;1;Two")

        put(
            "provisions",
            HEADINGS,
            "agreement-a;scope;1;Zero",
            "agreement-a;scope;1;One",
            "agreement-a;scope;1;Two",
        )

        assert [(key, text) for key, _topic, _article, text in stored()] == [
            *(("scope-art-1", "One"), ("scope-art-1-2", "Two"), ("scope-art-1-3", "Zero"))
        ]

    def test_is_known_by_its_words_whatever_its_key(self, agreement):
        provision = factories.provision(
            agreement=agreement, topic=factories.topic("scope"), key="art-9", summary="One"
        )

        found = entries("provisions", f"{HEADINGS};Stance", "agreement-a;scope;;One;excludes")

        assert fields(found, "coop.provision") == [
            {"agreement": ["agreement-a"], "key": provision.key, "stance": "excludes"}
        ]

    def test_leaves_what_it_does_not_say(self, agreement):
        provision = factories.provision(
            agreement=agreement,
            topic=factories.topic("scope"),
            summary={"en": "One", "ar": "واحد"},
            forms=["fiction"],
        )

        put(
            "provisions",
            "Agreement;Key;Topic;Forms;Summary (en);Summary (ar)",
            f"agreement-a;{provision.key};;;Two;",
        )

        provision.refresh_from_db()
        assert provision.summary == {"en": "Two", "ar": "واحد"}
        assert (provision.forms, provision.topic.code) == (("fiction",), "scope")
