"""Lines of a journal's files: which files there are, what their lines say, what cannot be read.

Reading trusts nothing: a line or a file that cannot be read is reported, kept, and costs
nobody else's lines.
"""

import os
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from repairlog.core.entries.codec import parse
from repairlog.core.entries.model import Version
from repairlog.errors import StorageError
from repairlog.journal import files, folders

_OF_A_DEVICE = re.compile(
    r"(?P<month>[1-9][0-9]{3}-(0[1-9]|1[0-2]))\.[a-z0-9]+(-[a-z0-9]+)*-[a-z2-7]{6}\.jsonl"
)
"""The names that devices give their files. Copies and backups rarely look so."""

_SAYS_ID = rb'\{"v":1,"id":"([a-z2-7]+)"'


_FEW = 20
"""So few ids are quicker looked for in a whole file than in each of its lines."""


class Unreadable(NamedTuple):
    """A line that could not be read: where it is, and which part of it was wrong.

    Line 0 is the whole file.
    """

    path: Path
    line: int
    reason: str


class Line(NamedTuple):
    """One line as it stands in a file, without what may stand around it."""

    path: Path
    number: int
    text: bytes


class Lines:
    """The lines of a journal folder and of its past. `unreadable` grows as files are read.

    `on_read` is told of the bytes of each file that is read, where somebody wants to know.
    """

    def __init__(self, locations: folders.Locations) -> None:
        # The folder may be a link, which is followed here, once; in it, folders are none.
        self.folder = Path(os.path.realpath(locations.journal))
        self.past = self.folder / "past"
        self._locations = locations
        self._unreadable: dict[tuple[Path, int], Unreadable] = {}
        self.on_read: Callable[[int], None] | None = None

    @property
    def unreadable(self) -> list[Unreadable]:
        """What could not be read so far, in the order of the files."""
        return [self._unreadable[key] for key in sorted(self._unreadable)]

    def paths(self, folder: Path | None = None, month: str = "") -> list[Path]:
        """Return the files of the journal (or of its past) by name; none if there is no folder.

        With a month, only that month's files, and those whose name tells no month.
        """
        folder = folder or self.folder
        try:
            names = self.names(folder)
        except StorageError as error:
            if folder == self.folder:
                raise
            self._report(folder, 0, error.reason)
            return []
        for name in names:
            stands_for = files.placeholder_for(name)
            if is_read(stands_for) and stands_for not in names:
                self._report(folder / name, 0, "it has not been downloaded to this computer")
        found = sorted(name for name, is_folder in names.items() if is_read(name) and not is_folder)
        return [folder / name for name in found if not month or month_in(name) in (month, None)]

    def size(self, *, past: bool) -> int:
        """Return the bytes of the journal's files, with those of the past. Raises StorageError."""
        paths = [*self.paths(), *(self.paths(self.past) if past else ())]
        with files.plainly("read", self.folder):
            return sum(path.stat().st_size for path in paths)

    def names(self, folder: Path) -> dict[str, bool]:
        """Return what lies in a folder, and whether each is a folder. Raises StorageError."""
        with files.plainly("read", folder):
            try:
                return files.names(folder)
            except FileNotFoundError:
                if self._is_out_of_reach():
                    raise
                return {}

    def _is_out_of_reach(self) -> bool:
        """Whether the folder is on a drive that was taken out, and so no empty journal."""
        told = self._locations.journal
        missing = self._locations.named and not told.parent.is_dir()
        return not self.folder.is_dir() and (missing or told.is_symlink())

    def read(
        self, path: Path, mark: bytes = b"", ids: Collection[str] | None = None
    ) -> Iterator[tuple[Version, bytes]]:
        """Yield what the lines that hold the mark say, and those lines.

        With ids, lines that say in our own way that they are of another entry are left out.
        """
        few = ids is not None and len(ids) <= _FEW
        names = [each.encode() for each in ids or ()] if few else [b""]

        def may(data: bytes) -> bool:
            return any(name in data for name in names)

        for number, held in self._numbered(path, mark, may):
            if (
                ids is not None
                and (said := re.match(_SAYS_ID, held))
                and said[1].decode() not in ids
            ):
                continue
            if mark in held and (text := held.removeprefix(files.BOM).strip()):
                try:
                    yield parse(text), text
                except ValueError as error:
                    self._report(path, number, str(error))

    def raw(self, path: Path, may: Callable[[bytes], object] | None = None) -> Iterator[Line]:
        """Yield the lines of a file without reading what they say.

        With a test, the lines that pass it, of a file that passes it as a whole.
        """
        for number, held in self._numbered(path, may=may):
            if (text := held.removeprefix(files.BOM).strip()) and (may is None or may(text)):
                yield Line(path, number, text)

    def parse(self, line: Line) -> Version | None:
        """Return what a line says; if it cannot be read, report it."""
        try:
            return parse(line.text)
        except ValueError as error:
            self._report(line.path, line.number, str(error))
            return None

    def about(self, entry_id: str, paths: Iterable[Path]) -> Iterator[tuple[Version, bytes]]:
        """Read only the lines that mention the id."""
        mark = entry_id.encode()
        for path in paths:
            for version, line in self.read(path, mark):
                if version.id == entry_id:
                    yield version, line

    def all_about(self, ids: Collection[str], paths: Iterable[Path]) -> dict[str, list[Version]]:
        """Return the versions of many entries, reading each file once."""
        found: dict[str, list[Version]] = defaultdict(list)
        for path in paths:
            for version, _ in self.read(path, ids=ids):
                if version.id in ids:
                    found[version.id].append(version)
        return found

    def _numbered(
        self, path: Path, mark: bytes = b"", may: Callable[[bytes], object] | None = None
    ) -> Iterable[tuple[int, bytes]]:
        """Return a file's lines; a file that cannot be read is reported, and has none.

        None either where a file does not hold the mark, or does not pass the test.
        """
        try:
            data = files.read(path)
        except StorageError as error:
            self._report(path, 0, error.reason)
            return ()
        if self.on_read:
            self.on_read(len(data))
        passed = mark in data and (may is None or may(data))
        return enumerate(data.split(b"\n"), 1) if passed else ()

    def _report(self, path: Path, number: int, reason: str) -> None:
        self._unreadable[path, number] = Unreadable(path, number, reason)


def counted(unreadable: Sequence[Unreadable]) -> str:
    """Say how many lines and how many whole files could not be read."""
    whole = sum(each.line == 0 for each in unreadable)
    counts = (("line", len(unreadable) - whole), ("file", whole))
    return " and ".join(f"{count} {what}{'s' * (count > 1)}" for what, count in counts if count)


def is_read(name: str) -> bool:
    """Whether a file of this name is read as part of the journal."""
    return name.endswith(".jsonl") and name[0] != "."


def month_in(name: str) -> str | None:
    """Return the month that a device's file is for; none where another made the name."""
    match = _OF_A_DEVICE.fullmatch(name)
    return match["month"] if match else None
