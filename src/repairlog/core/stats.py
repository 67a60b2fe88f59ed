"""What the entries say together, as of a moment: counts, one pass, nothing kept of the words.

What the figures mean stands in `docs/figures.md`.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from repairlog.core.entry import Entry, Precision, State

ENOUGH = 10
"""Entries that are not at rest, from which a share is worth saying."""

READINGS = ("cant", "wont", "both", "unsure")


@dataclass
class Month:
    """Entries that happened in a local month, and how many of them were come back to."""

    entries: int = 0
    returned: int = 0


@dataclass
class Stats:
    """Counts are entries. Everything about coming back leaves out those that stand apart."""

    as_of: datetime
    entries: int = 0
    apart: int = 0
    returned: int = 0
    waiting: int = 0
    at_rest: int = 0
    reconnected: int = 0
    first: date | None = None
    last: date | None = None
    then: Counter[str] = field(default_factory=Counter)
    now: Counter[str] = field(default_factory=Counter)
    changed: Counter[tuple[str, str]] = field(default_factory=Counter)
    did: Counter[str] = field(default_factory=Counter)
    feelings: Counter[str] = field(default_factory=Counter)
    families: Counter[str] = field(default_factory=Counter)
    child_feelings: Counter[str] = field(default_factory=Counter)
    body: Counter[str] = field(default_factory=Counter)
    capacities: Counter[str] = field(default_factory=Counter)
    months: dict[str, Month] = field(default_factory=dict)
    hours: list[list[int]] = field(default_factory=lambda: [[0] * 24 for _ in range(7)])
    children: Counter[str] = field(default_factory=Counter)

    @property
    def rupture(self) -> int:
        """Entries that do not stand apart."""
        return self.entries - self.apart

    @property
    def share(self) -> float | None:
        """Returned out of those not at rest, unrounded; None when that is 0 of 0."""
        not_at_rest = self.returned + self.waiting
        return self.returned / not_at_rest if not_at_rest else None

    @property
    def enough(self) -> bool:
        """Whether there are enough entries to say a share."""
        return self.returned + self.waiting >= ENOUGH

    @property
    def looked_again(self) -> int:
        """Entries whose reading was looked at again."""
        return sum(self.now.values())


def collect(
    entries: Iterable[Entry], as_of: datetime, family_of: Callable[[str], str | None]
) -> Stats:
    """Count the entries as they stood at `as_of`; what came after it is not seen."""
    stats = Stats(as_of)
    for entry in entries:
        if not _is_after(entry.happened, entry.precision, as_of):
            _add(stats, entry, family_of)
    return stats


def most(counts: Counter[str]) -> list[tuple[str, int]]:
    """Return counts, most frequent first, then by name."""
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def state_at(entry: Entry, as_of: datetime) -> tuple[State, bool]:
    """Return the entry's state at a moment, and whether it was settled between them by then."""
    came = [
        repair
        for repair in entry.returns
        if repair.at is not None and not _is_after(repair.at, repair.precision, as_of)
    ]
    if came:
        return "returned", any(repair.outcome == "reconnected" for repair in came)
    at_rest = entry.rest is not None and entry.rest.at <= as_of
    return ("at_rest" if at_rest else "waiting"), False


def _is_after(at: datetime, precision: Precision, as_of: datetime) -> bool:
    """Whether something came after a moment; what is known to the day, by its day."""
    if precision == "day":
        return at.date() > as_of.astimezone(at.tzinfo).date()
    return at > as_of


def _add(stats: Stats, entry: Entry, family_of: Callable[[str], str | None]) -> None:
    stats.entries += 1
    day = entry.happened.date()
    stats.first = min(stats.first or day, day)
    stats.last = max(stats.last or day, day)
    month = stats.months.setdefault(day.isoformat()[:7], Month())
    month.entries += 1
    if entry.apart:
        stats.apart += 1
    else:
        _add_state(stats, entry, month)
    _add_moment(stats, entry)
    stats.did.update(set(entry.did))
    stats.feelings.update(set(entry.feelings))
    stats.families.update({family for word in entry.feelings if (family := family_of(word))})
    stats.child_feelings.update(set(entry.child_feelings))
    stats.body.update(set(entry.body))
    stats.capacities.update(set(entry.capacities))
    if entry.precision == "minute":
        stats.hours[entry.happened.weekday()][entry.happened.hour] += 1
    if entry.child:
        stats.children[entry.child] += 1


def _add_state(stats: Stats, entry: Entry, month: Month) -> None:
    state, settled = state_at(entry, stats.as_of)
    stats.returned += state == "returned"
    stats.waiting += state == "waiting"
    stats.at_rest += state == "at_rest"
    stats.reconnected += settled
    month.returned += state == "returned"


def _add_moment(stats: Stats, entry: Entry) -> None:
    then = entry.moment.then or "none"
    stats.then[then] += 1
    if entry.moment.now:
        stats.now[entry.moment.now] += 1
        stats.changed[then, entry.moment.now] += 1
