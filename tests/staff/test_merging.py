"""Two records that are one thing: everything moves, and everything can move back."""

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.urls import reverse
from reversion.models import Version

from coop.curation import merging, recording
from coop.curation.editing import StaleVersion
from coop.models import Distinction, FormerSlug, Participation, Party
from coop.search.matching import found
from coop.search.questions import Question
from tests import factories as make
from tests import working
from tests.staff.merging import REASON, WORLDS, export, merged, pointing_to, two

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", WORLDS)
class TestAMergeOfAnyKind:
    def test_leaves_nothing_that_points_to_the_record_that_went(self, kind):
        kept, gone = two(kind)
        working.comment(record=gone)
        working.assignment(record=gone)
        working.dismissal(kind=kind, meant=gone.key)
        first, second = sorted((gone.key, "zz-another"))
        working.distinction(kind=kind, first_key=first, second_key=second)

        merged(kept, gone)

        assert not type(gone).objects.filter(pk=gone.pk).exists()
        assert pointing_to(type(gone), gone.pk, gone.key) == []

    def test_is_undone_to_the_byte(self, kind):
        kept, gone = two(kind)
        before = export()

        undone = merging.undo(merge=merged(kept, gone))

        assert export() == before
        assert undone.left == ()
        assert undone.record.pk == gone.pk

    def test_is_undone_to_the_byte_where_both_say_the_same(self, kind):
        kept, gone = two(kind)
        with recording():
            WORLDS[kind][1](kept)
        before = export()

        undone = merging.undo(merge=merged(kept, gone))

        assert export() == before
        assert undone.left == ()

    def test_writes_a_version_of_each_record_that_it_changes(self, kind):
        kept, gone = two(kind)
        planned = merging.plan(kept, gone)
        rows = [step.row for step in planned.steps if getattr(step.row, "key", None)]
        roots = {getattr(row, "root", row) for row in rows} - {gone}
        roots = {one for one in roots if hasattr(one, "version")}

        merged(kept, gone)

        for one in {kept, *roots}:
            newest = Version.objects.get_for_object(one).select_related("revision").first()
            assert REASON in newest.revision.comment

    def test_takes_the_names_that_the_other_lacks(self, kind):
        kept, gone = two(kind, with_world=False)
        name = kept.names_field
        with recording() as opened:
            opened.touch(gone)
            setattr(gone, name, {**getattr(gone, name), "ar": "الاسم"})
            gone.save()

        merged(kept, gone)
        kept.refresh_from_db()

        assert getattr(kept, name)["ar"] == "الاسم"
        assert list(found(type(kept), Question.read("الاسم"))) == [kept.pk]


class TestTheAddressesOfAMergedRecord:
    @pytest.fixture
    def three(self):
        return [make.public(make.party(names=name)) for name in ("Alpha", "Beta", "Gamma")]

    def test_lead_to_the_one_that_is_kept(self, three, client):
        kept, gone, _other = three

        merged(kept, gone)

        for where in (gone.get_absolute_url(), reverse("record", args=[gone.key])):
            response = client.get(where)
            assert (response.status_code, response["Location"]) == (301, kept.get_absolute_url())

    def test_lead_on_when_that_one_is_merged_too(self, three, client):
        last, middle, first = three
        merged(middle, first)
        middle.refresh_from_db()

        merged(last, middle)

        for one in (first, middle):
            for where in (one.get_absolute_url(), reverse("record", args=[one.key])):
                assert client.get(where)["Location"] == last.get_absolute_url()

    def test_are_its_own_again_when_it_is_undone(self, three, client):
        kept, gone, _other = three

        merging.undo(merge=merged(kept, gone))

        assert client.get(gone.get_absolute_url()).status_code == 200
        assert client.get(reverse("record", args=[gone.key])).status_code == 302
        assert not FormerSlug.objects.exists()

    def test_may_become_that_of_the_one_kept_and_come_back(self, three, client):
        kept, gone, _other = three
        merge = merged(kept, gone, **{"names.en": "merged"})
        kept.refresh_from_db()
        assert kept.slug == gone.slug

        merging.undo(merge=merge)
        kept.refresh_from_db()

        assert kept.slug == "alpha"
        assert Party.objects.get(pk=gone.pk).slug == "beta"
        assert client.get("/parties/alpha/").status_code == 200

    def test_stay_hidden_while_the_one_kept_is_hidden(self, client):
        kept, gone = make.party(), make.party()

        merged(kept, gone)

        assert client.get(reverse("record", args=[gone.key])).status_code == 404


