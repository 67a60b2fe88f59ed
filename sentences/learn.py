"""Make the learned tables from the sentences: `PYTHONPATH=src python sentences/learn.py`.

It writes the tables anew and tells which of the sentences they now hear otherwise. It needs
scikit-learn, which `pip install --editable '.[train]'` brings. The same sentences give the same
tables.
"""

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from scipy import sparse
from sklearn.svm import LinearSVC

from labelled import Labelled, digest, levels, names, read
from repairlog import content
from repairlog.core.language.learned import ANY, BITS, ZERO, Learned, Row, write
from repairlog.core.language.learned import read as read_tables
from repairlog.core.language.ngrams import numbers, sentences, words

TABLES = Path(content.__file__).with_name("learned.bin")
KIND_BITS = 15
"""Which kind it is needs less to tell than whether it is anything: smaller rows do."""

UNSURE = ("quote", "suicide")
"""Kinds that say how it is told, or of whom it may be: not learned as kinds."""

CHANGES = 40
ELSEWHERE = 2.0
RARE = 3.0
"""How much another pattern's flaw and a pattern's own count beside a fine line: kinds are told
from each other first, and each is rare."""


PART = 0.5
"""How much each sentence of a fine line counts. Words for a child are read by sentence, and what is
fine as a whole should be fine in parts."""


@dataclass(frozen=True)
class Corpus:
    """Sentences of one subject with their n-grams, a row for each, and how much each counts."""

    subject: str
    lines: tuple[Labelled, ...]
    found: sparse.csr_matrix
    counts: np.ndarray

    @property
    def flagged(self) -> np.ndarray:
        """Whether each is flagged."""
        return np.array([line.flagged for line in self.lines])

    @property
    def authors(self) -> np.ndarray:
        """Who wrote each."""
        return np.array([line.author for line in self.lines])

    def whole(self) -> list[Labelled]:
        """Return the lines as somebody wrote them, without their parts."""
        return [line for line, count in zip(self.lines, self.counts, strict=True) if count == 1]

    def is_kind(self, kind: str) -> np.ndarray:
        """Whether each is flagged as of this kind."""
        return np.array([line.flagged and kind in line.kinds for line in self.lines])

    def kinds(self) -> list[str]:
        """Name the kinds that are flagged, in the order of the alphabet."""
        every = {kind for line in self.lines if line.flagged for kind in line.kinds}
        return sorted(every - set(UNSURE))


def corpus(subject: str, lines: Iterable[Labelled]) -> Corpus:
    """Number the n-grams of sentences."""
    kept = list(lines)
    parts = list(_parts(kept)) if subject == "coach" else []
    counts = np.repeat([1.0, PART], [len(kept), len(parts)])
    return Corpus(subject, (*kept, *parts), matrix([line.text for line in (*kept, *parts)]), counts)


def _parts(lines: Iterable[Labelled]) -> Iterator[Labelled]:
    """Yield each sentence of the fine lines that have several."""
    for line in lines:
        places = sentences(line.text)
        if not line.flagged and len(places) > 1:
            for start, end in places:
                yield replace(line, text=line.text[start:end])


def matrix(texts: Sequence[str], bits: int = BITS) -> sparse.csr_matrix:
    """Return a row for each text, with a one for each n-gram that it holds."""
    mask = (1 << bits) - 1
    rows = [sorted({number & mask for number in numbers(words(text))}) for text in texts]
    starts = np.cumsum([0, *map(len, rows)])
    columns = np.concatenate([np.array(row, dtype=np.int32) for row in rows])
    return sparse.csr_matrix((np.ones(len(columns)), columns, starts), (len(texts), 1 << bits))


def fold(found: sparse.csr_matrix, bits: int) -> sparse.csr_matrix:
    """Return the same with fewer bits told apart."""
    folded = (found.data, found.indices & ((1 << bits) - 1), found.indptr)
    result = sparse.csr_matrix(folded, (found.shape[0], 1 << bits))
    result.sum_duplicates()
    return result


