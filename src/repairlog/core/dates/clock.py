"""The local clock: now, and how times on the wall become moments."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from enum import Enum
from typing import NamedTuple, Self

Localise = Callable[[datetime], datetime]
"""From a naive local wall time to an aware one, honouring fold."""

YEARS = range(1900, 2201)
"""The years that a journal's times may have."""

DAY_ENDS = 4
"""The hour until which the day before has not ended for whoever is still awake."""


class Unclear(Enum):
    """Why a phrase was refused."""

    UNKNOWN = "not in the grammar, or it could be read in two ways"
    FUTURE = "after now"
    PAST = "not after now, where it is to be"
    IMPOSSIBLE = "no such date or time"
    SEVERAL = "several days, of which one is meant"


class UnclearError(Exception):
    """A phrase is refused."""

    def __init__(self, why: Unclear = Unclear.UNKNOWN) -> None:
        super().__init__(why)
        self.why = why


class LocalClock(NamedTuple):
    """Now by the local clock, and how wall times become moments."""

    now: datetime
    localise: Localise

    @classmethod
    def at(cls, now: datetime, localise: Localise) -> Self:
        """Take any aware now, and tell it by the local clock."""
        return cls(cls(now, localise).local(now), localise)

    @property
    def today(self) -> date:
        """The day that has not ended yet: until 04:00, yesterday."""
        return (self.now.replace(tzinfo=None) - timedelta(hours=DAY_ENDS)).date()

    def place(self, wall: datetime) -> datetime:
        """Place a wall time: a skipped one moves forward, of a repeated one the first is meant.

        Zones and the C library disagree about which fold of a skipped time has which offset.
        Either way the greater one is in force after the gap, and at the first of two passes.
        """
        low, high = sorted(self._offset(wall.replace(fold=fold)) for fold in (0, 1))
        moved = wall + (high - low)
        if low != high and self._offset(moved) == high:
            wall = moved
        return wall.replace(tzinfo=timezone(high))

    def local(self, instant: datetime) -> datetime:
        """Say what the local clocks showed at an instant: the reverse of `moment`."""
        universal = instant.astimezone(UTC).replace(tzinfo=None)
        day = timedelta(days=1)
        before, after = self._offset(universal - day), self._offset(universal + day)
        earlier = self.place(universal + before)
        return earlier if earlier == instant else instant.astimezone(timezone(after))

    def _offset(self, wall: datetime) -> timedelta:
        try:
            offset = self.localise(wall).utcoffset()
        except (OSError, OverflowError, ValueError):  # Windows cannot place times before 1970
            raise UnclearError(Unclear.IMPOSSIBLE) from None
        # Early zones were set by the sun; the journal's times have offsets of whole minutes.
        return timedelta(minutes=round((offset or timedelta()) / timedelta(minutes=1)))
