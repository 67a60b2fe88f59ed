"""What the Tab key offers, in each shell; nothing that was written acts there."""

import os
import shutil
import subprocess
import sys

import pytest

from repairlog.cli import completion
from support.cases import each_of


@pytest.fixture
def offered(program, monkeypatch, capsys):
    """What each shell is told behind a line, each word on a line of its own; nothing on stderr."""

    def at_tab(line, shell="fish"):
        typed = line.split(" ")
        asked = {
            "_REPAIRLOG_COMPLETE": f"complete_{shell}",
            "_TYPER_COMPLETE_ARGS": line,
            "_TYPER_COMPLETE_FISH_ACTION": "get-args",
            "COMP_WORDS": "\n".join(typed),
            "COMP_CWORD": str(len(typed) - 1),
        }
        with monkeypatch.context() as only_here:
            for name, value in asked.items():
                only_here.setenv(name, value)
            capsys.readouterr()
            told, _ = completion.answer()
        said = capsys.readouterr()
        assert said == ("", "")
        return told.splitlines()

    return at_tab


def words(lines):
    """Return the words without what is said of them."""
    return [line.partition("\t")[0] for line in lines]


@each_of(
    ("line", "found"),
    [
        ("repairlog sh", {"show"}),
        ("repairlog new --fe", {"--feeling"}),
        ("repairlog new --harm ", {"yes", "unsure", "no", "none"}),
        ("repairlog children r", {"rename"}),
        ("repairlog new --child w", {"Wren"}),
        ("repairlog list --child ", {"Wren", "Fox"}),
        ("repairlog children born F", {"Fox"}),
        ("repairlog list --tag bed", {"bedtime", "bed wars"}),
        ("repairlog new --feeling gut", {"gutted"}),
        ("repairlog new --feeling angry,asha", {"angry,ashamed"}),
        ("repairlog new --did sar", {"sarcasm"}),
        ("repairlog new --body ears", {"ears ringing"}),
        ("repairlog config set own.f", {"own.feelings"}),
        ("repairlog list --carer ", {"Sam"}),
        ("repairlog learn s", {"sorry", "six-to-ten", "shame"}),
        ("repairlog report ", set()),
    ],
)
def test_what_can_stand_there_is_offered(program, offered, line, found):
    """Commands, options, choices, children, tags, feelings of the lists and one's own."""
    program.settings.parent.mkdir(parents=True, exist_ok=True)
    program.settings.write_text('carer = "Sam"\n[own]\nbody = ["ears ringing"]\n', "utf-8")
    program.new("x", "--child", "Wren", "--tag", "bedtime", "--feeling", "gutted")
    program.new("y", "--child", "Fox", "--tag", "bed wars")
    assert set(words(offered(line))) >= found
    begun = line.rpartition(" ")[2].rpartition(",")[2].casefold()
    lasts = [each.rpartition(",")[2].casefold() for each in words(offered(line))]
    assert all(each.startswith(begun) for each in lasts)
    assert found or not lasts


def test_moments_are_offered_by_id_with_a_few_words(program, offered):
    """The newest first, where a shell can show them; bash is given the ids alone."""
    one = program.new("I shouted at bath time.", "--child", "Wren")["id"]
    two = program.new("The shoes again.", "--child", "Fox")["id"]
    lines = offered("repairlog show ")
    assert words(lines) == [two, one, "last"]
    assert "Fox: The shoes again." in lines[0]
    assert words(offered(f"repairlog show {one[:4]}"))[0] == one
    assert offered("repairlog show ", "bash") == [two, one, "last"]
    assert f"{one}:" in offered("repairlog show ", "zsh")[0]


def test_fish_is_told_where_files_are_meant(program, monkeypatch):
    """By the exit code, for which no journal is opened; elsewhere its own words stand alone."""
    monkeypatch.setenv("_REPAIRLOG_COMPLETE", "complete_fish")
    monkeypatch.setenv("_TYPER_COMPLETE_FISH_ACTION", "is-args")
    monkeypatch.setattr(completion, "_offers", None)
    for line, code in (("repairlog sh", 0), ("repairlog show ", 0), ("repairlog export ", 1)):
        monkeypatch.setenv("_TYPER_COMPLETE_ARGS", line)
        assert completion.answer() == ("", code)


