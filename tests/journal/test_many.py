"""One change may touch many entries: listed as one, written month by month, undone as one."""

import json
from datetime import timedelta
from itertools import count

import pytest

from repairlog.core.entries.changes import Change
from repairlog.core.entries.codec import dump
from repairlog.core.entries.model import Entry, Rest
from repairlog.errors import NotFoundError
from repairlog.journal.journal import Journal
from repairlog.journal.undo import SharedError, undo
from repairlog.journal.writing import Transaction
from support.devices import NEW, R1, Device
from support.faults import failing
from support.profile import FULL
from support.strategies import START

MANY = 100_000 if FULL else 300
_NUMBERS = count(1)
RESTING = Change(fields={"rest": Rest(at=START, why="long ago")})


def new_id() -> str:
    """An id that no other has."""
    return f"many{next(_NUMBERS):08}".translate(str.maketrans("0189", "wxyz"))


def moments(number: int, months: int = 3) -> list[Entry]:
    """Return so many entries, evenly over so many months before the start."""
    step = timedelta(days=30 * months) / number
    times = [START - step * each for each in range(number)]
    return [
        NEW.replace(id=new_id(), happened=time, logged=time, edited=time, what=f"moment {each}")
        for each, time in enumerate(times)
    ]


def said(device: Device) -> dict[str, str]:
    """What each entry says, ticks apart."""
    return {
        each.id: each.model_dump_json(exclude={"edited", "deleted", "ticks"})
        for each in Journal(device.locations).entries()
    }


