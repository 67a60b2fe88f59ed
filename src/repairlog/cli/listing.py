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


def waiting(ctx: typer.Context, *, as_json: Json = False, plain: Plain = False) -> None:
    """List the moments that wait for a repair, oldest first."""
    run = session(ctx, plain=plain, as_json=as_json)
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
