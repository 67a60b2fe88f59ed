"""Disks that are full, read-only or gone: it is said plainly, and nothing is damaged."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from repairlog.core.entries.changes import Change
from repairlog.errors import NotFoundError, StorageError
from repairlog.journal.folders import Locations
from repairlog.journal.forget import forget
from repairlog.journal.journal import Journal
from repairlog.journal.store import DeviceStore
from repairlog.journal.undo import undo
from repairlog.journal.writing import Transaction
from support.devices import NOW, change, entry, texts
from support.strategies import IDS

AS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
mounting = pytest.mark.skipif(
    not (AS_ROOT and sys.platform == "linux" and shutil.which("mount")),
    reason="mounting a small or read-only disk needs root on Linux",
)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 kB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk], check=True)
    yield disk
    subprocess.run(["umount", "-l", disk], check=True)


@mounting
@pytest.mark.parametrize("full", ["journal", "state", "both"])
def test_a_full_disk_damages_nothing(tmp_path: Path, small_disk: Path, full: str):
    """It is said plainly, what was acknowledged stays, and with room again it goes on."""
    locations = Locations(
        journal=(tmp_path if full == "state" else small_disk) / "journal",
        state=(tmp_path if full == "journal" else small_disk) / "state",
        config=tmp_path / "config",
        named=True,
    )
    store = DeviceStore(Journal(locations), locations)
    Transaction(store).create(entry())
    ballast = small_disk / "ballast"
    with pytest.raises(OSError, match="No space"), ballast.open("wb", buffering=0) as file:  # noqa: PT012
        while True:
            file.write(b"x" * 4096)
    acknowledged = {IDS[0]: "mine"}
    with pytest.raises(StorageError, match="the disk is full"):  # noqa: PT012
        for number in range(100):
            new = entry(
                "b" * 10 + "abcdefghij"[number // 10] + "abcdefghij"[number % 10], "x" * 999
            )
            Transaction(DeviceStore(Journal(locations), locations)).create(new)
            acknowledged[new.id] = new.what
    with pytest.raises(StorageError, match="the disk is full"):
        change(store, "y" * 9000)
    assert texts(locations) == acknowledged
    assert not list(locations.journal.rglob(".*"))
    ballast.unlink()
    change(store)
    assert texts(locations) == acknowledged | {IDS[0]: "changed"}


@mounting
def test_a_disk_that_fills_up_while_writing_damages_nothing(tmp_path: Path, small_disk: Path):
    """Written until it is full, again and again: every acknowledged entry is there."""
    locations = Locations(small_disk / "journal", tmp_path / "state", tmp_path / "c", named=True)
    acknowledged = {}
    refused = 0
    for number in range(60):
        new = entry("b" * 10 + "abcdefghij"[number // 10] + "abcdefghij"[number % 10], "x" * 1500)
        try:
            Transaction(DeviceStore(Journal(locations), locations)).create(new)
        except StorageError:
            refused += 1
        else:
            acknowledged[new.id] = new.what
        assert texts(locations) == acknowledged
    assert refused
    assert len(acknowledged) > 9


@mounting
def test_a_read_only_disk_is_read_and_not_written(
    own: Path, store: DeviceStore, locations: Locations
):
    """Reading goes on; writing says why it cannot."""
    subprocess.run(["mount", "--bind", locations.journal, locations.journal], check=True)
    try:
        subprocess.run(["mount", "-o", "remount,ro,bind", locations.journal], check=True)
        assert texts(locations) == {IDS[0]: "mine"}
        assert Journal(locations).history(IDS[0])
        for write in (
            lambda: Transaction(store).create(entry(IDS[1])),
            lambda: change(store),
            lambda: Transaction(store).delete(entry(), NOW),
            lambda: undo(store, NOW),
        ):
            with pytest.raises(StorageError, match="it can only be read, not written"):
                write()
    finally:
        subprocess.run(["umount", "-l", locations.journal], check=True)
    assert texts(locations) == {IDS[0]: "mine"}
    undo(store, NOW)
    assert not texts(locations), "what was refused is passed over: undo reverses the creation"


AS_ANOTHER = """
import os, sys
from datetime import UTC, datetime
from pathlib import Path
from repairlog.core.entries.codec import dump, parse
from repairlog.core.entries.model import Entry
from repairlog.errors import StorageError
from repairlog.journal.folders import Locations
from repairlog.journal.journal import Journal
from repairlog.journal.store import DeviceStore
from repairlog.journal.writing import Transaction

