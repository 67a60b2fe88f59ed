"""Export: other formats out of a journal. Reading the JSON Lines back gives the same journal."""

import re
from collections.abc import Callable, Iterator

from repairlog.journal.journal import Journal

_ACTING = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
"""Controls that JSON lets stand as they are, and terminals may act on. Other ones are escaped."""


def json_lines(journal: Journal) -> Iterator[bytes]:
    """Yield every entry as a line of the disk format."""
    for line in _lines(journal):
        yield line + b"\n"


def json_array(journal: Journal) -> Iterator[bytes]:
    """Yield the same lines as the pieces of one JSON array."""
    before = b"[\n"
    for line in _lines(journal):
        yield before + line
        before = b",\n"
    yield b"\n]\n" if before == b",\n" else b"[\n\n]\n"


def _lines(journal: Journal) -> Iterator[bytes]:
    for line in journal.lines():
        if line.isascii() and b"\x7f" not in line:  # nothing that could act
            yield line
        else:
            text = line.decode()
            yield _ACTING.sub(lambda found: f"\\u{ord(found[0]):04x}", text).encode()


FORMATS: dict[str, Callable[[Journal], Iterator[bytes]]] = {
    "json": json_array,
    "jsonl": json_lines,
}
