"""Changes to an entry, each with its tick; and the entry's deletion."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict

from repairlog.core.dates.clock import YEARS
from repairlog.core.entries.model import (
    UNIT_FIELDS,
    UNITS,
    CheckIn,
    Entry,
    Repair,
    Tombstone,
    Version,
)
from repairlog.errors import UsageError

_Part = TypeVar("_Part", Repair, CheckIn)


class Change(BaseModel):
    """What one answer changes: fields of the entry, of one repair, or of one check-in."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    fields: Mapping[str, Any] = {}
    repair: str = ""
    repair_fields: Mapping[str, Any] = {}
    check_in: str = ""
    check_in_fields: Mapping[str, Any] = {}


def tick(now: datetime, *replaced: datetime | None) -> datetime:
    """Return a time that never runs backwards: now, or a microsecond past what it replaces.

    Raises UsageError past the last year that the format knows.
    """
    past = [before + timedelta(microseconds=1) for before in replaced if before is not None]
    ticked = max([now, *past]).astimezone(UTC)
    if ticked.year > YEARS[-1]:
        raise UsageError(
            f"The times of this entry have come to the end of the year {YEARS[-1]}.",
            "It cannot be changed any more. Write it down anew with {repairlog} new.",
        )
    return ticked


def apply(entry: Entry, change: Change, now: datetime) -> Entry:
    """Return the entry with the change made and ticked.

    A change of a repair, or of a unit with a tick of its own, leaves the entry's `edited`
    alone, so that it never undoes an edit made elsewhere; nor does an edit renew a unit.
    Raises ValidationError for a value the format does not know.
    """
    if change.fields:
        entry = entry.replace(**change.fields, **_ticked(entry, set(change.fields), now))
    if change.repair:
        repair = next((each for each in entry.repairs if each.id == change.repair), None)
        named = {"edited": _later(repair, entry, now), **change.repair_fields}
        repair = repair.replace(**named) if repair else Repair(id=change.repair, **named)
        entry = entry.replace(repairs=_with(entry.repairs, repair))
    if change.check_in:
        found = next((each for each in entry.check_ins if each.id == change.check_in), None)
        named = {"edited": _later(found, entry, now), **change.check_in_fields}
        named = named if found else {"at": now, **named}  # one that is put back says when it was
        found = found.replace(**named) if found else CheckIn(id=change.check_in, **named)
        entry = entry.replace(check_ins=_with(entry.check_ins, found))
    return entry


def _later(part: Repair | CheckIn | None, entry: Entry, now: datetime) -> datetime:
    ticks = (part.edited, part.deleted) if part else ()
    return tick(now, entry.deleted, *ticks)


def _with(parts: tuple[_Part, ...], part: _Part) -> tuple[_Part, ...]:
    kept = [each for each in parts if each.id != part.id]
    kept.append(part)
    return in_order(kept)


def _ticked(entry: Entry, names: set[str], now: datetime) -> dict[str, Any]:
    """Return the ticks that an entry has once these fields are set."""
    edited = entry.edited
    if names - UNIT_FIELDS:
        edited = tick(now, entry.edited, entry.deleted)
    times = {unit: entry.tick_of(unit) for unit in UNITS}
    for unit, fields in UNITS.items():
        if not names.isdisjoint(fields):
            times[unit] = tick(now, times[unit], entry.deleted)
    return {"edited": edited, "ticks": entry.ticks.beside(edited, times)}


def in_order(items: Iterable[_Part]) -> tuple[_Part, ...]:
    """Oldest first by their ticks, so that the last is the newest attempt."""
    return tuple(sorted(items, key=lambda item: (item.edited, item.id)))


def latest_tick(version: Version) -> datetime:
    """Return the latest tick of a version and of all it holds."""
    ticks = [version.edited] if isinstance(version, Entry) else []
    ticks += [time for time in map(version.tick_of, UNITS) if time is not None]
    parts: tuple[Repair | CheckIn, ...] = (*version.repairs, *version.check_ins)
    ticks += [part.edited for part in parts]
    ticks += [each.deleted for each in (version, *parts) if each.deleted is not None]
    return max(ticks)


def delete(version: Version, now: datetime) -> Tombstone:
    """Return the entry's deletion, later than all it holds."""
    deleted = tick(now, latest_tick(version))
    return Tombstone(v=version.v, id=version.id, logged=version.logged, deleted=deleted)
