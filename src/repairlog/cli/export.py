"""`export`: the journal, or some of it, as one file."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Annotated, Literal, get_args

import typer
from pydantic import BaseModel

from repairlog import content
from repairlog.cli.listing import RowOptions
from repairlog.cli.options import FilterOptions, Plain, expand_options, new_file, session
from repairlog.cli.progress import shown
from repairlog.cli.session import Session
from repairlog.core.entries.children import all_names
from repairlog.core.entries.disguise import disguised
from repairlog.core.entries.listing import Filters, InOrder, happening, select
from repairlog.core.entries.model import FORMAT, Entry, Version
from repairlog.core.entries.pseudonyms import Pseudonyms
from repairlog.core.text import name_key
from repairlog.errors import NotFoundError, UnreadableError, UsageError
from repairlog.journal import export as exporting
from repairlog.journal import files
from repairlog.journal.lines import counted
from repairlog.view import markdown
from repairlog.view.table import table

Format = Literal["json", "jsonl", "csv", "md"]
_NOT_TYPED = {"id", "group", "source", "kind", "precision", "part", "setting", "moment"}


@expand_options
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
            help="How it is written: md is for reading, csv for a spreadsheet. If not said, by the "
            "file's ending; with --child, all that is about this child, for reading, with letters "
            "for other names.",
        ),
    ] = None,
    pseudonyms: Annotated[
        bool,
        typer.Option("--pseudonyms", help="Letters for all names, and other ids than here."),
    ] = False,
    names: Annotated[
        list[str] | None,
        typer.Option(
            "--name",
            metavar="NAME",
            help="One more name to write as a letter. For several, repeat it.",
        ),
    ] = None,
    ids: Annotated[
        list[str] | None,
        typer.Option("--id", metavar="ID", help="Only this moment. For several, repeat it."),
    ] = None,
    rows: RowOptions,
    wanted: FilterOptions,
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is there.")] = False,
    plain: Plain = False,
) -> None:
    """Write the journal to one file: to keep, to read, or for another program."""
    run = session(ctx, plain=plain)
    run.counts_unreadable = False
    filters, words = rows.filters(wanted.filters(run)), content.export()
    about = filters.child if format_ is None else ""
    if about and pseudonyms:
        raise UsageError(words.letters_about, words.letters_about_hint)
    chosen = format_ or ("md" if about else _format_of(file))
    path = None if file == "-" else new_file(file, force=force)
    if about:
        filters = filters._replace(child="")
    some = _chosen(run, ids, filters, rows.newest)
    handed = _Handed(run, some, names or ())
    if about:
        text = _about(handed, about)
    else:
        if pseudonyms:
            names = all_names(run.journal.entries(), run.preferences)
            handed.letters = Pseudonyms([*names, *handed.names], run.preferences.renamed)
        text = _written_as(chosen, handed)
    with shown(run, prints=path is None):
        if path is None:
            run.pieces(piece.decode() for piece in text)
        else:
            files.write_pieces(files.followed(path), text)
    if path is not None:
        run.notice(content.report().file.replace("{path}", str(path)))
    handed.say()
    ending = Path(file).suffix.removeprefix(".").casefold()
    if about and ending != "md" and ending in get_args(Format):
        run.notice(words.reading.replace("{format}", ending))
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
            f"repairlog does not write .{ending} files.",
            "--format json, jsonl, csv or md says which.",
        )
    return ending


def _chosen(
    run: Session, named: Sequence[str] | None, filters: Filters, newest: int | None
) -> frozenset[str] | None:
    """Return the ids of what is wanted, None where that is all."""
    if not named and newest is None and filters == Filters():
        return None
    entries: Iterable[Entry] = run.journal.newest_first()
    if named:
        entries = sorted(map(run.journal.find, named), key=happening, reverse=True)
    return frozenset(entry.id for entry in islice(select(entries, filters), newest))


@dataclass
class _Handed:
    """What leaves the journal: which entries, with whose names, and what is said of that.

    `letters` are there where names are not. `carers` are the others who were left out, `left` the
    words that may still be names, `newer` the entries that no letters can be put into.
    """

    run: Session
    ids: frozenset[str] | None
    names: Sequence[str]
    letters: Pseudonyms | None = None
    carers: set[str] = field(default_factory=set)
    left: dict[str, None] = field(default_factory=dict)
    newer: set[str] = field(default_factory=set)
    decides: bool = False

    def named(self, carer: str) -> bool:
        """Whether a carer is named in a file; whoever is not is noted among the others."""
        if not self.run.preferences.is_own(carer):
            self.carers.add(carer)
        return carer not in self.carers

    def told(self, version: Version) -> Entry | None:
        """Return an entry as it leaves, without other carers; None where it does not."""
        if not isinstance(version, Entry):
            return None
        if version.carer:
            self.named(version.carer)
        entry = self.run.preferences.without_others(version)
        if self.letters is None:
            return entry
        if entry.v > FORMAT:
            self.newer.add(entry.id)
            return None
        made = disguised(entry, self.letters.replace)
        self.look_over(made, self.letters)
        return made

    def look_over(self, entry: Entry, letters: Pseudonyms, but: str = "") -> None:
        """Note the words of an entry that may still be names."""
        found = letters.left("\n".join(_texts(entry)))
        self.left |= dict.fromkeys(each for each in found if name_key(each) != name_key(but))

    def entries(self) -> Iterator[Entry]:
        """Yield the entries as they leave, oldest first."""
        found = InOrder(self.run.journal.entries(self.ids))
        return (entry for entry in map(self.told, found) if entry is not None)

    def say(self) -> None:
        """Say on stderr what the file has and has not in it."""
        words, notice = content.export(), self.run.notice
        if self.carers:
            notice(words.carers)
        if self.letters is not None:
            notice(words.letters)
        if self.newer:
            count = len(self.newer)
            notice(words.newer.of(count).replace("{count}", str(count)))
        if self.left:
            notice(words.unknown.replace("{words}", ", ".join(self.left)).strip())
        if self.decides:
            notice(words.decides.strip())


def _written_as(chosen: str, handed: _Handed) -> Iterator[bytes]:
    """Yield the file in a format, piece by piece."""
    if chosen in exporting.JSON:
        told: Callable[[Version], Entry | None] | None = handed.told if handed.letters else None
        lines = exporting.lines(handed.run.journal, handed.named, handed.ids, told)
        yield from exporting.JSON[chosen](lines)
    elif chosen == "csv":
        yield from (row.encode() for row in table(handed.entries()))
    else:
        words, vocabulary = content.entries(), content.vocabulary()
        document = markdown.document(handed.entries(), words, vocabulary, handed.run.now)
        yield from (piece.encode() for piece in document)


def _about(handed: _Handed, child: str) -> Iterator[bytes]:
    """Yield everything about one child, with letters for all other names that are known."""
    run, words = handed.run, content.export()
    everybody = list(run.journal.entries())
    theirs = {entry.id for entry in everybody if name_key(entry.child) == name_key(child)}
    name = next((entry.child for entry in everybody if entry.id in theirs), child)
    earlier = [
        old for old, now in run.preferences.renamed.items() if name_key(now) == name_key(name)
    ]
    own = {name_key(each) for each in (name, *earlier)}
    mentions = Pseudonyms([name, *earlier])
    chosen = [
        entry
        for entry in InOrder(run.journal.entries(handed.ids))
        if entry.id in theirs or any(mentions.replace(text) != text for text in _texts(entry))
    ]
    if not chosen:
        missing = words.nothing_about.replace("{child}", child)
        raise NotFoundError(missing, words.nothing_about_hint)
    others = [each for each in all_names(everybody, run.preferences) if name_key(each) not in own]
    letters = Pseudonyms([*others, *handed.names])
    document = markdown.document(
        chosen,
        content.entries(),
        content.vocabulary(),
        run.now,
        heading=words.about.replace("{child}", name),
        note=words.about_note.strip().replace("{child}", name),
        told=letters.replace,
    )
    yield from (piece.encode() for piece in document)
    for entry in chosen:
        told = disguised(entry, letters.replace)
        handed.look_over(told, letters, but=name)
    handed.decides = True


def _texts(value: object) -> Iterator[str]:
    """Yield what was typed of an entry, part by part."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, BaseModel):
        yield from _texts([each for name, each in value if name not in _NOT_TYPED])
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _texts(each)
