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
from support.writers import Writer, adding, all_at_once

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no locks of folders there")

ENTRIES = 6


def written(root: Path, ways: list[tuple[Path, str]]) -> set[str]:
    """Let a process for each path and lock write at once; return what was acknowledged."""
    writers = [
        Writer(adding, Locations(path, root / "state", root / "config", named=True), ENTRIES, lock)
        for path, lock in ways
    ]
    return {entry_id for said in all_at_once(writers) for entry_id in said}


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
