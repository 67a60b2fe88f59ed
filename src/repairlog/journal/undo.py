"""Undo and redo of this device's changes, one by one, and never another's.

To undo a change is a change as well and is listed as one, so to redo is to undo that. Both
stand in the list until the entries are written: whatever stops it in between, the next try
finishes it, and goes no further back.
"""

import contextlib
import secrets
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from repairlog.core.entries.changes import latest_tick
from repairlog.core.entries.codec import dump, parse
from repairlog.core.entries.model import FORMAT, Entry, Version
from repairlog.errors import NotFoundError, StorageError, UsageError
from repairlog.journal import changes, device, files
from repairlog.journal.change_list import ListedChange
from repairlog.journal.changes import CREATED, Touched
from repairlog.journal.journal import refuse_newer
from repairlog.journal.store import DeviceStore, read_line


class SharedError(UsageError):
    """Undoing a `change` would delete an `entry` that another device has written to since."""

    def __init__(self, change: str, entry: str) -> None:
        super().__init__(
            "Another device has written to this moment since, and that would go as well.",
            "At a terminal the question is asked; in a script, add --yes.",
        )
        self.change = change
        self.entry = entry


@dataclass
class Undone:
    """What was reversed: the lines that entries have now, and how many stayed as they were."""

    lines: list[bytes] = field(default_factory=list)
    left: int = 0

    @property
    def versions(self) -> list[Version]:
        """What the entries are now."""
        return [parse(line) for line in self.lines]


def undo(store: DeviceStore, now: datetime, *, agreed: str = "") -> Undone:
    """Reverse this device's latest change, of all entries that nobody touched since.

    Called again, it goes further back. Raises NotFoundError when nothing is left, and
    SharedError where it would only delete what another device has written to since, unless
    that change is the one `agreed` to.
    """
    nothing = NotFoundError("There is nothing here that this device could undo.")
    return _latest(store, now, agreed, nothing, redo=False)


def redo(store: DeviceStore, now: datetime, *, agreed: str = "") -> Undone:
    """Put back what the latest undo took, and again further, until there is a new change.

    Raises NotFoundError when nothing is left, and SharedError as `undo` does.
    """
    nothing = NotFoundError("Nothing was undone here that could be put back.")
    return _latest(store, now, agreed, nothing, redo=True)


def _latest(
    store: DeviceStore, now: datetime, agreed: str, nothing: NotFoundError, *, redo: bool
) -> Undone:
    """Reverse the latest listed change for which that makes a difference."""
    store.journal.paths()  # which says so if it is on a drive that was taken out
    if not store.changes.read():
        raise nothing
    with store.locked():
        listed = store.changes.read()
        while found := [each for each in listed if each.undone == redo]:
            turn = _Turn(store, now, listed, found[-1], agreed)
            turn.make()
            listed = turn.others
            if turn.done.lines:
                # It is made, and so it is said: what stays listed is finished by the next try.
                with contextlib.suppress(StorageError):
                    store.changes.replace([*listed, turn.turned])
                return turn.done
        store.changes.replace(listed)
    raise nothing


class _Turn:
    """One listed change, turned from done to undone or back."""

    def __init__(
        self,
        store: DeviceStore,
        now: datetime,
        listed: list[ListedChange],
        change: ListedChange,
        agreed: str,
    ) -> None:
        self._store = store
        self._now = now
        self._change = change
        self._is_agreed = agreed == change.change
        begun = [each for each in listed if each.change == change.change and each != change]
        self._is_begun = bool(begun)  # an earlier try was stopped, perhaps once all was made
        self._is_listed = self._is_begun
        file = f"{change.change}-{secrets.token_hex(3)}" if change.file else ""
        new = ListedChange(change.change, undone=not change.undone, file=file)
        self.turned = begun[0] if begun else new
        self.others = [each for each in listed if each.change != change.change]
        self.done = Undone()
        self._shared: list[str] = []

    def make(self) -> None:
        """Reverse it, month by month. Raises as `undo` does."""
        for month, parts in self._store.changes.months(self._change):
            entries: dict[str, list[Touched]] = defaultdict(list)
            for each in parts:
                entries[each.entry].append(each)
            before = len(self.done.lines)
            self._make_month(month, entries)
            self.done.left += len(entries) - (len(self.done.lines) - before)
        if self._shared and not self.done.lines:
            raise SharedError(self._change.change, self._shared[0])

    def _make_month(self, name: str, entries: dict[str, list[Touched]]) -> None:
        store = self._store
        currents = store.journal.currents(name, entries)
        month = store.month(name, past=True)
        known = month.versions(entries)
        digests = {each.before for parts in entries.values() for each in parts if each.before}
        replaced = store.recall(name, digests)
        shared = self._shared_of(name, entries, currents)
        made: list[Version] = []
        touched: list[Touched] = []
        for entry_id, current in currents.items():
            listed = [(each, replaced.get(each.before)) for each in entries[entry_id]]
            reversed_ = changes.reverse(current, listed, self._now)
            if reversed_ == current:  # it was listed but never made, or others changed it since
                if self._is_begun:
                    self.done.lines.append(dump(current))
            elif reversed_.v > FORMAT:
                if len(entries) == 1:
                    refuse_newer(reversed_)
            elif entry_id in shared:
                self._shared.append(entry_id)
            else:
                made.append(reversed_)
                held = [each for each in (current, *known[entry_id]) if isinstance(each, Entry)]
                month.remember_lines(map(dump, held))
                touched += changes.touched(current, reversed_, dump(current))
        if made:
            lines = month.put(made)
            month.save(lambda: self._list(name, touched))
            self.done.lines += lines.values()

    def _shared_of(
        self, month: str, entries: dict[str, list[Touched]], currents: dict[str, Version]
    ) -> set[str]:
        """Return those, of the entries to delete, that another device has written to since.

        A device's file holds what that device has written to, and nothing else.
        """
        created = {
            entry_id
            for entry_id, parts in entries.items()
            if any(each.part == CREATED for each in parts)
        }
        if self._is_agreed or not created:
            return set()
        # A deletion that is put back was made knowing what was written before it.
        since_of = {each: now.deleted for each, now in currents.items() if self._change.undone}
        found = set()
        names = self._store.names
        for path in self._store.journal.paths(month=month):
            if device.writer(path.name) in {"", *names}:
                continue
            with contextlib.suppress(StorageError):  # nobody could be asked about it
                for _, line in files.split(files.read(path)):
                    version = read_line(line)
                    if isinstance(version, Entry) and version.id in created:
                        since = since_of.get(version.id)
                        if since is None or latest_tick(version) > since:
                            found.add(version.id)
        return found

    def _list(self, month: str, touched: list[Touched]) -> None:
        """List what is turned beside what it was, which stays until all is written."""
        if not self.turned.file:
            self.turned = self.turned._replace(touched=(*self.turned.touched, *touched))
        if not (self.turned.file and self._is_listed):
            self._store.changes.replace([*self.others, self._change, self.turned])
            self._is_listed = True
        if self.turned.file:
            self._store.changes.write_month(self.turned.file, month, touched)
