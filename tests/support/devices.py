"""Devices of people, and the entry that most tests are about."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from repairlog.core.entries.changes import Change
from repairlog.core.entries.model import Entry, Rest
from repairlog.journal import files
from repairlog.journal.folders import Locations
from repairlog.journal.journal import Journal
from repairlog.journal.store import DeviceStore
from repairlog.journal.undo import Undone, redo, undo
from repairlog.journal.writing import Transaction
from support.strategies import IDS, START

HOUR = timedelta(hours=1)
NOW = START + HOUR
E, R1, R2 = IDS
NEW = Entry(id=E, happened=START, precision="minute", logged=START, edited=START, what="first")


def entry(entry_id: str = IDS[0], what: str = "mine") -> Entry:
    """An entry logged at the start."""
    return Entry(
        id=entry_id, happened=START, precision="minute", logged=START, edited=START, what=what
    )


def texts(locations: Locations) -> dict[str, str]:
    """What a new process reads."""
    return {each.id: each.what for each in Journal(locations).entries()}


def change(store: DeviceStore, what: str = "changed") -> Entry:
    """Change this device's entry."""
    return Transaction(store).change(entry(), Change(fields={"what": what}), NOW)


def left(store: DeviceStore, path: Path, data: bytes) -> None:
    """Let this device's own file hold this, as if this device had left it so."""
    with store.locked():
        store.write({path: (files.read(path), data)}, lambda: None)


class Device:
    """A device whose clock moves on by an hour at each change."""

    def __init__(self, locations: Locations, name: str) -> None:
        self.locations = locations._replace(state=locations.state / name)
        self.time = START
        self.store = DeviceStore(Journal(self.locations), self.locations)

    def now(self) -> datetime:
        """The next hour."""
        self.time += HOUR
        return self.time

    def create(self, entry: Entry = NEW) -> Entry:
        """Create an entry."""
        return Transaction(self.store).create(entry)

    def change(self, **fields: object) -> Entry:
        """Change the entry's own fields, as one command."""
        return Transaction(self.store).change(NEW, Change(fields=fields), self.now())

    def repair(self, repair: str = R1, **fields: object) -> Entry:
        """Note or change a repair, as one command."""
        change = Change(repair=repair, repair_fields=fields)
        return Transaction(self.store).change(NEW, change, self.now())

    def check_in(self, check_in: str = R2, **fields: object) -> Entry:
        """Note or change a check-in, as one command."""
        change = Change(check_in=check_in, check_in_fields=fields)
        return Transaction(self.store).change(NEW, change, self.now())

    def delete(self) -> None:
        """Delete the entry."""
        Transaction(self.store).delete(NEW, self.now())

    def undo(self, agreed: str = "") -> Undone:
        """Undo this device's latest change."""
        return undo(self.store, self.now(), agreed=agreed)

    def redo(self) -> Undone:
        """Put back what the latest undo took."""
        return redo(self.store, self.now())

    def entry(self) -> Entry | None:
        """The entry as it is now."""
        return next(iter(Journal(self.locations).entries()), None)

    def said(self) -> list[str]:
        """Every account that history shows."""
        versions = Journal(self.locations).history(E)
        return [each.what for each in versions if isinstance(each, Entry)]


def words(entry: Entry | None) -> str:
    """All that an entry says, without its ticks."""
    assert entry is not None
    ticks = {"edited", "deleted", "ticks"}
    parts = sorted([*entry.attempts, *entry.check_ins], key=lambda part: part.id)
    said = [part.model_dump_json(exclude=ticks) for part in parts if not part.gone]
    return repr([entry.model_dump_json(exclude={*ticks, "repairs", "check_ins"}), *said])


CHANGES: dict[str, Callable[[Device], object]] = {
    "a field": lambda device: device.change(what="second"),
    "several fields": lambda device: device.change(what="second", tags=("a",), child_age=4),
    "letting it rest": lambda device: device.change(rest=Rest(at=START, why="enough")),
    "an answer about harm": lambda device: device.change(harm="unsure"),
    "another child": lambda device: device.change(child="Fox", child_age=9),
    "own fields and a unit": lambda device: device.change(what="third", child="Jay"),
    "a new repair": lambda device: device.repair(R2, note="new"),
    "words of a repair": lambda device: device.repair(note="changed", outcome="offered", at=START),
    "a new check-in": lambda device: device.check_in(present=True, note="new"),
    "that it nearly happened": lambda device: device.change(kind="steady"),
    "a deletion": lambda device: device.delete(),
}
"""Each kind of change to an entry that has a repair."""
