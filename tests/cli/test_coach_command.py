"""`coach`: the public JSON, one thing at a time, and off means off."""

import pytest

FLAWED = "I'm sorry I shouted, but you weren't listening. Next time you should listen first."
FINE = "I shouted at you. That was wrong of me."


def test_json_is_that_of_the_contract(program):
    """Exactly the contract's keys; offsets are code points of the text as given."""
    found = program.ok("coach", FLAWED, "--json").json
    assert set(found) == {"words", "length", "findings"}
    assert found["length"] is None
    assert [each["pattern"] for each in found["findings"]] == ["justifying", "lecturing"]
    for each in found["findings"]:
        assert set(each) == {"pattern", "start", "end", "text", "why", "try"}
        assert FLAWED[each["start"] : each["end"]] == each["text"]


def test_offsets_count_code_points(program):
    """Emoji and spaces before the words in question move them by one each."""
    text = f"  \N{GRINNING FACE} {FLAWED}"
    first = program.ok("coach", text, "--json").json["findings"][0]
    assert text[first["start"] : first["end"]] == first["text"]


def test_length_is_told_where_an_age_is_given(program):
    """How many words there are, and from how many to how many is plenty."""
    found = program.ok("coach", FINE, "--age", "8", "--json").json
    assert found["length"] == {"words": found["words"], "guide": [20, 50]}


@pytest.mark.parametrize("text", [FLAWED, FINE])
def test_finding_something_is_no_failure(program, text):
    """Exit code 0 whether or not anything is found: it never blocks."""
    assert program("coach", text).code == 0


def test_one_thing_at_a_time(program):
    """The weightiest first, with the words in question, why, and a form; of others, how many."""
    out = program.ok("coach", FLAWED).out
    assert "but you weren't listening" in out
    assert "listen first" not in out
    assert "1 more" in out or "one more" in out


def test_nothing_to_say_is_said(program):
    """Words that are fine get one plain line."""
    assert "Nothing stands out." in program.ok("coach", FINE).out


def test_words_come_from_standard_input(program):
    """Words need not stand in the shell's history."""
    assert program.ok("coach", "-", "--json", typed=FLAWED).json["findings"]
    assert program.ok("coach", "--json", typed=FLAWED).json["findings"]


def test_no_words_is_an_error(program):
    """An empty text exits 2."""
    assert program("coach", "  ").code == 2


def test_a_pattern_can_be_left_out_once_and_for_good(program):
    """`--without` for one call, a line in the settings for all; both take several."""
    without = program.ok(
        "coach", FLAWED, "--json", "--without", "justifying,lecturing", "--without", "blaming"
    ).json
    assert without["findings"] == []
    config = program.settings
    config.parent.mkdir(parents=True, exist_ok=True)
    config.write_text('[coach]\nwithout = ["justifying", "blaming"]\n')
    found = program.ok("coach", FLAWED, "--json").json["findings"]
    assert [each["pattern"] for each in found] == ["lecturing"]


def test_a_pattern_can_be_explained(program):
    """Someone who disagrees sees what is heard and left alone, nearest to their words first."""
    out = program.ok("coach", "--explain", "lecturing").out
    assert "lecturing" in out
    assert "leaves alone" in out
    near = program.ok("coach", "What have we learned then?", "--explain", "lecturing").out
    assert out.index("You need to understand") < out.index("What have we learned")
    assert near.index("What have we learned") < near.index("You need to understand")
    assert program("coach", "--explain", "rudeness").code == 2


def test_the_sure_rules_can_be_asked_alone(program):
    """`--rules-only` leaves out what was learned, and says less."""
    subtle = "I cried all night because of you."
    assert program.ok("coach", subtle, "--json").json["findings"]
    assert not program.ok("coach", subtle, "--json", "--rules-only").json["findings"]
    assert program.ok("coach", "Do you forgive me?", "--json", "--rules-only").json["findings"]


def test_after_harm_more_is_listened_for(program):
    """Asking a child who may have been hurt for silence is noticed where it is said to be so."""
    quiet = "I grabbed you too hard. Don't tell Mummy, it will only worry her."
    heard = program.ok("coach", quiet, "--json", "--after-harm").json["findings"]
    assert "asking-after-harm" in [each["pattern"] for each in heard]
    heard = program.ok("coach", quiet, "--json").json["findings"]
    assert "asking-after-harm" not in [each["pattern"] for each in heard]


def test_nothing_is_kept(program):
    """The words go nowhere: no journal is made for them."""
    program.ok("coach", FLAWED)
    assert not list(program.home.rglob("*.jsonl"))
