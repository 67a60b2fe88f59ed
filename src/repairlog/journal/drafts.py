"""Drafts: a text while an editor has it, in a private folder of its own beside the journal.

It is there until what was typed could be kept, and then removed. What could not be kept stays, with
the text as it was before, so that only what was changed in it counts. What an editor leaves beside
it, as it does when its window is closed, may hold what was typed and was not saved.
"""

import contextlib
import re
from pathlib import Path
from typing import NamedTuple

from repairlog.errors import StorageError
from repairlog.journal import files

_FOLDER = "drafts"
_BEFORE = ".before"
_TEXT = re.compile(r"\w+\.(txt|toml)")
"""What a text is called here; an editor's own files have more to their names."""


def of_entry(state: Path, entry_id: str) -> "Draft":
    """Return the draft of an entry."""
    return Draft(state, f"{entry_id}.txt")


def left(state: Path) -> list[Path]:
    """Return what was typed in an editor and could not be kept yet."""
    try:
        names = files.names(state / _FOLDER)
    except OSError:
        return []
    texts = (name for name in sorted(names) if _TEXT.fullmatch(name))
    return [state / _FOLDER / name for name in texts]


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

        That may be one that an editor saved when the draft was gone, as those do that say at once
        that they have ended: it is taken for a change of this text. Raises StorageError.
        """
        files.make_folder(self.path.parent, parents=True)
        left = files.read(self.path)
        if not (left and files.read(self._before)):
            files.write(self._before, text.encode())
        if left:
            return self.is_changed
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
        """Whether anything but its last line ends is another than it was. Raises StorageError.

        Where it is not there any more, nothing was changed: a text that was emptied is.
        """
        return self.path.exists() and self.text().rstrip() != self.before().rstrip()

    def beside(self) -> list[Path]:
        """Return what an editor left beside it that may hold what was typed and was not saved.

        That is no copy of what was saved before, which ends with a tilde.
        """
        return [path for path in self._all() if not path.name.endswith("~")]

    def _all(self) -> list[Path]:
        """Return what an editor left beside it."""
        ours = {self.name, self._before.name}
        ours |= {files.temporary_of(each).name for each in (self.path, self._before)}
        try:
            names = files.names(self.path.parent)
        except OSError:
            return []
        found = (name for name in sorted(names) if self.name in name and name not in ours)
        return [self.path.with_name(name) for name in found]

    def remove(self) -> None:
        """Remove it, and what an editor left beside it; the text as it was before is the last."""
        ours = (files.temporary_of(self.path), files.temporary_of(self._before))
        for path in (*self._all(), *ours, self.path, self._before):
            with contextlib.suppress(OSError):
                path.unlink()
