"""Where things are: the journal, what this computer remembers beside it, the settings."""

import hashlib
import json
import os
import platform
import re
import secrets
from pathlib import Path
from typing import NamedTuple

import platformdirs

from repairlog.core.entries.model import ID_ALPHABET
from repairlog.errors import StorageError
from repairlog.journal import files

_APP = "repairlog"


class Locations(NamedTuple):
    """`named` says that the person chose the journal's folder: then its parent must exist."""

    journal: Path
    state: Path
    config: Path
    named: bool


def find(journal: str | None) -> Locations:
    """Return the folders for this account; nothing is made.

    `journal` (an option) comes before the variable REPAIRLOG_JOURNAL, and that before the
    platform's folder for data. Raises StorageError for the home of an account that is not there.
    """
    chosen = journal or os.environ.get("REPAIRLOG_JOURNAL")
    try:
        folder = (
            Path(chosen).expanduser()
            if chosen
            else platformdirs.user_data_path(_APP, appauthor=False)
        )
    except RuntimeError:
        raise StorageError(
            f"There is no home folder for {chosen}.", "Name the journal's folder by its whole path."
        ) from None
    return Locations(
        journal=folder,
        state=platformdirs.user_state_path(_APP, appauthor=False),
        config=platformdirs.user_config_path(_APP, appauthor=False),
        named=bool(chosen),
    )


def device(state: Path) -> str:
    """Return this device's name, made on first use: a slug of the host and random letters.

    It is kept with the host's name: a copied home folder on another host is another
    device, as two devices must never write the same file. Raises StorageError.
    """
    host = platform.node()
    path = state / "device.json"
    known = _read_device(path, host)
    if known:
        return known
    files.make_folder(state, parents=True)
    with files.lock(state / "device.lock"):
        known = _read_device(path, host)
        if known:
            return known
        slug = re.sub(r"[^a-z0-9]+", "-", host.lower()).strip("-")[:16].strip("-") or "device"
        name = f"{slug}-{''.join(secrets.choice(ID_ALPHABET) for _ in range(6))}"
        files.write(path, json.dumps({"device": name, "host": host}).encode())
    return name


def _read_device(path: Path, host: str) -> str | None:
    try:
        values = json.loads(files.read(path) or b"{}")
    except (ValueError, RecursionError):
        return None
    if not isinstance(values, dict) or values.get("host") != host:
        return None
    name = values.get("device")
    return name if isinstance(name, str) and re.fullmatch(r"[a-z0-9-]+", name) else None


def device_folder(state: Path, device_name: str, journal: Path) -> Path:
    """Return the folder for what is remembered about one journal; nothing is made."""
    key = f"{device_name}\n{os.path.realpath(journal)}"
    return state / hashlib.sha256(key.encode(errors="surrogateescape")).hexdigest()[:16]
