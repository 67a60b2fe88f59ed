import json
import sys

import pytest


@pytest.fixture
def full(program, line):
    """A journal with all there is in it: attempts, rests, unknown fields, a deleted entry."""
    program.new("First.", "--child", "Wren", "--did", "hurt", "--feeling", "own", "--when", "7pm")
    program.ok("repair", "last", "--name", "I hit you.", "--outcome", "offered")
    program.ok("reframe", "last", "--moment", "cant", "--capacity", "body")
    program.new("Second \u202e\x1b[31m \U0001f600.", "--meaning", "\x9b\u2028")
    program.ok("rest", "last", "--why", "because")
    program.add_line(line(mood={"colour": [1.5, None]}, check_ins=[checked()]))
    program.new("Gone.")
    program.ok("delete", "last", "--yes")
    return program.entries()


def checked():
    """Return a check-in as another version may have written it."""
    at = "2026-11-03T08:00:00Z"
    return {"id": "checkin22222", "at": at, "edited": at, "present": True}


def read_back(program, data):
    """Return the entries of a new journal that holds only these lines."""
    folder = program.home / "back"
    folder.mkdir()
    (folder / "exported.jsonl").write_bytes(data)
    return program.ok("--journal", str(folder), "list", "--json").json


@pytest.mark.parametrize("options", [["--format", "jsonl"], []])
def test_json_lines_read_back_are_the_same_journal(program, full, options):
    """An export put into an empty folder is the journal again, nothing lost."""
    path = program.home / "out.jsonl"
    program.ok("export", str(path), *options)
    assert read_back(program, path.read_bytes()) == full


def test_a_json_array_holds_the_same(program, full):
    """The array's items, one a line, are the journal again; deleted entries are not in it."""
    path = program.home / "out.json"
    program.ok("export", str(path))
    items = json.loads(path.read_text("utf-8"))
    assert {item["what"] for item in items} == {entry["what"] for entry in full}
    lines = "".join(json.dumps(item) + "\n" for item in items)
    assert read_back(program, lines.encode()) == full
    assert "Gone." not in path.read_text("utf-8")


def test_the_format_goes_by_the_option_and_then_by_the_ending(program):
    """JSON for a name without an ending; --format comes before any."""
    program.new()
    assert isinstance(program.ok("export", "-").json, list)
    assert isinstance(program.ok("export", "-", "--format", "jsonl").json, dict)
    program.ok("export", str(program.home / "a"))
    assert json.loads((program.home / "a").read_text())[0]["id"]
    program.ok("export", str(program.home / "a.jsonl"), "--format", "json")
    assert isinstance(json.loads((program.home / "a.jsonl").read_text()), list)


def test_an_unknown_ending_is_asked_about(program):
    """No file pretends to be another kind: exit 2, and nothing is written."""
    program.new()
    path = program.home / "mine.csv"
    ran = program("export", str(path))
    assert (ran.code, ran.out, path.exists()) == (2, "", False)
    assert ".csv" in ran.err
    assert "--format json, jsonl or md" in ran.err
    program.ok("export", str(path), "--format", "jsonl")
    assert isinstance(json.loads(path.read_bytes()), dict)


def test_an_empty_journal_exports_an_empty_array(program):
    """No entries are no failure."""
    assert program.ok("export", "-").json == []
    assert program.ok("export", "-", "--format", "jsonl").out.strip() == ""


def test_nothing_is_written_over(program):
    """A file that is there is left alone, exit 2."""
    program.new()
    path = program.home / "mine.json"
    path.write_text("mine")
    ran = program("export", str(path))
    assert (ran.code, ran.out) == (2, "")
    assert path.read_text() == "mine"


def test_an_export_into_nowhere_exits_6(program):
    """A folder that is not there is said plainly."""
    program.new()
    ran = program("export", str(program.home / "nowhere" / "x.json"))
    assert (ran.code, ran.out) == (6, "")


@pytest.mark.skipif(sys.platform == "win32", reason="modes mean little there")
def test_an_export_is_readable_by_this_account_alone(program):
    """It holds all the words, and says that nothing else protects it."""
    program.new()
    path = program.home / "x.json"
    ran = program.ok("export", str(path))
    assert path.stat().st_mode & 0o777 == 0o600
    assert "Whoever can open that file can read it." in ran.err


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_unreadable_lines_exit_5_and_the_rest_is_exported(program, form):
    """Everything that can be read is in the file, and the code says that it is not all."""
    program.new("Readable.")
    program.add_line(b'{"v":1,"what":"torn')
    path = program.home / f"x.{form}"
    ran = program("export", str(path))
    assert ran.code == 5
    assert "Readable." in path.read_text()
    assert "1 line " in ran.err
    assert "doctor" in ran.err
    assert program("export", "-").code == 5


