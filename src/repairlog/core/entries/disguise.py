"""Disguise: entries as somebody else may have them, with letters for names and ids of their own.

A disguised entry can never come back over the real one: it has another id, derived from that, and
its source says what it is.
"""

import hashlib
from collections.abc import Callable
from typing import Any

from pydantic import BaseModel

from repairlog.core.entries.model import APART, ID_ALPHABET, ID_LENGTH, Entry, Source

SOURCE = "repairlog pseudonyms"
"""The name of the source of every disguised entry."""

_IDS = {"id", "group"}
_AS_THEY_ARE = {
    *("kind", "precision", "part", "setting", "harm", "then", "now"),
    *("outcome", "response"),
}
"""What is one of a few words and was never typed."""


def disguised(entry: Entry, told: Callable[[str], str]) -> Entry:
    """Return an entry in which all that was typed went through `told`, such as letters for names.

    Left out is what was deleted of it, and what another version put in: nobody knows what that
    says.
    """
    alive = entry.model_copy(
        update={
            "repairs": entry.attempts,
            "check_ins": tuple(each for each in entry.check_ins if not each.gone),
            "source": None,
        }
    )
    made: Entry = _told(alive, told)
    return made.replace(source=Source(name=SOURCE, ref=made.id))


def derived(real: str) -> str:
    """Return the id that stands for an id: always the same, and no way leads back."""
    digest = hashlib.sha256(f"{SOURCE} {real}".encode()).digest()
    return "".join(ID_ALPHABET[byte % len(ID_ALPHABET)] for byte in digest[:ID_LENGTH])


def _told(value: Any, told: Callable[[str], str], name: str = "") -> Any:
    if isinstance(value, BaseModel):
        fields = type(value).model_fields
        return type(value)(**{each: _told(getattr(value, each), told, each) for each in fields})
    if isinstance(value, tuple):
        return tuple(_told(each, told, name) for each in value)
    if not isinstance(value, str) or not value or name in _AS_THEY_ARE:
        return value
    if name in _IDS:
        return derived(value)
    return value if name == "did" and value in APART else told(value)
