"""One folder by two paths is one folder: whoever writes to it waits for whoever does so already."""

import errno
import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from repairlog.journal.folders import Locations
from repairlog.journal.journal import Journal
from repairlog.journal.store import DeviceStore
from repairlog.journal.writing import Transaction
from support.devices import entry, texts
from support.strategies import IDS

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no locks of folders there")

ENTRIES = 6
WRITING = f"""
import secrets, sys
from datetime import UTC, datetime
from pathlib import Path
from repairlog.core.entries.model import ID_ALPHABET, Entry
from repairlog.journal import files
from repairlog.journal.folders import Locations
from repairlog.journal.journal import Journal
from repairlog.journal.store import DeviceStore
from repairlog.journal.writing import Transaction

root, journal, lock = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
locations = Locations(journal, root / "state", root / "config", named=True)
store = DeviceStore(Journal(locations), locations)
real = files.lock
def own_lock(path):
    return path.with_name(lock) if path.name == "lock" else path

if lock:  # as the lock file of another path to the same folder would be
    files.lock = lambda path, **how: real(own_lock(path), **how)
print("ready", flush=True)
sys.stdin.readline()
for _ in range({ENTRIES}):
    now = datetime.now(UTC)
    entry_id = "".join(secrets.choice(ID_ALPHABET) for _ in range(12))
    entry = Entry(id=entry_id, happened=now, precision="minute", logged=now, edited=now, what="x")
    Transaction(store).create(entry)
    print(entry_id, flush=True)
"""


def written(root: Path, ways: list[tuple[Path, str]]) -> set[str]:
    """Let a process for each path and lock write at once; return what was acknowledged."""
    children = [
        subprocess.Popen(
            [sys.executable, "-c", WRITING, root, *way],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for way in ways
    ]
    for child in children:
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
    for child in children:
        assert child.stdin is not None
        child.stdin.write("go\n")
        child.stdin.flush()
    return {entry_id for child in children for entry_id in child.communicate(timeout=60)[0].split()}


def test_one_device_by_two_paths_loses_nothing(locations: Locations, tmp_path: Path):
    """With another lock file for each path, the folder's own lock lets one write at a time."""
    Transaction(DeviceStore(Journal(locations), locations)).create(entry())
    acknowledged = written(tmp_path, [(locations.journal, f"lock-{n}") for n in range(4)])
    assert len(acknowledged) == 4 * ENTRIES
    assert texts(locations).keys() == {*acknowledged, IDS[0]}
    assert len({path.name.split(".")[1] for path in locations.journal.glob("*.jsonl")}) == 1


@pytest.mark.parametrize("number", [errno.ENOTSUP, errno.ENOLCK, errno.EBADF, errno.EINVAL])
def test_where_folders_have_no_locks_it_goes_on_without(
    store: DeviceStore, locations: Locations, monkeypatch: pytest.MonkeyPatch, number: int
):
    """Some network drives lock files and no folders: nothing is refused for that."""
    import fcntl  # noqa: PLC0415  not on Windows

    real = fcntl.flock
    refused = []

    def flock(file: Any, how: int) -> None:
        handle = file if isinstance(file, int) else file.fileno()
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            refused.append(handle)
            raise OSError(number, "no such lock")
        real(file, how)

    monkeypatch.setattr(fcntl, "flock", flock)
    Transaction(store).create(entry())
    assert texts(locations) == {IDS[0]: "mine"}
    assert refused, "the folder's lock was asked for"


@pytest.mark.skipif(
    not (hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("mount")),
    reason="a second path to a folder needs root",
)
def test_a_folder_mounted_twice_loses_nothing(locations: Locations, tmp_path: Path):
    """A bind mount is another path, which no link explains, to the same files."""
    locations.journal.mkdir()
    second = tmp_path / "second"
    second.mkdir()
    subprocess.run(["mount", "--bind", locations.journal, second], check=True)
    try:
        ways = [(path, "") for path in (locations.journal, second) * 2]
        acknowledged = written(tmp_path, ways)
    finally:
        subprocess.run(["umount", "-l", second], check=True)
    assert len(acknowledged) == 4 * ENTRIES
    assert texts(locations).keys() == acknowledged
