"""Where an interrupted conversation stopped: an entry's id and a question, no words.

While a conversation goes on, its process holds the lock of its place, so a place that
can be locked belongs to a conversation that was cut off.
"""

import contextlib
import json
from datetime import datetime
from pathlib import Path
from typing import IO, NamedTuple, Self

from repairlog.errors import StorageError
from repairlog.journal import files

_PREFIX = "place-"


class Place(NamedTuple):
    """The entry, the question that was open, and when the last answer was saved (ISO 8601)."""

    entry: str
    question: str
    since: str


class Bookmark:
    """The place of the conversation that this process holds, if it holds one."""

    def __init__(self, beside: Path) -> None:
        self._beside = beside
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
                path = self._beside / f"{_PREFIX}{entry}.json"
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
    """Return the latest place whose conversation is not going on any more."""
    found = [place for path in _paths(beside) if (place := _left(path))]
    return max(found, key=_since, default=None)


def forget(beside: Path, entry: str) -> None:
    """Forget an entry's place: it was left as it is, or deleted."""
    with contextlib.suppress(OSError):
        (beside / f"{_PREFIX}{entry}.json").unlink()


def _since(place: Place) -> float:
    return datetime.fromisoformat(place.since).timestamp()


def _paths(beside: Path) -> list[Path]:
    with contextlib.suppress(OSError):
        return sorted(beside.glob(f"{_PREFIX}*.json"))
    return []


def _left(path: Path) -> Place | None:
    try:
        with files.lock(path, wait=False) as file:
            place = Place(**json.loads(file.read()))
            _since(place)
    except (StorageError, OSError, ValueError, TypeError, RecursionError):
        return None
    return place
