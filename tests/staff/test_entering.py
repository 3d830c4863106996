"""The main job: an agreement with its parties, signatures, provisions and evidence."""

import pytest

from coop.models import Agreement, Citation, Participation, Provision, Signature
from tests import factories as make
from tests.staff.forms import Form, errors_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def source():
    return make.source(title="Report of the day")


def new_agreement(client, source, title="Memorandum on film"):
    form = Form.to_add(client, "agreement")
    form["working_source"] = source.pk
    form["title-0-language"], form["title-0-text"] = "en", title
    return form


class TestAgreement:
    def test_is_saved_as_a_draft_with_a_title_alone(self, editor_client):
        form = Form.to_add(editor_client, "agreement")
        form["title-0-text"] = "Memorandum on film"

        response = form.send()

        assert errors_in(response) == []
        agreement = Agreement.objects.get()
        assert (agreement.title, agreement.state, agreement.version) == (
            {"en": "Memorandum on film"},
            "draft",
            1,
        )

    def test_is_entered_with_parties_signature_provisions_and_evidence_in_one_save(
        self, editor_client, source
    ):
        kz, ir = make.state("KZ"), make.state("IR")
        minister = make.person(names="Aida Balayeva")
        topics = [make.topic(code) for code in ("joint-production", "training", "film-weeks")]
        form = new_agreement(editor_client, source)
        form.fill("citations", 0, paragraphs="2", as_named="film deal")
        form.fill(
            "participations",
            0,
            party=kz.pk,
            evidence_paragraphs="3",
            signature_person=minister.pk,
            signature_office="Minister of Culture",
            signature_evidence_paragraphs="5",
            signature_evidence_as_named="Minister of Culture and Information",
        )
        form.fill("participations", 1, party=ir.pk, evidence_paragraphs="3")
        form.fill("provisions", 0, topic=topics[0].pk, evidence_paragraphs="6")
        for place, topic in enumerate(topics[1:], 7):
            form.add_row("provisions", topic=topic.pk, evidence_paragraphs=str(place))

        response = form.send()

        assert errors_in(response) == []
        agreement = Agreement.objects.get()
        signature = Signature.objects.get()
        assert [p.party for p in agreement.participations.all()] == [kz, ir]
        assert (signature.participation.party, signature.person) == (kz, minister)
        assert [p.topic for p in agreement.provisions.all()] == topics
        assert [p.order for p in agreement.provisions.all()] == [1, 2, 3]
        assert sorted(
            (c.target_name, c.paragraphs, c.as_named, c.source.pk) for c in Citation.objects.all()
        ) == [
            ("agreement", "2", "film deal", source.pk),
            ("participation", "3", "", source.pk),
            ("participation", "3", "", source.pk),
            ("provision", "6", "", source.pk),
            ("provision", "7", "", source.pk),
            ("provision", "8", "", source.pk),
            ("signature", "5", "Minister of Culture and Information", source.pk),
        ]
        assert {p.basis for p in agreement.provisions.all()} == {"stated"}

    def test_takes_evidence_from_another_source_than_the_working_one(self, editor_client, source):
        other = make.source()
        form = new_agreement(editor_client, source)
        form.fill(
            "participations",
            0,
            party=make.state("KZ").pk,
            evidence_source=other.pk,
            evidence_paragraphs="1",
        )

        form.send()

        assert Citation.objects.get().source == other

    def test_remembers_the_working_source_for_the_next_one(self, editor_client, source):
        new_agreement(editor_client, source).send()

        assert Form.to_add(editor_client, "agreement")["working_source"] == str(source.pk)

    def test_of_which_nothing_was_changed_stays_at_its_version(self, reviewer_client):
        provision = make.provision()
        before = provision.agreement.version

        Form.to_change(reviewer_client, provision.agreement).send()

        provision.agreement.refresh_from_db()
        assert provision.agreement.version == before

    def test_keeps_the_keys_of_its_parts_when_they_are_put_in_another_order(self, editor_client):
        agreement = make.agreement(draft=True)
        first, second = (make.provision(agreement=agreement, order=n) for n in (1, 2))
        form = Form.to_change(editor_client, agreement)
        form["provisions-0-order"], form["provisions-1-order"] = 2, 1

        form.send()

        assert [p.key for p in agreement.provisions.all()] == [second.key, first.key]


