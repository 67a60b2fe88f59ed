"""Lists to pick from: each choice is what is stored, then the other ways to type it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from repairlog.core.pick import plain

if TYPE_CHECKING:  # shapes cost start-up time; here they are only names
    from repairlog.core.words import Vocabulary


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
