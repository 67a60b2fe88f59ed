"""`new`: what somebody says of a hard moment, by questions or by options."""

from typing import Annotated

import typer

from repairlog import content
from repairlog.cli.entry_options import EntryOptions, fields_of
from repairlog.cli.options import Json, Plain, expand_options, session
from repairlog.cli.session import Session, as_shown, new_id
from repairlog.core.entries.model import Entry
from repairlog.core.entries.new import new_entry
from repairlog.errors import UsageError
from repairlog.journal.writing import Transaction


@expand_options
def new(
    ctx: typer.Context,
    *,
    options: EntryOptions,
    quick: Annotated[bool, typer.Option("--quick", help="Ask one question only.")] = False,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Put down a hard moment: four short questions, or only the first."""
    run = session(ctx, plain=plain, as_json=as_json)
    what = options.account(run)
    if what is not None:
        entry = _from_options(run, what, options)
    elif run.no_input:
        raise UsageError("There is nothing to write down.", 'Give it with --what "...".')
    else:
        from repairlog.cli.conversations import hold_new  # noqa: PLC0415  only where something is asked

        found = hold_new(run, fields_of(run, options), quick=quick)
        if found is None and run.piped:
            raise UsageError("Nothing was written down.", 'Give it with --what "...".')
        if found is None:
            return
        entry = found
    if as_json:
        run.json(as_shown(entry))


def _from_options(run: Session, text: str, options: EntryOptions) -> Entry:
    if not text:
        raise UsageError("There is nothing to write down.", "What happened cannot be empty.")
    with run.giving_back(text, options.meaning):
        given = fields_of(run, options)
        entry = new_entry(
            text, new_id(), run.preferences, given, now=run.now, localise=run.localise
        )
        entry = Transaction(run.store).create(entry)
    run.mention_help(entry)
    if not run.as_json:
        run.notice(f"{content.kept().saved} {entry.id}")
    return entry
