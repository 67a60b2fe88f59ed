"""Reminders: one event for a calendar, which names nobody, and a number for a timer."""

import os
import re
import subprocess
from datetime import UTC, datetime, timedelta

import icalendar
import pytest

from support.paths import ROOT

AT = ["--at", "tomorrow 7pm"]


def written(program, *options):
    """Write an event for what waits, and return its bytes."""
    path = program.home / "quiet.ics"
    path.unlink(missing_ok=True)
    program.ok("waiting", "--ics", str(path), *options)
    return path.read_bytes()


def read(data):
    """Return the one event of a calendar, and its one alarm, as the library reads them."""
    calendar = icalendar.Calendar.from_ical(data)
    assert calendar.errors == []
    (event,) = calendar.subcomponents
    (alarm,) = event.subcomponents
    assert (event.name, alarm.name) == ("VEVENT", "VALARM")
    assert event.errors == alarm.errors == []
    return calendar, event, alarm


@pytest.fixture
def two(program):
    """Two that wait, one with each child; their words are nobody's business."""
    program.new("I shouted about the shoes", "--child", "Wren", "--when", "monday")
    program.new("the lift again", "--child", "Fox")


def test_it_is_one_event_at_that_time_on_the_wall(program, two):
    """Once, without a zone, private, with a reminder at its beginning; nothing repeats."""
    calendar, event, alarm = read(written(program, *AT))
    assert event.decoded("DTSTART") == datetime(2026, 11, 20, 19, 0)  # noqa: DTZ001  floating
    assert event.decoded("DTEND") > event.decoded("DTSTART")
    assert event.decoded("DTSTAMP") == program.now.replace(microsecond=0, tzinfo=UTC)
    assert (event["CLASS"], str(event["SUMMARY"])) == ("PRIVATE", "A quiet minute")
    assert (alarm["ACTION"], alarm.decoded("TRIGGER")) == ("DISPLAY", timedelta(0))
    assert str(alarm["DESCRIPTION"]) == "A quiet minute"
    assert calendar["VERSION"] == "2.0"
    assert not {"RRULE", "RDATE", "ATTENDEE", "ORGANIZER", "LOCATION", "URL"} & set(event)


def test_nothing_in_it_says_who_or_what(program, two):
    """No name, no word, no id, and not the name of this program."""
    text = written(program, *AT).decode()
    entry = program.entry()
    for told in ("Wren", "Fox", "shoes", "lift", entry["id"], "repairlog", "repair"):
        assert told.casefold() not in text.casefold()


def test_lines_end_and_fold_as_the_format_asks(program, two):
    """CRLF everywhere; no line over 75 bytes, and no character torn in two."""
    title = "Zeit für uns beide, 🙂 and a cup; of tea\\ " * 8
    data = written(program, *AT, "--title", title)
    lines = data.split(b"\r\n")
    assert lines[-1] == b""
    assert b"\n" not in b"".join(lines)
    assert max(map(len, lines)) <= 75
    assert all(line.decode() for line in lines[:-1])
    _, event, _ = read(data)
    assert str(event["SUMMARY"]) == " ".join(title.split())


def test_a_title_cannot_add_a_line_to_the_format(program, two):
    """It is text and nothing else."""
    title = "x\r\nATTENDEE:mailto:a@example.org\nEND:VEVENT\x1b[31m"
    _, event, _ = read(written(program, *AT, "--title", title))
    assert "ATTENDEE" not in event
    assert str(event["SUMMARY"]).startswith("x ATTENDEE")


def test_the_same_moment_is_the_same_event(program, two):
    """A second file moves it; for another moment it is another."""
    first, again = written(program, *AT), written(program, "--at", "tomorrow 8pm")
    program.ok("rest", "last")
    other = written(program, *AT)
    uids = [str(read(data)[1]["UID"]) for data in (first, again, other)]
    assert uids[0] == uids[1] != uids[2]


def test_what_was_understood_is_said_back(program, two):
    """On stderr, with the day in full."""
    path = str(program.home / "quiet.ics")
    assert "Friday 20 November, 19:00" in program.ok("waiting", "--ics", path, *AT).err


@pytest.mark.parametrize(
    "options",
    [[], ["--at", "tomorrow"], ["--at", "yesterday 7pm"], ["--at", "tomorrow at 7"]],
)
def test_a_time_that_is_missing_unclear_or_over_writes_nothing(program, two, options):
    """Exit 2, with examples."""
    path = program.home / "quiet.ics"
    ran = program("waiting", "--ics", str(path), *options)
    assert ran.code == 2
    assert "tomorrow 7pm" in ran.err
    assert not path.exists()


def test_a_file_that_is_there_stays(program, two):
    """As with every export."""
    path = program.home / "quiet.ics"
    path.write_text("mine")
    assert program("waiting", "--ics", str(path), *AT).code == 2
    assert path.read_text() == "mine"


def test_it_can_go_to_standard_output(program, two):
    """For another program."""
    read(program.ok("waiting", "--ics", "-", *AT).out.encode())


@pytest.mark.parametrize(
    ("what", "options"),
    [("the stairs", ["--harm", "unsure"]), ("I smacked him hard and it left a mark", [])],
)
def test_it_is_never_about_what_may_be_harm(program, what, options):
    """By the answer or by the words: alone there is no event, beside another it is for that."""
    program.new("the shoes", "--when", "yesterday")
    (other,) = program.entries()
    _, event, _ = read(written(program, *AT))
    program.new(what, *options)
    assert read(written(program, *AT))[1]["UID"] == event["UID"]
    program.ok("rest", other["id"])
    path = program.home / "none.ics"
    assert program("waiting", "--ics", str(path), *AT).code == 3
    assert not path.exists()


def test_nothing_waits(program):
    """Exit 3, and no file."""
    path = program.home / "quiet.ics"
    assert program("waiting", "--ics", str(path), *AT).code == 3
    assert not path.exists()


@pytest.mark.parametrize("options", [AT, ["--title", "Tea"]])
def test_options_of_an_event_need_one(program, two, options):
    """Else they would be lost without a word."""
    assert program("waiting", *options).code == 2


def test_the_count_is_a_number_and_nothing_else(program, two):
    """For a timer; what does not wait is not in it."""
    assert program.ok("waiting", "--count").out == "2\n"
    program.new("the stairs", "--harm", "yes")
    program.new("the paint", "--steady")
    assert program.ok("waiting", "--count").out == "2\n"
    program.ok("rest", program.entries()[0]["id"])
    assert program.ok("waiting", "--count").out == "1\n"


@pytest.mark.skipif(os.name == "nt", reason="the example is for systemd")
@pytest.mark.parametrize(("count", "told"), [("0", ""), ("3", "A quiet minute\n")])
def test_the_example_of_a_timer_runs_and_says_no_number(tmp_path, count, told):
    """As it stands in the docs: a notice where something waits, and a success either way."""
    page = (ROOT / "docs/reminders.md").read_text("utf-8")
    (line,) = re.findall(r"^ExecStart=/bin/sh -c '(.*)'$", page, re.MULTILINE)
    for name, does in (("repairlog", f"echo {count}"), ("notify-send", 'echo "$@"')):
        (tmp_path / name).write_text(f"#!/bin/sh\n{does}\n")
        (tmp_path / name).chmod(0o755)
    ran = subprocess.run(
        ["/bin/sh", "-c", line.replace("$$", "$")],
        env={"PATH": f"{tmp_path}:/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert (ran.stdout, ran.stderr) == (told, "")
