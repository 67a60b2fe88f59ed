"""`card` as a command: the words that are ready, and nothing that says whose they are."""

import os
import stat

import pytest

WORDS = ("--name", "I shouted at you, Wren.", "--own", "That was mine. It was too loud.")


@pytest.fixture
def ready(program):
    """A moment with words that are ready and not yet said; returns its id."""
    made = program.new("Shouted about the shoes.", "--child", "Wren", "--carer", "Lou")["id"]
    program.ok("repair", made, *WORDS, "--presence", "toast", "--put-right", "mend the kite")
    return made


def test_one_idea_a_line_and_what_goes_beside(program, ready):
    """In a pipe the card is all there is: no name, no date, no program's name."""
    ran = program.ok("card")
    assert ran.out.split("\n") == [
        "I shouted at you.",
        "That was mine.",
        "It was too loud.",
        "",
        "Then, to put right: mend the kite",
        "Without words: toast",
        "",
        "No answer is needed.",
        "",
    ]
    assert ran.err == ""
    assert program.ok("card", "last").out == ran.out
    script = program.entry()["repairs"][0]["steps"]["name"]
    assert script == "I shouted at you, Wren.", "the words themselves stay as they were typed"


def test_a_name_within_a_sentence_stays_and_is_said(program):
    """It is theirs; whoever takes the card along is told that it stands on it."""
    program.new("x", "--child", "Will", "--carer", "Lou")
    program.ok("repair", "--name", "Will, I will ask. Lou saw it, Will")
    ran = program.ok("card")
    assert ran.out.startswith("I will ask.\nLou saw it.\n")
    assert "Lou" in ran.err
    assert "Will" not in ran.err


@pytest.mark.parametrize(("age", "said"), [("10", False), ("11", True), ("16", True)])
def test_from_eleven_on_it_is_for_a_pocket(program, age, said):
    """Words on a door are read by others; below that age nobody minds."""
    program.new("x", "--child", "Wren", "--child-age", age)
    program.ok("repair", *WORDS)
    assert ("For your pocket, not for their door." in program.ok("card").out) is said


def test_what_is_said_or_apart_has_no_card(program):
    """Nothing is ready, it was said, it stands apart, or may and nobody has answered."""
    assert program("card").code == 3
    program.new("Shoes.", "--child", "Wren")
    ran = program("card", "last")
    assert (ran.code, ran.out) == (2, "")
    assert "repairlog repair" in ran.err
    program.ok("repair", *WORDS)
    assert program.ok("card").out
    program.ok("repair", "--outcome", "offered")
    assert program("card").code == 3
    program.new("I hit him.", "--child", "Fox")
    program("repair", "last", *WORDS)
    ran = program("card", "last")
    assert (ran.code, ran.out) == (2, "")
    assert "help-now" in ran.err
    for answer, code in (("yes", 2), ("unsure", 2), ("no", 0)):
        program.ok("edit", "last", "--harm", answer)
        assert program("card", "last").code == code
        assert program("card").code == code or code == 2


def test_a_page_is_whole_and_for_this_account_alone(program, ready):
    """One file, mode 0600, that is never written over without --force."""
    path = program.home / "card.html"
    ran = program.ok("card", "--html", str(path))
    assert ran.out == ""
    text = path.read_text("utf-8")
    assert "default-src 'none'; style-src 'sha256-" in text
    assert "size: 148mm 105mm" in text
    assert [each for each in ("Wren", "Lou", "2026", "repairlog") if each in text] == []
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert program("card", "--html", str(path)).code == 2
    program.ok("card", "--html", str(path), "--force")


def test_a_card_fits_a_narrow_window_and_carries_no_escape(program):
    """Whatever was typed, in 40 columns."""
    program.new("x")
    program.ok("repair", "--name", "\x1b[31mred \u202e" + "long" * 30, "--own", "Mr. Grey saw it.")
    program.patch.setenv("COLUMNS", "40")
    out = program.ok("card").out
    assert "\x1b" not in out
    assert "\u202e" not in out
    assert max(map(len, out.split("\n"))) <= 40
    assert "\nMr. Grey saw it.\n" in out
