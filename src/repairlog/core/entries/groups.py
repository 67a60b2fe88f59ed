"""Groups: the moments of one event with several children, one with each."""

from collections.abc import Sequence

from repairlog.core.entries.model import Entry
from repairlog.core.entries.new import with_child
from repairlog.core.entries.preferences import Preferences

MOST = 6
"""How many children of one event can have a moment of their own."""

OF_EACH = frozenset({"child", "child_age", "moment", "group", "harm"})
"""The fields that each moment of a group has for itself while one account is told of all."""


def parted(
    entry: Entry, children: Sequence[str], ids: Sequence[str], known: Preferences
) -> tuple[Entry, ...]:
    """Return a new entry as one for each child; the first keeps its id, which names the group."""
    return tuple(
        entry.replace(id=each_id, group=entry.id, **with_child(entry, child, known))
        for child, each_id in zip(children, [entry.id, *ids], strict=False)
    )
