"""Store of this device: its lock on a journal and its own files, which no other writes.

The order of a change: the version it replaces goes to the past, then the change is
listed, then the new line is written. Whatever stops it in between, the old line stands,
and a change that was listed but never made is passed over by `undo`.
"""

import contextlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import datetime
from functools import reduce
from pathlib import Path

from repairlog.core.entries.codec import dump, parse
from repairlog.core.entries.merge import covered, merge, merge_all
from repairlog.core.entries.model import FORMAT, Tombstone, Version
from repairlog.errors import StorageError
from repairlog.journal import device, files, folders
from repairlog.journal.change_list import ChangeList
from repairlog.journal.fingerprints import Fingerprints, beside
from repairlog.journal.journal import Journal, digest, refuse_newer

_FEW = 8
"""So many entries are looked for in each line; for more, each line is read."""


class DeviceStore:
    """Where this device writes: its files of a journal, its lock, its list of changes."""

    def __init__(self, journal: Journal, locations: folders.Locations) -> None:
        self.journal = journal
        self._locations = locations
        self.device = device.name(locations.state)
        self.beside = beside(locations.state, locations.journal)
        self.changes = ChangeList(self.beside)
        self.prints: Fingerprints  # read anew under each lock

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
        files.make_folder(self.beside, parents=True)
        with files.lock(self.beside / "lock"), files.lock_folder(self.journal.folder):
            self.device = device.name(self._locations.state)
            self.prints = Fingerprints(self.beside)
            yield

    @property
    def names(self) -> frozenset[str]:
        """Every name that this device has had. Raises StorageError."""
        return device.names(self._locations.state)

    def own(self, month: str) -> Path:
        """Return this device's file for a month."""
        return self.journal.folder / f"{month}.{self.device}.jsonl"

    def own_past(self, month: str) -> Path:
        """Return this device's file of replaced versions for a month."""
        return self.journal.past / f"{month}.{self.device}.jsonl"

    def month(self, month: str, *, past: bool) -> "OwnMonth":
        """Read this device's files of a month, to change them. The lock is held.

        If one of them is not as this device left it, somebody else writes under its name:
        then it has another one from here on, and those files stay as they are.
        Raises StorageError.
        """
        own = OwnMonth(self, month, past=past)
        if not own.is_as_left:
            self.prints.leave(self.device)
            self.device = device.name(self._locations.state, but=self.device)
            own = OwnMonth(self, month, past=past)
        return own

    def write(
        self, written: Mapping[Path, tuple[bytes, bytes]], listing: Callable[[], None]
    ) -> None:
        """Write own files, each given with what it holds now. Raises StorageError.

        The past is written first; `listing` is called between it and the rest.
        """
        folder = self.journal.folder
        noted = {path.relative_to(folder).as_posix(): each for path, each in written.items()}
        self.prints.note(folder, noted)
        past = [path for path in written if path.parent != folder]
        for path in past:
            files.make_folder(path.parent, parents=False)
            files.write(path, written[path][1])
        listing()
        for path in written.keys() - past:
            files.write(path, written[path][1])
        self.prints.written()

    def recall(self, month: str, digests: Collection[str]) -> dict[str, bytes]:
        """Return lines that this device, by any of its names, replaced, by their digests."""
        found: dict[str, bytes] = {}
        for name in self.names:
            path = self.journal.past / f"{month}.{name}.jsonl"
            for _, line in files.split(files.read(path)) if digests else ():
                if (known := digest(line)) in digests:
                    found[known] = line
        return found


