"""What devices must agree on, told from who had seen what; the program's merge is not asked.

An operation knows which operations on its entry its device had seen. One that had seen another
comes after it, whatever the clocks show; of those that had not seen each other the later tick
is kept, and ties go as `docs/format.md` says.
"""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

OWN, HARM, REST, CHILD = "own", "harm", "rest", "child"
EMPTY: dict[str, Any] = {HARM: None, REST: None, CHILD: ("", None)}
"""What each unit with a tick of its own is where nobody set it."""

GONE = "(gone)"
"""What a repair or a check-in becomes that is deleted."""

CHECKS = ("kkkkkkkkkkkk", "llllllllllll")
"""Ids of check-ins; what has another id is a repair."""

Sets = Mapping[str, tuple[datetime, Any]]
"""Units, or ids of repairs and check-ins, with the tick and the value that they get."""

_UNITS = {OWN, *EMPTY}
_MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True)
class Operation:
    """One change of one entry: what it sets, or that it deletes, and what its device had seen."""

    number: int
    seen: frozenset[int]
    sets: Sets = field(default_factory=dict)
    deletes: datetime | None = None

    def overrules(self, other: "Operation", unit: str) -> bool:
        """Whether its device saw what the other had set, and set it anew or deleted it."""
        return other.number in self.seen and (unit in self.sets or self.deletes is not None)


@dataclass(frozen=True)
class State:
    """What is known of an entry: its units that are newer than its latest deletion."""

    held: Sets
    deleted: datetime | None

    @property
    def alive(self) -> bool:
        """Whether it is in the journal: only its own fields bring it back."""
        return OWN in self.held

    @property
    def repairs(self) -> dict[str, str]:
        """The notes of the repairs that are not deleted, oldest first, then of the check-ins."""
        held = ((name in CHECKS, tick, name) for name, (tick, _) in self.held.items())
        known = sorted(each for each in held if each[-1] not in _UNITS)
        notes = {name: self.value(name) for *_, name in known}
        return {name: note for name, note in notes.items() if note != GONE}

    def value(self, unit: str) -> Any:
        """What a unit is now."""
        return self.held[unit][1] if unit in self.held else EMPTY.get(unit)

    def tick(self, unit: str) -> datetime | None:
        """When it was set; what a deletion took has its tick."""
        return self.held[unit][0] if unit in self.held else self.deleted

    def next(self, now: datetime, unit: str) -> datetime:
        """The tick of what sets it now: later than all that it replaces."""
        return after(now, self.tick(unit), self.deleted)

    def last(self, now: datetime) -> datetime:
        """The tick of what deletes all of it now."""
        return after(now, self.deleted, *(tick for tick, _ in self.held.values()))


def after(now: datetime, *ticks: datetime | None) -> datetime:
    """Now, or a microsecond past what is replaced."""
    return max([now, *(tick + _MOMENT for tick in ticks if tick is not None)])


def settle(known: Collection[Operation]) -> State:
    """What these operations, however they were learned of, come to."""
    deletions = [(each, each.deletes) for each in known if each.deletes is not None]
    held: dict[str, tuple[datetime, Any]] = {}
    for unit in {unit for each in known for unit in each.sets}:
        last = [
            each.sets[unit]
            for each in known
            if unit in each.sets
            and not any(other.overrules(each, unit) for other in known)
            and all(
                deletion.number in each.seen or each.sets[unit][0] > tick
                for deletion, tick in deletions
            )
        ]
        if last:
            held[unit] = max(last, key=lambda tick_and_value: _rank(unit, *tick_and_value))
    return State(held, max((tick for _, tick in deletions), default=None))


def _rank(unit: str, tick: datetime, value: Any) -> tuple[datetime, bool, Any]:
    if unit == HARM:
        return tick, False, (None, "no", "unsure", "yes").index(value)
    if unit == CHILD:
        value = dict(zip(("child", "child_age"), value, strict=True))
    said = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return tick, value == GONE, said


@dataclass(frozen=True)
class Made:
    """A change that a device made and can undo: how the entry stood before, and after."""

    entry: str
    before: State | None
    after: State

    def parts(self) -> dict[tuple[str, str], tuple[Any, Any]]:
        """What it changed, part by part: a field of the entry's own, a unit, a repair and so on."""
        if self.before is None or not self.after.alive:
            return {}
        old, new = _parts(self.before), _parts(self.after)
        return {part: (old.get(part), now) for part, now in new.items() if old.get(part) != now}


def _parts(state: State) -> dict[tuple[str, str], Any]:
    own = {(OWN, name): value for name, value in state.value(OWN).items()}
    units = {(unit, ""): state.value(unit) for unit in EMPTY}
    return own | units | {(name, ""): note for name, note in state.repairs.items()}


def reversal(made: Made, current: State, now: datetime) -> tuple[Sets, datetime | None]:
    """What undoing a change sets, or when it deletes; nothing of what others have set since."""
    if made.before is None:
        return {}, current.last(now) if current.alive else None
    if not made.after.alive:
        return _revival(made.before, current, now), None
    sets: dict[str, tuple[datetime, Any]] = {}
    if not current.alive:
        return sets, None
    here = _parts(current)
    for part, (was, became) in made.parts().items():
        unit, name = part
        if was is None and unit not in _UNITS:  # a new repair or check-in
            if part in here:
                sets[unit] = current.held[unit][0], GONE
        elif here.get(part) == became:
            own = sets[OWN][1] if OWN in sets else current.value(OWN)
            sets[unit] = current.next(now, unit), {**own, name: was} if name else was
    return sets, None


def _revival(before: State, current: State, now: datetime) -> Sets:
    """All that the deletion took, as newer than it."""
    now = after(now, current.deleted)
    sets: dict[str, tuple[datetime, Any]] = {}
    if not current.alive:
        sets[OWN] = now, before.value(OWN)
    for unit, empty in EMPTY.items():
        value = before.value(unit)
        if unit not in current.held and not (current.alive and value == empty):
            sets[unit] = now, value
    for name, note in before.repairs.items():
        if name not in current.held:
            now = after(now, now)
            sets[name] = now, note
    return sets
