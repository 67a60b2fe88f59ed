"""Terminal: one line at a time from the person who sits at it.

While a command asks, the terminal is in its hands. Keys are read one by one, so that what was
begun is known at any time. Signals are noted, and act between keys only: none comes in the
middle of saving an answer.
"""

import os
import signal
import sys
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from time import monotonic
from typing import Any, NamedTuple, NoReturn, TextIO

from repairlog.cli.keys import Key, Keys
from repairlog.cli.line import Line
from repairlog.cli.line_display import Display, Size
from repairlog.cli.watch import Sent, Signalled, Watch
from repairlog.errors import HungUp, Stopped

if sys.platform != "win32":
    import termios

PASTE = 0.03
"""Seconds within which the lines of a paste follow each other; nobody types so fast."""

_MARK_PASTES, _MARK_NO_PASTES = "\x1b[?2004h", "\x1b[?2004l"
_USUAL = Size(80, 24)


class _Pressed(NamedTuple):
    at: float
    key: Key | str


class Terminal:
    """The terminal that standard input is, from the first question until it is closed.

    The label and what is typed are shown on `out`. Without `escapes` no escape sequence is
    written. `give_up` is told the words of a save that is left. A console of Windows edits
    the line itself, and is only read.
    """

    def __init__(self, out: TextIO, give_up: Callable[[str], None], *, escapes: bool) -> None:
        self._out = out
        self._escapes = escapes
        self._give_up = give_up
        self._input = sys.stdin.fileno()
        self._keys = Keys(sys.stdin.encoding)
        self._pressed: deque[_Pressed] = deque()
        self._signals: deque[int] = deque()
        self._gone = False
        if sys.platform == "win32":
            self.watch = Watch(self._leave_save)
        else:
            self._modes: list[Any] = termios.tcgetattr(self._input)
            self._hold()
            self.watch = Watch(self._leave_save, self._input)

    def read(self, label: str, *, question: str = "", telling: bool = False) -> str:
        """Return one line; line ends stand in it only where they were pasted.

        `question` is what was shown above it, and is shown again after Ctrl-Z. At a `telling`
        question, lines that come as fast as a paste belong together.

        Raises Stopped at Ctrl-C, and at Ctrl-D on an empty line; HungUp where the terminal is
        gone; both with what was begun.
        """
        if sys.platform == "win32":
            return self._read_console(label)
        line = Line()
        display = Display(label, self._size(), escapes=self._escapes)
        self._show(display.begin())
        while True:
            while self._pressed:
                at, key = self._pressed.popleft()
                if key is Key.ENTER:
                    if telling and self._goes_on(at):
                        key = "\n"
                    else:
                        self._show(display.change(line.text, line.cursor) + display.end())
                        return line.text
                if key is Key.DELETE_OR_LEAVE and not line.text:
                    raise Stopped
                if key is Key.SHOW_AGAIN:
                    self._show("\n" + display.begin(line.text, line.cursor))
                line.press(key)
            self._show(display.resize(self._size(), line.text, line.cursor))
            self._show(display.change(line.text, line.cursor))
            self._wait(line, display, question)

    def close(self) -> tuple[str, list[int]]:
        """Give the terminal back as it was.

        Returns what was typed and belongs to no question, which is not for the shell, and the
        signals that nobody has taken.
        """
        if sys.platform == "win32":
            return "", []
        while self._take(PASTE) and not self._gone:
            pass
        keys = ("\n" if each.key is Key.ENTER else each.key for each in self._pressed)
        left_over = "".join(key for key in keys if isinstance(key, str))
        signals = [*self._signals, *self.watch.close()]
        self._release()
        return left_over.strip(), [each for each in signals if each != signal.SIGTSTP]

    def _goes_on(self, at: float) -> bool:
        """Whether a text follows this line end, as fast as a paste; Enter held down is none."""
        seen = 0
        while True:
            while seen < len(self._pressed):
                pressed = self._pressed[seen]
                if pressed.at - at > PASTE:
                    return False
                if isinstance(pressed.key, str):
                    return True
                if pressed.key is not Key.ENTER and pressed.key is not Key.NOTHING:
                    return False
                at, seen = pressed.at, seen + 1
            if self._gone or not self._take(at + PASTE - monotonic()):
                return False

    def _take(self, timeout: float | None) -> bool:
        """Take what comes next; return whether anything did."""
        came = self.watch.next(timeout)
        if isinstance(came, Sent):
            self._gone = not came.data
            self._pressed += (_Pressed(came.at, key) for key in self._keys.read(came.data))
        elif isinstance(came, Signalled):
            self._signals.append(came.number)
        return came is not None

    def _wait(self, line: Line, display: Display, question: str) -> None:
        """Wait for the next keys. What waits in the terminal comes before a signal."""
        while not self._pressed:
            if self._signals:
                number = self._signals.popleft()
                if number == signal.SIGTSTP:
                    self._stop()
                    self._show(f"\n{question}\n" + display.begin(line.text, line.cursor))
                    continue
                self._leave(number, line, display)
            if self._gone:
                raise HungUp(line.text)
            self._take(None)

    def _leave(self, number: int, line: Line, display: Display) -> NoReturn:
        self._show(display.end())
        if number == signal.SIGINT:
            raise Stopped(line.text)
        raise HungUp(line.text)

    def _stop(self) -> None:
        """Stop as Ctrl-Z asks for, and go on when the shell says so."""
        self._release()
        noting = signal.signal(signal.SIGTSTP, signal.SIG_DFL)
        signal.raise_signal(signal.SIGTSTP)
        signal.signal(signal.SIGTSTP, noting)
        self._hold()

    def _leave_save(self, words: str) -> None:
        """Give the terminal back from another thread, with words that may not be saved."""
        if sys.platform != "win32":
            self._release(termios.TCSANOW)
        self._give_up(words)

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

    def _release(self, when: int | None = None) -> None:
        with suppress(OSError, termios.error):  # it may be gone
            if self._escapes:
                os.write(self._input, _MARK_NO_PASTES.encode())
            termios.tcsetattr(self._input, termios.TCSADRAIN if when is None else when, self._modes)

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
