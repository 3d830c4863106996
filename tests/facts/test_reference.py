"""The three treaty texts: how far they are coded, and where all of them are silent."""

from datetime import date

import pytest

from coop.integrity.paragraphs import numbers, without_claim
from coop.models import Agreement, Citation
from coop.vocabulary.acts import Status
from tests.facts.treaties import CHINA, COE, FRANCE, agreement, source

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("registry_fixtures")]

ALL = pytest.mark.parametrize("text", [COE, FRANCE, CHINA])


@ALL
class TestSource:
    def test_is_a_treaty_text_known_by_its_bytes(self, text):
        hashes = {
            COE: "cee4c8c1c212370e6d2536abc0a77829d763ec30a25cebc8d469675b1139af9d",
            FRANCE: "35fdc0d4710774c2b77ae143ca0dd76b04faba93c58acd89c53709b6a58a0b36",
            CHINA: "12db8d14c0d05f92be35ca087edd70873e0c6f2f1e3d81ad5bb68daf454828c6",
        }
        assert (source(text).kind, source(text).sha256) == ("treaty-text", hashes[text])

    def test_counts_its_paragraphs(self, text):
        counts = {COE: 309, FRANCE: 111, CHINA: 327}
        assert source(text).paragraph_count == counts[text]

    def test_has_a_claim_or_a_reason_for_every_paragraph(self, text):
        cited = {
            number
            for citation in source(text).citations.all()
            for number in numbers(citation.paragraphs)
        }
        silent = set(without_claim(source(text).no_claim))

        assert cited | silent == set(range(1, source(text).paragraph_count + 1))
        assert cited & silent == set()

    def test_is_coded_in_its_original_language_alone(self, text):
        last = {COE: 154, FRANCE: 57, CHINA: 165}
        reasons = without_claim(source(text).no_claim)

        translated = {number for number, reason in reasons.items() if reason == "translation"}

        assert translated == set(range(last[text] + 1, source(text).paragraph_count + 1))


@ALL
class TestSilence:
    """What none of the texts says stays unsaid."""

    def test_has_no_act_but_its_signature(self, text):
        assert [act.kind for act in agreement(text).acts.all()] == ["signature"]

    def test_states_no_day_of_effect(self, text):
        assert [act.effective_on for act in agreement(text).acts.all()] == [""]

    def test_is_not_known_to_be_in_force(self, text):
        today = date(2026, 1, 1)
        in_force = Agreement.objects.in_force(today, today=today)
        possibly = Agreement.objects.possibly_in_force(today, today=today)

        assert agreement(text) not in {*in_force, *possibly}

    def test_stands_as_signed(self, text):
        assert list(agreement(text).status_periods.values_list("status", flat=True)) == [
            Status.SIGNED
        ]

    def test_gives_no_day_on_which_its_list_of_parties_is_complete(self, text):
        assert agreement(text).parties_complete_on == ""

    def test_names_no_other_agreement_of_the_registry(self, text):
        assert not agreement(text).relations.exists()
        assert not agreement(text).inverse_relations.exists()

    def test_has_no_occasion_and_no_film(self, text):
        assert not agreement(text).occasions.exists()
        assert not agreement(text).film_links.exists()

    def test_stores_no_text_and_no_quote(self, text):
        assert source(text).text == ""
        assert not Citation.objects.filter(source=source(text)).exclude(quote="").exists()
