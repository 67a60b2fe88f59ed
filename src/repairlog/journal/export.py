"""Export: other formats out of a journal. Reading the JSON Lines back gives the same journal.

A carer is named in them only where `named` allows it: what one person wrote is not for another
to count.
"""

import json
import re
from collections.abc import Callable, Collection, Iterator

from repairlog.core.entries.codec import dump
from repairlog.core.entries.model import FORMAT, Entry, Version
from repairlog.journal.journal import Held, Journal

Named = Callable[[str], bool]

_ACTING = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
"""Controls that JSON lets stand as they are, and terminals may act on. Other ones are escaped."""


def lines(
    journal: Journal,
    named: Named,
    ids: Collection[str] | None = None,
    told: Callable[[Version], Entry | None] | None = None,
) -> Iterator[bytes]:
    """Yield every entry as a line of the disk format; with ids, only these.

    With `told`, each line is what that makes of the entry; where that is none, there is none.
    """
    for held in journal.lines():
        if ids is not None and held[0].id not in ids:
            continue
        if told is None:
            yield _harmless(_without_others(held, named))
        elif (entry := told(held[0])) is not None:
            yield _harmless(dump(entry))


def json_lines(lines: Iterator[bytes]) -> Iterator[bytes]:
    """Yield the lines as JSON Lines."""
    for line in lines:
        yield line + b"\n"


def json_array(lines: Iterator[bytes]) -> Iterator[bytes]:
    """Yield the same lines as the pieces of one JSON array."""
    before = b"[\n"
    for line in lines:
        yield before + line
        before = b",\n"
    yield b"\n]\n" if before == b",\n" else b"[\n\n]\n"


def _harmless(line: bytes) -> bytes:
    if line.isascii() and b"\x7f" not in line:  # nothing that could act
        return line
    return _ACTING.sub(lambda found: f"\\u{ord(found[0]):04x}", line.decode()).encode()


def _without_others(held: Held, named: Named) -> bytes:
    """Return a line that names no other carer; all else in it stays."""
    entry, line = held
    if not isinstance(entry, Entry) or not entry.carer or named(entry.carer):
        return line
    if entry.v <= FORMAT:
        return dump(entry.model_copy(update={"carer": ""}))
    values = {**json.loads(line), "carer": ""}
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode()


JSON: dict[str, Callable[[Iterator[bytes]], Iterator[bytes]]] = {
    "json": json_array,
    "jsonl": json_lines,
}
