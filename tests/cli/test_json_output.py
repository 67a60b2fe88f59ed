import json

import pytest

COMMANDS = {
    "new": ["new", "--what", "New."],
    "edit": ["edit", "last", "--child", "Fox"],
    "repair": ["repair", "last", "--name", "I shouted."],
    "reframe": ["reframe", "last", "--moment", "cant"],
    "rest": ["rest", "last"],
    "show": ["show", "last"],
    "undo": ["undo"],
    "list": ["list"],
    "waiting": ["waiting"],
    "history": ["history", "last"],
    "stats": ["stats"],
}
ENTRY = {"new", "edit", "repair", "reframe", "rest", "show", "undo"}


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("hurt", [False, True])
def test_json_is_one_document_and_nothing_else_on_stdout(program, name, hurt):
    """All talk, warnings and help lines go to stderr; stdout is exactly one document."""
    program.new("I hit him." if hurt else "I shouted.")
    program.new("Another.", "--child", "Wren")
    program.add_line(b"not a line")
    ran = program.ok(*COMMANDS[name], "--json")
    value, end = json.JSONDecoder().raw_decode(ran.out)
    assert ran.out[end:] == "\n"
    assert isinstance(value, list) is (name in {"list", "waiting", "history"})
    if name in ENTRY:
        assert value["id"]


@pytest.mark.parametrize("name", COMMANDS)
def test_failures_leave_stdout_empty(program, name):
    """A script that reads stdout never takes a message for data."""
    ran = program("--journal", str(program.home / "none" / "j"), *COMMANDS[name], "--json")
    assert (ran.code, ran.out) == (6, "")
    assert ran.err


def test_a_piped_conversation_talks_on_stderr(program):
    """Questions and what is said around them never reach stdout of a pipe."""
    for end in ([], ["--json"]):
        ran = program.ok("new", *end, typed="I shouted.\n")
        assert "Happened" in ran.err
        assert "Happened" not in ran.out
    assert program.ok("new", typed="I shouted.\n").out == ""


@pytest.mark.parametrize("command", [["rest", "last"], ["delete", "last", "--yes"], ["undo"]])
def test_what_a_change_says_is_talk(program, command):
    """Without --json a change has no data: stdout stays empty."""
    program.new()
    program.new()
    ran = program.ok(*command)
    assert ran.out == ""
    assert ran.err


def test_an_entry_in_json_has_exactly_the_fields_of_the_format(program):
    """The fields of format 1, in their order, times with an offset."""
    program.new()
    entry = program.ok("repair", "last", "--note", "x", "--json").json
    assert list(entry) == [
        *("v", "id", "kind", "happened", "precision", "part", "logged", "edited", "deleted"),
        *("ticks", "occasion", "child", "child_age", "carer", "setting", "what", "before", "did"),
        *("moment", "capacities", "reframe", "feelings", "body", "child_feelings", "meaning"),
        *("needs", "next", "helped", "tags", "harm", "group", "source", "rest", "repairs"),
        "check_ins",
    ]
    assert list(entry["repairs"][0]) == [
        *("id", "at", "precision", "edited", "deleted", "matters", "hard", "steps"),
        *("put_right", "presence", "outcome", "response", "they_came", "note"),
    ]


def test_json_leaves_out_attempts_that_were_undone(program):
    """A deleted attempt lies on the disk as a tick, and is nobody's business."""
    program.new()
    program.ok("repair", "last", "--name", "x")
    program.ok("undo")
    assert program.entry()["repairs"] == []


def test_unknown_fields_are_shown_and_kept(program, line):
    """What another version added passes through a change by this one."""
    mood = {"colour": ["grün", None, 1.5]}
    program.add_line(line(mood=mood))
    assert program.entry("elsewhere234")["mood"] == mood
    edited = program.ok("edit", "elsewhere234", "--child", "Wren", "--json").json
    assert (edited["mood"], edited["child"]) == (mood, "Wren")
