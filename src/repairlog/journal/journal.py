"""Journal: a folder of JSON Lines and its entries, the union of its lines.

See `docs/format.md`. Writing goes through `Transaction`, one for each conversation or
command, which is what `undo` reverses.
"""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path

from repairlog.core.entries.changes import latest_tick
from repairlog.core.entries.codec import dump, is_whole
from repairlog.core.entries.listing import happening
from repairlog.core.entries.merge import merge, merge_all
from repairlog.core.entries.model import BEGINNING, FORMAT, CheckIn, Entry, Repair, Version
from repairlog.errors import NotFoundError, StorageError
from repairlog.journal import folders, months
from repairlog.journal.files import shown
from repairlog.journal.lines import Lines
from repairlog.journal.months import Month, month_of

_DAY = timedelta(days=1)
Held = tuple[Version, bytes]
"""What a line says, and the line."""

_DELETED = b'"deleted":"'

_FEW = 4
"""So many entries are looked for one by one, by a search of all files."""

_FEW_MONTHS = 6
_PAUSE = 24
"""A clock was wrong in so few months, or before a pause of so many months without an entry."""


class Journal(Lines):
    """A journal folder as this device sees it.

    `now` is when this run began: what was logged later was logged by a clock that was wrong.
    """

    def __init__(self, locations: folders.Locations, now: datetime | None = None) -> None:
        super().__init__(locations)
        self.now = now

    def entries(self, ids: Collection[str] | None = None) -> Iterator[Entry]:
        """Yield every entry once, month by month, so that memory holds one month at a time.

        With ids, only these.
        """
        found = months.by_line(self)
        for name in sorted(found):
            for held in self._grouped(found[name], ids):
                merged = _merged(held)
                if isinstance(merged, Entry):
                    yield merged

    def newest_first(self, ids: Collection[str] | None = None) -> Iterator[Entry]:
        """Yield entries by when they happened, newest first, reading only the months needed.

        With ids, only these.
        Nothing happens after it is logged, and all lines of an entry lie in the month in which
        it was logged, or in files that no device writes. So an entry is believed once the months
        since it happened were read; a day more allows for a day's noon and for zones.
        """
        held: list[Entry] = []
        given: set[str] = set()
        for name, known, changed in self._backwards(ids, early=True):
            held = [each for each in held if known.get(each.id) is each]
            for entry_id in changed - given:
                version = known[entry_id]
                if isinstance(version, Entry):
                    held.append(version)
            held.sort(key=happening)
            begins = datetime.fromisoformat(f"{name}-01").replace(tzinfo=UTC) + _DAY
            while held and held[-1].happened >= begins:
                entry = held.pop()
                given.add(entry.id)
                del known[entry.id]
                yield entry
        yield from reversed(held)

    def find(self, beginning: str) -> Entry:
        """Return the entry whose id begins so, or the `last` logged. Raises NotFoundError."""
        if beginning == "last":
            return self._last()
        merged = [merge_all(versions) for versions in self._beginning(beginning, self.paths())]
        found = [version for version in merged if isinstance(version, Entry)]
        if len(found) == 1:
            return found[0]
        if not found:
            for path in self.paths():
                self.check(path)  # what cannot be read may be why
            self._say_whole_files()
            raise NotFoundError(
                f"No moment's id begins with {beginning!r}.", "{repairlog} list shows them."
            )
        ids = ", ".join(sorted(entry.id for entry in found)[:5])
        raise NotFoundError(
            f"{len(found)} moments have an id that begins with {beginning!r}: {ids}.",
            "A letter or two more will do.",
        )

    def _last(self) -> Entry:
        """Return the latest logged; what was logged after now comes behind all that was not."""
        latest: Entry | None = None
        timely: Entry | None = None
        for name, known, _ in self._backwards():
            entries = [version for version in known.values() if isinstance(version, Entry)]
            late = {entry.id: entry for entry in entries if self._is_to_come(entry)}
            for entry_id in late:
                del known[entry_id]
            latest = max(
                [*([latest] if latest else []), *late.values()], key=_logging, default=None
            )
            while timely := _latest_of(known):
                if month_of(timely.logged) < name:
                    break
                # What was logged twice was so in two months; a line may lie in any file.
                whole = self.current(timely.id) or timely
                if isinstance(whole, Entry) and whole.logged == timely.logged:
                    return whole
                known[timely.id] = whole
        if found := timely or latest:
            return found
        self._say_whole_files()
        raise NotFoundError("Nothing is written here yet.", "{repairlog} new begins.")

    def _is_to_come(self, entry: Entry) -> bool:
        return self.now is not None and entry.logged > self.now + _DAY

    def _say_whole_files(self) -> None:
        """Raise StorageError if any file could not be read: what was not found may lie there."""
        for path, line, reason in self.unreadable:
            if line == 0:
                raise StorageError(
                    f"It was not found, but {shown(path)} could not be read: {reason}.",
                    "{repairlog} doctor looks more closely.",
                )

    def lines(self) -> Iterator[Held]:
        """Yield every entry and its line; reading the lines gives the same journal.

        An entry of a newer format comes as the lines it has, as only they hold all of it; and
        one that has one whole line, begun as this program does, as that: it says the same.
        """
        found = months.by_line(self)
        for name in sorted(found):
            for held in self._grouped(found[name]):
                merged, line = _merged(held), held[0][1]
                if merged.v > FORMAT:
                    yield from held
                elif isinstance(merged, Entry):
                    as_it_is = merged is held[0][0] and months.is_ours(line) and is_whole(merged)
                    yield merged, line if as_it_is else dump(merged)

    def history(self, entry_id: str) -> list[Version]:
        """Return every version known of an entry, oldest first, without repeats."""
        paths = [*self.paths(), *self.paths(self.past)]
        found = {dump(version): version for version, _ in self.about(entry_id, paths)}
        return sorted(found.values(), key=_by_age)

    def find_ever(self, beginning: str) -> str:
        """Return the one id that begins so, deleted entries included. Raises NotFoundError."""
        if beginning == "last":
            return self._last().id
        found = self._beginning(beginning, [*self.paths(), *self.paths(self.past)])
        if len(found) == 1:
            return found[0][0].id
        if not found:
            self._say_whole_files()
        said = "Several moments have" if found else "No moment has"
        raise NotFoundError(
            f"{said} an id that begins with {beginning!r}.", "{repairlog} list shows ids."
        )

    def current(self, entry_id: str, logged: datetime | None = None) -> Version | None:
        """Return the entry as all files have it now.

        With the time of logging, as the files of that month and those of no month have it, if
        any does: that is quicker, for whoever knows already what the other files hold.
        """
        likely = self.about(entry_id, self.paths(month=month_of(logged))) if logged else ()
        found = list(likely) or list(self.about(entry_id, self.paths()))
        return merge_all([version for version, _ in found]) if found else None

    def currents(self, month: str, ids: Collection[str]) -> dict[str, Version]:
        """Return entries of one month as `current` does, reading the other files for few alone."""
        if len(ids) <= _FEW:
            each = {entry_id: self.current(entry_id) for entry_id in ids}
            return {entry_id: version for entry_id, version in each.items() if version}
        found = self.all_about(ids, self.paths(month=month))
        elsewhere = set(ids) - found.keys() | self._scattered & set(ids)
        if elsewhere:
            found |= self.all_about(elsewhere, self.paths())
        return {entry_id: merge_all(versions) for entry_id, versions in found.items()}

    @cached_property
    def _scattered(self) -> frozenset[str]:
        """The ids whose lines lie in files of several months, as they were logged twice."""
        return months.scattered(self)

    def replaced(self, entry_id: str) -> list[Version]:
        """Return the versions of an entry that were replaced by others, of all devices."""
        return [version for version, _ in self.about(entry_id, self.paths(self.past))]

    def deletions(self, logged: datetime, but: Path) -> set[str]:
        """Return the ids that other files of a month speak of deleting."""
        paths = self.paths(month=month_of(logged))
        read = (found for path in paths if path != but for found in self.read(path, _DELETED))
        return {version.id for version, _ in read if version.deleted}

    def check(self, path: Path) -> None:
        """Read a file for its unreadable lines alone."""
        for _ in self.read(path):
            pass

    def _beginning(self, beginning: str, paths: list[Path]) -> list[list[Version]]:
        """Return the versions in these files of each entry whose id begins so.

        Only lines in which any text begins so are read. Nothing at all names no entry.
        """
        groups: dict[str, list[Version]] = defaultdict(list)
        mark = b'"' + beginning.encode(errors="surrogateescape")
        for path in paths if beginning else ():
            for version, _ in self.read(path, mark):
                if version.id.startswith(beginning):
                    groups[version.id].append(version)
        return list(groups.values())

    def _backwards(
        self, ids: Collection[str] | None = None, *, early: bool = False
    ) -> Iterator[tuple[str, dict[str, Version], set[str]]]:
        """Go back month by month: yield its name, what is known by then, and what of it is new.

        Whoever is done with an entry takes it out of what is known. With `early`, what a clock
        may have logged that was wrong is known from the start: it can have happened since.
        """
        found = months.by_name(self)
        names = sorted(found)
        mistaken = _mistaken(names) if early else 0
        known: dict[str, Version] = {}
        changed: set[str] = set()
        for at, name in enumerate([*names[:mistaken], *reversed(names[mistaken:])], 1):
            for held in self._grouped(found[name], ids):
                merged = _merged(held)
                entry_id = merged.id
                known[entry_id] = merge(known[entry_id], merged) if entry_id in known else merged
                changed.add(entry_id)
            if at > mistaken:
                yield name, known, changed
                changed = set()

    def _grouped(self, month: Month, ids: Collection[str] | None = None) -> Iterable[list[Held]]:
        groups: dict[str, list[Held]] = defaultdict(list)
        for path in month.paths:
            for held in self.read(path, ids=ids):
                groups[held[0].id].append(held)
        for stray in month.strays:
            if said := self.parse(stray):
                groups[said.id].append((said, stray.text))
        wanted = groups.keys() if ids is None else groups.keys() & set(ids)
        return [groups[entry_id] for entry_id in wanted]


