"""N-grams: a text as the numbers of its short runs of words and letters.

What a learned table weighs. Case, accents and apostrophes are evened out, so that `dont`, `Don't`
and `DON’T` are alike; marks are kept as a stop or a comma. Nothing else of the language is known.
"""  # noqa: RUF002  the look-alike is the point

import re
import unicodedata
from itertools import pairwise
from typing import NamedTuple
from zlib import crc32

LETTERS = (2, 3, 4, 5)
STOP, PAUSE = MARKS = (b".", b",")
_OPENING = frozenset(
    b"but because cos cuz so and if when until unless although though since only while which "
    b"except after".split()
)
"""Words that open a clause."""

LETTER = 1
"""What the numbers of letters begin with: the word `no` is not the letters of `know`."""

_ALIKE = str.maketrans("’‘`´…–—“”", "''''.;;;;")  # noqa: RUF001  as above
"""Marks that are read as another: sign for sign, so that each place stays what it is."""

_PIECES = re.compile(
    r"(?P<word>[^\W_]+(?:'[^\W_]+)*)|(?P<stop>[.!?\n]+)|(?P<pause>[,;:(\"])|-(?=\s)"
)
_ENDING = """(?<![.!?…])[.!?…]++["'”’)]*+(?=\\s)|\\n+"""  # noqa: RUF001  as above
"""A row of stops is tried once, at its first: of a hundred thousand each would be, to the end."""


class Word(NamedTuple):
    """A word or a mark as it is compared, and its place in the text as given."""

    plain: bytes
    start: int
    end: int


def words(text: str) -> list[Word]:
    """Cut a text into words and marks, with one for its beginning and one for its end."""
    found = [Word(b"^", 0, 0)]
    for match in _PIECES.finditer(text.translate(_ALIKE)):
        kind = match.lastgroup
        plain = _plain(match.group()) if kind == "word" else STOP if kind == "stop" else PAUSE
        if plain:
            found.append(Word(plain, match.start(), match.end()))
    found.append(Word(b"$", len(text), len(text)))
    return found


def sentences(text: str) -> list[tuple[int, int]]:
    """Return where each sentence begins and ends: at a stop before a space, or at a new line."""
    found: list[tuple[int, int]] = []
    begin = 0
    for end in [*(match.end() for match in re.finditer(_ENDING, text)), len(text)]:
        if any(map(str.isalnum, text[begin:end])):
            found.append((begin + len(text[begin:end]) - len(text[begin:end].lstrip()), end))
        begin = end
    return found


def clauses(said: list[Word]) -> list[list[int]]:
    """Cut the words between the edges into clauses, at marks and before words such as `but`."""
    found: list[list[int]] = []
    afresh = True
    for at, word in enumerate(said[1:-1], start=1):
        if word.plain in MARKS:
            afresh = True
            continue
        if afresh or word.plain in _OPENING:
            found.append([])
        found[-1].append(at)
        afresh = False
    return found


def _plain(word: str) -> bytes:
    bare = word.replace("'", "").replace("ʼ", "").casefold()  # noqa: RUF001  as above
    if bare.isascii():
        return bare.encode()
    letters = unicodedata.normalize("NFKD", bare)
    return "".join(each for each in letters if not unicodedata.combining(each)).encode()


def numbers(said: list[Word]) -> list[int]:
    """Number every n-gram: one, two and three words, two around a third, 2 to 5 letters."""
    plain = [word.plain for word in said]
    pairs = list(pairwise(plain))
    threes = list(zip(plain, plain[1:], plain[2:], strict=False))
    letters = b" ".join(plain)
    found = [crc32(one) for one in plain]
    found += [crc32(one + b" " + two) for one, two in pairs]
    found += [crc32(one + b" " + two + b" " + three) for one, two, three in threes]
    found += [crc32(one + b" * " + three) for one, _, three in threes]
    for size in LETTERS:
        found += [crc32(letters[at : at + size], LETTER) for at in range(len(letters) - size + 1)]
    return found


def places(said: list[Word]) -> list[tuple[int, int]]:
    """Tell of each number, in their order, which words it covers: the first and the last."""
    found = [(at, at + more) for more in (0, 1, 2, 2) for at in range(len(said) - more)]
    of_letter = [at for at, word in enumerate(said) for _ in range(len(word.plain) + 1)][:-1]
    for size in LETTERS:
        found += list(zip(of_letter, of_letter[size - 1 :], strict=False))
    return found
