"""Options that several commands share, and what they mean."""

from typing import TYPE_CHECKING, Annotated

import typer

from repairlog.cli.session import Session
from repairlog.core.text import tidy
from repairlog.errors import RepairlogError, UsageError

if TYPE_CHECKING:
    from repairlog.core.dates.naming import When
    from repairlog.core.entries.changes import Change
    from repairlog.core.entries.listing import Filters
    from repairlog.core.entries.model import Entry

Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Plain = Annotated[bool, typer.Option("--plain", help="Sentences, nothing drawn.")]
EntryId = Annotated[
    str, typer.Argument(metavar="ID", help="The beginning of an entry's id, or last.")
]
MaybeId = Annotated[
    str | None, typer.Argument(metavar="[ID]", help="The beginning of an entry's id, or last.")
]
Child = Annotated[str | None, typer.Option(help="A nickname for the child.")]
Carer = Annotated[str | None, typer.Option(help="Your name as carer.")]
Since = Annotated[str | None, typer.Option(help="From this day or time on.")]
Until = Annotated[str | None, typer.Option(help="Up to this day or time; a day counts whole.")]


def session(ctx: typer.Context, *, plain: bool = False, as_json: bool = False) -> Session:
    """Return this run, with the options that stand after the command."""
    run: Session = ctx.obj
    run.plain = run.plain or plain
    run.as_json = as_json
    return run


def moment(run: Session, text: str, option: str) -> "When":
    """Read a date option. Raises UsageError for one that is unclear or not yet."""
    from repairlog.core.dates.clock import Unclear  # noqa: PLC0415  only where a date is given
    from repairlog.core.dates.parse import read_when  # noqa: PLC0415  likewise

    when = read_when(text, run.now, run.localise)
    if when is Unclear.FUTURE:
        raise UsageError(f"{option}: {text!r} is still to come.", "A time up to now will do.")
    if isinstance(when, Unclear):
        raise UsageError(
            f"{option}: {text!r} could not be placed without guessing.",
            "Such as 2026-11-19, 2026-11-19T18:30, yesterday, last tuesday, 7pm.",
        )
    return when


def shown_back(run: Session, when: "When", option: str) -> "When":
    """Say on stderr how a date option was understood."""
    from repairlog.core.dates.naming import describe  # noqa: PLC0415  only where a date is given

    run.notice(f"{option}: {describe(when, run.now)}")
    return when


def saved(run: Session, entry: "Entry", change: "Change", *words: str | None) -> "Entry":
    """Make a change that options ask for, and return what the entry became.

    Words that could not be saved are printed back. Raises what `Transaction.change` does.
    """
    from repairlog.journal.writing import Transaction  # noqa: PLC0415  a listing needs none of it

    try:
        return Transaction(run.store).change(entry, change, run.now)
    except RepairlogError:
        run.give_back("\n".join(filter(None, words)))
        raise


def filters(  # noqa: PLR0913  each is an option of its own
    run: Session,
    *,
    child: str | None = None,
    carer: str | None = None,
    tag: str | None = None,
    feeling: str | None = None,
    since: str | None = None,
    until: str | None = None,
    waiting: bool = False,
) -> "Filters":
    """Return the filters that options ask for."""
    from repairlog.core.entries.listing import Filters  # noqa: PLC0415  only where entries are chosen

    return Filters(
        child=tidy(child or ""),
        carer=tidy(carer or ""),
        tag=tidy(tag or ""),
        feeling=tidy(feeling or ""),
        since=moment(run, since, "--since") if since else None,
        until=moment(run, until, "--until") if until else None,
        waiting=waiting,
    )
