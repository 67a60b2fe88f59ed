"""`export --format md` as a command."""

from support.journals import entry
from support.program import Program


def test_all_or_only_those_named(tmp_path):
    """Without --id the whole journal, with it only those; the ending of the name is enough."""
    program = Program(tmp_path)
    program.hold([entry(id="aaaaaaaaaaaa", what="One"), entry(id="bbbbbbbbbbbb", what="Two")])
    out, _ = program.run("export", "-", "--format", "md")
    assert "One" in out
    assert "Two" in out
    path = tmp_path / "one.md"
    program.run("export", str(path), "--id", "aaaa")
    text = path.read_text("utf-8")
    assert "One" in text
    assert "Two" not in text
    out, _ = program.run("export", "-", "--format", "json", "--id", "aaaa")
    assert '"One"' in out
    assert '"Two"' not in out
    program.run("export", "-", "--format", "md", "--id", "zzzz", code=3)
