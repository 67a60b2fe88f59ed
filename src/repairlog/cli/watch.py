"""Watch: what the terminal sends, and the signals that come, noted in a thread of its own.

So each thing that is sent has its time, also while an answer is being saved; no signal comes
in the middle of a save; and a save that hangs in the system can be left.
"""

import os
import select
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from queue import Empty, SimpleQueue
from time import monotonic
from typing import Any, NamedTuple

from repairlog.cli.signals import LEAVING, exit_code

PATIENCE = 5.0
"""Seconds that a signal waits for a save."""

TWICE = 0.25
"""Seconds after which another signal is meant: a shell passes on the hang-up that came already."""

_CHUNK = 4096


class Sent(NamedTuple):
    """What the terminal sent, and when; nothing where it is gone."""

    at: float
    data: bytes


class Signalled(NamedTuple):
    """A signal that came, after what was sent before it."""

    number: int


class Watch:
    """Watches from now on, until it is closed; signals act as they did before from then on.

    `source` is the terminal's descriptor, if there is one to be read. `give_up` is called with
    the words being saved, from the thread, before the process is left in the middle of a save.
    """

    def __init__(self, give_up: Callable[[str], None], source: int | None = None) -> None:
        self._give_up = give_up
        self._source = source
        self._came: SimpleQueue[Sent | Signalled] = SimpleQueue()
        self._lock = threading.Lock()
        self._words: str | None = None
        self._first: float | None = None
        self._number = 0
        self._before: dict[int, Any] = {}
        if sys.platform != "win32":
            self._begin()

    def next(self, timeout: float | None = None) -> Sent | Signalled | None:
        """Return what came next; None if nothing came in time."""
        try:
            return self._came.get(timeout=None if timeout is None else max(timeout, 0))
        except Empty:
            return None

    @contextmanager
    def over(self, words: str) -> Iterator[None]:
        """Watch over a save of these words: another signal, or five seconds, leave it."""
        with self._lock:
            self._words = words
        if self._first is not None:
            os.write(self._write, b"\0")  # the thread's patience is not endless any more
        try:
            yield
        finally:
            with self._lock:
                self._words = None

    def close(self) -> list[int]:
        """End, and return the signals that nobody has taken and that end a run."""
        if sys.platform == "win32":
            return []
        os.write(self._stop[1], b"\0")
        self._thread.join()
        for number, handler in self._before.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(self._woken)
        with suppress(BlockingIOError):
            for number in os.read(self._read, _CHUNK):
                self._note(number)
        for each in (self._read, self._write, *self._stop):
            os.close(each)
        left: list[int] = []
        while (came := self.next(0)) is not None:
            if isinstance(came, Signalled) and came.number in LEAVING:
                left.append(came.number)
        return left

    def _begin(self) -> None:
        self._read, self._write = os.pipe()
        self._stop = os.pipe()
        os.set_blocking(self._read, False)
        os.set_blocking(self._write, False)
        self._woken = signal.set_wakeup_fd(self._write, warn_on_full_buffer=False)
        stops = () if self._source is None else (signal.SIGTSTP,)
        self._before = {
            each: signal.signal(each, lambda _number, _frame: None) for each in (*LEAVING, *stops)
        }
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        reading = [] if self._source is None else [self._source]
        while True:
            ready, _, _ = select.select(
                [self._stop[0], self._read, *reading], [], [], self._patience()
            )
            if self._source in ready and reading:  # it comes before a signal
                data = b""
                with suppress(OSError):
                    data = os.read(reading[0], _CHUNK)
                self._came.put(Sent(monotonic(), data))
                if not data:
                    reading = []
            elif self._stop[0] in ready:
                return
            elif self._read in ready:
                for number in os.read(self._read, _CHUNK):
                    self._note(number)
            else:
                self._leave(self._number)

    def _note(self, number: int) -> None:
        if number == 0:
            return
        self._came.put(Signalled(number))
        if number not in LEAVING:
            return
        if self._first is None:
            self._first, self._number = monotonic(), number
        elif monotonic() - self._first > TWICE:
            self._leave(number)

    def _patience(self) -> float | None:
        if self._words is None or self._first is None:
            return None
        return max(self._first + PATIENCE - monotonic(), 0)

    def _leave(self, number: int) -> None:
        """Leave the process, if it is in the middle of a save; it may hang there for ever."""
        with self._lock:
            if self._words is not None:
                self._give_up(self._words)
                os._exit(exit_code(number))
