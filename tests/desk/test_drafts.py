"""A draft agreement is proposed from a text, and each claim of it is decided on once."""

import pytest
from django.core.exceptions import ValidationError

from coop.curation import accepting
from coop.models import Act, Agreement, Citation, Dismissal, Participation, Party, Provision
from coop.recognition.drafts import draft
from tests import factories
from tests.desk.texts import ARABIC, ENGLISH

TITLE = {"en": "Film cooperation, Armenia – Mongolia"}


@pytest.fixture
def vocabulary(db):
    """Countries and topics, and nothing else."""
    for code, name in (("AM", "Armenia"), ("MN", "Mongolia")):
        factories.country(code, names=name)
    for code in ("joint-production", "film-weeks", "workshops"):
        factories.topic(code)


@pytest.fixture
def source(vocabulary):
    return factories.source(text=ENGLISH, language="en", draft=True)


def suggested(source, claimed=""):
    return [one for one in draft(source).suggestions if claimed in ("", one.claimed)]


def the(source, claimed, words):
    """The suggestion of a sort that rests on these words."""
    return next(one for one in suggested(source, claimed) if one.words == words)


class TestTheDraft:
    def test_has_the_states_once_with_the_other_paragraphs_that_name_them(self, source):
        found = [(one.paragraph, one.words, one.also) for one in suggested(source, "party")]

        assert found == [(2, "Armenia", (3, 6, 8)), (2, "Mongolia", (3, 6))]

    def test_has_the_most_exact_date_and_says_why_it_is_in_doubt(self, source):
        (date,) = suggested(source, "date")

        assert (date.words, date.edtf, date.basis) == ("4 March", "XXXX-03-04", "inferred")
        assert date.note

    def test_has_a_certain_date_as_stated(self, vocabulary):
        source = factories.source(text=ARABIC, language="ar", draft=True)

        (date,) = suggested(source, "date")

        assert (date.paragraph, date.edtf, date.basis) == (2, "2026-09-14", "stated")

    def test_has_each_topic_of_a_paragraph(self, source):
        found = [(one.paragraph, one.words) for one in suggested(source, "provision")]

        assert found == [(4, "co-production of"), (7, "workshops"), (8, "week of Mongolian films")]

    def test_has_a_topic_that_stands_in_the_name_of_an_event(self, source):
        factories.event(names="A week of Mongolian films")

        assert the(source, "provision", "week of Mongolian films").paragraph == 8

    def test_has_the_places(self, source):
        factories.place(names="Gyumri", key="gyumri")

        assert [one.meanings for one in suggested(source, "place")] == [[("place", "gyumri")]]

    @pytest.mark.parametrize("kind", ["news-medium", "festival", "intergovernmental-organisation"])
    def test_has_no_body_that_reports_hosts_or_frames(self, source, kind):
        factories.party(names="Ararat Press", kind=kind)

        assert "Ararat Press" not in [one.words for one in suggested(source, "party")]

    def test_leaves_out_paragraphs_that_make_no_claim(self, vocabulary):
        no_claim = [{"first": 2, "last": 8, "reason": "heading"}]
        source = factories.source(text=ENGLISH, language="en", no_claim=no_claim, draft=True)

        assert suggested(source, "party") == suggested(source, "provision") == []

    def test_calls_words_that_name_several_ambiguous(self, source):
        for key in ("one", "other"):
            factories.party(key=key, names="Armenian Cinema Fund")

        fund = the(source, "party", "Armenian Cinema Fund")

        assert fund.basis == "ambiguous"
        assert fund.note.count("Armenian Cinema Fund (") == 2

    def test_proposes_a_title_of_the_parties(self, source):
        made = draft(source)

        assert (made.title, made.language) == (TITLE["en"], "en")


