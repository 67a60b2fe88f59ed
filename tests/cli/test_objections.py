"""What a clinician may hold against the program, by the numbers of docs/objections.md."""

import json
import re

import pytest

from repairlog import content
from support.paths import ROOT

OBJECTIONS = (ROOT / "docs" / "objections.md").read_text("utf-8")


def test_there_are_twenty_and_each_names_a_command():
    """A claim about a program that no command shows is only a claim."""
    items = re.split(r"^(?=\d+\. )", OBJECTIONS, flags=re.MULTILINE)[1:]
    assert [int(item.split(".")[0]) for item in items] == list(range(1, 21))
    assert [item for item in items if "`repairlog " not in item] == []


@pytest.fixture
def dozen(program):
    """Twelve moments, four of them come back to, one at rest."""
    for day in range(1, 13):
        program.new("I shouted.", "--child", "Wren", "--when", f"2026-11-{day:02}")
        if day % 3 == 0:
            program.ok("repair", "last", "--outcome", "offered", "--at", f"2026-11-{day + 1:02}")
    program.ok("rest", program.ok("waiting", "--json").json[0]["id"])


def test_1_and_3_nothing_compares_scores_or_chases(program, dozen):
    """No figure of other people, no score, streak, grade, goal or lateness, on any screen."""
    screens = [["stats"], ["stats", "time"], ["stats", "children"], ["waiting"], []]
    told = " ".join(program.ok(*each).out for each in screens).casefold()
    for word in (
        "score",
        "streak",
        "grade",
        "goal",
        "overdue",
        "too late",
        "average",
        "normal",
        "70/",
    ):
        assert not re.search(rf"\b{word}", told), word


def test_4_what_is_open_stays_in_the_time_until_you_came_back(program, dozen):
    """All twelve are counted, of which four were come back to; the share leaves out what rests."""
    found = program.ok("stats", "--json").json
    assert (found["time_to_return"]["n"], found["time_to_return"]["events"]) == (12, 4)
    assert found["repaired_share"]["value"] == pytest.approx(4 / 11)


def test_5_few_moments_have_counts_and_no_shares(program):
    """With nine there is neither a share nor an interval on the screen."""
    for _ in range(9):
        program.new("I shouted.")
    assert "in 100" not in program.ok("stats").out
    assert "%" not in program.ok("stats").out


def test_6_words_that_are_ready_are_no_repair(program):
    """The moment waits until it was said."""
    program.new("I shouted.")
    program.ok("repair", "last", "--name", "I shouted at you.", "--own", "That was wrong of me.")
    assert len(program.ok("waiting", "--json").json) == 1
    assert program.ok("stats", "--json").json["ratio"] == {"rupture": 1, "repair": 0}


def test_7_nothing_is_asked_of_the_child(program):
    """Going back counts whatever they say; words that ask for an all-clear are heard."""
    program.new("I shouted.")
    program.ok("repair", "last", "--outcome", "offered", "--response", "no-talk")
    assert program.ok("stats", "--json").json["ratio"]["repair"] == 1
    heard = program.ok("coach", "I shouted. Please say that you forgive me.", "--json").json
    assert "demanding" in {each["pattern"] for each in heard["findings"]}


def test_10_what_the_child_felt_is_only_what_they_might_have_felt(program):
    """Wherever it is read again."""
    program.new("I shouted.", "--child-feeling", "scared")
    for command in (["show", "last"], ["export", "-", "--format", "md"]):
        assert "might have felt: scared" in program.ok(*command).out


def test_11_a_wont_may_stay_one(program):
    """Looked at again, it is what it was, and counts as looked at."""
    program.new("He would not.", "--moment", "wont")
    program.ok("reframe", "last", "--moment", "wont")
    assert program.entry()["moment"] == {"then": "wont", "now": "wont"}
    assert program.ok("stats", "--json").json["moments"]["changed"] == [
        {"from": "wont", "to": "wont", "count": 1}
    ]


def test_12_no_word_to_pick_names_a_condition():
    """Lenses, not diagnoses."""
    words = json.dumps([each.line for each in content.vocabulary().capacities]).casefold()
    for condition in ("adhd", "autis", "disorder", "attachment", "syndrome", "trauma", "diagnos"):
        assert condition not in words


def test_13_the_coach_leaves_the_account_and_quotations_alone(program):
    """Of the account nothing is said; what is quoted in the words for the child is not theirs."""
    ran = program.ok("new", "--what", "You made me shout, you little monster, I said.")
    assert "coach" not in ran.err
    quoted = 'I said "you made me do it". That was wrong.'
    assert program.ok("coach", quoted, "--json").json["findings"] == []


def test_14_the_words_are_the_persons_own(program):
    """What is shown to be said is what was typed, in order, and not a word more."""
    program.new("I shouted.")
    program.ok("repair", "last", "--own", "My fault.", "--name", "I yelled about the shoes.")
    assert "Words: I yelled about the shoes. My fault.\n" in program.ok("show", "last").out


def test_15_long_words_and_words_that_lean_on_the_child_are_heard(program):
    """The guide goes by age; distress that is put on the child is named."""
    long = "I shouted at you about the shoes and that was wrong of me. " * 8
    assert program.ok("coach", long, "--age", "4", "--json").json["length"]["guide"] == [10, 25]
    heard = program.ok("coach", "I'm the worst mum, you must hate me.", "--json").json
    assert "burdening" in {each["pattern"] for each in heard["findings"]}


def test_16_harm_gets_another_way_than_the_usual(program):
    """The words are kept as planned, help is named, and coming back wants the person's answer."""
    told = program.ok("new", "--what", "I smacked his legs and there is a mark.")
    assert "help-now" in told.err
    refused = program("repair", "last", "--name", "I hit you.", "--outcome", "reconnected")
    assert refused.code == 2
    assert "--harm" in refused.err
    assert program.entry()["repairs"][0]["outcome"] == "planned"


def test_17_twelve_smacks_with_twelve_repairs_are_no_success(program):
    """They stand apart: counted as such, and come back to in no figure."""
    for day in range(1, 13):
        program.new("I smacked her.", "--harm", "yes", "--when", f"2026-11-{day:02}")
        program.ok("repair", "last", "--outcome", "offered", "--at", f"2026-11-{day + 1:02}")
    found = program.ok("stats", "--json").json
    assert (found["apart"], found["ratio"]) == (12, {"rupture": 0, "repair": 0})
    assert "12 of 12" not in program.ok("stats").out


def test_18_a_page_that_is_handed_on_says_that_it_is_no_record(program):
    """Whoever reads it, reads that."""
    options = ("--supervision", "--id", program.new("I shouted.")["id"], "--yes")
    path = program.home / "sheet.html"
    program.ok("report", str(path), *options, typed="A quiet hour.\n")
    assert "Not the statutory record" in " ".join(path.read_text("utf-8").split())


def test_19_nobody_counts_another(program):
    """Figures by a name that is not the reader's own are refused."""
    program.named("Sam")
    for command in (["stats"], ["list"], ["report", "-"]):
        assert program(*command, "--carer", "Lou").code == 2


def test_20_every_number_says_when_it_was_seen(program):
    """The day and the source of each stand where they are asked for."""
    assert re.search(r"20\d\d", program.ok("help-now", "--sources").out)
