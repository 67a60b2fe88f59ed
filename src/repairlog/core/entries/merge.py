"""Merge: two versions of one entry become one; commutative, associative, idempotent.

So the journal is the union of its lines, whatever order, copy or device they come from.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from functools import reduce
from typing import Any, TypeVar

from pydantic import BaseModel

from repairlog.core.entries.changes import in_order
from repairlog.core.entries.model import (
    UNIT_FIELDS,
    UNITS,
    CheckIn,
    Entry,
    Repair,
    Ticks,
    Tombstone,
    Version,
)

_Part = TypeVar("_Part", Repair, CheckIn)
_Edited = TypeVar("_Edited", Entry, Repair, CheckIn)

_NOT_OWN: Mapping[str, Any] = {
    **dict.fromkeys(("v", "id", "logged", "deleted", "repairs", "check_ins", *UNIT_FIELDS), True),
    "ticks": set(UNITS),
}
"""What of an entry is no part of its own fields; unknown ticks are."""

_UNSET = {name: Entry.model_fields[name].default for name in UNIT_FIELDS}
_HARM = (None, "no", "unsure", "yes")
_UTC = timedelta()


def merge(one: Version, other: Version) -> Version:
    """Return the union of two versions of the same entry.

    `deleted` is the later of both and stays for ever; whatever has a tick at or before
    it is gone. The entry's own fields come whole from the later `edited`, and so does each
    unit from its later tick. Repairs and check-ins are united by their ids.
    """
    deleted = _later(one.deleted, other.deleted)
    merged: dict[str, Any] = {
        "v": max(one.v, other.v),
        "logged": min(one.logged, other.logged, key=_instant),
        "deleted": deleted,
        "repairs": _unite((*one.repairs, *other.repairs), deleted),
        "check_ins": _unite((*one.check_ins, *other.check_ins), deleted),
    }
    times: dict[str, datetime] = {}
    for unit in UNITS:
        newest = _newest(unit, (one, other), deleted)
        if newest:
            times[unit], fields = newest
            merged |= fields
    own = [version for version in (one, other) if isinstance(version, Entry)]
    alive = [entry for entry in own if deleted is None or entry.edited > deleted]
    if alive:
        entry = reduce(_newer, alive)
        gone = {} if deleted is None else dict.fromkeys(UNITS, deleted)
        merged["ticks"] = entry.ticks.beside(entry.edited, gone | times)
        return entry.model_copy(update=_UNSET | merged)
    if deleted is None:  # an entry is alive unless something deleted it
        raise AssertionError
    return Tombstone(id=one.id, ticks=Ticks().beside(None, times), **merged)


def merge_all(versions: Sequence[Version]) -> Version:
    """Return the union of one or more versions of the same entry."""
    first = versions[0]
    if len(versions) == 1 and _is_settled(first):
        return first
    return reduce(merge, versions[1:], merge(first, first))


def covered(version: Version, by: Iterable[Version]) -> bool:
    """Whether these versions, together, hold all the words of another version of their entry."""
    held = {each for other in by for each in _words(other)}
    return held.issuperset(_words(version))


def _words(version: Version) -> set[tuple[str, str]]:
    own = [version] if isinstance(version, Entry) else []
    parts: list[Repair | CheckIn] = [*version.repairs, *version.check_ins]
    words = {_canonical(item) for item in (*own, *(part for part in parts if not part.gone))}
    units = (_fields(version, unit) for unit in UNITS)
    return words | {_json(_dumped(unit)) for unit in units if _is_set(unit)}


def _is_settled(version: Version) -> bool:
    """Whether merging it with itself would change nothing; said only of the usual, cheap cases."""
    if not isinstance(version, Entry) or version.deleted is not None or version.check_ins:
        return False
    repairs, ticks = version.repairs, version.ticks
    if repairs and (len(repairs) > 1 or repairs[0].deleted is not None):
        return False
    if not ticks.model_fields_set:
        return True
    times = [time for time in (ticks.harm, ticks.rest, ticks.child) if time is not None]
    return not times or all(t != version.edited and t.utcoffset() == _UTC for t in times)


def _later(one: datetime | None, other: datetime | None) -> datetime | None:
    return max((time for time in (one, other) if time is not None), default=None, key=_instant)


def _instant(time: datetime) -> tuple[datetime, str]:
    """Order by instant, then by how it is written: equal instants may differ in offset."""
    return time, time.isoformat()


def _newer(one: _Edited, other: _Edited) -> _Edited:
    """Return the later edited; ties go to the larger canonical JSON, so that order is no matter."""
    if one.edited != other.edited:
        return max(one, other, key=lambda item: item.edited)
    if _written(one) == _written(other):  # as where only a unit was set: quick, and often so
        return one
    return max(one, other, key=_canonical)


def _written(item: Entry | Repair | CheckIn) -> str:
    return item.model_dump_json(exclude=_not_its_own(item))


def _not_its_own(item: Entry | Repair | CheckIn) -> Any:
    return _NOT_OWN if isinstance(item, Entry) else {"deleted"}


def _canonical(item: Entry | Repair | CheckIn) -> tuple[str, str]:
    """Return what ties are decided by; then the order of unknown fields, as it is written."""
    return _json(item.model_dump(mode="json", exclude=_not_its_own(item)))


def _json(value: Any) -> tuple[str, str]:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":")), str(value)


def _newest(
    unit: str, versions: tuple[Version, Version], deleted: datetime | None
) -> tuple[datetime, dict[str, Any]] | None:
    """Return the tick and the fields of a unit, None if all that is known of it was deleted."""
    times = [(version.tick_of(unit), version) for version in versions]
    held = [
        (time, _fields(version, unit))
        for time, version in times
        if time is not None and (deleted is None or time > deleted)
    ]
    if not held:
        return None
    latest = max(time for time, _ in held)
    tied = [fields for time, fields in held if time == latest]
    if len(tied) == 1 or (tied[0] == tied[1] and tied[0].get("rest") is None):
        return latest, tied[0]  # equal rests may still be written in two ways
    return latest, max(tied, key=_rank)


def _fields(version: Version, unit: str) -> dict[str, Any]:
    return {name: getattr(version, name) for name in UNITS[unit]}


def _is_set(fields: dict[str, Any]) -> bool:
    return any(value != _UNSET[name] for name, value in fields.items())


def _rank(fields: dict[str, Any]) -> tuple[Any, ...]:
    """Return what ties of a unit are decided by: an answer about harm, or canonical JSON."""
    if "harm" in fields:
        return (_HARM.index(fields["harm"]),)
    return _json(_dumped(fields))


def _dumped(fields: dict[str, Any]) -> dict[str, Any]:
    return {
        name: value.model_dump(mode="json") if isinstance(value, BaseModel) else value
        for name, value in fields.items()
    }


def _unite(items: tuple[_Part, ...], deleted: datetime | None) -> tuple[_Part, ...]:
    """Unite by id, and leave out what the entry's deletion covers, older deletions included."""
    united: dict[str, _Part] = {}
    for item in map(_settled, items):
        known = united.get(item.id)
        united[item.id] = _settled(_together(known, item)) if known else item
    if deleted is None:
        return in_order(united.values())
    left = (item for item in united.values() if item.edited > deleted)
    return in_order(
        item.model_copy(update={"deleted": None})
        if item.deleted and item.deleted <= deleted
        else item
        for item in left
    )


def _together(one: _Part, other: _Part) -> _Part:
    return _newer(one, other).model_copy(update={"deleted": _later(one.deleted, other.deleted)})


def _settled(item: _Part) -> _Part:
    """A deleted part keeps its id and its tick, and none of its words."""
    if item.deleted is None or not item.gone:
        return item
    blank: dict[str, object] = {"id": item.id, "edited": item.deleted, "deleted": item.deleted}
    if isinstance(item, CheckIn):
        blank["at"] = item.deleted
    return type(item).model_validate(blank)
