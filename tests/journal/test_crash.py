"""Every system call of every kind of change fails once, in each way it can.

For each call between the opening of the temporary file and the fsync of its folder:
the disk is full or reports an error there, or the process dies there.
"""

import contextlib
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple, get_args

import pytest

from repairlog.core.entries.changes import Change
from repairlog.core.entries.codec import dump
from repairlog.core.entries.model import Entry
from repairlog.errors import StorageError
from repairlog.journal.folders import Locations
from repairlog.journal.forget import forget
from repairlog.journal.journal import Journal
from repairlog.journal.store import DeviceStore
from repairlog.journal.undo import redo, undo
from repairlog.journal.writing import Transaction
from support.devices import left
from support.faults import STEPS_OF_A_WRITE, Died, How, failing
from support.strategies import IDS, START

HOUR = timedelta(hours=1)
NOW = START + HOUR
MINE, OTHERS, NEW = IDS
OLDEST = "oooooooooooo"
JUNK = b'{"v":1,"id":"aaaaaaaaaaaa","what":"torn in th'
BEFORE = {MINE: "old", OTHERS: "theirs"}
EARLIER = Entry(
    id=OLDEST,
    happened=START - 800 * HOUR,
    precision="minute",
    logged=START - 800 * HOUR,
    edited=START - 800 * HOUR,
    what="oldest",
)


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


def many(store: DeviceStore) -> None:
    """One change of two entries, of two months."""
    wanted = Change(fields={"what": "new"})
    Transaction(store).change_all([(EARLIER, wanted), (entry(MINE, "old"), wanted)], NOW)


def earlier(store: DeviceStore) -> None:
    """An entry of the month before."""
    Transaction(store).create_all([EARLIER])


def many_changed(store: DeviceStore) -> None:
    """Two entries, of two months, changed at once."""
    earlier(store)
    many(store)


ONCE = ("delete", "undo", "undo many", "redo")
"""What cannot be done a second time, or would then be about another change."""


class Case(NamedTuple):
    """A kind of change: how many writes it takes, and what the journal says after it."""

    do: Callable[[DeviceStore], object]
    writes: int
    after: dict[str, str]
    halfway: tuple[dict[str, str], ...] = ()
    before: dict[str, str] = BEFORE
    first: Callable[[DeviceStore], object] = lambda _: None
    notes: int = 1


