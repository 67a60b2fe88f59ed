"""Searching: words looked for in what was told, whatever their case, accents and apostrophes.

A word is found where any word begins with it: `shout` finds "shouted". Marks count as spaces.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from repairlog.core.entries.model import Entry
from repairlog.core.text import ACCENTS, joins, plain

_PARTS = (
    *("what", "occasion", "child", "before", "did", "feelings", "body", "child_feelings"),
    *("reframe", "meaning", "needs", "helped", "tags"),
)
_REPAIR_PARTS = ("matters", "hard", "script", "put_right", "presence", "note")

_NOT = ("-", "\N{MINUS SIGN}", "\N{EN DASH}")
_ITEM = re.compile(rf'([{"".join(_NOT)}]?)(?:"([^"]*)"?|(\S+))')


class _Folding(dict[int, str | None]):
    """Each character as it is compared, for `str.translate`; None for nothing at all."""

    def __missing__(self, code: int) -> str | None:
        char = chr(code)
        letters = unicodedata.normalize("NFKD", plain(char))
        folded = "".join(each for each in letters if unicodedata.combining(each) < ACCENTS)
        kind = unicodedata.category(char)
        if kind == "Cf":  # joiners and soft hyphens are nothing to whoever reads
            folded = ""
        elif char.isspace() or (folded and kind[0] in "PZC"):  # an apostrophe is nothing already
            folded = " "
        folded = folded if folded == char else fold(folded)
        self[code] = folded or None
        return self[code]


_FOLDING = _Folding()


def fold(text: str) -> str:
    """Return text as it is searched."""
    if not text.isascii():  # text of plain letters is quicker
        for other in filter(lambda char: not char.isascii(), set(text)):
            text = text.replace(other, _FOLDING[ord(other)] or "")
    return text.translate(_FOLDING)


class Query(NamedTuple):
    """What to look for: all of `wanted`, none of `without`; each is words in a row, folded."""

    wanted: tuple[str, ...]
    without: tuple[str, ...] = ()


class Hit(NamedTuple):
    """A part of an entry, by its label's name; what was told in it; and where it was found."""

    part: str
    text: str
    places: list[tuple[int, int]]


def read_query(arguments: Iterable[str]) -> Query:
    """Read what was typed: `word`, `-word`, `"words in a row"`.

    A shell takes quotes away, so an argument with spaces and none in it is words in a row too.
    """
    wanted: list[str] = []
    without: list[str] = []
    for argument in arguments:
        sign, rest = ("-", argument[1:]) if argument.startswith(_NOT) else ("", argument)
        in_a_row = " " in rest.strip() and '"' not in rest
        items = [(sign, rest, "")] if in_a_row else _ITEM.findall(argument)
        for taken, quoted, word in items:
            if folded := " ".join(fold(quoted or word).split()):
                (without if taken else wanted).append(folded)
    return Query(tuple(wanted), tuple(without))


def told(entry: Entry) -> Iterator[tuple[str, str]]:
    """Yield what a person told in an entry, part by part, each by its label's name."""
    for name in _PARTS:
        value = getattr(entry, name)
        yield name, value if isinstance(value, str) else ", ".join(value)
    yield "next", entry.next.text if entry.next else ""
    yield "rest", entry.rest.why if entry.rest else ""
    for repair in entry.attempts:
        for name in _REPAIR_PARTS:
            yield name, getattr(repair, name)
    yield from (("note", each.note) for each in entry.check_ins if not each.gone)


def hits(entry: Entry, query: Query) -> list[Hit]:
    """Return the parts of an entry in which anything wanted stands; none unless all of it does."""
    parts = [(name, text, fold(text)) for name, text in told(entry) if text]
    wanted = [_pattern(each) for each in query.wanted]

    def stands(pattern: re.Pattern[str]) -> bool:
        return any(pattern.search(folded) for *_, folded in parts)

    if not all(map(stands, wanted)) or any(map(stands, map(_pattern, query.without))):
        return []
    found = []
    for name, text, folded in parts:
        if spans := sorted(match.span() for each in wanted for match in each.finditer(folded)):
            found.append(Hit(name, text, joined(_in_text(text, spans))))
    return found


def _pattern(words: str) -> re.Pattern[str]:
    """Return what finds words in a row in folded text.

    Only scripts that have capitals, and numbers, are sure to part words by spaces.
    """
    first = words[0]
    begins = r"(?<!\w)" if first.isdigit() or first.upper() != first else ""
    return re.compile(begins + " +".join(map(re.escape, words.split())))


def _in_text(text: str, spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield where spans of folded text stand in the text itself."""
    origin = [at for at, char in enumerate(text) for _ in _FOLDING[ord(char)] or ()]
    for start, end in spans:
        last = origin[end - 1] + 1
        while last < len(text) and joins(text, last):
            last += 1
        yield origin[start], last


def joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return spans, which are in order, with those that touch as one."""
    found: list[tuple[int, int]] = []
    for start, end in spans:
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found
