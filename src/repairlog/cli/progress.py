"""Progress of long work: a bar on a terminal, a few lines where it is plain, nothing in a pipe.

What takes less than a second shows nothing.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from time import monotonic
from typing import TYPE_CHECKING

from repairlog import content
from repairlog.cli.session import Session
from repairlog.errors import StorageError

if TYPE_CHECKING:
    from rich.progress import Progress

_PATIENCE = 1.0
"""Seconds of silence: what is done by then was quick."""

_OFTEN = 0.1
"""Seconds between two pictures of the bar."""

_QUARTERS = 4


@contextmanager
def shown(run: Session, *, past: bool = False, prints: bool = False) -> Iterator[None]:
    """Show how far the reading of the journal is while the block is at it, the `past` too.

    Nothing is shown where the work `prints` what it finds to the same terminal.
    """
    if not run.is_watched(prints=prints):
        yield
        return
    try:
        total = run.journal.size(past=past)
    except StorageError:  # reading it says what is wrong
        total = 0
    with ExitStack() as stack:
        bar = _Lines(run, total) if run.is_plain else _Bar(stack, total)
        run.journal.on_read = bar.read
        try:
            yield
        finally:
            run.journal.on_read = None


class _Bar:
    """A bar of Rich, from a second on; it is gone when the work is done."""

    def __init__(self, stack: ExitStack, total: int) -> None:
        self._stack = stack
        self._total = total
        self._done = 0
        self._next = monotonic() + _PATIENCE
        self._bar: Progress | None = None

    def read(self, size: int) -> None:
        """Take it that so many bytes were read."""
        self._done += size
        now = monotonic()
        if now < self._next or not self._total:
            return
        self._next = now + _OFTEN
        if self._bar is None:
            self._bar = self._stack.enter_context(_rich_bar())
            self._bar.add_task(content.screens().progress.reading, total=self._total)
        self._bar.update(self._bar.task_ids[0], completed=min(self._done, self._total))
        self._bar.refresh()


def _rich_bar() -> "Progress":
    from rich.console import Console  # noqa: PLC0415  only where something takes long
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn  # noqa: PLC0415

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), TaskProgressColumn())
    return Progress(*columns, console=Console(stderr=True), auto_refresh=False, transient=True)


class _Lines:
    """A line at a quarter, at half and at three quarters, from a second on."""

    def __init__(self, run: Session, total: int) -> None:
        self._run = run
        self._total = total
        self._done = 0
        self._told = 0
        self._from = monotonic() + _PATIENCE

    def read(self, size: int) -> None:
        """Take it that so many bytes were read."""
        self._done += size
        quarter = min(_QUARTERS * self._done // self._total, _QUARTERS - 1) if self._total else 0
        if quarter > self._told and monotonic() >= self._from:
            words = content.screens().progress
            self._run.notice((words.quarter, words.half, words.three_quarters)[quarter - 1])
        self._told = max(quarter, self._told)
