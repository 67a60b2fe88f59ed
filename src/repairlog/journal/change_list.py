"""List of this device's changes to a journal, in its state folder: ids and parts, no words.

A line is one change. What it touched stands in the line, or, where it touched many entries,
in a file for each month that the line names. Changes that were undone stand in it too, as
what undoing touched: `undo --redo` reverses that.
"""

import contextlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from repairlog.journal import files
from repairlog.journal.changes import Touched

_FILE = "changes.jsonl"
_PARTS = "parts-"
_LISTED = 500
"""How many changes the list holds; the oldest fall off its end."""


class ListedChange(NamedTuple):
    """One change, or (`undone`) what undoing it touched; `file` names the files of a large one."""

    change: str
    undone: bool = False
    touched: tuple[Touched, ...] = ()
    file: str = ""


class ChangeList:
    """The list in the folder for what is remembered about one journal. The lock is held."""

    def __init__(self, beside: Path) -> None:
        self._beside = beside
        self._path = beside / _FILE

    def read(self) -> list[ListedChange]:
        """Return the changes, oldest first. Raises StorageError."""
        found = (_listed(line) for _, line in files.split(files.read(self._path)))
        return [each for each in found if each]

    def replace(self, changes: Iterable[ListedChange]) -> None:
        """Write the list anew. Raises StorageError."""
        self._write([_line_of(each) for each in changes])

    def add(self, change: ListedChange) -> None:
        """Put a change last, in place of what is listed of it; what was undone falls away.

        The other lines are not read: the list is long, and each answer writes it.
        Raises StorageError.
        """
        marks = (f'"change": "{change.change}"'.encode(), b'"undone": true')
        lines = [line for _, line in files.split(files.read(self._path))]
        kept = [line for line in lines if not any(mark in line for mark in marks)]
        self._write([*kept[1 - _LISTED :], _line_of(change)])

    def months(self, change: ListedChange) -> Iterator[tuple[str, list[Touched]]]:
        """Yield what a change touched, month by month. Raises StorageError."""
        months: dict[str, list[Touched]] = defaultdict(list)
        for each in change.touched:
            months[each.month].append(each)
        paths = self._beside.glob(f"{_PARTS}{change.file}.*.jsonl") if change.file else ()
        in_files = {path.name.split(".")[1]: path for path in paths}
        for month in sorted(months.keys() | in_files.keys()):
            lines = files.split(files.read(in_files[month])) if month in in_files else []
            yield month, [*months[month], *(Touched(*json.loads(line)) for _, line in lines)]

    def write_month(self, file: str, month: str, touched: Iterable[Touched]) -> None:
        """Add to what a large change touched in a month. Raises StorageError."""
        path = self._beside / f"{_PARTS}{file}.{month}.jsonl"
        lines = [json.dumps(each).encode() for each in touched]
        files.write(path, files.read(path) + b"".join(line + b"\n" for line in lines))

    def forget(self, entry_id: str) -> None:
        """Take an entry out of all changes. Raises StorageError."""
        mark = entry_id.encode()
        kept = []
        for change in self.read():
            touched = tuple(each for each in change.touched if each.entry != entry_id)
            if touched or change.file:
                kept.append(change._replace(touched=touched))
        self.replace(kept)
        for path in self._beside.glob(f"{_PARTS}*.jsonl"):
            data = files.read(path)
            if mark in data:
                left = [line + b"\n" for _, line in files.split(data) if mark not in line]
                files.write(path, b"".join(left))

    def _write(self, lines: list[bytes]) -> None:
        files.write(self._path, b"".join(line + b"\n" for line in lines))
        for path in self._beside.glob(f"{_PARTS}*"):
            named = f'"file": "{path.name.removeprefix(_PARTS).split(".")[0]}"'.encode()
            if not any(named in line for line in lines):
                with contextlib.suppress(OSError):
                    path.unlink()


def _line_of(change: ListedChange) -> bytes:
    return json.dumps(change._asdict()).encode()


def _listed(line: bytes) -> ListedChange | None:
    """Read a line; one that cannot be read is no change that could be reversed."""
    with contextlib.suppress(ValueError, TypeError):
        found = ListedChange(**json.loads(line))
        return found._replace(touched=tuple(Touched(*each) for each in found.touched))
    return None