now = datetime.now(UTC)
entry = Entry(id="b" * 12, happened=now, precision="day", logged=now, edited=now, what="theirs")
parse(dump(entry))
os.setgid(65534)
os.setuid(65534)
locations = Locations(Path(sys.argv[1]), Path(sys.argv[2]), Path("/nonexistent"), named=True)
try:
    journal = Journal(locations)
    print([each.what for each in journal.entries()], [bad.line for bad in journal.unreadable])
    Transaction(DeviceStore(journal, locations)).create(entry)
except StorageError as error:
    print(error.message)
"""


@pytest.mark.skipif(not AS_ROOT, reason="becoming another user needs root")
@pytest.mark.parametrize(
    ("folder", "file", "said"),
    [
        (0o755, 0o644, "['mine'] []\nCould not write "),
        (0o755, 0o600, "[] [0]\nCould not write "),
        (0o000, 0o644, "Could not read "),
    ],
)
def test_what_this_account_may_not_do_is_said(folder: int, file: int, said: str):
    """A folder or a file of another account is a plain sentence, not a traceback."""
    root = Path(tempfile.mkdtemp(prefix="repairlog-"))  # pytest's own is closed to others
    root.chmod(0o755)
    try:
        locations = Locations(root / "journal", root / "state", root / "c", named=True)
        store = DeviceStore(Journal(locations), locations)
        Transaction(store).create(entry())
        store.own("2026-11").chmod(file)
        locations.journal.chmod(folder)
        state = root / "nobody"
        state.mkdir()
        os.chown(state, 65534, 65534)
        done = subprocess.run(
            [sys.executable, "-c", AS_ANOTHER, locations.journal, state],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.stdout.startswith(said), done.stderr
        assert not done.stderr
        locations.journal.chmod(0o700)
        assert texts(locations) == {IDS[0]: "mine"}
    finally:
        shutil.rmtree(root)


def test_a_folder_that_vanishes_is_no_new_journal(
    own: Path, store: DeviceStore, locations: Locations
):
    """In the middle of a conversation the drive is gone: it is said, and nothing is made."""
    writing = Transaction(store)
    writing.change(entry(), Change(fields={"what": "changed"}), NOW)
    away = locations.journal.with_name("away")
    locations.journal.rename(away)
    for write in (
        lambda: writing.change(entry(), Change(fields={"what": "more"}), NOW),
        lambda: writing.delete(entry(), NOW),
        lambda: undo(store, NOW),
        lambda: forget(store, IDS[0], NOW),
    ):
        with pytest.raises(StorageError, match="no longer there"):
            write()
    assert not locations.journal.exists()
    away.rename(locations.journal)
    writing.change(entry(), Change(fields={"what": "more"}), NOW)
    assert texts(locations) == {IDS[0]: "more"}


def test_a_named_journal_on_a_drive_that_is_not_there(tmp_path: Path):
    """Without its parent folder it is neither read as empty nor made."""
    locations = Locations(
        tmp_path / "drive" / "journal", tmp_path / "state", tmp_path / "c", named=True
    )
    store = DeviceStore(Journal(locations), locations)
    with pytest.raises(StorageError, match="Could not make the folder"):
        Transaction(store).create(entry())
    for read in (
        lambda: list(store.journal.entries()),
        lambda: list(store.journal.newest_first()),
        lambda: store.journal.find("last"),
        lambda: undo(store, NOW),
    ):
        with pytest.raises(StorageError, match="it is not there"):
            read()
    assert not (tmp_path / "drive").exists()
    (tmp_path / "drive").mkdir()
    assert not list(store.journal.entries())
    Transaction(store).create(entry())
    assert texts(locations) == {IDS[0]: "mine"}


def test_the_platforms_own_folder_is_made_with_its_parents(tmp_path: Path):
    """Where nobody named a folder, an empty computer is an empty journal."""
    locations = Locations(
        tmp_path / "a" / "b" / "c", tmp_path / "s" / "t", tmp_path / "x", named=False
    )
    store = DeviceStore(Journal(locations), locations)
    assert not list(store.journal.entries())
    with pytest.raises(NotFoundError):
        store.journal.find("last")
    with pytest.raises(NotFoundError):
        undo(store, NOW)
    Transaction(store).create(entry())
    assert texts(locations) == {IDS[0]: "mine"}


def test_a_file_where_the_folder_should_be_is_said(locations: Locations, store: DeviceStore):
    """A journal that is a file is a plain sentence, and the file stays."""
    locations.journal.write_bytes(b"a file")
    with pytest.raises(StorageError):
        list(store.journal.entries())
    with pytest.raises(StorageError):
        Transaction(store).create(entry())
    assert locations.journal.read_bytes() == b"a file"
