"""Editor: a text in the program that VISUAL or EDITOR names, and back."""

import os
import shlex
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TypeVar

from repairlog import content
from repairlog.cli import startup
from repairlog.cli.session import Session
from repairlog.errors import UsageError
from repairlog.journal.drafts import Draft

T = TypeVar("T")


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
    while True:
        try:
            code = _run(run, command, draft)
        except BaseException:  # the window may be gone: what nobody changed is not left behind
            if not draft.is_changed:
                draft.remove()
            raise
        if not draft.is_changed:
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
    return shlex.split(named, posix=sys.platform != "win32")


def _run(run: Session, command: list[str], draft: Draft) -> int:
    """Run the editor on the text, and return how it ended."""
    run.lend_terminal()
    startup.spare_other_programs()
    try:
        with _deaf():
            done = subprocess.run([*command, str(draft.path)], check=False)  # noqa: S603  as they named it
    except OSError as error:
        raise UsageError(
            content.editor().not_there.format(editor=command[0], why=error.strerror),
            content.editor().none_hint,
        ) from None
    return done.returncode


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
