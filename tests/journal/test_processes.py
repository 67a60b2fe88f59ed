"""Real processes: many at once, and killed at any moment.

The full profile (20 processes 50 times, 500 kills) runs with

    REPAIRLOG_FULL=1 python -m pytest tests/journal/test_processes.py --durations=0

and the short one (20 processes 2 times, 25 kills) without the variable. An entry is
acknowledged once its process has printed its id, after `Transaction.create` returned.
"""

import random
import subprocess
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

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX signals")

ROUNDS = 50 if FULL else 2
KILLS = 500 if FULL else 25
PROCESSES = 20

CHILD = """
import secrets, sys
from datetime import UTC, datetime
from pathlib import Path
from repairlog.core.entries.changes import Change
from repairlog.core.entries.model import ID_ALPHABET, Entry
from repairlog.journal.folders import Locations
from repairlog.journal.journal import Journal
from repairlog.journal.store import DeviceStore
from repairlog.journal.writing import Transaction

def now():
    return datetime.now(UTC)

def create(what):
    entry_id = "".join(secrets.choice(ID_ALPHABET) for _ in range(12))
    entry = Entry(id=entry_id, happened=now(), precision="minute", logged=now(), edited=now(),
                  what=what)
    return Transaction(store).create(entry)

def acknowledge(*words):
    print(*words, flush=True)

root, count = Path(sys.argv[1]), int(sys.argv[2])
locations = Locations(root / "journal", root / "state", root / "config", named=False)
store = DeviceStore(Journal(locations), locations)
"""
ADDING = """
acknowledge("ready")
sys.stdin.readline()
for number in range(count):
    acknowledge(create("x" * 3000).id)
"""
TALKING = """
number = 0
while True:
    number += 1
    entry = create("x" * 3000)
    acknowledge(entry.id, "what", "x" * 3000)
    writing = Transaction(store)
    for name in ("meaning", "needs"):
        text = f"{name} {number}" * 100
        writing.change(entry, Change(fields={name: text}), now())
        acknowledge(entry.id, name, text)
    text = f"note {number}" * 100
    Transaction(store).change(entry, Change(repair="r" * 12, repair_fields={"note": text}), now())
    acknowledge(entry.id, "note", text)
"""
EDITING = """
acknowledge("ready")
name = sys.stdin.readline().strip()
entry = next(store.journal.entries())
for number in range(count):
    Transaction(store).change(entry, Change(fields={name: f"{name} {number}"}), now())
    acknowledge(number)
"""


def start(root: Path, script: str, count: int = 1) -> subprocess.Popen[str]:
    """Start a child process that writes to the journal under `root`."""
    return subprocess.Popen(
        [sys.executable, "-c", CHILD + script, str(root), str(count)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def finished(children: list[subprocess.Popen[str]], say: list[str]) -> list[list[str]]:
    """Let all begin at once; return what each acknowledged."""
    for child in children:
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
    said = []
    for child, line in zip(children, say, strict=True):
        assert child.stdin is not None
        child.stdin.write(line + "\n")
        child.stdin.flush()
    for child in children:
        out, _ = child.communicate(timeout=120)
        assert child.returncode == 0
        said.append(out.split())
    return said


def journal_of(root: Path) -> Journal:
    """The journal that the children write to."""
    return Journal(Locations(root / "journal", root / "state", root / "config", named=False))


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
        children = [start(tmp_path, ADDING, 3) for _ in range(PROCESSES)]
        for said in finished(children, ["go"] * PROCESSES):
            acknowledged.update(said)
    journal = journal_of(tmp_path)
    assert {entry.id for entry in journal.entries()} == acknowledged
    assert len(acknowledged) == ROUNDS * PROCESSES * 3
    assert not journal.unreadable
    every_line_is_readable(tmp_path)
    assert len(list((tmp_path / "journal").glob("*.jsonl"))) == 1, "one device, one file a month"


def test_a_process_killed_at_any_moment_loses_nothing_acknowledged(tmp_path: Path):
    """`kill -9` while it writes: what was acknowledged is there, and every line is whole."""
    chance = random.Random(20261122)
    acknowledged: dict[tuple[str, str], str] = {}
    last = 0.0
    for kill in range(KILLS):
        root = tmp_path / str(kill // 25)
        if kill % 25 == 0:
            acknowledged = {}
        child = start(root, TALKING)
        assert child.stdout is not None
        first = child.stdout.readline()
        time.sleep(chance.uniform(0, 0.03))
        child.kill()
        with child:  # its own reader may hold lines already, which `communicate` would not see
            rest = child.stdout.read()
        for line in (first + rest).splitlines(keepends=True):
            if line.endswith("\n"):  # the last line may be cut off by the kill
                entry_id, name, text = line.removesuffix("\n").split(" ", 2)
                acknowledged[entry_id, name] = text
        journal = journal_of(root)
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
    [added] = finished([start(tmp_path, ADDING)], ["go"])
    children = [start(tmp_path, EDITING, 40) for _ in range(2)]
    said = finished(children, ["meaning", "needs"])
    assert [len(each) for each in said] == [40, 40]
    journal = journal_of(tmp_path)
    [entry] = journal.entries()
    assert [entry.id] == added
    assert (entry.meaning, entry.needs) == ("meaning 39", "needs 39")
    assert len(journal.history(entry.id)) == 81, "every version is in the history"
    locations = Locations(tmp_path / "journal", tmp_path / "state", tmp_path / "c", named=False)
    undo(DeviceStore(journal, locations), entry.edited)
    [entry] = journal.entries()
    left = (entry.meaning, entry.needs)
    assert left in (("meaning 38", "needs 39"), ("meaning 39", "needs 38"))
