"""What lies in the folder sends nobody elsewhere, and nothing that lies there is waited for."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from repairlog.core.entries.codec import dump
from repairlog.errors import StorageError
from repairlog.journal import files, folders
from repairlog.journal.bookmark import Bookmark
from repairlog.journal.folders import Locations
from repairlog.journal.forget import forget
from repairlog.journal.journal import Journal
from repairlog.journal.store import DeviceStore
from repairlog.journal.undo import undo
from repairlog.journal.writing import Transaction
from support.devices import NOW, change, entry, texts
from support.odd_files import ODD, SECRET
from support.strategies import IDS, START

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="links need rights there"),
    pytest.mark.usefixtures("nobody_waits"),
]


def _as_it_lies(path: Path) -> tuple[int, ...]:
    """Return what tells a file from another, and from itself once written; looking is neither."""
    found = path.lstat()
    return found.st_ino, found.st_mode, found.st_size, found.st_mtime_ns


@pytest.mark.parametrize("kind", ODD)
@pytest.mark.parametrize("where", ["journal", "past"])
def test_only_an_ordinary_file_is_written(
    store: DeviceStore, locations: Locations, outside: Path, kind: str, where: str
):
    """Whatever else lies where this device writes is refused, and left as it is."""
    Transaction(store).create(entry())
    change(store)
    path = {"journal": store.own, "past": store.own_past}[where]("2026-11")
    kept = path.rename(outside.with_name("kept"))
    ODD[kind](path, outside)
    before = _as_it_lies(path)
    for write in (
        lambda: change(store, "more"),
        lambda: Transaction(store).delete(entry(), NOW),
        lambda: undo(store, NOW),
        lambda: forget(store, IDS[0], NOW),
        lambda: files.write(path, b"words"),
    ):
        with pytest.raises(StorageError):
            write()
    if where == "journal":
        with pytest.raises(StorageError, match="Could not read"):
            Transaction(store).create(entry(IDS[1]))
    assert _as_it_lies(path) == before
    assert outside.read_bytes() == SECRET
    path.rmdir() if kind == "a folder" else path.unlink()
    kept.rename(path)
    assert texts(locations) == {IDS[0]: "changed"}
    undo(store, NOW)
    assert texts(locations) == {IDS[0]: "mine"}


@pytest.mark.parametrize("kind", ODD)
def test_reading_passes_by_what_is_no_ordinary_file(
    own: Path, locations: Locations, outside: Path, kind: str
):
    """Nothing is waited for, nothing elsewhere is read, and all but folders is named."""
    outside.write_bytes(dump(entry(IDS[1], "somebody else's")) + b"\n")
    path = locations.journal / "2026-11.other-aaaaaa.jsonl"
    ODD[kind](path, outside)
    journal = Journal(locations)
    assert [each.what for each in journal.entries()] == ["mine"]
    assert [each.what for each in journal.newest_first()] == ["mine"]
    assert journal.find("last").what == "mine"
    named = [(bad.path, bad.line) for bad in journal.unreadable]
    assert named == ([] if kind == "a folder" else [(path, 0)])


def test_the_past_is_never_elsewhere(
    own: Path, store: DeviceStore, locations: Locations, outside: Path
):
    """A `past` that is a link is neither written to nor read, and it is named."""
    change(store)
    elsewhere = outside.with_name("past")
    store.journal.past.rename(elsewhere)
    store.journal.past.symlink_to(elsewhere)
    before = {path: path.read_bytes() for path in elsewhere.iterdir()}
    for write in (lambda: change(store, "more"), lambda: Transaction(store).delete(entry(), NOW)):
        with pytest.raises(StorageError, match="the folder past is a link"):
            write()
    assert {path: path.read_bytes() for path in elsewhere.iterdir()} == before
    journal = Journal(locations)
    assert [getattr(each, "what", "") for each in journal.history(IDS[0])] == ["changed"]
    assert [(bad.path, bad.line) for bad in journal.unreadable] == [(journal.past, 0)]


def test_what_is_remembered_is_not_written_elsewhere(own: Path, store: DeviceStore, outside: Path):
    """The lock, the list of changes, the fingerprints and a bookmark are files, or not opened."""
    new = outside.with_name("new")
    for name in ("lock", "changes.jsonl", ".own-files.json.tmp"):
        path = store.beside / name
        path.unlink(missing_ok=True)
        path.symlink_to(new if name == "lock" else outside)
        with pytest.raises(StorageError):
            change(store)
        path.unlink()
    assert not new.exists()
    (store.beside / f"place-{IDS[0]}.json").symlink_to(outside)
    with Bookmark(store.beside) as bookmark:
        bookmark.mark(IDS[0], "what", START)
    assert outside.read_bytes() == SECRET


def test_a_link_in_place_of_a_temporary_file_is_replaced(
    own: Path, store: DeviceStore, locations: Locations, outside: Path
):
    """The temporary file is always new: what lies under its name is not written to."""
    files.temporary_of(own).symlink_to(outside)
    change(store)
    assert outside.read_bytes() == SECRET
    assert texts(locations) == {IDS[0]: "changed"}
    assert not list(locations.journal.glob(".*"))


def swap(monkeypatch: pytest.MonkeyPatch, path: Path, put: Callable[[], object]) -> None:
    """Let somebody put something else at a path just after it was looked at."""
    real = os.stat

    def looked(name: object, **options: object) -> os.stat_result:
        found = real(name, **options)
        if name == path.name:
            monkeypatch.setattr(os, "stat", real)
            put()
        return found

    monkeypatch.setattr(os, "stat", looked)


def in_place_of(path: Path, put: Callable[[Path], object]) -> Callable[[], None]:
    """Take a file away and put something else there."""

    def swapped() -> None:
        path.unlink()
        put(path)

    return swapped


def test_a_file_that_becomes_a_link_while_it_is_opened_is_not_followed(
    tmp_path: Path, outside: Path, monkeypatch: pytest.MonkeyPatch
):
    """Between the look and the opening lies no gap through which to lead anybody elsewhere."""
    path = tmp_path / "2026-11.other-aaaaaa.jsonl"
    path.write_bytes(b"words")
    swap(monkeypatch, path, in_place_of(path, lambda path: path.symlink_to(outside)))
    with pytest.raises(StorageError):
        files.read(path)
    path.unlink()
    path.write_bytes(b"words")
    swap(monkeypatch, path, in_place_of(path, os.mkfifo))
    with pytest.raises(StorageError, match="no ordinary file"):
        files.read(path)
    path.unlink()
    path.write_bytes(b"words")
    swap(monkeypatch, path, in_place_of(path, lambda path: path.symlink_to(outside)))
    files.write(path, b"new words")
    assert outside.read_bytes() == SECRET
    assert not path.is_symlink()


def test_a_past_that_becomes_a_link_while_it_is_used_is_not_followed(
    tmp_path: Path, outside: Path, monkeypatch: pytest.MonkeyPatch
):
    """The folder is held open from the first look on."""
    past, away = tmp_path / "past", tmp_path / "away"
    past.mkdir()
    path = past / "2026-11.mine-aaaaaa.jsonl"
    path.write_bytes(b"words")

    def put() -> None:
        past.rename(away)
        past.symlink_to(outside.parent)

    swap(monkeypatch, path, put)
    files.write(path, b"new words")
    assert [each.name for each in away.iterdir()] == [path.name]
    assert [each.name for each in outside.parent.iterdir()] == [outside.name]


def test_folders_of_the_account_may_be_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Where the state folder or the settings are links, as some keep them, all goes on as ever."""
    (tmp_path / "kept").mkdir()
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / "repairlog").symlink_to(tmp_path / "kept")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    locations = folders.find(str(tmp_path / "journal"))
    store = DeviceStore(Journal(locations), locations)
    Transaction(store).create(entry())
    assert texts(locations) == {IDS[0]: "mine"}
    assert (tmp_path / "state" / "repairlog").is_symlink()


def test_a_journal_that_is_a_link_to_nowhere_is_no_empty_journal(locations: Locations):
    """The drive it leads to was taken out: it is said, by reading and by writing."""
    locations.journal.symlink_to(locations.state / "drive")
    store = DeviceStore(Journal(locations), locations)
    with pytest.raises(StorageError):
        list(store.journal.entries())
    with pytest.raises(StorageError):
        Transaction(store).create(entry())
