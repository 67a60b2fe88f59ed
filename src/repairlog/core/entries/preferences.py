"""Preferences: what the settings file says, as values."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from repairlog.core.entries.model import OLDEST, Setting


class Preferences(NamedTuple):
    """What the settings file says; `without` are the coach's patterns that are off."""

    setting: Setting | None = None
    carer: str = ""
    birth_years: Mapping[str, int] = MappingProxyType({})
    coach: bool = True
    without: tuple[str, ...] = ()

    def age(self, child: str, year: int) -> int | None:
        """Return about how many years old a child is in that year."""
        born = self.birth_years.get(child)
        age = None if born is None else max(0, year - born)
        return age if age is not None and age <= OLDEST else None
