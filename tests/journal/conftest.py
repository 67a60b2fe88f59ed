"""This device's file, and two devices that share a folder."""

from pathlib import Path

import pytest

from repairlog.journal.folders import Locations
from repairlog.journal.store import DeviceStore
from repairlog.journal.writing import Transaction
from support.devices import Device, entry


@pytest.fixture
def own(store: DeviceStore) -> Path:
    """This device's file, with one entry."""
    Transaction(store).create(entry())
    return store.own("2026-11")


@pytest.fixture
def mine(locations: Locations) -> Device:
    """This device."""
    return Device(locations, "mine")


@pytest.fixture
def theirs(locations: Locations) -> Device:
    """Another device that writes to the same folder."""
    return Device(locations, "theirs")
