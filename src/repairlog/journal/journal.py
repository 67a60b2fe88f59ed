"""A folder of JSON Lines and its entries: the journal is the union of its lines.

See `docs/format.md`. Reading trusts nothing: a line that cannot be read is reported and
kept. Transaction goes through `Transaction`, one for each conversation or command, which is what
`undo` reverses.
"""

import hashlib
import os
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from repairlog.core.entries.changes import latest_tick
from repairlog.core.entries.codec import dump, parse
from repairlog.core.entries.listing import happening
from repairlog.core.entries.merge import merge_all
from repairlog.core.entries.model import FORMAT, CheckIn, Entry, Repair, Version
from repairlog.errors import NotFoundError, StorageError
from repairlog.journal import files, folders

_NAME = re.compile(r"(?P<month>[1-9][0-9]{3}-(0[1-9]|1[0-2]))\.[^.]+\.jsonl")
_SAYS_ID = re.compile(rb'\{"v":1,"id":"([a-z2-7]+)"').match
_DAY = timedelta(days=1)
_DELETED = b'"deleted":"'
_CHUNK = 65_536  # bytes; whole files, again and again, would be fresh memory each time
_NEAR = 250  # bytes; a line of ours says when it was logged within 170


class Unreadable(NamedTuple):
    """A line that could not be read: where it is, and which part of it was wrong.

    Line 0 is the whole file.
    """

    path: Path
    line: int
    reason: str


@dataclass
class _Month:
    """What is known of one month: its files, and what of it lies elsewhere."""

    paths: list[Path] = field(default_factory=list)
    strays: list[Version] = field(default_factory=list)


