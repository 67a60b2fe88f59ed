"""Undo reverses this device's changes, one by one, and never another's; history shows all."""

import dataclasses
from datetime import timedelta
from pathlib import Path

import pytest

from faults import Died, failing
from repairlog.core.entry import Change, CheckIn, Entry, Repair, Rest, dump, parse
from repairlog.errors import NotFoundError
from repairlog.journal.folders import Folders
from repairlog.journal.journal import Journal
from repairlog.journal.writing import Desk, Writing, forget, undo
from strategies import IDS, START

HOUR = timedelta(hours=1)
E, R1, R2 = IDS
NEW = Entry(id=E, happened=START, precision="minute", logged=START, edited=START, what="first")


class Device:
    """A device whose clock moves on by an hour at each change."""

    def __init__(self, place: Folders, name: str) -> None:
        self.place = dataclasses.replace(place, state=place.state / name)
        self.time = START
        self.desk = Desk(Journal(self.place), self.place)

    def now(self):
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


@pytest.fixture
def mine(place: Folders) -> Device:
    """This device."""
    return Device(place, "mine")


@pytest.fixture
def theirs(place: Folders) -> Device:
    """Another device that writes to the same folder."""
    return Device(place, "theirs")


def words(entry: Entry | None) -> str:
    """All that an entry says, without its ticks."""
    assert entry is not None
    ticks = {"edited", "deleted"}
    parts = sorted([*entry.attempts, *entry.check_ins], key=lambda part: part.id)
    said = [part.model_dump_json(exclude=ticks) for part in parts if not part.gone]
    return repr([entry.model_dump_json(exclude={*ticks, "repairs", "check_ins"}), *said])


