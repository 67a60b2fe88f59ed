"""Piped input: words from a pipe or a file, which are UTF-8 whatever the locale.

UTF-16 is read where its mark says so. What is not text, and what is plainly the export of
another program, is refused with nothing written.
"""

import codecs
import io
import re
import sys

from repairlog.errors import UsageError

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

_JSON = re.compile(r'\s*(\{\s*"[^"]*"\s*:|\[\s*\{\s*")')
_TABLE = re.compile(
    r'"?(full_date|date|entry ?date|creation ?date)"?[,;]([^,;]*[,;]){2,}', re.IGNORECASE
)


def whole() -> str:
    """Return all that standard input holds. Raises UsageError for what is no text."""
    source = _bytes()
    return sys.stdin.read() if source is None else _text(source.read())


def account() -> str:
    """Return what is to be written down, likewise; an export of another program is none."""
    text = whole()
    refuse_export(text)
    return text


def line() -> str:
    """Return the next line with its end, nothing at the end of the input.

    What has come so far is looked at before its first line is taken. Raises as `account` does.
    """
    source = _bytes()
    if source is None:
        return sys.stdin.readline()
    begun = source.peek()
    if begun.startswith(_UTF16):
        sys.stdin = io.StringIO(_text(source.read()))
        return sys.stdin.readline()
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    try:
        text = decoder.decode(begun)  # its end may be the middle of a letter
    except UnicodeDecodeError:
        raise _no_text() from None
    if "\0" in text:
        raise _no_text()
    refuse_export(text)
    return _text(source.readline())


def refuse_export(text: str) -> None:
    """Raise UsageError for what is plainly the export of another program."""
    if _JSON.match(text) or _TABLE.match(text):
        raise UsageError(
            "That is what a program wrote out, not the words for one moment.",
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
        "Standard input is not text in UTF-8.",
        "It was not written down. Convert it to UTF-8 first, with iconv for instance.",
    )
