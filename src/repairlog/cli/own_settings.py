"""Own settings: what the settings file and a home's file say, and the words that go by them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from repairlog import content
from repairlog.core.entries.preferences import House, Preferences
from repairlog.errors import StorageError
from repairlog.journal import settings

if TYPE_CHECKING:  # shapes cost start-up time; here they are only names
    from repairlog.core.wording.common import Vocabulary
    from repairlog.core.wording.fitting import Fitting
    from repairlog.core.wording.repair import RepairWords
    from repairlog.core.wording.safety import SafetyWords


def read(config: Path, notice: Callable[[str], None]) -> Preferences:
    """Return what the settings say; what cannot be used is told by `notice`, and left out."""
    try:
        said = settings.read(config)
    except StorageError as error:
        notice(f"{error.message} {error.hint}")
        return Preferences()
    told = content.kept().unusable
    for key in said.unusable:
        notice(told.format(file=settings.path(config), key=key))
    if not said.house:
        return said.preferences
    house = House()
    try:
        house, unusable = settings.read_house(config, said.house)
    except StorageError as error:
        notice(f"{error.message} {error.hint}")
    else:
        for key in unusable:
            notice(told.format(file=settings.house_path(config, said.house), key=key))
    return said.preferences._replace(house=house)


def vocabulary(known: Preferences) -> Vocabulary:
    """Return the lists to choose from, with the person's own words behind them."""
    own, words = known.own, content.vocabulary()
    if not (own.feelings or own.body or own.did):
        return words
    return words.with_own(own.feelings, own.body, own.did)


def fitting(known: Preferences) -> Fitting:
    """Return what fits where and at what age; a home's own who must hear first stands beside."""
    hears = known.house.hears
    return content.fitting().in_house(hears) if hears else content.fitting()


def safety(known: Preferences) -> SafetyWords:
    """Return what is said when words speak of harm, with a home's own in it."""
    return content.safety().but(fitting=fitting(known))


def repair(known: Preferences) -> RepairWords:
    """Return the words of `repair`, with a home's own in them."""
    return content.repair().but(fitting=fitting(known))