CHANGES = {
    "a field": lambda device: device.change(what="second"),
    "several fields": lambda device: device.change(what="second", tags=("a",), child_age=4),
    "letting it rest": lambda device: device.change(rest=Rest(at=START, why="enough")),
    "a new repair": lambda device: device.repair(R2, note="new"),
    "words of a repair": lambda device: device.repair(note="changed", outcome="offered", at=START),
    "a deletion": lambda device: device.delete(),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_undo_gives_back_what_was_before(mine: Device, change):
    """Each kind of change, reversed, leaves the words as they were."""
    check = CheckIn(id=R1, at=START, edited=START, present=True, note="fine")
    gone = CheckIn(id=R2, at=START, edited=START, deleted=START)
    mine.create(NEW.replace(check_ins=(check, gone), unknown={"kept": 1}, repairs=()))
    mine.repair(note="first", hard="it was")
    before = words(mine.entry())
    change(mine)
    assert mine.entry() is None or words(mine.entry()) != before
    mine.undo()
    assert words(mine.entry()) == before


def test_undo_goes_further_back_to_the_beginning(mine: Device):
    """Called again and again it reverses change after change; a new entry is deleted at last."""
    mine.create()
    states = [words(mine.entry())]
    for change in CHANGES.values():
        change(mine)
        if mine.entry():
            states.append(words(mine.entry()))
    assert len(states) == len(CHANGES)
    for before in reversed(states):
        mine.undo()
        assert words(mine.entry()) == before
    mine.undo()
    assert mine.entry() is None
    with pytest.raises(NotFoundError):
        mine.undo()


def test_a_conversation_is_one_change(mine: Device):
    """However many answers it takes, undo reverses it whole, and one version goes to the past."""
    mine.create()
    writing = Writing(mine.desk)
    for change in (
        Change(fields={"what": "second"}),
        Change(fields={"meaning": "much"}),
        Change(fields={"what": "third"}),
        Change(repair=R1, repair_fields={"note": "sorry"}),
        Change(repair=R1, repair_fields={"hard": "very"}),
    ):
        writing.change(NEW, change, mine.now())
    assert len(mine.said()) == 2
    mine.undo()
    assert words(mine.entry()) == words(NEW)


def test_a_new_conversation_is_deleted_whole(mine: Device):
    """What a conversation created and went on with, undo deletes."""
    writing = Writing(mine.desk)
    writing.create(NEW)
    writing.change(NEW, Change(fields={"meaning": "much"}), mine.now())
    mine.undo()
    assert mine.entry() is None
    with pytest.raises(NotFoundError):
        mine.undo()


def test_undo_leaves_another_devices_edit_of_another_field(mine: Device, theirs: Device):
    """Only what this device changed goes back."""
    mine.create()
    mine.change(what="mine")
    theirs.time = mine.time
    theirs.change(meaning="theirs")
    mine.time = theirs.time
    mine.undo()
    entry = mine.entry()
    assert entry is not None
    assert (entry.what, entry.meaning) == ("first", "theirs")


def test_undo_leaves_another_devices_edit_of_the_same_field(mine: Device, theirs: Device):
    """What somebody else wrote over it stays; undo then means the change before."""
    mine.create()
    mine.change(what="mine", needs="quiet")
    theirs.time = mine.time
    theirs.change(what="theirs")
    mine.time = theirs.time
    mine.undo()
    entry = mine.entry()
    assert entry is not None
    assert (entry.what, entry.needs) == ("theirs", "")


def test_undo_leaves_another_devices_edit_within_a_conversation(mine: Device, theirs: Device):
    """An edit that came between two answers is not part of this device's change."""
    mine.create()
    writing = Writing(mine.desk)
    writing.change(NEW, Change(fields={"what": "mine"}), mine.now())
    theirs.time = mine.time
    theirs.change(meaning="theirs")
    mine.time = theirs.time
    writing.change(NEW, Change(fields={"needs": "quiet"}), mine.now())
    mine.undo()
    entry = mine.entry()
    assert entry is not None
    assert (entry.what, entry.meaning, entry.needs) == ("first", "theirs", "")


def test_undo_leaves_another_devices_repair(mine: Device, theirs: Device):
    """Its repair, and its change of this device's repair, stay."""
    mine.create()
    mine.repair(R1, note="mine", hard="mine")
    theirs.time = mine.time
    theirs.repair(R2, note="theirs")
    mine.time = theirs.time
    mine.repair(R1, note="mine again", hard="again")
    theirs.time = mine.time
    theirs.repair(R1, note="theirs again")
    mine.time = theirs.time
    mine.undo()
    entry = mine.entry()
    assert entry is not None
    assert {r.id: (r.note, r.hard) for r in entry.attempts} == {
        R1: ("theirs again", "mine"),
        R2: ("theirs", ""),
    }


def test_undo_is_for_this_devices_changes_only(mine: Device, theirs: Device):
    """A device that changed nothing has nothing to undo."""
    mine.create()
    with pytest.raises(NotFoundError):
        theirs.undo()
    assert mine.entry() == NEW


def test_undo_of_a_deletion_that_was_followed_by_a_repair_elsewhere(mine: Device, theirs: Device):
    """A repair noted elsewhere after the deletion comes back with the entry."""
    mine.create()
    mine.repair(R1, note="mine")
    mine.delete()
    later = Repair(id=R2, edited=mine.time + HOUR, note="theirs")
    unseen = NEW.replace(repairs=(later,))
    (mine.place.journal / "2026-11.other.jsonl").write_bytes(dump(unseen))
    assert mine.entry() is None
    mine.undo()
    entry = mine.entry()
    assert entry is not None
    assert {each.note for each in entry.attempts} == {"mine", "theirs"}


def test_a_change_that_was_listed_but_never_made_is_passed_over(mine: Device):
    """After a crash between listing and writing, undo reverses the change before."""
    mine.create()
    mine.change(what="zero")
    for change in CHANGES.values():
        with failing(None) as counted:
            change(mine)
        mine.undo()
        listed = [n for n, step in enumerate(counted.reached) if step == "replace"][-1]
        with pytest.raises(Died), failing(listed):
            change(mine)
    mine.undo()
    assert words(mine.entry()) == words(NEW)


def test_a_crash_after_undoing_undoes_nothing_twice(mine: Device):
    """When only the list was not shortened any more, the next undo goes one further back."""
    mine.create()
    mine.change(what="second")
    mine.change(what="third")
    with failing(None) as counted:
        mine.undo()
    mine.change(what="third")
    shortened = [n for n, step in enumerate(counted.reached) if step == "replace"][-1]
    with pytest.raises(Died), failing(shortened):
        mine.undo()
    assert [each.what for each in [mine.entry()] if each] == ["second"]
    mine.undo()
    assert [each.what for each in [mine.entry()] if each] == ["first"]


def test_undoing_a_deletion_keeps_the_order_of_attempts(mine: Device):
    """The newest attempt is the newest again, even where this device's clock is behind."""
    mine.create()
    for repair in (IDS[2], IDS[1], IDS[0]):
        mine.repair(repair, note=repair)
    mine.delete()
    mine.time -= 9 * HOUR
    mine.undo()
    entry = mine.entry()
    assert entry is not None
    assert [each.id for each in entry.attempts] == [IDS[2], IDS[1], IDS[0]]


def test_the_list_of_changes_holds_no_words_and_an_end(
    mine: Device, monkeypatch: pytest.MonkeyPatch
):
    """It names entries and parts; it forgets the oldest changes, as it is written each time."""
    monkeypatch.setattr("repairlog.journal.writing._LISTED", 10)
    mine.create(NEW.replace(what="secret"))
    for number in range(15):
        mine.change(meaning=f"secret {number}", needs=f"secret need {number}", tags=(str(number),))
    listed = (mine.desk.beside / "changes.jsonl").read_bytes()
    assert b"secret" not in listed
    assert listed.count(b"\n") == 9, "no change is listed by half"
    for number in (13, 12, 11):
        mine.undo()
        assert [each.meaning for each in [mine.entry()] if each] == [f"secret {number}"]
    with pytest.raises(NotFoundError):
        mine.undo()


# History


def test_history_shows_every_version_of_every_device(mine: Device, theirs: Device):
    """What was replaced, what replaced it, and a deletion, oldest first."""
    mine.create()
    mine.change(what="second")
    theirs.time = mine.time
    theirs.change(what="third")
    mine.time = theirs.time
    mine.delete()
    versions = Journal(mine.place).history(E)
    assert mine.said() == ["first", "second", "third"]
    assert versions[-1].deleted == mine.time
    assert parse(dump(versions[-1])) == versions[-1]


def test_a_version_that_lost_stays_in_the_history(mine: Device, theirs: Device):
    """An edit that a later unseen one won over is in the history, also after the next change."""
    mine.create()
    mine.change(what="mine loses")
    unseen = NEW.replace(what="theirs wins", edited=START + 9 * HOUR)
    (mine.place.journal / "2026-11.other.jsonl").write_bytes(dump(unseen))
    mine.time += 9 * HOUR
    mine.repair(note="and on")
    mine.change(what="last")
    assert {"mine loses", "theirs wins", "last"} <= set(mine.said())


def test_words_that_a_deletion_did_not_see_stay_in_the_history(mine: Device, theirs: Device):
    """Another device deleted the entry without seeing this one's edit: its words are kept."""
    mine.create()
    mine.change(what="unseen by the other")
    other = mine.place.journal / "2026-11.other.jsonl"
    (mine.place.journal / "past" / "2026-11.other.jsonl").write_bytes(dump(NEW))
    gone = START + 9 * HOUR
    other.write_bytes(
        b'{"v":1,"id":"%s","logged":"2026-11-03T12:00:00Z","deleted":"%s"}'
        % (E.encode(), gone.isoformat().encode())
    )
    mine.create(NEW.replace(id=R2))
    assert b"unseen" not in mine.desk.own("2026-11").read_bytes()
    assert "unseen by the other" in mine.said()


# Forgetting


def everything(folder: Path) -> bytes:
    """All bytes of all files under a folder, with their names."""
    return b"".join(
        str(path).encode() + path.read_bytes() for path in folder.rglob("*") if path.is_file()
    )


def test_forgetting_leaves_no_version_of_the_words(mine: Device):
    """Current, past, list and temporary files of this device: none holds the words any more."""
    mine.create(NEW.replace(what="secret one"))
    mine.create(NEW.replace(id=R2, what="another"))
    mine.change(what="secret two")
    mine.repair(note="secret three")
    for name in (mine.desk.own("2026-11"), mine.desk.own_past("2026-11")):
        name.with_name(f".{name.name}.tmp").write_bytes(b"a crash left secret four")
    assert forget(mine.desk, E, mine.now()) == []
    left = everything(mine.place.journal) + everything(mine.place.state)
    assert b"secret" not in left
    assert E.encode() not in (mine.desk.beside / "changes.jsonl").read_bytes()
    assert mine.entry() == NEW.replace(id=R2, what="another")
    with pytest.raises(NotFoundError):
        forget(mine.desk, "zzzzzzzzzzzz", mine.now())


def test_forgetting_cleans_a_temporary_file_of_a_past_that_was_never_written(mine: Device):
    """A crash before the first replaced version leaves only a temporary file."""
    mine.create()
    with pytest.raises(Died), failing(6):
        mine.change(what="secret")
    past = mine.desk.own_past("2026-11")
    past.parent.mkdir(exist_ok=True)
    past.with_name(f".{past.name}.tmp").write_bytes(b"first")
    forget(mine.desk, E, mine.now())
    assert b"first" not in everything(mine.place.journal)


def test_forgetting_says_which_files_it_cannot_reach(mine: Device, theirs: Device):
    """Other devices' files keep the words; they replace their own lines when they next write."""
    mine.create(NEW.replace(what="secret"))
    theirs.change(what="secret, too")
    copy = mine.place.journal / "copy.jsonl"
    copy.write_bytes(mine.desk.own("2026-11").read_bytes())
    mine.time = theirs.time
    left = forget(mine.desk, E, mine.now())
    month = "2026-11"
    assert left == [theirs.desk.own(month), copy, theirs.desk.own_past(month)]
    theirs.create(NEW.replace(id=R2))
    assert b"secret" not in theirs.desk.own(month).read_bytes()


def test_what_was_forgotten_everywhere_does_not_go_to_another_past(mine: Device, theirs: Device):
    """Where no past holds the entry, a device that replaces its own line keeps no copy."""
    theirs.create(NEW.replace(what="secret"))
    forget(mine.desk, E, mine.now())
    theirs.create(NEW.replace(id=R2))
    assert b"secret" not in everything(mine.place.journal)


def test_forgetting_what_is_deleted_already(mine: Device):
    """The past of a deleted entry can be forgotten too, also in a second try."""
    mine.create(NEW.replace(what="secret"))
    mine.delete()
    assert b"secret" in everything(mine.place.journal)
    forget(mine.desk, E, mine.now())
    assert b"secret" not in everything(mine.place.journal)
    forget(mine.desk, E, mine.now())
    assert mine.entry() is None
