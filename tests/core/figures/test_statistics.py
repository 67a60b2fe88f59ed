"""The figures count what `docs/figures.md` says they count."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from repairlog.core.entries.model import CheckIn, Repair
from repairlog.core.figures.statistics import collect
from support.cases import each_of
from support.journals import START, ZONE, entry, new_id

AS_OF = START + timedelta(days=30)
FAMILIES = {"tired": "tired", "drained": "tired", "guilty": "ashamed"}


def counted(*entries, as_of=AS_OF, **options):
    """The figures of these entries."""
    return collect(entries, as_of, FAMILIES.get, **options)


def hours(durations):
    """Microseconds as hours."""
    return [each / 3_600_000_000 for each in durations]


def test_states_share_and_interval():
    """Rest is outside the share; a repair beats rest; a planned one is no repair."""
    found = counted(
        entry(back=2, outcome="reconnected"),
        entry(back=3, rested=1),
        entry(back=None),
        entry(rested=5),
        entry(back=4, outcome="planned"),
    )
    assert (found.returned, found.waiting, found.at_rest) == (2, 2, 1)
    assert (found.share, found.reconnected, found.enough) == (0.5, 1, False)
    assert found.interval == pytest.approx((0.150, 0.850), abs=0.001)


def test_nothing_to_share():
    """0 of 0 is no share and no interval."""
    found = counted(entry(rested=1))
    assert (found.share, found.interval, found.time_to_return.median_hours) == (None, None, None)


@each_of("kind", ["hurt", "restrained"])
def test_what_stands_apart_is_in_no_figure_about_coming_back(kind):
    """Such an entry is counted, and its repair is not."""
    found = counted(entry(back=1, did=(kind,)), entry(back=2))
    assert (found.entries, found.apart, found.rupture, found.returned) == (2, 1, 1, 1)
    assert (found.time_to_return.n, found.months["2026-05"].returned) == (1, 1)
    assert found.did[kind] == 1


def test_what_came_after_as_of_is_not_seen():
    """Entries, repairs and rests after the moment are as if not there yet."""
    as_of = START + timedelta(hours=6)
    later = entry(START + timedelta(hours=7))
    found = counted(entry(back=8), entry(rested=9), entry(back=5), later, as_of=as_of)
    assert (found.entries, found.waiting, found.returned, found.at_rest) == (3, 2, 1, 0)
    assert hours(found.durations.waiting) == [6, 6]


def test_a_repair_on_the_day_of_as_of_is_seen():
    """What is known to the day is seen on its whole day, though noon may be later."""
    as_of = START.replace(hour=9)
    found = counted(entry(START.replace(hour=12), precision="day"), as_of=as_of)
    assert found.entries == 1
    before = counted(
        entry(START.replace(hour=12), precision="day"), as_of=as_of - timedelta(days=1)
    )
    assert before.entries == 0


@each_of("offset", [-12, 0, 14])
def test_nearly_a_day_of_offset_is_still_compared_rightly(offset):
    """Around `as_of` instants decide, in whatever zone they were written."""
    zone = timezone(timedelta(hours=offset))
    before = entry((AS_OF - timedelta(minutes=1)).astimezone(zone))
    after = entry((AS_OF + timedelta(minutes=1)).astimezone(zone))
    assert counted(before, after).entries == 1


def test_time_runs_in_hours_of_utc_to_the_first_return():
    """The earliest of several returns ends the time; offsets are no hours."""
    moved = entry(START).replace(
        repairs=(
            Repair(id=new_id(), at=START + timedelta(hours=30), precision="minute",
                   edited=START, outcome="offered"),
            Repair(
                id=new_id(),
                at=(START + timedelta(hours=2)).astimezone(timezone(timedelta(hours=9))),
                precision="minute", edited=START + timedelta(days=2), outcome="reconnected",
            ),
        )
    )  # fmt: skip
    found = counted(moved)
    assert hours(found.durations.returned) == [2]
    assert found.reconnected == 1


def test_a_day_is_a_difference_of_local_dates():
    """Where either end is known to the day only, time is whole days."""
    found = counted(
        entry(back=20, back_precision="day"),
        entry(START.replace(hour=12), precision="day", back=13),
        entry(START.replace(hour=12), precision="day"),
    )
    assert hours(found.durations.returned) == [24, 24]
    assert hours(found.durations.waiting) == [30 * 24]


def test_nothing_takes_less_than_no_time():
    """A repair before it happened counts as 0 hours."""
    assert hours(counted(entry(back=-3)).durations.returned) == [0]
    days = entry(back=-30, back_precision="day")
    assert hours(counted(days).durations.returned) == [0]


def test_written_down_after_the_return():
    """Such entries are counted, and leave the time when asked, and nothing else."""
    late = START + timedelta(days=2)
    entries = [
        entry(back=2, logged=late),
        entry(back=2, back_precision="day", logged=START + timedelta(hours=3)),
        entry(back=60, logged=late),
    ]
    found = counted(*entries)
    assert (found.logged_after, found.time_to_return.n) == (1, 3)
    without = counted(*entries, exclude_logged_after=True)
    assert (without.logged_after, without.time_to_return.n, without.returned) == (1, 2, 3)


def test_a_deleted_return_is_none():
    """A repair that was taken back does not count as coming back."""
    base = entry(back=2)
    (repair,) = base.repairs
    gone = base.replace(repairs=(repair.replace(deleted=repair.edited),))
    found = counted(gone)
    assert (found.returned, found.waiting, found.reconnected) == (0, 1, 0)


def test_words_count_once_an_entry():
    """Repeats in an entry are one; families and what was done are counted together."""
    found = counted(
        entry(feelings=("tired", "drained", "own word"), did=("yelled", "yelled"), body=("teeth",))
    )
    assert (found.feelings["tired"], found.families["tired"], found.did["yelled"]) == (1, 1, 1)
    assert dict(found.together) == {("tired", "yelled"): 1}
    assert found.feelings["own word"] == 1


def test_moments_keep_unchanged_pairs():
    """What was looked at again counts whether or not it moved; none stands for not said."""
    found = counted(
        entry(then="wont", now="cant"), entry(then="wont", now="wont"), entry(now="both")
    )
    assert found.looked_again == 3
    assert dict(found.changed) == {("wont", "cant"): 1, ("wont", "wont"): 1, ("none", "both"): 1}
    assert (found.then["none"], found.then["wont"]) == (1, 2)


def test_hours_are_local_and_to_the_minute_only():
    """A day has no hour; an hour is that of the entry's own clock."""
    tokyo = datetime(2026, 5, 4, 7, 30, tzinfo=timezone(timedelta(hours=9)))
    found = counted(entry(tokyo), entry(START.replace(hour=12), precision="day"))
    assert (found.hour_known, found.hours[0][7]) == (1, 1)


