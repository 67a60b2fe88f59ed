"""Whatever lies in the folder, no command waits for it, writes elsewhere or loses a word."""

import sys
from pathlib import Path

import pytest

from support.odd_files import ODD

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="links need rights there"),
    pytest.mark.usefixtures("nobody_waits"),
]

WORDS = "Precious words."
KINDS = [kind for kind in ODD if kind != "a folder"]
"""A folder is passed by by those who read, as one that a person has put there."""

WRITES = (
    ("edit", "ID", "--what", WORDS),
    ("repair", "ID", "--note", WORDS),
    ("reframe", "ID", "--moment", "cant", "--reframe", WORDS),
    ("rest", "ID", "--why", WORDS),
    ("undo",),
    ("delete", "ID", "--yes"),
    ("delete", "ID", "--forever", "--yes"),
)

READS = (
    ((), 0),
    (("list",), 0),
    (("list", "-n", "3"), 0),
    (("waiting", "--json"), 0),
    (("stats",), 0),
    (("export", "-"), 5),
    (("doctor",), 5),
    (("show", "ID"), 6),
    (("show", "last"), 6),
    (("history", "ID"), 0),
)


def everything(folder: Path) -> dict[str, bytes | None]:
    """Return every name below a folder, and what ordinary files hold."""
    found = sorted(folder.rglob("*"))
    return {
        str(path): path.read_bytes() if path.is_file() and not path.is_symlink() else None
        for path in found
    }


@pytest.mark.parametrize("kind", KINDS)
def test_an_own_file_that_is_no_file_stops_what_would_write_to_it(program, outside, kind):
    """Each write exits 6 and gives the words back; each reading command ends, and names it."""
    entry_id = program.new("First.")["id"]
    program.ok("edit", entry_id, "--what", "Second.")
    (own,) = program.journal.glob("*.jsonl")
    kept = own.rename(outside.with_name("kept"))
    ODD[kind](own, outside)
    before = everything(outside.parent), everything(program.journal)
    for command in (("new", "--what", WORDS), *WRITES):
        ran = program(*(entry_id if word == "ID" else word for word in command))
        assert ran.code == 6, (command, ran.err)
        assert (WORDS in ran.err) == (WORDS in command), command
    for command, code in READS:
        ran = program(*(entry_id if word == "ID" else word for word in command))
        assert ran.code == code, (command, ran.err)
        told = "1 file could not be read" if command == ("export", "-") else str(own)
        assert told in ran.out + ran.err, command
    assert (everything(outside.parent), everything(program.journal)) == before
    own.unlink()
    kept.rename(own)
    program.ok("undo")
    assert program.entry(entry_id)["what"] == "First."


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("whole", [True, False], ids=["past", "a file in past"])
def test_a_past_that_is_elsewhere_stops_what_would_write_to_it(program, outside, kind, whole):
    """What needs the past exits 6 with the words; a new moment and all reading go on."""
    entry_id = program.new("First.")["id"]
    program.ok("edit", entry_id, "--what", "Second.")
    past = program.journal / "past"
    (own_past,) = past.iterdir()
    path = past if whole else own_past
    kept = path.rename(outside.with_name("kept"))
    ODD[kind](path, outside)
    before = everything(outside.parent), everything(program.journal)
    for command in WRITES:
        ran = program(*(entry_id if word == "ID" else word for word in command))
        assert ran.code == 6, (command, ran.err)
        assert (WORDS in ran.err) == (WORDS in command), command
    for command, _ in READS:
        code = 5 if command == ("doctor",) else 0
        ran = program(*(entry_id if word == "ID" else word for word in command))
        assert ran.code == code, (command, ran.err)
        if command in (("doctor",), ("history", "ID")):
            assert str(path) in ran.out + ran.err, command
    assert (everything(outside.parent), everything(program.journal)) == before
    program.new(WORDS)
    assert [entry["what"] for entry in program.entries()] == ["Second.", WORDS]
    path.unlink()
    kept.rename(path)
    assert len(program.ok("history", entry_id, "--json").json) == 2


def test_a_farm_of_links_is_read_and_written_through(program, outside):
    """A link to an ordinary file of its own name stays one: what it leads to is replaced."""
    entry_id = program.new("First.")["id"]
    (own,) = program.journal.glob("*.jsonl")
    target = own.rename(outside.with_name(own.name))
    own.symlink_to(target)
    program.ok("edit", entry_id, "--what", "Second.")
    program.new("Another.")
    assert own.is_symlink()
    assert b"Second." in target.read_bytes()
    assert {entry["what"] for entry in program.entries()} == {"Second.", "Another."}
    assert str(own) not in program.ok("doctor").out
    program.ok("delete", entry_id, "--forever", "--yes")
    assert b"Second." not in target.read_bytes()
    assert not list(outside.parent.glob(".*.tmp"))


def test_the_folder_itself_may_be_a_link(program, outside):
    """Every kind of command works as ever through it, and it stays a link."""
    entry_id = program.new("First.")["id"]
    away = program.journal.rename(outside.with_name("away"))
    program.journal.symlink_to(away)
    program.ok("edit", entry_id, "--what", "Second.")
    program.ok("undo")
    assert program.entry(entry_id)["what"] == "First."
    assert len(program.ok("history", entry_id, "--json").json) == 3
    assert "1 moment can be read." in program.ok("doctor").out
    program.ok("delete", entry_id, "--forever", "--yes")
    assert program.journal.is_symlink()
    assert program.entries() == []


def test_a_name_cannot_fake_a_line(program, line):
    """A line end or an escape in a file's name is written out, in whatever prints the name."""
    fake = "a\nEverything is well.\x1b[2J"
    entry_id = line()["id"]
    program.add_line(line(), f"{fake}.whole.jsonl").chmod(0o644)
    program.add_line(b"torn", f"{fake}.torn.jsonl")
    (program.journal / "past").mkdir()
    (program.journal / f"{fake}.jsonl").symlink_to(program.home / "nowhere")
    (program.journal / f"{fake}.jsonl~").write_bytes(b"x")
    (program.journal / f".{fake}.jsonl.icloud").write_bytes(b"x")
    (program.journal / "past" / f"{fake}.jsonl").write_bytes(b"torn")
    (program.journal / fake).mkdir()
    (program.journal / fake / "inside.jsonl").write_bytes(b"")
    (program.journal / f"{fake}.empty.jsonl").write_bytes(b"")
    for command in (
        ("doctor",),
        ("list",),
        (),
        ("export", "-"),
        ("show", entry_id),
        ("show", "zzzz"),
        ("stats",),
        ("delete", entry_id, "--forever", "--yes"),
    ):
        ran = program(*command)
        said = ran.out + ran.err
        assert "\x1b" not in said, command
        assert not [each for each in said.splitlines() if each.startswith("Everything")], command
    assert len(program("doctor").out.splitlines()) > 8