class OwnMonth:
    """This device's two files of one month: read, changed, written back. The lock is held."""

    def __init__(self, store: DeviceStore, month: str, *, past: bool) -> None:
        self._store = store
        self._path, self._past_path = store.own(month), store.own_past(month)
        begin = datetime.fromisoformat(f"{month}-01T00:00:00+00:00")
        self._gone = store.journal.deletions(begin, but=self._path)
        self._held = files.read(self._path)
        self._lines = [line for _, line in files.split(self._held)]
        self._past_held = files.read(self._past_path) if past or self._gone else b""
        self._past = [line for _, line in files.split(self._past_held)]
        self._known = set(self._past)
        self._past_is_new = False
        name = self._path.name
        self.is_as_left = store.prints.fits(name, self._held) and (
            not (past or self._gone) or store.prints.fits(f"past/{name}", self._past_held)
        )

    def versions(self, ids: Collection[str]) -> dict[str, list[Version]]:
        """Return what this device's own file holds of entries."""
        found: dict[str, list[Version]] = {entry_id: [] for entry_id in ids}
        for version in self._about(ids).values():
            found[version.id].append(version)
        return found

    def remember(self, *replaced: Version) -> bytes:
        """Add versions to the past, each once, and return the first's line."""
        fresh = [dump(version) for version in replaced]
        self.remember_lines(fresh)
        return fresh[0]

    def remember_lines(self, lines: Iterable[bytes]) -> None:
        """Add lines to the past, each once."""
        for line in lines:
            if line not in self._known:
                self._past.append(line)
                self._known.add(line)
                self._past_is_new = True

    def forget(self, entry_id: str) -> None:
        """Take what the past holds of an entry out of it."""
        kept = [line for line in self._past if not is_about(line, entry_id)]
        self._past_is_new |= len(kept) != len(self._past)
        self._past = kept

    def put(self, versions: Iterable[Version]) -> dict[str, bytes]:
        """Make each version this device's one line for its entry, and return those lines.

        Lines that cannot be read stay as they are, byte for byte. Own lines of entries
        that another device has deleted become deletions too. Raises StorageError for what
        a newer version has written to.
        """
        new = {version.id: [version] for version in versions}
        known = self._about({*new, *self._gone})
        lines = []
        for number, line in enumerate(self._lines):
            version = known.get(number)
            if version is None:
                lines.append(line)
            elif version.id in new:
                new[version.id].append(version)
            else:
                lines.append(self._deleted_too(version, line))
        made = {}
        for entry_id, each in new.items():
            merged = reduce(merge, each) if len(each) > 1 else merge_all(each)
            refuse_newer(merged)
            made[entry_id] = dump(merged)
        self._lines = [*lines, *made.values()]
        return made

    def save(self, listing: Callable[[], None]) -> None:
        """Write what was changed; `listing` is called as in `write`. Raises StorageError."""
        written = {self._path: (self._held, _joined(self._lines))}
        if self._past_is_new:
            written[self._past_path] = (self._past_held, _joined(self._past))
        self._store.write(written, listing)

    def _about(self, ids: Collection[str]) -> dict[int, Version]:
        """Return what lines of the file say of entries, by their place in it."""
        marks = [entry_id.encode() for entry_id in ids] if len(ids) <= _FEW else [b""]
        found = {}
        for number, line in enumerate(self._lines):
            if any(mark in line for mark in marks):
                version = read_line(line)
                if version and version.id in ids:
                    found[number] = version
        return found

    def _deleted_too(self, known: Version, line: bytes) -> bytes:
        journal = self._store.journal
        merged = journal.current(known.id, known.logged)
        if not isinstance(merged, Tombstone) or merged.v > FORMAT:
            return line
        if not merged.bare:  # it holds what is newer than the deletion, and perhaps only here
            return line
        replaced = journal.replaced(known.id)
        if replaced and not covered(known, replaced):
            self.remember(known)  # the other device deleted it before it saw these words
        return dump(merged)


def read_line(line: bytes) -> Version | None:
    """Return what a line says, if it can be read."""
    try:
        return parse(line.removeprefix(files.BOM))
    except ValueError:
        return None


def is_about(line: bytes, entry_id: str) -> bool:
    """Whether a line can be read and is about an entry."""
    version = read_line(line) if entry_id.encode() in line else None
    return version is not None and version.id == entry_id


def _joined(lines: Iterable[bytes]) -> bytes:
    return b"".join(line + b"\n" for line in lines)
