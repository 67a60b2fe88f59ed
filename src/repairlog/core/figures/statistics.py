"""Statistics of entries as of a moment: counts, one pass, nothing kept of the words.

What the figures mean stands in `docs/figures.md`. Nothing here grows with the number of
entries but three lists of durations, eight bytes each, the combinations of words, and the groups.
"""

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, MutableSequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from itertools import product
from typing import Any, Literal, TypeVar

from repairlog.core.dates.naming import Precision, part_of
from repairlog.core.entries.checking import ANSWERS
from repairlog.core.entries.children import NameCounts
from repairlog.core.entries.model import Entry, Reading, Repair, State
from repairlog.core.figures.estimators import (
    MICROSECONDS_IN_HOUR,
    Incidence,
    cumulative_incidence,
    wilson,
)
from repairlog.core.figures.horizon import Horizon

ENOUGH = 10
"""Entries that are not at rest, from which a share is worth saying."""

BAND = 3
"""Hours side by side that are named together as those that hold many moments."""

_HOURS_FOR_BAND = 10
_MANY = 5
_PART_OF_KNOWN = 3

_MICROSECOND = timedelta(microseconds=1)
_Name = TypeVar("_Name", str, tuple[str, str])
MICROSECONDS_IN_DAY = 24 * MICROSECONDS_IN_HOUR


@dataclass
class Month:
    """Entries that happened in a local month. The states leave out those that stand apart."""

    entries: int = 0
    returned: int = 0
    waiting: int = 0
    at_rest: int = 0


def _none() -> MutableSequence[int]:
    return array("q")


@dataclass
class Durations:
    """From what happened to how it stood, in microseconds."""

    returned: MutableSequence[int] = field(default_factory=_none)
    at_rest: MutableSequence[int] = field(default_factory=_none)
    waiting: MutableSequence[int] = field(default_factory=_none)


@dataclass
class Stats:
    """Counts are entries. Everything about coming back leaves out those that stand apart.

    `steady` counts what nearly happened, which is in no other figure unless it stands apart;
    `they_came` counts those of the returned to which only the child came.
    `together` counts entries by family of feelings and what was done. `looked_back` counts
    those with a check-in since they were come back to, `since` what those check-ins say.
    """

    as_of: datetime
    exclude_logged_after: bool = False
    entries: int = 0
    apart: int = 0
    returned: int = 0
    waiting: int = 0
    at_rest: int = 0
    reconnected: int = 0
    logged_after: int = 0
    steady: int = 0
    they_came: int = 0
    looked_back: int = 0
    since: Counter[str] = field(default_factory=Counter)
    durations: Durations = field(default_factory=Durations)
    first: date | None = None
    last: date | None = None
    then: Counter[str] = field(default_factory=Counter)
    now: Counter[str] = field(default_factory=Counter)
    changed: Counter[tuple[str, str]] = field(default_factory=Counter)
    did: Counter[str] = field(default_factory=Counter)
    feelings: Counter[str] = field(default_factory=Counter)
    families: Counter[str] = field(default_factory=Counter)
    together: Counter[tuple[str, str]] = field(default_factory=Counter)
    child_feelings: Counter[str] = field(default_factory=Counter)
    body: Counter[str] = field(default_factory=Counter)
    capacities: Counter[str] = field(default_factory=Counter)
    months: dict[str, Month] = field(default_factory=dict)
    hours: list[list[int]] = field(default_factory=lambda: [[0] * 24 for _ in range(7)])
    parts_of_day: Counter[str] = field(default_factory=Counter)
    occasions: Counter[str] = field(default_factory=Counter)
    children: Counter[str] = field(default_factory=Counter)
    settings: Counter[str] = field(default_factory=Counter)
    tags: Counter[str] = field(default_factory=Counter)

    @property
    def rupture(self) -> int:
        """Entries that do not stand apart."""
        return self.entries - self.apart

    @property
    def not_at_rest(self) -> int:
        """What the share is a share of: entries that were come back to, or wait."""
        return self.returned + self.waiting

    @property
    def share(self) -> float | None:
        """Returned out of those not at rest, unrounded; None when that is 0 of 0."""
        return self.returned / self.not_at_rest if self.not_at_rest else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """The share's Wilson interval; None when the share is."""
        return wilson(self.returned, self.not_at_rest)

    @property
    def enough(self) -> bool:
        """Whether there are enough entries to say a share."""
        return self.not_at_rest >= ENOUGH

    @property
    def looked_again(self) -> int:
        """Entries whose reading was looked at again."""
        return sum(self.now.values())

    @property
    def hour_known(self) -> int:
        """Entries whose time is known to the minute."""
        return sum(map(sum, self.hours))

    @property
    def band(self) -> tuple[int, int] | None:
        """The first of `BAND` hours that hold many moments, and how many; across midnight too.

        None below ten known hours, and where fewer than five or a third lie so close. Of equal
        ones, that with most in its middle.
        """
        by_hour = [sum(row[hour] for row in self.hours) for hour in range(24)]
        within = [sum(by_hour[(hour + n) % 24] for n in range(BAND)) for hour in range(24)]
        first = max(range(24), key=lambda hour: (within[hour], by_hour[(hour + 1) % 24]))
        many, known = within[first], sum(by_hour)
        if known < _HOURS_FOR_BAND or many < _MANY or many * _PART_OF_KNOWN < known:
            return None
        return first, many

    @property
    def by_part_of_day(self) -> Counter[str]:
        """Entries by the part of their day, and by the words that were said of it."""
        return self.parts_of_day + self.occasions

    @cached_property
    def time_to_return(self) -> Incidence:
        """How the share that was come back to grew with time; ask once all is counted."""
        durations = self.durations
        return cumulative_incidence(durations.returned, durations.at_rest, durations.waiting)


