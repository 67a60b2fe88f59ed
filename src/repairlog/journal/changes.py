"""What a change touched, and how it is reversed without undoing what others did since."""

import hashlib
import json
from collections import defaultdict
from datetime import datetime
from typing import Any, NamedTuple

from repairlog.core.entries.changes import Change, apply, delete, tick
from repairlog.core.entries.merge import merge
from repairlog.core.entries.model import Entry, Repair, Tombstone, Version

CREATED, DELETED = "created", "deleted"
"""What a listed change touched, other than a field (`own.what`), a new repair (its id) or
a field of a repair (its id, a dot, the field)."""

_OWN = "own"
_KEPT = frozenset({"v", "id", "logged", "edited", "deleted", "repairs", "check_ins"})
"""Fields that no change puts back: the entry's identity, its ticks, and what has ticks itself."""


class Listed(NamedTuple):
    """One part that a change touched: no words, only where the words before it lie.

    `before` is the digest of a line in the past, empty when there was nothing before;
    `after` is the digest of what a field became.
    """

    change: str
    entry: str
    month: str
    part: str
    before: str
    after: str = ""


def touched(before: Entry, after: Version) -> dict[str, str]:
    """Return the parts in which the versions differ, with the digest of what each became."""
    if isinstance(after, Tombstone):
        return {DELETED: ""}
    found = _changed(_OWN, before, after)
    known = {repair.id: repair for repair in before.attempts}
    for repair in after.repairs:
        if repair.id not in known:
            found[repair.id] = ""
        else:
            found |= _changed(repair.id, known[repair.id], repair)
    return found


def _changed(owner: str, before: Entry | Repair, after: Entry | Repair) -> dict[str, str]:
    old, new = _digests(before), _digests(after)
    return {f"{owner}.{name}": new[name] for name in new if new[name] != old.get(name)}


def _digests(item: Entry | Repair) -> dict[str, str]:
    values = item.model_dump(mode="json", exclude=set(_KEPT))
    texts = {name: json.dumps(value, sort_keys=True).encode() for name, value in values.items()}
    return {name: hashlib.sha256(text).hexdigest()[:16] for name, text in texts.items()}


def reverse(current: Version, listed: list[tuple[Listed, Entry | None]], now: datetime) -> Version:
    """Return the entry with each listed part as it was before.

    What somebody else has changed since stays as they left it.
    """
    parts = {each.part: (each, before) for each, before in listed}
    if CREATED in parts:
        return delete(current, now) if isinstance(current, Entry) else current
    if isinstance(current, Tombstone):
        _, before = parts.get(DELETED, (None, None))
        return _revived(before, current, now) if before else current
    for change in _backwards(current, list(parts.values())):
        current = apply(current, change, now)
    return current


def _backwards(current: Entry, listed: list[tuple[Listed, Entry | None]]) -> list[Change]:
    """Return the changes that put fields back whose value is still what was changed then."""
    repairs = {repair.id: repair for repair in current.attempts}
    fields: dict[str, dict[str, Any]] = defaultdict(dict)
    for each, before in listed:
        owner, _, name = each.part.partition(".")
        is_now = current if owner == _OWN else repairs.get(owner)
        if before is None or is_now is None:
            continue
        if not name:  # a repair that was new
            fields[owner] = {"edited": is_now.edited, "deleted": is_now.edited}
            continue
        was = before if owner == _OWN else next((r for r in before.repairs if r.id == owner), None)
        if was is not None and _digests(is_now).get(name) == each.after:
            fields[owner][name] = getattr(was, name, None)
    return [
        Change(fields=values) if owner == _OWN else Change(repair=owner, repair_fields=values)
        for owner, values in fields.items()
    ]


def _revived(before: Entry, tombstone: Tombstone, now: datetime) -> Version:
    """Bring back all that a deletion took, as newer than the deletion, in the same order."""
    entry = before.replace(deleted=tombstone.deleted)
    now = tick(now, tombstone.deleted)
    entry = apply(entry, Change(fields={"rest": before.rest}), now)
    for repair in before.attempts:
        now = tick(now, now)
        entry = apply(entry, Change(repair=repair.id, repair_fields={"note": repair.note}), now)
    check_ins = []
    for check_in in before.check_ins:
        if not check_in.gone:
            now = tick(now, now)
            check_ins.append(check_in.replace(edited=now))
    return merge(tombstone, entry.replace(check_ins=tuple(check_ins)))