class Journal:
    """A journal folder as this device sees it. `unreadable` grows as files are read."""

    def __init__(self, locations: folders.Locations) -> None:
        self.folder = locations.journal
        self.past = locations.journal / "past"
        self._locations = locations
        self._unreadable: dict[tuple[Path, int], Unreadable] = {}

    @property
    def unreadable(self) -> list[Unreadable]:
        """The lines that could not be read so far, in the order of their files."""
        return [self._unreadable[key] for key in sorted(self._unreadable)]

    # Reading

    def entries(self) -> Iterator[Entry]:
        """Yield every entry once, month by month, so that memory holds one month at a time."""
        months = self._months(trusting=False)
        for name in sorted(months):
            yield from self._merged(months[name])

    def newest_first(self) -> Iterator[Entry]:
        """Yield entries by when they happened, newest first, reading only the months needed.

        Names of files are trusted here. Nothing happens after it is logged, so what is
        not read yet happened before the first month read; a day more allows for
        a day's noon and for zones.
        """
        months = self._months(trusting=True)
        held: list[Entry] = []
        for name in sorted(months, reverse=True):
            held.extend(self._merged(months[name]))
            held.sort(key=happening)
            begins = datetime.strptime(name, "%Y-%m").replace(tzinfo=UTC) + _DAY
            while held and held[-1].happened >= begins:
                yield held.pop()
        yield from reversed(held)

    def find(self, beginning: str) -> Entry:
        """Return the entry whose id begins so, or the `last` logged. Raises NotFoundError."""
        if beginning == "last":
            return self._last()
        found = [entry for entry in self.entries() if begins(entry.id, beginning)]
        if len(found) == 1:
            return found[0]
        if not found:
            raise NotFoundError(
                f"No entry's id begins with {beginning!r}.", "{repairlog} list shows them."
            )
        ids = ", ".join(sorted(entry.id for entry in found)[:5])
        raise NotFoundError(
            f"{len(found)} entries have an id that begins with {beginning!r}: {ids}.",
            "A letter or two more will do.",
        )

    def _last(self) -> Entry:
        months = self._months(trusting=True)
        for name in sorted(months, reverse=True):
            entries = list(self._merged(months[name]))
            if entries:
                return max(entries, key=lambda entry: (entry.logged, entry.id))
        raise NotFoundError("Nothing is written here yet.", "{repairlog} new begins.")

    def lines(self) -> Iterator[bytes]:
        """Yield the whole journal as lines, one an entry; reading them gives the same journal.

        An entry of a newer format comes as the lines it has, as only they hold all of it.
        """
        months = self._months(trusting=False)
        for name in sorted(months):
            for versions in self._grouped(months[name]):
                merged = merge_all(versions)
                if merged.v > FORMAT:
                    yield from (line for _, line in self._about(merged.id, self.paths()))
                elif isinstance(merged, Entry):
                    yield dump(merged)

    def history(self, entry_id: str) -> list[Version]:
        """Return every version known of an entry, oldest first, without repeats."""
        paths = [*self.paths(), *self.paths(self.past)]
        found = {dump(version): version for version, _ in self._about(entry_id, paths)}
        return sorted(found.values(), key=_by_age)

    def find_ever(self, beginning: str) -> str:
        """Return the one id that begins so, deleted entries included. Raises NotFoundError."""
        if beginning == "last":
            return self._last().id
        paths = [*self.paths(), *self.paths(self.past)]
        found = {version.id for path in paths for version, _ in self._read(path)}
        ids = sorted(each for each in found if begins(each, beginning))
        if len(ids) == 1:
            return ids[0]
        said = "Several entries have" if ids else "No entry has"
        raise NotFoundError(
            f"{said} an id that begins with {beginning!r}.", "{repairlog} list shows ids."
        )

    def paths(self, folder: Path | None = None, month: str = "") -> list[Path]:
        """Return the files of the journal (or of its past) by name; none if there is no folder.

        With a month, only that month's files, and those whose name tells no month.
        """
        folder = folder or self.folder
        with files.plainly("read", folder):
            try:
                found = os.scandir(folder)
            except FileNotFoundError:
                if self._locations.named and not self.folder.parent.is_dir():
                    raise  # an unmounted drive is not an empty journal
                return []
            with found:
                names = [
                    each.name
                    for each in found
                    if each.name.endswith(".jsonl")
                    and each.name[0] != "."
                    and (not month or _month_in(each.name) in (month, None))
                    and (each.is_symlink() or each.is_file())
                ]
        return [folder / name for name in sorted(names)]

    def holders(self, entry_id: str) -> list[Path]:
        """Return the files that hold any version of an entry."""
        paths = [*self.paths(), *self.paths(self.past)]
        return [path for path in paths if any(self._about(entry_id, [path]))]

    def current(self, entry_id: str, logged: datetime) -> Version | None:
        """Return the entry as all files of its month, and files of no month, have it now.

        Where a person put it into a file of another month, that is found too.
        """
        likely = self._about(entry_id, self.paths(month=month_of(logged)))
        found = list(likely) or list(self._about(entry_id, self.paths()))
        return merge_all([version for version, _ in found]) if found else None

    def currents(self, month: str, ids: Collection[str]) -> dict[str, Version]:
        """Return entries of one month as `current` does, reading each file once."""
        found = self._all_about(ids, self.paths(month=month))
        missing = set(ids) - found.keys()
        if missing:
            found |= self._all_about(missing, self.paths())
        return {entry_id: merge_all(versions) for entry_id, versions in found.items()}

    def replaced(self, entry_id: str) -> list[Version]:
        """Return the versions of an entry that were replaced by others, of all devices."""
        return [version for version, _ in self._about(entry_id, self.paths(self.past))]

    def deletions(self, logged: datetime, but: Path) -> set[str]:
        """Return the ids that other files of a month speak of deleting."""
        paths = self.paths(month=month_of(logged))
        read = (found for path in paths if path != but for found in self._read(path, _DELETED))
        return {version.id for version, _ in read if version.deleted}

    def check(self, path: Path) -> None:
        """Read a file for its unreadable lines alone."""
        for _ in self._read(path):
            pass

    def _months(self, *, trusting: bool) -> dict[str, _Month]:
        """Sort the files by month; lines of files that do not keep to theirs are strays."""
        months: dict[str, _Month] = defaultdict(_Month)
        for path in self.paths():
            month = _month_in(path.name)
            if month and (trusting or _keeps_to(month, path)):
                months[month].paths.append(path)
                continue
            for version, _ in self._read(path):
                months[month_of(version.logged)].strays.append(version)
        return months

    def _merged(self, month: _Month) -> Iterator[Entry]:
        for versions in self._grouped(month):
            merged = merge_all(versions)
            if isinstance(merged, Entry):
                yield merged

    def _grouped(self, month: _Month) -> Iterable[list[Version]]:
        groups: dict[str, list[Version]] = defaultdict(list)
        for path in month.paths:
            for version, _ in self._read(path):
                groups[version.id].append(version)
        for version in month.strays:
            groups[version.id].append(version)
        return groups.values()

    def _about(self, entry_id: str, paths: list[Path]) -> Iterator[tuple[Version, bytes]]:
        """Read only the lines that mention the id."""
        mark = entry_id.encode()
        for path in paths:
            for version, line in self._read(path, mark):
                if version.id == entry_id:
                    yield version, line

    def _all_about(self, ids: Collection[str], paths: list[Path]) -> dict[str, list[Version]]:
        found: dict[str, list[Version]] = defaultdict(list)
        for path in paths:
            for version, _ in self._read(path, ids=ids):
                if version.id in ids:
                    found[version.id].append(version)
        return found

    def _data(self, path: Path) -> bytes:
        """Return a file's bytes; one that cannot be read costs nobody else's lines."""
        try:
            return files.read(path)
        except StorageError as error:
            self._unreadable[path, 0] = Unreadable(path, 0, error.message)
            return b""

    def _read(
        self, path: Path, mark: bytes = b"", ids: Collection[str] | None = None
    ) -> Iterator[tuple[Version, bytes]]:
        """Yield what the lines that hold the mark say, and those lines.

        With ids, lines that say in our own way that they are of another entry are left out.
        """
        data = self._data(path)
        if mark and mark not in data:
            return
        for number, held in enumerate(data.split(b"\n"), 1):
            if ids is not None and (said := _SAYS_ID(held)) and said[1].decode() not in ids:
                continue
            if mark in held and (line := held.removeprefix(files.BOM).strip()):
                try:
                    yield parse(line), line
                except ValueError as error:
                    found = Unreadable(path, number, str(error))
                    self._unreadable[path, number] = found


