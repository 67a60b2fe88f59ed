"""Reading of words meant for a child: a second pair of ears.

Each sentence is asked, with the tables learned from labelled sentences, what it sounds like; so
is each pair of them, as a flaw may lie between two. The few sure rules of `content/coach.toml` add
what is missed so. What is quoted, or told of as said or thought, is not read as said.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from math import inf
from operator import itemgetter
from typing import NamedTuple

from repairlog.core.coach.rules import CoachRules, Pattern
from repairlog.core.language.learned import Learned
from repairlog.core.language.ngrams import clauses, numbers, sentences, words
from repairlog.core.language.phrases import Said
from repairlog.core.language.told import unquoted
from repairlog.core.wording.ids import Setting

SUBJECT = "coach"

WHOLE, FEW = 0.2, 3
"""How much what a whole text of few sentences sounds like counts for each of them: with it more is
found of authors who were left out, and less said wrongly."""


@dataclass(frozen=True, slots=True)
class Length:
    """How long the words are, and from how many to how many is plenty."""

    words: int
    guide: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Finding:
    """Words that may weaken a repair: where they stand, why, and a form to try."""

    pattern: str
    name: str
    start: int
    end: int
    text: str
    why: str
    try_: str


class Sound(NamedTuple):
    """What a sentence, or two, sounds like: how surely, and which words are in question."""

    sure: float
    kind: str
    first: int
    last: int
    start: int
    end: int


Place = tuple[Pattern, int, int]
"""A pattern, and where the words in question begin and end."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the coach has to say about a text; the weightiest finding comes first."""

    words: int
    length: Length | None
    findings: tuple[Finding, ...]


def count_words(text: str) -> int:
    """Count words as people do: what stands between spaces and holds a letter or digit."""
    return sum(any(map(str.isalnum, word)) for word in text.split())


def read(  # noqa: PLR0913  where a child is, and how old, are questions of their own
    text: str,
    rules: CoachRules,
    learned: Learned | None,
    *,
    setting: Setting | None = None,
    age: int | None = None,
    without: Collection[str] = (),
    after_harm: bool = False,
) -> Reading:
    """Read words meant for a child; `without` names patterns that are switched off.

    Without what was `learned`, only the sure rules speak.
    """
    off = never_here(rules, setting, after_harm=after_harm)
    found = [each for each in _findings(text, rules, learned, off) if each[0].id not in without]
    found.sort(key=lambda each: -each[0].weight)
    count = count_words(text)
    plenty = rules.lengths.plenty(setting, age)
    return Reading(
        words=count,
        length=Length(count, plenty) if plenty else None,
        findings=tuple(_finding(text, *each) for each in found),
    )


def nearest(examples: Sequence[str], text: str) -> list[str]:
    """Return examples in the order of how many n-grams they share with a text."""
    own = set(numbers(words(text)))

    def shared(example: str) -> float:
        found = set(numbers(words(example)))
        return len(own & found) / len(found)

    return sorted(examples, key=shared, reverse=True) if text else list(examples)


def never_here(rules: CoachRules, setting: Setting | None, *, after_harm: bool) -> frozenset[str]:
    """Name the patterns that are not listened for in this setting, or not before harm."""
    return frozenset(
        pattern.id
        for pattern in rules.pattern
        if (pattern.settings and setting not in pattern.settings)
        or (pattern.after_harm and not after_harm)
    )


def _finding(text: str, pattern: Pattern, start: int, end: int) -> Finding:
    return Finding(
        pattern=pattern.id,
        name=pattern.name,
        start=start,
        end=end,
        text=text[start:end],
        why=pattern.why,
        try_=pattern.try_,
    )


def _findings(
    text: str, rules: CoachRules, learned: Learned | None, off: Collection[str]
) -> list[Place]:
    """Return at most one finding for each sentence: the surest sound, or else a sure rule's."""
    found: dict[int, Place] = {}
    spoken: set[int] = set()
    if learned is not None:
        level = learned.levels[SUBJECT][0]
        for sound in sounds(text, rules, learned, off, above=level):
            if spoken.isdisjoint((sound.first, sound.last)):
                found[sound.first] = rules.by_id[sound.kind], sound.start, sound.end
                spoken |= {sound.first, sound.last}
    ruled = {at: place for at, place in _by_rules(text, rules, off) if at not in spoken}
    return [*found.values(), *ruled.values()]


def sounds(
    text: str,
    rules: CoachRules,
    learned: Learned,
    off: Collection[str] = (),
    *,
    above: float = -inf,
) -> Iterator[Sound]:
    """Yield what each sentence, and then each pair of them, sounds like: the surest first.

    A flaw may lie between two sentences, and what all of the text sounds like counts a little.
    What is quoted, what is never spoken to, and words in question of which half is told of are left
    out.
    """
    parts = sentences(text)
    said = Said(text)
    read_as = _blank(text, rules, said)
    short = 1 < len(parts) <= FEW
    whole = learned.hear(SUBJECT, read_as).surest(off)[1] if short else 0.0
    heard = []
    for first, (start, _) in enumerate(parts):
        for last in range(first, min(first + 2, len(parts))):
            unit = read_as[start : parts[last][1]]
            if any(map(str.isalnum, unit)):
                listener = learned.hear(SUBJECT, unit)
                kind, sure = listener.surest(off)
                if short:
                    sure += WHOLE * (whole - sure)
                if kind and sure > above:
                    heard.append((last - first, -sure, kind, first, listener))
    for more, unsure, kind, first, listener in sorted(heard, key=itemgetter(0, 1)):
        start, end = (parts[first][0] + at for at in listener.loudest(kind))
        if not _is_told(said, start, end):
            yield Sound(-unsure, kind, first, first + more, start, end)


def _by_rules(text: str, rules: CoachRules, off: Collection[str]) -> Iterator[tuple[int, Place]]:
    """Yield what the sure rules find, with its sentence; the weightiest of one sentence last."""
    parts, said = sentences(text), Said(text)
    starts = [start for start, _ in parts]
    for pattern, says, unless in sorted(rules.sure, key=lambda each: each[0].weight):
        tried: set[int] = set()
        for each in () if pattern.id in off else says.find(said):
            at = bisect_right(starts, each.start) - 1
            if at not in tried:
                tried.add(at)
                sentence = Said(text[slice(*parts[at])])
                if next(unless.find(sentence, also_told=True), None) is None:
                    yield at, (pattern, *_clause(text, parts[at], each.end))


def _clause(text: str, part: tuple[int, int], end: int) -> tuple[int, int]:
    """Return where the clause of a sentence stands in which a phrase ends."""
    begin = part[0]
    said = words(text[slice(*part)])
    for clause in clauses(said):
        if begin + said[clause[-1]].end >= end:
            return begin + said[clause[0]].start, begin + said[clause[-1]].end
    return part


def _blank(text: str, rules: CoachRules, said: Said) -> str:
    """Return the text with spaces in place of what is quoted, and of what is never spoken to."""
    blank, kept, past = unquoted(text), [], 0
    for start, end in sorted((each.start, each.end) for each in rules.never.find(said)):
        kept += [blank[past:start], " " * (end - start)]
        past = end
    return "".join([*kept, blank[past:]])


def _is_told(said: Said, start: int, end: int) -> bool:
    """Whether half of these words, or more, are told of rather than said."""
    first = bisect_left(said.places, start, key=lambda word: word.start)
    last = bisect_left(said.places, end, key=lambda word: word.start)
    return 2 * len(said.told.intersection(range(first, last))) >= last - first
