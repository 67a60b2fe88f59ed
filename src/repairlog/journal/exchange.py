"""Other formats out of a journal. Reading the JSON Lines back gives the same journal."""

from collections.abc import Callable
from pathlib import Path

from repairlog.journal import files
from repairlog.journal.journal import Journal


def json_lines(journal: Journal) -> bytes:
    """Return every entry as a line of the disk format."""
    return b"".join(line + b"\n" for line in journal.lines())


def json_array(journal: Journal) -> bytes:
    """Return the same lines as one JSON array."""
    return b"[\n" + b",\n".join(journal.lines()) + b"\n]\n"


EXPORTS: dict[str, Callable[[Journal], bytes]] = {"json": json_array, "jsonl": json_lines}


def write(path: Path, data: bytes) -> None:
    """Write an export durably, readable by this account alone. Raises StorageError."""
    files.write(path, data)
