"""Entry point: the start of the program, and the one place where failures are caught."""

import contextlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn, TextIO

from repairlog.cli import signals, startup

startup.quicken()

import typer  # noqa: E402  after the measures above
from typer.main import get_command  # noqa: E402

from repairlog.cli.commands import program  # noqa: E402
from repairlog.errors import HungUp, RepairlogError, Stopped  # noqa: E402

ISSUES = "the issue tracker named in README.md"

_PACKAGE = Path(__file__).parents[1]


def main() -> NoReturn:
    """Run the program, and exit with one of the codes of `docs/exit-codes.md`."""
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by whoever started this
            setattr(sys, name, open(os.devnull, "r+", encoding="utf-8"))  # noqa: PTH123, SIM115
        # Data is UTF-8 whatever the locale; a screen has the encoding that it has.
        # What another encoding cannot show is shown as a mark, and never stops a save.
        stream = getattr(sys, name)
        if hasattr(stream, "reconfigure"):
            encoding = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="replace")
    if "_REPAIRLOG_COMPLETE" in os.environ:  # a shell asks, at the Tab key
        from repairlog.cli import completion  # noqa: PLC0415  only there

        said, code = completion.answer()
        with contextlib.suppress(OSError):  # the shell asks no more, or has no room
            sys.stdout.write(f"{said}\n" if said else "")
        _let_go(sys.stdout)
        sys.exit(code)
    code = run_program(sys.argv[1:])
    for stream in (sys.stdout, sys.stderr):
        _let_go(stream)
    sys.exit(code)


def run_program(arguments: Sequence[str]) -> int:  # noqa: C901, PLR0911  a return for each code
    """Run, and turn every failure into a sentence and a code. No traceback reaches anybody."""
    signals.unwind()
    try:
        result = get_command(program).main(
            args=list(arguments), prog_name="repairlog", standalone_mode=False
        )
        sys.stdout.flush()
    except RepairlogError as error:
        return _told(arguments, error.message, error.hint, error.exit_code)
    except HungUp:
        return 129
    except Stopped as stopped:
        return _interrupted(stopped)
    except (KeyboardInterrupt, typer.Abort):
        return _interrupted(Stopped())
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
        return _told(
            arguments, f"Could not read or write: {why}.", "What was saved stays saved.", 6
        )
    except Exception as error:  # noqa: BLE001  the last resort: anything else is a bug
        return _unexpected(arguments, error)
    if result == 130:  # Typer makes this of Ctrl-C, and no sentence
        return _interrupted(Stopped())
    return result if isinstance(result, int) else 0


def _told(arguments: Sequence[str], message: str, hint: str, code: int) -> int:
    from repairlog.cli.session import Session  # noqa: PLC0415  only for failures

    run = Session(journal_option=_journal_option(arguments))
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


def _interrupted(stopped: Stopped) -> int:
    from repairlog import content  # noqa: PLC0415  only for failures
    from repairlog.view.safe import safe  # noqa: PLC0415  likewise

    words = content.kept()
    said = stopped.said or (words.interrupted if stopped.kept else words.stopped)
    if stopped.unfinished:
        said += f"\n{words.begun}\n\n{safe(stopped.unfinished)}"
    with contextlib.suppress(OSError):
        sys.stderr.write(f"\n\n{said}\n")
    return 130


def _unexpected(arguments: Sequence[str], error: Exception) -> int:
    """Say where it went wrong, without a value in it: values are what somebody wrote."""
    if hasattr(error, "format_message"):  # one of Typer's
        from repairlog.cli import usage  # noqa: PLC0415  only for failures

        return _told(arguments, *usage.told(error), 2)
    where, step = "", error.__traceback__
    while step is not None:  # the last step that was ours
        file = Path(step.tb_frame.f_code.co_filename)
        if _PACKAGE in file.parents:
            where = f"{file.relative_to(_PACKAGE).as_posix()} line {step.tb_lineno}"
        step = step.tb_next
    return _told(
        arguments,
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
