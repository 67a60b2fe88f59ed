"""System calls that fail, or after which nothing more happens, at any chosen point.

`failing` counts the calls that change anything on the disk, from the opening of a
temporary file to the fsync of its folder, and at one of them raises an OSError (that the
disk is full or, turn by turn, that it reports an error) or lets the process die: nothing
that the code would do to clean up is done any more. A note is a file that is written
without an fsync.
"""

import contextlib
import errno
import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Literal, Self
from unittest import mock

How = Literal["fails", "dies"]

STEPS_OF_A_WRITE = [
    "unlink",
    "open",
    "write",
    "flush",
    "fsync",
    "close",
    "replace",
    "open folder",
    "fsync folder",
    "close folder",
]


class Died(BaseException):
    """The process is no more."""


class Faults:
    """Which calls were reached, and whether the chosen one was among them."""

    def __init__(self, at: int | None, how: How) -> None:
        self.reached: list[str] = []
        self.hit = False
        self._at = at
        self._how = how

    @property
    def dead(self) -> bool:
        """Whether the process died."""
        return self.hit and self._how == "dies"

    def step(self, name: str, on_fault: Callable[[], object] = lambda: None) -> None:
        """Reach a call. What `on_fault` does is done before it fails."""
        if self.dead:
            raise Died
        self.reached.append(name)
        if self._at is not None and len(self.reached) == self._at + 1:
            self.hit = True
            on_fault()
            if self._how == "dies":
                raise Died
            raise OSError((errno.ENOSPC, errno.EIO)[self._at % 2], "injected")


class _File:
    """A file that holds back what is written until it is flushed, as files do."""

    def __init__(self, faults: Faults, descriptor: int) -> None:
        self._faults = faults
        self._raw = open(descriptor, "wb", buffering=0)  # noqa: SIM115 - it is one itself
        self._held = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self._faults.step("close")
            if self._held:
                self._raw.write(self._held)
        finally:
            self._raw.close()

    def fileno(self) -> int:
        """The real descriptor."""
        return self._raw.fileno()

    def write(self, data: bytes) -> int:
        """Hold it back."""
        self._faults.step("write")
        self._held += data
        return len(data)

    def flush(self) -> None:
        """Write it; a fault leaves half of it written."""
        held, self._held = self._held, b""
        self._faults.step("flush", lambda: self._raw.write(held[: len(held) // 2]))
        self._raw.write(held)


@contextlib.contextmanager
def failing(at: int | None, how: How = "dies") -> Iterator[Faults]:
    """Let the call with this number, from 0, fail; none if it is None."""
    faults = Faults(at, how)
    real = {name: getattr(os, name) for name in ("open", "fdopen", "fsync", "close", "replace")}
    real |= {name: getattr(os, name) for name in ("unlink", "mkdir")}

    def is_folder(descriptor: int) -> bool:
        return stat.S_ISDIR(os.fstat(descriptor).st_mode)

    def opened(path: Any, flags: int, *args: Any, **named: Any) -> int:
        name = "open" if flags & os.O_EXCL else "open folder" if Path(path).is_dir() else "lock"
        faults.step("open note" if flags & os.O_TRUNC else name)
        return real["open"](path, flags, *args, **named)

    def fdopened(descriptor: int, mode: str, *args: Any) -> Any:
        return _File(faults, descriptor) if mode == "wb" else real["fdopen"](descriptor, mode)

    def synced(descriptor: int) -> None:
        faults.step("fsync folder" if is_folder(descriptor) else "fsync")
        real["fsync"](descriptor)

    def closed(descriptor: int) -> None:
        real["close"](descriptor)  # what the system does when a process ends
        faults.step("close folder")

    def named(name: str) -> Callable[..., object]:
        def call(*args: Any, **more: Any) -> object:
            is_note = name == "replace" and Path(args[1]).name == "own-files.json"
            faults.step("replace note" if is_note else name)
            return real[name](*args, **more)

        return call

    calls = {"open": opened, "fdopen": fdopened, "fsync": synced, "close": closed}
    calls |= {name: named(name) for name in ("replace", "unlink", "mkdir")}
    with mock.patch.multiple(os, **calls):
        yield faults
