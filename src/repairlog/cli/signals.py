"""Signals: what ends a run, and how it acts before, while and after something is asked or saved.

Ctrl-C exits 130. A hang-up and the request to end (at logout) are one: they exit 129.

The way of one that comes in a save (`Session.giving_back`): `watch` notes it, and the save goes
on. Once the words are on the disk it acts: where the terminal is held, at the next question
(`Terminal`) or at the end of the run (`Session.close`), else at once. It is raised as Stopped or
HungUp, and `app` says what was kept. Another one, or five seconds, leaves the save from the
thread of `watch`, with the words given back and none called kept.
"""

from __future__ import annotations

import os
import signal
import sys

from repairlog.errors import HungUp

TYPE_CHECKING = False  # `typing` would be a fifth of the time in which Ctrl-C is not quiet yet
if TYPE_CHECKING:
    from types import FrameType
    from typing import NoReturn

LEAVING = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGHUP", "SIGTERM") if hasattr(signal, name)
)
"""The signals that end a run."""


def exit_code(number: int) -> int:
    """Return the exit code of a run that a signal ends."""
    return 130 if number == signal.SIGINT else 129


def leave_at_once() -> None:
    """Let signals end the program without a word: nothing was asked or written yet."""
    for number in LEAVING:
        signal.signal(number, _leave)


def unwind() -> None:
    """Let signals end the run from where it is: KeyboardInterrupt or HungUp is raised there."""
    for number in LEAVING:
        signal.signal(number, act)
    sys.unraisablehook = _end_unraised


def act(number: int, _frame: FrameType | None = None) -> NoReturn:
    """Raise what a signal asks for. A hang-up comes twice, and must not stop its own answer."""
    if number == signal.SIGINT:
        raise KeyboardInterrupt
    for each in LEAVING:
        if each != signal.SIGINT:
            signal.signal(each, signal.SIG_IGN)
    raise HungUp


def _leave(number: int, _frame: FrameType | None) -> NoReturn:
    os._exit(exit_code(number))


_unraisable = sys.unraisablehook


def _end_unraised(unraisable: sys.UnraisableHookArgs) -> None:
    """End where Ctrl-C fell into a callback of the interpreter's, which would swallow it."""
    if unraisable.exc_type is KeyboardInterrupt:
        os._exit(130)
    if unraisable.exc_type is HungUp:
        os._exit(129)
    _unraisable(unraisable)
