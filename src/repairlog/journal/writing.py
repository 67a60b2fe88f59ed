"""Transaction to a journal: this device's own files, and the list that `undo` walks back.

The order of a change: the version it replaces goes to the past, then the change is
listed, then the new line is written. Whatever stops it in between, the old line stands,
and a change that was listed but never made is passed over by `undo`.
"""

import contextlib
import json
import secrets
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path

from repairlog.core.entries.changes import Change, apply, delete
from repairlog.core.entries.codec import dump, parse
from repairlog.core.entries.merge import covered, merge_all
from repairlog.core.entries.model import FORMAT, Entry, Tombstone, Version
from repairlog.errors import NotFoundError, StorageError
from repairlog.journal import changes, files, folders
from repairlog.journal.changes import CREATED, Listed
from repairlog.journal.journal import Journal, digest, month_of, refuse_newer

_LISTED = 1000
"""How many touched parts the list holds."""


class DeviceStore:
    """Where this device writes: its files of a journal, its lock, its list of changes."""

    def __init__(self, journal: Journal, locations: folders.Locations) -> None:
        self.journal = journal
        self._locations = locations
        self.device = folders.device(locations.state)
        self.folder = folders.device_folder(locations.state, self.device, locations.journal)
        self._list = self.folder / "changes.jsonl"

    @contextlib.contextmanager
    def locked(self, *, making: bool = False) -> Iterator[None]:
        """Hold this device's lock on the journal; `making` makes its folder on the first write.

        Raises StorageError when the folder is gone: that is a drive that was taken out.
        """
        folder = self._locations.journal
        with files.plainly("read", folder):
            there = folder.is_dir()
        if making:
            files.make_folder(folder, parents=not self._locations.named)
        elif not there:
            raise StorageError(
                f"The journal's folder {folder} is no longer there.",
                "If it is on a drive, connect it, then try again.",
            )
        files.make_folder(self.folder, parents=True)
        with files.lock(self.folder / "lock"):
            yield

    def own(self, month: str) -> Path:
        """Return this device's file for a month."""
        return self.journal.folder / f"{month}.{self.device}.jsonl"

    def own_past(self, month: str) -> Path:
        """Return this device's file of replaced versions for a month."""
        return self.journal.past / f"{month}.{self.device}.jsonl"

    def put(self, version: Version) -> Version:
        """Write the version as this device's one line for its entry, and return what it says.

        Lines that cannot be read stay as they are, byte for byte. Own lines of entries
        that another device has deleted become deletions too. The lock is held.
        """
        path = self.own(month_of(version.logged))
        gone = self.journal.deletions(version.logged, but=path)
        marks = [entry_id.encode() for entry_id in (*gone, version.id)]
        versions, lines = [version], []
        for _, line in files.split(files.read(path)):
            known = _parsed(line) if any(mark in line for mark in marks) else None
            if known and known.id == version.id:
                versions.append(known)
                continue
            lines.append(self._deleted_too(known, line) if known and known.id in gone else line)
        merged = merge_all([version, *versions])
        refuse_newer(merged)
        files.write(path, b"".join(line + b"\n" for line in [*lines, dump(merged)]))
        return parse(dump(merged))

    def _deleted_too(self, known: Version, line: bytes) -> bytes:
        merged = self.journal.current(known.id, known.logged)
        if not isinstance(merged, Tombstone) or merged.v > FORMAT:
            return line
        if merged.repairs or merged.check_ins:  # newer than the deletion, and perhaps only here
            return line
        replaced = self.journal.replaced(known.id)
        if replaced and not covered(known, replaced):
            self.remember(known)  # the other device deleted it before it saw these words
        return dump(merged)

    def own_versions(self, entry: Version) -> list[Version]:
        """Return what this device's own file holds of an entry."""
        lines = files.split(files.read(self.own(month_of(entry.logged))))
        found = (_parsed(line) for _, line in lines if entry.id.encode() in line)
        return [version for version in found if version and version.id == entry.id]

    def remember(self, *replaced: Version) -> str:
        """Add versions to the past, each once, and return the first's digest. The lock is held."""
        fresh = list(dict.fromkeys(dump(version) for version in replaced))
        path = self.own_past(month_of(replaced[0].logged))
        files.make_folder(self.journal.past, parents=False)
        lines = [known for _, known in files.split(files.read(path))]
        known = set(lines)
        if not known.issuperset(fresh):
            lines += [line for line in fresh if line not in known]
            files.write(path, b"".join(line + b"\n" for line in lines))
        return digest(fresh[0])

    def recall(self, listed: Listed) -> Entry | None:
        """Return the version before a listed change, if it is still in the past."""
        for _, line in files.split(files.read(self.own_past(listed.month))):
            if digest(line) == listed.before:
                version = _parsed(line)
                return version if isinstance(version, Entry) else None
        return None

    def listed(self) -> list[Listed]:
        """Return the changes this device made to this journal, oldest first."""
        found = (_listed(line) for _, line in files.split(files.read(self._list)))
        return [each for each in found if each]

    def list_changes(self, listed: Iterable[Listed]) -> None:
        """Replace the list of changes. The lock is held."""
        self._write_list([_line_of(each) for each in listed])

    def list_change(self, change: str, listed: Iterable[Listed]) -> None:
        """Replace what is listed of one change, and put it last. The lock is held."""
        others = [line for _, line in files.split(files.read(self._list))]
        self._write_list([*_without(change, others), *(_line_of(each) for each in listed)])

    def _write_list(self, lines: list[bytes]) -> None:
        """The oldest changes fall off its end, each whole."""
        if len(lines) > _LISTED:
            cut = _listed(lines[-_LISTED - 1])
            lines = lines[-_LISTED:]
            lines = _without(cut.change, lines) if cut else lines
        files.write(self._list, b"".join(line + b"\n" for line in lines))


