"""What follows from evidence and from acts: the basis of claims, the status of agreements."""

from datetime import date

import pytest

from coop.curation import recording
from coop.facets.claims import CLAIMS_OF
from coop.models import Agreement, Citation, StatusPeriod
from coop.models.base import Evidenced
from tests import factories

TODAY = date(2026, 1, 15)

CLAIMS = {
    **{
        name: getattr(factories, name)
        for name in (
            *("agreement", "occasion", "participation", "signature", "act", "relation"),
            *("statement", "provision", "rule", "attendance", "coproduction", "partner"),
            *("screening", "film_link"),
        )
    },
    **{name: getattr(factories, name) for name in ("party", "person", "event", "place")},
}


def uncited(make):
    takes_evidence = make not in (
        factories.party,
        factories.person,
        factories.event,
        factories.place,
    )
    return make(evidence=False) if takes_evidence else make()


def cite(thing, *bases):
    return [factories.citation(thing, basis=basis, note="How so.") for basis in bases]


def basis(thing):
    return type(thing)._base_manager.get(pk=thing.pk).basis


each_claim = pytest.mark.parametrize("make", CLAIMS.values(), ids=CLAIMS)


@pytest.mark.django_db
class TestTheBasisOfAClaim:
    @each_claim
    def test_is_empty_without_evidence(self, make):
        assert basis(uncited(make)) == ""

    @each_claim
    def test_is_that_of_its_evidence_and_goes_with_it(self, make):
        claim = uncited(make)
        (citation,) = cite(claim, "inferred")
        cited = basis(claim)

        with recording() as opened:
            opened.touch(citation)
            citation.delete()

        assert (cited, basis(claim)) == ("inferred", "")

    @pytest.mark.parametrize(
        ("bases", "strongest"),
        [
            (["ambiguous", "stated"], "stated"),
            (["ambiguous", "supplied"], "supplied"),
            (["supplied", "inferred"], "inferred"),
            (["ambiguous", "inferred", "supplied", "stated"], "stated"),
            (["ambiguous", "ambiguous"], "ambiguous"),
        ],
    )
    def test_is_the_strongest_of_its_evidence(self, bases, strongest):
        claim = factories.provision(evidence=False)

        cite(claim, *bases)

        assert basis(claim) == strongest

    def test_is_possible_only_while_all_its_evidence_is_ambiguous(self):
        claim = factories.provision(evidence=False)
        cite(claim, "ambiguous")
        claim.refresh_from_db()
        was_possible = claim.is_possible

        cite(claim, "inferred")

        claim.refresh_from_db()
        assert (was_possible, claim.is_possible) == (True, False)

    def test_leaves_the_claim_beside_it_alone(self):
        first = factories.provision(evidence=False)
        second = factories.provision(agreement=first.agreement, evidence=False)

        cite(first, "stated")

        assert (basis(first), basis(second)) == ("stated", "")

    def test_moves_with_its_evidence(self):
        first = factories.provision(evidence=False)
        second = factories.provision(evidence=False)
        (citation,) = cite(first, "stated")

        with recording() as opened:
            opened.touch(citation)
            citation.provision = second
            citation.save()
            opened.touch(citation)

        assert (basis(first), basis(second)) == ("", "stated")

    def test_is_kept_for_everything_that_can_be_cited(self):
        targets = {name for targets in CLAIMS_OF.values() for name in targets}

        assert targets == set(Citation.TARGETS)
        for name in Citation.TARGETS:
            assert issubclass(Citation._meta.get_field(name).related_model, Evidenced)


def statuses(agreement, day):
    periods = StatusPeriod.objects.filter(agreement=agreement).on(day, TODAY)
    return [(period.status, period.is_certain) for period in periods]


