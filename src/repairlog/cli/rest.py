"""`rest`: letting a moment be without a repair, or reopening it."""

from typing import Annotated

import typer

from repairlog import content
from repairlog.cli.options import EntryId, Json, Plain, saved, session
from repairlog.cli.session import as_shown
from repairlog.core.conversations.blocks import Say, Ways
from repairlog.core.entries.changes import Change
from repairlog.core.entries.model import Rest
from repairlog.core.text import tidy


def rest(  # noqa: PLR0913  each is an option of its own
    ctx: typer.Context,
    entry_id: EntryId,
    *,
    why: Annotated[str, typer.Option(help="Why, if you want to say.")] = "",
    undo: Annotated[bool, typer.Option("--undo", help="Let it wait again.")] = False,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Let a moment rest without a repair."""
    run = session(ctx, plain=plain, as_json=as_json)
    with run.giving_back(why):
        entry = run.journal.find(entry_id)
    value = None if undo else Rest(at=run.now, why=tidy(why))
    entry = saved(run, entry, Change(fields={"rest": value}), why)
    words = content.screens().rest
    if as_json:
        run.json(as_shown(entry))
    elif undo:
        run.talk([Say(words.undone)])
    elif entry.state == "returned":
        run.talk([Say(words.returned)])
    else:
        run.talk([Say(words.done), Ways(((words.undo, f"rest --undo {entry.id}"),))])
