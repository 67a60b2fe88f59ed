"""`export`: the journal as one file."""

from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Annotated, Literal, get_args

import typer
from pydantic import BaseModel

from repairlog import content
from repairlog.cli.options import Plain, new_file, session
from repairlog.cli.progress import shown
from repairlog.cli.session import Session
from repairlog.core.entries.children import known_names
from repairlog.core.entries.listing import InOrder
from repairlog.core.entries.model import Entry
from repairlog.core.entries.preferences import Preferences
from repairlog.core.entries.pseudonyms import Pseudonyms
from repairlog.core.text import name_key
from repairlog.errors import NotFoundError, UnreadableError, UsageError
from repairlog.journal import files
from repairlog.journal.export import FORMATS
from repairlog.journal.lines import counted
from repairlog.view import markdown

Format = Literal["json", "jsonl", "md"]
_NOT_TYPED = {"id", "group", "source", "kind", "precision", "part", "setting", "moment"}


def export(  # noqa: PLR0913  each is an option
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
    child: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", help="All about this child, for reading; other names are letters."
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
    chosen = format_ or ("md" if child else _format_of(file))
    if chosen != "md" and (ids or child):
        asked = "--child" if child else "--id"
        raise UsageError(
            f"{asked} goes with --format md.", "The other formats hold the whole journal."
        )
    carers: set[str] = set()
    if chosen != "md":
        text = FORMATS[chosen](run.journal, partial(_is_named, run.preferences, carers))
    elif child:
        text = _about(run, child, ids)
    else:
        text = _markdown(run, ids, carers)
    with shown(run, prints=file == "-"):
        path = _written(run, file, text)
    if path:
        run.notice(content.report().file.replace("{path}", str(path)))
    if carers:
        run.notice(content.report().carers)
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


def _written(run: Session, file: str, text: Iterator[bytes]) -> Path | None:
    """Write it, and return where it is; None where it was printed."""
    if file == "-":
        run.pieces(piece.decode() for piece in text)
        return None
    path = new_file(file, content.report().there_alone)
    files.write_pieces(files.followed(path), text)
    return path


def _is_named(reader: Preferences, others: set[str], carer: str) -> bool:
    """Whether a carer is named in a file; whoever is not is noted among the others."""
    if not reader.is_own(carer):
        others.add(carer)
    return carer not in others


def _chosen(run: Session, ids: list[str] | None) -> Iterable[Entry]:
    if not ids:
        return run.journal.entries()
    return {entry.id: entry for entry in map(run.journal.find, ids)}.values()


def _markdown(run: Session, ids: list[str] | None, carers: set[str]) -> Iterator[bytes]:
    reader = run.preferences

    def handed_on() -> Iterator[Entry]:
        for entry in InOrder(_chosen(run, ids)):
            if entry.carer:
                _is_named(reader, carers, entry.carer)
            yield reader.without_others(entry)

    for piece in markdown.document(handed_on(), content.entries(), content.vocabulary(), run.now):
        yield piece.encode()


def _about(run: Session, child: str, ids: list[str] | None) -> Iterator[bytes]:
    """Yield everything about one child, with letters for all other names that are known."""
    everybody = list(run.journal.entries())
    found = [entry for entry in everybody if name_key(entry.child) == name_key(child)]
    name = found[0].child if found else child
    mentions = Pseudonyms([name])
    chosen = [
        entry
        for entry in InOrder(_chosen(run, ids))
        if entry in found or any(mentions.replace(text) != text for text in _texts(entry))
    ]
    if not chosen:
        raise NotFoundError(f"Nothing here is about {child}.", "{repairlog} children lists names.")
    known = known_names(everybody, run.preferences)
    others = [each for each in (*known, *(entry.carer for entry in everybody)) if each]
    pseudonyms = Pseudonyms(each for each in others if name_key(each) != name_key(name))
    words = content.report()
    document = markdown.document(
        chosen,
        content.entries(),
        content.vocabulary(),
        run.now,
        heading=words.about.replace("{child}", name),
        told=pseudonyms.replace,
    )
    yield from (piece.encode() for piece in document)
    told = "\n".join(pseudonyms.replace(text) for entry in chosen for text in _texts(entry))
    if left := [each for each in pseudonyms.left(told) if name_key(each) != name_key(name)]:
        run.notice(words.unknown.replace("{words}", ", ".join(left)).strip())


def _texts(value: object) -> Iterator[str]:
    """Yield what was typed of an entry, part by part."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, BaseModel):
        yield from _texts([each for name, each in value if name not in _NOT_TYPED])
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _texts(each)
