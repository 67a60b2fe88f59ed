"""Choosing the entry that a command is about."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from repairlog import content
from repairlog.cli.session import Session
from repairlog.core.entries.listing import happening, standing, title
from repairlog.core.entries.model import Entry
from repairlog.errors import NotFoundError, UsageError

_NAMED = 5
"""How many of those that could be meant are named."""

SHORT = 6
"""Letters of an id that are named: another that begins so is not to be expected."""


class Candidates(NamedTuple):
    """Which entries a command may be about, and what is said where there is none.

    The `last` one written down stands first where every entry fits; where `enter` is true, Enter
    takes it when it is asked which. `hard`: it is about hard moments, not about what only
    nearly happened.
    """

    command: str
    fits: Callable[[Entry], bool]
    none: Callable[[], str]
    last: bool = False
    enter: bool = False
    hard: bool = False


def any_entry(command: str, *, enter: bool = False) -> Candidates:
    """Return the candidates of a command that may be about every entry there is."""

    def nothing() -> str:
        return content.screens().list.none

    return Candidates(command, lambda _: True, nothing, last=True, enter=enter)


def several(run: Session, entry_id: str | None, candidates: Candidates) -> tuple[Entry, ...]:
    """Return the entry meant, or those that may be, newest first.

    Raises NotFoundError when none fits, UsageError when several do and nobody can be asked, and
    for one that only nearly happened where hard moments are meant.
    """
    if entry_id is not None:
        entry = run.journal.find(entry_id)
        if candidates.hard and standing(entry) == "steady":
            words = content.screens().list
            raise UsageError(words.steady, words.steady_hint.replace("{id}", entry.id))
        return (entry,)
    found = sorted(filter(candidates.fits, run.journal.entries()), key=happening, reverse=True)
    if not found:
        anything = next(run.journal.newest_first(), None)
        see = "{repairlog} list shows all." if anything else "{repairlog} new begins."
        raise NotFoundError(candidates.none(), see)
    if candidates.last:
        last = run.journal.find("last")
        found = [last, *(entry for entry in found if entry.id != last.id)]
    if len(found) > 1 and not run.interactive:
        raise _unclear(run, found, candidates)
    return tuple(found)


def one(run: Session, entry_id: str | None, candidates: Candidates) -> Entry:
    """Return the one entry meant, without asking. Raises as `several` does."""
    found = several(run, entry_id, candidates)
    if len(found) > 1:
        raise _unclear(run, found, candidates)
    return found[0]


def chosen(run: Session, entry_id: str | None, candidates: Candidates) -> Entry | None:
    """Return the one entry meant; where several may be, ask which. None if none of them is.

    Raises as `several` does.
    """
    return pick(run, several(run, entry_id, candidates), candidates)


def pick(run: Session, found: tuple[Entry, ...], candidates: Candidates) -> Entry | None:
    """Return the only one of those found, or the one that somebody chooses."""
    if len(found) == 1:
        return found[0]
    from repairlog.cli.asking import read_line, show  # noqa: PLC0415  only where something is asked
    from repairlog.cli.conversations import make_context  # noqa: PLC0415  likewise
    from repairlog.core.conversations.engine import advance  # noqa: PLC0415  likewise
    from repairlog.core.conversations.which import which  # noqa: PLC0415  likewise

    talk = which(make_context(run), content.screens().which, found, enter=candidates.enter)
    while not talk.over:
        run.talk(talk.blocks)
        if not talk.again:
            show(run, talk.question)
        talk = advance(talk, read_line(run, talk.question) or "")
    run.talk(talk.blocks)
    return talk.entry


def _unclear(run: Session, found: Sequence[Entry], candidates: Candidates) -> UsageError:
    words = content.screens().which
    command = f"{{repairlog}} {candidates.command} {found[0].id[:SHORT]}"
    lines = [f"  {entry.id[:SHORT]}  {title(entry, run.now)}" for entry in found[:_NAMED]]
    if len(found) > _NAMED:
        lines.append(words.others)
    message = words.several.format(count=len(found))
    return UsageError(message, "\n".join([words.such.replace("{command}", command), *lines]))
