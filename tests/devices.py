"""Devices of people, and the entry that most tests are about."""

from datetime import datetime, timedelta

from repairlog.core.entry import Change, Entry
from repairlog.journal.folders import Folders
from repairlog.journal.journal import Journal
from repairlog.journal.writing import Desk, Writing, undo
from strategies import IDS, START

HOUR = timedelta(hours=1)
NOW = START + HOUR
E, R1, R2 = IDS
NEW = Entry(id=E, happened=START, precision="minute", logged=START, edited=START, what="first")


def entry(entry_id: str = IDS[0], what: str = "mine") -> Entry:
    """An entry logged at the start."""
    return Entry(
        id=entry_id, happened=START, precision="minute", logged=START, edited=START, what=what
    )


def texts(place: Folders) -> dict[str, str]:
    """What a new process reads."""
    return {each.id: each.what for each in Journal(place).entries()}


def change(desk: Desk, what: str = "changed") -> Entry:
    """Change this device's entry."""
    return Writing(desk).change(entry(), Change(fields={"what": what}), NOW)


class Device:
    """A device whose clock moves on by an hour at each change."""

    def __init__(self, place: Folders, name: str) -> None:
        self.place = place._replace(state=place.state / name)
        self.time = START
        self.desk = Desk(Journal(self.place), self.place)

    def now(self) -> datetime:
        """The next hour."""
        self.time += HOUR
        return self.time

    def create(self, entry: Entry = NEW) -> Entry:
        """Create an entry."""
        return Writing(self.desk).create(entry)

    def change(self, **fields: object) -> Entry:
        """Change the entry's own fields, as one command."""
        return Writing(self.desk).change(NEW, Change(fields=fields), self.now())

    def repair(self, repair: str = R1, **fields: object) -> Entry:
        """Note or change a repair, as one command."""
        change = Change(repair=repair, repair_fields=fields)
        return Writing(self.desk).change(NEW, change, self.now())

    def delete(self) -> None:
        """Delete the entry."""
        Writing(self.desk).delete(NEW, self.now())

    def undo(self) -> None:
        """Undo this device's latest change."""
        undo(self.desk, self.now())

    def entry(self) -> Entry | None:
        """The entry as it is now."""
        return next(iter(Journal(self.place).entries()), None)

    def said(self) -> list[str]:
        """Every account that history shows."""
        versions = Journal(self.place).history(E)
        return [each.what for each in versions if isinstance(each, Entry)]


def words(entry: Entry | None) -> str:
    """All that an entry says, without its ticks."""
    assert entry is not None
    ticks = {"edited", "deleted"}
    parts = sorted([*entry.attempts, *entry.check_ins], key=lambda part: part.id)
    said = [part.model_dump_json(exclude=ticks) for part in parts if not part.gone]
    return repr([entry.model_dump_json(exclude={*ticks, "repairs", "check_ins"}), *said])
