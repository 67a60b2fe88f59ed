"""Text: strings as they are cleaned and compared, in every subject."""

import re


def tidy(answer: str) -> str:
    """Return an answer without outer space, lone surrogates and a file's byte order mark."""
    text = answer.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}").strip()


def plain(text: str) -> str:
    """Return text as it is compared: no case, no apostrophes, single spaces."""
    return " ".join(re.sub(r"['\N{RIGHT SINGLE QUOTATION MARK}]", "", text).casefold().split())
