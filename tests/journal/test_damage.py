"""What sync tools, editors and people do to files costs nobody a line."""

import json
import stat
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from repairlog.core.entries.changes import Change
from repairlog.core.entries.codec import dump
from repairlog.core.entries.model import Entry
from repairlog.errors import StorageError
from repairlog.journal.folders import Locations
from repairlog.journal.forget import forget
from repairlog.journal.journal import Journal
from repairlog.journal.store import DeviceStore
from repairlog.journal.undo import undo
from repairlog.journal.writing import Transaction
from support.devices import NOW, change, entry, left, texts
from support.strategies import IDS, line

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows links and modes differ")


# Damage in this device's own file

DAMAGE = {
    "torn": b'{"v":1,"id":"bbbbbbbbbbbb","what":"torn in the mid',
    "torn, of an entry that is changed": b'{"v":1,"id":"aaaaaaaaaaaa","what":"torn in the mid',
    "invalid UTF-8": line(id=IDS[1], what="?").replace(b'"?"', b'"\xff\xfe"'),
    "wrong type": line(id=IDS[0], what=7),
    "NUL bytes of a crashed disk": b"\0" * 512,
    "a merge conflict of git": b"<<<<<<< HEAD",
    "another format": b"2026-11-03: shouted",
    "a carriage return": b"garbage\r",
    "spaces before and after": b"  garbage\t ",
}


@pytest.mark.parametrize("where", ["before", "after", "after, without a line end"])
@pytest.mark.parametrize("junk", DAMAGE.values(), ids=DAMAGE.keys())
def test_a_line_that_cannot_be_read_is_reported_and_kept(
    own: Path, store: DeviceStore, locations: Locations, junk: bytes, where: str
):
    """Every kind of change leaves it byte for byte, and it costs nobody else's line."""
    good = own.read_bytes()
    end = b"" if "without" in where else b"\n"
    left(store, own, junk + b"\n" + good if where == "before" else good + junk + end)
    journal = Journal(locations)
    assert [each.what for each in journal.entries()] == ["mine"]
    assert [(bad.path, bad.line) for bad in journal.unreadable] == [(own, 1 + (where != "before"))]
    Transaction(store).create(entry(IDS[2], "another"))
    change(store)
    undo(store, NOW)
    change(store, "again")
    Transaction(store).delete(entry(), NOW)
    forget(store, IDS[0], NOW)
    assert texts(locations) == {IDS[2]: "another"}
    assert own.read_bytes().split(b"\n").count(junk) == 1


def test_a_damaged_past_is_kept_and_costs_no_undo(
    own: Path, store: DeviceStore, locations: Locations
):
    """What cannot be read in the past stays there, and undo finds what it needs beside it."""
    change(store)
    past = store.own_past("2026-11")
    left(store, past, b"garbage \xff\n" + past.read_bytes() + b"torn")
    undo(store, NOW)
    forget(store, IDS[0], NOW)
    assert past.read_bytes() == b"garbage \xff\ntorn\n"


def test_an_unreadable_line_is_reported_without_its_words(own: Path, locations: Locations):
    """The report names file, line and field; a person's words stay in the file."""
    own.write_bytes(line(what=["secret"]) + b"\n" + line(id=IDS[1], secret=float("nan")) + b"\n")
    journal = Journal(locations)
    assert not list(journal.entries())
    assert [bad.reason for bad in journal.unreadable] == ["what", "not a line of this journal"]


# Other files in the folder


def test_duplicate_ids_are_one_entry(own: Path, store: DeviceStore, locations: Locations):
    """Several lines of one entry, in one file and in several, are merged."""
    later = line(edited="2026-11-03T12:30:00Z", what="later")
    left(store, own, own.read_bytes() * 3 + later + b"\n" + own.read_bytes())
    (locations.journal / "2026-11.other.jsonl").write_bytes(line(edited="2026-11-03T12:20:00Z"))
    assert texts(locations) == {IDS[0]: "later"}
    change(store)
    assert texts(locations) == {IDS[0]: "changed"}
    assert own.read_bytes().count(b"\n") == 1, "a device's file holds one line an entry"
    history = [each.what for each in Journal(locations).history(IDS[0]) if isinstance(each, Entry)]
    assert history == ["mine", "shouted at bath time", "later", "changed"]


