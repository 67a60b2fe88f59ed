"""What lies in the folder and is not read is said; what is a copy brings nothing stale."""

import os
import shutil
import sys
from pathlib import Path

import pytest

WORDS = "Precious words."
PLACEHOLDERS = [".{}.icloud", "{}.nextcloud", "{}.owncloud", "{}.rsls", "{}.cloud"]


@pytest.mark.parametrize("placeholder", PLACEHOLDERS)
def test_nothing_is_written_under_the_name_of_what_was_not_fetched(program, placeholder):
    """The words are given back, and what the file holds is as it was once it is fetched."""
    entry_id = program.new("First.")["id"]
    (own,) = program.journal.glob("*.jsonl")
    stands_for_it = own.with_name(placeholder.format(own.name))
    kept = own.rename(program.home / "kept")
    stands_for_it.write_bytes(b"\x00bplist")
    for command in (
        ("new", "--what", WORDS),
        ("edit", entry_id, "--what", WORDS),
        ("repair", entry_id, "--note", WORDS),
        ("undo",),
    ):
        ran = program(*command)
        assert (ran.code, WORDS in ran.err) == (6, WORDS in command), command
        assert "not been downloaded" in ran.err
    assert [path.name for path in program.journal.iterdir()] == [stands_for_it.name]
    stands_for_it.unlink()
    kept.rename(own)
    assert program.entry(entry_id)["what"] == "First."


def test_a_past_that_was_not_fetched_is_not_written_over(program):
    """What this device replaced earlier is not taken for nothing."""
    entry_id = program.new("First.")["id"]
    program.ok("edit", entry_id, "--what", "Second.")
    (own_past,) = (program.journal / "past").iterdir()
    own_past.rename(own_past.with_name(f".{own_past.name}.icloud"))
    ran = program("edit", entry_id, "--what", WORDS)
    assert ran.code == 6
    assert WORDS in ran.err
    assert not own_past.exists()


@pytest.mark.parametrize("placeholder", PLACEHOLDERS)
@pytest.mark.parametrize("name", ["2026-10.other-aaaaaa.jsonl", "notes.jsonl"])
def test_what_was_not_fetched_is_named_once_by_whoever_reads(program, placeholder, name):
    """Reading goes on, and one line says which file is not here; doctor says it as well."""
    entry_id = program.new("First.")["id"]
    missing = program.journal / placeholder.format(name)
    missing.write_bytes(b"")
    for command in (("list",), ("list", "-n", "1"), ("waiting", "--json"), ("stats",), ()):
        ran = program.ok(*command)
        assert ran.err.count(str(missing)) == 1, command
        assert len(ran.err.splitlines()) == 1, command
    assert program("export", "-").code == 5
    program.ok("edit", entry_id, "--what", "Second.")
    ran = program("doctor")
    assert ran.code == 5
    assert f"{missing}: cannot be read (it has not been downloaded to this computer)" in ran.out
    (program.journal / name).write_bytes(b"")
    missing.touch()
    assert str(missing) not in program.ok("list").err, "it was fetched, and this is what is left"


@pytest.mark.skipif(sys.platform == "win32", reason="sparse files are another matter there")
def test_a_file_of_which_only_the_size_is_here_is_not_read_as_empty(program):
    """Some sync tools keep the name and the size, and no content: it is said, and not replaced."""
    program.new("First.")
    (own,) = program.journal.glob("*.jsonl")
    size = own.stat().st_size
    own.unlink()
    with own.open("wb") as file:
        os.ftruncate(file.fileno(), size)
    if own.stat().st_blocks:
        pytest.skip("this file system keeps no sparse files")
    ran = program("new", "--what", WORDS)
    assert ran.code == 6
    assert WORDS in ran.err
    assert str(own) in program.ok("list").err
    assert f"{own}: cannot be read" in program("doctor").out
    assert own.stat().st_size == size


def test_doctor_names_what_looks_like_a_part_of_the_journal(program):
    """Whatever a sync tool, an editor or a person made of a name, and wherever they put it."""
    program.new("First.")
    (own,) = program.journal.glob("*.jsonl")
    stem = own.name.removesuffix(".jsonl")
    odd = [
        f"{own.name}.conflict1",
        f"{stem}.JSONL",
        f"{own.name}~",
        f"{own.name} (conflicted copy)",
        f"{own.name}.bak",
        f"{own.name}.sb-12ab34cd-Xy9z",
        f"{stem}_conflict-20261127-101010.txt",
        f"{stem} (Anna's conflicted copy 2026-11-19)",
        f"#{own.name}#",
        f".{own.name}",
        "2026-11.jsonl.gz",
    ]
    for name in odd:
        shutil.copy(own, own.with_name(name))
    for name in ("sub", "past/sub"):
        (program.journal / name).mkdir(parents=True)
        shutil.copy(own, program.journal / name)
    (program.journal / "2026-08.other-aaaaaa.jsonl").write_bytes(b"")
    (program.journal / "2026-07.other-aaaaaa.jsonl").write_bytes(b"\n\n")
    (program.journal / "notes.txt").write_bytes(b"Nothing of ours.")
    (program.journal / "photos").mkdir()
    (program.journal / "photos" / "one.jpg").write_bytes(b"")
    told = program.ok("doctor").out
    for name in odd:
        assert f"{program.journal / name}: not read, as its name " in told
    for name in ("sub", "past/sub"):
        assert f"{program.journal / name}: 1 file in it is not read" in told
    for month in ("07", "08"):
        assert f"{program.journal}/2026-{month}.other-aaaaaa.jsonl: empty" in told.replace(
            "\\", "/"
        )
    assert "notes" not in told
    assert "photos" not in told
    assert len(program.entries()) == 1


