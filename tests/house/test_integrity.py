"""Rules that no constraint can say: each is broken once, and says so in a sentence."""

import hashlib

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from coop.curation import upkeep
from coop.integrity import checks
from coop.models import (
    Agreement,
    Citation,
    CoProduction,
    Party,
    SearchDocument,
    SourceDocument,
    StatusPeriod,
)
from tests import factories


def problems(folder=None):
    return [str(problem) for problem in checks.problems(folder)]


def write(thing, **fields):
    """Write past the registry, as a raw file or another program would."""
    type(thing)._base_manager.filter(pk=thing.pk).update(**fields)


@pytest.mark.django_db
class TestASoundRegistry:
    def test_has_no_problem(self):
        factories.rule()
        factories.screening()

        assert problems() == []


@pytest.mark.django_db
class TestARegistryThatWasOnlyLoaded:
    def test_has_yet_to_work_out_status_addresses_and_search(self):
        factories.agreement()
        StatusPeriod.objects.all().delete()
        SearchDocument.objects.all().delete()
        for model in (Agreement, SourceDocument, Party, CoProduction):
            model.objects.update(slug=None)

        found = problems()
        upkeep.reindex()

        assert found == [
            "index: Some agreements have no status yet: run reindex.",
            "index: Some agreements have no address yet: run reindex.",
            "index: Some sources have no address yet: run reindex.",
            "index: Some parties have no address yet: run reindex.",
            "index: Some agreements cannot be found by search yet: run reindex.",
            "index: Some sources cannot be found by search yet: run reindex.",
            "index: Some parties cannot be found by search yet: run reindex.",
        ]
        assert problems() == []


@pytest.mark.django_db
class TestATree:
    @pytest.mark.parametrize(
        ("make", "field", "kind"),
        [
            (factories.party, "parent", "party"),
            (factories.event, "part_of", "event"),
            (factories.topic, "parent", "topic"),
        ],
    )
    def test_does_not_come_back_to_where_it_began(self, make, field, kind):
        first, second, third = make(), make(), make()
        write(first, **{field: second})
        write(second, **{field: third})
        write(third, **{field: first})

        assert sorted(problems()) == sorted(
            f"{kind} {one.natural_key()[0]}: "
            "It comes back to itself by way of others: that is a circle."
            for one in (first, second, third)
        )

    def test_may_have_branches(self):
        top = factories.party()
        factories.party(parent=factories.party(parent=top))
        factories.party(parent=top)

        assert problems() == []


@pytest.mark.django_db
class TestAPartOfARecord:
    def test_is_no_act_by_a_party_of_another_agreement(self):
        act, stranger = factories.act(), factories.participation()

        write(act, participation=stranger)

        assert problems() == [
            f"act {act.agreement.key} / {act.key}: It is an act by a party of another agreement."
        ]

    def test_relaxes_no_rule_of_another_agreement(self):
        rule, stranger = factories.rule(), factories.rule()

        write(rule, relaxes=stranger)

        assert problems() == [
            f"rule {' / '.join(rule.natural_key())}: It relaxes a rule of another agreement."
        ]

    def test_may_relax_a_rule_of_another_provision_of_its_agreement(self):
        rule = factories.rule()
        other = factories.rule(provision=factories.provision(agreement=rule.root))

        write(rule, relaxes=other)

        assert problems() == []


@pytest.mark.django_db
class TestAPublicRecord:
    @pytest.mark.parametrize("state", ["draft", "in-review", "withdrawn"])
    def test_cites_only_published_sources(self, state):
        agreement = factories.agreement(parties=[])

        SourceDocument.objects.update(state=state, published_at=None, withdrawn_because="Gone.")

        source = SourceDocument.objects.get()
        assert problems() == [
            f"agreement {agreement.key}: It is published, but its source {source.key} is not."
        ]

    def test_cites_a_published_source_for_its_parts_too(self):
        provision = factories.provision(source=factories.source(draft=True))

        assert len(problems()) == 1
        assert provision.agreement.key in problems()[0]

    @pytest.mark.parametrize("make", [factories.agreement, factories.coproduction])
    def test_has_evidence(self, make):
        record = make(evidence=False, **({"parties": []} if make is factories.agreement else {}))

        assert problems() == [
            f"{record._meta.verbose_name} {record.key}: "
            "It is public, and no source is cited for it."
        ]

    @pytest.mark.parametrize(
        "make",
        [
            *(factories.participation, factories.signature, factories.act, factories.occasion),
            *(factories.relation, factories.provision, factories.rule, factories.statement),
            *(factories.partner, factories.screening, factories.film_link),
        ],
    )
    def test_has_evidence_for_each_claim(self, make):
        claim = make(evidence=False)

        assert problems() == [
            f"{claim._meta.verbose_name} {' / '.join(claim.natural_key())}: "
            "It is public, and no source is cited for it."
        ]

    def test_may_lack_evidence_while_it_is_a_draft(self):
        factories.provision(agreement=factories.agreement(draft=True), evidence=False)

        assert problems() == []