def test_many_entries_change_as_one_and_are_undone_as_one(mine: Device):
    """Made, changed, undone, redone: all of them, each time, by one line of the list."""
    entries = moments(MANY, max(MANY // 800, 3))
    mine.create(NEW.replace(what="another"))
    empty = said(mine)
    Transaction(mine.store).create_all(entries)
    made = said(mine)
    assert made.keys() == {NEW.id, *(each.id for each in entries)}
    changed = Transaction(mine.store).change_all(((each, RESTING) for each in entries), mine.now())
    assert changed == MANY
    rested = said(mine)
    assert sum(json.loads(each)["rest"] is not None for each in rested.values()) == MANY
    lines = (mine.store.beside / "changes.jsonl").read_bytes().split(b"\n")
    assert len([line for line in lines if line]) == 3
    assert max(map(len, lines)) < 200
    for state in (made, empty):
        done = mine.undo()
        assert (len(done.lines), done.left) == (MANY, 0)
        assert said(mine) == state
    for state in (made, rested):
        assert len(mine.redo().lines) == MANY
        assert said(mine) == state
    mine.undo()
    assert said(mine) == made


def test_each_months_file_is_written_once(mine: Device):
    """However many entries a month has."""
    entries = moments(300)
    months = len({each.logged.strftime("%Y-%m") for each in entries})
    with failing(None) as making:
        Transaction(mine.store).create_all(entries)
    assert making.reached.count("replace") == 1 + 2 * months, "list; parts and file"
    with failing(None) as changing:
        Transaction(mine.store).change_all(((each, RESTING) for each in entries), mine.now())
    assert changing.reached.count("replace") == 1 + 3 * months, "list; past, parts and file"


def test_undo_reverses_all_that_nobody_touched_since(mine: Device, theirs: Device):
    """What another device changed in one of them stays, and is counted as left."""
    entries = moments(40)
    Transaction(mine.store).create_all(entries)
    Transaction(mine.store).change_all(((each, RESTING) for each in entries), mine.now())
    theirs.time = mine.time
    again = Change(fields={"rest": None})
    Transaction(theirs.store).change(entries[3], again, theirs.now())
    other = Change(fields={"needs": "quiet"})
    Transaction(theirs.store).change(entries[4], other, theirs.now())
    mine.time = theirs.time
    done = mine.undo()
    assert (len(done.lines), done.left) == (39, 1)
    found = {each.id: each for each in Journal(mine.locations).entries()}
    assert all(each.rest is None for each in found.values())
    assert found[entries[4].id].needs == "quiet"


def test_undoing_many_new_entries_leaves_what_another_device_has_written_to(
    mine: Device, theirs: Device
):
    """They are left as they are; only where nothing else would be undone is it asked."""
    entries = moments(3)
    Transaction(mine.store).create_all(entries)
    theirs.time = mine.time
    repaired = Change(repair=R1, repair_fields={"note": "theirs"})
    Transaction(theirs.store).change(entries[1], repaired, theirs.now())
    mine.time = theirs.time
    done = mine.undo()
    assert (len(done.lines), done.left) == (2, 1)
    assert said(mine).keys() == {entries[1].id}
    mine.redo()
    assert len(said(mine)) == 3
    for entry in (entries[0], entries[2]):
        Transaction(theirs.store).change(entry, repaired, theirs.now())
    mine.time = theirs.time
    with pytest.raises(SharedError) as shared:
        mine.undo()
    assert len(mine.undo(agreed=shared.value.change).lines) == 2
    assert said(mine).keys() == {entries[1].id}


def test_what_cannot_be_changed_is_left_out(mine: Device):
    """Deleted meanwhile, of a newer format or gone: the others change, and are counted."""
    entries = moments(5)
    Transaction(mine.store).create_all(entries)
    Transaction(mine.store).delete(entries[0], mine.now())
    newer = dump(entries[1].replace(edited=mine.now())).replace(b'"v":1', b'"v":2')
    month = entries[1].logged.strftime("%Y-%m")
    (mine.locations.journal / f"{month}.newer.jsonl").write_bytes(newer + b"\n")
    wanted = [*entries, NEW.replace(id=new_id())]
    assert Transaction(mine.store).change_all([(e, RESTING) for e in wanted], mine.now()) == 3
    rested = {each.id for each in Journal(mine.locations).entries() if each.rest}
    assert rested == {each.id for each in entries[2:]}
    assert len(mine.undo().lines) == 3


def test_one_conversation_may_be_about_several_entries(mine: Device):
    """Two children, one moment: what is answered for both is one change."""
    one, other = NEW.replace(child="Wren"), NEW.replace(id=new_id(), child="Fox")
    writing = Transaction(mine.store)
    writing.create(one)
    writing.create(other)
    for entry in (one, other):
        writing.change(entry, Change(fields={"meaning": "much"}), mine.now())
    writing = Transaction(mine.store)
    for entry in (one, other):
        writing.change(entry, Change(fields={"needs": "quiet"}), mine.now())
    assert len(mine.undo().lines) == 2
    found = list(Journal(mine.locations).entries())
    assert [(each.meaning, each.needs) for each in found] == [("much", "")] * 2
    assert len(mine.undo().lines) == 2
    assert not list(Journal(mine.locations).entries())
    with pytest.raises(NotFoundError):
        mine.undo()


def test_a_large_change_that_falls_off_the_list_leaves_no_file(mine: Device):
    """What it touched lies beside the list only as long as the list names it."""
    entries = moments(20)
    Transaction(mine.store).create_all(entries)
    assert list(mine.store.beside.glob("parts-*"))
    mine.undo()
    mine.create()
    assert not list(mine.store.beside.glob("parts-*"))


def test_a_file_of_a_month_that_no_name_tells_is_read_for_each(mine: Device):
    """Entries in a file that somebody put there change as the others do."""
    entries = moments(12)
    mine.locations.journal.mkdir()
    lines = b"".join(dump(each) + b"\n" for each in entries)
    (mine.locations.journal / "all.jsonl").write_bytes(lines)
    wanted = [(each, RESTING) for each in entries]
    assert Transaction(mine.store).change_all(wanted, mine.now()) == 12
    assert len(mine.undo().lines) == 12
    assert all(each.rest is None for each in Journal(mine.locations).entries())


def test_what_was_logged_twice_is_changed_as_all_files_have_it(mine: Device):
    """Where lines of an entry lie in two months, many changes at once start from the newest."""
    entries = moments(12, 1)
    Transaction(mine.store).create_all(entries)
    twice = entries[3]
    later = twice.logged + timedelta(days=70)
    newer = twice.replace(logged=later, edited=later, what="newer words")
    path = mine.locations.journal / f"{later:%Y-%m}.other-aaaaaa.jsonl"
    path.write_bytes(dump(newer) + b"\n")
    assert (
        Transaction(mine.store).change_all(((each, RESTING) for each in entries), mine.now()) == 12
    )
    rested = {each.id: each for each in Journal(mine.locations).entries()}
    assert rested[twice.id].what == "newer words"
    assert all(each.rest for each in rested.values())
    undo(mine.store, mine.now())
    back = {each.id: each for each in Journal(mine.locations).entries()}
    assert back[twice.id].what == "newer words"
    assert not any(each.rest for each in back.values())
