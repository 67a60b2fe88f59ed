"""`delete`: an entry goes, and can come back unless it is --forever."""

from collections.abc import Sequence
from typing import Annotated

import typer

from repairlog import content
from repairlog.cli import own_settings
from repairlog.cli.choosing import any_entry, chosen
from repairlog.cli.options import EntryId, Plain, session
from repairlog.cli.session import Session
from repairlog.core.conversations.blocks import Block, Quote, Say, Ways
from repairlog.core.conversations.engine import CARE_SETTINGS, Question
from repairlog.core.entries.listing import title
from repairlog.core.entries.model import Entry
from repairlog.errors import UsageError
from repairlog.journal import bookmark, drafts
from repairlog.journal.forget import Copy, forget
from repairlog.journal.writing import Transaction


def delete(
    ctx: typer.Context,
    entry_id: EntryId = None,
    *,
    forever: Annotated[
        bool, typer.Option("--forever", help="Take every version of it out of this device's files.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask first.")] = False,
    plain: Plain = False,
) -> None:
    """Delete a moment; this can be undone, unless it is --forever."""
    run = session(ctx, plain=plain)
    words = content.screens().delete
    if not yes and run.no_input:
        raise UsageError(
            "Deleting asks first, and nobody is here to ask.", "To delete without it, add --yes."
        )
    if entry_id is None and yes:
        raise UsageError(content.screens().which.one_by_id, "{repairlog} list shows the ids.")
    if entry_id is not None and forever:  # it may be deleted
        found = run.journal.find_ever(entry_id)
    elif entry := chosen(run, entry_id, any_entry("delete")):
        found = entry.id
    else:
        return
    if not yes:
        from repairlog.cli.asking import confirmed  # noqa: PLC0415  only where something is asked

        run.talk(meant(run, found))
        question = Question(_ask(run, found, forever=forever), words.label)
        if not confirmed(run, question, words.help):
            run.talk([Say(words.kept)])
            return
    if forever:
        copies = forget(run.store, found, run.now)
        bookmark.forget(run.store.beside, found)
        bookmark.forget(run.store.beside, found, "repair")
        drafts.of_entry(run.folders.state, found).remove()
        run.talk(_forgotten(copies))
        return
    Transaction(run.store).delete(run.journal.find(found), run.now)
    run.talk([Ways(((words.done, "undo"),))])


def _ask(run: Session, entry_id: str, *, forever: bool) -> str:
    """Return the question; in care and in schools it says first what is kept, and who says so."""
    words = content.screens().delete
    versions = [each for each in run.journal.history(entry_id) if isinstance(each, Entry)]
    newest = versions[-1] if versions else None
    setting = (newest.setting if newest else None) or run.preferences.setting
    if setting not in CARE_SETTINGS:
        return words.ask_forever if forever else words.ask
    hears = (
        own_settings.fitting(run.preferences)
        .of(setting, newest.child_age if newest else None)
        .hears
    )
    return (words.ask_care_forever if forever else words.ask_care).replace("{hears}", hears)


def meant(run: Session, entry_id: str) -> tuple[Block, ...]:
    """Show which entry it is, deleted ones too."""
    versions = [each for each in run.journal.history(entry_id) if isinstance(each, Entry)]
    if not versions:
        return ()
    return Say(f"{title(versions[-1], run.now)}."), Quote(versions[-1].what, short=True)


def _forgotten(copies: Sequence[Copy]) -> list[Say]:
    """Say of each file that still holds words what can be done about it."""
    words = content.screens().delete
    told = {
        "device": words.of_device,
        "past": words.of_past,
        "copy": words.of_copy,
        "line": words.of_line,
    }
    # A name is one word in one line, whatever it holds.
    names = [" ".join(copy.name.split()) for copy in copies]
    said = [
        told[copy.kind].replace("{file}", name) for copy, name in zip(copies, names, strict=True)
    ]
    return [Say(words.forever), *map(Say, said), Say(words.elsewhere)]
