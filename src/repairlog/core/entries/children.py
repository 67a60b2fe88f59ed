"""The children of a journal: which names are one, and how each is written.

Names that differ only in case, accents or a final stop are one child, shown as it was written
first.
"""

import re
from collections.abc import Iterable

from repairlog.core.entries.model import Entry
from repairlog.core.entries.preferences import Preferences
from repairlog.core.text import name_key, tidy

_STOP = re.compile(r"(?<=[^\W\d_]{3})\.$")
"""A stop that ends a sentence; that of an initial belongs to the name."""


def as_name(typed: str) -> str:
    """Return a name as it is kept: on one line, without the stop of a sentence."""
    return _STOP.sub("", " ".join(tidy(typed).split()))


def as_first_written(name: str, known: Iterable[str]) -> str:
    """Return the known name that this one is, or itself."""
    return next((each for each in known if name_key(each) == name_key(name)), name)


def names(newest_first: Iterable[Entry], known: Preferences) -> tuple[str, ...]:
    """Return the names of these moments and of the settings, the latest first."""
    found = {name_key(entry.child): entry.child for entry in newest_first if entry.child}
    for child in known.birth_years:
        found.setdefault(name_key(child), child)
    return tuple(found.values())
