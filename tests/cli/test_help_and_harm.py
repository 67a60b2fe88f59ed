import pytest

HARM = "I hit him."
QUIET = "I shouted at bath time."


def told(ran):
    """Return the lines of stderr that name help-now."""
    return [line for line in ran.err.splitlines() if "help-now" in line]


CASES = {
    "new": (["new", "--what"], []),
    "new --meaning": (["new", "--what", QUIET, "--meaning"], []),
    "new --before": (["new", "--what", QUIET, "--before"], []),
    "edit": (["edit", "last", "--what"], []),
    "repair --note": (["repair", "last", "--note"], []),
    "repair --name": (["repair", "last", "--name"], []),
    "repair --put-right": (["repair", "last", "--put-right"], []),
    "reframe": (["reframe", "last", "--moment", "both", "--reframe"], []),
}


@pytest.mark.parametrize("ending", [[], ["--json"], ["--plain"]])
@pytest.mark.parametrize("name", CASES)
def test_words_of_harm_name_help_now_in_one_line_on_stderr(program, name, ending):
    """Once saved, one line says where help is; stdout holds none of it."""
    command, _ = CASES[name]
    program.new(QUIET)
    ran = program.ok(*command, HARM, *ending)
    assert told(ran) == ["If someone is hurt, or might be: repairlog help-now"]
    assert "help-now" not in ran.out


@pytest.mark.parametrize("said", ["I hit you", "I shook you.", "I grabbed your arm"])
@pytest.mark.parametrize("step", ["--name", "--own"])
def test_words_for_the_child_name_help_now(program, step, said):
    """Owning up to the child counts as much as telling the journal."""
    program.new(QUIET)
    assert not told(program.ok("repair", "last", step, "I shouted at you."))
    assert told(program.ok("repair", "last", step, said))


@pytest.mark.parametrize("ending", [[], ["--json"]])
@pytest.mark.parametrize("name", CASES)
def test_other_words_do_not_name_it(program, name, ending):
    """Without harm, the output of these commands does not name help-now."""
    command, _ = CASES[name]
    program.new(QUIET)
    ran = program.ok(*command, "I snapped, and we hit the road late.", *ending)
    assert "help-now" not in ran.out + ran.err


@pytest.mark.parametrize("deed", ["hurt", "restrained"])
def test_deeds_of_harm_act_as_words_do(program, deed):
    """Picking hurt or restrained is saying it."""
    assert told(program.ok("new", "--what", QUIET, "--did", deed))
    program.new(QUIET)
    assert told(program.ok("edit", "last", "--did", deed))


def test_a_piped_conversation_names_it_once(program):
    """Piped answers are not stopped by a notice; the line comes once, at the end."""
    assert len(told(program.ok("new", typed=f"{HARM}\nWren\n"))) == 1
    assert len(told(program.ok("edit", "last", typed="\nFox\n"))) == 1
    assert not told(program.ok("new", typed=f"{QUIET}\nWren\n"))


def test_what_was_not_saved_names_nothing(program):
    """The line comes once the words are safe, not before."""
    ran = program("new", "--what", HARM, "--when", "tomorrow")
    assert ran.code == 2
    assert not told(ran)


def test_nothing_about_the_match_is_stored(program):
    """The entry holds what was typed and no mark of what was noticed."""
    program.ok("new", "--what", HARM)
    entry = program.entry()
    assert entry["what"] == HARM
    quiet = program.new(QUIET)
    assert entry.keys() == quiet.keys()
    assert {key for key in entry if entry[key] != quiet[key]} <= {"id", "what", "logged", "edited"}
