"""Touched parts of a change, and how it is reversed without undoing what others did since."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from repairlog.core.entries.changes import Change, apply, delete, tick
from repairlog.core.entries.codec import parse
from repairlog.core.entries.merge import merge
from repairlog.core.entries.model import UNITS, CheckIn, Entry, Repair, Tombstone, Version
from repairlog.journal.journal import digest
from repairlog.journal.months import month_of

CREATED, DELETED = "created", "deleted"
"""What a change touched, other than a field (`own.what`), fields that are one unit (`own.child`),
a new repair (its id), a field of a repair (its id, a dot, the field) or a repair that was taken
away (its id, a dot, `deleted`). Before the id of a check-in stands an @."""

_OWN = "own"
_CHECKED = "@"
_KEPT = frozenset({"v", "id", "logged", "edited", "deleted", "ticks", "repairs", "check_ins"})
"""Fields that no change puts back: the entry's identity, its ticks, and what has ticks itself."""

_Owner = Entry | Repair | CheckIn


class Touched(NamedTuple):
    """One part of an entry that a change touched: no words, only where the words before it lie.

    `before` is the digest of the line in the past that was replaced, empty when there was
    nothing before. `after` tells whether a field still is what it became: a hash keyed with
    that line, as the few values that many fields take could all be tried otherwise.
    """

    entry: str
    month: str
    part: str
    before: str = ""
    after: str = ""


def touched(before: Version, after: Version, replaced: bytes) -> list[Touched]:
    """Return the parts in which two versions differ; `replaced` is the line of the first."""
    made = Touched(after.id, month_of(after.logged), "", digest(replaced))
    if isinstance(before, Tombstone):
        return [] if isinstance(after, Tombstone) else [made._replace(part=CREATED, before="")]
    if isinstance(after, Tombstone):
        return [made._replace(part=DELETED)]
    found = _changed(_OWN, before, after, replaced)
    known, left = _alive(before), _alive(after)
    for part_id, part in left.items():
        if part_id in known:
            found |= _changed(part_id, known[part_id], part, replaced)
        else:
            found[part_id] = ""
    found |= {f"{gone}.{DELETED}": "" for gone in known.keys() - left.keys()}
    return [made._replace(part=part, after=mark) for part, mark in found.items()]


def _alive(entry: Entry) -> dict[str, Repair | CheckIn]:
    """Return the repairs and check-ins that are not deleted, by what they are called here."""
    return {name: part for name, part in _all(entry).items() if not part.gone}


def _all(entry: Entry) -> dict[str, Repair | CheckIn]:
    checked = {f"{_CHECKED}{each.id}": each for each in entry.check_ins}
    return {each.id: each for each in entry.repairs} | checked


def _changed(owner: str, before: _Owner, after: _Owner, replaced: bytes) -> dict[str, str]:
    # What is one and the same object needs no closer look: most of an entry is.
    held = _fields(before)
    names = {name for name, value in _fields(after).items() if value is not held.get(name, held)}
    old, new = _parts(owner, before, names), _parts(owner, after, names)
    return {
        f"{owner}.{part}": _mark(value, replaced)
        for part, value in new.items()
        if part not in old or value != old[part]
    }


def _fields(item: _Owner) -> dict[str, Any]:
    return {**item.__dict__, **(item.model_extra or {})}


def _parts(owner: str, item: _Owner, names: Iterable[str]) -> dict[str, Any]:
    """Return what fields hold; those of a unit as one, as they go back together or not at all."""
    units = UNITS if owner == _OWN else {}
    touched = {unit: fields for unit, fields in units.items() if not {*fields}.isdisjoint(names)}
    wanted = {*names}.union(*touched.values())
    values = item.model_dump(mode="json", include=wanted - _KEPT)
    return values | {unit: [values.pop(n) for n in fields] for unit, fields in touched.items()}


def _part(owner: str, item: _Owner, name: str) -> Any:
    return _parts(owner, item, [name]).get(name)


def _mark(value: Any, replaced: bytes) -> str:
    text = json.dumps(value, sort_keys=True).encode()
    key = hashlib.sha256(replaced).digest()
    return hashlib.blake2b(text, key=key, digest_size=8).hexdigest()


