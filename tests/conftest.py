"""What every test may use; and no test may open a socket to another machine."""

import os
import socket
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from repairlog.journal.folders import Folders
from repairlog.journal.journal import Journal
from repairlog.journal.writing import Desk

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


@pytest.fixture
def place(tmp_path: Path) -> Folders:
    """The folders of one account, in which nothing is made yet."""
    return Folders(
        journal=tmp_path / "journal", state=tmp_path / "state", config=tmp_path / "c", named=False
    )


@pytest.fixture
def journal(place: Folders) -> Journal:
    """An empty journal."""
    return Journal(place)


@pytest.fixture
def desk(journal: Journal, place: Folders) -> Desk:
    """Where this device writes."""
    return Desk(journal, place)
