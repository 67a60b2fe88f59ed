"""Phrases taken apart: what their pieces name."""

from dataclasses import dataclass, fields
from datetime import date, datetime

from repairlog.core.dates.clock import UnclearError


@dataclass(frozen=True)
class Occasion:
    """A time of day that has a name in the life of a family.

    After or before something that need not be of every week ("monday after the funeral"), a
    weekday can be another day's: then it `shifts`.
    """

    part: str
    earliest: int  # the hour before which it cannot have happened today
    words: str = ""
    is_known: bool = True
    shifts: bool = False


@dataclass(frozen=True)
class ClockTime:
    """A clock time, as far as it was said, and the words that said it."""

    minutes: tuple[int, ...]  # after midnight; two of them when am or pm was not said
    bare: bool = False
    like_a_date: bool = False
    spoken: bool = True
    midnight: bool = False
    words: str = ""


@dataclass(frozen=True)
class Stretch:
    """Hours of a day that leave open which one it was, such as "between 6 and 7"."""

    begins: int = 0  # minutes after midnight, before which it cannot have been
    words: str = ""


@dataclass(frozen=True)
class Weekday:
    """A day by its name, from Monday as 0, and whether it was called the last one."""

    index: int
    last: bool


@dataclass(frozen=True)
class PhraseParts:
    """What the pieces of a phrase name. A `counted` day was said as so long before today."""

    instant: datetime | None = None
    day: date | None = None
    weekday: Weekday | None = None
    days: tuple[date, date] | None = None
    today: bool | None = None
    counted: bool | None = None
    part: str | None = None
    occasion: Occasion | None = None
    clock: ClockTime | None = None
    stretch: Stretch | None = None

    def also(self, piece: "PhraseParts") -> "PhraseParts":
        """Add a piece; nothing may be named twice."""
        mine = {f.name: getattr(self, f.name) for f in fields(self)}
        new = {f.name: getattr(piece, f.name) for f in fields(piece)}
        if any(mine[key] is not None and new[key] is not None for key in mine):
            raise UnclearError
        return PhraseParts(**{key: mine[key] if new[key] is None else new[key] for key in mine})
