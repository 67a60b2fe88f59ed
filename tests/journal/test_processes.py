"""Real processes: many at once, and killed at any moment.

The full profile (20 processes 50 times, 500 kills) runs with

    REPAIRLOG_FULL=1 python -m pytest tests/journal/test_processes.py --durations=0

and the short one (20 processes once, 25 kills) without the variable. An entry is
acknowledged once its process has told its id, after `Transaction.create` returned.
"""

import random
import sys
import time
from pathlib import Path

import pytest

from repairlog.core.entries.codec import parse
from repairlog.journal.folders import Locations
from repairlog.journal.journal import Journal
from repairlog.journal.store import DeviceStore
from repairlog.journal.undo import undo
from support.profile import FULL
from support.writers import Writer, adding, all_at_once, editing, talking

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX signals")

ROUNDS = 50 if FULL else 1
KILLS = 500 if FULL else 25
PROCESSES = 20


def where(root: Path) -> Locations:
    """The folders of the account in which the processes write."""
    return Locations(root / "journal", root / "state", root / "config", named=False)


def every_line_is_readable(root: Path) -> None:
    """No file of the journal, its past included, holds half a line."""
    for path in (root / "journal").rglob("*.jsonl"):
        if path.name[0] != ".":
            data = path.read_bytes()
            assert data.endswith(b"\n")
            for line in data.splitlines():
                parse(line)


def test_twenty_processes_adding_at_once_lose_nothing(tmp_path: Path):
    """Whatever the processes do at the same moment, every acknowledged entry is there."""
    acknowledged: set[str] = set()
    for _ in range(ROUNDS):
        for said in all_at_once([Writer(adding, where(tmp_path), 3) for _ in range(PROCESSES)]):
            acknowledged.update(said)
    journal = Journal(where(tmp_path))
    assert {entry.id for entry in journal.entries()} == acknowledged
    assert len(acknowledged) == ROUNDS * PROCESSES * 3
    assert not journal.unreadable
    every_line_is_readable(tmp_path)
    assert len(list((tmp_path / "journal").glob("*.jsonl"))) == 1, "one device, one file a month"


def test_a_process_killed_at_any_moment_loses_nothing_acknowledged(tmp_path: Path):
    """`kill -9` while it writes: what was acknowledged is there, and every line is whole."""
    chance = random.Random(20261122)
    acknowledged: dict[tuple[str, str], str] = {}
    last = 0
    for kill in range(KILLS):
        root = tmp_path / str(kill // 25)
        if kill % 25 == 0:
            acknowledged = {}
        writer = Writer(talking, where(root))
        first = writer.hear()
        time.sleep(chance.uniform(0, 0.03))
        writer.kill()
        for entry_id, name, text in [first, *writer.rest()]:
            acknowledged[entry_id, name] = text
        journal = Journal(where(root))
        found = {
            (entry.id, name): getattr(entry, name)
            for entry in journal.entries()
            for name in ("what", "meaning", "needs")
        }
        found |= {
            (entry.id, "note"): repair.note
            for entry in journal.entries()
            for repair in entry.repairs
        }
        assert acknowledged.items() <= found.items()
        assert not journal.unreadable
        every_line_is_readable(root)
        last = max(last, len(acknowledged))
    assert last > 25, "the processes got to write before they were killed"


def test_two_processes_in_one_entry_keep_both_their_words(tmp_path: Path):
    """Two terminals in conversation about one entry: neither overwrites the other's field."""
    [added] = all_at_once([Writer(adding, where(tmp_path), 1)])
    names = ("meaning", "needs")
    said = all_at_once([Writer(editing, where(tmp_path), name, 40) for name in names])
    assert said == [[*range(40)], [*range(40)]]
    journal = Journal(where(tmp_path))
    [entry] = journal.entries()
    assert [entry.id] == added
    assert (entry.meaning, entry.needs) == ("meaning 39", "needs 39")
    assert len(journal.history(entry.id)) == 81, "every version is in the history"
    undo(DeviceStore(journal, where(tmp_path)), entry.edited)
    [entry] = journal.entries()
    left = (entry.meaning, entry.needs)
    assert left in (("meaning 38", "needs 39"), ("meaning 39", "needs 38"))
