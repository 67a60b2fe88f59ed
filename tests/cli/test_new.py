import pytest

LISTS = {
    "--did": ("did", "yelled"),
    "--feeling": ("feelings", "tired"),
    "--body": ("body", "tight jaw"),
    "--child-feeling": ("child_feelings", "scared"),
    "--tag": ("tags", "bath"),
}


def test_every_option_of_new_sets_its_field(program):
    """What is given as an option stands in the entry, and nothing else is made up."""
    program.named("Sam")
    entry = program.new(
        "I shouted.",
        *("--when", "2026-11-18T19:00", "--child", "Wren", "--child-age", "4", "--carer", "Sam"),
        *("--did", "yelled", "--moment", "wont", "--feeling", "tired", "--body", "teeth"),
        *("--child-feeling", "scared", "--meaning", "Distance.", "--tag", "bath", "--quick"),
        *("--before", "No nap."),
    )
    given = {
        "what": "I shouted.",
        "happened": "2026-11-18T19:00:00Z",
        "precision": "minute",
        "child": "Wren",
        "child_age": 4,
        "carer": "Sam",
        "did": ["yelled"],
        "moment": {"then": "wont", "now": None},
        "feelings": ["tired"],
        "body": ["teeth"],
        "child_feelings": ["scared"],
        "meaning": "Distance.",
        "tags": ["bath"],
        "before": "No nap.",
    }
    empty = {
        "v": 1,
        "kind": "rupture",
        "part": "",
        "deleted": None,
        "ticks": {},
        "occasion": "",
        "setting": None,
        "capacities": [],
        "reframe": "",
        "needs": "",
        "next": None,
        "helped": "",
        "harm": None,
        "group": "",
        "source": None,
        "rest": None,
        "repairs": [],
        "check_ins": [],
    }
    made = {"id", "logged", "edited"}
    assert {key: value for key, value in entry.items() if key not in made} == given | empty


@pytest.mark.parametrize("option", LISTS)
def test_list_options_repeat_or_take_commas(program, option):
    """Both ways together keep the order and drop repeats."""
    name, known = LISTS[option]
    entry = program.new("x", option, f"{known}, own one,", option, "another", option, known)
    assert entry[name] == [known, "own one", "another"]


def test_words_of_the_vocabulary_are_matched_and_others_kept(program):
    """A stored word in any case, or the way it is read, becomes the stored one; others stay."""
    entry = program.new(
        "x",
        *("--did", "YELLED", "--did", "took something away", "--did", "yelled a bit"),
        *("--feeling", "Tired", "--feeling", "Like My Mum"),
    )
    assert entry["did"] == ["yelled", "took-away", "yelled a bit"]
    assert entry["feelings"] == ["tired", "Like My Mum"]


def test_saved_is_said_on_stderr_with_the_id(program):
    """Without --json stdout is empty: there is no data to print."""
    ran = program.ok("new", "--what", "x")
    assert ran.out == ""
    assert f"Saved. {program.entry()['id']}" in ran.err


def test_what_is_read_from_standard_input(program):
    """--what - takes all of it, empty lines included, without the outer ones."""
    ran = program.ok("new", "--what", "-", "--json", typed="\nOne.\n\nTwo.\n\n")
    assert ran.json["what"] == "One.\n\nTwo."


@pytest.mark.parametrize(
    ("arguments", "typed"),
    [
        (["--what", ""], ""),
        (["--what", "  \n "], ""),
        (["--what", "-"], ""),
        (["--what", "-"], " \n"),
        ([], ""),
        ([], "\n\n"),
        (["--quick"], ""),
        (["--what", "x", "--moment", "maybe"], ""),
        (["--what", "x", "--child-age", "four"], ""),
        (["--what", "x", "--child-age", "121"], ""),
        (["--what", "x", "--child-age", "-1"], ""),
        (["--what"], ""),
        (["--bogus"], ""),
    ],
)
@pytest.mark.parametrize("ending", [[], ["--json"]])
def test_nothing_usable_to_write_exits_2(program, arguments, typed, ending):
    """No entry is made of nothing, stdout stays empty, and stderr says what is missing."""
    ran = program("new", *ending, *arguments, typed=typed)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err
    assert not program.files()


def test_no_input_never_reads_standard_input(program):
    """With --no-input nothing is asked: what is missing is an error, however much is piped."""
    ran = program("--no-input", "new", typed="I shouted.\n")
    assert (ran.code, ran.out) == (2, "")
    assert "--what" in ran.err
    assert not program.files()
    assert program.ok("--no-input", "new", "--what", "x", "--json").json["what"] == "x"


def test_piped_answers_come_in_a_fixed_order(program):
    """One line each; where they end, the rest is skipped and what there is stays saved."""
    ran = program.ok("new", "--json", typed="I shouted.\nWren\ntired, my own\nwont\n")
    assert (ran.json["what"], ran.json["child"]) == ("I shouted.", "Wren")
    assert ran.json["feelings"] == ["tired", "my own"]
    assert ran.json["moment"]["then"] == "wont"
    assert "Happened" in ran.err
    short = program.ok("new", "--json", typed="Only this.")
    assert (short.json["what"], short.json["child"]) == ("Only this.", "")


def test_options_are_not_asked_again(program):
    """What is given as an option is left out of the piped questions."""
    ran = program.ok("new", "--child", "Wren", "--json", typed="I shouted.\ntired\nwont\n")
    assert ran.json["child"] == "Wren"
    assert ran.json["feelings"] == ["tired"]
    assert ran.json["moment"]["then"] == "wont"


def test_a_piped_answer_that_cannot_be_used_exits_2_and_names_the_question(program):
    """What was answered before it stays saved."""
    ran = program("new", typed="I shouted.\nWren\ntired\n7\n")
    assert ran.code == 2
    assert ran.out == ""
    assert "'Looked'" in ran.err
    entry = program.entry()
    assert (entry["child"], entry["feelings"]) == ("Wren", ["tired"])
    assert entry["moment"]["then"] is None


def test_quick_asks_one_question_only(program):
    """After the first answer nothing more is read."""
    ran = program.ok("new", "--quick", "--json", typed="I shouted.\nWren\n")
    assert (ran.json["what"], ran.json["child"]) == ("I shouted.", "")
    assert "2 of 4" not in ran.err


@pytest.mark.parametrize("wrong", ["shwo", "I", "repiar", "lst", "import", "-x"])
def test_an_unknown_command_is_an_error_and_never_an_entry(program, wrong):
    """A slip of the keys exits 2; nothing is written anywhere."""
    ran = program(wrong, "shouted", "at", "bath", "time")
    assert (ran.code, ran.out) == (2, "")
    assert "--help" in ran.err
    assert not program.files()


@pytest.mark.parametrize(("typed", "meant"), [("shwo", "show"), ("repiar", "repair")])
def test_an_unknown_command_gets_a_suggestion(program, typed, meant):
    """The command that was probably meant is named."""
    assert f"'{meant}'" in program(typed).err


def test_a_pipe_is_never_asked_about_what_was_cut_off(program):
    """Its first line is what happened, even where it looks like a choice."""
    assert program("new", typed="I yelled\nFox\n5\nbogus\n").code == 2
    for what in ("1", "2"):
        ran = program.ok("new", typed=f"{what}\nWren\n")
        assert "Something unfinished is kept" in ran.err
        assert (program.entry()["what"], program.entry()["child"]) == (what, "Wren")
    assert [each["what"] for each in program.entries()] == ["I yelled", "1", "2"]
