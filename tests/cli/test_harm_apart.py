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


@pytest.mark.parametrize("others", [0, 1])
def test_a_plain_repair_says_how_what_was_told_to_wait_is_found(program, others):
    """For 30 days, while nobody went back; beside what waits, and where nothing does."""
    held = program.new("The stairs.", "--harm", "unsure", "--child", "Fox")
    for _ in range(others):
        program.new("The milk.")
    way = f"Kept apart, Thursday, with Fox. Once that is seen to: repairlog repair {held['id'][:6]}"
    told = program("repair", typed="\n")
    assert told.code == (0 if others else 3)
    assert way in " ".join(told.err.split())
    program.ok("repair", held["id"], "--outcome", "offered")
    assert "Kept apart" not in program("repair", typed="\n").err
    program.new("The door.", "--harm", "yes")
    program.now = program.now.replace(month=12, day=20)
    assert "Kept apart" not in program("repair", typed="\n").err


def test_words_for_what_stands_apart_name_how_they_are_found(program):
    """Afterwards is said with its id: it is in no list of what waits."""
    held = program.new("The stairs.", "--harm", "yes")
    told = program.ok("repair", "last", typed="1\nI held you.\n").err
    assert f"repairlog repair {held['id']}" in " ".join(told.split())


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


WENT_BACK = [
    ("--outcome", "offered"),
    ("--outcome", "reconnected"),
    ("--response", "engaged"),
    ("--at", "today"),
]


@pytest.mark.parametrize("options", WENT_BACK)
def test_how_it_went_is_asked_for_harm_first(program, options):
    """Nothing is kept of it while nobody has answered; --harm is named, the words come back."""
    program.new("I hit him.")
    ran = program("repair", "last", *options, "--note", "he hugged me")
    assert ran.code == 2
    assert "--harm" in ran.err
    assert "he hugged me" in ran.err
    assert program.entry()["repairs"] == []
    kept = program.ok("repair", "last", *options, "--harm", "no", "--json").json
    assert (kept["harm"], len(kept["repairs"])) == ("no", 1)


def test_words_for_the_child_are_kept_as_planned(program):
    """Step text is never refused: it is ready, not yet said, and the rest is given back."""
    program.new("I hit him.")
    options = ("--name", "I shouted.", "--outcome", "offered", "--note", "he hugged me")
    ran = program("repair", "last", *options)
    assert ran.code == 2
    assert "he hugged me" in ran.err
    attempt = program.entry()["repairs"][0]
    assert (attempt["outcome"], attempt["note"]) == ("planned", "")
    assert attempt["steps"]["name"] == "I shouted."


IN_A_PIPE = ["2\nI told him sorry\n\n2\n", "3\nI told him sorry\n", "told him\nsorry\n"]


@pytest.mark.parametrize("answers", IN_A_PIPE)
def test_a_pipe_is_asked_no_gate_and_needs_the_answer_too(program, answers):
    """Going back, and a rest, are a missing answer: exit 2, nothing kept, all words given back."""
    program.new("I hit him.")
    before = program.files()
    ran = program("repair", "last", typed=answers)
    assert ran.code == 2
    assert "--harm" in ran.err
    assert "First" not in ran.err
    given_back = ran.err.partition("Here are your words")[2]
    assert all(line in given_back for line in answers.split("\n"))
    assert program.files() == before
    program.ok("repair", "last", "--harm", "no")
    kept = program.ok("repair", "last", "--json", typed="2\nI told him\n\n2\n").json
    assert (kept["harm"], kept["repairs"][0]["outcome"]) == ("no", "offered")


def test_words_in_a_pipe_are_kept_as_planned(program):
    """Unanswered, words for the child are ready and not yet said; no answer is made of them."""
    program.new("I hit him.")
    kept = program.ok("repair", "last", "--json", typed="1\nI hit you.\nThat was wrong.\n").json
    assert kept["harm"] is None
    assert kept["repairs"][0]["outcome"] == "planned"
    assert kept["repairs"][0]["steps"]["own"] == "That was wrong."
    ran = program("repair", "last", typed="1\n\n3\n")
    assert (ran.code, program.entry()["repairs"]) == (2, kept["repairs"])


@pytest.mark.parametrize("answer", APART)
def test_settled_is_never_said_of_what_stands_apart(program, answer):
    """Coming back may be kept; settled may not, whatever was answered before or with it."""
    program.new("I shouted.", "--harm", answer)
    ran = program("repair", "last", "--outcome", "reconnected", "--note", "we hugged")
    assert ran.code == 2
    assert "we hugged" in ran.err
    assert program("repair", "last", "--outcome", "reconnected", "--harm", answer).code == 2
    assert program.ok("repair", "last", "--outcome", "offered", "--json").json["harm"] == answer


def test_a_rest_is_asked_for_harm_first(program):
    """Unanswered, nothing rests; yes and not sure are kept, and nothing rests; after no it does."""
    program.new("I hit him.")
    ran = program("rest", "last", "--why", "too long ago")
    assert ran.code == 2
    assert "--harm" in ran.err
    assert "too long ago" in ran.err
    for answer in APART:
        assert program("rest", "last", "--harm", answer).code == 2
        assert (program.entry()["harm"], program.entry()["rest"]) == (answer, None)
    assert program("rest", "last").code == 2
    assert program.ok("rest", "last", "--harm", "no", "--json").json["rest"]


