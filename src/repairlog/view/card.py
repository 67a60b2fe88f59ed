"""Cards: the words that are ready, one idea a line, and nothing that says whose they are."""

import math
import re
from collections.abc import Iterable
from typing import NamedTuple

from repairlog.core.entries.model import Repair
from repairlog.core.wording.card import CardWords
from repairlog.view.report import render
from repairlog.view.text import Page, wrap

POCKET_FROM = 11
"""The age from which words on a door are no longer a kindness."""

_IDEAS = re.compile(r"\n+|(?<=[.?!\u2026])(?<!\bMr\.)(?<!\bMrs\.)(?<!\bMs\.)(?<!\bDr\.)\s+")

_NARROW = 46
"""The widest that lines of a card are: they are read at arm's length."""

_SIZES = (26, 22, 19, 16, 13, 11, 9)
"""The sizes of type that a card may have, in points; words that need less go on to a second."""

_WIDE, _HIGH = 363, 195
"""What a postcard has for words, in points: less its margins, and what is small at its foot."""


class Card(NamedTuple):
    """What stands on it: the words, what goes beside them, and what is small at its foot."""

    words: tuple[str, ...]
    beside: tuple[str, ...]
    foot: tuple[str, ...]


def card(planned: Repair, words: CardWords, names: Iterable[str], age: int | None) -> Card:
    """Return the card of an attempt. Names they are called by are left out where that can be.

    They are said aloud by whoever says it; a name within a sentence stays, as it is theirs.
    """
    said = _uncalled(planned.script, names)
    right = words.right.replace("{put_right}", planned.put_right) if planned.put_right else ""
    around = words.around.replace("{presence}", planned.presence) if planned.presence else ""
    return Card(
        tuple(filter(None, map(str.strip, _IDEAS.split(said)))),
        tuple(filter(None, (right, around))),
        (words.no_answer, *([words.pocket] if age is not None and age >= POCKET_FROM else ())),
    )


def names_on(made: Card, names: Iterable[str]) -> list[str]:
    """Return the names that still stand on a card, each as it is written in the journal."""
    text = "\n".join((*made.words, *made.beside))
    return [each for each in names if re.search(rf"(?<!\w){re.escape(each)}(?!\w)", text)]


def card_text(made: Card, page: Page) -> str:
    """Return a card for a screen: with room around each line, in plain text without."""
    indent, between = ("", "\n") if page.plain else ("    ", "\n\n")
    width = page.width if page.plain else min(page.width, _NARROW)

    def lines(texts: Iterable[str]) -> str:
        return between.join("\n".join(wrap(each, width, indent)) for each in texts)

    parts = (made.words, made.beside, made.foot)
    text = "\n\n".join(lines(part) for part in parts if part)
    return text if page.plain else f"\n{text}\n"


def card_page(made: Card, words: CardWords) -> str:
    """Return a card as a page to print, as large as a postcard."""
    size = next((each for each in _SIZES if _height(made, each) <= _HIGH), _SIZES[-1])
    return render(
        "card.html.j2", {"title": words.title, "card": made, "size": size}, style="card.css"
    )


def _height(made: Card, size: float) -> float:
    """Return about how high the words stand, at a size of type; `card.css` says the rest."""

    def lines(texts: Iterable[str], size: float) -> float:
        most = _WIDE / (0.53 * size)
        return sum((1.35 * math.ceil(len(text) / most) + 0.4) * size for text in texts)

    beside = lines(made.beside, 0.72 * size) + 0.8 * size if made.beside else 0
    return lines(made.words, size) + beside


def _uncalled(text: str, names: Iterable[str]) -> str:
    """Return words without a name that only calls somebody: ", Wren." or "Wren, " at the start."""
    for name in names:
        called = re.escape(name)
        text = re.sub(rf",\s+{called}(?=[.?!,;:\u2026]|$)", "", text)
        text = re.sub(
            rf"(^|[.?!\u2026]\s+|\n){called},\s+(\w)",
            lambda found: f"{found[1]}{found[2].upper()}",
            text,
        )
    return text
