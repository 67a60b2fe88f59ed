"""Hearing harm in what somebody wrote: whether it is told, how surely, and of what kind.

It is heard by what was learned from labelled sentences, on two levels, and by few sure rules
(`content/harm.toml`), which nothing that was learned takes back. Nothing of it is kept.
"""

import re
from collections.abc import Iterator
from math import ceil
from operator import itemgetter
from typing import Literal, NamedTuple

from repairlog.core.harm.rules import HarmRules
from repairlog.core.language.learned import Learned
from repairlog.core.language.phrases import Said

Level = Literal["notice", "quiet", ""]
"""How surely harm was heard: for the notice and the gates, for one quiet line, or not at all."""

LONGEST = 70
"""Words that are read as one: what is told by the way is lost in more."""

SILENT = -9.0
"""How surely harm is heard where nothing is said."""

_SENTENCE = re.compile(r"(?:(?<=[.!?])|(?<=…))\s+|\n")


class Hearing(NamedTuple):
    """How surely harm was heard, and its kinds, of which there may be none that is clear."""

    level: Level = ""
    kinds: tuple[str, ...] = ()


def hear(text: str, rules: HarmRules, learned: Learned) -> Hearing:
    """Hear whether a text tells of harm."""
    said = Said(text)
    sure = list(rules.kinds_in(said))
    kind, score = loudest(rules.without_fine(said), learned)
    notice, quiet = learned.levels["harm"]
    if sure or score > notice:
        learned_too = [kind] if score > notice else []
        return Hearing("notice", tuple(dict.fromkeys([*sure, *learned_too])))
    return Hearing("quiet" if score > quiet else "")


def loudest(text: str, learned: Learned) -> tuple[str, float]:
    """Return the kind of harm that a piece of a text sounds like most, and how surely."""
    heard = (learned.hear("harm", piece).surest() for piece in pieces(text))
    return max(heard, key=itemgetter(1), default=("", SILENT))


def pieces(text: str) -> Iterator[str]:
    """Cut a text at the ends of sentences into pieces of about one length, none too long."""
    count = len(text.split())
    fair = count / ceil(count / LONGEST) if count else 0
    piece: list[str] = []
    held = 0
    for part in _parts(text):
        words = part.count(" ") + 1
        if held and held + words > LONGEST:
            yield "\n".join(piece)
            piece, held = [], 0
        piece.append(part)
        held += words
        if held >= fair:
            yield "\n".join(piece)
            piece, held = [], 0
    if piece:
        yield "\n".join(piece)


def _parts(text: str) -> Iterator[str]:
    """Cut a text into sentences, and one that is too long, such as a dictated one, anywhere."""
    for sentence in _SENTENCE.split(text):
        words = sentence.split()
        for at in range(0, len(words), LONGEST):
            yield " ".join(words[at : at + LONGEST])
