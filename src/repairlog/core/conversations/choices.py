"""Choices: a typed answer as a command, numbers from a list, words from it, or own words."""

import re
from collections.abc import Callable, Sequence
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from repairlog.core.text import plain

if TYPE_CHECKING:  # shapes cost start-up time; here they are only names
    from repairlog.core.wording.common import Vocabulary


class Command(Enum):
    """What can be typed at any question, as a sign or as a word."""

    BACK = "back"
    HELP = "help"
    STOP = "stop"


_COMMANDS = {
    "<": Command.BACK,
    "back": Command.BACK,
    "?": Command.HELP,
    "help": Command.HELP,
    ".": Command.STOP,
    "stop": Command.STOP,
}


class Picked(NamedTuple):
    """Words in the order given, without repeats; `out_of_range` if a number was not there."""

    words: tuple[str, ...]
    out_of_range: bool


def command(text: str) -> Command | None:
    """Return the command that the whole answer is, if it is one."""
    return _COMMANDS.get(text.casefold())


def pick(answer: str, lists: Sequence[Sequence[str]]) -> Picked:
    """Read an answer to a numbered list that takes own words too.

    Each of `lists` is one choice: what is stored first, then the other ways it may be
    typed. Parts are separated by commas; numbers also by spaces.
    """
    known = {plain(word): choice[0] for choice in lists for word in choice}
    words: dict[str, None] = {}
    out_of_range = False
    for part in _parts(answer):
        number = _number(part)
        if number is None:
            words[known.get(plain(part), part)] = None
        elif 1 <= number <= len(lists):
            words[lists[number - 1][0]] = None
        else:
            out_of_range = True
    return Picked(tuple(words), out_of_range)


def choose(answer: str, choices: Sequence[Sequence[str]]) -> str | int | None:
    """Read an answer to a numbered list that takes one of its own.

    Returns what is stored; the number itself if it is not in the list; None for other words.
    """
    number = _number(answer)
    if number is not None:
        return choices[number - 1][0] if 1 <= number <= len(choices) else number
    said = plain(answer)
    return next((choice[0] for choice in choices if said in map(plain, choice)), None)


def numbered(choices: Sequence[str], *, listed: bool) -> str:
    """Return the choices with their numbers: one a line, or as one sentence."""
    space = " " if listed else "\N{NO-BREAK SPACE}"  # a number stays on the line of its choice
    return ("\n" if listed else ", ").join(
        f"{number}{space}{choice}" for number, choice in enumerate(choices, 1)
    )


def sentence(words: Sequence[str]) -> str:
    """Return words as a sentence: first letter large, full stop."""
    text = ", ".join(words)
    return f"{text[:1].upper()}{text[1:]}."


def _parts(answer: str) -> list[str]:
    parts = [part.strip() for part in re.split(r"[,;\n]", answer)]
    spaced = [part.split() if re.fullmatch(r"[\d\s]+", part) else [part] for part in parts]
    return [piece for pieces in spaced for piece in pieces if piece]


def _number(text: str) -> int | None:
    text = text.rstrip(".)")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else None


Lists = Callable[["Vocabulary"], list[tuple[str, ...]]]
"""Which list of the vocabulary a question offers."""


def own(_: "Vocabulary") -> list[tuple[str, ...]]:
    """Return nothing: only own words are taken."""
    return []


def feelings(vocabulary: "Vocabulary") -> list[tuple[str, ...]]:
    """Return the families; more exact words are stored as they are typed."""
    return [(each.family,) for each in vocabulary.feelings]


def body(vocabulary: "Vocabulary") -> list[tuple[str, ...]]:
    """Return the body's signals."""
    return [(word,) for word in vocabulary.body.words]


def child_feelings(vocabulary: "Vocabulary") -> list[tuple[str, ...]]:
    """Return what a child might have felt."""
    return [(word,) for word in vocabulary.child_feelings.words]


def deeds(vocabulary: "Vocabulary") -> list[tuple[str, ...]]:
    """Return the kinds of rupture: id, as picked, as told."""
    return [(each.id, each.pick, each.told) for each in vocabulary.did]


def read_words(words: Sequence[str], lists: list[tuple[str, ...]]) -> tuple[str, ...]:
    """Return the stored forms of words given by option: ours where they match, else as they are."""
    known = {plain(word): choice[0] for choice in lists for word in choice}
    parts = [part.strip() for word in words for part in word.split(",")]
    return tuple(dict.fromkeys(known.get(plain(part), part) for part in parts if part))


def readable(stored: Sequence[str], lists: list[tuple[str, ...]]) -> list[str]:
    """Return stored words as they are told."""
    names = {choice[0]: choice[-1] for choice in lists}
    return [names.get(word, word) for word in stored]
