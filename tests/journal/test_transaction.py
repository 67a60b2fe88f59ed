"""A conversation holds what it has written, and writes it again where an older file comes back."""

import shutil
from pathlib import Path

import pytest

from repairlog.core.entries.changes import Change
from repairlog.core.entries.model import Entry
from repairlog.errors import NotFoundError
from repairlog.journal.journal import Journal
from repairlog.journal.writing import Transaction
from support.devices import NEW, R1, Device, words

ANSWERS = [
    Change(fields={"what": "second"}),
    Change(fields={"meaning": "much"}),
    Change(repair=R1, repair_fields={"note": "sorry"}),
    Change(fields={"needs": "quiet"}),
]


def answered(device: Device) -> list[Entry]:
    """What the entry becomes, answer by answer, where nothing comes in between."""
    writing = Transaction(device.store)
    return [writing.change(NEW, answer, device.now()) for answer in ANSWERS]


def restore(journal: Path, kept: Path) -> None:
    """Bring the folder back as it was kept, as a backup or a sync tool does."""
    shutil.rmtree(journal)
    shutil.copytree(kept, journal)


@pytest.mark.parametrize("kept_at", range(4))
@pytest.mark.parametrize("back_at", range(1, 4))
def test_an_older_file_that_comes_back_loses_no_answer_of_the_conversation(
    mine: Device, tmp_path: Path, kept_at: int, back_at: int
):
    """Whichever version comes back, before whichever answer; and undo takes all of it back."""
    mine.create()
    writing = Transaction(mine.store)
    for number, answer in enumerate(ANSWERS):
        if number == kept_at:
            shutil.copytree(mine.locations.journal, tmp_path / "kept")
        if number == back_at and (tmp_path / "kept").exists():
            restore(mine.locations.journal, tmp_path / "kept")
        writing.change(NEW, answer, mine.now())
    entry = mine.entry()
    assert entry is not None
    assert (entry.what, entry.meaning, entry.needs) == ("second", "much", "quiet")
    assert [repair.note for repair in entry.attempts] == ["sorry"]
    mine.undo()
    assert words(mine.entry()) == words(NEW)


def test_a_new_entry_whose_file_is_gone_is_written_again(mine: Device):
    """A folder that is put back to before the conversation loses nothing of it."""
    writing = Transaction(mine.store)
    writing.create(NEW)
    writing.change(NEW, ANSWERS[0], mine.now())
    own = mine.store.own("2026-11")
    own.unlink()
    assert mine.entry() is None
    writing.change(NEW, ANSWERS[1], mine.now())
    entry = mine.entry()
    assert entry is not None
    assert (entry.what, entry.meaning) == ("second", "much")
    assert not own.exists(), "it may still come back with what else it held"
    mine.undo()
    assert mine.entry() is None


def test_what_comes_back_and_what_others_wrote_are_both_kept(
    mine: Device, theirs: Device, tmp_path: Path
):
    """Another device's change that arrives with the older file is part of the entry."""
    mine.create()
    shutil.copytree(mine.locations.journal, tmp_path / "kept")
    writing = Transaction(mine.store)
    writing.change(NEW, ANSWERS[0], mine.now())
    restore(mine.locations.journal, tmp_path / "kept")
    theirs.repair(note="theirs")
    writing.change(NEW, ANSWERS[1], mine.now())
    entry = mine.entry()
    assert entry is not None
    assert (entry.what, entry.meaning) == ("second", "much")
    assert [repair.note for repair in entry.attempts] == ["theirs"]


def test_a_deletion_that_arrives_during_a_conversation_is_a_deletion(mine: Device, theirs: Device):
    """What the process holds does not bring back what somebody deleted since."""
    mine.create()
    writing = Transaction(mine.store)
    writing.change(NEW, ANSWERS[0], mine.now())
    theirs.time = mine.time
    theirs.delete()
    with pytest.raises(NotFoundError):
        writing.change(NEW, ANSWERS[1], mine.now())
    assert mine.entry() is None
    assert "second" in mine.said()


def test_answers_in_peace_leave_one_file_and_one_version_behind(mine: Device):
    """Nothing is written twice where nothing came in between."""
    mine.create()
    assert answered(mine)[-1] == mine.entry()
    assert len(list(mine.locations.journal.rglob("*.jsonl"))) == 2
    assert len(Journal(mine.locations).history(NEW.id)) == 2
