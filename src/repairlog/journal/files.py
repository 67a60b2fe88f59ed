"""Durable files: nothing here knows what the bytes mean.

A write is acknowledged only when the bytes and the name are on the disk: a temporary
file beside the target, fsync, rename, fsync of the folder. The temporary name starts
with a dot, and such files are never read as journal.

What lies in a folder can send nobody elsewhere: only ordinary files are opened, in a
folder that is no link, and a link is followed only to an ordinary file of its own name
(a stow farm). `followed` is for what a person chose, which may be a link to anything.
"""

import contextlib
import errno
import os
import stat
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, NamedTuple

from repairlog.errors import StorageError

BOM = b"\xef\xbb\xbf"

_RENAME_PATIENCE = 2.0
"""Seconds to wait on Windows while a scanner or a sync tool holds the file."""

_REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk quota is used up",
    errno.EACCES: "this account may not do that there",
    errno.EPERM: "this account may not do that there",
    errno.EROFS: "it can only be read, not written",
    errno.ENOENT: "it is not there",
    errno.ENOTDIR: "part of that path is a file, not a folder",
    errno.EISDIR: "it is a folder, not a file",
    errno.EIO: "the disk reported an error",
    errno.ELOOP: "its links go round in a circle",
}

_HINTS = {
    errno.ENOSPC: "Make some room, then try again.",
    errno.EDQUOT: "Make some room, then try again.",
    errno.ENOENT: "If it is on a drive, connect it, then try again.",
}

_PLACEHOLDERS = (
    (".", ".icloud"),  # iCloud Drive
    ("", ".nextcloud"),
    ("", ".owncloud"),
    ("", ".rsls"),  # Resilio Sync
    ("", ".cloud"),  # odrive
)
"""What sync tools put before and behind the name of a file that they have not fetched.

Those that keep the name itself fetch the file when it is read, or reading it fails.
"""

FLAGS = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""No link is followed, nothing is waited for (a FIFO has no end), no byte is translated."""

_BY_HANDLE = os.open in os.supports_dir_fd
"""Whether a file can be named within a folder that is held open; Windows cannot."""


class _UnusualError(OSError):
    """Something lies there that is not opened; its text says what."""


@contextlib.contextmanager
def plainly(doing: str, path: Path) -> Iterator[None]:
    """Turn an OSError into a StorageError that says what could not be done, where and why."""
    try:
        yield
    except BlockingIOError:  # a lock that another process holds is no failure
        raise
    except OSError as error:
        if isinstance(error, _UnusualError):
            reason, hint = str(error), "{repairlog} doctor names what lies there."
        else:
            reason = _REASONS.get(error.errno or 0, error.strerror or "the system refused")
            hint = _HINTS.get(error.errno or 0, "{repairlog} doctor looks more closely.")
        refused = StorageError(f"Could not {doing} {shown(path)}: {reason}.", hint)
        refused.reason = reason
        raise refused from None


def shown(path: Path) -> str:
    """Return a path as one line: what is no letter or sign is written out, line ends too."""
    return "".join(each if each.isprintable() else repr(each)[1:-1] for each in str(path))


def followed(path: Path) -> Path:
    """Return where a path leads that a person chose. Raises StorageError for a link to nowhere."""
    with plainly("follow", path):
        return Path(os.path.realpath(path, strict=path.is_symlink()))


def placeholder_for(name: str) -> str:
    """Return the name of the file that a sync tool has not fetched, if this stands for one."""
    for before, behind in _PLACEHOLDERS:
        if name.startswith(before) and name.endswith(behind):
            return name.removeprefix(before).removesuffix(behind)
    return ""


def names(folder: Path) -> dict[str, bool]:
    """Return the names of what lies in a folder, and whether each is a folder. Raises OSError."""
    with _held(folder) as handle, os.scandir(folder if handle is None else handle) as found:
        return {each.name: each.is_dir(follow_symlinks=False) for each in found}


def read(path: Path) -> bytes:
    """Return the file's bytes, none if there is no such file. Raises StorageError."""
    with plainly("read", path):
        try:
            with opened(path) as file:
                data = file.read()
                if _only_promised(data, os.fstat(file.fileno())):
                    raise _UnusualError("its size is here, and nothing of what it holds")
                return data
        except FileNotFoundError:
            return b""


