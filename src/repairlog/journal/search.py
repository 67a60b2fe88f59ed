"""Search: the entries in whose lines words may stand, found in the bytes, without an index.

Whether an entry truly holds them, `core.entries.searching` tells: here a line may be taken for
nothing, and none that holds a word is passed over.
"""

from collections.abc import Sequence

from repairlog.core.entries.searching import fold
from repairlog.journal.journal import Journal
from repairlog.journal.months import place_of

_LOWER = bytes(range(256)).lower()
_APOSTROPHES = b"'`"
_ESCAPE = b"\\u"


def ids_with(journal: Journal, words: Sequence[str]) -> set[str]:
    """Return the ids of the entries that may hold all of these folded words."""
    sought = [(word, word.encode()) for word in words]

    def standing(text: bytes) -> list[str]:
        """Return which of the words may stand in a line, or in the lines of a file."""
        if text.isascii() and _ESCAPE not in text:
            folded = text.translate(_LOWER, _APOSTROPHES)
            return [word for word, letters in sought if letters in folded]
        if _ESCAPE in text or b"\n" in text:  # each line is looked at, or read, by itself
            return list(words)
        said = fold(text.decode(errors="replace"))
        return [word for word in words if word in said]

    found: dict[str, set[bytes]] = {word: set() for word in words}
    for path in journal.paths():
        for line in journal.raw(path, standing):
            if place := place_of(journal, line):
                for word in standing(line.text):
                    found[word].add(place.entry)
    return {entry.decode() for entry in set.intersection(*found.values())}
