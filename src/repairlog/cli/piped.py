"""Piped input: words from a pipe or a file, which are UTF-8 whatever the locale.

UTF-16 is read where its mark says so. What is not text, and what is plainly the export of
another program, is refused with nothing written.
"""

import codecs
import io
import os
import re
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import NamedTuple

from repairlog.errors import UsageError

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

_MOST = 1 << 16
"""Bytes of answers that were not taken that are looked for."""

_JSON = re.compile(r'\s*(\{\s*"[^"]*"\s*:|\[\s*\{\s*")')
_TABLE = re.compile(
    r'"?(full_date|date|entry ?date|creation ?date)"?[,;]([^,;]*[,;]){2,}', re.IGNORECASE
)


class PipedInput:
    """Standard input of one run. It is looked at once, before its first line is taken.

    Whatever is refused then, nothing was written yet. Later lines are answers, whatever
    they look like.
    """

    def __init__(self) -> None:
        self._lines: _Lines | None = None

    def whole(self) -> str:
        """Return all that standard input holds. Raises UsageError for what is no text."""
        source = _bytes()
        return sys.stdin.read() if source is None else _text(source.read())

    def account(self) -> str:
        """Return what is to be written down, likewise; an export of another program is none."""
        text = self.whole()
        _refuse_export(text)
        return text

    def line(self) -> str:
        """Return the next line with its end, nothing at the end. Raises as `account` does."""
        if self._lines is None:
            self._lines = _looked_at()
        return self._lines.next()

    def left(self) -> str:
        """Return what has come already behind the lines that were taken; nothing is waited for."""
        return self._lines.left().strip("\r\n") if self._lines else ""


class _Lines(NamedTuple):
    """How the next line is read, and what is left of what has come so far."""

    next: Callable[[], str]
    left: Callable[[], str]


def _looked_at() -> _Lines:
    """Look at what has come so far, and return what reads the lines."""
    source = _bytes()
    if source is None:
        return _Lines(sys.stdin.readline, sys.stdin.read)
    begun = source.peek()
    if begun.startswith(_UTF16):
        text = _text(source.read())
        _refuse_export(text)
        whole = io.StringIO(text)
        return _Lines(whole.readline, whole.read)
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    try:
        text = decoder.decode(begun)  # its end may be the middle of a letter
    except UnicodeDecodeError:
        raise _no_text() from None
    if "\0" in text:
        raise _no_text()
    _refuse_export(text)
    return _Lines(lambda: _text(source.readline()), lambda: _come_so_far(source))


def _come_so_far(source: io.BufferedReader) -> str:
    """Return what is held of a stream and what its pipe holds, where that can be read at once."""
    found = b""
    with suppress(AttributeError, OSError):  # Windows knows no such thing of every stream
        os.set_blocking(source.fileno(), False)
        with suppress(BlockingIOError):
            found = source.read1(_MOST)
            found += source.read1(_MOST) or b""
        os.set_blocking(source.fileno(), True)
    return found.decode("utf-8", "replace")


def _refuse_export(text: str) -> None:
    """Raise UsageError for what is plainly the export of another program."""
    if _JSON.match(text) or _TABLE.match(text):
        raise UsageError(
            "That is another program's file, not the words for one moment.",
            "Nothing was written down. Give the words of one moment as plain text.",
        )


def _bytes() -> io.BufferedReader | None:
    buffer = getattr(sys.stdin, "buffer", None)
    return buffer if isinstance(buffer, io.BufferedReader) else None


def _text(data: bytes) -> str:
    try:
        text = data.decode("utf-16" if data.startswith(_UTF16) else "utf-8-sig")
    except UnicodeDecodeError:
        raise _no_text() from None
    if "\0" in text:  # UTF-16 without its mark, or no text at all
        raise _no_text()
    return text


def _no_text() -> UsageError:
    return UsageError(
        "What was piped in is not text in UTF-8.",
        "It was not written down. Convert it to UTF-8 first, with iconv for instance.",
    )
