"""Asking for one line, from a terminal or a pipe."""

from repairlog.cli.session import Session
from repairlog.core.conversations.answers import YES, bare, number
from repairlog.core.conversations.blocks import Say
from repairlog.core.conversations.choices import Command, command
from repairlog.core.conversations.engine import Question
from repairlog.core.text import tidy
from repairlog.errors import UsageError
from repairlog.view import screens


def show(run: Session, question: Question) -> None:
    """Print a question, an empty line above it."""
    run.tell("\n")
    run.tell(_text(run, question), "\n")


def read_line(run: Session, question: Question, *, telling: bool = False) -> str | None:
    """Read one answer to a question that was shown; None at the end of a pipe.

    `telling` questions take words of several lines.

    Raises Stopped at Ctrl-C, and at Ctrl-D on a terminal; HungUp where it is gone.
    """
    if run.interactive:
        shown = _text(run, question)
        return run.terminal.read(f"{question.label}: ", question=shown, telling=telling)
    run.tell(f"{question.label}: ", "\n")
    line = run.input.line()
    return line.rstrip("\r\n") if line else None


def ask(
    run: Session, question: Question, help_text: str, *, telling: bool = False, stop: str = ""
) -> str | None:
    """Show a question outside of a conversation, and read its answer; None at the end of a pipe.

    The commands are those of every question: `?` explains, `.` is no answer, as Enter is, and
    `<` finds nothing to go back to. Where `.` ends several questions, `stop` is what it returns.
    Raises as `read_line` does.
    """
    show(run, question)
    while (answer := read_line(run, question, telling=telling)) is not None:
        match command(tidy(answer)):
            case Command.HELP:
                run.talk([Say(help_text)])
            case Command.BACK:
                pass
            case Command.STOP:
                return stop
            case None:
                return answer
    return None


def confirmed(run: Session, question: Question, help_text: str) -> bool:
    """Ask for 1 or 2; anything but 1 or yes leaves things as they are."""
    answer = ask(run, question, help_text)
    if answer is None:
        raise nobody_to_ask()
    return is_yes(answer)


def is_yes(answer: str) -> bool:
    """Whether an answer to a question of 1 yes and 2 no is a yes."""
    return number(answer) == 1 or bare(answer) in YES


def nobody_to_ask() -> UsageError:
    """Return the error of a question that nobody can answer."""
    return UsageError(
        "An answer is needed, and there is nobody here to ask.",
        "At a terminal the question is asked; in a script, give it as an option (--help).",
    )


def _text(run: Session, question: Question) -> str:
    return screens.question_text(question.text, run.page).strip("\n")
