"""Preferences: what the settings file says, as values."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from repairlog.core.entries.model import Setting
from repairlog.core.text import name_key


class Preferences(NamedTuple):
    """What the settings file says; `without` are the coach's patterns that are off."""

    setting: Setting | None = None
    carer: str = ""
    birth_years: Mapping[str, int] = MappingProxyType({})
    coach: bool = True
    without: tuple[str, ...] = ()

    def age(self, child: str, year: int) -> int | None:
        """Return about how many years old a child is in that year."""
        known = {name_key(name): born for name, born in self.birth_years.items()}
        born = known.get(name_key(child))
        age = None if born is None else max(0, year - born)
        return age if age is not None and age <= 120 else None

    def with_birth(self, child: str, year: int) -> "Preferences":
        """Return the preferences with the year of a child's birth, under the name they have."""
        known = (name for name in self.birth_years if name_key(name) == name_key(child))
        return self._replace(birth_years={**self.birth_years, next(known, child): year})
