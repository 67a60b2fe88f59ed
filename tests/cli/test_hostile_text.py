import sys

import pytest

HOSTILE = {
    "escape": "a\x1b[31mred\x1b]0;title\x07 \x1b[2J end",
    "c1": "a\x9b31m b\x85c\x90d",
    "markup": "[bold]not bold[/bold] [link=https://example.org]x[/link] {child} {repairlog}",
    "override": "safe\u202egnp.exe\u202c \u2066x\u2069 \u200fy",
    "controls": "a\x00b\x08c\rd\x0be\x7ff",
    "emoji": "\U0001f468\u200d\U0001f469\u200d\U0001f467 \U0001f1ec\U0001f1e7 e\u0301 \u65e5\u672c",
    "long": "word " * 20_000,
    "unbroken": "x" * 100_000,
    "wide": "\U0001f600" * 100_000,
    "marks": "a\u0301" * 50_000,
    "invisible": "\u200b" * 100_000,
    "lines": "\n" * 50 + "x",
}
ACTING = {*map(chr, range(0x20)), *map(chr, range(0x7F, 0xA0))} - {"\n"}
TURNING = set(
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029"
)


@pytest.mark.parametrize("name", HOSTILE)
def test_text_is_only_text_on_every_screen(program, name):
    """No escape, control or change of direction reaches a terminal, and no line runs over."""
    text = HOSTILE[name][:20_000]
    short = text[:300]
    program.new(text, "--child", short, "--did", short, "--meaning", text, "--tag", short)
    program.ok("edit", "last", "--carer", short, "--feeling", short, "--body", short)
    program.ok("repair", "last", "--name", text, "--note", text)
    program.ok("reframe", "last", "--moment", "cant", "--reframe", text, "--capacity", short)
    program.ok("rest", "last", "--why", text)
    program.new(text, "--child", short)
    entry = program.entry()["id"]
    for command in (["list"], ["show", entry], ["waiting"], ["history", entry], ["stats"], []):
        for plain in ([], ["--plain"]):
            ran = program.ok(*plain, *command)
            assert not set(ran.out + ran.err) & (ACTING | TURNING), command
            assert max(map(len, ran.out.split("\n"))) <= 80 or name in {"marks", "invisible"}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_card_and_a_table_are_only_text(program, name):
    """Words that are ready, taken along or put into a spreadsheet, act nowhere."""
    text = HOSTILE[name][:20_000]
    program.new("x", "--child", text[:300])
    program.ok("repair", "last", "--name", text, "--presence", text, "--put-right", text)
    for plain in ([], ["--plain"]):
        ran = program.ok(*plain, "card", "last")
        assert not set(ran.out + ran.err) & (ACTING | TURNING)
        assert max(map(len, ran.out.split("\n"))) <= 80 or name in {"marks", "invisible"}
    page = program.home / "card.html"
    program.ok("card", "last", "--html", str(page))
    assert not set(page.read_text("utf-8")) & (ACTING | TURNING)
    ran = program.ok("export", "-", "--format", "csv")
    assert not set(ran.out.replace("\r\n", "") + ran.err) & (ACTING | TURNING)


@pytest.mark.parametrize("name", HOSTILE)
def test_text_round_trips(program, name):
    """What was given comes back letter for letter in JSON, and in an export."""
    text = HOSTILE[name]
    program.ok("new", "--what", "-", typed=text)
    given = text.strip()
    assert program.entry()["what"] == given
    assert program.entries()[0]["what"] == given
    program.ok("export", "-")
    (exported,) = program.ok("export", "-").json
    assert exported["what"] == given


@pytest.mark.parametrize("command", [["show", "--json"], ["list", "--json"], ["export", "-"]])
@pytest.mark.parametrize("name", ["escape", "c1", "override", "controls"])
def test_json_on_a_terminal_is_only_text(program, command, name):
    """JSON that is looked at rather than piped carries nothing that would act."""
    program.new(HOSTILE[name])
    out = program.ok(*command).out
    assert not set(out) & (ACTING | TURNING)


def test_messages_show_text_safely(program):
    """What was typed is repeated in messages as text, too."""
    for arguments in (
        ["show", "\x1b[31m"],
        ["new", "--what", "x", "--when", "\x1b[31m\u202e"],
        ["\x1b[31m"],
        ["list", "--\x1b[31m"],
        ["help-now", "--country", "\x1b[31m"],
        ["export", "/nowhere/\x1b[31m"],
        ["--journal", "/nowhere/\x1b[31m/x", "list"],
    ):
        ran = program(*arguments)
        assert ran.code in {2, 3, 6}
        assert not set(ran.out + ran.err) & (ACTING | TURNING), arguments


def test_words_printed_back_are_safe(program):
    """Words that could not be saved come back as text."""
    ran = program("--journal", "/nowhere/x/y", "new", "--what", HOSTILE["escape"])
    assert ran.code == 6
    assert "end" in ran.err
    assert not set(ran.err) & ACTING


@pytest.mark.parametrize("option", ["--what", "--child", "--carer", "--meaning", "--tag", "--did"])
def test_lone_surrogates_become_replacement_characters(program, option):
    """Bytes that are no text arrive as halves of characters; they cannot be stored."""
    rest = [] if option == "--what" else ["--what", "x"]
    program.named("a\ufffdb")
    program.ok("new", *rest, option, "a\udcffb")
    name = {"--tag": "tags", "--did": "did"}.get(option, option[2:])
    stored = program.entry()[name]
    assert (stored if isinstance(stored, str) else stored[0]) == "a\ufffdb"


def test_surrogates_in_filters_find_what_was_stored(program):
    """The same bytes, given again, mean the same nickname."""
    program.new("x", "--child", "a\udcff", "--tag", "t\udcff")
    assert len(program.ok("list", "--child", "a\udcff", "--json").json) == 1
    assert len(program.ok("list", "--tag", "t\udcff", "--json").json) == 1


@pytest.mark.skipif(sys.platform != "linux", reason="arguments are bytes only there")
def test_bytes_that_are_no_text_are_kept_as_marks(process):
    """In a real process: wrong bytes in arguments save all else; in a file they are refused."""
    ran = process("new", "--what", b"caf\xe9", "--child", b"W\xff", "--json")
    assert ran.returncode == 0
    assert process("new", "--what", "-", input=b"caf\xe9\r\nnext").returncode == 2
    shown = process("list")
    assert "caf\ufffd" in shown.stdout.decode()


def test_data_is_utf_8_whatever_the_locale(process, environment):
    """What goes into a pipe keeps all its letters where the locale has none of them."""
    process("new", "--what", "caf\xe9 \U0001f600 end")
    ran = process("show", env={**environment, "PYTHONIOENCODING": "ascii"})
    assert ran.returncode == 0
    assert "caf\xe9 \U0001f600 end".encode() in ran.stdout


def test_width_is_kept(program):
    """A narrow window gets narrow lines, whatever the words."""
    program.new("A quite ordinary sentence of some length. " * 5 + "\u65e5" * 60)
    program.patch.setenv("COLUMNS", "40")
    for command in (["list"], ["show"], ["history", program.entry()["id"]], ["help-now"]):
        lines = program.ok(*command).out.split("\n")
        assert all(len(each) + each.count("\u65e5") <= 40 for each in lines), command
