"""`show` and `history`: one entry, whole; and every version of it."""

import typer

from repairlog import content
from repairlog.cli.options import EntryId, Json, MaybeId, Plain, session
from repairlog.cli.session import as_shown
from repairlog.view import entries


def show(
    ctx: typer.Context, entry_id: MaybeId = None, *, as_json: Json = False, plain: Plain = False
) -> None:
    """Show one entry, whole."""
    run = session(ctx, plain=plain, as_json=as_json)
    entry = run.journal.find("last" if entry_id is None else entry_id)
    if as_json:
        run.json(as_shown(entry))
    else:
        words, vocabulary = content.entries(), content.vocabulary()
        run.data(entries.entry_text(entry, words, vocabulary, run.now, run.page))


def history(
    ctx: typer.Context, entry_id: EntryId, *, as_json: Json = False, plain: Plain = False
) -> None:
    """Show every version of an entry, oldest first, deleted ones too."""
    run = session(ctx, plain=plain, as_json=as_json)
    versions = run.journal.history(run.journal.find_ever(entry_id))
    if as_json:
        run.json([as_shown(version) for version in versions])
    else:
        words, vocabulary = content.entries(), content.vocabulary()
        run.data(entries.history_text(versions, words, vocabulary, run.now, run.page))
