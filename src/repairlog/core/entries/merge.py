"""Two versions of one entry become one: commutative, associative, idempotent.

So the journal is the union of its lines, whatever order, copy or device they come from.
"""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import reduce
from typing import TypeVar

from repairlog.core.entries.changes import in_order
from repairlog.core.entries.model import CheckIn, Entry, Repair, Tombstone, Version

_Part = TypeVar("_Part", Repair, CheckIn)
_Edited = TypeVar("_Edited", Entry, Repair, CheckIn)

_NOT_OWN = {"v", "id", "logged", "deleted", "repairs", "check_ins"}


def merge(one: Version, other: Version) -> Version:
    """Return the union of two versions of the same entry.

    `deleted` is the later of both and stays for ever; whatever has a tick at or before
    it is gone. The entry's own fields come whole from the later `edited`. Repairs and
    check-ins are united by their ids.
    """
    deleted = _later(one.deleted, other.deleted)
    v = max(one.v, other.v)
    logged = min(one.logged, other.logged, key=_instant)
    repairs = _unite((*one.repairs, *other.repairs), deleted)
    check_ins = _unite((*one.check_ins, *other.check_ins), deleted)
    own = [version for version in (one, other) if isinstance(version, Entry)]
    alive = [entry for entry in own if deleted is None or entry.edited > deleted]
    if alive:
        return reduce(_newer, alive).model_copy(
            update={
                "v": v,
                "logged": logged,
                "deleted": deleted,
                "repairs": repairs,
                "check_ins": check_ins,
            }
        )
    if deleted is None:  # an entry is alive unless something deleted it
        raise AssertionError
    return Tombstone(
        v=v,
        id=one.id,
        logged=logged,
        deleted=deleted,
        repairs=repairs,
        check_ins=check_ins,
    )


def merge_all(versions: Sequence[Version]) -> Version:
    """Return the union of one or more versions of the same entry."""
    first = versions[0]
    if len(versions) == 1 and _is_settled(first):
        return first
    return reduce(merge, versions[1:], merge(first, first))


def covered(version: Version, by: Iterable[Version]) -> bool:
    """Whether these versions, together, hold all the words of another version of their entry."""
    held = {unit for other in by for unit in _units(other)}
    return held.issuperset(_units(version))


def _units(version: Version) -> set[tuple[str, str]]:
    own = [version] if isinstance(version, Entry) else []
    parts: list[Repair | CheckIn] = [*version.repairs, *version.check_ins]
    return {_canonical(item) for item in (*own, *(part for part in parts if not part.gone))}


def _is_settled(version: Version) -> bool:
    """Whether merging it with itself would change nothing; said only of the usual, cheap cases."""
    if version.deleted is not None or version.check_ins:
        return False
    repairs = version.repairs
    return not repairs or (len(repairs) == 1 and repairs[0].deleted is None)


def _later(one: datetime | None, other: datetime | None) -> datetime | None:
    return max((time for time in (one, other) if time is not None), default=None, key=_instant)


def _instant(time: datetime) -> tuple[datetime, str]:
    """Order by instant, then by how it is written: equal instants may differ in offset."""
    return time, time.isoformat()


def _newer(one: _Edited, other: _Edited) -> _Edited:
    """Return the later edited; ties go to the larger canonical JSON, so that order is no matter."""
    if one.edited != other.edited:
        return max(one, other, key=lambda item: item.edited)
    return max(one, other, key=_canonical)


def _canonical(item: Entry | Repair | CheckIn) -> tuple[str, str]:
    """Return what ties are decided by; then the order of unknown fields, as it is written."""
    own = item.model_dump(mode="json", exclude=_NOT_OWN if isinstance(item, Entry) else {"deleted"})
    return json.dumps(own, sort_keys=True, ensure_ascii=False, separators=(",", ":")), str(own)


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