def created(entry: Entry) -> Touched:
    """Return what a change touched that made an entry."""
    return Touched(entry.id, month_of(entry.logged), CREATED)


def reverse(
    current: Version, parts: Iterable[tuple[Touched, bytes | None]], now: datetime
) -> Version:
    """Return the entry with each part as it was before; with each, the line that was replaced.

    What somebody else has changed since stays as they left it.
    """
    found = {each.part: (each, line) for each, line in parts}
    if CREATED in found:
        return delete(current, now) if isinstance(current, Entry) else current
    _, line = found.get(DELETED, (None, None))
    before = parse(line) if line else None
    if isinstance(before, Entry):
        return _revived(before, current, now)
    if isinstance(current, Tombstone):
        return current
    for change in _backwards(current, found.values()):
        current = apply(current, change, now)
    return current


def _backwards(current: Entry, parts: Iterable[tuple[Touched, bytes | None]]) -> list[Change]:
    """Return the changes that put fields back whose value is still what was changed then."""
    alive = _alive(current)
    fields: dict[str, dict[str, Any]] = defaultdict(dict)
    for each, line in parts:
        owner, _, name = each.part.partition(".")
        is_now: _Owner | None = current if owner == _OWN else alive.get(owner)
        if is_now is not None and not name:  # a repair or check-in that was new
            fields[owner] = {"edited": is_now.edited, "deleted": is_now.edited}
        was = _was(owner, line) if line and name else None
        if was is None or line is None:
            continue
        if name == DELETED and is_now is None:  # it was taken away, and is not back
            fields[owner] = {n: value for n, value in _fields(was).items() if n not in _KEPT}
        elif is_now is not None and _mark(_part(owner, is_now, name), line) == each.after:
            names = UNITS.get(name, (name,)) if owner == _OWN else (name,)
            fields[owner] |= {each: getattr(was, each, None) for each in names}
    return [
        Change(fields=values) if owner == _OWN else _of_part(owner, values)
        for owner, values in fields.items()
    ]


def _of_part(owner: str, values: dict[str, Any]) -> Change:
    if owner.startswith(_CHECKED):
        return Change(check_in=owner.removeprefix(_CHECKED), check_in_fields=values)
    return Change(repair=owner, repair_fields=values)


def _was(owner: str, line: bytes) -> _Owner | None:
    """Return the entry that a line in the past holds, or a repair or check-in of it."""
    before = parse(line)
    if not isinstance(before, Entry):
        return None
    return before if owner == _OWN else _all(before).get(owner)


def _revived(before: Entry, current: Version, now: datetime) -> Version:
    """Bring back all that a deletion took, as newer than the deletion, in the same order.

    What somebody else wrote since stays, also where that brought the entry back without
    all that it had held.
    """
    taken: dict[str, Any] = {}
    for unit, names in UNITS.items():
        if _is_taken(current, unit):
            taken |= {name: getattr(before, name) for name in names}
    known = {repair.id for repair in current.repairs} | {each.id for each in current.check_ins}
    repairs = [repair for repair in before.attempts if repair.id not in known]
    check_ins = [each for each in before.check_ins if not each.gone and each.id not in known]
    if isinstance(current, Tombstone):
        entry, taken["what"] = before, before.what
    else:
        entry = current
        taken = {name: was for name, was in taken.items() if was != getattr(current, name)}
    entry = entry.replace(deleted=current.deleted, repairs=(*current.repairs, *repairs))
    now = tick(now, current.deleted)
    entry = apply(entry, Change(fields=taken), now)
    for repair in repairs:
        now = tick(now, now)
        entry = apply(entry, Change(repair=repair.id, repair_fields={"note": repair.note}), now)
    renewed = []
    for check_in in check_ins:
        now = tick(now, now)
        renewed.append(check_in.replace(edited=now))
    return merge(current, entry.replace(check_ins=(*current.check_ins, *renewed)))


def _is_taken(current: Version, unit: str) -> bool:
    """Whether a deletion took a unit, and nobody has set it since."""
    time, deleted = current.tick_of(unit), current.deleted
    return time is None or (deleted is not None and time <= deleted)
