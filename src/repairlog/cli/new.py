"""`new`: what somebody says of a hard moment, by questions or by options."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

import typer

from repairlog import content
from repairlog.cli.entry_options import EntryOptions, children_of, fields_of
from repairlog.cli.options import Json, Plain, expand_options, session
from repairlog.cli.session import Session, new_id
from repairlog.core.entries.groups import parted
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
    if options.helped is not None and not options.steady:
        raise UsageError("--helped goes with --steady.", "What came before it: --before")
    what = options.account(run)
    if what is not None:
        entries = _from_options(run, what, options)
    elif run.no_input:
        raise UsageError("There is nothing to write down.", 'Give it with --what "...".')
    else:
        from repairlog.cli.conversations import hold_new  # noqa: PLC0415  only where something is asked

        also_with = children_of(run, options)[1:]
        words = (options.meaning, options.before, options.helped)
        entries = hold_new(run, fields_of(run, options), also_with, words, quick=quick)
        if not entries:
            run.give_back("\n".join(filter(None, words)))
        if not entries and run.piped:
            raise UsageError("Nothing was written down.", 'Give it with --what "...".')
    if as_json and entries:
        shown = [run.shown(entry) for entry in entries]
        run.json(shown if len(shown) > 1 else shown[0])


def _from_options(run: Session, text: str, options: EntryOptions) -> tuple[Entry, ...]:
    if not text:
        raise UsageError("There is nothing to write down.", "What happened cannot be empty.")
    with run.giving_back(text, options.meaning, options.before, options.helped):
        given = fields_of(run, options)
        entries = _blank(run, text, given, children_of(run, options))
        if len(entries) > 1:
            Transaction(run.store).create_all(entries)
        else:
            Transaction(run.store).create(entries[0])
    run.mention_help(entries[0])
    if not run.as_json:
        run.notice(f"{content.kept().saved} {' '.join(entry.id for entry in entries)}")
    return entries


def _blank(
    run: Session, text: str, given: Mapping[str, Any], children: Sequence[str]
) -> tuple[Entry, ...]:
    known = run.preferences
    given = given if run.setting_here is None else {"setting": run.setting_here, **given}
    entry = new_entry(text, new_id(), known, given, now=run.now, localise=run.localise)
    if len(children) < 2:
        return (entry,)
    return parted(entry, children, [new_id() for _ in children[1:]], known)