CHANGES = {
    "create": Case(
        lambda store: Transaction(store).create(entry(NEW, "new")), 2, BEFORE | {NEW: "new"}
    ),
    "create many": Case(
        lambda store: Transaction(store).create_all([EARLIER, entry(NEW, "new")]),
        5,
        BEFORE | {OLDEST: "oldest", NEW: "new"},
        (BEFORE | {OLDEST: "oldest"},),
        notes=2,
    ),
    "change": Case(
        lambda store: Transaction(store).change(
            entry(MINE, "old"), Change(fields={"what": "new"}), NOW
        ),
        3,
        BEFORE | {MINE: "new"},
    ),
    "change many": Case(
        many,
        7,
        BEFORE | {OLDEST: "new", MINE: "new"},
        (BEFORE | {OLDEST: "new"},),
        BEFORE | {OLDEST: "oldest"},
        earlier,
        notes=2,
    ),
    "two answers": Case(
        two_answers, 5, BEFORE | {MINE: "new"}, (BEFORE | {MINE: "half"},), notes=2
    ),
    "repair": Case(
        lambda store: Transaction(store).change(
            entry(MINE, "old"), Change(repair=NEW, repair_fields={"note": "new"}), NOW
        ),
        3,
        BEFORE,
    ),
    "delete": Case(
        lambda store: Transaction(store).delete(entry(MINE, "old"), NOW), 3, {OTHERS: "theirs"}
    ),
    "undo": Case(lambda store: undo(store, NOW), 4, BEFORE | {MINE: "older"}),
    "undo many": Case(
        lambda store: undo(store, NOW),
        8,
        BEFORE | {OLDEST: "oldest"},
        (BEFORE | {OLDEST: "oldest", MINE: "new"},),
        BEFORE | {OLDEST: "new", MINE: "new"},
        many_changed,
        notes=2,
    ),
    "redo": Case(
        lambda store: redo(store, NOW),
        4,
        BEFORE,
        before=BEFORE | {MINE: "older"},
        first=lambda store: undo(store, NOW),
    ),
    "forget": Case(lambda store: forget(store, MINE, NOW), 3, {OTHERS: "theirs"}),
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
    left(store, own, JUNK + b"\n" + own.read_bytes())
    (locations.journal / "2026-11.other.jsonl").write_bytes(dump(entry(OTHERS, "theirs")) + b"\n")
    return locations


class Kept:
    """A folder as it is now, to be put back as often as wanted: quicker than made anew.

    Folders and files that are still there stay the same ones, as a device knows its own by them.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files = {path: path.read_bytes() for path in self._found() if path.is_file()}
        self.folders = {path for path in self._found() if path.is_dir()}

    def put_back(self) -> None:
        """Put every file back, and take away what has come since."""
        for path in self._found():
            if path.is_file() and path not in self.files:
                path.unlink()
            elif path.is_dir() and path not in self.folders:
                path.rmdir()
        for path, data in self.files.items():
            path.write_bytes(data)

    def _found(self) -> list[Path]:
        return sorted(self.folder.rglob("*"), reverse=True)  # what lies in a folder before it


def texts(locations: Locations) -> dict[str, str]:
    """What the journal says, entry by entry; nothing but the torn line is unreadable."""
    journal = Journal(locations)
    found = {each.id: each.what for each in journal.entries()}
    assert [(each.line, each.path.name.count("other")) for each in journal.unreadable] == [(1, 0)]
    return found


@pytest.mark.parametrize("how", get_args(How))
@pytest.mark.parametrize("change", CHANGES)
def test_a_failure_at_any_system_call_loses_nothing(tmp_path: Path, change: str, how: How):
    """What was acknowledged stays, what was not is whole or absent, and the next try works.

    No failure makes this device believe that somebody else has written to its files.
    """
    case = CHANGES[change]
    locations = prepared(tmp_path)
    case.first(DeviceStore(Journal(locations), locations))
    kept = Kept(tmp_path)
    at = 0
    while True:
        kept.put_back()
        expected = Died if how == "dies" else StorageError
        acknowledged = False
        with contextlib.suppress(expected), failing(at, how) as faults:
            case.do(DeviceStore(Journal(locations), locations))
            acknowledged = True
        found = texts(locations)
        assert found == case.after or not acknowledged, "a failure was acknowledged as done"
        assert found in [case.before, *case.halfway, case.after]
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
        if not (change in ONCE and found == case.after):
            case.do(recovered)
            assert texts(locations) == case.after
        assert len(recovered.names) == 1, "what was stopped is this device's own"
        at += 1
    writing = [step for step in faults.reached if step not in ("mkdir", "lock")]
    assert writing.count("replace") == case.writes
    assert writing.count("replace note") == case.notes
    in_a_write = writing[writing.index("unlink") :][: len(STEPS_OF_A_WRITE)]
    assert in_a_write == STEPS_OF_A_WRITE, "every call of a write was made to fail"
    assert at == len(faults.reached)


@pytest.mark.parametrize("how", get_args(How))
@pytest.mark.parametrize("change", ["change many", "undo many", "undo", "redo"])
def test_what_was_stopped_can_be_undone_whole(tmp_path: Path, change: str, how: How):
    """However far it came, undo and redo go through what was made, and no further."""
    case = CHANGES[change]
    locations = prepared(tmp_path)
    case.first(DeviceStore(Journal(locations), locations))
    kept = Kept(tmp_path)
    at, hit = 0, True
    while hit:
        kept.put_back()
        with contextlib.suppress(StorageError, Died), failing(at, how) as faults:
            case.do(DeviceStore(Journal(locations), locations))
        hit, made = faults.hit, texts(locations) != case.before
        store = DeviceStore(Journal(locations), locations)
        if change == "change many" and made:
            undo(store, NOW)
            assert texts(locations) == case.before
        elif change in ("undo", "undo many") and made:
            redo(store, NOW)
            assert texts(locations) == case.before
        elif change == "redo" and made:
            undo(store, NOW)
            assert texts(locations) == case.before
        at += 1


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
        CHANGES["change"].do(store)
    assert texts(locations) == {MINE: "old", OTHERS: "theirs"}
    assert not list(locations.journal.rglob(".*"))
