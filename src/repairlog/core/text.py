"""Text: strings as they are cleaned and compared, in every subject."""

import re
import unicodedata


def tidy(answer: str) -> str:
    """Return an answer without outer space, lone surrogates and a file's byte order mark."""
    text = answer.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}").strip()


_APOSTROPHES = re.compile(
    "['`\N{ACUTE ACCENT}\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}"
    "\N{MODIFIER LETTER APOSTROPHE}]"
)


def plain(text: str) -> str:
    """Return text as it is compared: no case, width or apostrophes, single spaces."""
    unmarked = _APOSTROPHES.sub("", text)
    return " ".join(unicodedata.normalize("NFKC", unmarked).casefold().split())
