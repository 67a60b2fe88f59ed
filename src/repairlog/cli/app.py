"""The program: which commands there are, and the one place where failures are caught.

Start-up time is a feature: a command's module is imported when it is asked for, and the
few measures in `_quick_start` are here, together, each with its reason.
"""

import atexit
import contextlib
import gc
import os
import signal
import sys
import types
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any, NoReturn, TextIO

_PLUGINS = "pydantic.plugin._loader"


def _quick_start() -> None:
    """Do, before pydantic is imported, what saves a third of the time until the first question."""
    # Pydantic asks every installed package for plugins. They would see what is written
    # here, which nothing may; and looking for them costs 20 ms. Set for this process
    # alone, so that programs started from it are left as they are.
    loader = types.ModuleType(_PLUGINS)
    loader.get_plugins = tuple  # type: ignore[attr-defined]
    sys.modules[_PLUGINS] = loader
    # A run is short and makes few cycles: looking for them costs 10 ms while importing,
    # and taking apart thousands of objects at exit, which the system frees anyway, 20 ms.
    gc.disable()
    atexit.register(gc.freeze)


_quick_start()

import typer  # noqa: E402  after the measures above
from typer._click.shell_completion import CompletionItem  # noqa: E402
from typer.core import TyperCommand, TyperGroup, TyperOption  # noqa: E402
from typer.main import get_command, get_command_from_info  # noqa: E402
from typer.models import CommandInfo  # noqa: E402

from repairlog import __version__  # noqa: E402
from repairlog.errors import HungUp, RepairlogError  # noqa: E402

_COMMANDS = {
    "new": "write:new",
    "repair": "repair:repair",
    "reframe": "repair:reframe",
    "coach": "coach:coach",
    "rest": "rest:rest",
    "waiting": "read:waiting",
    "list": "read:list_",
    "show": "read:show",
    "edit": "write:edit",
    "delete": "delete:delete",
    "undo": "undo:undo",
    "history": "read:history",
    "stats": "insight:stats",
    "report": "report:report",
    "export": "keep:export",
    "doctor": "keep:doctor",
    "breathe": "read:breathe",
    "demo": "demo:demo",
    "help-now": "read:help_now",
}
"""Every command, in the order of the help: its module in `cli` and its function."""

ISSUES = "the issue tracker named in README.md"

_HOUSE = Path(__file__).parents[1]


class _Command(TyperCommand):
    """A command whose --help does not build a validator: 80 ms for a flag."""

    def get_help_option(self, ctx: Any) -> Any:
        return _as_flag(super().get_help_option(ctx))


class _Option(TyperOption):
    """An option that builds no validator for a value that was not given: 1 ms each."""

    def process_value(self, ctx: Any, value: Any) -> Any:
        if value is None and self.callback is None and not self.required:
            return None
        return super().process_value(ctx, value)