BACKUPS = [
    "2026-10.backup.jsonl",
    "2026-11.backup.jsonl",
    "2027-01.backup.jsonl",
    "2026-10.laptop-aaaaaa (copy).jsonl",
    "2026-10.laptop-aaaaaa.sync-conflict-20261101-101010-ABCDEFG.jsonl",
    "2026-12.laptop-aaaaaa.jsonl",
    "backup.jsonl",
]


@pytest.fixture
def october(program, line) -> Path:
    """A backup of October, of which one entry was changed and one deleted since."""

    def at(day: int) -> str:
        return f"2026-10-{day:02}T18:30:00Z"

    for day, (entry_id, what) in enumerate(
        [("aaaaaaaaaaaa", "Deleted since."), ("bbbbbbbbbbbb", "Stale."), ("cccccccccccc", "Gone.")],
        start=20,
    ):
        made = line(what, id=entry_id, happened=at(day), logged=at(day), edited=at(day))
        path = program.add_line(made, "2026-10.laptop-aaaaaa.jsonl")
    old = line("Older.", id="dddddddddddd", happened="2026-09-20T18:30:00Z")
    old |= {"logged": old["happened"], "edited": old["happened"]}
    program.add_line(old, "2026-09.laptop-aaaaaa.jsonl")
    program.ok("edit", "bbbb", "--what", "Fresh.")
    program.ok("delete", "aaaa", "--yes")
    program.ok("delete", "cccc", "--forever", "--yes")
    return path.rename(program.home / "backup")


@pytest.mark.parametrize("name", BACKUPS)
def test_a_backup_brings_nothing_stale_or_deleted(program, october, name):
    """Under whatever name it lies there: short lists, `last` and edits know what came after."""
    shutil.copy(october, program.journal / name)

    def whats(*options: str) -> list[str]:
        return [entry["what"] for entry in program.ok("list", *options, "--json").json]

    assert whats() == whats("-n", "9") == ["Older.", "Fresh."]
    assert whats("-n", "1") == ["Fresh."]
    assert program.entry("last")["what"] == "Fresh."
    program.ok("edit", "last", "--tag", "looked")
    edited = program.entry("bbbb")
    assert (edited["what"], edited["tags"]) == ("Fresh.", ["looked"])
    assert program.ok().out.count("October") == 1


@pytest.mark.parametrize("newer", [0, 1])
@pytest.mark.parametrize("command", ["edit", "repair", "delete"])
def test_an_entry_with_two_times_of_logging_is_one(program, line, newer, command):
    """Of the earlier, for every command; a change is made to the newest of its words."""
    for at in (0, 1):
        program.add_line(
            line(
                "Newest." if at == newer else "Older.",
                happened="2026-10-20T18:30:00Z",
                logged=("2026-10-21T18:30:00Z", "2026-11-02T18:30:00Z")[at],
                edited=f"2026-11-1{int(at == newer)}T18:30:00Z",
            ),
            f"2026-1{at}.device-{'ab'[at] * 6}.jsonl",
        )
    program.add_line(
        line(
            "Last.",
            id="cccccccccccc",
            happened="2026-10-19T10:00:00Z",
            logged="2026-11-01T10:00:00Z",
        ),
        "2026-11.device-cccccc.jsonl",
    )
    for options in ((), ("-n", "1"), ("-n", "2"), ("-n", "5")):
        found = program.ok("list", *options, "--json").json
        assert [each["what"] for each in found][-1] == "Newest."
        assert len(found) <= 2
    assert program.entry("last")["what"] == "Last."
    if command == "edit":
        program.ok("edit", "elsewhere", "--child", "Wren")
        changed = program.entry("elsewhere")
        assert (changed["what"], changed["child"]) == ("Newest.", "Wren")
        program.ok("undo")
        assert program.entry("elsewhere")["child"] == ""
    elif command == "repair":
        program.ok("repair", "elsewhere", "--note", "n")
        assert program.entry("elsewhere")["what"] == "Newest."
    else:
        program.ok("delete", "elsewhere", "--yes")
        assert [each["what"] for each in program.entries()] == ["Last."]
        program.ok("undo")
    assert program.entry("elsewhere")["what"] == "Newest."
    assert len(program.entries()) == 2
