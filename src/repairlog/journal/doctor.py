"""Doctor: what is found wrong with a journal and around it. It changes nothing."""

import os
import re
import stat
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from repairlog.core.dates.naming import When, describe
from repairlog.core.entries.model import BEGINNING, FORMAT, Entry
from repairlog.errors import StorageError
from repairlog.journal import drafts, files, folders, settings
from repairlog.journal.files import shown
from repairlog.journal.journal import Journal
from repairlog.journal.lines import Unreadable, is_read

_OURS = re.compile(r"[1-9][0-9]{3}-(0[1-9]|1[0-2])\.[a-z0-9-]+-[a-z2-7]{6}")
"""How names of a device's files begin, whatever a sync tool made of the rest."""

_DAY = timedelta(days=1)
_TO_COME = "it says that it happened on {when}, which is still to come."
_TOO_EARLY = "it was written down by a clock that was wrong, as if on {when}."
_MENDS = "{repairlog} edit {id} --when DATE says when it happened."
_NAMED = 10
"""So many entries with a wrong date are named; more would say that this clock is wrong."""


@dataclass(frozen=True)
class Finding:
    """A sentence about the journal; `unreadable` if something in it could not be read."""

    text: str
    unreadable: bool = False


def examine(
    journal: Journal, locations: folders.Locations, is_harm: Callable[[Entry], bool]
) -> list[Finding]:
    """Return what is found, good news included. Raises StorageError.

    `is_harm` says whether an entry may speak of harm; it is asked only of those that were come
    back to or rest, and that nobody has answered.
    """
    count = newer = 0
    unanswered: list[str] = []
    dated: list[Finding] = []
    for entry in journal.entries():
        count += 1
        newer += entry.v > FORMAT
        if entry.harm is None and not entry.apart and entry.state != "waiting" and is_harm(entry):
            unanswered.append(entry.id)
        if wrong := _told_of_date(entry, journal.now):
            dated.append(Finding(f"{entry.id}: {wrong} {_MENDS.replace('{id}', entry.id)}"))
    for path in journal.paths(journal.past):
        journal.check(path)
    found = [Finding(f"Journal: {shown(locations.journal)}")]
    found.append(Finding(f"{_many(count, 'moment', 'moments')} can be read."))
    if newer:
        were = "was" if newer == 1 else "were"
        told = f"{_many(newer, 'moment', 'moments')} {were} written by a newer repairlog"
        told += " and can only be read here."
        found.append(Finding(told))
    found += [
        Finding(f"{_where(bad)}: cannot be read ({bad.reason.rstrip('.')}).", unreadable=True)
        for bad in journal.unreadable
    ]
    found += _told_of_harm(unanswered)
    found += dated[:_NAMED]
    if len(dated) > _NAMED:
        found.append(Finding(f"{len(dated) - _NAMED} more have such a date."))
    for folder in (journal.folder, journal.past):
        found += _not_read(journal, folder)
    found += _empty(journal) + _open_to_others(journal)
    found += [
        Finding(f"{shown(path)}: typed in an editor and not kept yet. {_goes_on(path)}")
        for path in drafts.left(locations.state)
    ]
    config, state = shown(locations.config), shown(locations.state)
    found.append(Finding(f"Settings: {config}; what is remembered beside it: {state}"))
    try:
        unusable = settings.read(locations.config).unusable
        found += [Finding(f"What the settings say for {key} cannot be used.") for key in unusable]
    except StorageError as error:
        found.append(Finding(error.message))
    return found


def _goes_on(path: Path) -> str:
    command = "config edit" if path.suffix == ".toml" else f"edit {path.stem} --editor"
    return f"{{repairlog}} {command} goes on with it."


def _told_of_harm(ids: list[str]) -> list[Finding]:
    """Count what was called come back to, or at rest, before it could be asked about harm."""
    if not ids:
        return []
    was = "was come back to, or rests, and" if len(ids) == 1 else "were come back to, or rest, and"
    named = ", ".join(each[:6] for each in ids[:_NAMED])
    more = f" and {len(ids) - _NAMED} more" if len(ids) > _NAMED else ""
    return [
        Finding(
            f"{_many(len(ids), 'entry', 'entries')} {was} may tell of somebody hurt or held, which "
            f"nobody has answered: {named}{more}. {{repairlog}} edit ID asks, or --harm yes, "
            "unsure or no answers it."
        )
    ]


def _told_of_date(entry: Entry, now: datetime | None) -> str:
    """Say of an entry that it has a date which cannot be right; it was mended where it has none."""
    if now and entry.happened > now + _DAY:
        return _TO_COME.format(when=describe(When(entry.happened, entry.precision), now))
    if now and entry.logged < BEGINNING and entry.happened <= entry.logged + _DAY:
        return _TOO_EARLY.format(when=describe(When(entry.logged, "day"), now))
    return ""


def _where(bad: Unreadable) -> str:
    return f"{shown(bad.path)}, line {bad.line}" if bad.line else shown(bad.path)


def _not_read(journal: Journal, folder: Path) -> list[Finding]:
    """Name what looks like a part of the journal, and is none where it lies or as it is named."""
    try:
        names = journal.names(folder)
    except StorageError:  # it was named among what cannot be read
        return []
    found = []
    for name, is_folder in sorted(names.items()):
        path = folder / name
        if not is_folder:
            told = "" if is_read(name) else _told_of_name(name)
        else:
            told = "" if path == journal.past else _told_of_folder(path)
        if told:
            found.append(Finding(f"{shown(path)}: {told}"))
    return found


def _told_of_folder(folder: Path) -> str:
    names = (name for _, _, names in os.walk(folder) for name in names)
    if count := sum(map(_is_like_ours, names)):
        of_it = "1 file in it is" if count == 1 else f"{count} files in it are"
        return f"{of_it} not read. Files are where they lie in the journal's folder itself."
    return "a folder, and so not read." if _is_like_ours(folder.name) else ""


def _told_of_name(name: str) -> str:
    if name.startswith(".") and name.endswith(".jsonl.tmp") and "syncthing" not in name:
        return "left by a write that was cut off; it can be deleted."
    # A placeholder was named already, and in files like ._x.jsonl macOS keeps no entries.
    if files.placeholder_for(name) or name.startswith("._") or not _is_like_ours(name):
        return ""
    way = "begins with a dot" if is_read(name.lstrip(".")) else "does not end in .jsonl"
    return f"not read, as its name {way}. If moments are missing, rename a copy of it."


def _is_like_ours(name: str) -> bool:
    return ".jsonl" in name.casefold() or _OURS.search(name) is not None


def _empty(journal: Journal) -> list[Finding]:
    unread = {bad.path for bad in journal.unreadable}
    return [
        Finding(f"{shown(path)}: empty. If another computer wrote it, it has not arrived whole.")
        for path in journal.paths()
        if path not in unread and not any(journal.raw(path))
    ]


def _open_to_others(journal: Journal) -> list[Finding]:
    if sys.platform == "win32":
        return []
    found = []
    unread = {bad.path for bad in journal.unreadable if bad.line == 0}
    paths = (journal.folder, *journal.paths(), *journal.paths(journal.past))
    for path in (path for path in paths if path not in unread):
        with files.plainly("read", path):
            if path.exists() and path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
                told = "other accounts on this computer may open it."
                found.append(Finding(f"{shown(path)}: {told}"))
    return found


def _many(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"
