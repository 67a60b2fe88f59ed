"""Choices: a typed answer as a command, numbers from a list, words from it, or own words."""

import re
from collections.abc import Callable, Collection, Sequence
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from repairlog.core.conversations import answers
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
    "\u3002": Command.STOP,
    "stop": Command.STOP,
}


class Picked(NamedTuple):
    """Words in the order given, without repeats; `out_of_range` if a number was not there."""

    words: tuple[str, ...]
    out_of_range: bool


class Chosen(NamedTuple):
    """One of a list, by what is stored of it, or "" if none was meant.

    `out_of_range`: the answer was a number that is not there, or several; `beside` are the
    words that stood beside the number.
    """

    id: str = ""
    out_of_range: bool = False
    beside: str = ""


Choices = Sequence[Sequence[str]]
"""What can be chosen: what is stored first, then the other ways it may be typed."""


def command(text: str) -> Command | None:
    """Return the command that the whole answer is, if it is one."""
    return _COMMANDS.get(plain(text)) or _COMMANDS.get(answers.bare(text))


def pick(answer: str, choices: Choices, others: Collection[str] = ()) -> Picked:
    """Read an answer to a numbered list that takes own words too, `others` among them."""

    def is_known(part: str) -> bool:
        whole = _whole(answers.heard(part.rstrip("? ")), choices)
        return answers.bare(part) in others or bool(whole and whole.id)

    words: dict[str, None] = {}
    out_of_range = False
    for part in answers.parts(answer, is_known):
        known = _known(part, choices)
        if known is None:
            said = answers.bare(part)
            words[said if said in others else part] = None
        else:
            out_of_range |= known.out_of_range
            words |= dict.fromkeys(filter(None, (known.id, known.beside)))
    return Picked(tuple(words), out_of_range)


def _known(part: str, choices: Choices) -> Chosen | None:
    """Return what a part of an answer to a list names; None if it is own words.

    A word beside a number is a choice and a word: "2 gutted". So many of something is not:
    "2 doors", "3 hours of nothing".
    """
    chosen = _whole(answers.heard(part.rstrip("? ")), choices)  # a guess is one too
    if chosen or not (found := answers.number_and_words(part)):
        return chosen
    beside, marked = found[1:]
    chosen = _beside_number(*found[:2], choices)
    if chosen is None or not chosen.beside or marked:
        return chosen
    return None if " " in beside or beside.endswith("s") else chosen


def choose(answer: str, choices: Choices, *, alone: bool = False) -> Chosen:
    """Read an answer to a numbered list that takes one of its own.

    Where it must stand `alone`, nothing with other words or doubt beside it is a choice.
    """
    if chosen := _whole(answer, choices):
        return chosen
    if not alone and (chosen := _whole(answers.unhedged(answer), choices)):
        return chosen
    if not answers.has_words(answer):
        return Chosen(out_of_range=bool(answer))
    if found := answers.number_and_words(answer):
        chosen = _beside_number(*found[:2], choices)
        if chosen and not (alone and chosen.beside):
            return chosen
    return Chosen() if alone else _told_behind(answer, choices)


def _told_behind(answer: str, choices: Choices) -> Chosen:
    """Return the choice that an answer begins with, where what follows names no other."""
    for choice in choices:
        for label in map(answers.bare, choice):
            words = answers.words_after(answer, label) if label else ""
            if words and not _names_any(words, choices):
                return Chosen(choice[0], beside=words)
    return Chosen()


def _names_any(words: str, choices: Choices) -> bool:
    said = " ".join(["", *re.findall(r"\w+", answers.bare(words)), ""])
    labels = (answers.bare(label) for choice in choices for label in choice)
    return any(f" {label} " in said for label in ("no", "not", "or", *filter(None, labels)))


def _whole(text: str, choices: Choices) -> Chosen | None:
    """Return what a text names that is a number or a choice and nothing else."""
    said = answers.bare(text)
    for choice in choices:
        if said and said in map(answers.bare, choice):
            return Chosen(choice[0])
    number = answers.number(text)
    if number is None:
        return None
    return (
        Chosen(choices[number - 1][0]) if 1 <= number <= len(choices) else Chosen(out_of_range=True)
    )


def _beside_number(number: int, words: str, choices: Choices) -> Chosen | None:
    """Return what a number with words names: its own label is no other word."""
    if not 1 <= number <= len(choices):
        return None
    named = _whole(words, choices)
    stored = choices[number - 1][0]
    if named is None:
        return Chosen(stored, beside=words)
    return Chosen(stored) if named.id == stored else None


def numbered(choices: Sequence[str], *, listed: bool) -> str:
    """Return the choices with their numbers: one a line, or as one sentence."""
    space = " " if listed else "\N{NO-BREAK SPACE}"  # a number stays on the line of its choice
    return ("\n" if listed else ", ").join(
        f"{number}{space}{choice}" for number, choice in enumerate(choices, 1)
    )


def sentence(words: Sequence[str]) -> str:
    """Return words as a sentence: first letter large, and one stop at its end."""
    text = ", ".join(words)
    stop = "" if text.endswith((".", "!", "?", "\N{HORIZONTAL ELLIPSIS}")) else "."
    return f"{text[:1].upper()}{text[1:]}{stop}"


Lists = Callable[["Vocabulary"], list[tuple[str, ...]]]
"""Which list of the vocabulary a question offers."""


def own(_: "Vocabulary") -> list[tuple[str, ...]]:
    """Return nothing: only own words are taken."""
    return []


def feelings(vocabulary: "Vocabulary") -> list[tuple[str, ...]]:
    """Return the families; more exact words are stored as they are."""
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


def read_words(words: Sequence[str], choices: Choices) -> tuple[str, ...]:
    """Return the stored forms of words given by option: ours where they match, else as they are."""
    known = {answers.bare(word): choice[0] for choice in choices for word in choice}
    parts = [part.strip() for word in words for part in word.split(",")]
    return tuple(dict.fromkeys(known.get(answers.bare(part), part) for part in parts if part))


def readable(stored: Sequence[str], lists: list[tuple[str, ...]]) -> list[str]:
    """Return stored words as they are told."""
    names = {choice[0]: choice[-1] for choice in lists}
    return [names.get(word, word) for word in stored]
