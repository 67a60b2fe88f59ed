"""Undo reverses this device's changes, one by one, and never another's; redo puts them back."""

from itertools import pairwise

import pytest

from repairlog.core.entries.changes import Change, apply
from repairlog.core.entries.codec import dump
from repairlog.core.entries.model import CheckIn, Repair, Rest
from repairlog.errors import NotFoundError
from repairlog.journal.writing import Transaction
from support.devices import CHANGES, HOUR, NEW, R1, R2, Device, words
from support.faults import Died, failing
from support.strategies import IDS, START

SET = {
    "harm": {"harm": "yes"},
    "rest": {"rest": Rest(at=START, why="enough")},
    "child": {"child": "Fox", "child_age": 9},
}


def told(device: Device) -> str:
    """All that the entry says, or nothing where it is deleted."""
    entry = device.entry()
    return words(entry) if entry else ""


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_undo_gives_back_what_was_before_and_redo_what_it_took(mine: Device, change):
    """Each kind of change, back and forth: the words are as they were each time."""
    check = CheckIn(id=R1, at=START, edited=START, present=True, note="fine")
    gone = CheckIn(id=R2, at=START, edited=START, deleted=START)
    held = {"child": "Wren", "child_age": 6, "harm": "no", "unknown": {"kept": 1}}
    mine.create(NEW.replace(check_ins=(check, gone), **held))
    mine.repair(note="first", hard="it was")
    before = told(mine)
    change(mine)
    after = told(mine)
    assert after != before
    for _ in range(3):
        mine.undo()
        assert told(mine) == before
        mine.redo()
        assert told(mine) == after
    mine.undo()
    mine.undo()
    assert told(mine) not in (before, ""), "then undo goes on to the change before"


def test_undo_goes_back_to_the_beginning_and_redo_forward_to_the_end(mine: Device):
    """Again and again, change by change; a new entry is deleted at last, and comes back first."""
    mine.create()
    states = ["", told(mine)]
    for change in CHANGES.values():
        change(mine)
        states.append(told(mine))
    assert all(one != next_ for one, next_ in pairwise(states))
    for before in reversed(states[:-1]):
        mine.undo()
        assert told(mine) == before
    with pytest.raises(NotFoundError):
        mine.undo()
    for after in states[1:]:
        mine.redo()
        assert told(mine) == after
    with pytest.raises(NotFoundError, match="put back"):
        mine.redo()


def test_a_conversation_is_one_change(mine: Device):
    """However many answers it takes, undo reverses it whole, and one version goes to the past."""
    mine.create()
    writing = Transaction(mine.store)
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
    writing = Transaction(mine.store)
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


@pytest.mark.parametrize("unit", SET)
def test_undo_of_a_unit_leaves_an_edit_made_elsewhere(mine: Device, theirs: Device, unit: str):
    """Seen before the undo or only after it: letting it wait again is no older account."""
    mine.create()
    mine.change(**SET[unit])
    unseen = apply(NEW, Change(fields={"what": "theirs, unseen"}), mine.time)
    theirs.time = mine.time
    theirs.change(meaning="theirs, seen")
    mine.time = theirs.time + HOUR
    mine.undo()
    (mine.locations.journal / "2026-11.other.jsonl").write_bytes(dump(unseen))
    entry = mine.entry()
    assert entry is not None
    assert entry.meaning == "theirs, seen"
    assert {name: getattr(entry, name) for name in SET[unit]} == {
        name: getattr(NEW, name) for name in SET[unit]
    }
    assert unseen.edited < entry.edited < mine.time, "the undo is not as new as an edit"


@pytest.mark.parametrize("unit", SET)
def test_undo_of_an_edit_leaves_a_unit_that_was_set_elsewhere(
    mine: Device, theirs: Device, unit: str
):
    """Taking back an account takes back no rest, no answer about harm and no child's name."""
    mine.create()
    mine.change(what="mine")
    unseen = apply(NEW, Change(fields=SET[unit]), mine.time)
    mine.time += HOUR
    mine.undo()
    (mine.locations.journal / "2026-11.other.jsonl").write_bytes(dump(unseen))
    entry = mine.entry()
    assert entry is not None
    assert entry.what == "first"
    assert SET[unit].items() <= dict(entry).items()


