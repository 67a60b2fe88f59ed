"""What somebody answered about harm, by options: kept, shown back, and apart from what waits."""

import pytest

APART = ["yes", "unsure"]


@pytest.mark.parametrize("answer", ["yes", "unsure", "no"])
def test_the_answer_is_kept_changed_and_undone(program, answer):
    """`new`, `edit` and `undo` hold the answer; `none` empties it."""
    assert program.new("I shouted.", "--harm", answer)["harm"] == answer
    assert program.ok("edit", "last", "--harm", "none", "--json").json["harm"] is None
    program.ok("undo")
    assert program.entry()["harm"] == answer


def test_the_answer_is_shown_in_words(program):
    """On the screen, and in a file for others; nothing is said where nobody answered."""
    program.new("I shouted.", "--harm", "unsure")
    assert "Anyone hurt: not sure" in program.ok("show", "last").out
    program.ok("export", str(program.home / "out.md"), "--format", "md")
    told = (program.home / "out.md").read_text("utf-8")
    assert "Whether anyone was hurt: not sure" in told
    assert "kept apart" in told
    program.ok("edit", "last", "--harm", "none")
    assert "hurt" not in program.ok("show", "last").out


@pytest.mark.parametrize("answer", APART)
def test_what_stands_apart_waits_for_nothing(program, answer):
    """It is in no list of what waits, at home, or where `repair` looks for a moment."""
    program.new("I shouted.", "--harm", answer)
    assert program.ok("waiting", "--json").json == []
    assert program.ok("list", "--open", "--json").json == []
    assert program("repair", typed="1\n").code == 3
    assert "Kept apart" in program.ok("list").out
    home = program.ok().out
    assert home.lstrip().startswith("Nothing is waiting.")
    assert "One moment is kept apart." in home


def test_an_answer_of_no_waits_as_any_other(program):
    """The person's answer decides, whatever the words may speak of."""
    program.new("I hit him.", "--harm", "no")
    assert len(program.ok("waiting", "--json").json) == 1
    assert "kept apart" not in program.ok().out


def test_the_home_screen_stops_saying_it_after_thirty_days(program):
    """The line goes; the answer stays, and so does the moment apart."""
    program.new("I shouted.", "--harm", "yes")
    program.new("I forgot the milk.")
    assert "One other is kept apart." in program.ok().out
    program.now = program.now.replace(month=12, day=20)
    assert "kept apart" not in program.ok().out
    assert [each["harm"] for each in program.entries()] == ["yes", None]


def test_twelve_smacks_with_good_endings_are_no_success(program):
    """However they ended, moments apart are counted in one line, and in no figure beside it."""
    for _ in range(12):
        program.new("I smacked him.", "--harm", "yes")
        program.ok("repair", "last", "--outcome", "offered", "--response", "engaged")
    told = program.ok("stats").out
    assert "12 are kept apart" in told
    assert "came back" not in told
    assert "settled" not in told
    figures = program.ok("stats", "--json").json
    assert (figures["apart"], figures["ratio"]) == (12, {"rupture": 0, "repair": 0})


TEXTS = {
    "--meaning": "meaning",
    "--before": "before",
    "--child": "child",
    "--carer": "carer",
    "--feeling": "feelings",
    "--tag": "tags",
}


@pytest.mark.parametrize("option", TEXTS)
def test_none_by_option_empties_an_answer(program, option):
    """As at a question; what happened cannot be empty."""
    program.new("I shouted.", option, "Wren")
    assert not program.ok("edit", "last", option, "none", "--json").json[TEXTS[option]]
    assert program("edit", "last", "--what", "none").code == 2
