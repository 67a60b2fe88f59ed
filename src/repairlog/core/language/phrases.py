"""Phrases: a small notation for the few sure rules, meant to be read by people who don't program.

    you made me <outburst>        words in order, as they are typed: every form is listed
    bit|little of a               one of several words
    <tantrum|hissy fit|label>     one of several runs of words, or of the word list `label`
    (that|this) big a deal        what stands in brackets may be missing
    sorry ... if                  up to four other words between, but no `not`
    kept *ing                     a word with this ending; `*` alone is any one word
    ^ never mind .                at the beginning of a sentence, and at its end

Words are compared as `ngrams` evens them out: small letters, no apostrophes or accents. Commas are
stepped over, and nothing but `.` goes past the end of a sentence. What is quoted, or told of as
said or thought (`told`), is not read.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache, cached_property
from typing import NamedTuple

from repairlog.core.language.ngrams import PAUSE, STOP, Word, words

Run = tuple[str, ...]
MAX_GAP = 4
EDGES = {"^", "."}
NOT = frozenset(
    """not never no nobody none nothing neither nor without cannot cant wont dont doesnt didnt isnt
    arent wasnt werent hasnt havent hadnt wouldnt shouldnt couldnt""".split()
)
_BRACKETS = re.compile(r"\([^()]*\)|<[^<>]*>")
_TERM = r"(\(?)<([^<>]*)>\)?|\(([^()<>]*)\)|(\S+)"


class Said:
    """A text as words to be looked through, each with its place; `.` is the end of a sentence."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.places: list[Word] = []
        self.after_pause: set[int] = set()
        for word in words(text)[1:-1]:
            if word.plain == PAUSE:
                self.after_pause.add(len(self.places))
            else:
                self.places.append(word)
        self.words = [word.plain.decode() for word in self.places]
        self.every = frozenset(self.words)

    @cached_property
    def told(self) -> frozenset[int]:
        """Which words are quoted, or told of as said or thought."""
        # To start fast: most accounts hold no phrase of which this would have to be known.
        from repairlog.core.language.told import told_words  # noqa: PLC0415

        return told_words(self.text, self.places, self.words, self.after_pause)


class Found(NamedTuple):
    """A phrase that stands in a text, and where."""

    phrase: str
    start: int
    end: int


class _Step(NamedTuple):
    """One term of a phrase: runs of words of which one stands there, a gap or an edge."""

    runs: tuple[Run, ...]
    optional: bool = False

    def is_in(self, every: Collection[str]) -> bool:
        """Whether the words of one run are in a text at all: a test that looks for no order."""
        return self.optional or any(
            all(word in every or word[0] in "*.^" for word in run) for run in self.runs
        )


class Phrases:
    """Phrases that are looked for together, with the word lists that they may name."""

    def __init__(
        self, phrases: Iterable[str], lists: Mapping[str, Collection[str]] | None = None
    ) -> None:
        self.phrases = tuple(phrases)
        self._lists = lists or {}
        self._open = cache(self._steps)

    def find(self, said: Said, *, also_told: bool = False) -> Iterator[Found]:
        """Yield each place where a phrase stands; with `also_told` in what is told of, too."""
        for phrase in self.phrases:
            if _may_stand(phrase, said.every):
                steps = self._open(phrase)
                if all(step.is_in(said.every) for step in steps):
                    yield from _stands(said, phrase, steps, also_told=also_told)

    def _steps(self, phrase: str) -> tuple[_Step, ...]:
        """Open a phrase. Few are: most have a word that is not in the text."""
        return tuple(
            _Step(tuple(self._runs(listed.split("|"))), bool(bracket))
            if listed
            else _Step(tuple(_run(each) for each in (maybe or plain).split("|")), bool(maybe))
            for bracket, listed, maybe, plain in re.findall(_TERM, phrase)
        )

    def _runs(self, items: Iterable[str]) -> Iterator[Run]:
        """Open the word lists among these; a list names another as `<other>`."""
        for item in items:
            if item in self._lists:
                for each in self._lists[item]:
                    yield from self._runs([each[1:-1]]) if each[0] == "<" else [_run(each)]
            else:
                yield _run(item)


def _run(text: str) -> Run:
    return tuple(text.split())


def _may_stand(phrase: str, every: frozenset[str]) -> bool:
    """Whether the words that stand outside all brackets are in a text."""
    bare = _BRACKETS.sub(" ", phrase) if "<" in phrase or "(" in phrase else phrase
    for term in bare.split():
        if "|" in term:
            if every.isdisjoint(term.split("|")):
                return False
        elif term.isalnum() and term not in every:
            return False
    return True


def _stands(
    said: Said, phrase: str, steps: tuple[_Step, ...], *, also_told: bool
) -> Iterator[Found]:
    for at in range(len(said.words)):
        past = next(_ends(said.words, at, steps), None)
        if past is not None:
            last = max(at, past - 1 - (said.words[past - 1] == "."))
            if also_told or said.told.isdisjoint(range(at, last + 1)):
                yield Found(phrase, said.places[at].start, said.places[last].end)


def _ends(said: list[str], at: int, steps: tuple[_Step, ...]) -> Iterator[int]:
    """Yield where the steps may end when they begin at this word."""
    if not steps:
        yield at
        return
    step, *rest = steps
    for run in step.runs:
        for past in _past(said, at, run):
            yield from _ends(said, past, tuple(rest))
    if step.optional:
        yield from _ends(said, at, tuple(rest))


def _past(said: list[str], at: int, run: Run) -> Iterator[int]:
    """Yield the places just past a run of words that stands here, or past a gap."""
    if run == ("...",):
        for past in range(at, min(at + MAX_GAP, len(said)) + 1):
            yield past
            if past < len(said) and (said[past] in NOT or said[past] == "."):
                return
    elif run == ("^",):
        if at == 0 or said[at - 1] == ".":
            yield at
    elif run == (".",):
        if at >= len(said) or said[at] == ".":
            yield min(at + 1, len(said))
    elif at + len(run) <= len(said) and all(map(_is, said[at : at + len(run)], run)):
        yield at + len(run)


def _is(word: str, wanted: str) -> bool:
    if wanted[0] == "*":
        return word.endswith(wanted[1:]) and word != STOP.decode()
    return word == wanted