def _merged(held: list[Held]) -> Version:
    return merge_all([version for version, _ in held])


def _mistaken(names: list[str]) -> int:
    """Return how many of these months, the first ones, may be those of a clock that was wrong.

    One that begins anew, as at 1970, is set right before long: there are few such months, or
    then there is a long pause.
    """
    early = sum(name < month_of(BEGINNING) for name in names)
    if early <= _FEW_MONTHS:
        return early
    numbers = [int(name[:4]) * 12 + int(name[5:]) for name in names]
    last = min(early, len(names) - 1)
    ends = (at for at in range(1, last + 1) if numbers[at] - numbers[at - 1] > _PAUSE)
    return max(ends, default=0)


def digest(line: bytes) -> str:
    """Name a line of the past without repeating its words."""
    return hashlib.sha256(line).hexdigest()[:16]


def refuse_newer(entry: Version) -> None:
    """Raise StorageError for an entry that a newer version has written to."""
    if entry.v > FORMAT:
        raise StorageError(
            "A newer version of repairlog has written to this moment, so this one only reads it.",
            "Update repairlog here, then try again.",
        )


def _latest_of(known: Mapping[str, Version]) -> Entry | None:
    entries = (version for version in known.values() if isinstance(version, Entry))
    return max(entries, key=_logging, default=None)


def _logging(entry: Entry) -> tuple[datetime, str]:
    return entry.logged, entry.id


def _by_age(version: Version) -> tuple[datetime, int]:
    """Of equal ticks a deletion is the later one, as in merging."""
    parts: list[Repair | CheckIn] = [*version.repairs, *version.check_ins]
    return latest_tick(version), sum(part.deleted is not None for part in parts)
