"""`rest`: letting a moment be without a repair, or reopening it."""

from typing import Annotated

import typer

from repairlog import content
from repairlog.cli.choosing import Candidates, pick, several
from repairlog.cli.options import EntryId, Json, Plain, saved, session
from repairlog.core.conversations.blocks import Say, Ways
from repairlog.core.entries.changes import Change
from repairlog.core.entries.listing import title
from repairlog.core.entries.model import Rest
from repairlog.core.text import tidy

_WAITING = Candidates(
    "rest", lambda entry: entry.state == "waiting", lambda: content.screens().list.waiting_none
)
_RESTING = Candidates(
    "rest --undo", lambda entry: entry.rest is not None, lambda: content.screens().list.rest_none
)


def rest(  # noqa: PLR0913  each is an option of its own
    ctx: typer.Context,
    entry_id: EntryId = None,
    *,
    why: Annotated[str, typer.Option(help="Why, if you want to say.")] = "",
    undo: Annotated[bool, typer.Option("--undo", help="Let it wait again.")] = False,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Let a moment rest, without a repair."""
    run = session(ctx, plain=plain, as_json=as_json)
    candidates = _RESTING if undo else _WAITING
    with run.giving_back(why):
        found = several(run, entry_id, candidates)
    entry = pick(run, found, candidates)
    if entry is None:
        return
    value = None if undo else Rest(at=run.now, why=tidy(why))
    entry = saved(run, entry, Change(fields={"rest": value}), why)
    words, moment = content.screens().rest, title(entry, run.now)
    if as_json:
        run.json(run.shown(entry))
    elif undo:
        run.talk([Say(words.undone.format(moment=moment))])
    elif entry.state == "returned":
        run.talk([Say(words.returned)])
    else:
        run.talk(
            [
                Say(words.done.format(moment=moment)),
                Ways(((words.undo, f"rest --undo {entry.id}"),)),
            ]
        )
