"""`undo`: taking the latest change back."""

import typer

from repairlog import content
from repairlog.cli.options import Json, Plain, session
from repairlog.cli.session import as_shown
from repairlog.core.conversations.blocks import Ways
from repairlog.core.entries.model import Tombstone
from repairlog.journal.writing import undo as undo_latest


def undo(ctx: typer.Context, *, as_json: Json = False, plain: Plain = False) -> None:
    """Reverse the latest change made on this device; again, the one before it."""
    run = session(ctx, plain=plain, as_json=as_json)
    version = undo_latest(run.store, run.now)
    words = content.screens().undo
    if as_json:
        run.json(as_shown(version))
    elif isinstance(version, Tombstone):
        run.talk([Ways(((words.deleted, f"history {version.id}"),))])
    else:
        run.talk([Ways(((words.done, f"show {version.id}"),))])
