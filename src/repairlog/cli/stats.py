"""`stats`: rupture and repair over time, on the screen or as JSON."""

from typing import Annotated

import typer

from repairlog import content
from repairlog.cli.figures import FigureOptions, gather
from repairlog.cli.harm_options import LeftOpen
from repairlog.cli.options import FilterOptions, Json, Plain, expand_options, session
from repairlog.core.conversations.blocks import Ways
from repairlog.view import figures
from repairlog.view.phrasing import Phrasing


@expand_options
def stats(  # noqa: PLR0913  each is an option of its own
    ctx: typer.Context,
    section: Annotated[
        figures.Section | None,
        typer.Argument(metavar="SUBJECT", help="More on one subject."),
    ] = None,
    *,
    wanted: FilterOptions,
    counting: FigureOptions,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Show how often you came back, and what else there is: counts, not marks."""
    run = session(ctx, plain=plain, as_json=as_json)
    filters = wanted.filters(run)
    left_open = LeftOpen(run)
    found = gather(run, filters, counting, left_open.watch)
    if as_json:
        from repairlog.view import stats_json  # noqa: PLC0415  only for JSON

        unreadable = len(run.journal.unreadable)
        first = filters.since.at.isoformat() if filters.since else None
        last = filters.until.at.isoformat() if filters.until else None
        run.json(stats_json.as_json(found, first, last, unreadable))
    else:
        phrasing = Phrasing(content.figures(), content.vocabulary())
        if section:
            from repairlog.view import sections  # noqa: PLC0415  only for more on one subject

            run.data(sections.section(section, found, phrasing, run.page))
        else:
            run.data(figures.screen(found, phrasing, run.page))
            if left_open:
                run.talk([Ways(((phrasing.words.back.unanswered, "doctor"),))])
