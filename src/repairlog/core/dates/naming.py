"""Names of moments: as exactly as they were told, and what they are called afterwards."""

from datetime import date, datetime, time, timedelta
from typing import Literal, NamedTuple

from repairlog.core.dates.clock import DAY_ENDS, LocalClock, Localise

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)

Precision = Literal["minute", "day"]
"""How exactly a time is known; a day is stored as its local noon."""

Part = Literal["", "morning", "afternoon", "evening", "night"]
"""A part of the day, or none."""

NOON = time(12)


class When(NamedTuple):
    """A moment, as exactly as it was told.

    A day is stored as its local noon, which may be later than now: compare days by date.
    `part` and `occasion` are what was said of the time of day ("evening", "bath time").
    `hour_open` says that an hour was said that could be two.
    """

    at: datetime
    precision: Precision
    part: Part = ""
    occasion: str = ""
    hour_open: bool = False


def today(now: datetime, localise: Localise) -> When:
    """Return the day that has not ended yet for whoever is awake: until 04:00, yesterday."""
    clock = LocalClock.at(now, localise)
    return When(clock.place(datetime.combine(clock.today, NOON)), "day")


def today_is(now: datetime) -> str:
    """Call the day of `today` by the calendar."""
    return "today" if now.hour >= DAY_ENDS else "yesterday"


def describe(when: When, now: datetime) -> str:
    """Say in full how a phrase was understood."""
    day = f"{WEEKDAYS[when.at.weekday()]} {_written(when.at, now)}"
    detail = f"{when.at:%H:%M}" if when.precision == "minute" else when.part
    if when.hour_open:
        return f"{', '.join(filter(None, (day, detail)))}; which hour is left open"
    return ", ".join(filter(None, (day, detail, when.occasion)))


def name(at: datetime, precision: Precision, now: datetime, part: Part = "") -> str:
    """Call a moment by its weekday while that is plain, and by its date from then on."""
    small_hours = precision == "minute" and at.hour < DAY_ENDS
    day = at.date() - timedelta(days=small_hours)  # one in the morning is still Thursday night
    if not 0 <= (now.date() - day).days <= 6:
        return _written(at, now)
    weekday = WEEKDAYS[day.weekday()]
    return f"{weekday} {part_of(at.hour) if precision == 'minute' else part}".strip()


def full_date(day: date) -> str:
    """Write a day in full, such as 19 November 2026."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _written(at: datetime, now: datetime) -> str:
    year = "" if at.year == now.year else f" {at.year}"
    return f"{at.day} {MONTHS[at.month - 1]}{year}"


def part_of(hour: int) -> Part:
    """Return the part of the day of a clock hour."""
    if hour < DAY_ENDS or hour >= 21:
        return "night"
    return "morning" if hour < 12 else "afternoon" if hour < 17 else "evening"
