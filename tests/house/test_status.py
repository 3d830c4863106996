"""Lives of agreements, and the periods of status that follow from their acts."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop.dates.edtf import parse
from coop.status import LIFE_ORDER, ActOn, periods
from coop.vocabulary.acts import ActKind, Status


def act(kind, when="", by=None):
    if not when:
        return ActOn(kind, by=by)
    read = parse(when)
    return ActOn(kind, read.earliest, read.latest, not read.is_qualified, by)


def life(*acts, parties=()):
    """The periods, each as ``status from..until``; ``~`` possible, ``!`` only today, ``<`` past."""
    return [written(period) for period in periods([act(*one) for one in acts], parties)]


def written(period):
    marks = "~" * (not period.is_certain)
    marks += "!" * (not period.holds_in_past) + "<" * (not period.holds_today)
    if period.starts_on is None:
        return f"{period.status}{marks}"
    return f"{period.status}{marks} {period.starts_on}..{period.ends_on or ''}"


S, E, T = ActKind.SIGNATURE, ActKind.ENTRY_INTO_FORCE, ActKind.TERMINATION

LIVES = {
    "no act at all": ([], (), ["unknown!"]),
    "signed, without a date": ([(S,)], (), ["signed!"]),
    "signed on a day": ([(S, "2024-05-14")], (), ["signed 2024-05-14.."]),
    "signed in a month": (
        [(S, "2022-06")],
        (),
        ["signed~ 2022-06-01..2022-06-29", "signed 2022-06-30.."],
    ),
    "signed in a year": (
        [(S, "2015")],
        (),
        ["signed~ 2015-01-01..2015-12-30", "signed 2015-12-31.."],
    ),
    "signed on a day of a doubtful year": (
        [(S, "?2025-12-11")],
        (),
        ["signed~< 2025-12-11..", "signed! 2025-12-11.."],
    ),
    "signed in a doubtful year": (
        [(S, "2025?")],
        (),
        ["signed~< 2025-01-01..", "signed~! 2025-01-01..2025-12-30", "signed! 2025-12-31.."],
    ),
    "signed on a day without a year": ([(S, "XXXX-12-11")], (), ["signed!"]),
    "signed some time during an interval": (
        [(S, "2020-01-01/2020-03-01")],
        (),
        ["signed~ 2020-01-01..2020-02-29", "signed 2020-03-01.."],
    ),
    "signed some time after a day": ([(S, "2020-01-01/..")], (), ["signed~ 2020-01-01.."]),
    "signed some time before a day": ([(S, "../2020-01-01")], (), ["signed 2020-01-01.."]),
    "negotiated, then signed": (
        [(ActKind.NEGOTIATION, "2019-02-01"), (S, "2020-02-01")],
        (),
        ["negotiating 2019-02-01..2020-01-31", "signed 2020-02-01.."],
    ),
    "signed, ratified, then in force": (
        [(S, "2020-01-10"), (ActKind.RATIFICATION, "2020-06-01"), (E, "2020-07-01")],
        (),
        ["signed 2020-01-10..2020-06-30", "in-force 2020-07-01.."],
    ),
    "signed and in force on one day": (
        [(S, "2020-01-10"), (E, "2020-01-10")],
        (),
        ["in-force 2020-01-10.."],
    ),
    "in force before it was signed": (
        [(S, "2020-05-01"), (E, "2020-01-01")],
        (),
        ["in-force 2020-01-01.."],
    ),
    "ratified, without a known signature": (
        [(ActKind.RATIFICATION, "2020-06-01")],
        (),
        ["signed 2020-06-01.."],
    ),
    "signed on a day, in force in a year": (
        [(S, "2020-03-01"), (E, "2021")],
        (),
        [
            "signed 2020-03-01..2020-12-31",
            "signed~ 2021-01-01..2021-12-30",
            "in-force~ 2021-01-01..2021-12-30",
            "in-force 2021-12-31..",
        ],
    ),
    "signed in the year in which it entered into force": (
        [(S, "2020"), (E, "2020-03-01")],
        (),
        ["signed~ 2020-01-01..2020-02-29", "in-force 2020-03-01.."],
    ),
    "applied provisionally, then in force": (
        [(S, "2020-01-01"), (ActKind.PROVISIONAL_APPLICATION, "2020-02-01"), (E, "2021-01-01")],
        (),
        [
            "signed 2020-01-01..2020-01-31",
            "provisionally-applied 2020-02-01..2020-12-31",
            "in-force 2021-01-01..",
        ],
    ),
    "in force for one party after the other": (
        [(E, "2020-01-01", 1), (E, "2021-01-01", 2), (E, "2022-01-01", 3)],
        (1, 2, 3),
        ["in-force-for-some-parties 2020-01-01..2021-12-31", "in-force 2022-01-01.."],
    ),
    "denounced by one of two parties": (
        [(E, "2020-01-01"), (ActKind.DENUNCIATION, "2023-06-01", 1)],
        (1, 2),
        ["in-force 2020-01-01..2023-05-31", "terminated 2023-06-01.."],
    ),
    "denounced by one of five parties": (
        [(E, "2020-01-01"), (ActKind.DENUNCIATION, "2023-06-01", 1)],
        (1, 2, 3, 4, 5),
        ["in-force 2020-01-01..2023-05-31", "in-force-for-some-parties 2023-06-01.."],
    ),
    "left by all but one": (
        [
            (E, "2020-01-01"),
            (ActKind.WITHDRAWAL, "2021-01-01", 1),
            (ActKind.WITHDRAWAL, "2022-01-01", 2),
        ],
        (1, 2, 3),
        [
            "in-force 2020-01-01..2020-12-31",
            "in-force-for-some-parties 2021-01-01..2021-12-31",
            "terminated 2022-01-01..",
        ],
    ),
    "left by one for whom it was never in force": (
        [(E, "2020-01-01", 1), (ActKind.WITHDRAWAL, "2021-01-01", 2)],
        (1, 2, 3),
        ["in-force-for-some-parties 2020-01-01.."],
    ),
    "amended, then renewed": (
        [(E, "2010-01-01"), (ActKind.AMENDMENT, "2012-01-01"), (ActKind.RENEWAL, "2015-01-01")],
        (),
        [
            "in-force 2010-01-01..2011-12-31",
            "amended 2012-01-01..2014-12-31",
            "renewed 2015-01-01..",
        ],
    ),
    "amended before it was in force": (
        [(S, "2010-01-01"), (ActKind.AMENDMENT, "2012-01-01")],
        (),
        ["signed 2010-01-01.."],
    ),
    "amended, then joined by another party": (
        [(E, "2010-01-01", 1), (ActKind.AMENDMENT, "2012-01-01"), (E, "2015-01-01", 2)],
        (1, 2),
        ["in-force-for-some-parties 2010-01-01..2011-12-31", "amended 2012-01-01.."],
    ),
    "suspended, then renewed": (
        [(E, "2010-01-01"), (ActKind.SUSPENSION, "2012-01-01"), (ActKind.RENEWAL, "2013-01-01")],
        (),
        [
            "in-force 2010-01-01..2011-12-31",
            "suspended 2012-01-01..2012-12-31",
            "renewed 2013-01-01..",
        ],
    ),
    "suspended some time in the year of its renewal": (
        [(E, "2010-01-01"), (ActKind.SUSPENSION, "2012"), (ActKind.RENEWAL, "2012-03-01")],
        (),
        [
            "in-force 2010-01-01..2011-12-31",
            "in-force~ 2012-01-01..2012-12-30",
            "suspended~ 2012-01-01..2012-12-30",
            "renewed~ 2012-03-01..2012-12-30",
            "renewed 2012-12-31..",
        ],
    ),
    "expired": (
        [(E, "2010-01-01"), (ActKind.EXPIRY, "2015-01-01")],
        (),
        ["in-force 2010-01-01..2014-12-31", "expired 2015-01-01.."],
    ),
    "superseded, and nothing after that": (
        [(E, "2010-01-01"), (ActKind.SUPERSESSION, "2015-01-01"), (E, "2016-01-01", 3)],
        (1, 2, 3),
        ["in-force 2010-01-01..2014-12-31", "superseded 2015-01-01.."],
    ),
    "ended in a doubtful year": (
        [(E, "2010-01-01"), (T, "2020?")],
        (),
        [
            "in-force 2010-01-01..2019-12-31",
            "in-force~< 2020-01-01..",
            "terminated~< 2020-01-01..",
            "in-force~! 2020-01-01..2020-12-30",
            "terminated~! 2020-01-01..2020-12-30",
            "terminated! 2020-12-31..",
        ],
    ),
    "signed on a day, in force without a date": (
        [(S, "2020-01-01"), (E,)],
        (),
        ["signed~< 2020-01-01..", "in-force!"],
    ),
    "in force on a day, signed without a date": (
        [(S,), (E, "2020-01-01")],
        (),
        ["in-force 2020-01-01.."],
    ),
    "signed, in force, and ended without a date": (
        [(S, "2019-01-01"), (E, "2020-01-01"), (T,)],
        (),
        ["signed< 2019-01-01..2019-12-31", "in-force~< 2020-01-01..", "terminated!"],
    ),
    "signed without a date, and without a date in force": ([(S,), (E,)], (), ["in-force!"]),
    "signed on either of two days, as the sources differ": (
        [(S, "2020-05-14"), (S, "2020-05-24")],
        (),
        ["signed~ 2020-05-14..2020-05-23", "signed 2020-05-24.."],
    ),
    "signed on a day that only one source states": (
        [(S, "2020-05-14"), (S,)],
        (),
        ["signed 2020-05-14.."],
    ),
    "signed by two parties on two days": (
        [(S, "2020-05-14", 1), (S, "2020-05-24", 2)],
        (1, 2),
        ["signed 2020-05-14.."],
    ),
    "amended twice, on two days": (
        [(E, "2010-01-01"), (ActKind.AMENDMENT, "2012-01-01"), (ActKind.AMENDMENT, "2014-01-01")],
        (),
        ["in-force 2010-01-01..2011-12-31", "amended 2012-01-01.."],
    ),
    "reserved against, which changes nothing": (
        [(E, "2010-01-01"), (ActKind.RESERVATION, "2012-01-01", 1)],
        (1, 2),
        ["in-force 2010-01-01.."],
    ),
    "from the first day there is": (
        [(S, "0001"), (E, "0001-01-01")],
        (),
        ["in-force 0001-01-01.."],
    ),
}


class TestALife:
    @pytest.mark.parametrize(("acts", "parties", "expected"), LIVES.values(), ids=LIVES)
    def test_has_the_periods_that_its_acts_lead_to(self, acts, parties, expected):
        assert life(*acts, parties=parties) == expected

    def test_knows_every_kind_of_act(self):
        assert set(LIFE_ORDER) == set(ActKind)


FIRST = date(2000, 1, 1)


@st.composite
def acts(draw):
    earliest = draw(st.none() | st.integers(0, 30))
    length = draw(st.sampled_from([0, 0, 0, 5, 20]))
    latest = None if earliest is None else earliest + length
    if draw(st.booleans()) and length:
        earliest, latest = draw(st.sampled_from([(earliest, None), (None, latest)]))
    return ActOn(
        draw(st.sampled_from(ActKind.values)),
        None if earliest is None else FIRST + timedelta(earliest),
        None if latest is None else FIRST + timedelta(latest),
        draw(st.booleans()),
        draw(st.sampled_from([None, None, 1, 2, 3])),
    )


DAYS = [FIRST + timedelta(number) for number in range(-2, 60)]


def holding(found, day, today):
    """The same question as ``StatusPeriodQuerySet.on`` asks the database."""
    return [
        period
        for period in found
        if (period.holds_in_past if day < today else period.holds_today)
        and (
            (period.starts_on is None and day >= today)
            or (
                period.starts_on is not None
                and period.starts_on <= day
                and (period.ends_on is None or day <= period.ends_on)
            )
        )
    ]


class TestAnyLife:
    @given(st.lists(acts(), max_size=6), st.sampled_from([(), (1,), (1, 2), (1, 2, 3, 4)]))
    def test_has_one_certain_status_on_a_day_or_only_possible_ones(self, life, parties):
        found = periods(life, parties)

        for day in DAYS:
            for today in (day, DAYS[-1]):
                held = holding(found, day, today)
                statuses = {period.status for period in held}
                certain = [period for period in held if period.is_certain]
                assert len(certain) <= 1
                assert not certain or len(statuses) == 1

    @given(st.lists(acts(), max_size=6), st.sampled_from([(), (1, 2), (1, 2, 3, 4)]))
    def test_never_runs_backwards(self, life, parties):
        for period in periods(life, parties):
            if period.starts_on and period.ends_on:
                assert period.starts_on <= period.ends_on

    @given(st.lists(acts(), max_size=6), st.sampled_from([(), (1, 2), (1, 2, 3, 4)]))
    def test_leaves_no_day_out_once_it_has_begun(self, life, parties):
        found = periods(life, parties)
        begun = [period.starts_on for period in found if period.starts_on]

        for day in DAYS:
            if begun and day >= min(begun):
                assert holding(found, day, DAYS[-1] + timedelta(1))

    @given(st.lists(acts(), max_size=6), st.sampled_from([(), (1,), (1, 2, 3)]), st.randoms())
    def test_is_the_same_in_whatever_order_its_acts_are_told(self, life, parties, random):
        shuffled = list(life)
        random.shuffle(shuffled)

        assert periods(shuffled, parties) == periods(life, parties)

    @given(acts().filter(lambda act: not act.is_dated))
    def test_with_undated_acts_alone_says_nothing_of_past_days(self, act):
        assert holding(periods([act]), FIRST, FIRST + timedelta(1)) == []

    @given(st.lists(acts(), max_size=6))
    def test_has_a_status_today_or_one_that_is_yet_to_begin(self, life):
        found = periods(life)

        assert {period.status for period in found} <= set(Status)
        assert holding(found, DAYS[-1], DAYS[-1])