@contextlib.contextmanager
def opened(path: Path) -> Iterator[IO[bytes]]:
    """Open an ordinary file for reading. Raises OSError."""
    with _place_of(path) as place:
        file = _opened(place, os.O_RDONLY, "rb")
    with file:
        yield file


def _only_promised(data: bytes, status: os.stat_result) -> bool:
    """Whether a file has a size but no content on this disk: it was never fetched."""
    return bool(data) and getattr(status, "st_blocks", 1) == 0 and not data.strip(b"\0")


def split(data: bytes) -> list[tuple[int, bytes]]:
    """Return the lines that hold anything, each with its number in the file, from 1."""
    lines = data.split(b"\n")
    return [(number, line) for number, line in enumerate(lines, 1) if line.strip()]


def write(path: Path, data: bytes) -> None:
    """Put data at path, whole or not at all, durably. Raises StorageError.

    A linked file stays linked. The caller holds the lock: the temporary file has one
    name, so that a crash leaves at most one behind.
    """
    write_pieces(path, (data,))


def write_pieces(path: Path, pieces: Iterable[bytes]) -> None:
    """Do what `write` does with data that come piece by piece."""
    with plainly("write", path), _place_of(path) as place:
        temporary = place.beside(f".{path.name}.tmp")
        try:
            _write_new(temporary, pieces)
            _rename(temporary, place)
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(temporary.name, dir_fd=temporary.folder)
            raise
        _sync(place.folder)


def temporary_of(path: Path) -> Path:
    """Return where `write` puts what is to stand at path; a crash may leave it there."""
    target = Path(os.path.realpath(path))
    return target.with_name(f".{target.name}.tmp")


class _Place(NamedTuple):
    """A name in a folder that is held open, or, on Windows, a whole path; and what lies there."""

    folder: int | None
    name: str | Path
    found: os.stat_result | None = None

    def beside(self, name: str) -> "_Place":
        """Return the place of another name in the same folder."""
        if isinstance(self.name, Path):
            return _Place(self.folder, self.name.with_name(name))
        return _Place(self.folder, name)


@contextlib.contextmanager
def _held(folder: Path) -> Iterator[int | None]:
    """Hold a folder open, so that nothing can take its place while a file in it is used."""
    if folder.is_symlink():
        raise _UnusualError(f"the folder {folder.name} is a link, and those are not followed")
    if not _BY_HANDLE:
        yield None
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        yield handle
    finally:
        os.close(handle)


@contextlib.contextmanager
def _place_of(path: Path) -> Iterator[_Place]:
    """Find what path means: itself, or the file of the same name to which it links.

    What is found may be replaced at any moment; what is then opened or renamed is still of
    that name, in that folder, and no link.
    """
    with _in(path) as place:
        if place.found is None or stat.S_ISREG(place.found.st_mode):
            if place.found is None:
                _refuse_placeholder(place, path.name)
            yield place
            return
        if not stat.S_ISLNK(place.found.st_mode):
            raise _UnusualError(_what(place.found))
    target = Path(os.path.realpath(path))
    if target.name != path.name:
        raise _UnusualError("it is a link to something of another name")
    with contextlib.ExitStack() as held:
        with contextlib.suppress(FileNotFoundError):  # `place` is still that of the link
            place = held.enter_context(_in(target))
        if place.found is None or stat.S_ISLNK(place.found.st_mode):
            raise _UnusualError("it is a link that leads nowhere")
        if not stat.S_ISREG(place.found.st_mode):
            raise _UnusualError(f"it is a link, and {_what(place.found)}")
        yield place


@contextlib.contextmanager
def _in(path: Path) -> Iterator[_Place]:
    with _held(path.parent) as folder:
        name = path if folder is None else path.name
        yield _Place(folder, name, _status(_Place(folder, name)))


