"""Sheets out: what is written and read again changes nothing."""

import io

import openpyxl
import pytest

from coop.curation import recording
from coop.exchange.sheets import read, writing
from coop.exchange.sheets.tables import open_table
from coop.models import Agreement, CoProduction
from tests import factories
from tests.exchange.sheet_files import written

FORMATS = ("csv", "tsv", "xlsx")


def rows(kind, form="csv", **options):
    """The rows of a sheet as dicts by heading."""
    table = open_table("sheet", io.BytesIO(written(kind, form, **options)))
    return [
        {name: cell for name, cell in zip(table.headings, row.cells, strict=True) if cell}
        for row in table.rows
    ]


def read_again(kind, form="csv"):
    return list(read(kind, "sheet", io.BytesIO(written(kind, form))))


@pytest.mark.django_db
class TestARow:
    def test_says_who_takes_part_by_code_or_name(self):
        body = factories.party(names={"en": "Film Centre", "ar": "مركز"})
        unclear = factories.party(names="Semi; colon")
        agreement = factories.agreement(
            draft=True, parties=[factories.state("KZ"), body, unclear], title="Film deal"
        )

        [row] = rows("agreements")

        assert row["Key"] == agreement.key
        assert row["Title (en)"] == "Film deal"
        assert row["Parties"] == f"KZ; Film Centre; {unclear.key}"

    def test_says_a_name_that_several_bear_by_key(self):
        twins = [factories.party(names="Film Centre") for _number in range(2)]
        factories.agreement(draft=True, parties=twins)

        assert rows("agreements")[0]["Parties"] == "; ".join(party.key for party in twins)

    def test_says_on_which_sides_they_stand(self):
        agreement = factories.agreement(draft=True, parties=[])
        for code, side in (("IR", 1), ("TJ", 1), ("KZ", 2)):
            factories.participation(agreement=agreement, party=factories.state(code), side=side)

        assert rows("agreements")[0]["Parties"] == "IR; TJ | KZ"
        assert read_again("agreements") == []

    def test_says_the_acts_of_all_the_parties(self):
        agreement = factories.agreement(draft=True)
        own = agreement.participations.first()
        factories.act(agreement=agreement, participation=own, done_on="1999")
        factories.act(agreement=agreement, done_on="2024?")
        factories.act(agreement=agreement, kind="entry-into-force", done_on="", effective_on="2025")
        factories.act(agreement=agreement, kind="expiry", done_on="", effective_on="2030")

        [row] = rows("agreements")

        assert (row["Signed on"], row["In force since"]) == ("2024?", "2025")
        assert (row["Ended on"], row["Ended by"]) == ("2030", "expiry")
        assert read_again("agreements") == []

    def test_says_the_first_evidence_of_the_record(self):
        source = factories.source(key="source-a")
        agreement = factories.agreement(draft=True, evidence=False)
        factories.citation(agreement, source=source, paragraphs="2", as_named="deal", order=1)
        factories.citation(agreement, source=source, paragraphs="3", order=2)

        [row] = rows("agreements")

        assert "Source" not in row, "it would be lent to the parties, which have none"
        assert read_again("agreements") == []

    def test_says_its_evidence_where_every_part_has_some(self):
        source = factories.source(key="source-a")
        agreement = factories.agreement(draft=True, source=source, parties=[])
        factories.citation(agreement, source=source, paragraphs="2", as_named="deal")

        [row] = rows("agreements")

        assert (row["Source"], row["Paragraphs"]) == ("source-a", "1")
        assert read_again("agreements") == []

    def test_says_partners_and_ties_in_their_own_languages(self):
        film = factories.coproduction(draft=True)
        body = factories.party(names="Studio 21")
        factories.partner(
            coproduction=film, country=factories.country("KZ"), party=body, share="33.50"
        )
        factories.partner(coproduction=film, party=factories.state("FR"), role="majority")
        link = factories.film_link(coproduction=film, approval="final")

        [row] = rows("coproductions")

        assert row["Partners"] == "KZ: Studio 21 33.5 %; state-fr (majority)"
        assert row["Agreements"] == f"{link.agreement.key} (made-under, final)"
        assert read_again("coproductions") == []

    def test_has_a_column_for_each_language_that_occurs(self):
        factories.agreement(
            draft=True, title={"kk-Latn": "Kelisim", "en": "Deal", "ar": "اتفاق", "nl": "Verdrag"}
        )

        assert [name for name in rows("agreements")[0] if name.startswith("Title (")] == [
            *("Title (en)", "Title (ar)", "Title (kk-Latn)", "Title (nl)")
        ]

    def test_is_one_of_those_asked_for(self):
        wanted = factories.agreement(draft=True, title="Wanted")
        factories.agreement(draft=True, title={"fa": "دیگر"})
        factories.agreement(draft=True, title="Other")

        found = rows("agreements", queryset=Agreement.objects.filter(pk=wanted.pk))

        assert [row["Key"] for row in found] == [wanted.key]
        assert "Title (fa)" not in found[0]


