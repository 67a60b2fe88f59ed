"""Line editor: the text of a line that is being typed, and where the cursor stands in it."""

import re
from collections.abc import Callable

from repairlog.cli.keys import Key
from repairlog.core.text import joins

_WORD_BEFORE = re.compile(r"\w+\W*\Z|\W+\Z")
_WORD_AFTER = re.compile(r"\W*\w+|\W+")


class Line:
    """A line being typed. What a person sees as one character is moved over as one."""

    def __init__(self, text: str = "") -> None:
        self.text = text
        self.cursor = len(text)

    def press(self, key: Key | str) -> None:
        """Do what a key does to the line; text is put in at the cursor."""
        if isinstance(key, str):
            self._replace(self.cursor, self.cursor, key)
        elif key in _MOVES:
            self.cursor = _MOVES[key](self.text, self.cursor)
        elif key in _ERASES:
            other = _MOVES[_ERASES[key]](self.text, self.cursor)
            self._replace(min(self.cursor, other), max(self.cursor, other), "")

    def _replace(self, start: int, end: int, text: str) -> None:
        self.text = self.text[:start] + text + self.text[end:]
        self.cursor = start + len(text)


def _left(text: str, cursor: int) -> int:
    cursor = max(cursor - 1, 0)
    while cursor and joins(text, cursor):
        cursor -= 1
    return cursor


def _right(text: str, cursor: int) -> int:
    cursor = min(cursor + 1, len(text))
    while cursor < len(text) and joins(text, cursor):
        cursor += 1
    return cursor


def _word_left(text: str, cursor: int) -> int:
    found = _WORD_BEFORE.search(text[:cursor])
    return found.start() if found else 0


def _word_right(text: str, cursor: int) -> int:
    found = _WORD_AFTER.match(text, cursor)
    return found.end() if found else len(text)


_MOVES: dict[Key, Callable[[str, int], int]] = {
    Key.LEFT: _left,
    Key.RIGHT: _right,
    Key.WORD_LEFT: _word_left,
    Key.WORD_RIGHT: _word_right,
    Key.HOME: lambda _text, _cursor: 0,
    Key.END: lambda text, _cursor: len(text),
}

_ERASES = {
    Key.BACKSPACE: Key.LEFT,
    Key.DELETE: Key.RIGHT,
    Key.DELETE_OR_LEAVE: Key.RIGHT,
    Key.ERASE_WORD: Key.WORD_LEFT,
    Key.ERASE_NEXT_WORD: Key.WORD_RIGHT,
    Key.ERASE_BEFORE: Key.HOME,
    Key.ERASE_AFTER: Key.END,
}
"""What erases up to where another key would move."""
