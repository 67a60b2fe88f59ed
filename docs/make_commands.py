"""Write `docs/commands.md`, and the man page that the wheel has, from what `--help` is made of.

`PYTHONPATH=src python docs/make_commands.py`
"""  # noqa: INP001  a script beside the docs

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from typer._click.core import Context
from typer.main import get_command

from repairlog import __version__
from repairlog.cli import commands, usage

FOLDER = Path(__file__).parent
PROGRAM = "repairlog"
FILES = (
    ("~/.local/share/repairlog", "The journal: plain text files, a line for each version."),
    ("~/.config/repairlog/settings.toml", "The settings; repairlog config shows them."),
    ("~/.local/state/repairlog", "What is remembered beside the journal."),
)
VARIABLES = (
    ("REPAIRLOG_JOURNAL", "The journal's folder, or its name in the settings."),
    ("VISUAL, EDITOR", "The editor of edit --editor and config edit."),
    ("NO_COLOR", "Takes away colour and nothing else."),
    ("ACCESSIBLE", "Says everything in sentences, as --plain does."),
)


def every() -> list[Context]:
    """Return the program and each command below it, as it is when it is asked for help."""
    return list(_below(Context(get_command(commands.program), info_name=PROGRAM)))


def _below(context: Context) -> Iterator[Context]:
    yield context
    for name in getattr(context.command, "commands", {}):
        command = context.command.get_command(context, name)
        yield from _below(Context(command, parent=context, info_name=name))


def rows(context: Context) -> list[tuple[str, str]]:
    """Return what a command takes, arguments first, each with what it is for; all have --help."""
    found = [*usage.taken(context, "argument"), *usage.taken(context, "option")]
    is_program = context.parent is None
    return [(name, said) for name, said in found if is_program or name != "--help"]


# For reading in a browser


def markdown() -> str:
    """Return the page of all commands."""
    parts = ["# Commands", "Made from what `repairlog COMMAND --help` says; a test holds that."]
    for context in every():
        parts += [f"## {context.command_path}", f"`{usage.as_typed(context)}`"]
        parts += [_plain(each) for each in (context.command.help or "").split("\n\n")]
        listed = [f"- `{name}`: {_plain(said)}" for name, said in rows(context)]
        parts.append("\n".join(listed))
    return "\n\n".join(filter(None, parts)) + "\n"


def _plain(text: str) -> str:
    return " ".join(text.split()).replace("<", "&lt;").replace("*", "\\*")


# For man


def man() -> str:
    """Return the man page, in the language that man reads."""
    program, *others = every()
    lines = [
        f'.TH REPAIRLOG 1 "" "repairlog {__version__}"',
        ".SH NAME",
        f"repairlog \\- {_first(program)}",
        ".SH SYNOPSIS",
        f".B {PROGRAM}",
        "[options] [command]",
        ".SH DESCRIPTION",
        *_paragraphs(program),
        ".SH OPTIONS",
        *_tagged(rows(program)),
        ".SH COMMANDS",
    ]
    for context in others:
        lines += [f".SS {_roff(usage.as_typed(context))}", *_paragraphs(context)]
        lines += _tagged(rows(context))
    lines += [".SH ENVIRONMENT", *_tagged(VARIABLES), ".SH FILES", *_tagged(FILES)]
    return "\n".join(lines) + "\n"


def _first(context: Context) -> str:
    text = " ".join((context.command.help or "").split("\n\n")[0].split()).rstrip(".")
    return _roff(text[:1].lower() + text[1:])


def _paragraphs(context: Context) -> Iterator[str]:
    for each in (context.command.help or "").split("\n\n"):
        yield ".PP"
        yield _line(each)


def _tagged(pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
    for name, said in pairs:
        yield from (".TP", f".B {_roff(name)}", _line(said))


def _line(text: str) -> str:
    """Return a text as one line of roff, which no sign at its beginning makes a request."""
    told = _roff(" ".join(text.split()))
    return f"\\&{told}" if told[:1] in (".", "'") else told


def _roff(text: str) -> str:
    return re.sub(r"-", r"\\-", text.replace("\\", "\\e"))


if __name__ == "__main__":
    (FOLDER / "commands.md").write_text(markdown(), encoding="utf-8")
    (FOLDER / "repairlog.1").write_text(man(), encoding="utf-8")
