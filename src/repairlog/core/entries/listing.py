"""Listing: the filters that all commands share, the order of entries and their titles."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from operator import itemgetter
from typing import Literal, NamedTuple

from repairlog.core.dates.naming import When, name
from repairlog.core.entries.codec import dump, parse
from repairlog.core.entries.model import Entry, Setting, State
from repairlog.core.text import name_key


class Filters(NamedTuple):
    """What an entry must be; what is not given does not matter."""

    child: str = ""
    carer: str = ""
    tag: str = ""
    feeling: str = ""
    setting: Setting | None = None
    since: When | None = None
    until: When | None = None
    waiting: bool = False


def select(entries: Iterable[Entry], filters: Filters) -> Iterator[Entry]:
    """Yield the entries that pass, in the order they come."""
    if filters == Filters():
        return iter(entries)
    return (entry for entry in entries if passes(entry, filters))


def passes(entry: Entry, filters: Filters) -> bool:
    """Whether the entry is all that the filters ask."""
    return (
        (not filters.child or name_key(entry.child) == name_key(filters.child))
        and (not filters.carer or name_key(entry.carer) == name_key(filters.carer))
        and (not filters.tag or _holds(entry.tags, filters.tag))
        and (not filters.feeling or _holds(entry.feelings, filters.feeling))
        and (not filters.setting or entry.setting == filters.setting)
        and (not filters.waiting or entry.waits)
        and (not filters.since or not _before(entry.happened, filters.since))
        and (not filters.until or not _after(entry.happened, filters.until))
    )


def _holds(words: tuple[str, ...], wanted: str) -> bool:
    return name_key(wanted) in map(name_key, words)


def _before(at: datetime, when: When) -> bool:
    """A day begins with its first moment, by the entry's own clock."""
    return at.date() < when.at.date() if when.precision == "day" else at < when.at


def _after(at: datetime, when: When) -> bool:
    """A day includes all of itself, by the entry's own clock."""
    return at.date() > when.at.date() if when.precision == "day" else at > when.at


def happening(entry: Entry) -> tuple[datetime, datetime, str]:
    """Return the order of entries: by when they happened, on one day by when they were logged."""
    return entry.happened, entry.logged, entry.id


class InOrder:
    """Entries by when they happened, oldest first: held as lines, in a tenth of the room."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        held = ((happening(entry), dump(entry)) for entry in entries)
        self._held = sorted(held, key=itemgetter(0))

    def __len__(self) -> int:
        return len(self._held)

    def __iter__(self) -> Iterator[Entry]:
        for _, line in self._held:
            entry = parse(line)
            if not isinstance(entry, Entry):  # entries went in
                raise TypeError
            yield entry

    @property
    def ids(self) -> list[str]:
        """The ids of the entries, in their order."""
        return [entry_id for (_, _, entry_id), _ in self._held]


Standing = Literal[State, "apart", "steady", "they_came"]
"""How an entry stands, as it is told of it."""


def standing(entry: Entry) -> Standing:
    """Return how an entry stands: what stands apart is told as that alone.

    Where all that came was the child, that is told apart from going back.
    """
    if entry.apart:
        return "apart"
    if entry.kind == "steady":
        return "steady"
    returns = entry.returns
    return "they_came" if returns and all(each.they_came for each in returns) else entry.state


def title(entry: Entry, now: datetime) -> str:
    """Return how an entry is called: when, and with whom."""
    day = name(entry.happened, entry.precision, now, entry.part)
    return f"{day}, with {entry.child}" if entry.child else day
