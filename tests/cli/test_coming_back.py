import pytest

STEPS = ("name", "own", "share", "grow", "reconnect")


def attempts(program, *options):
    """Run repair on the newest moment and return its attempts."""
    return program.ok("repair", "last", *options, "--json").json["repairs"]


def test_every_option_of_repair_sets_its_field(program):
    """Steps, put right, presence and a note stand in one new attempt."""
    program.new()
    steps = [part for step in STEPS for part in (f"--{step}", f"My {step}.")]
    (made,) = attempts(
        program,
        *(*steps, "--put-right", "The mug.", "--presence", "Toast.", "--note", "For me."),
        *("--outcome", "reconnected", "--response", "engaged", "--at", "2026-11-19T20:00"),
    )
    assert made["steps"] == {step: f"My {step}." for step in STEPS}
    told = ("put_right", "presence", "note", "outcome", "response", "at", "precision")
    assert [made[key] for key in told] == [
        *("The mug.", "Toast.", "For me.", "reconnected", "engaged"),
        *("2026-11-19T20:00:00Z", "minute"),
    ]


@pytest.mark.parametrize("step", STEPS)
def test_step_text_adds_an_attempt(program, step):
    """Words for the child are a new attempt, planned unless said otherwise."""
    program.new()
    (first,) = attempts(program, f"--{step}", "One.")
    assert (first["outcome"], first["at"]) == ("planned", None)
    both = attempts(program, f"--{step}", "Two.", "--outcome", "offered")
    assert [each["steps"][step] for each in both] == ["One.", "Two."]
    assert [each["outcome"] for each in both] == ["planned", "offered"]
    assert (both[1]["at"], both[1]["precision"]) == ("2026-11-19T12:00:00Z", "day")


@pytest.mark.parametrize(
    ("options", "changed"),
    [
        (["--outcome", "reconnected"], {"outcome": "reconnected"}),
        (["--response", "not-yet"], {"response": "not-yet", "outcome": "offered"}),
        (["--note", "He laughed."], {"note": "He laughed.", "outcome": "planned", "at": None}),
        (["--at", "2026-11-19"], {"outcome": "offered", "at": "2026-11-19T12:00:00Z"}),
    ],
)
def test_how_it_went_alone_changes_the_newest_attempt(program, options, changed):
    """Outcome, response, note or at alone add nothing to say: the newest attempt is meant."""
    program.new()
    attempts(program, "--name", "Older.")
    attempts(program, "--name", "Newer.")
    older, newer = attempts(program, *options)
    assert older["outcome"] == "planned"
    assert newer["steps"]["name"] == "Newer."
    assert {key: newer[key] for key in changed} == changed


def test_how_it_went_adds_an_attempt_where_there_is_none(program):
    """Most repairs were never prepared."""
    program.new()
    (made,) = attempts(program, "--outcome", "offered", "--note", "Said sorry.")
    assert (made["outcome"], made["note"]) == ("offered", "Said sorry.")
    assert made["steps"] == dict.fromkeys(STEPS, "")


def test_the_time_of_coming_back_stays_once_it_is_there(program):
    """A later change of the outcome does not move when it was; --at does."""
    program.new()
    attempts(program, "--outcome", "offered", "--at", "2026-11-19T21:00")
    (later,) = attempts(program, "--outcome", "reconnected")
    assert later["at"] == "2026-11-19T21:00:00Z"
    (moved,) = attempts(program, "--at", "2026-11-19T21:30")
    assert (moved["at"], moved["outcome"]) == ("2026-11-19T21:30:00Z", "reconnected")


def test_a_change_to_a_repair_leaves_the_entrys_own_tick(program):
    """So a repair noted here never undoes an edit made elsewhere."""
    entry = program.new()
    ran = program.ok("repair", "last", "--name", "x", "--json")
    assert ran.json["edited"] == entry["edited"]


@pytest.mark.parametrize(
    "options",
    [
        ["--outcome", "done"],
        ["--response", "maybe"],
        ["--outcome", "planned", "--at", "yesterday"],
        ["--outcome", "planned", "--response", "engaged"],
        ["--at", "ages ago"],
        ["--name"],
    ],
)
def test_unusable_repair_options_exit_2_and_save_nothing(program, options):
    """Refused by name, with nothing changed."""
    program.new()
    before = program.files()
    ran = program("repair", "last", *options)
    assert (ran.code, ran.out) == (2, "")
    assert program.files() == before


@pytest.mark.parametrize("command", ["repair", "reframe"])
def test_with_no_input_options_are_needed(program, command):
    """Nothing is asked, so nothing given is an error that names --help or the option."""
    program.new()
    ran = program("--no-input", command, "last", typed="1\n")
    assert (ran.code, ran.out) == (2, "")
    assert "--" in ran.err


def test_reframe_by_options(program):
    """The second look keeps the first; capacities repeat, take commas and own words."""
    program.new("x", "--moment", "wont")
    ran = program.ok(
        *("reframe", "last", "--moment", "both", "--reframe", "Perhaps.", "--json"),
        *("--capacity", "body,Shifting", "--capacity", "a long day"),
    )
    assert ran.json["moment"] == {"then": "wont", "now": "both"}
    assert ran.json["capacities"] == ["body", "shifting", "a long day"]
    assert ran.json["reframe"] == "Perhaps."


@pytest.mark.parametrize(
    "options", [["--capacity", "body"], ["--reframe", "x"], ["--moment", "perhaps"]]
)
def test_reframe_needs_a_reading(program, options):
    """How it looks now is what reframe is for; without it nothing changes, exit 2."""
    program.new()
    before = program.files()
    assert program("reframe", "last", *options).code == 2
    assert program.files() == before


def test_reframe_takes_piped_answers(program):
    """What was in the way, how it looks now, one sentence: one line each."""
    program.new("x", "--moment", "wont")
    ran = program.ok("reframe", "last", "--json", typed="1, 2\n3\nMay have been hard.\n")
    assert ran.json["capacities"] == ["body", "shifting"]
    assert ran.json["moment"]["now"] == "both"
    assert ran.json["reframe"] == "May have been hard."


@pytest.mark.parametrize("command", ["repair", "reframe"])
def test_no_piped_answer_at_all_exits_2(program, command):
    """An ended pipe is nobody to ask; nothing changes."""
    program.new()
    before = program.files()
    ran = program(command, "last")
    assert (ran.code, ran.out) == (2, "")
    assert program.files() == before
