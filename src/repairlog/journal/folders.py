"""Locations: where the journal is, what this computer remembers beside it, the settings."""

import os
from pathlib import Path
from typing import NamedTuple

import platformdirs

from repairlog.errors import StorageError

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
        state=Path(os.path.realpath(platformdirs.user_state_path(_APP, appauthor=False))),
        config=platformdirs.user_config_path(_APP, appauthor=False),
        named=bool(chosen),
    )