class TestWhatBothRecordsSay:
    def test_is_listed_to_be_chosen_where_it_differs(self):
        kept = make.party(names={"en": "Film Centre", "ru": "Киноцентр"}, country=make.country())
        gone = make.party(names={"en": "Centre of Film"}, kind="company")

        planned = merging.plan(kept, gone)

        assert [(one.code, one.kept, one.merged) for one in planned.differences] == [
            ("kind", "film centre or agency", "company"),
            ("names.en", "Film Centre", "Centre of Film"),
        ]

    def test_stays_as_the_kept_one_has_it_unless_it_is_chosen(self):
        kept, gone = make.party(names="One"), make.party(names="Other", kind="company")

        merged(kept, gone, kind="merged")
        kept.refresh_from_db()

        assert (kept.kind, kept.names) == ("company", {"en": "One"})

    def test_can_be_kept_as_a_former_name(self):
        kept, gone = make.party(names="New name"), make.party(names="Old name")
        before = export()

        merge = merged(kept, gone, **{"names.en": "former"})

        assert [dict(one.names) for one in kept.former_names.all()] == [{"en": "Old name"}]
        merging.undo(merge=merge)
        assert export() == before

    def test_is_filled_in_where_the_kept_one_says_nothing(self):
        land = make.country("KZ")
        kept = make.place(names="Almaty", identifiers={"wikidata": "Q35493"})
        gone = make.place(
            names="Almaty", country=land, latitude="43.25", longitude="76.9",
            identifiers={"geonames": "1526384"},
        )  # fmt: skip

        merged(kept, gone)
        kept.refresh_from_db()

        assert (kept.country, str(kept.latitude)) == (land, "43.25000")
        assert kept.identifiers == {"wikidata": "Q35493", "geonames": "1526384"}

    def test_is_refused_when_the_choice_is_of_another_plan(self):
        kept, gone = make.party(names="One"), make.party(names="One")

        with pytest.raises(ValidationError, match="nothing to choose"):
            merged(kept, gone, **{"names.ru": "merged"})

    def test_becomes_one_part_with_the_evidence_of_both(self):
        kept, gone = make.party(), make.party()
        agreement = make.agreement(parties=[kept, gone])
        ours, theirs = agreement.participations.order_by("order")
        make.signature(participation=theirs)
        with recording() as opened:
            opened.touch(theirs)
            Participation.objects.filter(pk=theirs.pk).update(side=2)
        make.citation(theirs, paragraphs="7")

        planned = merging.plan(kept, gone)
        merged(kept, gone)
        ours.refresh_from_db()

        assert len(planned.collisions) == 1
        assert list(agreement.participations.all()) == [ours]
        assert ours.side == 2
        assert [one.paragraphs for one in ours.citations.order_by("pk")] == ["1", "7"]
        assert ours.signatures.count() == 1

    def test_is_told_where_two_such_parts_differ(self):
        kept, gone = make.party(), make.party()
        agreement = make.agreement(parties=[])
        make.participation(agreement=agreement, party=kept, side=1)
        make.participation(agreement=agreement, party=gone, side=2)

        (collision,) = merging.plan(kept, gone).collisions

        assert collision.differences == ("Side: 1 ≠ 2",)


class TestAMergeIsRefused:
    def test_where_the_kinds_differ(self):
        (sentence,) = merging.plan(make.party(), make.person()).refusals

        assert "not of one kind" in sentence

    @pytest.mark.parametrize("make_one", [make.agreement, make.source, make.country])
    def test_for_what_is_not_merged(self, make_one):
        (sentence,) = merging.plan(make_one(), make_one()).refusals

        assert "not merged" in sentence

    def test_for_one_record_and_itself(self):
        one = make.person()

        assert len(merging.plan(one, one).refusals) == 1

    def test_for_two_states(self):
        (sentence,) = merging.plan(make.state("KZ"), make.state("FR")).refusals

        assert sentence == "They are two states: Kazakhstan and France."

    def test_for_a_state_and_its_ministry(self):
        refusals = merging.plan(make.state("KZ"), make.party()).refusals

        assert refusals[0].startswith("One of them is a state")

    @pytest.mark.parametrize("is_turned", [False, True])
    def test_where_one_is_part_of_the_other(self, is_turned):
        above = make.party()
        below = make.party(parent=make.party(parent=above))
        pair = (below, above) if is_turned else (above, below)

        assert any("part of itself" in sentence for sentence in merging.plan(*pair).refusals)

    def test_where_an_event_would_be_part_of_itself(self):
        festival = make.event()

        assert merging.plan(festival, make.event(part_of=festival)).refusals

    def test_where_one_acts_for_the_other(self):
        kept, gone = make.party(), make.party()
        agreement = make.agreement(title="The treaty", parties=[])
        make.participation(agreement=agreement, party=kept, acting_for=gone)

        (sentence,) = merging.plan(kept, gone).refusals

        assert "The treaty" in sentence
        assert "acts for itself" in sentence

    def test_for_a_place_and_a_person(self):
        one, other = make.subject(place=make.place()), make.subject(person=make.person())

        assert merging.plan(one, other).refusals

    def test_where_a_published_film_would_go_up_in_a_draft(self):
        (sentence,) = merging.plan(make.coproduction(draft=True), make.coproduction()).refusals

        assert "publish this one first" in sentence

    def test_while_a_proposed_change_waits(self):
        kept, gone = make.party(), make.party()
        working.proposed_change(record=gone)

        assert merging.plan(kept, gone).refusals

    def test_without_a_reason(self):
        kept, gone = make.party(), make.party()

        with pytest.raises(ValidationError, match="Say why"):
            merging.merge(kept=kept, merged=gone, reason=" ", seen=merging.plan(kept, gone).seen)

    def test_on_top_of_what_nobody_has_looked_at(self):
        kept, gone = make.party(), make.party()
        seen = merging.plan(kept, gone).seen
        make.agreement(parties=[gone])

        with pytest.raises(StaleVersion):
            merging.merge(kept=kept, merged=gone, reason=REASON, seen=seen)
        assert Party.objects.filter(pk=gone.pk).exists()

    def test_with_a_warning_only_where_somebody_said_that_they_are_two(self):
        kept, gone = make.party(), make.party()
        first, second = sorted((kept.key, gone.key))
        said_by = User.objects.create_user("vera")
        working.distinction(first_key=first, second_key=second, said_by=said_by)

        planned = merging.plan(kept, gone)

        assert planned.warnings == ["vera has said that these two are not the same."]
        merging.undo(merge=merged(kept, gone))
        assert Distinction.objects.get().said_by == said_by
