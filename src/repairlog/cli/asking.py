"""Asking for one line, from a terminal or a pipe."""

from repairlog.cli.session import Session
from repairlog.core.conversations.engine import Question
from repairlog.errors import UsageError
from repairlog.view import terminal


def read_line(run: Session, question: Question, *, telling: bool = False) -> str | None:
    """Read one answer; None at the end of a pipe.

    `telling` questions take words of several lines.

    Raises Stopped at Ctrl-C, and at Ctrl-D on a terminal; HungUp where it is gone.
    """
    if run.interactive:
        shown = terminal.question_text(question.text, run.page).strip("\n")
        return run.terminal.read(f"{question.label}: ", question=shown, telling=telling)
    run.tell(f"{question.label}: ", "\n")
    line = run.input.line()
    return line.rstrip("\r\n") if line else None


def confirmed(run: Session, text: str, label: str, help_text: str) -> bool:
    """Ask for 1 or 2; anything but 1 or yes leaves things as they are."""
    question = Question(text, label)
    while True:
        run.tell(f"\n{terminal.question_text(question.text, run.page)}\n")
        answer = read_line(run, question)
        if answer is None:
            raise nobody_to_ask()
        if answer.strip() in ("?", "help"):
            run.tell(f"\n{help_text}\n")
            continue
        return answer.strip().casefold() in ("1", "yes", "y")


def nobody_to_ask() -> UsageError:
    """Return the error of a question that nobody can answer."""
    return UsageError(
        "An answer is needed, and there is nobody here to ask.",
        "At a terminal the question is asked; in a script, give it as an option (--help).",
    )
