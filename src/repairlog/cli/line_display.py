"""Line display: what to write so that a terminal shows a line as it is being typed.

A line may take many rows. With escape sequences the rows are changed where they stand.
Without, nothing above the cursor's row can be reached: a row that is changed there is shown
anew below, alone, and the whole line once more when it is entered.
"""

from functools import lru_cache
from typing import NamedTuple

from rich.cells import cell_len

from repairlog.view.safe import safe


class Size(NamedTuple):
    """A terminal's columns and rows."""

    columns: int
    rows: int


class Place(NamedTuple):
    """A row, counted from the label's, and a column."""

    row: int
    column: int


_ON = " \r"
"""Takes the cursor to the next row where the one before it is full: there it would wait."""


class Display:
    """What stands on the screen of one line. Each method returns what to write next."""

    def __init__(self, label: str, size: Size, *, escapes: bool) -> None:
        self._label = label
        self._size = size
        self._escapes = escapes
        self._shown = _Layout("", 0)
        self._cursor = 0
        self._is_whole = True

    def begin(self, text: str = "", cursor: int = 0) -> str:
        """Show the label, and a text after it."""
        self._shown = _Layout(self._label + text, self._size.columns)
        self._cursor = len(self._shown.text)
        self._is_whole = True
        return self._shown.rest(0) + self.change(text, cursor)

    def resize(self, size: Size, text: str, cursor: int) -> str:
        """Show the line anew where the terminal's size has changed."""
        if size == self._size:
            return ""
        self._size = size
        return "\n" + self.begin(text, cursor)

    def change(self, text: str, cursor: int) -> str:
        """Show the line as it is now."""
        old, was = self._shown, self._cursor
        new = _Layout(self._label + text, self._size.columns, old)
        now = len(self._label) + cursor
        self._shown, self._cursor = new, now
        at_ends = was == len(old.text) and now == len(new.text)
        if self._is_whole and at_ends and new.text.startswith(old.text):
            return new.rest(len(old.text), old.places[-1])
        if self._is_whole and self._escapes and self._reaches(old, was, new, now):
            return _in_place(old, was, new, now)
        return self._one_row(old, was, new, now)

    def end(self) -> str:
        """Leave the whole line on the screen, and go to the row below it."""
        shown, cursor = self._shown, self._cursor
        below = "\n" if shown.places[-1].column else ""
        if not self._is_whole:
            return f"\n{shown.rest(0)}{below}"
        if self._escapes:
            return _moved(shown.places[cursor], shown.places[-1]) + below
        return shown.rest(cursor) + below

    def _reaches(self, old: "_Layout", was: int, new: "_Layout", now: int) -> bool:
        """Whether all that changes is on the screen: what has gone off its top is not."""
        first = min(_common(old.text, new.text), now)
        bottom = max(old.places[was].row, new.places[-1].row)
        return bottom - new.places[first].row < self._size.rows

    def _one_row(self, old: "_Layout", was: int, new: "_Layout", now: int) -> str:
        """Show the cursor's row: over the old one where it is the same, else below."""
        start, end = new.row(new.places[now].row)
        old_start, old_end = old.row(old.places[was].row)
        is_last = end == len(new.text) and old_end == len(old.text)
        same = _common(old.text, new.text)
        if old_start != start or same < start or (self._is_whole and not is_last):
            self._is_whole = False
            return "\n" + new.written(start, end) + new.back(start, end, now)
        same = min(same, old_end, end)
        back = old.width(old_start, was) - new.width(start, same)
        text = "\b" * back if back >= 0 else new.written(was, same)
        left_over = max(old.width(old_start, old_end) - new.width(start, end), 0)
        text += new.written(same, end) + " " * left_over
        if left_over and old.width(old_start, old_end) >= new.columns:
            return (
                text + "\r" + new.written(start, now)
            )  # a full row's last column holds the cursor
        return text + "\b" * left_over + new.back(start, end, now)