class TestFirstEvidenceOfARow:
    def test_is_shown_and_can_be_changed(self, editor_client):
        provision = make.provision(agreement=make.agreement(draft=True))
        form = Form.to_change(editor_client, provision.agreement)
        assert form["provisions-0-evidence_paragraphs"] == "1"
        key = provision.citations.get().key

        form.send(**{"provisions-0-evidence_paragraphs": "4"})

        assert [(c.key, c.paragraphs) for c in provision.citations.all()] == [(key, "4")]

    def test_goes_when_all_of_it_is_emptied(self, editor_client):
        provision = make.provision(agreement=make.agreement(draft=True))
        form = Form.to_change(editor_client, provision.agreement)
        for name in ("source", "paragraphs", "as_named", "note"):
            form[f"provisions-0-evidence_{name}"] = ""

        form.send()

        provision.refresh_from_db()
        assert (provision.citations.count(), provision.basis) == (0, "")

    def test_leaves_the_row_s_other_evidence_alone(self, editor_client):
        provision = make.provision(agreement=make.agreement(draft=True))
        second = make.citation(provision, paragraphs="9", order=2)
        form = Form.to_change(editor_client, provision.agreement)

        form.send(**{"provisions-0-evidence_as_named": "co-production"})

        first = provision.citations.exclude(pk=second.pk).get()
        second.refresh_from_db()
        assert (first.as_named, second.as_named, second.paragraphs) == ("co-production", "", "9")


class TestFirstSignatureOfAParty:
    def test_goes_when_it_is_emptied(self, editor_client):
        signature = make.signature(
            participation=make.participation(agreement=make.agreement(draft=True, parties=[]))
        )
        form = Form.to_change(editor_client, signature.root)
        form["participations-0-signature_person"] = ""

        form.send()

        assert not Signature.objects.exists()

    def test_is_added_to_a_saved_party(self, editor_client):
        agreement = make.agreement(draft=True, parties=[make.party()])
        form = Form.to_change(editor_client, agreement)
        form.fill(
            "participations", 0, signature_office="Director", signature_evidence_paragraphs="8"
        )

        form.send()

        signature = Participation.objects.get().signatures.get()
        assert (signature.office, signature.citations.get().paragraphs) == ("Director", "8")


class TestBadRow:
    @pytest.mark.parametrize(
        ("typed", "sentence"),
        [
            ({"evidence_paragraphs": "two"}, "Write paragraphs as 2, or 2-4, or 2, 5."),
            ({"evidence_as_named": "deal"}, "Say in which paragraph the source says so."),
            (
                {"evidence_paragraphs": "2", "evidence_basis": "inferred"},
                "Say in the note how it was inferred, or in which ways it can be read.",
            ),
            ({"topic": "", "evidence_paragraphs": "2"}, "This field is required."),
            (
                {"topic": "999999"},
                "Select a valid choice. That choice is not one of the available choices.",
            ),
            (
                {"summary__0__language": "xx-nonsense", "summary__0__text": "Says"},
                "“xx-nonsense” is not a language. Write its tag, such as en, ar or kk-Latn.",
            ),
        ],
    )
    def test_is_refused_in_a_sentence_and_nothing_is_saved(
        self, editor_client, source, typed, sentence
    ):
        form = new_agreement(editor_client, source)
        form.fill("provisions", 0, **{"topic": make.topic().pk, **typed})

        response = form.send()

        assert errors_in(response) == [sentence]
        assert not Agreement.objects.exists()

    def test_loses_nothing_that_was_typed(self, editor_client, source):
        form = new_agreement(editor_client, source, title="Typed with care")
        form.fill("participations", 0, party=make.state("KZ").pk, evidence_as_named="Astana")

        page = form.send().content.decode()

        assert 'value="Typed with care"' in page
        assert 'value="Astana"' in page
        assert "Kazakhstan" in page

    def test_without_any_source_says_where_to_choose_one(self, editor_client):
        form = Form.to_add(editor_client, "agreement")
        form["title-0-text"] = "Memorandum"
        form.fill("participations", 0, party=make.state("KZ").pk, evidence_paragraphs="2")

        response = form.send()

        assert errors_in(response) == [
            "Choose the source, or a working source at the top of the form."
        ]

    def test_that_repeats_another_is_refused(self, editor_client, source):
        form = new_agreement(editor_client, source)
        for row in (0, 1):
            form.fill("participations", row, party=make.state("KZ").pk)

        response = form.send()

        assert "Please correct the duplicate values below." in errors_in(response)
        assert not Participation.objects.exists()

    def test_that_repeats_a_saved_one_is_refused_at_its_field(self, editor_client):
        agreement = make.agreement(draft=True, parties=[make.state("KZ")])
        form = Form.to_change(editor_client, agreement)
        form.add_row("participations", party=make.state("KZ").pk)

        response = form.send()

        assert "This party already has this role in the agreement." in errors_in(response)
        assert agreement.participations.count() == 1

    def test_that_relates_an_agreement_to_itself_is_refused_at_its_field(self, editor_client):
        agreement = make.agreement(draft=True)
        form = Form.to_change(editor_client, agreement)
        form.add_row("relations", kind="builds-on", related=agreement.pk)

        response = form.send()

        assert errors_in(response) == ["An agreement has no relation to itself."]

    def test_with_evidence_of_a_signature_but_no_signature_is_refused(self, editor_client, source):
        form = new_agreement(editor_client, source)
        form.fill("participations", 0, party=make.state("KZ").pk, signature_evidence_paragraphs="5")

        response = form.send()

        assert errors_in(response) == ["Say who signed, or in which office."]


