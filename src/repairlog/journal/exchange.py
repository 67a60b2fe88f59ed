"""Other formats out of a journal. Reading the JSON Lines back gives the same journal."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from repairlog.journal import files
from repairlog.journal.journal import Journal

_ACTING = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
"""Controls that JSON lets stand as they are, and terminals may act on. Other ones are escaped."""


def json_lines(journal: Journal) -> bytes:
    """Return every entry as a line of the disk format."""
    return b"".join(line + b"\n" for line in _lines(journal))


def json_array(journal: Journal) -> bytes:
    """Return the same lines as one JSON array."""
    return b"[\n" + b",\n".join(_lines(journal)) + b"\n]\n"


def _lines(journal: Journal) -> Iterator[bytes]:
    for line in journal.lines():
        text = line.removeprefix(files.BOM).strip().decode()
        yield _ACTING.sub(lambda found: f"\\u{ord(found[0]):04x}", text).encode()


EXPORTS: dict[str, Callable[[Journal], bytes]] = {"json": json_array, "jsonl": json_lines}


def write(path: Path, data: bytes) -> None:
    """Write an export durably, readable by this account alone. Raises StorageError."""
    files.write(files.followed(path), data)
