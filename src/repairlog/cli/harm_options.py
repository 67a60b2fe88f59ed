"""`--harm`: the answer that is missing where words may speak of harm, and what then cannot be."""

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
