"""Preferences: what the settings file says, as values."""

import re
from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import NamedTuple, Self

from repairlog.core.entries.model import OLDEST, Entry, Setting
from repairlog.core.text import name_key, plain

_BIRTH = r"(\d{4})(?:-(\d\d?)(?:-\d\d?)?)?"


class Birth(NamedTuple):
    """When a child was born: the year, and the month where that is known."""

    year: int
    month: int = 0

    @classmethod
    def read(cls, text: str) -> Self:
        """Read 2019 or 2019-05. Raises ValueError for anything else."""
        found = re.fullmatch(_BIRTH, text.strip())
        year, month = (int(each or 0) for each in found.groups()) if found else (0, 0)
        if not (1900 <= year <= 2200 and month <= 12) or (found and found[2] and not month):
            raise ValueError("must be a year such as 2019, or a year and month such as 2019-05")
        return cls(year, month)

    def __str__(self) -> str:
        """As it is read."""
        return f"{self.year}-{self.month:02}" if self.month else str(self.year)

    def age(self, at: datetime) -> int:
        """Return about how many years old they were at a time."""
        return max(0, at.year - self.year - (at.month < self.month))


class OwnWords(NamedTuple):
    """A person's own words, offered behind those that everybody is offered."""

    feelings: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    did: tuple[str, ...] = ()
    presence: tuple[str, ...] = ()


class House(NamedTuple):
    """What a home says of itself: the number on call, who must hear first, ideas for presence."""

    on_call: str = ""
    hears_first: str = ""
    presence: tuple[str, ...] = ()

    @property
    def hears(self) -> str:
        """Who must hear first and how they are reached, as one phrase; a number is not broken."""
        number = self.on_call.replace(" ", "\N{NO-BREAK SPACE}")
        return ", ".join(filter(None, (self.hears_first, number)))


class Preferences(NamedTuple):
    """What the settings file says; `without` are the coach's patterns that are off.

    `renamed` are names that a child no longer has, each with the one it has now. `few_words`
    are the children who understand few. `country` is where help is looked for first.
    `not_added` are the questions that Add does not offer, `house` is what a home says of itself.
    """

    setting: Setting | None = None
    carer: str = ""
    birth_years: Mapping[str, Birth] = MappingProxyType({})
    coach: bool = True
    without: tuple[str, ...] = ()
    renamed: Mapping[str, str] = MappingProxyType({})
    few_words: tuple[str, ...] = ()
    country: str = ""
    own: OwnWords = OwnWords()
    not_added: tuple[str, ...] = ()
    house: House = House()

    def born(self, child: str) -> Birth | None:
        """Return when a child was born, also by an earlier name."""
        births = {name_key(name): born for name, born in self.birth_years.items()}
        return births.get(name_key(child)) or births.get(name_key(self.now_called(child)))

    def is_own(self, carer: str) -> bool:
        """Whether a carer's name is the reader's own, as far as the settings know it."""
        return bool(self.carer) and plain(carer) == plain(self.carer)

    def without_others(self, entry: Entry) -> Entry:
        """Return an entry as it leaves the journal: no other carer is named in it."""
        if not entry.carer or self.is_own(entry.carer):
            return entry
        return entry.model_copy(update={"carer": ""})

    def now_called(self, child: str) -> str:
        """Return the name that a child was given in place of this one, or ""."""
        renamed = {name_key(old): new for old, new in self.renamed.items()}
        return renamed.get(name_key(child), "")

    def age(self, child: str, at: datetime) -> int | None:
        """Return about how many years old a child was at a time."""
        born = self.born(child)
        age = born.age(at) if born else None
        return age if age is not None and age <= OLDEST else None

    def with_birth(self, child: str, born: Birth) -> "Preferences":
        """Return the preferences with a child's birth, under the name that stands there."""
        known = (name for name in self.birth_years if name_key(name) == name_key(child))
        return self._replace(birth_years={**self.birth_years, next(known, child): born})

    def with_age(self, child: str, age: int, at: datetime) -> "Preferences":
        """Return the preferences with an age at a time; a birth that says the same stays."""
        if self.age(child, at) == age:
            return self
        return self.with_birth(child, Birth(at.year - age))

    def understands_few_words(self, child: str) -> bool:
        """Whether it was said of a child, also by an earlier name, that they do."""
        return not {name_key(child), name_key(self.now_called(child))}.isdisjoint(
            name_key(each) for each in self.few_words
        )

    def with_few_words(self, child: str, *, few: bool) -> "Preferences":
        """Return the preferences that say this of a child."""
        if not child or self.understands_few_words(child) == few:
            return self
        names = {name_key(child), name_key(self.now_called(child))}
        others = tuple(each for each in self.few_words if name_key(each) not in names)
        return self._replace(few_words=(*others, child) if few else others)

    def with_renamed(self, old: str, new: str) -> "Preferences":
        """Return the preferences with a child's new name in place of the old one."""
        both = {name_key(old), name_key(new)}
        births = {
            name: born for name, born in self.birth_years.items() if name_key(name) not in both
        }
        if born := self.born(new) or self.born(old):
            births[new] = born
        renamed = {
            was: new if name_key(now) == name_key(old) else now
            for was, now in self.renamed.items()
            if name_key(was) not in both
        }
        if len(both) > 1:
            renamed[old] = new
        few = tuple(each for each in self.few_words if name_key(each) not in both)
        if len(few) < len(self.few_words):
            few = (*few, new)
        return self._replace(birth_years=births, renamed=renamed, few_words=few)
