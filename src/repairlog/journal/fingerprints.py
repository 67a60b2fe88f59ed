"""Fingerprints of this device's own files: what it left in each, as size and salted hash.

A file that is not as it was left was written by somebody else: by a copy of this home
folder, by a backup that was restored, by a sync tool that brought an older one back. Then
this device writes under another name from there on, and nobody's words are written over.

What is about to be written is noted before it is, so that a process that is killed in
between leaves a file that still fits. The note is not forced to the disk: what a power cut
takes of it costs a new name, which harms nothing.
"""

import contextlib
import hashlib
import json
import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from repairlog.errors import StorageError
from repairlog.journal import files

_FILE = "own-files.json"
_WRITTEN = b"\nwritten"
"""Stands behind a note once the files are as it says."""

_EMPTY = ""
"""The fingerprint of a file that is empty or not there."""


class Fingerprints:
    """The fingerprints in the folder for what is remembered about one journal."""

    def __init__(self, beside: Path) -> None:
        self._path = beside / _FILE
        text = files.read(self._path)
        values = _parsed(text.removesuffix(_WRITTEN))
        self._salt: str = values["salt"]
        self._folder: list[int] | None = values["folder"]
        self._left: dict[str, list[str]] = values["files"]
        self._writing: list[str] = values["writing"]
        if text.endswith(_WRITTEN):
            self._settle()

    def fits(self, name: str, data: bytes) -> bool:
        """Whether a file, by its name within the journal, is as this device left it."""
        return self._print(data) in self._left.get(name, [_EMPTY])

    def note(self, journal: Path, written: Mapping[str, tuple[bytes, bytes]]) -> None:
        """Note what files hold and what is about to be written there. Raises StorageError."""
        self._folder, self._writing = _number(journal), list(written)
        for name, (held, new) in written.items():
            self._left[name] = [self._print(held), self._print(new)]
        values = {
            "salt": self._salt,
            "folder": self._folder,
            "writing": self._writing,
            "files": self._left,
        }
        temporary = self._path.with_name(f".{_FILE}.tmp")
        with files.plainly("write", self._path):
            flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | files.FLAGS
            with os.fdopen(os.open(temporary, flags, 0o600), "wb") as file:
                file.write(json.dumps(values).encode())
            temporary.replace(self._path)

    def written(self) -> None:
        """Note that it was written. If that fails, what was there before fits as well."""
        self._settle()
        with contextlib.suppress(OSError), self._path.open("ab") as file:
            file.write(_WRITTEN)

    def leave(self, device: str) -> None:
        """Forget the files of a name that was given up, from the next note on."""
        self._left = {
            name: prints for name, prints in self._left.items() if f".{device}." not in name
        }

    def are_of(self, journal: Path) -> bool:
        """Whether they are of this very folder, though it is known by another path.

        A copy of it has another number, and another drive's folder holds other files.
        """
        if self._folder is None or self._folder != _number(journal):
            return False
        return any(self._is_as_left(journal, name) for name in self._left)

    def _is_as_left(self, journal: Path, name: str) -> bool:
        with contextlib.suppress(StorageError):  # what cannot be read tells nothing
            data = files.read(journal / name)
            return bool(data) and self.fits(name, data)
        return False

    def _settle(self) -> None:
        for name in self._writing:
            self._left[name] = self._left.get(name, [])[-1:]
        self._writing = []

    def _print(self, data: bytes) -> str:
        if not data:
            return _EMPTY
        found = hashlib.sha256(self._salt.encode())  # twice as fast as blake2b on most machines
        found.update(data)
        return f"{len(data)} {found.hexdigest()[:32]}"


def beside(state: Path, journal: Path) -> Path:
    """Return the folder for what is remembered about one journal; nothing is made.

    It goes by the journal's path, and stays with a folder that was moved or that is
    reached by a second path. Raises StorageError.
    """
    path = os.path.realpath(journal)
    own = state / hashlib.sha256(path.encode(errors="surrogateescape")).hexdigest()[:16]
    with files.plainly("read", state):
        if not own.is_dir():
            for known in sorted(state.glob(f"*/{_FILE}")):
                if Fingerprints(known.parent).are_of(Path(path)):
                    return known.parent
    return own


def _parsed(text: bytes) -> dict[str, Any]:
    """Read a note; of one that is damaged nothing is believed, so that no file fits it."""
    known = {"salt": str, "folder": list | None, "files": dict, "writing": list}
    with contextlib.suppress(ValueError):
        values = json.loads(text)
        if isinstance(values, dict) and all(
            isinstance(values.get(name, ...), kind) for name, kind in known.items()
        ):
            return values
    return {"salt": secrets.token_hex(16), "folder": None, "files": {}, "writing": []}


def _number(journal: Path) -> list[int] | None:
    """Return what tells a folder from others, by whatever path it is reached."""
    with contextlib.suppress(OSError):
        found = journal.stat()
        return [found.st_dev, found.st_ino]
    return None