def begins(entry_id: str, beginning: str) -> bool:
    """Whether an id is meant by its beginning; nothing at all names no entry."""
    return bool(beginning) and entry_id.startswith(beginning)


def month_of(logged: datetime) -> str:
    """Return the month of an entry's file, such as 2026-11, in UTC."""
    return logged.astimezone(UTC).strftime("%Y-%m")


def digest(line: bytes) -> str:
    """Name a line of the past without repeating its words."""
    return hashlib.sha256(line).hexdigest()[:16]


def refuse_newer(entry: Version) -> None:
    """Raise StorageError for an entry that a newer version has written to."""
    if entry.v > FORMAT:
        raise StorageError(
            "A newer version of repairlog has written to this entry, so this one only reads it.",
            "Update repairlog here, then try again.",
        )


def _month_in(name: str) -> str | None:
    match = _NAME.fullmatch(name)
    return match["month"] if match else None


def _keeps_to(month: str, path: Path) -> bool:
    """Whether every line says, near its beginning, that it was logged in this month.

    A look at a few bytes, as this is asked of every line of a journal: anything written in
    another way is only read in the slower, certain way.
    """
    said = re.compile(rb'"logged":"%s-[0-9T:.]+Z"' % month.encode()).search
    try:
        with files.plainly("read", path), path.open("rb", _CHUNK) as lines:
            return all(said(line, 0, _NEAR) for line in lines)
    except StorageError:  # reading it says what is wrong
        return False


def _by_age(version: Version) -> tuple[datetime, int]:
    """Of equal ticks a deletion is the later one, as in merging."""
    parts: list[Repair | CheckIn] = [*version.repairs, *version.check_ins]
    return latest_tick(version), sum(part.deleted is not None for part in parts)
