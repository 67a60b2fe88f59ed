"""Usage: the page of `--help` of every command, and what is said of one typed wrongly.

All of it is made from what a command says of itself, so that none can have another page; so are
`docs/commands.md` and the man page. It is imported where it is asked for, and no sooner.
"""

import re
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from textwrap import TextWrapper
from typing import Any, NamedTuple

from typer._click import exceptions  # it is private, and the only place that has them

from repairlog.cli.plain import is_plain_asked

_WIDEST, _NARROWEST = 80, 20
_COLUMNS_FROM = 60
"""Cells from which names and what is said of them stand side by side."""

_NAMES = 20
"""Cells of the column of names; a longer name has a line of its own."""

_SET_IN = "  "
_TOGETHER = "\N{NO-BREAK SPACE}"
"""A space at which a line is not broken."""

_OTHERS = {
    "--install-completion": "Let the Tab key finish commands in this shell.",
    "--show-completion": "Print what would do that, to put it in place yourself.",
    "--help": "Show this page.",
}
"""What is said of the options that Typer adds by itself."""

_EXTRA = re.compile(r"Got unexpected extra argument\(s\) \((.*)\)", re.DOTALL)


class _Paper(NamedTuple):
    """What a page is fitted to; `side_by_side` where there is room, and columns are wanted."""

    width: int
    side_by_side: bool

    @classmethod
    def of_this_run(cls) -> "_Paper":
        width = min(max(shutil.get_terminal_size((_WIDEST, 24)).columns, _NARROWEST), _WIDEST)
        plain = is_plain_asked(option="--plain" in sys.argv)
        return cls(width, side_by_side=width >= _COLUMNS_FROM and not plain)

    def wrapped(self, text: str, indent: str, first: str | None = None) -> str:
        """Return the text in lines; names with a hyphen stay whole."""
        wrapper = TextWrapper(self.width, break_on_hyphens=False, break_long_words=False)
        wrapper.initial_indent = indent if first is None else first
        wrapper.subsequent_indent = indent
        return wrapper.fill(text).replace(_TOGETHER, " ")

    def rows(self, rows: Sequence[tuple[str, str]]) -> Iterator[str]:
        """Yield names and what is said of them."""
        widest = max(len(name) for name, _ in rows)
        column = len(_SET_IN) * 2 + min(widest, _NAMES) if self.side_by_side else 6
        for name, said in rows:
            shown = f"{_SET_IN}{name}"
            if self.side_by_side and len(shown) + len(_SET_IN) <= column:
                yield self.wrapped(said, " " * column, shown.ljust(column))
            else:
                yield shown
                yield self.wrapped(said, " " * column)


def page(context: Any, commands: Mapping[str, str]) -> str:
    """Return the page of a command, with the commands that belong to it and what each is for."""
    paper = _Paper.of_this_run()
    lines = [paper.wrapped(f"Usage: {as_typed(context)}", "    ", "")]
    for paragraph in (context.command.help or "").split("\n\n"):
        lines += ["", paper.wrapped(paragraph, _SET_IN)]
    if arguments := taken(context, "argument"):
        lines += ["", *paper.rows(arguments)]
    if commands:
        example = f"{context.command_path} {next(iter(commands))} --help"
        more = f"More on one of them: {example.replace(' ', _TOGETHER)}"
        lines += [
            "",
            "Commands:",
            *paper.rows([*commands.items()]),
            "",
            paper.wrapped(more, _SET_IN),
        ]
    lines += ["", "Options:", *paper.rows(taken(context, "option"))]
    return "\n".join(lines)


# What a command takes


def as_typed(context: Any) -> str:
    """Return a command with what may stand behind it."""
    command = context.command
    typed = [_typed(each) for each in _parameters(context, "argument")]
    typed += ["[options]", "[command]"] if hasattr(command, "commands") else ["[options]"]
    return f"{context.command_path} {' '.join(typed)}"


def taken(context: Any, kind: str) -> list[tuple[str, str]]:
    """Return the arguments or the options of a command, each with what it is for."""
    called = _value if kind == "argument" else _named
    return [(called(each), explained(each)) for each in _parameters(context, kind)]


def _parameters(context: Any, kind: str) -> list[Any]:
    parameters = context.command.get_params(context)
    return [each for each in parameters if each.param_type_name == kind]


def _typed(argument: Any) -> str:
    return _value(argument) if argument.required else f"[{_value(argument)}]"


def _named(option: Any) -> str:
    names = ", ".join((*option.opts, *option.secondary_opts))
    return names if option.is_flag or option.count else f"{names} {_value(option)}"


def _value(parameter: Any) -> str:
    """Return what stands for a value, as a plain word."""
    if parameter.metavar:
        return str(parameter.metavar)
    if parameter.type_descriptor.is_choice:
        return "WORD"
    return "NUMBER" if _is_number(parameter) else "WORDS"


def _is_number(parameter: Any) -> bool:
    return parameter.type_descriptor.annotation in (int, float)


def explained(parameter: Any) -> str:
    """Return what a parameter is for, and what it takes where that is limited."""
    said = next((_OTHERS[each] for each in parameter.opts if each in _OTHERS), parameter.help)
    limits = _limits(parameter).removeprefix("a number").lstrip(", ")
    default = parameter.default
    otherwise = f"Otherwise {default}." if isinstance(default, str) and default else ""
    return " ".join(
        filter(None, (said, limits and f"{limits[:1].upper()}{limits[1:]}.", otherwise))
    )


def _limits(parameter: Any) -> str:
    if choices := parameter.type_descriptor.choices:
        return f"one of {', '.join(choices)}"
    if not _is_number(parameter):
        return ""
    low, high = parameter.min, parameter.max
    if high is not None:
        return f"a number from {low or 0} to {high}"
    return "a number" if low is None else f"a number, {low} or more"


# What is said of a command typed wrongly


def told(error: Exception) -> tuple[str, str]:
    """Return what is wrong with a command, and what shows how it is meant."""
    context = getattr(error, "ctx", None)
    path = context.command_path.partition(" ")[2] if context else ""
    hint = " ".join(filter(None, ("{repairlog}", path, "--help shows how it is used.")))
    return _wrong(error, path), hint


def _wrong(error: Any, path: str) -> str:
    match error:
        case exceptions.MissingParameter(param=parameter) if parameter is not None:
            return f"{_value(parameter)} is missing. {explained(parameter)}"
        case exceptions.BadParameter(param=parameter) if parameter is not None:
            if limits := _limits(parameter):
                return f"{_called(parameter)} takes {limits}."
        case exceptions.NoSuchOption(option_name=name, possibilities=others):
            meant = f" Did you mean {others[0]}?" if others else ""  # the nearest is first
            return f"There is no option {name} here.{meant}"
        case exceptions.BadOptionUsage(option_name=name):
            alone = "does not take" in error.message
            return f"{name} stands alone." if alone else f"{name} needs something after it."
        case _ if found := _EXTRA.fullmatch(error.format_message()):
            return f'"{path}" does not take this: {found[1]}'
    return str(error.format_message()).replace("No such command", "There is no command")


def _called(parameter: Any) -> str:
    return parameter.opts[0] if parameter.param_type_name == "option" else _value(parameter)