class Transaction:
    """One conversation or one command on one entry: one change, however many answers it takes."""

    def __init__(self, store: DeviceStore) -> None:
        self._desk = store
        self._change = secrets.token_hex(6)
        self._listed: dict[str, Listed] = {}
        self._before = ""
        self._last: Version | None = None

    def create(self, entry: Entry) -> Entry:
        """Write a new entry. Raises StorageError if it is not safely on the disk."""
        with self._desk.locked(making=True):
            self._list(entry, {CREATED: ""})
            self._last = self._desk.put(entry)
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

    def _write(self, entry: Entry, make: Callable[[Entry], Version]) -> Version:
        store = self._desk
        with store.locked():
            current = store.journal.current(entry.id, entry.logged)
            if current is None:
                raise StorageError(
                    "That entry cannot be read any more, so this was not saved.",
                    "{repairlog} doctor looks more closely.",
                )
            if isinstance(current, Tombstone):
                raise NotFoundError(
                    "That entry was deleted meanwhile, so this was not saved.",
                    "{repairlog} history " + entry.id + " shows what it held.",
                )
            refuse_newer(current)
            made = make(current)
            if current != self._last:  # also when another device wrote between two answers
                self._before = store.remember(current, *store.own_versions(current))
            self._list(current, changes.touched(current, made))
            self._last = store.put(made)
            return self._last

    def _list(self, entry: Entry, touched: dict[str, str]) -> None:
        """List what this change touches; what it created, it touched as a whole."""
        if CREATED in self._listed:
            return
        listed = dict(self._listed)
        for part, after in touched.items():
            before = listed[part].before if part in listed else self._before
            month = month_of(entry.logged)
            listed[part] = Listed(self._change, entry.id, month, part, before, after)
        if listed != self._listed:
            self._desk.list_change(self._change, listed.values())
            self._listed = listed


def undo(store: DeviceStore, now: datetime) -> Version:
    """Reverse this device's latest change, and return what its entry became.

    Called again, it goes further back. Raises NotFoundError when nothing is left.
    """
    nothing = NotFoundError("There is nothing of this device's to undo here.")
    store.journal.paths()  # which says so if it is on a drive that was taken out
    if not store.listed():
        raise nothing
    with store.locked():
        listed = store.listed()
        while listed:
            latest = listed[-1]
            group = [each for each in listed if each.change == latest.change]
            listed = [each for each in listed if each.change != latest.change]
            logged = datetime.strptime(f"{latest.month} +0000", "%Y-%m %z")
            current = store.journal.current(latest.entry, logged)
            if current is None:
                continue
            before = {each.before: store.recall(each) for each in group}
            reversed_ = changes.reverse(current, [(e, before[e.before]) for e in group], now)
            if reversed_ == current:  # it was listed but never made, or others changed it since
                continue
            refuse_newer(reversed_)
            replaced = [current, *store.own_versions(current)]
            entries = [each for each in replaced if isinstance(each, Entry)]
            if entries:
                store.remember(*entries)
            version = store.put(reversed_)
            store.list_changes(listed)
            return version
        store.list_changes([])
    raise nothing


def _line_of(listed: Listed) -> bytes:
    return json.dumps(listed._asdict()).encode()


def _listed(line: bytes) -> Listed | None:
    try:
        return Listed(**json.loads(line))
    except (ValueError, TypeError, RecursionError):
        return None


def _without(change: str, lines: list[bytes]) -> list[bytes]:
    """Leave out one change without reading the lines: the list is long, each answer writes it."""
    mark = f'"change": "{change}"'.encode()
    return [line for line in lines if mark not in line]


def _parsed(line: bytes) -> Version | None:
    try:
        return parse(line.removeprefix(files.BOM))
    except ValueError:
        return None


def forget(store: DeviceStore, entry_id: str, now: datetime) -> list[Path]:
    """Remove every version of an entry from this device's files, a deletion line apart.

    Returns the files of other devices that still hold it. Raises NotFoundError if no
    file does.
    """
    journal = store.journal
    with store.locked():
        versions = journal.history(entry_id)
        if not versions:
            raise NotFoundError(f"No entry has the id {entry_id!r}.")
        merged = merge_all(versions)
        refuse_newer(merged)
        store.put(delete(merged, now))
        past = store.own_past(month_of(merged.logged))
        kept = [
            line
            for _, line in files.split(files.read(past))
            if (known := _parsed(line)) is None or known.id != entry_id
        ]
        if past.exists() or files.temporary_of(past).exists():
            files.write(past, b"".join(line + b"\n" for line in kept))
        store.list_changes([each for each in store.listed() if each.entry != entry_id])
        own = {store.own(month_of(merged.logged)), past}
        return [path for path in journal.holders(entry_id) if path not in own]
