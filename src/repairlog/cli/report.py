"""`report`: the figures as a page to look at and print."""

import webbrowser
from pathlib import Path
from typing import Annotated

import typer

from repairlog import content
from repairlog.cli import startup
from repairlog.cli.figures import FigureOptions, gather
from repairlog.cli.options import FilterOptions, Plain, expand_options, new_file, session
from repairlog.cli.session import Session
from repairlog.cli.supervision import Chosen, Kind, mark_taken, take_along
from repairlog.errors import UsageError
from repairlog.journal import files
from repairlog.view.phrasing import Phrasing
from repairlog.view.report import report as page


@expand_options
def report(  # noqa: PLR0913  each is an option of its own
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="A new file, such as november.html.")],
    *,
    wanted: FilterOptions,
    counting: FigureOptions,
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is there.")] = False,
    supervision: Annotated[
        bool,
        typer.Option(
            "--supervision",
            help="Moments that you choose, to take to supervision; FILE may be .md or .txt too.",
        ),
    ] = False,
    therapy: Annotated[
        bool,
        typer.Option(
            "--therapy", help="Moments that you choose, to take to a therapist; likewise."
        ),
    ] = False,
    counts: Annotated[
        bool, typer.Option("--counts", help="With --therapy: a first page of numbers.")
    ] = False,
    ids: Annotated[
        list[str] | None,
        typer.Option(
            "--id", metavar="ID", help="With either: this moment. For several, repeat it."
        ),
    ] = None,
    names: Annotated[
        list[str] | None,
        typer.Option(
            "--name",
            metavar="NAME",
            help="With either: one more name to write as a letter. For several, repeat it.",
        ),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="With either: do not ask at the end.")] = False,
    open_: Annotated[
        bool, typer.Option("--open", help="Open it in the browser, once written.")
    ] = False,
    plain: Plain = False,
) -> None:
    """Write the figures as a page to look at and print."""
    run = session(ctx, plain=plain)
    path = new_file(file, force=force)
    filters = wanted.filters(run)
    if supervision and therapy:
        raise UsageError(content.report().both, content.report().both_hint)
    if supervision or therapy or ids or names or counts:
        kind: Kind = "therapy" if therapy else "supervision"
        chosen = Chosen(kind, ids or (), names or (), yes=yes, counts=counts)
        text, taken = take_along(run, filters, chosen, path.suffix.casefold())
        if text:
            write(run, path, text, open_it=open_)
            mark_taken(run, taken)
        return
    found = gather(run, filters, counting)
    phrasing = Phrasing(content.figures(), content.vocabulary())
    fictional = found.entries > 0 and found.tags[content.demo().said.tag] == found.entries
    given = {**wanted._asdict(), "as_of": counting.as_of}
    only = [f"{name.replace('_', ' ')} {value}" for name, value in given.items() if value]
    text = page(found, phrasing, content.report(), run.now, fictional=fictional, only=only)
    write(run, path, text, open_it=open_)


def write(run: Session, path: Path, text: str, *, open_it: bool) -> None:
    """Write a page, readable by this account alone, and say where it is."""
    files.write(files.followed(path), text.encode())
    run.notice(content.report().file.replace("{path}", str(path)))
    if open_it:
        startup.spare_other_programs()
        webbrowser.open(path.resolve().as_uri())
