"""Signals: noted as they come, and acted upon where nothing is half done."""

import os
import signal
from contextlib import suppress
from types import FrameType
from typing import Any

_NOTED = ("SIGINT", "SIGHUP", "SIGTSTP")


class Signals:
    """Notes Ctrl-C, a hang-up and Ctrl-Z from now on, until it is closed.

    `fileno` is readable once one was noted, so that a wait for keys ends.
    """

    def __init__(self) -> None:
        self._noted: list[int] = []
        self._read, self._write = os.pipe()
        os.set_blocking(self._read, False)
        os.set_blocking(self._write, False)
        self._woken = signal.set_wakeup_fd(self._write, warn_on_full_buffer=False)
        numbers = [getattr(signal, name) for name in _NOTED if hasattr(signal, name)]
        self._before: dict[int, Any] = {each: signal.signal(each, self._note) for each in numbers}

    def fileno(self) -> int:
        """Return what to wait for."""
        return self._read

    def take(self) -> list[int]:
        """Return the signals that were noted since the last time, oldest first."""
        with suppress(BlockingIOError):
            os.read(self._read, 512)
        taken = list(self._noted)
        self._noted.clear()
        return taken

    def close(self) -> None:
        """Let signals act as they did before; what was noted and not taken acts now."""
        signal.set_wakeup_fd(self._woken)
        for number, handler in self._before.items():
            signal.signal(number, handler)
        noted = self.take()
        os.close(self._read)
        os.close(self._write)
        for number in noted:
            signal.raise_signal(number)

    def _note(self, number: int, _frame: FrameType | None) -> None:
        self._noted.append(number)
