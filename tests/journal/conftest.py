"""This device's file, and two devices that share a folder."""

from pathlib import Path

import pytest

from devices import Device, entry
from repairlog.journal.folders import Folders
from repairlog.journal.writing import Desk, Writing


@pytest.fixture
def own(desk: Desk) -> Path:
    """This device's file, with one entry."""
    Writing(desk).create(entry())
    return desk.own("2026-11")


@pytest.fixture
def mine(place: Folders) -> Device:
    """This device."""
    return Device(place, "mine")


@pytest.fixture
def theirs(place: Folders) -> Device:
    """Another device that writes to the same folder."""
    return Device(place, "theirs")
