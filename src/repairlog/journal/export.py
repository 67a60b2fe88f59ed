"""Export: other formats out of a journal. Reading the JSON Lines back gives the same journal.

A carer is named in them only where `named` allows it: what one person wrote is not for another
to count.
"""

import json
import re
from collections.abc import Callable, Iterator

from repairlog.core.entries.codec import dump
from repairlog.core.entries.model import FORMAT, Entry
from repairlog.journal.journal import Held, Journal

Named = Callable[[str], bool]

_ACTING = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
"""Controls that JSON lets stand as they are, and terminals may act on. Other ones are escaped."""


def json_lines(journal: Journal, named: Named) -> Iterator[bytes]:
    """Yield every entry as a line of the disk format."""
    for line in _lines(journal, named):
        yield line + b"\n"


def json_array(journal: Journal, named: Named) -> Iterator[bytes]:
    """Yield the same lines as the pieces of one JSON array."""
    before = b"[\n"
    for line in _lines(journal, named):
        yield before + line
        before = b",\n"
    yield b"\n]\n" if before == b",\n" else b"[\n\n]\n"


def _lines(journal: Journal, named: Named) -> Iterator[bytes]:
    for held in journal.lines():
        line = _without_others(held, named)
        if line.isascii() and b"\x7f" not in line:  # nothing that could act
            yield line
        else:
            text = line.decode()
            yield _ACTING.sub(lambda found: f"\\u{ord(found[0]):04x}", text).encode()


def _without_others(held: Held, named: Named) -> bytes:
    """Return a line that names no other carer; all else in it stays."""
    entry, line = held
    if not isinstance(entry, Entry) or not entry.carer or named(entry.carer):
        return line
    if entry.v <= FORMAT:
        return dump(entry.model_copy(update={"carer": ""}))
    values = {**json.loads(line), "carer": ""}
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode()


FORMATS: dict[str, Callable[[Journal, Named], Iterator[bytes]]] = {
    "json": json_array,
    "jsonl": json_lines,
}
