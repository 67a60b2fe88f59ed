"""Text: strings as they are cleaned and compared, in every subject."""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache


def tidy(answer: str) -> str:
    """Return an answer without outer space, lone surrogates and a file's byte order mark."""
    return well_formed(answer).removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}").strip()


def well_formed(text: str) -> str:
    """Return text with a mark for each lone surrogate: half a character, which no file can hold."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def capital(text: str) -> str:
    """Return text as a sentence begins."""
    return f"{text[:1].upper()}{text[1:]}"


_JOINER = "\N{ZERO WIDTH JOINER}"
_LIGHTEST = "\N{EMOJI MODIFIER FITZPATRICK TYPE-1-2}"
_DARKEST = "\N{EMOJI MODIFIER FITZPATRICK TYPE-6}"


def joins(text: str, at: int) -> bool:
    """Whether a character, not the first, is one with the one before it to whoever sees them."""
    return (
        _JOINER in (text[at], text[at - 1])
        or unicodedata.category(text[at]) in ("Mn", "Me")
        or _LIGHTEST <= text[at] <= _DARKEST
    )


def listed(words: Sequence[str]) -> str:
    """Return words as they are said one after the other: a, b and c."""
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))


_APOSTROPHES = dict.fromkeys(
    map(
        ord,
        "'`\N{ACUTE ACCENT}\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}"
        "\N{MODIFIER LETTER APOSTROPHE}",
    )
)


def plain(text: str) -> str:
    """Return text as it is compared: no case, width or apostrophes, single spaces."""
    unmarked = text.translate(_APOSTROPHES)
    return " ".join(unicodedata.normalize("NFKC", unmarked).casefold().split())


ACCENTS = 200
"""The combining class from which a mark is an accent; below it are vowels and voicing marks."""


@lru_cache(maxsize=1024)
def name_key(name: str) -> str:
    """Return a name as it is compared: as plain text, without accents, hyphens and a final stop."""
    spaced = (" " if unicodedata.category(each) == "Pd" else each for each in plain(name))
    marked = unicodedata.normalize("NFKD", " ".join("".join(spaced).split()))
    letters = "".join(each for each in marked if unicodedata.combining(each) < ACCENTS)
    return unicodedata.normalize("NFC", letters).rstrip(" .,;:!\u2026\u3002") or plain(name)
