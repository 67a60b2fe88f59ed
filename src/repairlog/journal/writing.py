"""Transaction on a journal: one change, which `undo` reverses as one."""

import secrets
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import NamedTuple

from repairlog.core.entries.changes import Change, apply, delete
from repairlog.core.entries.codec import parse
from repairlog.core.entries.merge import merge
from repairlog.core.entries.model import Entry, Tombstone, Version
from repairlog.errors import NotFoundError, RepairlogError, StorageError
from repairlog.journal import changes
from repairlog.journal.change_list import ListedChange
from repairlog.journal.changes import Touched
from repairlog.journal.journal import digest, refuse_newer
from repairlog.journal.months import month_of
from repairlog.journal.store import DeviceStore


class _Held(NamedTuple):
    """What this process wrote last of an entry, and the lines that it replaced."""

    last: Version
    replaced: tuple[bytes, ...]
    device: str


class Transaction:
    """One conversation or one command: one change, however many answers and entries it takes.

    It holds what it has written: where an older file comes back meanwhile, the answers
    before are written again.
    """

    def __init__(self, store: DeviceStore) -> None:
        self._store = store
        self._listed = ListedChange(secrets.token_hex(6))
        self._touched: dict[tuple[str, str], Touched] = {}
        self._held: dict[str, _Held] = {}

    def create(self, entry: Entry) -> Entry:
        """Write a new entry. Raises StorageError if it is not safely on the disk."""
        with self._store.locked(making=True):
            month = self._store.month(month_of(entry.logged), past=False)
            line = month.put([entry])[entry.id]
            month.save(lambda: self._list([changes.created(entry)]))
            self._held[entry.id] = _Held(parse(line), (), self._store.device)
        return entry

    def change(self, entry: Entry, change: Change, now: datetime) -> Entry:
        """Make a change to the entry as it is now on the disk, and return what it became.

        Raises NotFoundError if it was deleted meanwhile, StorageError if it cannot be
        written or a newer version has written to it.
        """
        changed = self._write(entry, lambda current: apply(current, change, now))
        if not isinstance(changed, Entry):  # apply returns entries
            raise TypeError
        return changed

    def delete(self, entry: Entry, now: datetime) -> None:
        """Write the entry's deletion; what it held goes to the past."""
        self._write(entry, lambda current: delete(current, now))

    # Of many entries: for imports, renames and moments of one event

    def create_all(self, entries: Iterable[Entry]) -> None:
        """Write many new entries, each month's file once. Raises StorageError.

        What was written before a failure stays, and is undone with the rest.
        """
        months: dict[str, list[Entry]] = defaultdict(list)
        for entry in entries:
            months[month_of(entry.logged)].append(entry)
        with self._store.locked(making=True):
            for name in sorted(months):
                self._create_month(name, months[name])

    def change_all(self, wanted: Iterable[tuple[Entry, Change]], now: datetime) -> int:
        """Change many entries as they are on the disk, each month's file once; return how many.

        What was deleted meanwhile, cannot be read or was written by a newer version is left
        out. What was written before a failure stays, and is undone with the rest. Raises
        StorageError.
        """
        months: dict[str, dict[str, Change]] = defaultdict(dict)
        for entry, change in wanted:
            months[month_of(entry.logged)][entry.id] = change
        with self._store.locked():
            return sum(self._change_month(name, months[name], now) for name in sorted(months))

    def _create_month(self, name: str, entries: list[Entry]) -> None:
        month = self._store.month(name, past=False)
        month.put(entries)
        month.save(lambda: self._list_month(name, map(changes.created, entries)))

    def _change_month(self, name: str, wanted: dict[str, Change], now: datetime) -> int:
        month = self._store.month(name, past=True)
        known = month.versions(wanted)
        made: list[Version] = []
        touched: list[Touched] = []
        for entry_id, version in self._store.journal.currents(name, wanted).items():
            try:
                current = _writable(version)
            except RepairlogError:
                continue
            made.append(apply(current, wanted[entry_id], now))
            replaced = month.remember(current, *known[entry_id])
            touched += changes.touched(current, made[-1], replaced)
        if made:
            month.put(made)
            month.save(lambda: self._list_month(name, touched))
        return len(made)

    def _write(self, entry: Entry, make: Callable[[Entry], Version]) -> Version:
        store, held = self._store, self._held.get(entry.id)
        with store.locked():
            # What all files hold was seen before the first answer, and is held since.
            found = store.journal.current(entry.id, entry.logged if held else None)
            if held and found != held.last:  # or an older file came back
                found = merge(found, held.last) if found else held.last
            current = _writable(found)
            made = make(current)
            # What another device wrote between two answers goes to the past as well.
            is_new = held is None or current != held.last
            month = store.month(month_of(entry.logged), past=is_new)
            replaced = held.replaced if held else ()
            if held and held.device != store.device:  # a past of its own, without these
                month = store.month(month_of(entry.logged), past=True)
                month.remember_lines(replaced)
            if is_new:
                known = month.versions([entry.id])[entry.id]
                replaced = (*replaced, month.remember(current, *known))
            touched = self._touches(current, made, replaced)
            line = month.put([made])[entry.id]
            month.save(lambda: self._list(touched))
            last = parse(line)
            self._held[entry.id] = _Held(last, replaced, store.device)
            return last

    def _touches(self, current: Entry, made: Version, replaced: tuple[bytes, ...]) -> list[Touched]:
        """Return what this answer touched: against the line that a part was replaced in first."""
        found = []
        for line in replaced:
            for each in changes.touched(current, made, line):
                known = self._touched.get((each.entry, each.part))
                first = known.before if known else digest(replaced[-1])
                if digest(line) == first:
                    found.append(each)
        return found

    def _list(self, touched: Iterable[Touched]) -> None:
        """List what this change touches; what it created, it touched as a whole."""
        now = dict(self._touched)
        for each in touched:
            if (each.entry, changes.CREATED) not in now:
                now[each.entry, each.part] = each
        if now != self._touched:
            self._listed = self._listed._replace(touched=tuple(now.values()))
            self._store.changes.add(self._listed)
            self._touched = now

    def _list_month(self, month: str, touched: Iterable[Touched]) -> None:
        """List what this change touches of many entries, in a file beside the list."""
        if not self._listed.file:
            self._listed = self._listed._replace(file=self._listed.change)
            self._store.changes.add(self._listed)
        self._store.changes.write_month(self._listed.file, month, touched)


def _writable(version: Version | None) -> Entry:
    """Return an entry that may be written to. Raises NotFoundError, StorageError."""
    if version is None:
        raise StorageError(
            "That moment cannot be read any more, so this was not saved.",
            "{repairlog} doctor looks more closely.",
        )
    if isinstance(version, Tombstone):
        raise NotFoundError(
            "That moment was deleted meanwhile, so this was not saved.",
            "{repairlog} history " + version.id + " shows what it held.",
        )
    refuse_newer(version)
    return version
