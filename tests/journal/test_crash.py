"""Every system call of every kind of change fails once, in each way it can.

For each call between the opening of the temporary file and the fsync of its folder:
the disk is full there, the disk reports an error there, the process dies there.
"""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import get_args

import pytest

from repairlog.core.entries.changes import Change
from repairlog.core.entries.codec import dump
from repairlog.core.entries.model import Entry
from repairlog.errors import StorageError
from repairlog.journal.folders import Locations
from repairlog.journal.journal import Journal
from repairlog.journal.writing import DeviceStore, Transaction, forget, undo
from support.faults import STEPS_OF_A_WRITE, Died, How, failing
from support.strategies import IDS, START

HOUR = timedelta(hours=1)
NOW = START + HOUR
MINE, OTHERS, NEW = IDS
JUNK = b'{"v":1,"id":"aaaaaaaaaaaa","what":"torn in th'


def entry(entry_id: str, what: str) -> Entry:
    """An entry logged at the start."""
    return Entry(
        id=entry_id, happened=START, precision="minute", logged=START, edited=START, what=what
    )


def two_answers(store: DeviceStore) -> None:
    """A conversation that answers twice."""
    writing = Transaction(store)
    writing.change(entry(MINE, "old"), Change(fields={"what": "half"}), NOW)
    writing.change(entry(MINE, "old"), Change(fields={"what": "new"}), NOW)


CHANGES: dict[str, tuple[Callable[[DeviceStore], object], int]] = {
    "create": (lambda store: Transaction(store).create(entry(NEW, "new")), 2),
    "change": (
        lambda store: Transaction(store).change(
            entry(MINE, "old"), Change(fields={"what": "new"}), NOW
        ),
        3,
    ),
    "two answers": (two_answers, 5),
    "repair": (
        lambda store: Transaction(store).change(
            entry(MINE, "old"), Change(repair=NEW, repair_fields={"note": "new"}), NOW
        ),
        3,
    ),
    "delete": (lambda store: Transaction(store).delete(entry(MINE, "old"), NOW), 3),
    "undo": (lambda store: undo(store, NOW), 3),
    "forget": (lambda store: forget(store, MINE, NOW), 3),
}


def prepared(folder: Path) -> Locations:
    """A journal with an entry of this device, one of another, and a torn line."""
    locations = Locations(folder / "journal", folder / "state", folder / "config", named=False)
    store = DeviceStore(Journal(locations), locations)
    Transaction(store).create(entry(MINE, "older"))
    Transaction(store).change(
        entry(MINE, "older"), Change(fields={"what": "old"}), START + HOUR / 2
    )
    own = store.own("2026-11")
    own.write_bytes(JUNK + b"\n" + own.read_bytes())
    (locations.journal / "2026-11.other.jsonl").write_bytes(dump(entry(OTHERS, "theirs")) + b"\n")
    return locations


def texts(locations: Locations) -> dict[str, str]:
    """What the journal says, entry by entry; nothing but the torn line is unreadable."""
    journal = Journal(locations)
    found = {each.id: each.what for each in journal.entries()}
    assert [(each.line, each.path.name.count("other")) for each in journal.unreadable] == [(1, 0)]
    return found


@pytest.mark.parametrize("how", get_args(How))
@pytest.mark.parametrize("change", CHANGES)
def test_a_failure_at_any_system_call_loses_nothing(tmp_path: Path, change: str, how: How):
    """What was acknowledged stays, what was not is whole or absent, and the next try works."""
    do, writes = CHANGES[change]
    before = {MINE: "old", OTHERS: "theirs"}
    after = {
        "create": before | {NEW: "new"},
        "change": before | {MINE: "new"},
        "two answers": before | {MINE: "new"},
        "repair": before,
        "delete": {OTHERS: "theirs"},
        "undo": before | {MINE: "older"},
        "forget": {OTHERS: "theirs"},
    }[change]
    halfway = [before | {MINE: "half"}] if change == "two answers" else []
    at = 0
    while True:
        locations = prepared(tmp_path / str(at))
        with failing(at, how) as faults:
            try:
                do(DeviceStore(Journal(locations), locations))
            except StorageError:
                assert how != "dies"
            except Died:
                assert how == "dies"
            else:
                assert not faults.hit, "a failure was acknowledged as done"
        found = texts(locations)
        assert found in ([before, *halfway, after] if faults.hit else [after])
        own = DeviceStore(Journal(locations), locations).own("2026-11")
        assert own.read_bytes().split(b"\n").count(JUNK) == 1
        if change != "forget":
            history = [
                each.what for each in Journal(locations).history(MINE) if isinstance(each, Entry)
            ]
            assert {"older", "old"} <= set(history), "what was replaced is in the past"
        if how != "dies":
            assert not list(locations.journal.rglob(".*")), "no temporary file is left"
        if not faults.hit:
            break
        recovered = DeviceStore(Journal(locations), locations)
        if change == "undo" and found == after:  # it was undone, only not taken off the list
            undo(recovered, NOW)
            assert MINE not in texts(locations)
        elif not (change == "delete" and found == after):
            do(recovered)
            assert texts(locations) == after
        at += 1
    writing = [step for step in faults.reached if step not in ("mkdir", "lock")]
    assert writing.count("replace") == writes
    in_a_write = writing[writing.index("unlink") :][: len(STEPS_OF_A_WRITE)]
    assert in_a_write == STEPS_OF_A_WRITE, "every call of a write was made to fail"
    assert at == len(faults.reached)


@pytest.mark.parametrize("how", get_args(How))
def test_a_failure_while_the_journal_is_made_loses_nothing(tmp_path: Path, how: How):
    """The first entry of all: at any call there is a journal or none, and a retry works."""
    at = 0
    while True:
        locations = Locations(tmp_path / str(at), tmp_path / f"s{at}", tmp_path / "c", named=False)
        with failing(at, how) as faults:
            try:
                Transaction(DeviceStore(Journal(locations), locations)).create(entry(NEW, "new"))
            except (StorageError, Died):
                assert faults.hit
        found = [each.what for each in Journal(locations).entries()]
        assert found == ["new"] if not faults.hit else found in ([], ["new"])
        if not faults.hit:
            break
        Transaction(DeviceStore(Journal(locations), locations)).create(entry(NEW, "new"))
        assert [each.what for each in Journal(locations).entries()] == ["new"]
        at += 1
    assert {"mkdir", *STEPS_OF_A_WRITE} <= set(faults.reached)


def test_an_interrupt_while_writing_leaves_no_temporary_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """Ctrl-C while writing: the old file stands and nothing is left beside it."""
    locations = prepared(tmp_path)

    def interrupted(_: int) -> None:
        raise KeyboardInterrupt

    store = DeviceStore(Journal(locations), locations)
    monkeypatch.setattr("os.fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        CHANGES["change"][0](store)
    assert texts(locations) == {MINE: "old", OTHERS: "theirs"}
    assert not list(locations.journal.rglob(".*"))