_APART: Literal["apart"] = "apart"

_Words = tuple[str, ...]


class _Tally:
    """What is counted whole, entry by entry: the days, and words as they stand together.

    A journal has far fewer such combinations than entries, so that only they are taken apart.
    """

    def __init__(self) -> None:
        self.days: Counter[tuple[date, State | Literal["apart"]]] = Counter()
        self.readings: Counter[tuple[Reading | None, Reading | None]] = Counter()
        self.felt: Counter[tuple[_Words, _Words]] = Counter()
        self.child_feelings: Counter[_Words] = Counter()
        self.capacities: Counter[_Words] = Counter()
        self.tags: Counter[_Words] = Counter()
        self.settings: Counter[str] = Counter()
        self.children = NameCounts()
        self.body: Counter[_Words] = Counter()
        self.groups: dict[str, tuple[set[str], set[str], set[str]]] = {}

    def add_named(self, entry: Entry) -> None:
        """Count what was named of the child and of the moment."""
        if entry.child_feelings:
            self.child_feelings[entry.child_feelings] += 1
        if entry.capacities:
            self.capacities[entry.capacities] += 1
        if entry.tags:
            self.tags[entry.tags] += 1
        if entry.setting:
            self.settings[entry.setting] += 1
        if entry.child:
            self.children.add(entry.child, entry.logged)

    def add_of_adult(self, entry: Entry) -> bool:
        """Count what was felt and done, once for a group; return whether it is the first of it."""
        if not entry.group:
            self.felt[entry.feelings, entry.did] += 1
            if entry.body:
                self.body[entry.body] += 1
            return True
        first = entry.group not in self.groups
        found = self.groups.setdefault(entry.group, (set(), set(), set()))
        for known, said in zip(found, (entry.feelings, entry.did, entry.body), strict=True):
            known.update(said)
        return first

    def fill(self, stats: Stats, family_of: Callable[[str], str | None]) -> None:
        """Put the figures into the statistics."""
        self._fill_days(stats)
        for (then, now), count in self.readings.items():
            stats.then[then or "none"] += count
            if now:
                stats.now[now] += count
                stats.changed[then or "none", now] += count
        for felt, done, body in self.groups.values():
            self.felt[tuple(felt), tuple(done)] += 1
            self.body[tuple(body)] += 1
        for (feelings, did), count in self.felt.items():
            families = {family for word in feelings if (family := family_of(word))}
            _add(stats.did, did, count)
            _add(stats.feelings, feelings, count)
            _add(stats.families, families, count)
            _add(stats.together, product(families, did), count)
        stats.settings = self.settings
        stats.children = self.children.by_child
        for name in ("body", "child_feelings", "capacities", "tags"):
            counts: Counter[_Words] = getattr(self, name)
            for words, count in counts.items():
                _add(getattr(stats, name), words, count)

    def _fill_days(self, stats: Stats) -> None:
        for day, state in sorted(self.days):
            count = self.days[day, state]
            month = stats.months.setdefault(f"{day.year:04}-{day.month:02}", Month())
            stats.entries += count
            month.entries += count
            stats.first = stats.first or day
            stats.last = day
            setattr(stats, state, getattr(stats, state) + count)
            if state != _APART:
                setattr(month, state, getattr(month, state) + count)


def _add(counts: Counter[Any], items: Iterable[object], count: int) -> None:
    """Count each item once."""
    for item in set(items):
        counts[item] += count


