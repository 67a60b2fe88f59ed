"""Figure options: what `stats` and `report` share, and the counting that these ask for."""

from collections.abc import Callable, Iterable
from typing import Annotated, NamedTuple

import typer

from repairlog import content
from repairlog.cli.options import read_date
from repairlog.cli.session import Session
from repairlog.core.entries.listing import Filters, select
from repairlog.core.entries.model import Entry
from repairlog.core.figures.statistics import Stats, collect


class FigureOptions(NamedTuple):
    """How entries are counted, in the order of the help."""

    as_of: Annotated[
        str | None, typer.Option(metavar="DATE", help="As things stood on this day.")
    ] = None
    exclude_logged_after: Annotated[
        bool,
        typer.Option(
            "--exclude-logged-after",
            help="Leave out of the time until you came back what was written down after that.",
        ),
    ] = False


def gather(
    run: Session,
    wanted: Filters,
    options: FigureOptions,
    watch: Callable[[Iterable[Entry]], Iterable[Entry]] = iter,
) -> Stats:
    """Count the wanted entries of the journal, as they stood at `--as-of` (else now).

    `watch` sees them on their way. Raises UsageError for an unusable date.
    """
    as_of = run.now
    if options.as_of:
        when = read_date(run, options.as_of, "--as-of")
        day_ends = when.at.replace(hour=23, minute=59, second=59, microsecond=999_999)
        as_of = when.at if when.precision == "minute" else min(day_ends, run.now)
    families = {
        word: each.family
        for each in content.vocabulary().feelings
        for word in (each.family, *each.words)
    }
    entries = select(run.journal.entries(), wanted)
    excluded = options.exclude_logged_after
    return collect(watch(entries), as_of, families.get, exclude_logged_after=excluded)
