"""Asking: one line at a time, each answer saved before the next question is shown."""

import sys
from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from repairlog.cli.session import Session
from repairlog.core.conversations.engine import Question, Talk, advance
from repairlog.core.entries.changes import Change
from repairlog.core.entries.model import Entry
from repairlog.errors import HungUp, RepairlogError, StorageError, UsageError
from repairlog.journal import settings
from repairlog.view import terminal


class Save(Protocol):
    """Saves what an answer changes, and returns the entry as it now is."""

    def __call__(self, talk: Talk) -> Entry:
        """Save `talk.change`. Raises RepairlogError."""


def converse(
    session: Session, talk: Talk, save: Save, mark: Callable[[Talk], None] | None = None
) -> Talk:
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
                talk = talk.steps.stop(talk)
            break
        answers += 1
        talk = _advanced(session, talk, answer, save)
    session.talk(talk.blocks)
    return talk


def _advanced(session: Session, talk: Talk, answer: str, save: Save) -> Talk:
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

    Raises KeyboardInterrupt at Ctrl-C, and at Ctrl-D on a terminal; HungUp where it is gone.
    """
    if session.interactive:
        return session.terminal.read(f"{question.label}: ")
    session.tell(f"{question.label}: ", "\n")
    line = sys.stdin.readline()
    return line.rstrip("\r\n") if line else None


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

    def save(talk: Talk) -> Entry:
        if isinstance(talk.change, Entry):
            return create(talk.change)
        if talk.change is None:
            return talk.here
        return change(talk.here, talk.change)

    return save
