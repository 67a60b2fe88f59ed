"""`undo`: taking the latest change back, and putting back what was taken."""

from typing import Annotated

import typer

from repairlog import content
from repairlog.cli.delete import meant
from repairlog.cli.options import Json, Plain, session
from repairlog.cli.session import Session
from repairlog.core.conversations.blocks import Block, Say, Ways
from repairlog.core.conversations.engine import Question
from repairlog.core.entries.model import Tombstone
from repairlog.journal.undo import SharedError, Undone
from repairlog.journal.undo import redo as redo_latest
from repairlog.journal.undo import undo as undo_latest


def undo(
    ctx: typer.Context,
    *,
    redo: Annotated[
        bool, typer.Option("--redo", help="Put back what the last undo took; again, one more.")
    ] = False,
    yes: Annotated[
        bool,
        typer.Option(
            "--yes", help="Do not ask, even where another device has written to it since."
        ),
    ] = False,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Take back the latest change made on this device; again, the one before it."""
    run = session(ctx, plain=plain, as_json=as_json)
    latest = redo_latest if redo else undo_latest
    try:
        done = latest(run.store, run.now)
    except SharedError as shared:
        if not yes and (run.no_input or as_json):
            raise
        if not yes and not _agreed(run, shared):
            run.talk([Say(content.screens().undo.kept)])
            return
        done = latest(run.store, run.now, agreed=shared.change)
    if as_json:
        shown = [run.shown(version) for version in done.versions]
        run.json(shown if len(shown) > 1 else shown[0])
    else:
        run.talk(_told(done, redo=redo))


def _agreed(run: Session, shared: SharedError) -> bool:
    from repairlog.cli.asking import confirmed  # noqa: PLC0415  only where something is asked

    words = content.screens().undo
    run.talk(meant(run, shared.entry))
    return confirmed(run, Question(words.ask, words.label), words.help)


def _told(done: Undone, *, redo: bool) -> list[Block]:
    words = content.screens().undo
    back = () if redo else ((words.back, "undo --redo"),)
    if len(done.lines) > 1:
        told = words.redone_many if redo else words.done_many
        said: list[Block] = [Say(told.format(count=len(done.lines)))]
        if done.left:
            said.append(Say(words.left.format(count=done.left)))
        return [*said, Ways(back)] if back else said
    version = done.versions[0]
    if isinstance(version, Tombstone):
        told = words.redone_deleted if redo else words.deleted
        return [Ways(((told, f"history {version.id}"), *back))]
    told = words.redone if redo else words.done
    return [Ways(((told, f"show {version.id}"), *back))]
