"""`rest --before`: all that waits from before a day, shown first, let rest as one change."""

from collections.abc import Sequence
from textwrap import shorten
from typing import TYPE_CHECKING

from repairlog import content
from repairlog.cli import harm_options
from repairlog.cli.asking import confirmed
from repairlog.cli.options import read_period
from repairlog.cli.session import Session
from repairlog.core.conversations.blocks import Block, Quote, Say, Ways
from repairlog.core.conversations.engine import Question
from repairlog.core.conversations.questions import BEGINNING
from repairlog.core.entries.changes import Change
from repairlog.core.entries.listing import Filters, happening, passes, title
from repairlog.core.entries.model import Entry, Rest
from repairlog.core.text import tidy
from repairlog.errors import NotFoundError, UsageError
from repairlog.journal.writing import Transaction

if TYPE_CHECKING:
    from repairlog.core.dates.naming import When


def rest_together(run: Session, before: str, why: str, *, yes: bool) -> None:
    """Let them rest together, once somebody agreed, and print them where JSON is asked for.

    What stands apart, or may speak of harm that nobody has answered, is left out and counted.
    Raises NotFoundError where none is left, UsageError where nobody can be asked.
    """
    words = content.screens().rest_together
    with run.giving_back(why):
        if not yes and run.no_input:
            raise UsageError(words.unasked, words.unasked_hint)
        found, left = _waiting_before(run, read_period(run, before, "--before").first)
        if not found:
            left_out = words.left.of(left).format(count=left) if left else ""
            raise NotFoundError(f"{words.none} {left_out}".strip(), words.none_hint)
    run.talk(_shown(run, found, left))
    if not yes:
        question = Question(words.ask.of(len(found)).format(count=len(found)), words.label)
        with run.in_hand(why):
            agreed = confirmed(run, question, words.help)
        if not agreed:
            run.talk([Say(words.kept)])
            run.give_back(why)
            return
    change = Change(fields={"rest": Rest(at=run.now, why=tidy(why))})
    with run.giving_back(why):
        count = Transaction(run.store).change_all(((each, change) for each in found), run.now)
    if run.as_json:
        run.json([run.shown(run.journal.find(each.id)) for each in found])
    run.talk([Say(words.done.of(count).format(count=count)), Ways(((words.undo, "undo"),))])


def _waiting_before(run: Session, day: "When") -> tuple[list[Entry], int]:
    """Return what waits from before a day, oldest first, and how many are left out."""
    found, left = [], 0
    for entry in run.journal.entries():
        if passes(entry, Filters(since=day)):
            continue
        if entry.waits and not harm_options.is_unanswered(run, entry):
            found.append(entry)
        else:
            left += entry.waits or (entry.apart and entry.state == "waiting")
    return sorted(found, key=happening), left


def _shown(run: Session, found: Sequence[Entry], left: int) -> list[Block]:
    words = content.screens().rest_together
    lines = [
        f"{title(each, run.now)}: {shorten(each.what, BEGINNING, placeholder=' ...')}"
        for each in found
    ]
    shown: list[Block] = [Say(words.shown), Quote("\n".join(lines))]
    told = words.left.of(left).format(count=left)
    return [*shown, Ways(((told, "help-now"),))] if left else shown