@pytest.mark.django_db
class TestTheStatusOfAnAgreement:
    def test_is_unknown_today_without_an_act_and_untold_before(self):
        agreement = factories.agreement()

        assert statuses(agreement, TODAY) == [("unknown", True)]
        assert statuses(agreement, date(2020, 1, 1)) == []

    def test_follows_a_new_act_and_its_deletion(self):
        agreement = factories.agreement()
        act = factories.act(agreement=agreement, done_on="2020-05-14")
        signed = statuses(agreement, TODAY)

        with recording() as opened:
            opened.touch(act)
            act.delete()

        assert (signed, statuses(agreement, TODAY)) == ([("signed", True)], [("unknown", True)])

    def test_follows_the_day_on_which_an_act_takes_effect(self):
        act = factories.act(
            kind="entry-into-force", done_on="2020-01-01", effective_on="2021-01-01"
        )

        assert statuses(act.agreement, date(2020, 6, 1)) == []
        assert statuses(act.agreement, date(2021, 1, 1)) == [("in-force", True)]

    def test_without_a_date_holds_today_and_says_nothing_of_the_past(self):
        act = factories.act(done_on="")

        assert statuses(act.agreement, TODAY) == [("signed", True)]
        assert statuses(act.agreement, date(2026, 1, 14)) == []

    def test_of_a_doubtful_day_holds_today_and_possibly_held_before(self):
        act = factories.act(done_on="?2025-12-11")

        assert statuses(act.agreement, TODAY) == [("signed", True)]
        assert statuses(act.agreement, date(2025, 12, 31)) == [("signed", False)]

    def test_passes_over_an_act_that_is_merely_possible(self):
        act = factories.act(evidence=False)

        factories.citation(act, basis="ambiguous", note="Or only announced.")

        assert statuses(act.agreement, TODAY) == [("unknown", True)]

    def test_follows_the_preferred_of_two_conflicting_acts(self):
        act = factories.act(done_on="2020-05-14")
        factories.act(
            agreement=act.agreement,
            done_on="2020-05-24",
            is_preferred=True,
            preference_reason="The text itself says so.",
        )

        assert statuses(act.agreement, date(2020, 5, 20)) == []
        assert statuses(act.agreement, date(2020, 5, 24)) == [("signed", True)]

    def test_tells_a_party_that_is_bound_from_a_body_that_only_handles(self):
        agreement = factories.agreement()
        first, second = agreement.participations.all()
        handler = factories.participation(agreement=agreement, role="depositary")
        for participation in (first, second):
            factories.act(
                agreement=agreement,
                participation=participation,
                kind="entry-into-force",
                done_on="2020-01-01",
            )

        assert handler.role == "depositary"
        assert statuses(agreement, TODAY) == [("in-force", True)]

    def test_in_force_is_asked_by_day(self):
        act = factories.act(kind="entry-into-force", done_on="2020")

        def certain(day):
            return list(Agreement.objects.in_force(day, TODAY))

        def possible(day):
            return list(Agreement.objects.possibly_in_force(day, TODAY))

        assert (certain(date(2019, 12, 31)), possible(date(2019, 12, 31))) == ([], [])
        assert (certain(date(2020, 6, 1)), possible(date(2020, 6, 1))) == ([], [act.agreement])
        assert (certain(date(2021, 1, 1)), possible(date(2021, 1, 1))) == ([act.agreement], [])

    def test_signed_between_leaves_the_undated_out_of_every_range(self):
        dated = factories.act(done_on="2022-06").agreement
        doubtful = factories.act(done_on="?2022-06-02").agreement
        undated = factories.act(done_on="").agreement
        first, last = date(2022, 1, 1), date(2022, 12, 31)

        assert set(Agreement.objects.signed_between(first, last)) == {dated, doubtful}
        assert set(Agreement.objects.signed_between(None, None)) == {dated, doubtful}
        assert set(Agreement.objects.certainly_signed_between(first, last)) == {dated}
        assert set(Agreement.objects.undated()) == {undated}
        assert set(Agreement.objects.signed_between(date(2022, 6, 10), None)) == {dated}
        assert set(Agreement.objects.certainly_signed_between(date(2022, 6, 10), None)) == set()
