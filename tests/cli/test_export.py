import csv
import io
import json
import os
import stat
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
    path = program.home / "mine.xlsx"
    ran = program("export", str(path))
    assert (ran.code, ran.out, path.exists()) == (2, "", False)
    assert ".xlsx" in ran.err
    assert "--format json, jsonl, csv or md" in ran.err
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
    program.ok("export", str(path), "--force")
    assert path.read_text().startswith("[")
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


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
    """Whatever the file is called; it says what it is, and that nothing is deleted now."""
    path = program.home / "fox.txt"
    ran = program.ok("export", str(path), "--child", "Fox")
    text = path.read_text("utf-8")
    assert text.startswith("# What")
    assert "no assessment of Fox" in text.replace("\\\n", " ")
    assert "delete nothing" in ran.err
    assert "--format" not in ran.err
    ran = program.ok("export", str(program.home / "fox.json"), "--child", "Fox")
    assert "With --format json" in ran.err
    assert program("export", "-", "--child", "Nobody").code == 3
    ran = program("export", "-", "--child", "Fox", "--until", "2026-10-01")
    assert (ran.code, ran.out) == (3, "")


def test_an_earlier_name_of_the_child_is_no_letter(program):
    """A child that was renamed is found by what stands in the words, and is nobody else."""
    program.new("Foxy ran off.", "--child", "Foxy")
    program.new("Wren saw Foxy.", "--child", "Wren")
    program.ok("children", "rename", "Foxy", "Fox")
    out = program.ok("export", "-", "--child", "Fox").out
    assert "Foxy ran off" in out
    assert "A saw Foxy" in out
    assert "Wren" not in out


def test_every_filter_of_a_list_is_one_of_an_export(program):
    """In every format the moments are those that `list` shows for the same options."""
    program.named("Sam")
    program.new("One.", "--child", "Fox", "--carer", "Sam", "--tag", "bath", "--when", "2026-10-02")
    program.new("Two.", "--child", "Wren", "--feeling", "tired", "--when", "2026-11-02")
    program.new("Three.", "--child", "Fox", "--when", "2026-11-10")
    program.ok("rest", "last")
    for options in (
        *(["--child", "fox"], ["--carer", "Sam"], ["--tag", "BATH"], ["--feeling", "tired"]),
        *(["--open"], ["--since", "november"], ["--until", "october"], ["-n", "2"]),
        *(["--open", "-n", "1"], ["--setting", "education"], ["--child", "Fox", "--open"]),
    ):
        wanted = {entry["id"] for entry in program.ok("list", *options, "--json").json}
        found = {
            entry["id"] for entry in program.ok("export", "-", "--format", "json", *options).json
        }
        assert found == wanted, options
        rows = rows_of(program.ok("export", "-", "--format", "csv", *options).out)
        assert {row["id"] for row in rows} == wanted, options
        out = program.ok("export", "-", "--format", "md", *options).out
        assert out.count("\nId: ") == len(wanted), options


def rows_of(out):
    """Return the rows of a table, by the names of its columns."""
    return list(csv.DictReader(io.StringIO(out, newline="")))


def test_a_table_has_one_row_an_entry(program, full):
    """Lines end as RFC 4180 says, every cell is quoted, and repairs are summed up."""
    program.ok("repair", full[1]["id"], "--name", 'I said "no",\nloudly.', "--note", "Toast.")
    out = program.home / "x.csv"
    program.ok("export", str(out))
    data = out.read_bytes()
    assert data.count(b"\r\n") == 4
    assert data.endswith(b'"\r\n')
    assert data.startswith(b'"id","kind","happened"')
    rows = {row["id"]: row for row in rows_of(data.decode())}
    assert len(rows) == len(full) == 3
    row = rows[full[1]["id"]] if full[1]["what"].startswith("Second") else rows[full[2]["id"]]
    told = rows[full[1]["id"]]
    assert told["words"] == 'I said "no",\nloudly.'
    assert (told["repairs"], told["outcome"], told["notes"]) == ("1", "planned", "Toast.")
    apart = next(each for each in rows.values() if each["did"] == "hurt")
    assert (apart["apart"], apart["state"], apart["first_return"][:10]) == ("yes", "", "2026-11-19")
    assert row["rest_why"] in ("because", "")
    assert any(each["check_ins"] == "2026-11-03: present" for each in rows.values())
    assert not {"\x1b", "\x9b", "\u202e", "\u2028"} & set(data.decode())