def test_nothing_that_was_written_acts_in_a_shell(program, offered):
    """Quotes, substitutions, escapes and line ends are text, or are left out."""
    nasty = "$(touch oops) `touch oops` ' \" \\ * [red] | touch oops"
    program.new(f"\x1b[31m{nasty}\nsecond", "--child", nasty, "--tag", "\x1b[31mred")
    for shell in ("bash", "zsh", "fish"):
        said = "\n".join(offered("repairlog show ", shell))
        assert "\x1b" not in said
        assert "$(" not in said
        assert offered("repairlog list --tag ", shell) == []
    (child,) = offered("repairlog list --child ", "bash")
    done = subprocess.run(
        ["bash", "-c", f"printf %s {child}"], capture_output=True, text=True, check=True
    )
    assert done.stdout == " ".join(nasty.split())
    (zsh,) = offered("repairlog list --child ", "zsh")
    done = subprocess.run(
        ["bash", "-c", zsh.replace("local -a ", "").replace("_describe -V repairlog", ":")],
        capture_output=True,
        text=True,
        check=True,
        cwd=program.home,
    )
    assert not (program.home / "oops").exists()


@each_of("broken", ["journal", "settings", "instruction"])
def test_whatever_fails_is_passed_over_without_a_word(program, offered, broken):
    """A line that is being typed is no place for a message; what can be read is offered."""
    program.new("x", "--child", "Wren")
    if broken == "settings":
        program.settings.parent.mkdir(parents=True, exist_ok=True)
        program.settings.write_text("setting = ", "utf-8")
        assert words(offered("repairlog list --child ")) == ["Wren"]
    elif broken == "journal":
        program.add_line(b"{not json")
        (program.journal / "2026-11.other-bbbbbb.jsonl").mkdir()
        assert "Wren" in words(offered("repairlog list --child "))
    else:
        assert offered("repairlog show ", "csh") == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_completes(program, environment, shell, tmp_path):
    """Asked through the shell itself, by the script that --show-completion prints."""
    if not shutil.which(shell):
        pytest.skip(f"there is no {shell} here")
    found = tmp_path / "bin" / "repairlog"
    found.parent.mkdir()
    found.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m repairlog "$@"\n')
    found.chmod(0o755)
    program.new("x", "--child", "Wren", "--tag", "bed wars")
    script = f'eval "$(repairlog --show-completion {shell})"\n'
    ask = {
        "bash": "COMP_WORDS=(repairlog list --tag b); COMP_CWORD=3\n"
        '_repairlog_completion repairlog\nprintf "%s\\n" "${COMPREPLY[@]}"',
        "zsh": "_describe() { print -l -- ${(P)${@[-1]}} }\n"
        "words=(repairlog list --tag b) CURRENT=4\n_repairlog_completion",
        "fish": 'complete -C "repairlog list --tag b"',
    }[shell]
    if shell == "zsh":
        script = f"compdef() {{ }}\n{script}"
    elif shell == "fish":
        script = "repairlog --show-completion fish | source\n"
    done = subprocess.run(
        [shell, {"bash": "--norc", "zsh": "-f", "fish": "--no-config"}[shell], "-c", script + ask],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env=environment | {"PATH": f"{found.parent}{os.pathsep}{environment['PATH']}"},
    )
    assert done.stderr == ""
    assert [line.replace("\\", "") for line in done.stdout.splitlines()] == ["bed wars"]


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no disk that is full here")  # noqa: PTH110  it is a device
def test_a_shell_that_takes_nothing_is_told_nothing(program):
    """No report lands in the line that is being typed, also where more is offered than is held."""
    asked = {
        "_REPAIRLOG_COMPLETE": "complete_bash",
        "COMP_WORDS": "repairlog\n",
        "COMP_CWORD": "1",
    }
    with open("/dev/full", "w", encoding="utf-8") as full:  # noqa: PTH123  it is a device
        done = subprocess.run(
            [sys.executable, "-m", "repairlog"],
            env={**os.environ, **asked},
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.stderr == b""
