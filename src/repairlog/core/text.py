"""Text: strings as they are cleaned and compared, in every subject."""

import re
import unicodedata


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


_APOSTROPHES = re.compile(
    "['`\N{ACUTE ACCENT}\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}"
    "\N{MODIFIER LETTER APOSTROPHE}]"
)


def plain(text: str) -> str:
    """Return text as it is compared: no case, width or apostrophes, single spaces."""
    unmarked = _APOSTROPHES.sub("", text)
    return " ".join(unicodedata.normalize("NFKC", unmarked).casefold().split())
