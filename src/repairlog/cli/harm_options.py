"""`--harm`: the answer that is missing where words may speak of harm, and what then cannot be."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from repairlog.cli.session import Session
from repairlog.core.entries.model import APART, Entry
from repairlog.errors import UsageError

TOLD_FOR = timedelta(days=30)
"""How long it is said, unasked, that a moment is kept apart."""


def is_unanswered(run: Session, entry: Entry) -> bool:
    """Whether the words may speak of harm, and nobody has said yet whether anyone was hurt.

    Who picked from the list that they hurt or held somebody has said so.
    """
    return entry.harm is None and not entry.apart and run.is_harm(entry)


class LeftOpen:
    """Entries that count as come back to, or rest, and may speak of harm that nobody answered.

    Only the first so many are read: it is for a hint, and `doctor` counts them all.
    """

    READ = 50

    def __init__(self, run: Session) -> None:
        self._run = run
        self._found: list[Entry] = []

    def watch(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        """Yield the entries as they come, and hold those that may be such."""
        for entry in entries:
            could_be = entry.harm is None and not entry.apart and len(self._found) < self.READ
            if could_be and entry.state != "waiting":
                self._found.append(entry)
            yield entry

    def __bool__(self) -> bool:
        return any(map(self._run.is_harm, self._found))


def stands_apart(entry: Entry, option: str) -> UsageError:
    """Return the error of calling settled, or at rest, what stands apart.

    What was picked keeps it apart whatever is answered, so then it is named instead.
    """
    if APART.isdisjoint(entry.did):
        way = f"If nobody was hurt or held: {{repairlog}} edit {entry.id} --harm no"
    else:
        way = f"If what is picked under what you did isn't so: {{repairlog}} edit {entry.id}"
    return UsageError(
        f"{option}: this one is kept apart, as someone may be hurt, and that comes first.",
        f"{way}\nWhere to find help: {{repairlog}} help-now",
    )
