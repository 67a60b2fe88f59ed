"""`show` and `history`: one entry, whole; and every version of it."""

import typer

from repairlog import content
from repairlog.cli.choosing import any_entry, chosen
from repairlog.cli.options import EntryId, Json, Plain, session
from repairlog.view import entries


def show(
    ctx: typer.Context, entry_id: EntryId = None, *, as_json: Json = False, plain: Plain = False
) -> None:
    """Show one moment, whole."""
    run = session(ctx, plain=plain, as_json=as_json)
    entry = chosen(run, entry_id, any_entry("show", enter=True))
    if entry is None:
        return
    if as_json:
        run.json(run.shown(entry))
    else:
        words, vocabulary = content.entries(), content.vocabulary()
        run.data(entries.entry_text(entry, words, vocabulary, run.now, run.page))


def history(
    ctx: typer.Context, entry_id: EntryId = None, *, as_json: Json = False, plain: Plain = False
) -> None:
    """Show every version of a moment, oldest first, deleted ones too."""
    run = session(ctx, plain=plain, as_json=as_json)
    if entry_id is not None:  # it may be deleted
        found = run.journal.find_ever(entry_id)
    elif entry := chosen(run, None, any_entry("history", enter=True)):
        found = entry.id
    else:
        return
    versions = run.journal.history(found)
    if as_json:
        run.json([run.shown(version) for version in versions])
    else:
        words, vocabulary = content.entries(), content.vocabulary()
        run.data(entries.history_text(versions, words, vocabulary, run.now, run.page))
