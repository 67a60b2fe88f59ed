"""Bookmark: where an interrupted conversation stopped, an entry's id and a question, no words.

While a conversation goes on, its process holds the lock of its place, so a place that
can be locked belongs to a conversation that was cut off.
"""

import contextlib
import json
from datetime import datetime
from pathlib import Path
from typing import IO, Literal, NamedTuple, Self

from repairlog.errors import StorageError
from repairlog.journal import files

Command = Literal["new", "repair"]
"""The conversations that can be carried on."""

_WHERE_ASKED = "where-was-asked"
"""An empty file: that it was asked, and nothing of the answer."""

_PREFIXES: dict[Command, str] = {"new": "place-", "repair": "repair-place-"}


class Place(NamedTuple):
    """The entry, the question that was open, and when the last answer was saved (ISO 8601)."""

    entry: str
    question: str
    since: str


class Bookmark:
    """The place of the conversation that this process holds, if it holds one."""

    def __init__(self, beside: Path, command: Command = "new") -> None:
        self._beside = beside
        self._command = command
        self._open = contextlib.ExitStack()
        self._file: IO[bytes] | None = None
        self._path: Path | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def mark(self, entry: str, question: str, now: datetime) -> None:
        """Remember the question that is open now. Losing this loses no words."""
        with contextlib.suppress(StorageError, OSError):
            if self._file is None:
                path = _path(self._beside, entry, self._command)
                self._file = self._open.enter_context(files.lock(path, wait=False))
                self._path = path
            place = Place(entry, question, now.isoformat())
            self._file.seek(0)
            self._file.truncate()
            self._file.write(json.dumps(place._asdict()).encode())
            self._file.flush()

    def clear(self) -> None:
        """Forget the place: the conversation came to its end."""
        self._open.close()
        if self._path is not None:
            with contextlib.suppress(OSError):
                self._path.unlink()
        self._file = self._path = None


def cut_off(beside: Path) -> Place | None:
    """Return the latest place in a `new` that is not going on any more."""
    return max(_all_left(beside, "new"), key=_since, default=None)


def unfinished(beside: Path) -> dict[str, str]:
    """Return the entries whose `repair` was cut off, each with the question that was open."""
    return {place.entry: place.question for place in _all_left(beside, "repair")}


def forget(beside: Path, entry: str, command: Command = "new") -> None:
    """Forget an entry's place: it was left as it is, or deleted."""
    with contextlib.suppress(OSError):
        _path(beside, entry, command).unlink()


def was_where_asked(beside: Path) -> bool:
    """Whether `new` asked in this journal where it was, whatever the answer."""
    return (beside / _WHERE_ASKED).exists()


def note_where_asked(beside: Path) -> None:
    """Remember that it was asked; where this is lost, it is asked once more."""
    with contextlib.suppress(StorageError, OSError):
        files.write(beside / _WHERE_ASKED, b"")


def _path(beside: Path, entry: str, command: Command) -> Path:
    return beside / f"{_PREFIXES[command]}{entry}.json"


def _since(place: Place) -> float:
    return datetime.fromisoformat(place.since).timestamp()


def _all_left(beside: Path, command: Command) -> list[Place]:
    paths: list[Path] = []
    with contextlib.suppress(OSError):
        paths = sorted(beside.glob(f"{_PREFIXES[command]}*.json"))
    return [place for path in paths if (place := _left(path))]


def _left(path: Path) -> Place | None:
    try:
        with files.lock(path, wait=False) as file:
            place = Place(**json.loads(file.read()))
            _since(place)
    except (StorageError, OSError, ValueError, TypeError, RecursionError):
        return None
    return place
