"""Lines of a journal: from bytes to versions of entries, and back (`docs/format.md`)."""

import math
from typing import Any

from pydantic import BaseModel, ValidationError

from repairlog.core.entries.model import (
    FORMAT,
    CheckIn,
    Entry,
    Next,
    ReadingPair,
    Repair,
    RepairSteps,
    Rest,
    Source,
    Ticks,
    Tombstone,
    Version,
)

_OF_A_DELETION = frozenset({"v", "id", "logged", "deleted"})


_OF_AN_ENTRY = frozenset(Entry.model_fields)


_FIELDS: dict[type, frozenset[str]] = {
    shape: frozenset(shape.model_fields)
    for shape in (Entry, Ticks, ReadingPair, Next, Source, Rest, Repair, RepairSteps, CheckIn)
}


_NAMES = frozenset[str]().union(*_FIELDS.values())
"""What a message may say of a line: the names of fields, but not unknown ones."""


def parse(line: bytes) -> Version:
    """Read one line of a journal. Raises ValueError (without the line's text) if it cannot.

    A line of a newer format is read as far as it goes: what this version does not
    understand of it is left out, and its `v` says that it must not be rewritten.
    """
    try:
        # what model_validate_json calls, without its wrapper: this is asked of every line
        entry: Entry = Entry.__pydantic_validator__.validate_json(line)
    except ValidationError as error:
        problems = error.errors(include_input=False, include_url=False)
    else:
        return entry
    version = _parse_other(line, [problem["loc"] for problem in problems])
    if version is None:
        where = [str(part) for part in problems[0]["loc"] if part in _NAMES]
        raise ValueError(".".join(where) or "not a line of this journal")
    return version


def _parse_other(line: bytes, problems: list[tuple[int | str, ...]]) -> Version | None:
    """Read a deletion, or what can be read of an entry whose format is newer than ours.

    What names any other field of an entry is no deletion: it would lose that entry's words.
    """
    import json  # noqa: PLC0415  a line that is an entry of this version needs none of it

    try:
        values = json.loads(line.decode(), parse_float=_finite, parse_constant=_finite)
        if not isinstance(values, dict):
            return None
        if not values.keys() & (_OF_AN_ENTRY - _OF_A_DELETION):
            return Tombstone.model_validate_json(line)
        if not isinstance(values.get("v"), int) or values["v"] <= FORMAT or () in problems:
            return None
        for name, *index in sorted({_item(where) for where in problems}, reverse=True):
            if index and isinstance(values.get(name), list):
                del values[name][index[0]]
            else:
                values.pop(name, None)
        known = {
            "what": "(written by a newer version)",
            "precision": "day",
            "happened": values.get("logged"),
            "edited": values.get("logged"),
        }
        return Entry.model_validate_json(json.dumps(known | values))
    except (ValueError, RecursionError):  # a ValidationError is a ValueError
        return None


def _item(where: tuple[int | str, ...]) -> tuple[Any, ...]:
    """Return the field that holds a problem, and which item of it if it is a list."""
    return where[:2] if len(where) > 1 and isinstance(where[1], int) else where[:1]


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError
    return number


def is_whole(entry: Entry) -> bool:
    """Whether its line named every field, so that nothing would be added by writing it again."""
    parts: list[BaseModel] = [entry, entry.moment, *entry.check_ins]
    parts += filter(None, (entry.rest, entry.next, entry.source))
    for repair in entry.repairs:
        parts += (repair, repair.steps)
    return all(_FIELDS[type(part)] <= part.model_fields_set for part in parts)


def dump(version: Version) -> bytes:
    """Return the version as one line of a journal, without its line end."""
    return version.model_dump_json().encode()
