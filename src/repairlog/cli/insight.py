"""`stats`: what the entries say together."""

from typing import Annotated

import typer

from repairlog import content
from repairlog.cli.options import Carer, Child, Json, Plain, Since, Until, filters, moment, session
from repairlog.cli.session import Session
from repairlog.core.entries.listing import Filters, select
from repairlog.core.figures.statistics import Stats, collect
from repairlog.view import figures
from repairlog.view.phrasing import Phrasing

Tag = Annotated[str | None, typer.Option(help="With this tag.")]
AsOf = Annotated[str | None, typer.Option(help="As things stood then.")]
ExcludeLoggedAfter = Annotated[
    bool,
    typer.Option(
        "--exclude-logged-after",
        help="Leave entries written down after their repair out of the time until it.",
    ),
]


def stats(  # noqa: PLR0913  each is an option of its own
    ctx: typer.Context,
    section: Annotated[
        figures.Section | None,
        typer.Argument(metavar="|".join(figures.SECTIONS), help="More on one subject."),
    ] = None,
    *,
    child: Child = None,
    carer: Carer = None,
    tag: Tag = None,
    since: Since = None,
    until: Until = None,
    as_of: AsOf = None,
    exclude_logged_after: ExcludeLoggedAfter = False,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Show rupture and repair over time: counts, not marks."""
    run = session(ctx, plain=plain, as_json=as_json)
    wanted = filters(run, child=child, carer=carer, tag=tag, since=since, until=until)
    found = gather(run, wanted, as_of, exclude_logged_after=exclude_logged_after)
    if as_json:
        from repairlog.view import stats_json  # noqa: PLC0415  only for JSON

        unreadable = len(run.journal.unreadable)
        first = wanted.since.at.isoformat() if wanted.since else None
        last = wanted.until.at.isoformat() if wanted.until else None
        run.json(stats_json.as_json(found, first, last, unreadable))
    else:
        phrasing = Phrasing(content.figures(), content.vocabulary())
        if section:
            from repairlog.view import sections  # noqa: PLC0415  only for more on one subject

            run.data(sections.section(section, found, phrasing, run.page))
        else:
            run.data(figures.screen(found, phrasing, run.page))
    run.mention_unreadable()


def gather(
    run: Session, wanted: Filters, as_of: str | None, *, exclude_logged_after: bool
) -> Stats:
    """Count the wanted entries of the journal, as they stood at `as_of` (now, if not given)."""
    moment_of = run.now
    if as_of:
        when = moment(run, as_of, "--as-of")
        day_ends = when.at.replace(hour=23, minute=59, second=59, microsecond=999_999)
        moment_of = when.at if when.precision == "minute" else min(day_ends, run.now)
    families = {
        word: each.family
        for each in content.vocabulary().feelings
        for word in (each.family, *each.words)
    }
    entries = select(run.journal.entries(), wanted)
    return collect(entries, moment_of, families.get, exclude_logged_after=exclude_logged_after)
