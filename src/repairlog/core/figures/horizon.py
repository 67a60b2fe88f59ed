"""Horizon: what of a journal is seen from a moment, and what came after it."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from repairlog.core.dates.naming import Precision


@dataclass(frozen=True)
class Horizon:
    """What came after a moment is hidden; what is known to the day, by its day.

    Nearly everything lies days before, which dates alone can tell: an offset is less than
    a day. That spares reading the offsets, the costliest part of comparing two times.
    """

    at: datetime
    long_before: date
    _days: dict[timedelta | None, date] = field(default_factory=dict)

    @classmethod
    def of(cls, as_of: datetime) -> "Horizon":
        """Return the horizon of a moment."""
        return cls(as_of, as_of.astimezone(UTC).date() - timedelta(days=1))

    def hides(self, at: datetime, precision: Precision) -> bool:
        """Whether a time lies beyond it."""
        if at.date() < self.long_before:
            return False
        if precision == "minute":
            return at > self.at
        return at.date() > self.day_for(at)

    def day_for(self, place: datetime) -> date:
        """Return which day it then was by another time's offset."""
        offset = place.utcoffset()
        day = self._days.get(offset)
        if day is None:
            day = self._days[offset] = self.at.astimezone(place.tzinfo).date()
        return day
