"""The program: which commands there are, and the one place where failures are caught.

Start-up time is a feature: a command's module is imported when it is asked for, and the
few measures in `_quick_start` are here, together, each with its reason.
"""

import atexit
import gc
import os
import signal
import sys
import types
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any, NoReturn

_PLUGINS = "pydantic.plugin._loader"


def _quick_start() -> None:
    """Do, before pydantic is imported, what saves a third of the time until the first question."""
    # Pydantic asks every installed package for plugins. They would see what is written
    # here, which nothing may; and looking for them costs 20 ms. Set for this process
    # alone, so that programs started from it are left as they are.
    loader = types.ModuleType(_PLUGINS)
    loader.get_plugins = tuple  # type: ignore[attr-defined]
    sys.modules[_PLUGINS] = loader
    # At exit, taking apart thousands of objects that the system frees anyway costs 20 ms.
    atexit.register(gc.freeze)


_quick_start()

import typer  # noqa: E402  after the measures above
from typer.core import TyperCommand, TyperGroup  # noqa: E402
from typer.main import get_command_from_info, get_group  # noqa: E402
from typer.models import CommandInfo  # noqa: E402

from repairlog import __version__  # noqa: E402
from repairlog.errors import RepairlogError  # noqa: E402

_COMMANDS = {
    "new": "write:new",
    "repair": "repair:repair",
    "reframe": "repair:reframe",
    "rest": "write:rest",
    "waiting": "read:waiting",
    "list": "read:list_",
    "show": "read:show",
    "edit": "write:edit",
    "delete": "write:delete",
    "undo": "write:undo",
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


class _Command(TyperCommand):
    """A command whose --help does not build a validator: 80 ms for a flag."""

    def get_help_option(self, ctx: Any) -> Any:
        return _as_flag(super().get_help_option(ctx))


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
    return get_command_from_info(info, pretty_exceptions_short=False, rich_markup_mode=None)


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
    if ctx.invoked_subcommand is None:
        from repairlog.cli.read import home  # noqa: PLC0415  likewise

        home(ctx.obj)


def main() -> NoReturn:
    """Run the program, and exit with one of the codes of `docs/exit-codes.md`."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        # What another encoding cannot show is shown as a mark, and never stops a save.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    code = _caught(sys.argv[1:])
    sys.exit(code)


def _caught(arguments: Sequence[str]) -> int:  # noqa: PLR0911  a return for each code
    """Run, and turn every failure into a sentence and a code. No traceback reaches anybody."""
    from repairlog.cli.ask import HungUp  # noqa: PLC0415  after the measures above

    _listen_for_hang_up(HungUp)
    try:
        result = get_group(app).main(
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
        _leave_pipe()
        return 0
    except Exception as error:  # noqa: BLE001  the last resort: anything else is a bug
        return _unexpected(error)
    if result == 130:
        return _interrupted()
    return result if isinstance(result, int) else 0


def _told(message: str, hint: str, code: int) -> int:
    from repairlog.cli.session import Session  # noqa: PLC0415  only for failures

    run = Session(journal_option=_journal_option(sys.argv[1:]))
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

    sys.stderr.write(f"\n\n{content.screens().kept.interrupted}\n")
    return 130


def _unexpected(error: Exception) -> int:
    """Say where it went wrong, without a value in it: values are what somebody wrote."""
    usage = getattr(error, "format_message", None)
    if usage is not None:
        return _told(usage(), "{repairlog} --help shows how it is used.", 2)
    if isinstance(error, OSError) and error.errno is None:
        raise error
    step = error.__traceback__
    while step is not None and step.tb_next is not None:
        step = step.tb_next
    where = ""
    if step is not None:
        file = Path(step.tb_frame.f_code.co_filename).name
        where = f" ({type(error).__name__}, {file} line {step.tb_lineno})"
    return _told(
        f"Something went wrong that should not have{where}. What was saved stays saved.",
        f"Please report that line to {ISSUES}; it holds nothing that you wrote.",
        1,
    )


def _leave_pipe() -> None:
    """Keep the interpreter from flushing into a pipe that was closed."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())


def _listen_for_hang_up(hung_up: type[BaseException]) -> None:
    def hang_up(_signal: int, _frame: object) -> NoReturn:
        raise hung_up

    if hasattr(signal, "SIGHUP"):
        signal.signal(signal.SIGHUP, hang_up)
