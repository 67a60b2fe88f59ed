"""Asking: one line at a time, each answer saved before the next question is shown."""

import contextlib
import os
import signal
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Protocol

from repairlog.cli.session import Session
from repairlog.core.conversations.engine import C, Conversation, Question, advance
from repairlog.core.entries.changes import Change
from repairlog.core.entries.model import Entry
from repairlog.errors import HungUp, RepairlogError, StorageError, UsageError
from repairlog.journal import settings
from repairlog.view import terminal
from repairlog.view.safe import safe


class Save(Protocol):
    """Saves what an answer changes, and returns the entry as it now is."""

    def __call__(self, talk: Conversation) -> Entry:
        """Save `talk.change`. Raises RepairlogError."""


def converse(
    session: Session, talk: C, save: Save, mark: Callable[[Conversation], None] | None = None
) -> C:
    """Hold the conversation to its end, and return its last state.

    `mark` remembers the open question. When piped answers end, the rest is skipped.
    Raises UsageError when there was no answer at all.
    """
    answers = 0
    while not talk.over:
        session.talk(talk.blocks)
        if mark:
            mark(talk)
        if not talk.again:
            session.tell("\n")
            session.tell(terminal.question_text(talk.question.text, session.page).strip("\n"), "\n")
        try:
            answer = read_line(session, talk.question)
        except HungUp as gone:
            if gone.unfinished:
                _advanced(session, talk, gone.unfinished, save)
            raise
        if answer is None:
            if not answers:
                raise _nobody()
            talk = replace(talk, blocks=(), change=None)
            while not talk.over:
                talk = talk.flow.stop(talk)
            break
        answers += 1
        talk = _advanced(session, talk, answer, save)
    session.talk(talk.blocks)
    return talk


def _advanced(session: Session, talk: C, answer: str, save: Save) -> C:
    """Take one answer and save what it changes; if that fails, give the words back."""
    try:
        talk = advance(talk, answer)
        if talk.change is not None:
            talk = replace(talk, entry=save(talk))
    except RepairlogError as error:
        if not isinstance(error, UsageError):
            session.give_back(answer)
        raise
    if talk.learned is not None:
        try:
            settings.write(session.folders.config, talk.learned)
        except StorageError as error:  # the entry has it; only asking again is not spared
            session.notice(error.message)
    return talk


def read_line(session: Session, question: Question) -> str | None:
    """Read one answer; None at the end of a pipe.

    Raises KeyboardInterrupt at Ctrl-C, and at Ctrl-D on a terminal.
    """
    if session.interactive:
        try:
            return _read_terminal(session, f"{question.label}: ")
        except EOFError:
            raise KeyboardInterrupt from None
    session.tell(f"{question.label}: ", "\n")
    line = sys.stdin.readline()
    return line.rstrip("\r\n") if line else None


def _read_terminal(session: Session, label: str) -> str:
    """Read a line with line editing: bare input cuts it at 4,095 characters.

    A pasted account with empty lines arrives whole, and Up never shows what was written.
    """
    if not session.escapes:
        os.environ["TERM"] = "dumb"  # then line editing draws without escape sequences
    try:
        import readline  # noqa: PLC0415  its import sets up the terminal
    except ImportError:
        return _read_labelled(session, label)
    readline.set_auto_history(False)
    readline.parse_and_bind(f"set enable-bracketed-paste {'on' if session.escapes else 'off'}")
    HungUp.look = readline.get_line_buffer
    with _looking_every_second():
        return _read_labelled(session, label)


@contextlib.contextmanager
def _looking_every_second() -> Iterator[None]:
    """Look at the line that is being typed: a closed window ends it before it says so."""
    HungUp.seen = ""
    if not hasattr(signal, "setitimer"):  # Windows
        yield
        return

    def look(_signal: int, _frame: object) -> None:
        HungUp.seen = HungUp.look()

    signal.signal(signal.SIGALRM, look)
    signal.setitimer(signal.ITIMER_REAL, 1, 1)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _read_labelled(session: Session, label: str) -> str:
    in_label = session.talk_stream is sys.stdout
    if not in_label:
        session.tell(label)
    try:
        return input(safe(label) if in_label else "")
    except SystemError as error:  # Python can wrap what a signal raised while it read
        raise (error.__cause__ or error) from None


def confirmed(session: Session, text: str, label: str, help_text: str) -> bool:
    """Ask for 1 or 2; anything but 1 or yes leaves things as they are."""
    question = Question(text, label)
    while True:
        session.tell(f"\n{terminal.question_text(question.text, session.page)}\n")
        answer = read_line(session, question)
        if answer is None:
            raise _nobody()
        if answer.strip() in ("?", "help"):
            session.tell(f"\n{help_text}\n")
            continue
        return answer.strip().casefold() in ("1", "yes", "y")


def _nobody() -> UsageError:
    return UsageError(
        "An answer is needed, and there is nobody here to ask.",
        "At a terminal the question is asked; in a script, give it as an option (--help).",
    )


def saver(create: Callable[[Entry], Entry], change: Callable[[Entry, Change], Entry]) -> Save:
    """Return what saves a conversation's answers: a new entry, or changes to one."""

    def save(talk: Conversation) -> Entry:
        if isinstance(talk.change, Entry):
            return create(talk.change)
        if talk.change is None:
            return talk.the_entry
        return change(talk.the_entry, talk.change)

    return save