@pytest.mark.parametrize(
    "name",
    [
        "2026-11.{} (conflicted copy 2026-11-22).jsonl",
        "2026-11.{}.sync-conflict-20261122-010203-ABCDEFG.jsonl",
        "2026-11.{}~HEAD.jsonl",
        "copy of 2026-11.{}.jsonl",
        "2026-13.{}.jsonl",
        "0000-00.{}.jsonl",
        "٢٠٢٦-11.{}.jsonl",
        "2025-01.{}.jsonl",
        "everything.jsonl",
    ],
)
def test_a_copy_by_any_name_joins_the_journal(
    own: Path, store: DeviceStore, locations: Locations, name: str
):
    """A copied or renamed file is read, merged and never written to."""
    change(store)
    copy = locations.journal / name.format(store.device)
    copy.write_bytes(own.read_bytes() + line(id=IDS[1], what="only here"))
    before = copy.read_bytes()
    expected = {IDS[0]: "changed", IDS[1]: "only here"}
    journal = Journal(locations)
    assert texts(locations) == expected
    assert {each.id for each in journal.newest_first()} == set(expected)
    only_here = journal.find(IDS[1])
    Transaction(store).change(only_here, Change(fields={"what": "moved on"}), NOW)
    undo(store, NOW)
    Transaction(store).delete(only_here, NOW + timedelta(hours=1))
    assert texts(locations) == {IDS[0]: "changed"}
    assert copy.read_bytes() == before


def test_a_line_in_the_file_of_another_month_is_one_entry(
    own: Path, store: DeviceStore, locations: Locations
):
    """Lines of several months in one file, and times with other offsets, are told apart."""
    october = {"happened": "2026-10-01T12:00:00Z", "logged": "2026-11-01T01:00:00+05:00"}
    elsewhere = locations.journal / "2026-11.joined.jsonl"
    elsewhere.write_bytes(line(id=IDS[1], **october) + b"\n" + line(id=IDS[2]))
    (locations.journal / "2026-10.other.jsonl").write_bytes(line(id=IDS[1], **october))
    assert [each.id for each in Journal(locations).entries()] == [IDS[1], IDS[0], IDS[2]]
    Transaction(store).delete(Journal(locations).find(IDS[1]), NOW)
    assert store.own("2026-10").exists()
    assert set(texts(locations)) == {IDS[0], IDS[2]}


@pytest.mark.parametrize("told", ["x" * 600, 'it said "logged":"2026-11-03T12:00:00Z" there'])
def test_a_line_that_says_late_when_it_was_logged_is_one_entry(
    own: Path, locations: Locations, told: str
):
    """Fields in another order, or words that look like one, do not put a line in a wrong month."""
    values = json.loads(line(id=IDS[1], logged="2026-10-01T12:00:00Z", what=told))
    turned = json.dumps({"what": told, **values}).encode()
    (locations.journal / "2026-11.x.jsonl").write_bytes(turned + b"\n")
    (locations.journal / "2026-10.x.jsonl").write_bytes(turned + b"\n")
    assert [each.what for each in Journal(locations).entries()] == [told, "mine"]


def test_a_last_line_without_an_end_hides_nothing(own: Path, locations: Locations):
    """A file whose last line has no end is read to its end, whatever month that is of."""
    stray = line(id=IDS[1], logged="2026-10-01T12:00:00Z", what="october")
    good = own.read_bytes()
    (locations.journal / "2026-11.x.jsonl").write_bytes(stray + b"\n" + good.strip())
    (locations.journal / "2026-10.x.jsonl").write_bytes(stray)
    assert [each.what for each in Journal(locations).entries()] == ["october", "mine"]


def test_an_entry_of_a_newer_format_is_shown_and_read_only(
    own: Path, store: DeviceStore, locations: Locations
):
    """Its lines stay as they are; all other entries can be written."""
    newer = line(id=IDS[1], v=2, what="from tomorrow", mood={"level": 3})
    left(store, own, own.read_bytes() + newer + b"\n")
    theirs = Journal(locations).find(IDS[1])
    assert theirs.what == "from tomorrow"
    for write in (
        lambda: Transaction(store).change(theirs, Change(fields={"what": "x"}), NOW),
        lambda: Transaction(store).change(theirs, Change(repair=IDS[2]), NOW),
        lambda: Transaction(store).create(entry(IDS[1])),
        lambda: Transaction(store).delete(theirs, NOW),
        lambda: forget(store, IDS[1], NOW),
    ):
        with pytest.raises(StorageError, match="newer version"):
            write()
    change(store)
    undo(store, NOW)
    Transaction(store).create(entry(IDS[2]))
    assert newer in own.read_bytes().split(b"\n")
    assert newer in [held for _, held in Journal(locations).lines()], "an export holds all of it"


def test_a_deletion_by_a_newer_format_is_not_rewritten(
    own: Path, store: DeviceStore, locations: Locations
):
    """What a newer version deleted, this one shows as deleted and leaves in its file."""
    fields = dict.fromkeys(("happened", "precision", "edited", "what"), ...)
    gone = line(v=2, deleted="2027-01-01T00:00:00Z", **fields).replace(b": ", b":")
    (locations.journal / "2026-11.other.jsonl").write_bytes(gone)
    before = own.read_bytes()
    Transaction(store).create(entry(IDS[1]))
    assert texts(locations).keys() == {IDS[1]}
    assert before in own.read_bytes()