class TestAccepting:
    def test_makes_a_draft_with_the_party_and_its_evidence(self, source, editor):
        agreement = accepting.accept(
            source=source, suggestion=the(source, "party", "Armenia"), title=TITLE, user=editor
        )

        participation = Participation.objects.get()
        citation = Citation.objects.get()
        assert (agreement.state, agreement.title, agreement.is_title_supplied) == (
            *("draft", TITLE, True),
        )
        assert (participation.agreement, participation.party.key) == (agreement, "state-am")
        assert (citation.target, citation.source, citation.paragraphs, citation.as_named) == (
            *(participation, source, "2", "Armenia"),
        )

    def test_writes_into_the_draft_that_was_chosen(self, source, editor):
        agreement = factories.agreement(draft=True, parties=[])

        for words in ("Armenia", "Mongolia"):
            suggestion = the(source, "party", words)
            accepting.accept(source=source, suggestion=suggestion, agreement=agreement, user=editor)

        assert [str(one) for one in agreement.participations.all()] == ["Armenia", "Mongolia"]
        assert Agreement.objects.count() == 1

    def test_writes_the_day_of_signing_with_its_doubt(self, source, editor):
        (date,) = suggested(source, "date")

        accepting.accept(source=source, suggestion=date, title=TITLE, user=editor)

        act, citation = Act.objects.get(), Citation.objects.get()
        assert (act.kind, act.done_on) == ("signature", "XXXX-03-04")
        assert (citation.target, citation.field, citation.basis) == (act, "done_on", "inferred")

    def test_dates_a_signature_that_has_no_date(self, source, editor):
        agreement = factories.agreement(draft=True, parties=[])
        act = factories.act(agreement=agreement, done_on="")
        (date,) = suggested(source, "date")

        accepting.accept(source=source, suggestion=date, agreement=agreement, user=editor)

        assert list(Act.objects.values_list("pk", "done_on")) == [(act.pk, "XXXX-03-04")]

    def test_writes_the_place(self, source, editor):
        place = factories.place(names="Gyumri")
        (suggestion,) = suggested(source, "place")

        agreement = accepting.accept(source=source, suggestion=suggestion, title=TITLE, user=editor)

        citation = Citation.objects.get()
        agreement.refresh_from_db()
        assert agreement.place == place
        assert (citation.target, citation.field) == (agreement, "place")

    def test_refuses_another_place_than_the_one_that_stands(self, source, editor):
        factories.place(names="Gyumri")
        agreement = factories.agreement(draft=True, parties=[], place=factories.place())
        (suggestion,) = suggested(source, "place")

        with pytest.raises(ValidationError, match="has the place"):
            accepting.accept(source=source, suggestion=suggestion, agreement=agreement, user=editor)

    def test_gives_what_stands_already_the_new_evidence(self, source, editor):
        topic = factories.topic("workshops")
        agreement = factories.agreement(draft=True, parties=[])
        provision = factories.provision(agreement=agreement, topic=topic, evidence=False)

        accepting.accept(
            source=source,
            suggestion=the(source, "provision", "workshops"),
            agreement=agreement,
            user=editor,
        )

        assert list(Provision.objects.all()) == [provision]
        assert [one.paragraphs for one in provision.citations.all()] == ["7"]

    def test_writes_the_candidate_that_was_chosen_as_ambiguous(self, source, editor):
        factories.party(key="one", names="Armenian Cinema Fund")
        other = factories.party(key="other", names="Armenian Cinema Fund")

        accepting.accept(
            source=source,
            suggestion=the(source, "party", "Armenian Cinema Fund"),
            meant="other",
            title=TITLE,
            user=editor,
        )

        participation = Participation.objects.get()
        assert (participation.party, participation.basis) == (other, "ambiguous")

    def test_is_not_suggested_again(self, source, editor):
        for claimed in ("party", "date", "provision"):
            suggestion = suggested(source, claimed)[0]
            accepting.accept(source=source, suggestion=suggestion, title=TITLE, user=editor)

            assert suggestion.words not in [one.words for one in suggested(source, claimed)]

    def test_refuses_what_somebody_else_has_accepted_meanwhile(self, source, editor):
        suggestion = the(source, "party", "Armenia")
        accepting.accept(source=source, suggestion=suggestion, title=TITLE, user=editor)

        with pytest.raises(ValidationError, match="meanwhile"):
            accepting.accept(source=source, suggestion=suggestion, title=TITLE, user=editor)

        assert Agreement.objects.count() == 1

    def test_refuses_a_published_agreement_to_those_who_do_not_publish(self, source, editor):
        agreement = factories.agreement()
        suggestion = the(source, "party", "Armenia")

        with pytest.raises(ValidationError, match="before the public"):
            accepting.accept(source=source, suggestion=suggestion, agreement=agreement, user=editor)

        assert not Party.objects.filter(key="state-am").exists()

    def test_goes_into_drafts_alone(self, source, reviewer):
        agreement = factories.agreement()
        suggestion = the(source, "party", "Armenia")

        with pytest.raises(ValidationError, match="no draft any more"):
            accepting.accept(
                source=source, suggestion=suggestion, agreement=agreement, user=reviewer
            )

    def test_of_a_new_agreement_needs_a_title(self, source, editor):
        with pytest.raises(ValidationError, match="title"):
            accepting.accept(source=source, suggestion=the(source, "party", "Armenia"), user=editor)


class TestSettingAside:
    def test_is_kept_with_who_and_what(self, source, editor):
        accepting.dismiss(source=source, suggestion=the(source, "party", "Armenia"), user=editor)

        kept = Dismissal.objects.get()
        assert (kept.paragraph, kept.words, kept.kind, kept.meant, kept.dismissed_by) == (
            *(2, "Armenia", "country", "AM", editor),
        )

    def test_of_a_party_holds_for_the_whole_source(self, source, editor):
        accepting.dismiss(source=source, suggestion=the(source, "party", "Armenia"), user=editor)

        assert [one.words for one in suggested(source, "party")] == ["Mongolia"]

    def test_of_a_topic_holds_for_its_paragraph(self, vocabulary, editor):
        text = "Workshops are held.\nMore workshops follow."
        source = factories.source(text=text, language="en", draft=True)

        accepting.dismiss(source=source, suggestion=suggested(source)[0], user=editor)

        assert [one.paragraph for one in suggested(source)] == [2]

    def test_can_be_taken_back(self, source, editor):
        before = suggested(source)
        accepting.dismiss(source=source, suggestion=before[0], user=editor)

        number = accepting.offer_again(source=source, user=editor)

        assert (number, suggested(source)) == (1, before)
