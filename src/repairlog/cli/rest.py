"""`rest`: letting a moment be without a repair, or reopening it."""

from typing import Annotated

import typer

from repairlog import content
from repairlog.cli import harm_options
from repairlog.cli.options import EntryId, HarmOption, Json, Plain, saved, session
from repairlog.cli.session import Session, as_shown
from repairlog.core.conversations.blocks import Say, Ways
from repairlog.core.entries.changes import Change
from repairlog.core.entries.model import Entry, Rest
from repairlog.core.text import tidy


def rest(  # noqa: PLR0913  each is an option of its own
    ctx: typer.Context,
    entry_id: EntryId,
    *,
    why: Annotated[str, typer.Option(help="Why, if you want to say.")] = "",
    undo: Annotated[bool, typer.Option("--undo", help="Let it wait again.")] = False,
    harm: HarmOption = None,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Let a moment rest without a repair."""
    run = session(ctx, plain=plain, as_json=as_json)
    with run.giving_back(why):
        entry = run.journal.find(entry_id)
        if harm and not undo:
            answer = None if harm == "none" else harm
            entry = saved(run, entry, Change(fields={"harm": answer}))
        if not undo:
            _check(run, entry)
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


def _check(run: Session, entry: Entry) -> None:
    """Raise UsageError where somebody may be hurt, or may be and nobody has said."""
    if harm_options.is_unanswered(run, entry):
        raise harm_options.missing(entry, "rest")
    if entry.apart and entry.harm != "no":
        raise harm_options.stands_apart(entry, "rest")
