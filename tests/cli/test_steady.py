"""What nearly happened, and didn't; and moments in which they came first."""

import pytest


@pytest.fixture
def steady(program):
    """One of a day on which it nearly happened."""
    return program.new("the paint", "--child", "Fox", "--steady", "--helped", "the bins")


def test_it_is_kept_with_what_helped(program, steady):
    """Kind and what helped; on the screen and in a file for reading."""
    assert (steady["kind"], steady["helped"]) == ("steady", "the bins")
    told = program.ok("show", "last").out
    assert "It nearly happened, and didn't." in told
    assert "What helped: the bins" in told
    assert "It nearly happened, and didn't." in program.ok("list").out
    program.ok("export", str(program.home / "out.md"))
    told = (program.home / "out.md").read_text("utf-8")
    assert "State: it nearly happened, and didn't" in told
    assert "What helped: the bins" in told


def test_it_waits_for_nothing(program, steady):
    """Not on the home screen, not among what waits."""
    assert program.ok("waiting", "--json").json == []
    assert program.ok("list", "--open", "--json").json == []
    assert "Nothing is waiting." in program.ok().out


@pytest.mark.parametrize(
    "command",
    [
        ["repair", "last", "--outcome", "offered"],
        ["rest", "last"],
        ["reframe", "last", "--moment", "cant"],
        ["check-in", "last", "--present"],
    ],
)
def test_there_is_nothing_to_repair(program, steady, command):
    """By its id, it is said so, with the way out; without, it is not among those meant."""
    ran = program(*command)
    assert ran.code == 2
    assert f"edit {steady['id']} --no-steady" in ran.err
    assert program(command[0], *command[2:]).code in {2, 3}
    assert program.entry() == steady


def test_it_is_in_no_ratio_and_counted_by_itself(program, steady):
    """Nothing but its own number changes, on the screen, as JSON and on the page."""
    program.new("the shoes", "--feeling", "tired")
    program.new("the lift", "--steady", "--feeling", "angry")
    found = program.ok("stats", "--json").json
    assert (found["steady"], found["entries"], found["apart"]) == (2, 1, 0)
    assert found["ratio"] == {"rupture": 1, "repair": 0}
    assert found["feelings"] == [["tired", 1]]
    assert found["by_child"] == []
    for options in ([], ["--plain"]):
        assert "2 nearly happened, and didn't." in program.ok("stats", *options).out
    program.ok("report", str(program.home / "page.html"))
    page = (program.home / "page.html").read_text("utf-8")
    assert "2 nearly happened, and didn&#39;t." in page


def test_where_there_is_nothing_else_it_is_said_all_the_same(program, steady):
    """A journal of such moments alone is not told that it is empty."""
    assert program.ok("stats").out.strip() == "1 nearly happened, and didn't."
    assert program.ok("stats", "time").out.strip() == "1 nearly happened, and didn't."


def test_where_it_stands_apart_it_counts_there_only(program):
    """The answer about harm is kept of it too, and sets it apart."""
    program.new("the paint", "--steady", "--harm", "unsure")
    found = program.ok("stats", "--json").json
    assert (found["steady"], found["apart"], found["entries"]) == (0, 1, 1)
    assert found["ratio"]["rupture"] == 0
    assert "Kept apart." in program.ok("list").out


def test_words_of_harm_are_heard_in_it(program):
    """Nearly is no reason not to name help."""
    ran = program.ok("new", "--steady", "--what", "I smacked him and it left a mark")
    assert "help-now" in ran.err
    ran = program.ok("new", "--steady", "--what", "the paint", "--helped", "his uncle hits him")
    assert "help-now" in ran.err


def test_edit_makes_it_a_hard_moment_and_back(program, steady):
    """It happened after all: then it waits; the other way round it waits no more."""
    program.ok("edit", "last", "--no-steady")
    assert len(program.ok("waiting", "--json").json) == 1
    program.ok("edit", "last", "--steady", "--helped", "the stairs")
    assert program.ok("waiting", "--json").json == []
    assert program.entry()["helped"] == "the stairs"


def test_what_helped_goes_with_steady(program):
    """Else it is a missing option, and nothing is written."""
    assert program("new", "--what", "the paint", "--helped", "the bins").code == 2
    assert program.entries() == []


def test_it_can_be_taken_to_supervision(program, steady):
    """With what helped, and nothing about coming back."""
    page = program.home / "page.html"
    program.ok("report", str(page), "--supervision", "--id", steady["id"], "--yes")
    told = page.read_text("utf-8")
    assert "the bins" in told
    assert "It waits." not in told


# They came first


def test_they_came_is_a_return_shown_apart(program):
    """Offered, unless more is said; counted as come back to, and by itself."""
    program.new("the shoes", "--child", "Wren")
    made = program.ok("repair", "last", "--they-came", "--note", "She sat by me.", "--json").json
    (attempt,) = made["repairs"]
    assert (attempt["they_came"], attempt["outcome"], attempt["note"]) == (
        *(True, "offered", "She sat by me."),
    )
    assert "They came to you." in program.ok("list").out
    assert "They came to you: Thursday." in program.ok("show", "last").out
    found = program.ok("stats", "--json").json
    assert (found["ratio"]["repair"], found["they_came"]) == (1, 1)
    for options in ([], ["--plain"]):
        told = program.ok("stats", *options).out
        assert "Of those come back to, in 1 it was they who came to you." in told
    program.ok("export", str(program.home / "out.md"))
    assert "They came to me" in (program.home / "out.md").read_text("utf-8")


def test_it_adds_an_attempt_and_leaves_words_that_are_ready(program):
    """Own words can wait: they stay as they were."""
    program.new("the shoes")
    program.ok("repair", "last", "--name", "I shouted.")
    both = program.ok("repair", "last", "--they-came", "--outcome", "reconnected", "--json").json
    planned, came = both["repairs"]
    assert (planned["outcome"], planned["they_came"]) == ("planned", False)
    assert (came["outcome"], came["they_came"]) == ("reconnected", True)
    assert "They came to you, settled between you" in program.ok("show", "last").out


def test_once_the_adult_went_too_it_is_told_as_that(program):
    """Only where nobody else went is it told apart."""
    program.new("the shoes")
    program.ok("repair", "last", "--they-came")
    program.ok("repair", "last", "--name", "I shouted.", "--outcome", "offered")
    assert program.ok("stats", "--json").json["they_came"] == 0
    assert "Came back." in program.ok("list").out


def test_they_came_is_not_planned(program):
    """What is still to come is no coming."""
    program.new("the shoes")
    assert program("repair", "last", "--they-came", "--outcome", "planned").code == 2


def test_where_someone_may_be_hurt_the_answer_is_missing_first(program):
    """As with every outcome; and what stands apart is never settled."""
    program.new("I smacked him hard and it left a mark")
    ran = program("repair", "last", "--they-came", "--note", "He came.")
    assert ran.code == 2
    assert "He came." in ran.err
    assert program.entry()["repairs"] == []
    told = ["repair", "last", "--they-came", "--harm", "yes", "--outcome", "reconnected"]
    assert program(*told).code == 2


def test_the_next_days_it_is_they_who_came(program):
    """The line that offers a look back says so."""
    program.new("the shoes", "--child", "Wren")
    program.ok("repair", "last", "--they-came")
    program.now = program.now.replace(day=21)
    assert "Wren came to you on Thursday." in program.ok().out
