"""Writing to a journal: this device's own files, and the list that `undo` walks back.

The order of a change: the version it replaces goes to the past, then the change is
listed, then the new line is written. Whatever stops it in between, the old line stands,
and a change that was listed but never made is passed over by `undo`.
"""

import contextlib
import json
import secrets
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from repairlog.core.entry import Change, Entry, Tombstone, Version, apply, delete, dump, parse
from repairlog.core.merge import merge, merge_all
from repairlog.errors import NotFoundError, StorageError
from repairlog.journal import files, folders
from repairlog.journal.journal import Journal, digest, month_of, refuse_newer

CREATED, OWN, DELETED = "created", "own", "deleted"
"""What a listed change touched, other than a repair, which is named by its id."""


@dataclass(frozen=True)
class Listed:
    """One part that a change touched: no words, only where the words before it lie."""

    change: str
    entry: str
    month: str
    part: str
    before: str  # digest of the line in the past; empty when there was nothing before


class Desk:
    """Where this device writes: its files of a journal, its lock, its list of changes."""

    def __init__(self, journal: Journal, place: folders.Folders) -> None:
        self.journal = journal
        self._place = place
        self.device = folders.device(place.state)
        self.beside = folders.beside(place.state, self.device, place.journal)
        self._list = self.beside / "changes.jsonl"

    @contextlib.contextmanager
    def locked(self, *, making: bool = False) -> Iterator[None]:
        """Hold this device's lock on the journal; `making` makes its folder on the first write.

        Raises StorageError when the folder is gone: that is a drive that was taken out.
        """
        folder = self._place.journal
        if making:
            files.make_folder(folder, parents=not self._place.named)
        elif not folder.is_dir():
            raise StorageError(
                f"The journal's folder {folder} is no longer there.",
                "If it is on a drive, connect it, then try again.",
            )
        files.make_folder(self.beside, parents=True)
        with files.lock(self.beside / "lock"):
            yield

    def own(self, month: str) -> Path:
        """Return this device's file for a month."""
        return self.journal.folder / f"{month}.{self.device}.jsonl"

    def own_past(self, month: str) -> Path:
        """Return this device's file of replaced versions for a month."""
        return self.journal.past / f"{month}.{self.device}.jsonl"

    def put(self, version: Version) -> Version:
        """Write the version as this device's one line for its entry, and return it.

        Lines that cannot be read stay as they are, byte for byte. Own lines of entries
        that another device has deleted become deletions too. The lock is held.
        """
        version = merge(version, version)
        path = self.own(month_of(version.logged))
        gone = self.journal.deletions(version.logged, but=path)
        marks = [entry_id.encode() for entry_id in (*gone, version.id)]
        lines = []
        for _, line in files.split(files.read(path)):
            known = _parsed(line) if any(mark in line for mark in marks) else None
            if known and known.id == version.id:
                continue
            lines.append(self._deleted_too(known, line) if known and known.id in gone else line)
        files.write(path, b"".join(line + b"\n" for line in [*lines, dump(version)]))
        return version

    def _deleted_too(self, known: Version, line: bytes) -> bytes:
        merged = self.journal.current(known.id, known.logged)
        return dump(merged) if isinstance(merged, Tombstone) else line

    def remember(self, replaced: Version) -> str:
        """Add a version to the past, once, and return its digest. The lock is held."""
        line = dump(replaced)
        path = self.own_past(month_of(replaced.logged))
        files.make_folder(self.journal.past, parents=False)
        lines = [known for _, known in files.split(files.read(path))]
        if line not in lines:
            files.write(path, b"".join(each + b"\n" for each in [*lines, line]))
        return digest(line)

    def recall(self, listed: Listed) -> Entry | None:
        """Return the version before a listed change, if it is still in the past."""
        for _, line in files.split(files.read(self.own_past(listed.month))):
            if digest(line) == listed.before:
                version = _parsed(line)
                return version if isinstance(version, Entry) else None
        return None

    def listed(self) -> list[Listed]:
        """Return the changes this device made to this journal, oldest first."""
        found = []
        for _, line in files.split(files.read(self._list)):
            with contextlib.suppress(ValueError, TypeError):
                found.append(Listed(**json.loads(line)))
        return found

    def list_changes(self, changes: list[Listed]) -> None:
        """Replace the list of changes. The lock is held."""
        lines = [json.dumps(asdict(change)).encode() + b"\n" for change in changes]
        files.write(self._list, b"".join(lines))


class Writing:
    """One conversation or one command: one change, however many answers it takes."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._change = secrets.token_hex(6)
        self._parts: set[str] = set()
        self._before = ""
        self._last: Version | None = None

    def create(self, entry: Entry) -> Entry:
        """Write a new entry. Raises StorageError if it is not safely on the disk."""
        with self._desk.locked(making=True):
            self._list(entry, {CREATED})
            self._last = self._desk.put(entry)
        return entry

    def change(self, entry: Entry, change: Change, now: datetime) -> Entry:
        """Make a change to the entry as it is now on the disk, and return what it became.

        Raises NotFoundError if it was deleted meanwhile, StorageError if it cannot be
        written or a newer version has written to it.
        """
        parts = ({OWN} if change.fields else set()) | ({change.repair} if change.repair else set())
        changed = self._write(entry, parts, lambda current: apply(current, change, now))
        if not isinstance(changed, Entry):  # apply returns entries
            raise TypeError
        return changed

    def delete(self, entry: Entry, now: datetime) -> None:
        """Write the entry's deletion; what it held goes to the past."""
        self._write(entry, {DELETED}, lambda current: delete(current, now))

    def _write(self, entry: Entry, parts: set[str], make: Callable[[Entry], Version]) -> Version:
        desk = self._desk
        with desk.locked():
            current = desk.journal.current(entry.id, entry.logged)
            if not isinstance(current, Entry):
                raise NotFoundError(
                    "That entry was deleted meanwhile, so this was not saved.",
                    "{repairlog} history " + entry.id + " shows what it held.",
                )
            refuse_newer(current)
            if current != self._last:  # also when another device wrote between two answers
                self._before = desk.remember(current)
            self._list(current, parts)
            self._last = desk.put(make(current))
            return self._last

    def _list(self, entry: Entry, parts: set[str]) -> None:
        """List what this change touches, once; what it created, it touched as a whole."""
        fresh = parts - self._parts
        if not fresh or CREATED in self._parts:
            return
        month = month_of(entry.logged)
        new = [Listed(self._change, entry.id, month, part, self._before) for part in sorted(fresh)]
        self._desk.list_changes([*self._desk.listed(), *new])
        self._parts |= fresh


