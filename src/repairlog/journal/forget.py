"""Forget an entry: every version of it out of this device's files; what is left elsewhere."""

import contextlib
import os
from collections.abc import Collection, Iterator
from datetime import datetime
from pathlib import Path
from typing import Literal, NamedTuple

from repairlog.core.entries.changes import delete
from repairlog.core.entries.codec import dump
from repairlog.core.entries.merge import merge_all
from repairlog.core.entries.model import Entry
from repairlog.errors import NotFoundError
from repairlog.journal import device, files
from repairlog.journal.journal import Journal, refuse_newer
from repairlog.journal.months import month_of
from repairlog.journal.store import DeviceStore, is_about, read_line

Kind = Literal["device", "past", "copy", "line"]


class Copy(NamedTuple):
    """A file that still holds words of an entry, by its name within the journal.

    It is another `device`'s file, the `past` of another device, a `copy` that no device
    writes to, or an own file with a `line` that cannot be read, and so is never dropped.
    """

    name: str
    kind: Kind


def forget(store: DeviceStore, entry_id: str, now: datetime) -> list[Copy]:
    """Remove every version of an entry from this device's files, a deletion line apart.

    This device's files are those of every name that it has had. Returns what still holds
    words of it. Raises NotFoundError if no file does, StorageError.
    """
    journal = store.journal
    with store.locked():
        versions = journal.history(entry_id)
        if not versions:
            raise NotFoundError(f"No moment has the id {entry_id!r}.")
        merged = merge_all(versions)
        refuse_newer(merged)
        gone = delete(merged, now)
        month = store.month(month_of(gone.logged), past=True)
        month.put([gone])
        month.forget(entry_id)
        month.save(lambda: None)
        names = store.names
        for path in _written_by(journal, names):
            _clean(store, path, entry_id, dump(gone))
        store.changes.forget(entry_id)
        return sorted(_copies(journal, names, entry_id.encode()))


def _written_by(journal: Journal, names: Collection[str]) -> list[Path]:
    """Return the files of these devices, and where a write that was cut off left any of one."""
    found = [*journal.paths(), *journal.paths(journal.past)]
    for folder in (journal.folder, journal.past):
        with files.plainly("read", folder):
            found += [path.with_name(path.name[1:-4]) for path in folder.glob(".*.jsonl.tmp")]
    return [path for path in dict.fromkeys(found) if device.writer(path.name) in names]


def _clean(store: DeviceStore, path: Path, entry_id: str, gone: bytes) -> None:
    """Take an entry out of a file of this device; only a deletion stays, and not in the past."""
    data = files.read(path)
    lines = [line for _, line in files.split(data)]
    kept = [line for line in lines if line == gone or not is_about(line, entry_id)]
    if len(kept) < len(lines):
        if path.parent == store.journal.folder:
            kept = [*(line for line in kept if line != gone), gone]
        store.write({path: (data, b"".join(line + b"\n" for line in kept))}, lambda: None)
    temporary = files.temporary_of(path)
    with files.plainly("write", temporary):
        temporary.unlink(missing_ok=True)


def _copies(journal: Journal, names: Collection[str], mark: bytes) -> Iterator[Copy]:
    for top, _, found in os.walk(journal.folder):
        for name in found:
            path = Path(top, name)
            if not path.is_file() or not _holds_words(path, mark):
                continue
            is_read = path.parent in (journal.folder, journal.past)
            writer = device.writer(name) if is_read else ""
            kind: Kind = "past" if path.parent == journal.past else "device"
            if writer in names:
                kind = "line"
            elif not writer:
                kind = "copy"
            yield Copy(path.relative_to(journal.folder).as_posix(), kind)


def _holds_words(path: Path, mark: bytes) -> bool:
    """Whether a file has a line about an entry that is more than its deletion."""
    with contextlib.suppress(OSError):
        for line in path.read_bytes().split(b"\n"):
            if mark in line:
                version = read_line(line.strip())
                if version is None or isinstance(version, Entry):
                    return True
    return False
