"""`edit`: the questions of an entry again, or a change by options."""

from typing import Annotated, Any

import typer

from repairlog import content
from repairlog.cli.choosing import any_entry, pick, several
from repairlog.cli.entry_options import EntryOptions, children_of, fields_of, refuse_after
from repairlog.cli.options import (
    EntryId,
    Json,
    Plain,
    expand_options,
    saved,
    say_what_was_kept,
    session,
)
from repairlog.cli.session import Session
from repairlog.core.entries.changes import Change
from repairlog.core.entries.model import Entry
from repairlog.core.entries.new import with_child
from repairlog.errors import UsageError

_ANY = any_entry("edit", enter=True)


@expand_options
def edit(  # noqa: PLR0913  each is an option
    ctx: typer.Context,
    entry_id: EntryId = None,
    *,
    options: EntryOptions,
    editor: Annotated[
        bool,
        typer.Option("--editor", help="Open it, part by part, in your own text editor."),
    ] = False,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Go through the questions of a moment again, or change it by options."""
    run = session(ctx, plain=plain, as_json=as_json)
    if editor and any(each is not None for each in options):
        raise UsageError(content.editor().alone)
    if editor and run.no_input:
        raise UsageError(content.editor().asks_nothing)
    what = options.account(run)
    if what is not None and what.casefold() in ("", "none"):
        raise UsageError("What happened cannot be empty.", "{repairlog} delete removes it.")
    words = (what, options.meaning, options.before, options.helped)
    with run.giving_back(*words):
        found = several(run, entry_id, _ANY)
        if len(children_of(run, options)) > 1:
            raise UsageError(
                "--child: a moment is with one child.",
                "{repairlog} new with --child twice makes a moment with each.",
            )
        given = _emptied(fields_of(run, options)) | ({} if what is None else {"what": what})
    if not given and run.no_input:
        raise UsageError(
            "Nothing was given to change.", "{repairlog} edit --help lists what can be changed."
        )
    with run.in_hand(*words):
        entry = pick(run, found, _ANY)
    if entry is None:
        return
    if editor:
        entry = _in_editor(run, entry)
    elif given:
        entry = _by_options(run, entry, given)
    else:
        from repairlog.cli.conversations import hold_edit  # noqa: PLC0415  only to ask

        entry = hold_edit(run, entry)
    if as_json:
        run.json(run.shown(entry))


def _in_editor(run: Session, entry: Entry) -> Entry:
    """Open it in an editor; nothing is saved where nothing was changed there."""
    from repairlog.cli.edit_form import changed  # noqa: PLC0415  only where it is wanted

    given, draft = changed(run, entry)
    if not given:
        draft.remove()
        run.notice(content.editor().unchanged)
        return entry
    entry = _by_options(run, entry, given)
    draft.remove()
    return entry


def _emptied(given: dict[str, Any]) -> dict[str, Any]:
    """Return the fields in which "none" empties an answer, as it does at a question."""
    nothing = ("none", ("none",))
    return {name: type(value)() if value in nothing else value for name, value in given.items()}


def _by_options(run: Session, entry: Entry, given: dict[str, Any]) -> Entry:
    if "moment" in given:
        given["moment"] = entry.moment.replace(then=given["moment"].then)
    if "child" in given:
        given = with_child(entry, given["child"], run.preferences) | given
    refuse_after(run, entry, given, "--when")
    words = [each if isinstance(each, tuple) else (each,) for each in given.values()]
    typed = [", ".join(each) for each in words if all(isinstance(word, str) for word in each)]
    after = saved(run, entry, Change(fields=given), *typed)
    run.mention_help(after)
    say_what_was_kept(run, entry, after)
    return after