def test_lines_of_a_newer_format_are_exported_as_they_are(program, line):
    """Only the lines themselves hold all of such an entry, so all of them are in the export."""
    newer = line(v=2, mood=9, what="From the future.")
    program.add_line(line(what="Before."))
    program.add_line(newer, "newer.jsonl")
    items = program.ok("export", "-").json
    assert newer in items
    assert len(items) == 2


def test_a_byte_order_mark_is_not_in_an_export(program, line):
    """The mark before a file's first line would break the JSON in the middle."""
    newer = line(v=2, what="From the future.")
    program.add_line(b"\xef\xbb\xbf" + json.dumps(newer).encode() + b"\r")
    program.new()
    out = program.ok("export", "-").out
    assert newer in json.loads(out)
    assert "\ufeff" not in out


def test_no_other_carer_is_named(program, line):
    """In no export and no JSON; their moments are all there, and what was left out is said."""
    program.named("Sam")
    for carer in ("Sam", "Lou", ""):
        program.new(f"By {carer or 'nobody'}.", "--carer", carer)
    program.add_line(line(id="newer2222222", v=2, carer="Lou", mood="better"))
    for form in ("json", "jsonl", "md"):
        ran = program.ok("export", "-", "--format", form)
        assert "By Lou" in ran.out
        assert '"Lou"' not in ran.out
        assert "Carer: Lou" not in ran.out
        assert "other carers" in ran.err
    assert '"better"' in program.ok("export", "-").out, "an entry of a newer format stays whole"
    assert [entry["carer"] for entry in program.entries()].count("Sam") == 1
    assert not [entry for entry in program.entries() if entry["carer"] not in ("Sam", "")]
    assert "Lou" in program.ok("show", "newer").out, "the journal has it all"


def test_figures_are_for_whoever_wrote(program):
    """--carer takes the reader's own name, in any case, and nobody else's."""
    program.named("Sam")
    program.new("Mine.", "--carer", "Sam")
    program.new("Theirs.", "--carer", "Lou")
    for command in (["list"], ["stats"], ["report", "-"]):
        ran = program(*command, "--carer", "Lou")
        assert (ran.code, ran.out) == (2, "")
        assert str(program.settings) in ran.err
    out = program.ok("list", "--carer", "SAM").out
    assert "Mine." in out
    assert "Theirs." not in out


@pytest.fixture
def household(program):
    """Moments with two children, each named in the other's, and with grown-ups."""
    program.named("Sam")
    program.new("Fox hit wren. Mr Brown and Sam saw.", "--child", "Fox", "--carer", "Sam")
    program.new("Wren says foxes lie, and FOX laughed.", "--child", "Wren", "--carer", "Lou")
    program.new("Wren spat at Lou.", "--child", "Wren")
    program.ok("repair", "last", "--name", "I shouted about Fox.", "--outcome", "offered")
    program.new("Wren slept.", "--child", "Wren", "--tag", "Foxglove")


def test_everything_about_one_child(program, household):
    """Theirs, and what names them elsewhere; other known names are letters, unknown ones said."""
    ran = program.ok("export", "-", "--child", "fox")
    assert ran.out.startswith("# What this journal holds about Fox\n")
    assert [each for each in ("Wren", "wren", "Sam", "Lou") if each in ran.out] == []
    assert "Fox hit A" in ran.out
    assert "FOX laughed" in ran.out
    assert "I shouted about Fox." in ran.out
    assert "slept" not in ran.out
    assert "Brown" in ran.err
    assert "Fox" not in ran.err


def test_one_child_is_a_page_for_reading(program, household):
    """Whatever the file is called; other formats hold the whole journal, and say so."""
    path = program.home / "fox.txt"
    program.ok("export", str(path), "--child", "Fox")
    assert path.read_text("utf-8").startswith("# What")
    assert program("export", "-", "--child", "Fox", "--format", "json").code == 2
    assert program("export", "-", "--child", "Nobody").code == 3
