"""Check-ins: when one is due after a return, and what one keeps."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from repairlog.core.entries.model import Entry, Repair
from repairlog.core.text import name_key

DAYS = 7
"""How many days after a return a check-in is offered; then it is not mentioned any more."""

_LONG_AGO = timedelta(days=DAYS + 2)
"""Further than any day of those, wherever on earth it was."""

ANSWERS = ("present", "interested", "ordinary")
"""What a check-in answers, all of it about the adult."""


def latest_return(entry: Entry) -> Repair | None:
    """Return the latest time that somebody came back, if there is any."""
    return entry.returns[-1] if entry.returns else None


def returned_at(entry: Entry) -> datetime:
    """Return when that was; of one that nobody came back to, when it happened."""
    came = latest_return(entry)
    return (came.at or came.edited) if came else entry.happened


def came_back_lately(entry: Entry, now: datetime) -> bool:
    """Whether the latest return was on one of the days before; never of what stands apart."""
    if not entry.repairs or entry.repairs[-1].edited < now - _LONG_AGO:
        return False  # nearly all of them: no return is noted before it was
    if entry.apart or latest_return(entry) is None:
        return False
    return 1 <= (now.date() - returned_at(entry).date()).days <= DAYS


def is_looked_back_on(entry: Entry) -> bool:
    """Whether there is a check-in of a later day than the latest return."""
    at = returned_at(entry)
    return any(each.at.astimezone(at.tzinfo).date() > at.date() for each in entry.checks)


def offered(entries: Iterable[Entry], now: datetime) -> tuple[Entry, ...]:
    """Return those to offer a look back on, the latest return first; each of them once.

    With each child that is the latest alone: whoever goes back often is not asked every day.
    """
    latest: dict[str, Entry] = {}
    for entry in sorted(filter(lambda each: came_back_lately(each, now), entries), key=_lately):
        latest[name_key(entry.child)] = entry
    due = (entry for entry in latest.values() if not is_looked_back_on(entry))
    return tuple(sorted(due, key=_lately, reverse=True))


def _lately(entry: Entry) -> tuple[datetime, bool, datetime]:
    """Return how late its return was; of one day, what was looked back on counts as the latest."""
    return returned_at(entry), is_looked_back_on(entry), entry.repairs[-1].edited


def answered(*chosen: str) -> dict[str, bool]:
    """Return what a check-in keeps: what was not chosen was not so."""
    return {answer: answer in chosen for answer in ANSWERS}
