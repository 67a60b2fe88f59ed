"""Durable files: nothing here knows what the bytes mean.

A write is acknowledged only when the bytes and the name are on the disk: a temporary
file beside the target, fsync, rename, fsync of the folder. The temporary name starts
with a dot, and such files are never read as journal.
"""

import contextlib
import errno
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

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


@contextlib.contextmanager
def plainly(doing: str, path: Path) -> Iterator[None]:
    """Turn an OSError into a StorageError that says what could not be done, where and why."""
    try:
        yield
    except BlockingIOError:  # a lock that another process holds is no failure
        raise
    except OSError as error:
        reason = _REASONS.get(error.errno or 0, error.strerror or "the system refused")
        hint = _HINTS.get(error.errno or 0, "{repairlog} doctor looks more closely.")
        raise StorageError(f"Could not {doing} {path}: {reason}.", hint) from None


def read(path: Path) -> bytes:
    """Return the file's bytes, none if there is no such file. Raises StorageError."""
    with plainly("read", path):
        try:
            return path.read_bytes()
        except FileNotFoundError:
            if path.is_symlink():  # a link to nowhere is not an empty journal
                raise
            return b""


def split(data: bytes) -> list[tuple[int, bytes]]:
    """Return the lines that hold anything, each with its number in the file, from 1."""
    lines = data.split(b"\n")
    return [(number, line) for number, line in enumerate(lines, 1) if line.strip()]


def write(path: Path, data: bytes) -> None:
    """Put data at path, whole or not at all, durably. Raises StorageError.

    Links are followed, so a linked file stays linked. The caller holds the lock: the
    temporary file has one name, so that a crash leaves at most one behind.
    """
    with plainly("write", path):
        target = Path(os.path.realpath(path))
        temporary = temporary_of(path)
        try:
            _write_new(temporary, data)
            _rename(temporary, target)
        except BaseException:
            with contextlib.suppress(OSError):
                temporary.unlink()
            raise
        sync_folder(target.parent)


def temporary_of(path: Path) -> Path:
    """Return where `write` puts what is to stand at path; a crash may leave it there."""
    target = Path(os.path.realpath(path))
    return target.with_name(f".{target.name}.tmp")


def _write_new(path: Path, data: bytes) -> None:
    with contextlib.suppress(FileNotFoundError):
        path.unlink()
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags, 0o600), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _rename(source: Path, target: Path) -> None:
    if sys.platform != "win32":
        source.replace(target)
        return
    deadline = time.monotonic() + _RENAME_PATIENCE
    while True:
        try:
            source.replace(target)
        except PermissionError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.02)
        else:
            return


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable; Windows has no such call."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


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
        sync_folder(folder.parent)


@contextlib.contextmanager
def lock(path: Path, *, wait: bool = True) -> Iterator[IO[bytes]]:
    """Hold the file's lock; the system lets go of it when the process ends, however it ends.

    Yields the open file. Raises BlockingIOError at once if it is held and `wait` is
    false, and StorageError if the file cannot be opened.
    """
    with plainly("open", path):
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0)
        file = os.fdopen(os.open(path, flags, 0o600), "r+b")
    with file:
        with plainly("lock", path):
            _take(file, wait=wait)
        yield file


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
else:
    import fcntl

    def _take(file: IO[bytes], *, wait: bool) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
