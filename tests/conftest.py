"""What every test may use; and no test may open a socket to another machine."""

import os
import shutil
import signal
import socket
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from repairlog.cli import app, commands
from repairlog.journal.folders import Locations
from repairlog.journal.journal import Journal
from repairlog.journal.store import DeviceStore
from support.odd_files import SECRET
from support.profile import FULL

settings.register_profile(
    "short",
    deadline=None,
    max_examples=20,
    suppress_health_check=[HealthCheck.too_slow],
    print_blob=True,
)
settings.register_profile("full", settings.get_profile("short"), max_examples=1000)
settings.load_profile("full" if FULL else "short")

MEMORY = Path("/dev/shm")
ENOUGH = 2 << 30
"""Bytes that must be free in memory for the tests' folders to lie there."""


def pytest_configure() -> None:
    """Make the tests' folders in memory where there is room: they write fifty thousand files."""
    if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ENOUGH:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


def pytest_xdist_auto_num_workers() -> int:
    """One more than there are cores: a third of the time is waiting for another process."""
    return (os.cpu_count() or 1) + 1


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    class Refused(socket.socket):
        def __init__(self, family: int = -1, *args: object, **named: object) -> None:
            if family != getattr(socket, "AF_UNIX", None):
                raise AssertionError("repairlog must not open a socket")
            super().__init__(family, *args, **named)

    monkeypatch.setattr(socket, "socket", Refused)


@pytest.fixture(autouse=True, scope="session")
def _no_waiting_for_disks() -> Iterator[None]:
    """Spare the disk: no test of this process can cut the power, so none can tell.

    That every write asks for it, and in which order, is held where each call is made to fail.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", os.fstat)  # a closed file is an error still
        yield


@pytest.fixture(autouse=True, scope="session")
def _commands_are_made_once() -> Iterator[None]:
    """Keep what Typer makes of each command: a process makes it once, for its one run."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(app, "get_command", cache(app.get_command))
        patch.setattr(commands, "_load", cache(commands._load))  # noqa: SLF001
        yield


@pytest.fixture
def nobody_waits() -> Iterator[None]:
    """Whoever opens a FIFO and waits for its end waits for ever: that fails."""

    def waited(*_: object) -> None:
        raise AssertionError("somebody waits for what never comes")

    before = signal.signal(signal.SIGALRM, waited)
    signal.alarm(30)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """A file of somebody's that is no part of any journal, in a folder of its own."""
    folder = tmp_path / "account"
    folder.mkdir()
    (folder / ".profile").write_bytes(SECRET)
    return folder / ".profile"


@pytest.fixture
def locations(tmp_path: Path) -> Locations:
    """The folders of one account, in which nothing is made yet."""
    return Locations(
        journal=tmp_path / "journal", state=tmp_path / "state", config=tmp_path / "c", named=False
    )


@pytest.fixture
def journal(locations: Locations) -> Journal:
    """An empty journal."""
    return Journal(locations)


@pytest.fixture
def store(journal: Journal, locations: Locations) -> DeviceStore:
    """Where this device writes."""
    return DeviceStore(journal, locations)