class TestDeletedRow:
    def test_goes_with_its_evidence(self, editor_client):
        provision = make.provision(agreement=make.agreement(draft=True, parties=[]))
        form = Form.to_change(editor_client, provision.agreement)

        form.send(**{"provisions-0-DELETE": "on"})

        assert not Provision.objects.exists()
        assert not Citation.objects.filter(provision__isnull=False).exists()

    def test_is_refused_for_a_party_with_acts_of_its_own(self, editor_client):
        agreement = make.agreement(draft=True, parties=[make.state("KZ")])
        act = make.act(
            agreement=agreement,
            kind="ratification",
            participation=agreement.participations.get(),
        )
        form = Form.to_change(editor_client, agreement)

        response = form.send(**{"participations-0-DELETE": "on"})

        assert errors_in(response) == [
            "Acts of “Kazakhstan” are entered (ratification 2024-05-14): delete those first."
        ]
        act.refresh_from_db()


class TestOtherRecord:
    def test_is_refused_at_the_field_that_its_constraint_asks_for(self, editor_client):
        form = Form.to_add(editor_client, "party")
        form["kind"] = "state"

        response = form.send()

        assert errors_in(response) == ["A state is made from its country: choose it."]

    def test_reads_ranges_of_paragraphs_as_they_are_written(self, editor_client):
        form = Form.to_add(editor_client, "sourcedocument")
        form["title-0-text"] = "Report"
        form["no_claim"] = "12-13 page furniture\n15 heading"

        response = form.send()

        assert errors_in(response) == []
        source = make.SourceDocument.objects.get()
        assert source.no_claim == [
            {"first": 12, "last": 13, "reason": "page-furniture"},
            {"first": 15, "last": 15, "reason": "heading"},
        ]
        assert Form.to_change(editor_client, source)["no_claim"] == (
            "12-13 page furniture\n15 heading"
        )

    def test_refuses_ranges_that_it_cannot_read(self, editor_client):
        form = Form.to_add(editor_client, "sourcedocument")
        form["title-0-text"], form["no_claim"] = "Report", "the first two"

        response = form.send()

        assert errors_in(response) == [
            "“the first two” cannot be read. Write a line as “12-13 page furniture”."
        ]

    def test_is_counted_in_paragraphs_when_its_text_is_given(self, editor_client):
        form = Form.to_add(editor_client, "sourcedocument")
        form["title-0-text"], form["text"] = "Report", "One.\n\nTwo.\nThree."

        form.send()

        assert make.SourceDocument.objects.get().paragraph_count == 3

    def test_quotes_only_what_stands_in_the_stored_text(self, editor_client):
        source = make.source(text="The two countries\nsigned a deal.")
        agreement = make.agreement(draft=True, source=source)
        form = Form.to_change(editor_client, agreement)

        refused = form.send(**{"citations-0-quote": "They signed nothing."})
        taken = form.send(**{"citations-0-quote": "countries signed a deal"})

        assert errors_in(refused) == ["The quote does not stand in the stored text of its source."]
        assert errors_in(taken) == []
        assert agreement.citations.get().quote == "countries signed a deal"
