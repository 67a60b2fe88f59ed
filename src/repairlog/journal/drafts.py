"""Drafts: a text while an editor has it, in a private folder of its own beside the journal.

It is there until what was typed could be kept, and then removed. What could not be kept stays, with
the text as it was before, so that only what was changed in it counts.
"""

import contextlib
from pathlib import Path
from typing import NamedTuple

from repairlog.errors import StorageError
from repairlog.journal import files

_FOLDER = "drafts"
_BEFORE = ".before"


def of_entry(state: Path, entry_id: str) -> "Draft":
    """Return the draft of an entry."""
    return Draft(state, f"{entry_id}.txt")


def left(state: Path) -> list[Path]:
    """Return what was typed in an editor and could not be kept yet."""
    try:
        names = files.names(state / _FOLDER)
    except OSError:
        return []
    begun = (name.removesuffix(_BEFORE) for name in names if name.endswith(_BEFORE))
    return [state / _FOLDER / name for name in sorted(begun) if name in names]


class Draft(NamedTuple):
    """One text, by a name that says nothing of it, and where it lies."""

    state: Path
    name: str

    @property
    def path(self) -> Path:
        """Where an editor finds it."""
        return self.state / _FOLDER / self.name

    @property
    def _before(self) -> Path:
        return self.path.with_name(f"{self.name}{_BEFORE}")

    def begin(self, text: str) -> bool:
        """Put the text there, unless an earlier one is; return whether one is.

        Raises StorageError.
        """
        files.make_folder(self.path.parent, parents=True)
        if files.read(self.path) and files.read(self._before):
            return True
        files.write(self._before, text.encode())
        files.write(self.path, text.encode())
        return False

    def before(self) -> str:
        """Return the text as it was when it was begun. Raises StorageError."""
        return files.read(self._before).decode()

    def text(self) -> str:
        """Return what is there now. Raises StorageError for what is not text in UTF-8."""
        try:
            return files.read(self.path).decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError:
            raise StorageError(
                f"{files.shown(self.path)} is not text in UTF-8.",
                "Save it as UTF-8 in the editor; what was typed is still in it.",
            ) from None

    @property
    def is_changed(self) -> bool:
        """Whether anything but its last line ends is another than it was. Raises StorageError."""
        return self.text().rstrip() != self.before().rstrip()

    def remove(self) -> None:
        """Remove it, and what an editor left beside it."""
        with contextlib.suppress(OSError, StorageError):
            for name in files.names(self.path.parent):
                if name.lstrip(".").startswith(self.name):
                    self.path.with_name(name).unlink()