@pytest.mark.django_db
class TestADate:
    def test_has_the_bounds_of_its_text(self):
        act = factories.act(done_on="2024-05-14")

        write(act, done_on_earliest="2023-01-01")

        assert problems() == [
            f"act {act.agreement.key} / {act.key}: "
            "The bounds of done_on are not those of “2024-05-14”."
        ]

    def test_has_no_bounds_without_a_text(self):
        act = factories.act(done_on="")

        write(act, done_on_latest="2023-01-01")

        assert problems() == [
            f"act {act.agreement.key} / {act.key}: done_on is empty, but has bounds."
        ]

    def test_is_a_date(self):
        act = factories.act(done_on="2024-05-14")
        with connection.cursor() as cursor:
            cursor.execute("UPDATE coop_act SET done_on = 'soon' WHERE id = %s", [act.pk])

        assert len(problems()) == 1
        assert problems()[0].startswith(f"act {act.pk}: ")


@pytest.mark.django_db
class TestASource:
    def test_has_a_claim_or_a_reason_for_each_paragraph(self):
        source = factories.source(
            paragraph_count=4, no_claim=[{"first": 3, "last": 3, "reason": "heading"}]
        )
        factories.agreement(parties=[], source=source)

        assert problems() == [
            f"source {source.key}: Paragraph {number} carries no claim, and no reason is given."
            for number in (2, 4)
        ]

    def test_has_no_claim_beyond_its_end(self):
        source = factories.source(paragraph_count=1)
        agreement = factories.agreement(parties=[], source=source)
        factories.citation(agreement, source=source, paragraphs="1, 3")

        assert problems() == [f"source {source.key}: Paragraph 3 is cited, but there are only 1."]

    def test_has_no_claim_in_its_page_furniture(self):
        furniture = [{"first": 1, "last": 1, "reason": "page-furniture"}]
        source = factories.source(paragraph_count=1, no_claim=furniture)
        factories.agreement(parties=[], source=source)

        assert problems() == [f"source {source.key}: Paragraph 1 is page furniture, and yet cited."]

    def test_may_have_a_claim_in_a_heading(self):
        heading = [{"first": 1, "last": 1, "reason": "heading"}]
        source = factories.source(paragraph_count=1, no_claim=heading)
        factories.agreement(parties=[], source=source)

        assert problems() == []

    def test_has_no_range_beyond_its_end(self):
        source = factories.source(paragraph_count=2)

        write(source, no_claim=[{"first": 1, "last": 9, "reason": "heading"}])

        assert problems() == [
            f"source {source.key}: The range 1 to 9 goes beyond the 2 paragraphs."
        ]

    def test_has_ranges_that_can_be_read(self):
        source = factories.source(paragraph_count=2)
        with connection.cursor() as cursor:
            cursor.execute("UPDATE coop_sourcedocument SET no_claim = %s", ["[5]"])

        assert problems() == [
            f"source {source.key}: 5 is no range: it needs “first”, “last” and “reason”."
        ]


@pytest.mark.django_db
class TestACitation:
    def test_is_about_a_field_that_its_target_has(self):
        citation = factories.citation(factories.agreement(), field="colour")

        assert problems() == [
            f"citation {citation.source.key} / {citation.key}: "
            "Its target (agreement) has no field “colour”."
        ]

    def test_has_a_range_that_runs_forwards(self):
        citation = factories.citation(factories.agreement(), paragraphs="1, 5-2")

        assert problems() == [
            f"citation {citation.source.key} / {citation.key}: The paragraphs 5-2 run backwards."
        ]

    def test_quotes_what_stands_in_the_stored_text(self):
        source = factories.source(text="The two sides agreed\n on film  archives.")
        agreement = factories.agreement(parties=[], source=source)
        factories.citation(agreement, source=source, quote="agreed on film archives")
        wrong = factories.citation(agreement, source=source, quote="agreed on film prizes")

        assert problems() == [
            f"citation {source.key} / {wrong.key}: "
            "The quote does not stand in the stored text of its source."
        ]

    @pytest.mark.parametrize("who", ["party", "person"])
    def test_names_its_speaker_as_printed(self, who):
        speaker = getattr(factories, who)()
        citation = factories.citation(factories.agreement(), **{f"said_by_{who}": speaker})

        assert problems() == [
            f"citation {citation.source.key} / {citation.key}: "
            "Say who speaks as the source prints it."
        ]


