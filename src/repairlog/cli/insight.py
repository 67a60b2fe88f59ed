"""`stats`: what the entries say together."""

from typing import Annotated

import typer

from repairlog import content
from repairlog.cli.options import Carer, Child, Json, Plain, Since, Until, filters, moment, session
from repairlog.core.select import select
from repairlog.core.stats import collect
from repairlog.view import figures


def stats(  # noqa: PLR0913  each is an option of its own
    ctx: typer.Context,
    *,
    child: Child = None,
    carer: Carer = None,
    since: Since = None,
    until: Until = None,
    as_of: Annotated[str | None, typer.Option(help="As things stood then.")] = None,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Show rupture and repair over time: counts, not marks."""
    run = session(ctx, plain=plain, as_json=as_json)
    wanted = filters(run, child=child, carer=carer, since=since, until=until)
    moment_of = run.now
    if as_of:
        when = moment(run, as_of, "--as-of")
        day_ends = when.at.replace(hour=23, minute=59, second=59)
        moment_of = when.at if when.precision == "minute" else min(day_ends, run.now)
    vocabulary = content.vocabulary()
    entries = select(run.journal.entries(), wanted)
    found = collect(entries, moment_of, vocabulary.family_of)
    if as_json:
        unreadable = len(run.journal.unreadable)
        first = wanted.since.at.isoformat() if wanted.since else None
        last = wanted.until.at.isoformat() if wanted.until else None
        run.json(figures.as_json(found, first, last, unreadable))
    else:
        run.data(figures.screen(found, vocabulary, run.page))
    run.mention_unreadable()
