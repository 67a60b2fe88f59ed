"""What every test may use; and no test may open a socket to another machine."""

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from repairlog.journal.folders import Locations
from repairlog.journal.journal import Journal
from repairlog.journal.store import DeviceStore

settings.register_profile(
    "short",
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow],
    print_blob=True,
)
settings.register_profile("full", settings.get_profile("short"), max_examples=1000)
settings.load_profile("full" if os.environ.get("REPAIRLOG_FULL") == "1" else "short")


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
