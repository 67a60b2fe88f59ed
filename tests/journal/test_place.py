"""Where a conversation stopped, and whether it is going on; and who this device is."""

import json
import platform
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from repairlog.journal import folders
from repairlog.journal.bookmark import Bookmark, Place, cut_off, forget
from repairlog.journal.folders import Locations
from repairlog.journal.journal import Journal
from repairlog.journal.writing import DeviceStore
from support.strategies import IDS, START

A, B, _ = IDS


@pytest.fixture
def beside(tmp_path: Path) -> Path:
    """What is remembered about one journal."""
    folder = tmp_path / "beside"
    folder.mkdir()
    return folder


def test_a_conversation_that_goes_on_is_not_cut_off(beside: Path):
    """While its process holds the place, nobody else is offered it."""
    with Bookmark(beside) as bookmark:
        bookmark.mark(A, "what", START)
        bookmark.mark(A, "feelings", START + timedelta(minutes=1))
        assert cut_off(beside) is None
    place = cut_off(beside)
    assert place == Place(A, "feelings", (START + timedelta(minutes=1)).isoformat())


def test_a_conversation_that_ended_leaves_no_place(beside: Path):
    """Cleared is forgotten; the bookmark can be used for another conversation."""
    with Bookmark(beside) as bookmark:
        bookmark.mark(A, "what", START)
        bookmark.clear()
        assert not list(beside.iterdir())
        bookmark.mark(B, "what", START)
    assert cut_off(beside) == Place(B, "what", START.isoformat())


def test_the_latest_place_is_the_one_to_go_on_with(beside: Path):
    """Later by the instant, however its zone writes it."""
    times = {A: START.astimezone(timezone(timedelta(hours=9))), B: START + timedelta(hours=1)}
    for entry, now in times.items():
        with Bookmark(beside) as bookmark:
            bookmark.mark(entry, "what", now)
    found = cut_off(beside)
    assert found is not None
    assert found.entry == B
    forget(beside, B)
    found = cut_off(beside)
    assert found is not None
    assert found.entry == A
    forget(beside, A)
    forget(beside, A)
    assert cut_off(beside) is None


def test_two_conversations_about_one_entry(beside: Path):
    """The second holds no place, and its end does not take the first's away."""
    with Bookmark(beside) as first, Bookmark(beside) as second:
        first.mark(A, "what", START)
        second.mark(A, "needs", START)
        second.clear()
        assert cut_off(beside) is None
        first.mark(A, "body", START)
    found = cut_off(beside)
    assert found is not None
    assert found.question == "body"


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"{",
        b"[]",
        b"\xff",
        b'{"entry":"a"}',
        b'{"entry":"a","question":"b","since":"c"}',
        b'{"entry":"a","question":"b","since":7}',
    ],
)
def test_a_damaged_place_is_no_place(beside: Path, text: bytes):
    """A place that was half written costs nothing but the place."""
    (beside / f"place-{B}.json").write_bytes(text)
    assert cut_off(beside) is None
    with Bookmark(beside) as bookmark:
        bookmark.mark(A, "what", datetime(2026, 1, 1, tzinfo=UTC))
    found = cut_off(beside)
    assert found is not None
    assert found.entry == A


def test_a_place_that_cannot_be_kept_stops_nobody(tmp_path: Path):
    """Without a folder to keep it in, the conversation goes on."""
    with Bookmark(tmp_path / "missing") as bookmark:
        bookmark.mark(A, "what", START)
        bookmark.clear()
    assert cut_off(tmp_path / "missing") is None


def test_a_device_keeps_its_name_and_another_host_gets_its_own(
    locations: Locations, monkeypatch: pytest.MonkeyPatch
):
    """A copied home folder on another host is another device: two never write one file."""
    monkeypatch.setattr(platform, "node", lambda: "Ada's Laptop.local")
    name = folders.device(locations.state)
    assert name.startswith("ada-s-laptop-loc")
    assert folders.device(locations.state) == name
    monkeypatch.setattr(platform, "node", lambda: "другой")
    other = folders.device(locations.state)
    assert other != name
    assert other.startswith("device-")


@pytest.mark.parametrize("text", [b"", b"{", b"[]", b'{"device":"../x"}', b"\xff"])
def test_a_damaged_device_name_is_made_anew(
    locations: Locations, monkeypatch: pytest.MonkeyPatch, text: bytes
):
    """A name that cannot be read, or could leave the folder, is never used."""
    monkeypatch.setattr(platform, "node", lambda: "host")
    locations.state.mkdir()
    (locations.state / "device.json").write_bytes(text.replace(b"}", b',"host":"host"}'))
    name = folders.device(locations.state)
    assert name.startswith("host-")
    assert json.loads((locations.state / "device.json").read_bytes())["device"] == name


def test_each_journal_has_its_own_place_beside_it(locations: Locations, tmp_path: Path):
    """What is remembered goes by the real path: a link to a journal is that journal."""
    locations.journal.mkdir()
    link = tmp_path / "link"
    link.symlink_to(locations.journal)
    store = DeviceStore(Journal(locations), locations)
    assert folders.device_folder(locations.state, store.device, link) == store.folder
    assert folders.device_folder(locations.state, store.device, tmp_path / "other") != store.folder
    assert folders.device_folder(locations.state, "other", locations.journal) != store.folder


def test_an_option_names_the_journal_before_the_variable(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    """The option, then REPAIRLOG_JOURNAL, then the platform's folder, which nobody named."""
    monkeypatch.setenv("REPAIRLOG_JOURNAL", str(tmp_path / "variable"))
    assert folders.find(str(tmp_path / "option")).journal == tmp_path / "option"
    assert folders.find(None).journal == tmp_path / "variable"
    assert folders.find(None).named
    monkeypatch.delenv("REPAIRLOG_JOURNAL")
    assert not folders.find(None).named
