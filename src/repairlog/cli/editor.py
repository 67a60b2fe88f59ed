"""Editor: a text in the program that VISUAL or EDITOR names, and back."""

import os
import shlex
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import TypeVar

from repairlog import content
from repairlog.cli import signals, startup
from repairlog.cli.session import Session
from repairlog.errors import HungUp, StorageError, UsageError
from repairlog.journal import files
from repairlog.journal.drafts import Draft

T = TypeVar("T")

_SOON, _PATIENCE = 1.0, 5.0
"""Seconds in which an editor ends whose window was closed, by itself and once it is told."""


def edited(
    run: Session, draft: Draft, text: str, read: Callable[[str, str], T], again: str
) -> T | None:
    """Open a text, and return what `read` makes of it, given what it was before and is now.

    None where nothing was changed in it. Whoever keeps what was read removes the draft then.
    What cannot be read is said, with its line, and where somebody can be asked the text is
    opened again; else it is kept, and `again` is the command that goes on with it. Raises
    UsageError where no editor is named.
    """
    words = content.editor()
    command = _command()
    if draft.begin(text):
        run.notice(words.going_on)
    held = draft.beside()
    _tell(run, held)
    while True:
        code = _run(run, command, draft)
        if not draft.is_changed:
            left = draft.beside() if code else [each for each in draft.beside() if each in held]
            if left:  # an editor was ended: what was typed may be there, unsaved
                _tell(run, left)
                raise UsageError(words.not_kept, words.kept.format(again=again))
            draft.remove()
            return None
        if code:
            raise UsageError(words.failed, words.kept.format(again=again))
        try:
            return read(draft.before(), draft.text())
        except UsageError as error:
            run.notice(f"{error.message} {error.hint}".strip())
            if not _opens_again(run):
                raise UsageError(words.not_kept, words.kept.format(again=again)) from None


def _command() -> list[str]:
    named = os.environ.get("VISUAL", "").strip() or os.environ.get("EDITOR", "").strip()
    words = content.editor()
    if not named:
        raise UsageError(words.none, words.none_hint)
    try:
        return shlex.split(named, posix=sys.platform != "win32")
    except ValueError:
        raise UsageError(words.unreadable.format(editor=named), words.none_hint) from None


def _tell(run: Session, left: Sequence[Path]) -> None:
    """Name what an editor left beside a text."""
    for path in left:
        run.notice(content.editor().beside.format(file=files.shown(path)))


def _run(run: Session, command: list[str], draft: Draft) -> int:
    """Run the editor on the text, and return how it ended."""
    try:
        run.lend_terminal()
        startup.spare_other_programs()
        with _deaf():
            return _waited_for([*command, str(draft.path)])
    except OSError as error:
        _remove_unchanged(draft)
        raise UsageError(
            content.editor().not_there.format(editor=command[0], why=error.strerror),
            content.editor().none_hint,
        ) from None
    except subprocess.TimeoutExpired as still_open:  # it has the text: that is left to it
        raise HungUp from still_open
    except BaseException:
        _remove_unchanged(draft)
        raise


def _waited_for(command: list[str]) -> int:
    """Start the editor and wait until it ends, and return how.

    Where the window goes it is not killed: it hears of that too, or is told, and most then put
    what was typed somewhere. Raises TimeoutExpired where it does not end.
    """
    came: list[int] = []
    editor = None
    try:
        with _noting(came):
            editor = subprocess.Popen(command)  # noqa: S603  as they named it
        if came:
            signals.act(came[0])
        return editor.wait()
    except HungUp:
        if editor is not None:
            _let_end(editor)
        raise


def _let_end(editor: "subprocess.Popen[bytes]") -> None:
    try:
        editor.wait(_SOON)
    except subprocess.TimeoutExpired:  # a window without a shell tells this program alone
        editor.send_signal(getattr(signal, "SIGHUP", signal.SIGTERM))
        editor.wait(_PATIENCE)


@contextmanager
def _noting(came: list[int]) -> Iterator[None]:
    """Note what would end the run, until it is known which process the editor is."""

    def note(number: int, _frame: FrameType | None) -> None:
        came.append(number)

    leaving = [each for each in signals.LEAVING if each != signal.SIGINT]
    before = {each: signal.signal(each, note) for each in leaving}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _remove_unchanged(draft: Draft) -> None:
    """Leave nothing behind that nobody changed."""
    with suppress(StorageError):  # what is no text is a change, too
        if not draft.is_changed and not draft.beside():
            draft.remove()


@contextmanager
def _deaf() -> Iterator[None]:
    """Let Ctrl-C be the editor's alone: it acts on nothing here while that runs."""

    def nothing(_number: int, _frame: FrameType | None) -> None:
        return

    before = signal.signal(signal.SIGINT, nothing)  # a handler is not handed on; ignoring would be
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _opens_again(run: Session) -> bool:
    if not run.interactive:
        return False
    from repairlog.cli.asking import ask, is_yes  # noqa: PLC0415  only where something is asked
    from repairlog.core.conversations.engine import Question  # noqa: PLC0415  likewise

    words = content.editor()
    answer = ask(run, Question(words.ask, words.label), words.help)
    return answer is not None and (not answer.strip() or is_yes(answer))
