"""Rows of co-productions, and the small languages of their cells."""

from decimal import Decimal

import pytest

from coop.models import Citation, CoProduction, CoProductionAgreement, CoProductionPartner
from tests import factories
from tests.exchange.sheet_files import entries, faults, fields, put

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _partners():
    for code in ("FR", "KZ"):
        factories.state(code)
    factories.party(key="party-q", names="Qazaqfilm", country=factories.country("KZ"))
    factories.party(key="party-s", names="Studio 21")


def partners(cell):
    """The partners of a film as entries say them, without what is the same for all."""
    found = entries("coproductions", "Key|Title (en)|Partners", f"film-a|A|{cell}")
    return [
        {name: value for name, value in one.items() if name not in ("coproduction", "order")}
        for one in fields(found, "coop.coproductionpartner")
    ]


def refused(cell):
    return faults("coproductions", "Key|Title (en)|Partners", f"film-a|A|{cell}")


class TestANewFilm:
    def test_is_a_draft_with_what_the_row_says(self):
        put(
            "coproductions",
            "Key|Title (en)|Title (ru)|Original language|Forms|Lengths|Status|Year|Kind|IMDb",
            "film-a|The Steppe|Степь|ru|documentary; animation|feature-length|in production|"
            "2025.0|official|tt0111161",
        )

        made = CoProduction.objects.get()
        assert (made.key, made.state, made.title) == (
            "film-a",
            "draft",
            {"en": "The Steppe", "ru": "Степь"},
        )
        assert (made.forms, made.lengths) == (("documentary", "animation"), ("feature-length",))
        assert (made.status, made.year, made.kind) == ("in-production", "2025", "official")
        assert made.identifiers == {"imdb": "tt0111161"}

    def test_is_told_from_another_of_its_title_by_the_year(self):
        rows = ["Title (en);Year", "The Steppe;1977", "The Steppe;2025"]

        put("coproductions", *rows)

        assert CoProduction.objects.count() == 2
        assert put("coproductions", *rows) == {}

    def test_needs_a_title(self):
        assert faults("coproductions", "Key;Year", "film-a;2025") == [
            "sheet.csv:2: A new film needs a title."
        ]


class TestAPartner:
    @pytest.mark.parametrize(
        ("cell", "said"),
        [
            ("FR", {"key": "fr", "country": ["FR"]}),
            ("france", {"key": "fr", "country": ["FR"]}),
            ("FR:", {"key": "fr", "country": ["FR"]}),
            ("FR 60", {"key": "fr", "country": ["FR"], "share": "60"}),
            ("FR 33,5 %", {"key": "fr", "country": ["FR"], "share": "33.5"}),
            ("FR (majority)", {"key": "fr", "country": ["FR"], "role": "majority"}),
            (
                "FR (Majority) 60%",
                {"key": "fr", "country": ["FR"], "role": "majority", "share": "60"},
            ),
            ("Qazaqfilm", {"key": "party-q", "party": ["party-q"]}),
            ("Studio 21", {"key": "party-s", "party": ["party-s"]}),
            ("Studio 21 40 %", {"key": "party-s", "party": ["party-s"], "share": "40"}),
            (
                "KZ: Qazaqfilm (minority) 40 %",
                {
                    "key": "kz-party-q",
                    "country": ["KZ"],
                    "party": ["party-q"],
                    "role": "minority",
                    "share": "40",
                },
            ),
            ("state-kz", {"key": "state-kz", "party": ["state-kz"]}),
        ],
    )
    def test_is_read_from_a_cell(self, cell, said):
        assert partners(cell) == [said]

    def test_is_one_of_several(self):
        assert [one["country"] for one in partners("FR 60; KZ 40")] == [["FR"], ["KZ"]]

    @pytest.mark.parametrize(
        ("cell", "sentence"),
        [
            ("Franse", "“Franse” leads to no party. Like it are: state-fr (France)."),
            ("ZZ 20", "“ZZ 20” leads to no party"),
            ("Qazaqfilm 60", "“Qazaqfilm 60”: write a per cent sign after the share of a body."),
            ("KZ: Kazakhfilm", "“Kazakhfilm” leads to no party. Like it are: "),
        ],
    )
    def test_that_cannot_be_read_is_refused(self, cell, sentence):
        assert f"sheet.csv:2 [Partners]: {sentence}" in refused(cell)[0]

    def test_that_is_there_keeps_its_key_and_gets_the_rest(self):
        film = factories.coproduction(draft=True)
        partner = factories.partner(
            coproduction=film, key="france", country=factories.country("FR")
        )

        put("coproductions", "Key|Partners", f"{film.key}|KZ 40; FR (majority) 60")

        partner.refresh_from_db()
        assert (partner.key, partner.role, partner.share) == ("france", "majority", Decimal(60))
        assert CoProductionPartner.objects.count() == 2

    def test_without_a_role_keeps_the_one_it_has(self):
        film = factories.coproduction(draft=True)
        factories.partner(
            coproduction=film, country=factories.country("FR"), role="majority", share="60.00"
        )

        assert put("coproductions", "Key|Partners", f"{film.key}|FR") == {}

    def test_may_stand_twice_in_a_film(self):
        rows = ["Key|Title (en)|Partners", "film-a|A|FR (majority); FR (financial-only)"]

        put("coproductions", *rows)

        assert CoProductionPartner.objects.count() == 2
        assert put("coproductions", *rows) == {}


class TestATieToAnAgreement:
    def test_has_its_nature_and_approval_in_brackets(self):
        factories.agreement(draft=True, key="agreement-a", title="Pact (of 1988)")

        put(
            "coproductions",
            "Key|Title (en)|Agreements",
            "film-a|A|Pact (of 1988) (made under, final)",
            "film-b|B|agreement-a (initiative of)",
        )

        ties = CoProductionAgreement.objects.order_by("coproduction__key")
        assert list(ties.values_list("nature", "approval")) == [
            ("made-under", "final"),
            ("initiative-of", "not-claimed"),
        ]

    def test_needs_its_nature(self):
        factories.agreement(draft=True, key="agreement-a")

        assert faults("coproductions", "Key|Title (en)|Agreements", "film-a|A|agreement-a") == [
            "sheet.csv:2 [Agreements]: Say in brackets how the source ties the film to "
            "agreement-a: made under, initiative of, or mentioned with."
        ]

    def test_has_nothing_else_in_brackets(self):
        factories.agreement(draft=True, key="agreement-a")

        found = faults("coproductions", "Key|Title (en)|Agreements", "f|A|agreement-a (under)")

        assert "in brackets stands one of made-under, initiative-of, mentioned-with" in found[0]

    def test_that_is_there_needs_no_brackets(self):
        film = factories.coproduction(draft=True)
        link = factories.film_link(coproduction=film)

        assert put("coproductions", "Key|Agreements", f"{film.key}|{link.agreement.key}") == {}


class TestTheEvidenceOfAFilm:
    def test_is_for_it_and_each_of_its_parts(self):
        factories.source(key="source-a", paragraph_count=9)
        factories.agreement(draft=True, key="agreement-a")

        put(
            "coproductions",
            "Key|Title (en)|Partners|Agreements|Source|Paragraphs",
            "film-a|A|FR; KZ|agreement-a (made under)|source-a|2",
        )

        cited = Citation.objects.filter(source__key="source-a")
        assert sorted(one.target_name for one in cited) == [
            *("coproduction", "film_link", "partner", "partner")
        ]
