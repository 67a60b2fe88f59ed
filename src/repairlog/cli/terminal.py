"""Terminal: one line at a time from the person who sits at it.

While a command asks, the terminal is in its hands. Keys are read one by one, so that what was
begun is known at any time. Signals are noted, and act between keys only: none comes in the
middle of saving an answer.
"""

import os
import select
import signal
import sys
from contextlib import suppress
from typing import Any, NoReturn, TextIO

from repairlog.cli.keys import Key, Keys
from repairlog.cli.line import Line
from repairlog.cli.line_display import Display, Size
from repairlog.cli.signals import Signals
from repairlog.errors import HungUp

if sys.platform != "win32":
    import termios

_MARK_PASTES, _MARK_NO_PASTES = "\x1b[?2004h", "\x1b[?2004l"
_CHUNK = 4096
_USUAL = Size(80, 24)


class Terminal:
    """The terminal that standard input is, from the first question until it is closed.

    The label and what is typed are shown on `out`. Without `escapes` no escape sequence is
    written. A console of Windows edits the line itself, and is only read.
    """

    def __init__(self, out: TextIO, *, escapes: bool) -> None:
        self._out = out
        self._escapes = escapes
        self._input = sys.stdin.fileno()
        self._keys = Keys(sys.stdin.encoding)
        self._sent = self._keys.read(b"")
        if sys.platform != "win32":
            self._modes: list[Any] = termios.tcgetattr(self._input)
            self._signals = Signals()
            self._hold()

    def read(self, label: str) -> str:
        """Return one line; line ends stand in it only where they were pasted.

        Raises KeyboardInterrupt at Ctrl-C, and at Ctrl-D on an empty line; HungUp with what
        was begun where the terminal is gone.
        """
        if sys.platform == "win32":
            return self._read_console(label)
        line = Line()
        display = Display(label, self._size(), escapes=self._escapes)
        self._show(display.begin())
        while True:
            for key in self._sent:
                if key is Key.ENTER:
                    self._show(display.change(line.text, line.cursor) + display.end())
                    return line.text
                if key is Key.DELETE_OR_LEAVE and not line.text:
                    raise KeyboardInterrupt
                if key is Key.SHOW_AGAIN:
                    self._show("\n" + display.begin(line.text, line.cursor))
                line.press(key)
            self._show(display.resize(self._size(), line.text, line.cursor))
            self._show(display.change(line.text, line.cursor))
            self._sent = self._keys.read(self._wait(line, display))

    def close(self) -> None:
        """Give the terminal back as it was. Raises what a signal asks for that waited."""
        if sys.platform != "win32":
            self._release()
            self._signals.close()

    def _wait(self, line: Line, display: Display) -> bytes:
        """Return what is sent next. What waits in the terminal comes before a signal."""
        while True:
            ready, _, _ = select.select([self._input, self._signals], [], [])
            if self._input in ready:
                sent = b""
                with suppress(OSError):  # so a terminal that is gone says it
                    sent = os.read(self._input, _CHUNK)
                if not sent:
                    raise HungUp(line.text)
                return sent
            for number in self._signals.take():
                if number == signal.SIGTSTP:
                    self._stop()
                    self._show("\n" + display.begin(line.text, line.cursor))
                else:
                    self._leave(number, line)

    def _leave(self, number: int, line: Line) -> NoReturn:
        if number == signal.SIGINT:
            raise KeyboardInterrupt
        raise HungUp(line.text)

    def _stop(self) -> None:
        """Stop as Ctrl-Z asks for, and go on when the shell says so."""
        self._release()
        noting = signal.signal(signal.SIGTSTP, signal.SIG_DFL)
        signal.raise_signal(signal.SIGTSTP)
        signal.signal(signal.SIGTSTP, noting)
        self._hold()

    def _hold(self) -> None:
        """Take keys as they are pressed, none echoed; a signal throws none away."""
        modes: list[Any] = [each[:] if isinstance(each, list) else each for each in self._modes]
        modes[0] &= ~(termios.ICRNL | termios.INLCR | termios.IGNCR)
        modes[3] &= ~(termios.ICANON | termios.ECHO | termios.IEXTEN)
        modes[3] |= termios.NOFLSH
        modes[6][termios.VMIN], modes[6][termios.VTIME] = 1, 0
        termios.tcsetattr(self._input, termios.TCSADRAIN, modes)
        if self._escapes:
            self._show(_MARK_PASTES)

    def _release(self) -> None:
        with suppress(OSError, termios.error):  # it may be gone
            if self._escapes:
                self._show(_MARK_NO_PASTES)
            termios.tcsetattr(self._input, termios.TCSADRAIN, self._modes)

    def _size(self) -> Size:
        try:
            columns, rows = os.get_terminal_size(self._input)
        except OSError:
            return _USUAL
        return Size(columns or _USUAL.columns, rows or _USUAL.rows)

    def _show(self, text: str) -> None:
        with suppress(OSError):  # a terminal that is gone says so where it is read
            if self._out.isatty():
                self._out.write(text)
                self._out.flush()
            else:
                os.write(self._input, text.encode(sys.stdin.encoding, "replace"))

    def _read_console(self, label: str) -> str:
        self._show(label)
        line = sys.stdin.readline()
        if not line:
            raise KeyboardInterrupt
        return line.rstrip("\r\n")