def rows(corpus: Corpus, keep: np.ndarray) -> dict[str, Row]:
    """Learn a row for whether it is anything, and one for each kind, from the lines to keep."""
    flagged, found = corpus.flagged[keep], corpus.found[keep]
    lengths = np.asarray(found.sum(1)).ravel()
    balance = "balanced" if corpus.subject == "harm" else None
    whole = Scaled.of(found, lengths)
    learned = {ANY: whole.row(flagged, corpus.counts[keep], balance)}
    calibrated = levels()["kinds"].get(corpus.subject, {})
    told = np.array([not set(line.kinds) & set(UNSURE) for line in corpus.lines])[keep]
    usable = told | ~flagged
    small = Scaled.of(fold(found, KIND_BITS)[usable], lengths[usable])
    for kind in corpus.kinds():
        own = corpus.is_kind(kind)[keep]
        weight = np.where(own, RARE, np.where(flagged, ELSEWHERE, corpus.counts[keep]))
        if own.any():
            row = small.row(own[usable], weight[usable])
            learned[kind] = row._replace(bias=round(row.bias + calibrated.get(kind, 0.0), 6))
    return learned


@dataclass(frozen=True)
class Scaled:
    """Sentences as a machine learns from them: long ones no louder, rare n-grams louder."""

    found: sparse.csr_matrix
    by: np.ndarray

    @classmethod
    def of(cls, found: sparse.csr_matrix, lengths: np.ndarray) -> "Scaled":
        """Scale sentences so that they are of length one, more or less."""
        seen = np.asarray((found > 0).sum(0)).ravel()
        rarity = np.log((1 + found.shape[0]) / (1 + seen)) + 1
        scaled = sparse.diags(1 / np.sqrt(lengths)) @ found @ sparse.diags(rarity)
        usual = np.sqrt(scaled.multiply(scaled).sum(1).mean())
        return cls((scaled / usual).tocsr(), rarity / usual)

    def row(self, wanted: np.ndarray, weight: np.ndarray, balance: str | None = None) -> Row:
        """Learn the weights of one label by a support vector machine."""
        cost = 0.5 if balance else 1.0
        machine = LinearSVC(
            C=cost, tol=0.01, class_weight=balance, random_state=0, max_iter=5000
        ).fit(self.found, wanted, sample_weight=weight)
        weights = machine.coef_.ravel() * self.by
        worth = float(np.quantile(np.abs(weights), 0.9999)) / (ZERO - 1)
        data = np.clip(np.rint(weights / worth), 1 - ZERO, ZERO - 1) + ZERO
        bias = float(machine.intercept_[0])
        return Row(data.astype(np.uint8).tobytes(), round(worth, 9), round(bias, 6))


def build(*corpora: Corpus) -> bytes:
    """Make the file of tables from all lines of these subjects."""
    tables = {
        each.subject: rows(each, np.full(len(each.lines), fill_value=True)) for each in corpora
    }
    return write(Learned(tables, digest(), levels()["levels"], levels()["mixes"]))


def changes(old: Learned, new: Learned, lines: Iterable[Labelled]) -> list[str]:
    """Tell of the lines that one file of tables takes for flagged and the other for fine."""
    told = []
    for line in lines:
        before, after = (
            each.hear(line.subject, line.text).surest()[1] > each.levels[line.subject][0]
            for each in (old, new)
        )
        if before != after:
            right = "now right" if after == line.flagged else "NOW WRONG"
            told.append(f"{right}  {'flag' if line.flagged else 'fine'}  {line.text}")
    return told


def main() -> None:
    """Write the tables, and tell what changed."""
    corpora = [corpus(subject, read(*names(subject))) for subject in ("coach", "harm")]
    data = build(*corpora)
    if TABLES.exists():
        old, new = read_tables(TABLES.read_bytes()), read_tables(data)
        told = changes(old, new, (line for each in corpora for line in each.whole()))
        sys.stdout.write("\n".join([f"{len(told)} are heard otherwise.", *told[:CHANGES], ""]))
    TABLES.write_bytes(data)


if __name__ == "__main__":
    main()