@pytest.mark.django_db
class TestAFormula:
    @pytest.mark.parametrize("form", FORMATS)
    @pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "'=1", "＝1", "_x0041_ deal"])
    def test_is_written_as_a_text_and_comes_back(self, form, text):
        agreement = factories.agreement(draft=True, title=text, note=f"{text}\n{text}")

        assert read_again("agreements", form) == []
        assert rows("agreements", form)[0]["Title (en)"] == text
        assert agreement.title == {"en": text}

    def test_is_none_in_a_workbook(self):
        factories.agreement(draft=True, title='=HYPERLINK("http://example.org")')

        sheet = openpyxl.load_workbook(io.BytesIO(written("agreements", "xlsx"))).active

        assert sheet["B2"].value == '\'=HYPERLINK("http://example.org")'
        assert sheet["B2"].data_type == "s"


@pytest.mark.django_db
class TestATextThatReadingWouldClean:
    @pytest.mark.parametrize("form", FORMATS)
    @pytest.mark.parametrize("text", ["Accord\xa0: films", "Two  spaces", "soft\xadhyphen"])
    def test_stays_as_it_is_stored(self, form, text):
        factories.agreement(draft=True, title=text, note=text, summary=text)

        assert read_again("agreements", form) == []


@pytest.mark.django_db
class TestAWorkbook:
    def test_says_when_a_cell_does_not_fit(self):
        agreement = factories.agreement(draft=True, parties=[])
        with recording():
            for number in range(120):
                body = factories.party(names=f"{number} {'film ' * 58}")
                factories.participation(agreement=agreement, party=body, evidence=False)

        with pytest.raises(writing.TooLong, match=f"A cell of {agreement.key} has more"):
            written("agreements", "xlsx")


@pytest.mark.django_db
class TestWhatThePublicSees:
    def test_has_no_state_and_no_source_that_is_not_published(self):
        hidden = factories.source(draft=True, key="source-hidden")
        factories.agreement(source=hidden, parties=[])

        [row] = rows("agreements", queryset=Agreement.objects.published(), is_public=True)

        assert "State" not in row
        assert "Source" not in row

    def test_has_no_tie_to_an_agreement_that_is_not_published(self):
        film = factories.coproduction()
        factories.film_link(
            coproduction=film, agreement=factories.agreement(draft=True, key="agreement-hidden")
        )

        [row] = rows("coproductions", queryset=CoProduction.objects.published(), is_public=True)

        assert "Agreements" not in row


@pytest.mark.django_db
class TestAnEmptyRegistry:
    @pytest.mark.parametrize("form", FORMATS)
    def test_is_a_sheet_of_headings(self, form):
        assert rows("agreements", form) == []
        assert written("agreements", form)
