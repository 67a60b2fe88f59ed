"""Choosing the entry that a command is about."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from repairlog.cli.session import Session
from repairlog.core.entries.listing import happening
from repairlog.core.entries.model import Entry
from repairlog.errors import NotFoundError, UsageError


class Candidates(NamedTuple):
    """Which entries a command may be about, and what is said where there is none."""

    fits: Callable[[Entry], bool]
    none: Callable[[], str]


def several(run: Session, entry_id: str | None, candidates: Candidates) -> tuple[Entry, ...]:
    """Return the entry meant, or those that may be, newest first.

    Raises NotFoundError when none fits, UsageError when several do and nobody can be asked.
    """
    if entry_id is not None:
        return (run.journal.find(entry_id),)
    found = sorted(filter(candidates.fits, run.journal.entries()), key=happening, reverse=True)
    if not found:
        raise NotFoundError(candidates.none(), "{repairlog} list shows all.")
    if len(found) > 1 and not run.interactive:
        raise UsageError(f"{len(found)} moments fit; which one is meant?", _which(found))
    return tuple(found)


def one(run: Session, entry_id: str | None, candidates: Candidates) -> Entry:
    """Return the one entry meant, without asking. Raises as `several` does."""
    found = several(run, entry_id, candidates)
    if len(found) > 1:
        raise UsageError(f"{len(found)} moments fit; which one is meant?", _which(found))
    return found[0]


def _which(found: Sequence[Entry]) -> str:
    ids = ", ".join(entry.id[:6] for entry in found[:5])
    return f"Name it: {ids}{', ...' if len(found) > 5 else ''}"