@pytest.mark.parametrize(
    "begins",
    ["=1+1", "+1", "-1", "@SUM(1)", "  =1", "\t=1", "%x", "\uff1d1", "ok\n=cmd|' /C calc'!A0"],
)
def test_no_cell_is_a_formula(program, begins):
    """A line that a spreadsheet would work out begins with an apostrophe; elsewhere it does not."""
    program.new(f"x\n{begins}", "--child", begins.strip().split("\n")[0], "--tag", begins.strip())
    (row,) = rows_of(program.ok("export", "-", "--format", "csv").out)
    for cell in row.values():
        for each in cell.split("\n"):
            assert each.strip()[:1] not in set("=+-@%|\uff1d"), cell
    assert begins.strip() in program.ok("export", "-").json[0]["what"], "in a table alone"


def test_pseudonyms_are_letters_and_other_ids(program, household):
    """In every format; the source says what it is, and nothing of it leads back."""
    real = program.entries()
    ran = program.ok("export", "-", "--format", "jsonl", "--pseudonyms", "--name", "Brown")
    assert [
        each for each in ("Wren", "wren", "Sam", "Lou", "FOX", "Brown") if each in ran.out
    ] == []
    assert "anonymous" in ran.err
    unnamed = program.ok("export", "-", "--format", "jsonl", "--pseudonyms")
    assert "Brown" in unnamed.err, "what may still be a name is pointed out"
    lines = [json.loads(line) for line in ran.out.splitlines()]
    assert len(lines) == len(real)
    ids = {each["id"] for entry in real for each in (entry, *entry["repairs"])}
    assert [each for each in ids if each in ran.out] == []
    assert {each["source"]["name"] for each in lines} == {"repairlog pseudonyms"}
    assert all(each["source"]["ref"] == each["id"] for each in lines)
    again = program.ok("export", "-", "--format", "jsonl", "--pseudonyms", "--name", "Brown")
    assert again.out == ran.out, "the same ids each time"
    for form in ("csv", "md"):
        out = program.ok("export", "-", "--format", form, "--pseudonyms").out
        assert [each for each in ("Wren", "wren", "Sam", "Lou", "FOX") if each in out] == []
        assert [each for each in ids if each in out] == []


def test_a_disguised_journal_never_comes_back_over_the_real_one(program, household):
    """Its lines put into the journal's own folder are other moments: every real one stays."""
    real = program.entries()
    out = program.ok("export", "-", "--format", "jsonl", "--pseudonyms").out
    program.add_line(out.rstrip("\n").encode(), "back.jsonl")
    assert len(program.entries()) == 2 * len(real)
    assert [entry for entry in program.entries() if not entry["source"]] == real


def test_what_cannot_be_disguised_is_left_out(program, line):
    """What another version put in, what was deleted, and whole moments of a newer format."""
    program.add_line(line(child="Wren", mood={"with": "Wren"}, did=["hurt"]))
    program.add_line(line(id="newer2222222", v=2, what="Wren again.", child="Wren"))
    ran = program.ok("export", "-", "--pseudonyms")
    (entry,) = ran.json
    assert (entry["child"], entry["did"], "mood" in entry) == ("A", ["hurt"], False)
    assert "newer" in ran.err
    assert "Wren" not in ran.out + ran.err
    ran = program("export", "-", "--child", "Wren", "--pseudonyms")
    assert (ran.code, ran.out) == (2, "")
    assert "--format md" in ran.err
