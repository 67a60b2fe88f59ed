"""Redo where more was done since; and undo asks before it takes what somebody else wrote."""

import pytest

from repairlog.errors import NotFoundError
from repairlog.journal.undo import SharedError
from support.devices import CHANGES, NEW, Device, words


def test_a_new_change_ends_what_can_be_put_back(mine: Device):
    """What was undone before it is only in the history then."""
    mine.create()
    mine.change(what="second")
    mine.undo()
    mine.change(needs="quiet")
    with pytest.raises(NotFoundError):
        mine.redo()
    assert "second" in mine.said()
    mine.undo()
    assert words(mine.entry()) == words(NEW)


def test_all_the_way_back_and_forth(mine: Device):
    """Each kind of change is put back as it was, also where undo took the entry out since."""
    mine.create()
    said = [words(mine.entry())]
    for change in [*CHANGES.values()][:-1]:
        change(mine)
        said.append(words(mine.entry()))
    mine.check_in(note="changed")
    said.append(words(mine.entry()))
    for was in reversed(said):
        assert words(mine.entry()) == was
        mine.undo()
    assert mine.entry() is None
    for was in said:
        mine.redo()
        assert words(mine.entry()) == was


def test_redo_leaves_what_another_device_did_since_the_undo(mine: Device, theirs: Device):
    """Only what undo put back goes forward again."""
    mine.create()
    mine.change(what="mine", needs="quiet")
    mine.undo()
    theirs.time = mine.time
    theirs.change(what="theirs")
    mine.time = theirs.time
    mine.redo()
    entry = mine.entry()
    assert entry is not None
    assert (entry.what, entry.needs) == ("theirs", "quiet")


def test_nothing_was_undone(mine: Device):
    """Then there is nothing to put back, on this device or another."""
    with pytest.raises(NotFoundError):
        mine.redo()
    mine.create()
    with pytest.raises(NotFoundError):
        mine.redo()


# What somebody else has written to


def test_undoing_a_new_entry_that_was_repaired_elsewhere_needs_a_yes(mine: Device, theirs: Device):
    """It would take their words out as well: it is said first, and nothing is done."""
    mine.create()
    theirs.time = mine.time
    theirs.repair(note="theirs")
    mine.time = theirs.time
    before = mine.entry()
    with pytest.raises(SharedError) as shared:
        mine.undo()
    assert shared.value.entry == NEW.id
    assert mine.entry() == before
    with pytest.raises(SharedError):
        mine.undo(agreed="another change")
    mine.undo(agreed=shared.value.change)
    assert mine.entry() is None
    mine.redo()
    assert words(mine.entry()) == words(before)


def test_what_was_undone_by_then_does_not_hide_whose_words_they_are(mine: Device, theirs: Device):
    """This device has taken their words into its own line: they are theirs all the same."""
    mine.create()
    theirs.time = mine.time
    theirs.change(meaning="theirs")
    mine.time = theirs.time
    mine.change(needs="quiet")
    mine.undo()
    with pytest.raises(SharedError):
        mine.undo()
    entry = mine.entry()
    assert entry is not None
    assert (entry.meaning, entry.needs) == ("theirs", "")


@pytest.mark.parametrize("name", ["2026-11.{} (conflicted copy).jsonl", "copy of {}.jsonl"])
def test_a_copy_of_an_own_file_is_nobody_elses(mine: Device, name: str):
    """A conflict copy or a backup holds what this device wrote."""
    mine.create()
    own = mine.store.own("2026-11")
    copy = own.with_name(name.format(mine.store.device))
    copy.write_bytes(own.read_bytes())
    mine.undo()
    assert mine.entry() is None


def test_redoing_a_deletion_needs_a_yes_only_for_what_came_since(mine: Device, theirs: Device):
    """What was there when it was deleted, was deleted knowingly; what came later was not."""
    mine.create()
    theirs.time = mine.time
    theirs.change(meaning="theirs")
    mine.time = theirs.time
    mine.delete()
    mine.undo()
    mine.redo()
    assert mine.entry() is None
    mine.undo()
    theirs.time = mine.time
    theirs.repair(note="later")
    mine.time = theirs.time
    with pytest.raises(SharedError):
        mine.redo()
    assert mine.entry() is not None
