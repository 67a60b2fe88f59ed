"""Check-ins: when one is due after a return, and what one keeps."""

from datetime import datetime, timedelta

from repairlog.core.entries.model import Entry, Repair

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


def is_due(entry: Entry, now: datetime) -> bool:
    """Whether to offer one: from the day after the latest return, for seven days, and once.

    Never of what stands apart.
    """
    if not entry.repairs or entry.repairs[-1].edited < now - _LONG_AGO:
        return False  # nearly all of them: no return is noted before it was
    if entry.apart or latest_return(entry) is None:
        return False
    day = returned_at(entry).date()
    if not 1 <= (now.date() - day).days <= DAYS:
        return False
    return all(each.at.astimezone(now.tzinfo).date() <= day for each in entry.checks)


def answered(*chosen: str) -> dict[str, bool]:
    """Return what a check-in keeps: what was not chosen was not so."""
    return {answer: answer in chosen for answer in ANSWERS}