def test_undo_takes_a_childs_name_and_age_back_together_or_not_at_all(mine: Device, theirs: Device):
    """Where another device changed the age since, the name stays as well: they are one answer."""
    mine.create(NEW.replace(child="Wren", child_age=6))
    mine.change(what="second", child="Fox", child_age=9)
    theirs.time = mine.time
    theirs.change(child_age=10)
    mine.time = theirs.time
    mine.undo()
    entry = mine.entry()
    assert entry is not None
    assert (entry.what, entry.child, entry.child_age) == ("first", "Fox", 10)


def test_undo_leaves_another_devices_edit_within_a_conversation(mine: Device, theirs: Device):
    """An edit that came between two answers is not part of this device's change."""
    mine.create()
    writing = Transaction(mine.store)
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
    (mine.locations.journal / "2026-11.other.jsonl").write_bytes(dump(unseen))
    assert mine.entry() is None
    mine.undo()
    entry = mine.entry()
    assert entry is not None
    assert {each.note for each in entry.attempts} == {"mine", "theirs"}


@pytest.mark.parametrize("unit", SET)
def test_undo_of_a_deletion_leaves_a_unit_that_was_set_elsewhere_since(mine: Device, unit: str):
    """What the deletion had not seen comes back with the entry as it was left."""
    mine.create(NEW.replace(child="Wren", harm="no"))
    before = mine.entry()
    assert before is not None
    mine.delete()
    later = apply(before, Change(fields=SET[unit]), mine.time + HOUR)
    (mine.locations.journal / "2026-11.other.jsonl").write_bytes(dump(later))
    assert mine.entry() is None
    mine.time += 9 * HOUR
    mine.undo()
    entry = mine.entry()
    assert entry is not None
    assert {"child": "Wren", "harm": "no"} | SET[unit] == {
        name: getattr(entry, name) for name in {"child", "harm", *SET[unit]}
    }


def test_undo_of_a_deletion_brings_back_all_where_an_edit_had_brought_back_a_part(mine: Device):
    """An edit made elsewhere revives the account alone; undo adds what the deletion had taken."""
    mine.create(NEW.replace(child="Wren", child_age=6, harm="no"))
    mine.repair(note="sorry")
    before = mine.entry()
    assert before is not None
    mine.delete()
    later = apply(before, Change(fields={"what": "theirs"}), mine.time + HOUR)
    (mine.locations.journal / "2026-11.other.jsonl").write_bytes(dump(later))
    bare = mine.entry()
    assert bare is not None
    assert (bare.what, bare.child, bare.attempts) == ("theirs", "", ())
    mine.undo()
    entry = mine.entry()
    assert entry is not None
    assert (entry.what, entry.child, entry.child_age, entry.harm) == ("theirs", "Wren", 6, "no")
    assert [each.note for each in entry.attempts] == ["sorry"]


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
    """When only the list was not shortened any more, the next undo finishes that one."""
    mine.create()
    mine.change(what="second")
    mine.change(what="third")
    with failing(None) as counted:
        mine.undo()
    mine.change(what="third")
    shortened = [n for n, step in enumerate(counted.reached) if step == "replace"][-1]
    with pytest.raises(Died), failing(shortened):
        mine.undo()
    for what in ("second", "first"):
        [version] = mine.undo().versions
        assert version == mine.entry()
        assert [each.what for each in [mine.entry()] if each] == [what]


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
    monkeypatch.setattr("repairlog.journal.change_list._LISTED", 3)
    mine.create(NEW.replace(what="secret"))
    for number in range(15):
        mine.change(meaning=f"secret {number}", needs=f"secret need {number}", tags=(str(number),))
    listed = (mine.store.beside / "changes.jsonl").read_bytes()
    assert b"secret" not in listed
    assert listed.count(b"\n") == 3
    for number in (13, 12, 11):
        mine.undo()
        assert [each.meaning for each in [mine.entry()] if each] == [f"secret {number}"]
    with pytest.raises(NotFoundError):
        mine.undo()
