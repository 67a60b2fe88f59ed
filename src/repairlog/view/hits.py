"""Hits: what was found in an entry, with what stands around it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from repairlog.core.entries.searching import Hit, joined
from repairlog.view.text import QUOTE, Page, wrap

if TYPE_CHECKING:  # shapes cost start-up time; here they are only names
    from repairlog.core.wording.entries import EntryLabels

_AROUND = 40
"""Characters to either side of what was found that are shown, from a whole word on."""

_PLACES = 3
"""So many places of one part are shown."""


def hit_lines(hits: Sequence[Hit], labels: EntryLabels, page: Page) -> list[str]:
    """Return what stands around each hit, found words between asterisks."""
    lines: list[str] = []
    for hit in hits:
        label = "" if hit.part == "what" else f"{getattr(labels, hit.part)}: "
        said = f"{label}{_surroundings(hit)}"
        lines += wrap(" ".join(said.split()), page.width, QUOTE, after=QUOTE * 2)
    return lines


def _surroundings(hit: Hit) -> str:
    """Return the text near the first places found in it, marked."""
    text = hit.text
    windows = joined(_window(text, *place) for place in hit.places)[:_PLACES]
    shown = [_marked(text, window, hit.places) for window in windows]
    before = "... " if windows[0][0] > 0 else ""
    after = " ..." if windows[-1][1] < len(text) else ""
    return f"{before}{' ... '.join(shown)}{after}"


def _window(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a span with what stands around it, from the end of one word to that of another."""
    first, last = max(0, start - _AROUND), min(len(text), end + _AROUND)
    space = text.find(" ", first, start) if first else -1
    close = text.rfind(" ", end, last) if last < len(text) else -1
    return (first if space < 0 else space + 1), (last if close < 0 else close)


def _marked(text: str, window: tuple[int, int], places: Sequence[tuple[int, int]]) -> str:
    pieces, done = [], window[0]
    for start, end in places:
        if window[0] <= start and end <= window[1]:
            pieces += [text[done:start], "*", text[start:end], "*"]
            done = end
    return "".join([*pieces, text[done : window[1]]])
