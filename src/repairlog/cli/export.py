"""`export`: the journal as one file."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal, get_args

import typer

from repairlog import content
from repairlog.cli.options import Plain, session
from repairlog.cli.session import Session
from repairlog.core.entries.listing import InOrder
from repairlog.errors import UnreadableError, UsageError
from repairlog.journal import files
from repairlog.journal.export import FORMATS
from repairlog.journal.lines import counted
from repairlog.view import markdown

Format = Literal["json", "jsonl", "md"]


def export(
    ctx: typer.Context,
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="A new file. With - it goes to standard output.")
    ],
    *,
    format_: Annotated[
        Format | None,
        typer.Option(
            "--format",
            help="How it is written: md is for reading. If not said, by the file's ending.",
        ),
    ] = None,
    ids: Annotated[
        list[str] | None,
        typer.Option(
            "--id", metavar="ID", help="With md: only this moment. For several, repeat it."
        ),
    ] = None,
    plain: Plain = False,
) -> None:
    """Write the journal to one file: to keep, to read, or for another program."""
    run = session(ctx, plain=plain)
    run.counts_unreadable = False
    chosen = format_ or _format_of(file)
    if ids and chosen != "md":
        raise UsageError("--id goes with --format md.", "The other formats hold the whole journal.")
    text = _markdown(run, ids) if chosen == "md" else FORMATS[chosen](run.journal)
    if file == "-":
        run.pieces(piece.decode() for piece in text)
    else:
        path = Path(file)
        if path.exists():
            raise UsageError(f"{path} is there already.", "Choose another name, or move it away.")
        files.write_pieces(files.followed(path), text)
        run.notice(content.report().file.replace("{path}", str(path)))
    if run.journal.unreadable:
        raise UnreadableError(
            f"{counted(run.journal.unreadable)} could not be read, so that is left out.",
            "{repairlog} doctor says where they are; the journal keeps them.",
        )


def _format_of(file: str) -> str:
    """Return the format that a file's ending asks for; without an ending, JSON."""
    ending = Path(file).suffix.removeprefix(".").casefold() or "json"
    if ending not in get_args(Format):
        raise UsageError(
            f"repairlog does not write .{ending} files.", "--format json, jsonl or md says which."
        )
    return ending


def _markdown(run: Session, ids: list[str] | None) -> Iterator[bytes]:
    named = {entry.id: entry for entry in map(run.journal.find, ids)} if ids else None
    entries = InOrder(run.journal.entries() if named is None else named.values())
    for piece in markdown.document(entries, content.entries(), content.vocabulary(), run.now):
        yield piece.encode()
