"""The children of a journal: which names are one, and how each is written.

Names that differ only in case, accents, a hyphen or a final stop are one child, shown as
it was written first.
"""

import re
from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from repairlog.core.entries.model import Entry
from repairlog.core.entries.preferences import Preferences
from repairlog.core.text import name_key, tidy

_STOP = r"(?<=[^\W\d_]{3})\.$"
"""A stop that ends a sentence; that of an initial belongs to the name."""

_QUOTED = '["\'\u2018\u201c\u201e\u00ab]([^"\u201c\u201d]+)["\'\u2019\u201d\u201c\u00bb]\\.?'
"""A name as a telephone quotes it, when it is dictated or pasted."""


def as_name(typed: str) -> str:
    """Return a name as it is kept: on one line, out of quotes and without a sentence's stop."""
    name = " ".join(tidy(typed).split())
    quoted = re.fullmatch(_QUOTED, name)
    return re.sub(_STOP, "", quoted[1].strip() if quoted else name)


def as_first_written(name: str, known: Iterable[str]) -> str:
    """Return the known name that this one is, or itself."""
    return next((each for each in known if name_key(each) == name_key(name)), name)


def known_names(newest_first: Iterable[Entry], known: Preferences) -> tuple[str, ...]:
    """Return the names of these moments and of the settings, the latest first."""
    found = {name_key(entry.child): entry.child for entry in newest_first if entry.child}
    for child in known.birth_years:
        found.setdefault(name_key(child), child)
    return tuple(found.values())


def all_names(entries: Iterable[Entry], known: Preferences) -> list[str]:
    """Return every name that these moments and the settings know, earlier ones too."""
    found = list(entries)
    names = [*known_names(found, known), *(entry.carer for entry in found), known.carer]
    names += [each for pair in known.renamed.items() for each in pair]
    return [each for each in dict.fromkeys([*names, *known.few_words]) if each]


class NameCounts:
    """How many moments there are with each child, as names are met."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._written: dict[str, datetime] = {}

    def add(self, name: str, logged: datetime) -> None:
        """Count a moment with a child."""
        self._counts[name] += 1
        first = self._written.get(name)
        if first is None or logged < first:
            self._written[name] = logged

    @property
    def by_child(self) -> Counter[str]:
        """The counts, spellings of one name together under the one that was written first."""
        first: dict[str, str] = {}
        for name in sorted(self._counts, key=lambda name: (self._written[name], name)):
            first.setdefault(name_key(name), name)
        together: Counter[str] = Counter()
        for name, count in self._counts.items():
            together[first[name_key(name)]] += count
        return together