class _Layout:
    """A text as a terminal of some width lays it out.

    `places` says where each character stands, and where the cursor is behind the last.
    """

    def __init__(self, text: str, columns: int, known: "_Layout | None" = None) -> None:
        self.text = text
        self.columns = columns
        same = _common(known.text, text) if known and known.columns == columns else 0
        self.places: list[Place] = known.places[:same] if known and same else [Place(0, 0)]
        for character in text[len(self.places) - 1 :]:
            row, column = self.places[-1]
            cells = _cells(character)
            if column + cells > columns:
                row, column = row + 1, 0
            self.places[-1] = Place(row, column)
            full = character == "\n" or column + cells >= columns
            self.places.append(Place(row + 1, 0) if full else Place(row, column + cells))

    def written(self, start: int, end: int, at: Place | None = None) -> str:
        """Return what shows a part of the text, written where the cursor is (where it begins)."""
        parts: list[str] = []
        at = at or self.places[start]
        for place, character in zip(self.places[start:end], self.text[start:end], strict=True):
            if place.row > at.row:  # else the terminals differ where a wide character ends a row
                parts.append(_ON if character == "\n" else " " * (self.columns - at.column))
            parts.append(_sign(character))
            row, column = place
            at = Place(row + 1, 0) if character == "\n" else Place(row, column + _cells(character))
        return "".join(parts)

    def rest(self, start: int, at: Place | None = None) -> str:
        """Return what shows all from here on, and leaves the cursor behind it."""
        end = len(self.text)
        is_full = start < end and self.places[end].column == 0 and self.text[end - 1] != "\n"
        return self.written(start, end, at) + (_ON if is_full else "")

    def row(self, row: int) -> tuple[int, int]:
        """Return where a row begins and ends in the text."""
        inside = [index for index, place in enumerate(self.places) if place.row == row]
        start, end = inside[0], inside[-1]
        return start, end if end == len(self.text) or self.text[end] == "\n" else end + 1

    def width(self, start: int, end: int) -> int:
        """Return how many columns a part of one row takes."""
        return sum(_cells(character) for character in self.text[start:end])

    def back(self, start: int, end: int, cursor: int) -> str:
        """Go from the end of a row back to the cursor in it, without escape sequences."""
        if cursor < end and self.width(start, end) >= self.columns:
            return "\r" + self.written(start, cursor)
        return "\b" * self.width(cursor, end)


def _in_place(old: _Layout, was: int, new: _Layout, now: int) -> str:
    """Change the rows where they stand, with escape sequences."""
    same = _common(old.text, new.text)
    if same == len(old.text) == len(new.text):
        return _moved(new.places[was], new.places[now])
    at = min(old.places[same], new.places[same])
    text = _moved(old.places[was], at)
    if same < len(old.text):
        text += "\x1b[J"
    return text + new.rest(same, at) + _moved(new.places[-1], new.places[now])


def _moved(start: Place, end: Place) -> str:
    """Return what takes the cursor from one place to another that is on the screen."""
    rows, columns = end.row - start.row, end.column - start.column
    text = f"\x1b[{abs(rows)}{'A' if rows < 0 else 'B'}" if rows else ""
    if columns < 0:
        text, columns = f"{text}\r", end.column
    return f"{text}\x1b[{columns}C" if columns else text


def _common(one: str, other: str) -> int:
    """Return how many characters two texts begin with alike."""
    if other.startswith(one):
        return len(one)
    if one.startswith(other):
        return len(other)
    return next(i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b)


@lru_cache(maxsize=1024)
def _sign(character: str) -> str:
    """Return how a character is shown: itself, unless it would act on the terminal."""
    shown = safe(character)
    return " " if character == "\t" or (shown == "\n" and character != "\n") else shown


@lru_cache(maxsize=1024)
def _cells(character: str) -> int:
    return cell_len(_sign(character))