def _status(place: _Place) -> os.stat_result | None:
    try:
        return os.stat(place.name, dir_fd=place.folder, follow_symlinks=False)
    except FileNotFoundError:
        return None


def _what(found: os.stat_result) -> str:
    return "it is a folder" if stat.S_ISDIR(found.st_mode) else "it is no ordinary file"


def _refuse_placeholder(place: _Place, name: str) -> None:
    """A file that was not fetched is not one that is not there."""
    if any(_status(place.beside(f"{a}{name}{z}")) for a, z in _PLACEHOLDERS):
        raise _UnusualError("it has not been downloaded to this computer")


def _opened(place: _Place, flags: int, mode: str) -> IO[bytes]:
    handle = os.open(place.name, flags | FLAGS, 0o600, dir_fd=place.folder)
    found = os.fstat(handle)
    if not stat.S_ISREG(found.st_mode):
        os.close(handle)
        raise _UnusualError(_what(found))
    file: IO[bytes] = os.fdopen(handle, mode)
    return file


def _write_new(place: _Place, pieces: Iterable[bytes]) -> None:
    with contextlib.suppress(FileNotFoundError):
        os.unlink(place.name, dir_fd=place.folder)
    with _opened(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, "wb") as file:
        for piece in pieces:
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())


def _rename(source: _Place, target: _Place) -> None:
    deadline = time.monotonic() + _RENAME_PATIENCE
    while True:
        try:
            os.replace(source.name, target.name, src_dir_fd=source.folder, dst_dir_fd=target.folder)
        except PermissionError:
            if sys.platform != "win32" or time.monotonic() > deadline:
                raise
            time.sleep(0.02)
        else:
            return


def _sync(folder: int | None) -> None:
    """Make the names in a folder durable; Windows has no such call."""
    if folder is not None:
        os.fsync(folder)


def make_folder(folder: Path, *, parents: bool) -> None:
    """Make a private folder if it is not there. Raises StorageError.

    Without `parents`, a missing parent is an error: an unmounted drive is no new journal.
    """
    with plainly("make the folder", folder):
        if folder.is_dir():
            return
        if parents and not folder.parent.is_dir():
            make_folder(folder.parent, parents=True)
        folder.mkdir(mode=0o700, exist_ok=True)
        with _held(Path(os.path.realpath(folder.parent))) as handle:
            _sync(handle)


@contextlib.contextmanager
def lock(path: Path, *, wait: bool = True) -> Iterator[IO[bytes]]:
    """Hold the file's lock; the system lets go of it when the process ends, however it ends.

    Yields the open file. Raises BlockingIOError at once if it is held and `wait` is
    false, and StorageError if the file cannot be opened.
    """
    with plainly("open", path), _place_of(path) as place:
        file = _opened(place, os.O_RDWR | os.O_CREAT, "r+b")
    with file:
        with plainly("lock", path):
            _take(file, wait=wait)
        yield file


@contextlib.contextmanager
def lock_folder(folder: Path) -> Iterator[None]:
    """Hold a folder's own lock, as one folder may have two paths (a bind mount).

    Goes without where the system has no such locks: Windows, and some network drives.
    """
    with contextlib.ExitStack() as held:
        with plainly("lock", folder):
            handle = held.enter_context(_held(folder))
        if handle is not None:
            with contextlib.suppress(OSError):
                _take_handle(handle)
        yield


if sys.platform == "win32":
    import msvcrt

    _FAR = 1 << 30  # locked bytes cannot be read by others, so lock one that is never there

    def _take(file: IO[bytes], *, wait: bool) -> None:
        while True:
            file.seek(_FAR)
            try:
                msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
            except OSError:
                if not wait:
                    raise BlockingIOError from None
                time.sleep(0.02)
            else:
                file.seek(0)
                return

    def _take_handle(_: int) -> None:
        """Folders are never held open here."""
else:
    import fcntl

    def _take(file: IO[bytes], *, wait: bool) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))

    def _take_handle(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX)