class _Commands(TyperGroup):
    """The program's commands, imported one by one when they are asked for."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        names: dict[str, Any] = dict.fromkeys(_COMMANDS)  # for suggestions
        self.commands = names

    def get_help_option(self, ctx: Any) -> Any:
        return _as_flag(super().get_help_option(ctx))

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002  as Typer calls it
        return list(_COMMANDS)

    def shell_complete(self, ctx: Any, incomplete: str) -> Any:
        names = [CompletionItem(name) for name in _COMMANDS if name.startswith(incomplete)]
        return names or super().shell_complete(ctx, incomplete)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002  as Typer calls it
        if cmd_name not in _COMMANDS:
            return None
        return _load(cmd_name)


def _as_flag(option: Any) -> Any:
    if option is not None:
        option.default = False
    return option


def _load(name: str) -> Any:
    module, function = _COMMANDS[name].split(":")
    callback: Callable[..., Any] = getattr(import_module(f"repairlog.cli.{module}"), function)
    info = CommandInfo(name=name, callback=callback, cls=_Command)
    command = get_command_from_info(info, pretty_exceptions_short=False, rich_markup_mode=None)
    for parameter in command.params:
        if type(parameter) is TyperOption:
            parameter.__class__ = _Option
    return command


app = typer.Typer(
    cls=_Commands,
    rich_markup_mode=None,  # plain help reads well aloud, and costs no import
    pretty_exceptions_enable=False,
    pretty_exceptions_show_locals=False,
)


def _version(value: bool) -> None:  # noqa: FBT001  Typer calls it so
    if value:
        sys.stdout.write(f"repairlog {__version__}\n")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def run(
    ctx: typer.Context,
    *,
    journal: Annotated[
        str | None, typer.Option(metavar="DIR", help="The journal's folder.")
    ] = None,
    plain: Annotated[bool, typer.Option("--plain", help="Sentences, nothing drawn.")] = False,
    no_input: Annotated[bool, typer.Option("--no-input", help="Ask nothing.")] = False,
    version: Annotated[  # noqa: ARG001  its callback prints and leaves
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say the version.")
    ] = False,
) -> None:
    """A private journal for coming back to a child after a hard moment."""
    from repairlog.cli.session import Session  # noqa: PLC0415  --version needs none of it

    ctx.obj = Session(journal_option=journal, plain=plain, no_input=no_input)
    ctx.call_on_close(ctx.obj.close)
    if ctx.invoked_subcommand is None:
        from repairlog.cli.read import home  # noqa: PLC0415  likewise

        home(ctx.obj)


def main() -> NoReturn:
    """Run the program, and exit with one of the codes of `docs/exit-codes.md`."""
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by whoever started this
            setattr(sys, name, open(os.devnull, "r+", encoding="utf-8"))  # noqa: PTH123, SIM115
        # What another encoding cannot show is shown as a mark, and never stops a save.
        stream = getattr(sys, name)
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    code = run_program(sys.argv[1:])
    _let_go(sys.stderr)
    sys.exit(code)


def run_program(arguments: Sequence[str]) -> int:  # noqa: PLR0911  a return for each code
    """Run, and turn every failure into a sentence and a code. No traceback reaches anybody."""
    _listen_for_hang_up()
    try:
        result = get_command(app).main(
            args=list(arguments), prog_name="repairlog", standalone_mode=False
        )
        sys.stdout.flush()
    except RepairlogError as error:
        return _told(error.message, error.hint, error.exit_code)
    except HungUp:
        return 129
    except (KeyboardInterrupt, typer.Abort):
        return _interrupted()
    except BrokenPipeError:
        _let_go(sys.stdout)
        return 0
    except SystemExit as left:  # Typer turns the one into the other
        if not isinstance(left.__context__, BrokenPipeError):
            raise
        _let_go(sys.stdout)
        return 0
    except OSError as error:
        _let_go(sys.stdout)
        why = error.strerror or type(error).__name__
        return _told(f"Could not read or write: {why}.", "What was saved stays saved.", 6)
    except Exception as error:  # noqa: BLE001  the last resort: anything else is a bug
        return _unexpected(error)
    if result == 130:
        return _interrupted()
    return result if isinstance(result, int) else 0


def _told(message: str, hint: str, code: int) -> int:
    from repairlog.cli.session import Session  # noqa: PLC0415  only for failures

    run = Session(journal_option=_journal_option(sys.argv[1:]))
    with contextlib.suppress(OSError):  # nobody listens any more; the code still tells
        run.notice(f"{message}\n{hint}" if hint else message)
    return code


def _journal_option(arguments: Sequence[str]) -> str | None:
    """Find --journal again, so that hints work when they are pasted."""
    for index, argument in enumerate(arguments):
        if argument.startswith("--journal="):
            return argument.partition("=")[2]
        if argument == "--journal" and index + 1 < len(arguments):
            return arguments[index + 1]
    return None


def _interrupted() -> int:
    from repairlog import content  # noqa: PLC0415  only for failures

    with contextlib.suppress(OSError):
        sys.stderr.write(f"\n\n{content.kept().interrupted}\n")
    return 130


def _unexpected(error: Exception) -> int:
    """Say where it went wrong, without a value in it: values are what somebody wrote."""
    usage = getattr(error, "format_message", None)
    if usage is not None:
        return _told(
            usage().replace("Value error, ", ""), "{repairlog} --help shows how it is used.", 2
        )
    where, step = "", error.__traceback__
    while step is not None:  # the last step that was ours
        file = Path(step.tb_frame.f_code.co_filename)
        if _HOUSE in file.parents:
            where = f"{file.relative_to(_HOUSE).as_posix()} line {step.tb_lineno}"
        step = step.tb_next
    return _told(
        "Something went wrong that should not have "
        f"({type(error).__name__}, {where}). What was saved stays saved.",
        f"Please report that line to {ISSUES}; it holds nothing that you wrote.",
        1,
    )


def _let_go(stream: TextIO) -> None:
    """Keep the interpreter from trying again, at exit, what this stream would not take."""
    try:
        stream.flush()
    except OSError:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())


def _listen_for_hang_up() -> None:
    def hang_up(_signal: int, _frame: object) -> NoReturn:
        signal.signal(signal.SIGHUP, signal.SIG_IGN)  # it comes twice, and must not stop a save
        raise HungUp

    if hasattr(signal, "SIGHUP"):
        signal.signal(signal.SIGHUP, hang_up)
