"""Linear classifiers: how much a text sounds like each thing that was learned from sentences.

A table holds, for each label, a weight for every number that an n-gram may have. They are made by
`sentences/learn.py`; the file is a line of JSON that names the labels, and their rows of bytes.
"""

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from math import sqrt
from operator import itemgetter
from types import MappingProxyType
from typing import NamedTuple

from repairlog.core.language.ngrams import clauses, numbers, places, words

ZERO = 128
"""The byte that stands for no weight: bytes have no sign."""

BITS = 17
"""So many bits of an n-gram's number are told apart; a row may tell fewer."""


ANY = "any"
"""The label of whether it is anything at all."""

MARGIN = 0.5
"""How much of what a word usually adds is asked of the words in question: clauses that only go
along with them are left out."""

FAINT = -0.9
"""Below this score for anything, no kind would make up for it."""


EVEN = (1.0, 0.5)
"""How much counts that it is anything, and what the kind stands above the next, beside its own."""


class Row(NamedTuple):
    """The weights of one label, as bytes, what a byte is worth, and what is added to the sum."""

    weights: bytes | memoryview
    worth: float
    bias: float


Picker = Callable[[bytes | memoryview], tuple[int, ...]]


class Listener:
    """A text as numbers, to be asked what it sounds like."""

    def __init__(
        self,
        rows: Mapping[str, Row],
        found: tuple[int, ...],
        text: str,
        mix: Sequence[float] = EVEN,
    ) -> None:
        self.rows = rows
        self.found = found
        self.text = text
        self.mix = mix
        self._pickers: dict[int, Picker] = {}

    def score(self, label: str) -> float:
        """Return how much it sounds like what the label stands for: about -1 no, 1 yes."""
        row = self.rows[label]
        count = len(self.found)
        return row.bias + row.worth * (sum(self._weights(row)) - ZERO * count) / sqrt(count)

    def surest(self, but: Collection[str] = ()) -> tuple[str, float]:
        """Return the kind it sounds like most, `but` for some, and how sure it is of anything.

        That is the kind's own score, and so much as the `mix` has it of the score for anything and
        of what the kind stands above the next: more is found so, by strangers' sentences, than by
        any of these alone. What sounds like nothing is not asked for its kind, as most does and
        there are many kinds.
        """
        whole = self.score(ANY)
        if whole < FAINT:
            return "", whole - 1
        scores = sorted(
            (self.score(label), label) for label in self.rows if label != ANY and label not in but
        )
        (next_best, _), (best, kind) = scores[-2:]
        any_counts, next_counts = self.mix
        return kind, any_counts * whole + best + next_counts * (best - next_best)

    def _weights(self, row: Row) -> tuple[int, ...]:
        """Return the bytes of a row for what was found; rows of one length share the picking."""
        size = len(row.weights)
        if size not in self._pickers:
            self._pickers[size] = itemgetter(*[number & size - 1 for number in self.found])
        return self._pickers[size](row.weights)

    def loudest(self, label: str) -> tuple[int, int]:
        """Return where the clauses stand that speak most for a label: their start and their end.

        A clause is what stands between marks and words such as `but` and `if`; what an n-gram
        weighs is shared out to the words that it covers. A clause counts by how far its words
        stand above some of what a word of this text adds anyway.
        """
        said = words(self.text)
        added = [0.0] * len(said)
        every = [number & (1 << BITS) - 1 for number in numbers(said)]
        once = dict(zip(self.found, self._weights(self.rows[label]), strict=True))
        for number, (first, last) in zip(every, places(said), strict=True):
            share = (once[number] - ZERO) / (last - first + 1)
            for at in range(first, last + 1):
                added[at] += share
        parts = clauses(said)
        if not parts:
            return 0, len(self.text)
        usual = MARGIN * max(0.0, sum(added) / sum(map(len, parts)))
        run = parts[_largest([sum(added[at] - usual for at in part) for part in parts])]
        return said[run[0][0]].start, said[run[-1][-1]].end


def _largest(added: Sequence[float]) -> slice:
    """Return the run that adds most."""
    best, where = float("-inf"), slice(0, 1)
    total, begun = 0.0, 0
    for at, each in enumerate(added):
        if total <= 0:
            total, begun = 0.0, at
        total += each
        if total > best:
            best, where = total, slice(begun, at + 1)
    return where


class Learned(NamedTuple):
    """All tables of a file, by subject and label, and a digest of what they were learned from.

    `levels` are what `surest` must pass for a subject to be spoken of, the highest first, and
    `mixes` what it is made of.
    """

    tables: dict[str, dict[str, Row]]
    source: str = ""
    levels: Mapping[str, Sequence[float]] = MappingProxyType({})
    mixes: Mapping[str, Sequence[float]] = MappingProxyType({})

    def hear(self, subject: str, text: str) -> Listener:
        """Number a text, to ask it what it sounds like."""
        mask = (1 << BITS) - 1
        found = tuple({number & mask for number in numbers(words(text))})
        return Listener(self.tables[subject], found, text, self.mixes.get(subject, EVEN))


def read(data: bytes) -> Learned:
    """Read the file of tables."""
    end = data.index(b"\n") + 1
    head = json.loads(data[:end])
    every = memoryview(data)  # nothing is copied: a megabyte would take longer than reading it
    tables: dict[str, dict[str, Row]] = {}
    for subject, label, bits, worth, bias in head["rows"]:
        weights = every[end : end + (1 << bits)]
        end += 1 << bits
        tables.setdefault(subject, {})[label] = Row(weights, worth, bias)
    return Learned(tables, head["source"], head["levels"], head["mixes"])


def write(learned: Learned) -> bytes:
    """Return the file of these tables."""
    rows = [
        (subject, label, row)
        for subject, table in learned.tables.items()
        for label, row in table.items()
    ]
    head = [
        (subject, label, (len(row.weights) - 1).bit_length(), row.worth, row.bias)
        for subject, label, row in rows
    ]
    said = {"source": learned.source, "levels": {**learned.levels}, "mixes": {**learned.mixes}}
    line = json.dumps({**said, "rows": head}).encode()
    return line + b"\n" + b"".join(row.weights for *_, row in rows)
