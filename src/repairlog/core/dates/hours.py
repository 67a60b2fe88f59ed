"""Hours of a phrase: clock times, and stretches that leave the hour open."""

import re

from repairlog.core.dates.clock import LocalClock, Unclear, UnclearError
from repairlog.core.dates.days import count
from repairlog.core.dates.phrase import ClockTime, PhraseParts, Stretch
from repairlog.core.dates.words import HALVES, HOURS, LEADS, MINUTES


def clock_time(match: re.Match[str], clock: LocalClock) -> PhraseParts:
    """Read 7pm, half six, 19:30, 1900, seven thirty; 2015 alone may be a year."""
    if match[0] == match.string and match[0] in map(str, range(2000, clock.now.year + 1)):
        raise UnclearError
    word, half = match["hour"], HALVES.get(match["hour"], match["half"])
    hour, minute, lead = count(word, HOURS), _minute(match), _lead(match)
    digits, hours = match["minute"], match["hours"]
    words = match[0].strip()
    twelve_hour = 1 <= hour <= 12
    if (lead and minute is not None) or not (twelve_hour or digits or half or hours):
        raise UnclearError
    if hours and (twelve_hour or hour > 23) and not digits and not word.startswith("0"):
        raise UnclearError  # "7 hours" is how long, not when
    if hour > 23 or (minute or 0) > 59 or (half and not twelve_hour):
        raise UnclearError(Unclear.IMPOSSIBLE)
    run_together = bool(digits) and match["mark"] in ("", " ")
    bare = run_together and (len(word) == 1 or match["mark"] == " ") and not half
    like_a_date = match["mark"] == "." and 1 <= (minute or 0) <= 12 and not half
    if (digits or hours) and not half and (hour > 12 or word.startswith("0")):
        told = ClockTime((hour * 60 + (minute or 0),), bare, like_a_date, words=words)
        return PhraseParts(clock=told)
    early = hour % 12 * 60 + (minute or 0) + lead
    if half == "a":
        told = ClockTime((early % 1440,), midnight=0 <= early < 60, words=words)
        return PhraseParts(clock=told)
    if half == "p":
        return PhraseParts(clock=ClockTime((early + 720,), words=words))
    early %= 720
    bare = bare or not (lead or minute is not None or match["sort"])
    return PhraseParts(
        clock=ClockTime((early, early + 720), bare, like_a_date, spoken=not digits, words=words)
    )


def _minute(match: re.Match[str]) -> int | None:
    if match["minute"]:
        return int(match["minute"])
    return MINUTES[match["spoken"]] if match["spoken"] else None


def _lead(match: re.Match[str]) -> int:
    """Return the minutes said before the hour, less than nothing when they are still to go."""
    if match["past"]:
        return 30
    if not match["lead"]:
        return 0
    lead = count(match["lead"], LEADS)
    to = match["side"].startswith("t")
    if lead > 59 or (to and match["lead"].isdigit() and lead <= 12):  # "5 to 6" can be a span
        raise UnclearError
    return -lead if to else lead


def beside(match: re.Match[str], _clock: LocalClock) -> PhraseParts:
    """Read "after 7": the day alone is known."""
    if int(match["from"]) > 23:
        raise UnclearError
    return PhraseParts(stretch=Stretch(words=match[0].strip()))


def between(match: re.Match[str], _clock: LocalClock) -> PhraseParts:
    """Read "between 6 and 7pm": the day alone is known, and that it was not before six."""
    first, second = int(match["from"]), int(match["to"])
    if max(first, second) > (12 if match["half"] else 23):
        raise UnclearError
    late = match["half"] == "p" and first % 12 <= second % 12
    return PhraseParts(stretch=Stretch((first % 12 + 12) * 60 if late else 0, match[0].strip()))


def half_day(match: re.Match[str], _clock: LocalClock) -> PhraseParts:
    """Read "this am" as the morning; "this pm" leaves open whether afternoon or evening."""
    today = True if match["this"] else None
    if match["half"] == "a":
        return PhraseParts(today=today, part="morning")
    return PhraseParts(today=today, stretch=Stretch(720, match[0].strip()))
