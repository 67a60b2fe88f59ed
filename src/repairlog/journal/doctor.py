"""What `doctor` looks at. It changes nothing."""

import stat
import sys
from dataclasses import dataclass

from repairlog.core.entries.model import FORMAT
from repairlog.errors import StorageError
from repairlog.journal import files, folders, settings
from repairlog.journal.journal import Journal
from repairlog.journal.lines import Unreadable


@dataclass(frozen=True)
class Finding:
    """A sentence about the journal; `unreadable` if something in it could not be read."""

    text: str
    unreadable: bool = False


def examine(journal: Journal, locations: folders.Locations) -> list[Finding]:
    """Return what is found, good news included. Raises StorageError."""
    count = newer = 0
    for entry in journal.entries():
        count += 1
        newer += entry.v > FORMAT
    for path in journal.paths(journal.past):
        journal.check(path)
    found = [Finding(f"Journal: {journal.folder}")]
    found.append(Finding(f"{_many(count, 'entry', 'entries')} can be read."))
    if newer:
        were = "was" if newer == 1 else "were"
        told = f"{_many(newer, 'entry', 'entries')} {were} written by a newer repairlog: read-only."
        found.append(Finding(told))
    found += [
        Finding(f"{_where(bad)}: cannot be read ({bad.reason.rstrip('.')}).", unreadable=True)
        for bad in journal.unreadable
    ]
    found += _left_over(journal) + _open_to_others(journal)
    found.append(Finding(f"Settings: {locations.config}; remembered places: {locations.state}"))
    try:
        settings.read(locations.config)
    except StorageError as error:
        found.append(Finding(error.message))
    return found


def _where(bad: Unreadable) -> str:
    return f"{bad.path}, line {bad.line}" if bad.line else str(bad.path)


def _left_over(journal: Journal) -> list[Finding]:
    """Temporary files of a write that was cut off: never read, replaced by the next write."""
    found = []
    for folder in (journal.folder, journal.past):
        with files.plainly("read", folder):
            names = sorted(folder.glob(".*.tmp")) if folder.is_dir() else []
        found += [
            Finding(f"{path}: left by a write that was cut off; it can be deleted.")
            for path in names
        ]
    return found


def _open_to_others(journal: Journal) -> list[Finding]:
    if sys.platform == "win32":
        return []
    found = []
    for path in (journal.folder, *journal.paths(), *journal.paths(journal.past)):
        with files.plainly("read", path):
            if path.exists() and path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
                found.append(Finding(f"{path}: other accounts on this computer may open it."))
    return found


def _many(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"
