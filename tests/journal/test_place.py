"""Where a conversation stopped, and whether it is going on; and which journal is meant."""

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from repairlog.journal import folders
from repairlog.journal.bookmark import Bookmark, Place, cut_off, forget, unfinished
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


def test_a_repair_has_a_place_of_its_own(beside: Path):
    """It is not taken for a `new` that was cut off, nor forgotten with it."""
    for command, question in (("new", "feelings"), ("repair", "share")):
        with Bookmark(beside, command) as bookmark:
            bookmark.mark(A, question, START)
            assert unfinished(beside) == {}
    found = cut_off(beside)
    assert found is not None
    assert found.question == "feelings"
    assert unfinished(beside) == {A: "share"}
    forget(beside, A)
    assert unfinished(beside) == {A: "share"}
    forget(beside, A, "repair")
    assert unfinished(beside) == {}