def collect(
    entries: Iterable[Entry],
    as_of: datetime,
    family_of: Callable[[str], str | None],
    *,
    exclude_logged_after: bool = False,
) -> Stats:
    """Count the entries as they stood at `as_of`; what came after it is not seen.

    `exclude_logged_after` leaves entries that were written down only after their first
    return out of the time until it, and out of nothing else.
    """
    stats = Stats(as_of, exclude_logged_after)
    tally = _Tally()
    horizon = Horizon.of(as_of)
    for entry in entries:
        happened = entry.happened
        day = happened.date()
        if day >= horizon.long_before and horizon.hides(happened, entry.precision):
            continue
        if entry.kind == "steady" and not entry.apart:
            stats.steady += 1
            continue
        state = _APART if entry.apart else _state(stats, entry, horizon)
        tally.days[day, state] += 1
        moment = entry.moment
        tally.readings[moment.then, moment.now] += 1
        tally.add_named(entry)
        if tally.add_of_adult(entry):
            _add_time_of_day(stats, entry)
    tally.fill(stats, family_of)
    return stats


def _add_time_of_day(stats: Stats, entry: Entry) -> None:
    """Count hour, part of the day and occasion; where no part was said, the hour tells it."""
    part: str = entry.part
    if entry.precision == "minute":
        hour = entry.happened.hour
        stats.hours[entry.happened.weekday()][hour] += 1
        part = part or part_of(hour)
    if part:
        stats.parts_of_day[part] += 1
    if entry.occasion:
        stats.occasions[entry.occasion.casefold()] += 1


def most(counts: Mapping[_Name, int]) -> list[tuple[_Name, int]]:
    """Return counts, most frequent first, then by name."""
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _returns_at(entry: Entry, horizon: Horizon) -> list[Repair]:
    """Return the attempts in which the adult had come back by then, earliest first."""
    came = [
        each
        for each in entry.repairs
        if each.outcome != "planned"
        and not each.gone
        and not horizon.hides(each.at or each.edited, each.precision)
    ]
    if len(came) > 1:
        came.sort(key=lambda each: each.at or each.edited)
    return came


def _state(stats: Stats, entry: Entry, horizon: Horizon) -> State:
    """Return how the entry stood, its duration and whether it was settled now counted."""
    came = _returns_at(entry, horizon) if entry.repairs else None
    if came:
        stats.reconnected += any(repair.outcome == "reconnected" for repair in came)
        stats.they_came += all(repair.they_came for repair in came)
        _add_return(stats, entry, came[0])
        if entry.check_ins:
            _add_check_ins(stats, entry)
        return "returned"
    if entry.rest is not None and entry.rest.at <= stats.as_of:
        stats.durations.at_rest.append(_lasted(entry, entry.rest.at, "minute"))
        return "at_rest"
    stats.durations.waiting.append(_waited(entry, horizon))
    return "waiting"


def _add_check_ins(stats: Stats, entry: Entry) -> None:
    """Count what was so at any look back at the entry."""
    checks = [each for each in entry.checks if each.answers and each.at <= stats.as_of]
    stats.looked_back += bool(checks)
    for answer in ANSWERS:
        stats.since[answer] += any(getattr(each, answer) for each in checks)


def _add_return(stats: Stats, entry: Entry, first: Repair) -> None:
    at, logged = first.at or first.edited, entry.logged
    if logged.toordinal() + 1 < at.toordinal():  # an offset is less than a day, and slow to read
        logged_after = False
    elif first.precision == "minute":
        logged_after = logged > at
    else:
        logged_after = logged.astimezone(at.tzinfo).date() > at.date()
    stats.logged_after += logged_after
    if not (logged_after and stats.exclude_logged_after):
        stats.durations.returned.append(_lasted(entry, at, first.precision))


def _waited(entry: Entry, horizon: Horizon) -> int:
    if entry.precision == "day":
        return _days_between(entry.happened, horizon.day_for(entry.happened))
    return _lasted(entry, horizon.at, "minute")


def _days_between(happened: datetime, end: date) -> int:
    return max(end.toordinal() - happened.toordinal(), 0) * MICROSECONDS_IN_DAY


def _lasted(entry: Entry, end: datetime, precision: Precision) -> int:
    """Return microseconds from what happened to its end, never less than none.

    In UTC; where either is known only to the day, whole days between their local dates.
    """
    if entry.precision == "day" or precision == "day":
        return _days_between(entry.happened, end)
    return max((end - entry.happened) // _MICROSECOND, 0)