def test_other_words_need_no_answer(program):
    """A moment that speaks of no harm is come back to, and rests, as before."""
    program.new("I shouted.")
    assert program.ok("repair", "last", "--outcome", "reconnected", "--json").json["harm"] is None
    program.new("I shouted again.")
    assert program.ok("rest", "last", "--json").json["harm"] is None


def test_harm_alone_adds_no_attempt(program):
    """`repair --harm` keeps the answer and nothing else."""
    program.new("I shouted.")
    kept = program.ok("repair", "last", "--harm", "unsure", "--json").json
    assert (kept["harm"], kept["repairs"]) == ("unsure", [])


@pytest.mark.parametrize("deed", ["hurt", "restrained"])
def test_a_deed_that_was_picked_stands_apart_by_itself(program, deed):
    """It is an answer: coming back may be told; nothing rests but after a no."""
    program.new("I shouted.", "--did", deed)
    assert program("rest", "last").code == 2
    assert program("repair", "last", "--outcome", "reconnected").code == 2
    assert program.ok("repair", "last", "--outcome", "offered", "--json").json["harm"] is None
    program.new("I shouted.", "--did", deed)
    assert program.ok("rest", "last", "--harm", "no", "--json").json["rest"]


def test_a_rest_of_what_was_picked_is_not_called_come_back_to(program):
    """It rests after a no, still stands apart, and what takes that out is named."""
    program.new("I shouted.", "--did", "hurt")
    program.ok("repair", "last", "--outcome", "offered")
    out = program.ok("rest", "last", "--harm", "no").err
    assert "come back" not in out
    assert "It rests" in out
    assert "It stays apart for what is picked" in out


def test_what_keeps_it_apart_is_what_the_refusal_names(program):
    """An answer that would change nothing is not named as the way out."""
    program.new("I shouted.", "--did", "hurt")
    err = program("repair", "last", "--outcome", "reconnected", "--harm", "no").err
    assert "--harm no" not in err
    assert "picked under what you did" in err
    program.new("I shouted.", "--harm", "unsure")
    assert "--harm no" in program("repair", "last", "--outcome", "reconnected").err


def test_what_stands_apart_is_looked_at_again_only_where_it_is_named(program):
    """Unasked, nobody is led from harm to what may have been in a child's way."""
    program.new("I shouted.", "--moment", "wont")
    program.new("I slapped her.", "--moment", "wont", "--harm", "yes")
    shouted = program.ok("reframe", "--moment", "both", "--json").json
    assert shouted["what"] == "I shouted."
    assert program("reframe", "--moment", "both").code == 3
    assert program.ok("reframe", "last", "--moment", "both", "--json").json["harm"] == "yes"


def test_doctor_counts_what_nobody_has_answered(program, line):
    """Come back to or at rest, with words of harm: counted, and how to answer is named."""
    told = "nobody has answered"
    program.new("I hit him.")
    program.new("I hit him again.", "--harm", "no")
    program.ok("rest", "last")
    assert told not in program.ok("doctor").out, "what waits is asked when it is come back to"
    before = {"rest": {"at": "2026-11-03T18:30:00Z", "why": ""}}
    program.add_line(line("I hit him.", **before))
    out = program.ok("doctor").out
    assert "1 entry was come back to, or rests, and may tell of somebody hurt or held" in out
    assert told in out
    assert "elsewh" in out
    assert "--harm yes, unsure or no" in out
    program.ok("edit", "elsewhere234", "--harm", "no")
    assert told not in program.ok("doctor").out


@pytest.mark.parametrize("plain", [[], ["--plain"]])
@pytest.mark.parametrize("state", ["returned", "at rest"])
def test_stats_names_doctor_where_harm_is_unanswered_and_counted(program, line, state, plain):
    """One line, said on the screen alone; it goes once there is an answer."""
    at = "2026-11-03T18:30:00Z"
    tried = {"id": "repairelse23", "edited": at, "at": at, "outcome": "offered"}
    before = {"repairs": [tried]} if state == "returned" else {"rest": {"at": at, "why": ""}}
    program.new("The milk.")
    program.add_line(line("I hit him.", **before))
    ran = program.ok("stats", *plain)
    (told,) = [each for each in ran.err.splitlines() if each]
    assert told.startswith("Some of these may tell of harm, unanswered:")
    assert told.endswith("repairlog doctor")
    assert "doctor" not in program.ok("stats", "--json").err
    assert "doctor" not in program.ok("stats", "--child", "Wren").err
    program.ok("edit", "elsewhere234", "--harm", "no")
    assert program.ok("stats", *plain).err == ""


def test_stats_says_nothing_of_what_waits(program):
    """What waits is asked when it is come back to."""
    program.new("I hit him.")
    assert program.ok("stats").err == ""


def test_rest_and_its_answer_are_one_change(program):
    """One undo takes back both."""
    program.new("I hit him.")
    program.ok("rest", "last", "--harm", "no")
    program.ok("undo")
    assert (program.entry()["harm"], program.entry()["rest"]) == (None, None)


def test_a_new_moment_is_where_the_newest_was(program, line):
    """The settings, which several journals share, say it only where no moment does."""
    program.settings.parent.mkdir(parents=True, exist_ok=True)
    program.settings.write_text('setting = "home"\n')
    assert program.new("First.")["setting"] == "home"
    program.add_line(line("Then.", setting="residential", happened="2026-11-19T22:30:00Z"))
    assert program.new("Second.")["setting"] == "residential"
