"""Text fitted to a width."""

import re
from typing import NamedTuple

from repairlog.core.text import joins
from repairlog.view.safe import safe

WIDEST = 80

QUOTE = "  "
"""How far in somebody's own words stand."""

TOGETHER = "\N{NO-BREAK SPACE}"
"""A space at which a line is not broken."""


class Page(NamedTuple):
    """What a screen is fitted to. `program` is how this program was started."""

    width: int
    program: str
    plain: bool
    help_now: str = ""


def width_of(text: str) -> int:
    """Return the width of a text, in cells of a terminal."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len  # noqa: PLC0415  most texts need none of it

    return cell_len(text)


def one_line(text: str, width: int) -> str:
    """Return how a text begins, on one line of at most `width` cells."""
    whole = " ".join(safe(text[: 8 * width]).split())
    if width_of(whole) <= width and len(text) <= 8 * width:
        return whole
    while width_of(whole) > width - 4:
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


def fit(text: str, page: Page) -> str:
    """Return a notice whose lines that are too wide go on below.

    A path or an id stays in one piece, wider than the page if it must be.
    """
    from textwrap import TextWrapper  # noqa: PLC0415  all else is wrapped to cells

    wrapper = TextWrapper(page.width, break_long_words=False, break_on_hyphens=False)
    fitted = (
        wrapper.fill(line) if width_of(line) > page.width else line
        for line in with_program(text, page).split("\n")
    )
    return "\n".join(fitted).replace(TOGETHER, " ")


def with_program(text: str, page: Page) -> str:
    """Return a text with how this program was started; a command stays on one line."""

    def named(found: re.Match[str]) -> str:
        return f"{page.program}{found[1] or ''}".replace(" ", TOGETHER)

    return re.sub(r"\{repairlog\}( [\w-]+)?", named, text)


def _wrap_line(line: str, width: int, indent: str, after: str) -> list[str]:
    lines: list[str] = []
    current, begun = indent, False
    for word in filter(None, line.split(" ")):
        piece = word
        while True:
            gap = " " if begun else ""
            if _fits(piece, width - width_of(current) - len(gap), width):
                current, begun = f"{current}{gap}{piece}", True
                break
            if begun:
                lines.append(current)
                current, begun = after, False
                continue
            head = _head(piece, width - width_of(current))
            lines.append(current + head)
            current, piece = after, piece[len(head) :]
            if not piece:
                break
    return [*lines, current.rstrip()] if begun or not lines else lines


def _fits(word: str, cells: int, width: int) -> bool:
    """Whether a word fits; of a very long one no more is measured than could."""
    if len(word) > width:
        return _head(word, cells) == word and width_of(word) <= cells
    return width_of(word) <= cells


def _head(word: str, cells: int) -> str:
    """Return as much of a word as fits, and never nothing: a joined emoji stays whole."""
    end, used = 0, 0
    while end < len(word):
        step = 1
        while end + step < len(word) and joins(word, end + step):
            step += 1
        used += width_of(word[end : end + step])
        if used > cells and end:
            break
        end += step
    return word[:end]