def test_other_peoples_files_are_no_journal(own: Path, store: DeviceStore, locations: Locations):
    """Empty files, folders, hidden files, temporary files and other kinds are passed over."""
    for name in ("2026-11.empty.jsonl", "2026-11.blank.jsonl", "notes.txt", ".hidden.jsonl"):
        (locations.journal / name).write_bytes(line(id=IDS[1]) if name[0] in ".n" else b"")
    (locations.journal / "2026-11.blank.jsonl").write_bytes(b"\n \r\n\n")
    (locations.journal / f".{own.name}.tmp").write_bytes(line(id=IDS[2]))
    (locations.journal / "x.jsonl").mkdir()
    (locations.journal / "2026-11.folder.jsonl").mkdir()
    journal = Journal(locations)
    assert [each.what for each in journal.entries()] == ["mine"]
    assert not journal.unreadable
    change(store)
    assert texts(locations) == {IDS[0]: "changed"}


@posix
def test_a_link_to_nowhere_is_reported_and_costs_nobody_else(
    own: Path, store: DeviceStore, locations: Locations
):
    """A broken link, or one in a circle, is line 0 of the report; all else can be used."""
    broken, circle = locations.journal / "2026-11.b.jsonl", locations.journal / "2026-11.c.jsonl"
    broken.symlink_to(locations.journal / "nowhere")
    circle.symlink_to(circle)
    journal = Journal(locations)
    assert [each.what for each in journal.entries()] == ["mine"]
    assert [each.what for each in journal.newest_first()] == ["mine"]
    assert [(bad.path, bad.line) for bad in journal.unreadable] == [(broken, 0), (circle, 0)]
    change(store)
    assert texts(locations) == {IDS[0]: "changed"}


@posix
def test_an_own_file_that_cannot_be_read_is_never_overwritten(
    own: Path, store: DeviceStore, locations: Locations
):
    """When this device's own file is a link to nowhere, nothing is written, and it is said."""
    elsewhere = locations.state / "elsewhere"
    elsewhere.mkdir()
    target = elsewhere / own.name
    own.rename(target)
    own.symlink_to(target)
    target.rename(locations.state / "away")
    for write in (lambda: Transaction(store).create(entry(IDS[1])), lambda: change(store)):
        with pytest.raises(StorageError):
            write()
    assert own.is_symlink()
    (locations.state / "away").rename(target)
    assert texts(locations) == {IDS[0]: "mine"}


@posix
def test_writes_go_through_links_and_links_stay(tmp_path: Path, locations: Locations):
    """A linked journal folder, and a linked file in it, stay links."""
    (tmp_path / "real").mkdir()
    locations.journal.symlink_to(tmp_path / "real")
    store = DeviceStore(Journal(locations), locations)
    Transaction(store).create(entry())
    own = store.own("2026-11")
    (tmp_path / "drive").mkdir()
    target = tmp_path / "drive" / own.name
    own.rename(target)
    own.symlink_to(target)
    change(store)
    assert locations.journal.is_symlink()
    assert own.is_symlink()
    assert b"changed" in target.read_bytes()
    assert texts(locations) == {IDS[0]: "changed"}


@pytest.mark.parametrize("way", ["bom", "crlf", "both", "bom in the middle"])
def test_a_file_saved_by_another_editor_is_read(
    own: Path, store: DeviceStore, locations: Locations, way: str
):
    """A byte order mark and Windows line ends are no damage."""
    Transaction(store).create(entry(IDS[1], "other"))
    data = own.read_bytes()
    if way in ("crlf", "both"):
        data = data.replace(b"\n", b"\r\n")
    bom = b"\xef\xbb\xbf"
    if way in ("bom", "both"):
        data = bom + data
    if way == "bom in the middle":
        data = data.replace(b"\n", b"\n" + bom, 1)
    left(store, own, data)
    journal = Journal(locations)
    assert texts(locations) == {IDS[0]: "mine", IDS[1]: "other"}
    _, first = next(iter(journal.lines()))
    assert not first.endswith(b"\r")
    change(store)
    Transaction(store).delete(entry(IDS[1]), NOW)
    assert texts(locations) == {IDS[0]: "changed"}
    list(journal.entries())
    assert not journal.unreadable


@posix
def test_journals_are_private(own: Path, store: DeviceStore, locations: Locations):
    """Files are for their owner alone, folders too."""
    change(store)
    for path in [
        locations.journal,
        *locations.journal.rglob("*"),
        store.beside,
        *store.beside.iterdir(),
    ]:
        mode = stat.S_IMODE(path.stat().st_mode)
        assert mode == (0o700 if path.is_dir() else 0o600), path


def test_writing_an_entry_that_exists_already_loses_no_version(
    own: Path, store: DeviceStore, locations: Locations
):
    """As when it is imported a second time: the later version stays, the other in history."""
    change(store)
    Transaction(store).create(entry(what="imported"))
    assert texts(locations) == {IDS[0]: "changed"}
    assert dump(entry()) in map(dump, Journal(locations).history(IDS[0]))
