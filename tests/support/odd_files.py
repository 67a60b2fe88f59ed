"""What may lie in place of an ordinary file, put there by others or by accident."""

import os
import socket
from collections.abc import Callable
from pathlib import Path

SECRET = b"alias ls=ls\n"
"""What stands in the file of somebody's that is no part of any journal."""


def _fifo(path: Path) -> None:
    os.mkfifo(path)  # which Windows has not got: it is looked up here


def _bound(path: Path) -> None:
    """Put a socket at a path, which may be longer than those of sockets may be."""
    back = Path.cwd()
    os.chdir(path.parent)
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.chdir(back)


def _linked(to: Callable[[Path], object]) -> Callable[[Path, Path], None]:
    """Put a link at a path, to something of the same name."""

    def put(path: Path, outside: Path) -> None:
        folder = outside.parent / f"for {path.parent.name}"
        folder.mkdir()
        to(folder / path.name)
        path.symlink_to(folder / path.name)

    return put


ODD: dict[str, Callable[[Path, Path], object]] = {
    "a link to a file of another name": lambda path, outside: path.symlink_to(outside),
    "a link to a folder of another name": lambda path, outside: path.symlink_to(outside.parent),
    "a link to a device": lambda path, _: path.symlink_to("/dev/zero"),
    "a link to nowhere": lambda path, outside: path.symlink_to(outside.with_name(path.name)),
    "a link into no folder": lambda path, outside: path.symlink_to(
        outside.parent / "x" / path.name
    ),
    "a link in a circle": lambda path, _: path.symlink_to(path),
    "a link to a folder": _linked(Path.mkdir),
    "a link to a FIFO": _linked(_fifo),
    "a FIFO": lambda path, _: _fifo(path),
    "a socket": lambda path, _: _bound(path),
    "a folder": lambda path, _: path.mkdir(),
}
"""Each with how to put it at a path, and somebody's file `outside` that it may lead to."""
