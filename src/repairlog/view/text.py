"""Text made safe and fitted to a width.

What was typed, or lies in a file, is text: it can carry no escape sequence, no change of
writing direction and no other control to where it would act.
"""

import unicodedata
from functools import cache

from rich.cells import cell_len

WIDEST = 80
TOGETHER = "\N{NO-BREAK SPACE}"
"""A space at which a line is not broken."""

_BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_LINE_ENDS = "\r\n\x0b\x0c\x85\u2028\u2029"


@cache
def _unsafe() -> dict[int, str | None]:
    """Map controls to visible signs, writing-direction marks to nothing."""
    table: dict[int, str | None] = {code: chr(0x2400 + code) for code in range(0x20)}
    table.update(dict.fromkeys(range(0x7F, 0xA0), "\N{REPLACEMENT CHARACTER}"))
    table.update(dict.fromkeys(map(ord, _BIDI)))
    table[ord("\t")] = "    "
    table[ord("\n")] = "\n"
    return table


def safe(text: str) -> str:
    """Return text that only shows itself; its line ends are plain ones."""
    for end in ("\r\n", *_LINE_ENDS):
        text = text.replace(end, "\n")
    return text.translate(_unsafe())


def one_line(text: str, width: int) -> str:
    """Return how a text begins, on one line of at most `width` cells."""
    whole = " ".join(safe(text[: 8 * width]).split())
    if cell_len(whole) <= width and len(text) <= 8 * width:
        return whole
    while cell_len(whole) > width - 4:
        whole = whole[: min(len(whole) - 1, width)]
    return f"{whole.rstrip()} ..."


def wrap(text: str, width: int, indent: str = "", after: str | None = None) -> list[str]:
    """Return the text's lines fitted to `width` cells; `after` indents those that go on.

    Wide characters count as two cells, so that no line runs over.
    """
    after = indent if after is None else after
    lines: list[str] = []
    for line in safe(text).split("\n"):
        lines.extend(_wrap_line(line, max(width, 20), indent, after))
    return [line.replace(TOGETHER, " ") for line in lines]


def _wrap_line(line: str, width: int, indent: str, after: str) -> list[str]:
    lines: list[str] = []
    current, begun = indent, False
    for word in filter(None, line.split(" ")):
        piece = word
        while True:
            gap = " " if begun else ""
            if _fits(piece, width - cell_len(current) - len(gap), width):
                current, begun = f"{current}{gap}{piece}", True
                break
            if begun:
                lines.append(current)
                current, begun = after, False
                continue
            head = _head(piece, width - cell_len(current))
            lines.append(current + head)
            current, piece = after, piece[len(head) :]
            if not piece:
                break
    return [*lines, current.rstrip()] if begun or not lines else lines


def _fits(word: str, cells: int, width: int) -> bool:
    """Whether a word fits; of a very long one no more is measured than could."""
    if len(word) > width:
        return _head(word, cells) == word and cell_len(word) <= cells
    return cell_len(word) <= cells


def _head(word: str, cells: int) -> str:
    """Return as much of a word as fits, and never nothing: a joined emoji stays whole."""
    end, used = 0, 0
    while end < len(word):
        step = 1
        while end + step < len(word) and _joins(word, end + step):
            step += 1
        used += cell_len(word[end : end + step])
        if used > cells and end:
            break
        end += step
    return word[:end]


def _joins(word: str, at: int) -> bool:
    joiner = "\N{ZERO WIDTH JOINER}"
    return word[at] == joiner or word[at - 1] == joiner or bool(unicodedata.combining(word[at]))
