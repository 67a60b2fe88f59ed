"""Commands: which there are, what each is for, and the options before them.

A command's module is imported when the command is asked for, and no sooner: the table
here is enough for the program's help, for completion and for suggestions.
"""

from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import Annotated, Any, NamedTuple

import typer
from typer._click.exceptions import UsageError  # it is private, and the only place that has it
from typer.core import TyperGroup
from typer.main import get_command

from repairlog import __version__


class Command(NamedTuple):
    """Where a command is, and the first sentence of its docstring."""

    place: str
    summary: str


COMMANDS = {
    "new": Command("new:new", "Put down a hard moment: four short questions, or only the first."),
    "repair": Command(
        "repair:repair", "Come back to a moment: a few honest sentences, in your own words."
    ),
    "reframe": Command("reframe:reframe", "Look again at whether it was a can't or a won't."),
    "card": Command(
        "card:card", "Show the words that are ready, large, to take along: no name, no date."
    ),
    "check-in": Command(
        "check_in:check_in", "Look back, some days later, at how you have been around since."
    ),
    "coach": Command(
        "coach:coach",
        "Look kindly at words meant for a child; nothing is kept, nothing is scored.",
    ),
    "rest": Command("rest:rest", "Let a moment rest, without a repair."),
    "waiting": Command("listing:waiting", "List the moments that wait for a repair, oldest first."),
    "list": Command("listing:list_", "List the moments, oldest first."),
    "search": Command(
        "search:program", "Find the moments in which words stand, whatever their case and accents."
    ),
    "show": Command("show:show", "Show one moment, whole."),
    "children": Command(
        "children:children",
        "Show the children's names and how many moments there are with each; change a name.",
    ),
    "edit": Command(
        "edit:edit",
        "Go through the questions of a moment again, or change it by options.",
    ),
    "delete": Command(
        "delete:delete", "Delete a moment; this can be undone, unless it is --forever."
    ),
    "undo": Command(
        "undo:undo", "Take back the latest change made on this device; again, the one before it."
    ),
    "history": Command(
        "show:history", "Show every version of a moment, oldest first, deleted ones too."
    ),
    "stats": Command(
        "stats:stats", "Show how often you came back, and what else there is: counts, not marks."
    ),
    "report": Command("report:report", "Write the figures as a page to look at and print."),
    "export": Command(
        "export:export",
        "Write the journal to one file: to keep, to read, or for another program.",
    ),
    "doctor": Command(
        "doctor:doctor", "Check the journal and say what is wrong; nothing is changed."
    ),
    "learn": Command(
        "learn:learn",
        "Read a short page on coming back, with its sources; without a topic, the list of them.",
    ),
    "breathe": Command(
        "breathe:breathe", "A pause: one minute of slow breaths, counted a line a second."
    ),
    "config": Command(
        "config:config", "Show what is set, where, and what it does; set one thing; or edit it all."
    ),
    "demo": Command("demo:demo", "Make a fictional journal of half a year, to try things on."),
    "help-now": Command("help_now:help_now", "Say who to call when someone is hurt, or might be."),
}
"""Every command, in the order of the help."""


class _Commands(TyperGroup):
    """The program's commands, imported one by one when they are asked for."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        names: dict[str, Any] = dict.fromkeys(COMMANDS)  # for suggestions
        self.commands = names

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002  as Typer calls it
        return _load(cmd_name) if cmd_name in COMMANDS else None

    def get_help(self, ctx: Any) -> str:
        return _help(ctx, {name: command.summary for name, command in COMMANDS.items()})

    def shell_complete(self, ctx: Any, incomplete: str) -> Any:
        from typer._click.shell_completion import CompletionItem  # noqa: PLC0415  it is private

        names = [CompletionItem(name) for name in COMMANDS if name.startswith(incomplete)]
        return names or super().shell_complete(ctx, incomplete)


def _load(name: str) -> Any:
    """Import a command, and return it as Typer has it."""
    module, function = COMMANDS[name].place.split(":")
    found = getattr(import_module(f"repairlog.cli.{module}"), function)
    if isinstance(found, typer.Typer):  # one with commands of its own
        return _with_shared(get_command(found))
    alone = typer.Typer(add_completion=False, rich_markup_mode=None)
    alone.command(name)(found)
    return _with_shared(get_command(alone))


def _with_shared(command: Any) -> Any:
    """Give a command, and those that belong to it, the page of help and the option that all have.

    --no-input stands before a command or after it.
    """
    below = getattr(command, "commands", {})
    for each in below.values():
        _with_shared(each)
    command.params += _shared.params
    command.get_help = partial(_help, commands={name: each.help for name, each in below.items()})
    command.parse_args = partial(_parsed, command.parse_args)
    return command


def _parsed(parse: Callable[[Any, list[str]], list[str]], ctx: Any, args: list[str]) -> list[str]:
    """Parse what stands behind a command; an error names that command, as not all do."""
    try:
        return parse(ctx, args)
    except UsageError as error:
        error.ctx = error.ctx or ctx
        raise


def _help(ctx: Any, commands: dict[str, str]) -> str:
    from repairlog.cli.usage import page  # noqa: PLC0415  only for help

    return page(ctx, commands)


def _ask_nothing(ctx: typer.Context, value: bool) -> None:  # noqa: FBT001  Typer calls it so
    if value and ctx.obj:  # there is no run yet where a shell completes a word
        ctx.obj.no_input = True


_alone = typer.Typer(add_completion=False, rich_markup_mode=None)


@_alone.command()
def _of_all(
    *,
    no_input: Annotated[
        bool,
        typer.Option("--no-input", callback=_ask_nothing, expose_value=False, help="Ask nothing."),
    ] = False,
) -> None:
    """Hold the options that every command has."""


_shared = get_command(_alone)

program = typer.Typer(
    cls=_Commands,
    rich_markup_mode=None,  # plain help reads well aloud, and costs no import
    pretty_exceptions_enable=False,
    pretty_exceptions_show_locals=False,
)


def _version(value: bool) -> None:  # noqa: FBT001  Typer calls it so
    if value:
        typer.echo(f"repairlog {__version__}")
        raise typer.Exit


@program.callback(invoke_without_command=True)
def run(
    ctx: typer.Context,
    *,
    journal: Annotated[
        str | None,
        typer.Option(metavar="FOLDER", help="The journal's folder, if not the usual one."),
    ] = None,
    plain: Annotated[
        bool, typer.Option("--plain", help="Say it in sentences, draw nothing.")
    ] = False,
    no_input: Annotated[bool, typer.Option("--no-input", help="Ask nothing.")] = False,
    version: Annotated[  # noqa: ARG001  its callback prints and leaves
        bool,
        typer.Option(
            "--version", callback=_version, is_eager=True, help="Say which version this is."
        ),
    ] = False,
) -> None:
    """A private journal for coming back to a child after a hard moment."""
    from repairlog.cli.session import Session  # noqa: PLC0415  --version needs none of it

    ctx.obj = Session(journal_option=journal, plain=plain, no_input=no_input)
    ctx.call_on_close(ctx.obj.close)
    if ctx.invoked_subcommand is None:
        from repairlog.cli.home import home  # noqa: PLC0415  likewise

        home(ctx.obj)