def undo(desk: Desk, now: datetime) -> Version:
    """Reverse this device's latest change, and return what its entry became.

    Called again, it goes further back. Raises NotFoundError when nothing is left.
    """
    with desk.locked():
        changes = desk.listed()
        while changes:
            latest = changes[-1].change
            group = [each for each in changes if each.change == latest]
            changes = [each for each in changes if each.change != latest]
            current = _anything(desk, group[0])
            reversed_ = _reversed(desk, group, current, now)
            if reversed_ is None:  # it was listed but never made
                continue
            refuse_newer(reversed_)
            if isinstance(current, Entry):
                desk.remember(current)
            version = desk.put(reversed_)
            desk.list_changes(changes)
            return version
        desk.list_changes([])
    raise NotFoundError("There is nothing of this device's to undo here.")


def _anything(desk: Desk, listed: Listed) -> Version | None:
    """Return the entry as it is now, deleted or not."""
    logged = datetime.strptime(f"{listed.month} +0000", "%Y-%m %z")
    return desk.journal.current(listed.entry, logged)


def _reversed(
    desk: Desk, group: list[Listed], current: Version | None, now: datetime
) -> Version | None:
    """Return the entry with each part as it was before, or None if that changes nothing."""
    if current is None:
        return None
    result: Version = current
    for listed in group:
        before = desk.recall(listed)
        if listed.part == CREATED:
            result = delete(result, now) if isinstance(result, Entry) else result
        elif before is None:
            continue
        elif listed.part == DELETED:
            result = _revived(before, result, now) if isinstance(result, Tombstone) else result
        elif isinstance(result, Entry):
            result = apply(result, _back(result, before, listed.part), now)
    return None if result == current else result


def _revived(before: Entry, tombstone: Tombstone, now: datetime) -> Version:
    """Bring back all that a deletion took, as newer than the deletion."""
    entry = before.replace(deleted=tombstone.deleted)
    entry = apply(entry, Change(fields={"rest": before.rest}), now)
    for repair in before.attempts:
        change = Change(repair=repair.id, repair_fields={"note": repair.note})
        entry = apply(entry.replace(deleted=tombstone.deleted), change, now)
    check_ins = [each.replace(edited=entry.edited) for each in before.check_ins]
    return merge(tombstone, entry.replace(check_ins=tuple(check_ins)))


def _back(current: Entry, before: Entry, part: str) -> Change:
    """Return the change that puts one part back, other parts untouched."""
    if part == OWN:
        keep = {"v", "id", "logged", "edited", "deleted", "repairs", "check_ins"}
        names = [*type(before).model_fields, *(before.model_extra or {})]
        fields = {name: getattr(before, name) for name in names if name not in keep}
        same = all(getattr(current, name, None) == value for name, value in fields.items())
        return Change() if same else Change(fields=fields)
    was = next((repair for repair in before.repairs if repair.id == part), None)
    found = next((repair for repair in current.repairs if repair.id == part), None)
    if was is None or was.gone:
        if found is None or found.gone:
            return Change()
        return Change(repair=part, repair_fields={"edited": found.edited, "deleted": found.edited})
    fields = {k: v for k, v in was.__dict__.items() if k not in {"id", "edited", "deleted"}}
    return Change(repair=part, repair_fields=fields)


def _parsed(line: bytes) -> Version | None:
    try:
        return parse(line.removeprefix(files.BOM))
    except ValueError:
        return None


def forget(desk: Desk, entry_id: str, now: datetime) -> list[Path]:
    """Remove every version of an entry from this device's files, a deletion line apart.

    Returns the files of other devices that still hold it. Raises NotFoundError if no
    file does.
    """
    journal = desk.journal
    with desk.locked():
        versions = journal.history(entry_id)
        if not versions:
            raise NotFoundError(f"No entry has the id {entry_id!r}.")
        merged = merge_all(versions)
        refuse_newer(merged)
        tombstone = delete(merged, now) if isinstance(merged, Entry) else merged
        desk.put(tombstone)
        past = desk.own_past(month_of(merged.logged))
        kept = [
            line
            for _, line in files.split(files.read(past))
            if (known := _parsed(line)) is None or known.id != entry_id
        ]
        if past.exists():
            files.write(past, b"".join(line + b"\n" for line in kept))
        desk.list_changes([each for each in desk.listed() if each.entry != entry_id])
        own = {desk.own(month_of(merged.logged)), past}
        return [path for path in journal.holders(entry_id) if path not in own]