def test_parts_of_the_day_are_those_said_or_those_of_the_hour():
    """What was said counts, else what a known hour tells; a day alone has no part."""
    found = counted(
        entry(),
        entry(precision="day", part="evening", occasion="bath time"),
        entry(START.replace(hour=20), part="night", occasion="Bath time"),
        entry(precision="day", occasion="after football"),
        entry(precision="day"),
    )
    assert found.parts_of_day == {"evening": 2, "night": 1}
    assert found.occasions == {"bath time": 2, "after football": 1}
    assert found.by_part_of_day == found.parts_of_day + found.occasions


def test_a_group_counts_once_for_its_time_of_day():
    """One event with two children is one hour, one part and one occasion, and two moments."""
    one = {"occasion": "bedtime", "group": "one"}
    found = counted(entry(**one), entry(**one), entry(occasion="bedtime"))
    assert (found.entries, found.hour_known) == (3, 2)
    assert (found.parts_of_day["evening"], found.occasions["bedtime"]) == (2, 2)


@each_of(
    ("hours_known", "band"),
    [
        ([18] * 9, None),
        ([18] * 10, (17, 10)),
        ([7, 9, *range(10, 22, 3), 1, 3, 5, 23], None),
        ([18, 18, 19, 19, 9, 12, 15, 22, 1, 4], None),
        ([18, 18, 19, 19, 20, 9, 12, 15, 1, 4], (18, 5)),
        ([23, 23, 0, 0, 1, 9, 12, 15, 18, 6], (23, 5)),
        ([18] * 5 + [*range(0, 16, 2), 21, 22, 23], None),
        ([18] * 5 + [*range(0, 16, 2), 21, 22], (17, 5)),
    ],
)
def test_hours_are_named_only_where_many_lie_close(hours_known, band):
    """From ten known hours, where five and a third lie within three; midnight is no edge."""
    found = counted(*(entry(START.replace(hour=hour)) for hour in hours_known))
    assert found.band == band


def test_months_children_and_settings():
    """Months are local; children and settings are plain counts."""
    new_year = datetime(2026, 1, 1, 0, 30, tzinfo=ZONE)
    found = counted(
        entry(new_year, child="Wren", setting="foster", back=1), entry(new_year, child="Wren")
    )
    month = found.months["2026-01"]
    assert (month.entries, month.returned, month.waiting, month.at_rest) == (2, 1, 1, 0)
    assert (found.children["Wren"], found.settings["foster"]) == (2, 1)


def test_a_check_in_is_no_return():
    """Looking in later is kept, and is not coming back."""
    looked_in = entry().replace(
        check_ins=(CheckIn(id=new_id(), at=START.astimezone(UTC), edited=START.astimezone(UTC)),)
    )
    assert counted(looked_in).waiting == 1
