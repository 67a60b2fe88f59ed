"""Conversations in a pipe: a fixed order, nothing lost, and a plain word about what is missing."""

import json
import subprocess
import sys

import pytest

from support.journals import entry
from support.world import World


@pytest.fixture
def world(tmp_path):
    """Return an empty home."""
    return World(tmp_path)


def test_the_order_of_piped_answers_is_fixed(world):
    """First use, known children and something unfinished change nothing in a pipe."""
    answers = "the shoes\nWren\ntired, 5\n2\n2\n1\n"
    for _ in range(2):
        done = world.run("new", "--json", typed=answers)
        assert done.returncode == 0
        found = json.loads(done.stdout)
        assert (found["what"], found["child"]) == ("the shoes", "Wren")
        assert found["feelings"] == ["tired", "overloaded"]
        assert (found["moment"]["then"], found["did"]) == ("wont", ["yelled"])


def test_talk_goes_to_stderr_and_nothing_is_escaped(world):
    """In a pipe stdout stays empty, and neither stream holds an escape sequence."""
    done = world.run("new", typed="the shoes\n")
    assert done.stdout == ""
    assert "1 of 4." in done.stderr
    assert "\x1b" not in done.stdout + done.stderr


def test_where_answers_end_what_there_is_stays(world):
    """The rest is skipped: exit 0, the entry is there, and nothing counts as cut off."""
    assert world.run("new", typed="the shoes\nWren\n").returncode == 0
    assert [(e.what, e.child, e.feelings) for e in world.entries()] == [("the shoes", "Wren", ())]
    assert "cut off" not in world.run().stdout


def test_a_repair_whose_answers_end_is_planned(world):
    """The words so far are put together and kept as planned."""
    world.hold(entry(what="the shoes"))
    done = world.run("repair", typed="1\n\nI shouted at you.\nThat was mine.\n")
    assert done.returncode == 0
    (found,) = world.entries()
    assert found.planned.script == "I shouted at you. That was mine."


@pytest.mark.parametrize(
    ("answers", "behind", "code"),
    [
        ("the shoes\nWren\n99\n", "2\nand she said sorry", 2),
        ("the shoes\nWren\ntired\n2\n\n", "and this was the point\nof it all", 0),
    ],
    ids=["an unusable answer", "the last question"],
)
def test_what_is_piped_behind_the_last_answer_is_given_back(world, answers, behind, code):
    """Nobody reads it any more, so it is on stderr; what had not come yet is not waited for."""
    command = [sys.executable, "-m", "repairlog", "new"]
    streams = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
    with subprocess.Popen(command, env=world.environment(), **streams) as process:
        process.stdin.write(f"{answers}{behind}\n".encode())
        process.stdin.flush()  # and the pipe stays open
        assert behind in process.stderr.read().decode()
        assert process.wait(timeout=60) == code


@pytest.mark.parametrize("command", ["new", "edit", "repair", "reframe"])
def test_no_answer_at_all_is_an_error(command, world):
    """Nobody to ask: exit 2, and how else it can be given."""
    world.hold(entry(what="the shoes"))
    done = world.run(command)
    assert done.returncode == 2
    assert "nobody here to ask" in done.stderr
    assert len(world.entries()) == 1


def test_an_empty_account_is_an_error(world):
    """An empty first line writes nothing, and says so by its code."""
    done = world.run("new", typed="\nWren\n")
    assert done.returncode == 2
    assert "'Happened'" in done.stderr
    assert world.entries() == []


@pytest.mark.parametrize(
    ("answers", "label"),
    [
        ("the shoes\nWren\n99\n", "Felt"),
        ("the shoes\nWren\n6\nhe was tired\n", "Looked"),
        ("the shoes\nWren\n6\n2\nmore\n", "Add"),
        ("the shoes\nWren\n6\n2\n1\nages ago\n", "When"),
    ],
)
def test_an_answer_that_cannot_be_used_ends_it_and_is_named(answers, label, world):
    """Exit 2 with the question's label; all that was answered before is saved."""
    done = world.run("new", typed=answers)
    assert done.returncode == 2
    assert f"{label!r}" in done.stderr
    (found,) = world.entries()
    assert (found.what, found.child) == ("the shoes", "Wren")
    assert found.id in done.stderr


def test_something_unfinished_is_mentioned_and_never_asked(world):
    """It would swallow the first line: a note on stderr is all."""
    world.run("new", typed="the shoes\nWren\n99\n")
    done = world.run("new", typed="another\n")
    assert done.returncode == 0
    assert "Something unfinished is kept" in done.stderr
    assert {each.what for each in world.entries()} == {"the shoes", "another"}


def test_several_moments_and_nobody_to_ask_is_an_error(world):
    """`repair` in a pipe names the ids rather than choosing."""
    world.hold(entry(id="cccccccccccc"), entry(id="dddddddddddd"))
    done = world.run("repair", typed="1\n")
    assert done.returncode == 2
    assert all(each.id[:6] in done.stderr for each in world.entries())


def test_words_of_harm_in_a_pipe_are_saved_and_name_help_on_stderr(world):
    """No notice swallows an answer; one line names help-now once it is saved."""
    done = world.run("new", typed="I smacked his legs\nWren\n")
    assert done.returncode == 0
    assert done.stderr.count("help-now") == 1
    assert [(e.what, e.child) for e in world.entries()] == [("I smacked his legs", "Wren")]


def test_a_closed_pipe_is_a_quiet_success(world):
    """`repairlog list | head -1` prints one line and no complaint, and exits 0."""
    world.hold(*(entry(what="x" * 600) for _ in range(2000)))
    shell = f"{sys.executable} -m repairlog list; echo $? >code"
    done = subprocess.run(
        ["sh", "-c", f"({shell}) | head -1"],
        env=world.environment(),
        cwd=world.folder,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.count("\n") == 1
    assert done.stderr == ""
    assert (world.folder / "code").read_text().strip() == "0"
