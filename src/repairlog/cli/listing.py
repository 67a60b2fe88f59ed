"""`list` and `waiting`: entries in a row, oldest first."""

from collections.abc import Callable
from itertools import islice
from typing import Annotated, NamedTuple

import typer

from repairlog import content
from repairlog.cli.options import FilterOptions, Json, Plain, expand_options, session
from repairlog.cli.session import Session
from repairlog.core.entries.listing import Filters, InOrder, select
from repairlog.core.text import tidy
from repairlog.errors import UsageError
from repairlog.view.entries import listing


class RowOptions(NamedTuple):
    """Which rows of a list are wanted, in the order of the help."""

    waiting: Annotated[bool, typer.Option("--open", help="Only what waits for a repair.")] = False
    feeling: Annotated[str | None, typer.Option(metavar="WORD", help="Only with this feeling.")] = (
        None
    )
    newest: Annotated[int | None, typer.Option("-n", min=1, help="Only so many, the newest.")] = (
        None
    )

    def filters(self, others: Filters) -> Filters:
        """Return these filters and the others together."""
        return others._replace(feeling=tidy(self.feeling or ""), waiting=self.waiting)


@expand_options
def list_(
    ctx: typer.Context,
    *,
    rows: RowOptions,
    wanted: FilterOptions,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """List the moments, oldest first."""
    run = session(ctx, plain=plain, as_json=as_json)
    filters = rows.filters(wanted.filters(run))
    _list(run, filters, rows.newest, lambda: content.screens().list.none)


def waiting(  # noqa: PLR0913  each is an option of its own
    ctx: typer.Context,
    *,
    count: Annotated[
        bool, typer.Option("--count", help="Print how many, and nothing else.")
    ] = False,
    ics: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="Write one event for a calendar, with no name in it."),
    ] = None,
    at: Annotated[
        str | None,
        typer.Option(metavar="DATE", help='With --ics: when, such as "tomorrow 7pm".'),
    ] = None,
    title: Annotated[
        str, typer.Option(help="With --ics: what it is called; else A quiet minute.")
    ] = "",
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """List the moments that wait for a repair, oldest first."""
    run = session(ctx, plain=plain, as_json=as_json)
    if ics is None and (at is not None or title):
        raise UsageError(content.screens().reminder.ics_needed, content.screens().reminder.such)
    if ics is not None:
        from repairlog.cli.reminder import remind  # noqa: PLC0415  a listing needs none of it

        remind(run, ics, at, title)
        return
    if count:
        run.data(str(sum(entry.waits for entry in run.journal.entries())))
        return
    _list(run, Filters(waiting=True), None, lambda: content.screens().list.waiting_none)


def _list(run: Session, wanted: Filters, count: int | None, none: Callable[[], str]) -> None:
    found = (
        select(run.journal.entries(), wanted)
        if count is None
        else islice(select(run.journal.newest_first(), wanted), count)
    )
    entries = InOrder(found)
    if run.as_json:
        run.json_array(map(run.shown, entries))
    elif entries:
        run.pieces(listing(entries, entries.ids, run.now, run.page))
        if run.interactive:
            run.notice(content.screens().list.whole)
    else:
        run.data(none())
