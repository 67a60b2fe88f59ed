"""Months of a journal: where each line belongs, so that one month at a time can be read.

A device writes an entry into the file of the month in which it was first logged. People and
sync tools may put lines anywhere: a file is asked before it is believed.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from repairlog.errors import StorageError
from repairlog.journal import files
from repairlog.journal.lines import Line, Lines, month_in

_OURS = (
    rb'\{"v":[0-9]+,"id":"([a-z2-7]{12})","'
    rb'(?:(?:kind":"[a-z]+",")?happened":"[^"\\]+","precision":"[a-z]+","(?:part":"[a-z]*",")?)?'
    rb'logged":"([1-9][0-9]{3}-(?:0[1-9]|1[0-2]))-[0-9T:.]+Z"'
)
"""How a line begins that this program wrote: its id and its month, without reading further."""

_CHUNK = 65_536  # bytes; whole files, again and again, would be fresh memory each time


class Month:
    """What is known of one month: the files that hold nothing else, and lines of other files."""

    def __init__(self) -> None:
        self.paths: list[Path] = []
        self.strays: list[Line] = []


class Place(NamedTuple):
    """The entry and the month of a line."""

    entry: bytes
    month: str


def month_of(logged: datetime) -> str:
    """Return the month of an entry's file, such as 2026-11, in UTC."""
    return logged.astimezone(UTC).strftime("%Y-%m")


def is_ours(line: bytes) -> bool:
    """Whether a line begins as this program writes them, and no carriage return is in it."""
    return re.match(_OURS, line) is not None and b"\r" not in line


def by_name(lines: Lines) -> dict[str, Month]:
    """Sort the files by the month in their names; lines of files without one are strays.

    A file of a device may still hold lines of other months: whoever reads on this ground
    must merge what turns up later.
    """
    months: dict[str, Month] = defaultdict(Month)
    for path in lines.paths():
        if month := month_in(path.name):
            months[month].paths.append(path)
        else:
            for line, place in _placed(lines, path):
                months[place.month].strays.append(line)
    return months


def by_line(lines: Lines) -> dict[str, Month]:
    """Sort all lines by month; every line of an entry is in the same one, the earliest.

    Files that hold only lines of their month are left to be read when it comes.
    """
    months, moved = _sorted(lines)
    return _together(lines, months, moved) if moved else months


def scattered(lines: Lines) -> frozenset[str]:
    """Return the ids of entries that were logged twice, in several months."""
    return frozenset(entry.decode() for entry in _sorted(lines)[1])


def _sorted(lines: Lines) -> tuple[dict[str, Month], dict[bytes, str]]:
    """Sort all lines by their own months; of entries in several, return the earliest."""
    months: dict[str, Month] = defaultdict(Month)
    seen: dict[bytes, str] = {}
    moved: dict[bytes, str] = {}

    def see(entries: Collection[bytes], month: str) -> None:
        """An entry with two times of logging is one entry, of the earlier."""
        for entry in seen.keys() & entries:
            if seen[entry] != month:
                moved[entry] = min(seen[entry], month, moved.get(entry, month))
        seen.update(dict.fromkeys(entries, month))

    for path in lines.paths():
        month = month_in(path.name)
        entries = _entries_in(path, month) if month else None
        if month and entries is not None:
            months[month].paths.append(path)
            see(entries, month)
            continue
        for line, place in _placed(lines, path):
            months[place.month].strays.append(line)
            see([place.entry], place.month)
    return months, moved


def _together(lines: Lines, months: dict[str, Month], moved: dict[bytes, str]) -> dict[str, Month]:
    """Sort again, with the lines of entries of several months in one of them."""
    found: dict[str, Month] = defaultdict(Month)
    for name, month in months.items():
        for path in month.paths:
            placed = list(_placed(lines, path))
            if all(moved.get(place.entry, name) == name for _, place in placed):
                found[name].paths.append(path)
                continue
            for line, place in placed:
                found[moved.get(place.entry, name)].strays.append(line)
        for line in month.strays:
            if known := place_of(lines, line):
                found[moved.get(known.entry, name)].strays.append(line)
    return found


def _entries_in(path: Path, month: str) -> list[bytes] | None:
    """Return the ids of a file's lines; none if any is of another month or in another hand.

    A look at a few bytes, as this is asked of every line of a journal: anything written in
    another way is only read in the slower, certain way.
    """
    match, expected = re.compile(_OURS).match, month.encode()
    entries: list[bytes] = []
    try:
        with files.plainly("read", path), files.opened(path) as file:
            while lines := file.readlines(_CHUNK):
                found = [each[1] for line in lines if (each := match(line)) and each[2] == expected]
                if len(found) < len(lines):
                    return None
                entries += found
    except StorageError:  # reading it says what is wrong
        return None
    return entries


def _placed(lines: Lines, path: Path) -> Iterator[tuple[Line, Place]]:
    for line in lines.raw(path):
        place = place_of(lines, line)
        if place:
            yield line, place


def place_of(lines: Lines, line: Line) -> Place | None:
    """Return where a line belongs; one that cannot be read is reported, and belongs nowhere."""
    found = re.match(_OURS, line.text)
    if found:
        return Place(found[1], found[2].decode())
    version = lines.parse(line)
    return Place(version.id.encode(), month_of(version.logged)) if version else None
