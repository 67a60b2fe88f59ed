"""Times to come, in plain words: a day and a clock time, or so long from now.

The grammar is that of what has been, and what is not plain is refused as there: "tomorrow at 7"
could be either end of the day. A weekday is the next of its name, and a clock time alone the
next time that clocks show it.
"""

import re
from datetime import date, datetime, time, timedelta

from repairlog.core.dates.clock import LocalClock, Localise, Unclear, UnclearError
from repairlog.core.dates.days import count
from repairlog.core.dates.grammar import parse_phrase
from repairlog.core.dates.parse import LONGEST, PART_HOURS, tidied
from repairlog.core.dates.phrase import ClockTime, PhraseParts
from repairlog.core.dates.words import COUNTS

_IN = re.compile(
    rf"in (?P<count>\d{{1,3}}|half an|{'|'.join(COUNTS)}) "
    r"(?P<unit>minutes?|mins?|hours?|hrs?|days?|weeks?)"
)
_MINUTES = {"m": 1, "h": 60, "d": 24 * 60, "w": 7 * 24 * 60}


def read_coming(text: str, now: datetime, localise: Localise) -> datetime | Unclear:
    """Read a phrase as a moment after now, by the local clock."""
    phrase = tidied(" ".join(text.split()))
    if not phrase or len(phrase) > LONGEST:
        return Unclear.UNKNOWN
    try:
        clock = LocalClock.at(now, localise)
        at = _from_now(phrase, clock) or _placed(parse_phrase(phrase, clock), clock)
    except UnclearError as refusal:
        return refusal.why
    return at if at > clock.now else Unclear.PAST


def _from_now(phrase: str, clock: LocalClock) -> datetime | None:
    said = _IN.fullmatch(phrase)
    if said is None:
        return None
    number = 0.5 if said["count"] == "half an" else count(said["count"], COUNTS)
    unit = said["unit"][0]
    if unit in "dw":  # the same time by the clocks
        wall = clock.now.replace(tzinfo=None) + timedelta(minutes=number * _MINUTES[unit])
        return clock.place(wall.replace(second=0, microsecond=0))
    at = clock.local(clock.now + timedelta(minutes=number * _MINUTES[unit]))
    return at.replace(second=0, microsecond=0)


def _placed(said: PhraseParts, clock: LocalClock) -> datetime:
    if said.instant and said == PhraseParts(instant=said.instant):
        return clock.local(said.instant)
    if said.clock is None or said.instant or said.days or said.stretch or said.occasion:
        raise UnclearError
    if said.day and (said.weekday or said.today):
        raise UnclearError
    minutes = _minutes(said, said.clock)
    for day in _days(said, clock):
        small_hours = said.part == "night" and minutes < 6 * 60
        wall = datetime.combine(day + timedelta(days=small_hours), time(*divmod(minutes, 60)))
        at = clock.place(wall)
        if at > clock.now:
            return at
    raise UnclearError(Unclear.PAST)


def _minutes(said: PhraseParts, told: ClockTime) -> int:
    """Return the minutes after midnight, where only one clock time can be meant."""
    part = said.part or ""
    fitting = [each for each in told.minutes if not part or each // 60 in PART_HOURS[part]]
    named = said.day or said.weekday or said.today
    if len(fitting) != 1 or told.midnight or (told.like_a_date and not named):
        raise UnclearError
    return fitting[0]


def _days(said: PhraseParts, clock: LocalClock) -> tuple[date, ...]:
    """Return the days that can be meant, the nearest first."""
    today = clock.now.date()
    if said.day:
        return (said.day,)
    if said.today:
        return (today,)
    if said.weekday is None:
        return today, today + timedelta(days=1)
    if said.weekday.last:
        raise UnclearError
    first = today + timedelta(days=(said.weekday.index - today.weekday()) % 7)
    return first, first + timedelta(days=7)