TEXT = "A film accord\n\nIran and Kazakhstan signed a Memorandum.\n   \nIt lasts.\n"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "deal").mkdir()
    (tmp_path / "deal" / "text.txt").write_bytes(TEXT.encode())
    return tmp_path


def source_of(text=TEXT, **fields):
    digest = hashlib.sha256(text.encode()).hexdigest()
    reason = {"first": 1, "last": 3, "reason": "heading"}
    return factories.source(
        **{"sha256": digest, "paragraph_count": 3, "no_claim": [reason], **fields}
    )


@pytest.mark.django_db
class TestTheTextsOfSources:
    def test_have_the_hash_the_paragraphs_and_the_words_that_are_cited(self, folder):
        source = source_of()
        agreement = factories.agreement(parties=[], source=source)
        factories.citation(agreement, source=source, paragraphs="2", as_named="memorandum")
        factories.citation(agreement, source=source, paragraphs="2-3", as_named="It lasts")

        assert problems(folder) == []

    def test_are_found_by_their_hash(self, folder):
        source = source_of("Another text")

        assert problems(folder) == [f"source {source.key}: No file in {folder} has its hash."]

    def test_have_as_many_paragraphs_as_is_said(self, folder):
        source = source_of(paragraph_count=5)
        write(source, no_claim=[{"first": 1, "last": 5, "reason": "heading"}])

        assert problems(folder) == [f"source {source.key}: It says 5 paragraphs; text.txt has 3."]

    def test_have_the_words_in_the_paragraph_that_is_cited(self, folder):
        source = source_of()
        agreement = factories.agreement(parties=[], source=source)
        wrong = factories.citation(agreement, source=source, paragraphs="3", as_named="memorandum")

        assert problems(folder) == [
            f"citation {source.key} / {wrong.key}: "
            "The words “memorandum” do not stand in paragraph 3."
        ]

    def test_have_the_quote_in_the_paragraph_that_is_cited(self, folder):
        source = source_of()
        agreement = factories.agreement(parties=[], source=source)
        wrong = factories.citation(agreement, source=source, paragraphs="2", quote="It lasts")

        assert problems(folder) == [
            f"citation {source.key} / {wrong.key}: "
            "The quote “It lasts” does not stand in paragraph 2."
        ]

    def test_are_read_as_utf_8(self, folder):
        content = "Вечер".encode("cp1251")
        (folder / "old.txt").write_bytes(content)
        source = source_of(sha256=hashlib.sha256(content).hexdigest())

        assert problems(folder) == [f"source {source.key}: old.txt is not UTF-8."]

    def test_are_not_asked_for_where_a_source_has_no_hash(self, folder):
        source_of(sha256="")

        assert problems(folder) == []


@pytest.mark.django_db
class TestCheckRegistry:
    def test_says_that_all_is_well(self, capsys):
        factories.agreement()

        call_command("check_registry")

        assert capsys.readouterr().out == "No problem found.\n"

    def test_fails_with_each_problem_on_a_line(self, capsys):
        rule = factories.rule()
        write(rule, relaxes=factories.rule())
        Citation.objects.filter(rule=rule).delete()

        with pytest.raises(CommandError, match="2 problems found"):
            call_command("check_registry")

        assert len(capsys.readouterr().out.splitlines()) == 2

    def test_reads_the_folder_of_texts_that_it_is_given(self, folder, capsys):
        source_of("Another text")

        with pytest.raises(CommandError, match="1 problem found"):
            call_command("check_registry", sources=folder)

    def test_refuses_a_folder_that_is_none(self, tmp_path):
        with pytest.raises(CommandError, match="is no folder"):
            call_command("check_registry", sources=tmp_path / "nowhere")
