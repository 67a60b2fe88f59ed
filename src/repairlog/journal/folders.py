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
    platform's folder for data. Either may be a name that the settings give to a folder.
    Raises StorageError for the home of an account that is not there.
    """
    chosen = journal or os.environ.get("REPAIRLOG_JOURNAL")
    config = platformdirs.user_config_path(_APP, appauthor=False)
    try:
        folder = (
            Path(_named(chosen, config)).expanduser()
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
        config=config,
        named=bool(chosen),
    )


def _named(chosen: str, config: Path) -> str:
    """Return the folder that the settings call by this name; what looks like a path is one."""
    if Path(chosen).name != chosen or chosen.startswith(("~", ".")):
        return chosen
    from repairlog.journal import settings  # noqa: PLC0415  only where a journal is named

    try:
        return settings.read(config).journals.get(chosen, chosen)
    except StorageError:  # whoever needs the settings says what is wrong with them
        return chosen
