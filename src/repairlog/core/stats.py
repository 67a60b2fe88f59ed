"""What the entries say together, as of a moment: counts, one pass, nothing kept of the words.

What the figures mean stands in `docs/figures.md`. Nothing here grows with the number of
entries but three lists of durations, eight bytes each.
"""

from array import array
from collections import Counter
from collections.abc import Callable, Collection, Iterable, MutableSequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cached_property

from repairlog.core.entry import Entry, Precision, Repair, State
from repairlog.core.incidence import Incidence, cumulative_incidence, wilson

ENOUGH = 10
"""Entries that are not at rest, from which a share is worth saying."""

READINGS = ("cant", "wont", "both", "unsure")

_MICROSECOND = timedelta(microseconds=1)
_MICROSECONDS_IN_DAY = 24 * 3_600_000_000


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

    `together` counts entries by family of feelings and what was done.
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

    @cached_property
    def time_to_return(self) -> Incidence:
        """How the share that was come back to grew with time; ask once all is counted."""
        durations = self.durations
        return cumulative_incidence(durations.returned, durations.at_rest, durations.waiting)


@dataclass(frozen=True)
class _Horizon:
    """What came after a moment is hidden; what is known to the day, by its day.

    Nearly everything lies days before, which dates alone can tell: an offset is less than
    a day. That spares reading the offsets, the costliest part of comparing two times.
    """

    at: datetime
    long_before: date

    @classmethod
    def of(cls, as_of: datetime) -> "_Horizon":
        return cls(as_of, as_of.astimezone(UTC).date() - timedelta(days=1))

    def hides(self, at: datetime, precision: Precision) -> bool:
        if at.date() < self.long_before:
            return False
        if precision == "minute":
            return at > self.at
        return at.date() > self.at.astimezone(at.tzinfo).date()


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
    horizon = _Horizon.of(as_of)
    for entry in entries:
        if not horizon.hides(entry.happened, entry.precision):
            _add(stats, entry, horizon, family_of)
    return stats


def most(counts: Counter[str]) -> list[tuple[str, int]]:
    """Return counts, most frequent first, then by name."""
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def state_at(entry: Entry, as_of: datetime) -> tuple[State, bool]:
    """Return the entry's state at a moment, and whether it was settled between them by then."""
    came = _returns_at(entry, _Horizon.of(as_of))
    if came:
        return "returned", any(repair.outcome == "reconnected" for repair in came)
    at_rest = entry.rest is not None and entry.rest.at <= as_of
    return ("at_rest" if at_rest else "waiting"), False


def _returns_at(entry: Entry, horizon: _Horizon) -> list[Repair]:
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


def _add(
    stats: Stats, entry: Entry, horizon: _Horizon, family_of: Callable[[str], str | None]
) -> None:
    stats.entries += 1
    happened = entry.happened
    day = happened.date()
    stats.first = day if stats.first is None or day < stats.first else stats.first
    stats.last = day if stats.last is None or day > stats.last else stats.last
    name = f"{day.year:04}-{day.month:02}"
    month = stats.months.get(name)
    if month is None:
        month = stats.months[name] = Month()
    month.entries += 1
    if entry.apart:
        stats.apart += 1
    else:
        _add_state(stats, entry, horizon, month)
    _add_moment(stats, entry)
    _add_words(stats, entry, family_of)
    if entry.precision == "minute":
        stats.hours[happened.weekday()][happened.hour] += 1
    if entry.child:
        stats.children[entry.child] += 1
    if entry.setting:
        stats.settings[entry.setting] += 1


def _add_words(stats: Stats, entry: Entry, family_of: Callable[[str], str | None]) -> None:
    """Count each word once an entry."""
    did, feelings = _once(entry.did), _once(entry.feelings)
    for deed in did:
        stats.did[deed] += 1
    families = set()
    for feeling in feelings:
        stats.feelings[feeling] += 1
        if family := family_of(feeling):
            families.add(family)
    for family in families:
        stats.families[family] += 1
        for deed in did:
            stats.together[family, deed] += 1
    for word in _once(entry.child_feelings):
        stats.child_feelings[word] += 1
    for word in _once(entry.body):
        stats.body[word] += 1
    for word in _once(entry.capacities):
        stats.capacities[word] += 1
    for word in _once(entry.tags):
        stats.tags[word] += 1


def _once(words: Collection[str]) -> Collection[str]:
    return set(words) if len(words) > 1 else words


def _add_state(stats: Stats, entry: Entry, horizon: _Horizon, month: Month) -> None:
    came = _returns_at(entry, horizon)
    if came:
        stats.returned += 1
        month.returned += 1
        stats.reconnected += any(repair.outcome == "reconnected" for repair in came)
        _add_return(stats, entry, came[0])
    elif entry.rest is not None and entry.rest.at <= stats.as_of:
        stats.at_rest += 1
        month.at_rest += 1
        stats.durations.at_rest.append(_lasted(entry, entry.rest.at, "minute"))
    else:
        stats.waiting += 1
        month.waiting += 1
        stats.durations.waiting.append(_waited(entry, stats.as_of))


def _add_return(stats: Stats, entry: Entry, first: Repair) -> None:
    at = first.at or first.edited
    logged_after = (
        entry.logged > at
        if first.precision == "minute"
        else entry.logged.astimezone(at.tzinfo).date() > at.date()
    )
    stats.logged_after += logged_after
    if not (logged_after and stats.exclude_logged_after):
        stats.durations.returned.append(_lasted(entry, at, first.precision))


def _waited(entry: Entry, as_of: datetime) -> int:
    if entry.precision == "day":
        as_of = as_of.astimezone(entry.happened.tzinfo)
    return _lasted(entry, as_of, "minute")


def _lasted(entry: Entry, end: datetime, precision: Precision) -> int:
    """Return microseconds from what happened to its end, never less than none.

    In UTC; where either is known only to the day, whole days between their local dates.
    """
    if entry.precision == "day" or precision == "day":
        days = (end.date() - entry.happened.date()).days
        return max(days * _MICROSECONDS_IN_DAY, 0)
    return max((end - entry.happened) // _MICROSECOND, 0)


def _add_moment(stats: Stats, entry: Entry) -> None:
    moment = entry.moment
    then = moment.then or "none"
    stats.then[then] += 1
    if moment.now:
        stats.now[moment.now] += 1
        stats.changed[then, moment.now] += 1
