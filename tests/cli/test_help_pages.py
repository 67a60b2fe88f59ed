"""The page of --help of every command there is, and what is said of one typed wrongly."""

import itertools
import re
from types import SimpleNamespace

import typer
from typer.main import get_group

from repairlog.cli import commands, usage
from support.cases import each_of

PLAIN = [{}, {"NO_COLOR": "1"}, {"TERM": "dumb"}, {"ACCESSIBLE": "1"}]
VALUES = {
    *("COUNTRY", "DATE", "FILE", "FOLDER", "KEY", "VALUE", "ID", "NAME", "NEW", "NUMBER"),
    *("PATTERN", "PLACE", "SUBJECT", "TOPIC", "WORD", "WORDS", "YEAR"),
}
"""What stands for a value: words that say what it is."""


def walk(command, path=()):
    """Yield every command below one, itself included, with the words that lead to it."""
    yield path, command
    for name in getattr(command, "commands", {}):
        found = command.get_command(None, name)
        yield from walk(found, (*path, name))


EVERY = list(walk(get_group(commands.program)))
PATHS = [path for path, _ in EVERY]
OPTIONS = [
    (path, option)
    for path, command in EVERY
    for option in command.params
    if option.param_type_name == "option"
]


def page(program, path, columns, surroundings=None):
    """Return a page of help as a pipe gets it, in a terminal of this width."""
    with program.patch.context() as patch:
        patch.setenv("COLUMNS", str(columns))
        for name, value in (surroundings or {}).items():
            patch.setenv(name, value)
        ran = program.ok(*path, "--help")
    assert ran.err == ""
    return ran.out


def test_the_walk_finds_commands_and_those_below_them():
    """So that what is checked here is checked of all."""
    assert {path[0] for path in PATHS if path} == set(commands.COMMANDS)
    assert ("children", "rename") in PATHS


@each_of(("path", "columns", "around"), itertools.product(PATHS, (80, 60, 40), PLAIN))
def test_every_page_fits_and_is_plain_text(program, path, columns, around):
    """No line runs over, and there is nothing but plain letters: no boxes, no escape sequences."""
    said = page(program, path, columns, around)
    assert said.startswith(f"Usage: {' '.join(('repairlog', *path))}")
    assert max(map(len, said.splitlines())) <= columns
    assert said.isascii()
    assert "\x1b" not in said


@each_of(("path", "columns"), itertools.product(PATHS, (80, 40)))
def test_every_page_says_all_of_it_whole(program, path, columns):
    """Summaries and explanations are neither cut nor broken within a word."""
    said = " ".join(page(program, path, columns).split())
    command = dict(EVERY)[path]
    told = [command.help, *(usage.explained(each) for each in command.params)]
    told += [below.help for below in getattr(command, "commands", {}).values() if below]
    if not path:
        told += [each.summary for each in commands.COMMANDS.values()]
    for text in told:
        assert " ".join(text.split()) in said
    assert "..." not in said


@each_of(("path", "columns"), itertools.product(PATHS, (80, 40)))
def test_no_page_speaks_like_a_program(program, path, columns):
    """Values are words that say what they are, and limits are said in words."""
    said = page(program, path, columns)
    assert not re.search(r"[<>|{}]|\[\[|=|\b(TEXT|INTEGER|PATH|str|int|bool|range)\b", said)
    for taken in re.findall(r"^  --?[\w, -]*? ([A-Z]+)(?:\s|$)", said, re.MULTILINE):
        assert taken in VALUES
    for typed in re.findall(r"\b[A-Z]{2,}\b", said.partition("\n\n")[0]):
        assert typed in VALUES


@each_of(("path", "option"), OPTIONS)
def test_every_option_is_on_its_page(program, path, option):
    """With what stands for its value."""
    names = ", ".join((*option.opts, *option.secondary_opts))
    taken = r"( [A-Z]+)?" if option.is_flag else r" [A-Z]+"
    assert re.search(rf"^  {re.escape(names)}{taken}(  |$)", page(program, path, 80), re.MULTILINE)


def test_names_and_what_they_are_for_stand_side_by_side_only_where_there_is_room(program):
    """In plain text nothing stands in columns: each explanation follows its name."""
    wide, narrow = (page(program, ("show",), columns) for columns in (80, 40))
    assert "\n  --json      Print JSON" in wide
    assert "\n  --json\n      Print JSON" in narrow
    for around in PLAIN[2:]:
        assert "\n  --json\n      Print JSON" in page(program, ("show",), 80, around)
    assert "\n  --json\n      Print JSON" in program.ok("--plain", "show", "--help").out


def test_a_command_of_its_own_kind_gets_the_page_too():
    """Whatever is declared, its values and limits are said in words."""
    one = typer.Typer(add_completion=False)

    @one.command()
    def made(
        many: int = typer.Option(1, help="How many."),
        most: int = typer.Option(1, max=9, help="At most."),
        words: str = typer.Option("none", help="Some words."),
    ) -> None:
        """Do something."""

    command = typer.main.get_command(one)
    context = SimpleNamespace(command=command, command_path="repairlog made")
    command.get_params = lambda _context: command.params
    said = usage.page(context, {})
    for line in (
        "  --many NUMBER  How many.",
        "  --most NUMBER  At most. From 0 to 9.",
        "  --words WORDS  Some words. Otherwise none.",
    ):
        assert line in said


@each_of(
    ("arguments", "said"),
    [
        (["shwo"], "There is no command 'shwo'. Did you mean 'show'?"),
        (["children", "renam"], "There is no command 'renam'. Did you mean 'rename'?"),
        (["--foo"], "There is no option --foo here."),
        (["new", "--feeligs", "sad"], "There is no option --feeligs here. Did you mean --feeling?"),
        (["new", "--child-age", "six"], "--child-age takes a number from 0 to 120."),
        (["coach", "x", "--age", "300"], "--age takes a number from 0 to 120."),
        (["list", "-n", "0"], "-n takes a number, 1 or more."),
        (["new", "--moment", "no"], "--moment takes one of cant, wont, both, unsure."),
        (["stats", "x"], "SUBJECT takes one of time, feelings, moments, when, children."),
        (["new", "--when"], "--when needs something after it."),
        (["new", "--quick=3"], "--quick stands alone."),
        (["report"], "FILE is missing. A new file, such as november.html."),
        (["new", "I", "shouted"], '"new" does not take this: I shouted'),
    ],
)
def test_what_is_typed_wrongly_is_answered_in_words(program, arguments, said):
    """One sentence on what is wrong, one on which page of help shows it."""
    ran = program(*arguments)
    assert (ran.code, ran.out) == (2, "")
    wrong, hint = ran.err.splitlines()
    assert wrong == said
    assert re.fullmatch(r"repairlog( [a-z]+)* --help shows how it is used\.", hint)


@each_of(
    ("arguments", "page_of"),
    [
        (["new", "--foo"], "new"),
        (["rest", "--before"], "rest"),
        (["children", "born", "--foo"], "children born"),
        (["--foo"], ""),
        (["--journal"], ""),
    ],
)
def test_what_is_typed_wrongly_names_the_page_of_its_command(program, arguments, page_of):
    """Not the page of the whole program, where it is known which command was meant."""
    path = " ".join(filter(None, ("repairlog", page_of, "--help")))
    assert program(*arguments).err.splitlines()[-1].startswith(path)


@each_of("path", PATHS)
def test_every_command_takes_no_input(path):
    """The one option that stands before a command and after it, whatever the command asks."""
    command = next(each for where, each in EVERY if where == path)
    assert "--no-input" in {name for each in command.params for name in each.opts}
