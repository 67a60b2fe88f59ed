"""Dates in plain words, by a small closed grammar: what it cannot place, it refuses.

A phrase is a row of pieces in any order: at most one day ("yesterday", "last tuesday",
"19 nov", "3 days ago"), one part of the day or occasion ("evening", "bath time") and one clock
time ("7pm", "half six"). Anything left over refuses the whole phrase: in a journal a refused date
is better than a wrong one, and what was understood is shown back.

- A clock time makes a moment known to the minute; everything else is known to the day.
- Until four in the morning, "today", "tonight" and a bare occasion belong to the day before,
  which has not ended for whoever is still awake. "Yesterday", "last night" and "3 days ago" count
  from the calendar at every hour. A weekday that would differ by the two counts is refused.
- "Thursday" on a Thursday is today; "last thursday" is then a week ago.
- An hour without am or pm is its latest occurrence today. A part of the day settles it as well
  ("yesterday evening at 7"). On another day, spoken hours from twelve to five are the afternoon
  ("monday at half three"); the others could be breakfast or bath time and are refused, and so is
  "monday 3:30", which may be a 24-hour clock. A leading zero ("03:30") always is one.
- A number alone ("7", "yesterday 7") is no clock time; "at 7", "7ish" and "7 o'clock" are.
- "Midnight" and "12:30am" need tonight or last night beside them when a day is named: it could be
  either end of that day.
- What lies later today is in the future, never yesterday. A date without a year, or without a
  month, is the last such date.
- A time that clocks skipped is moved forward as the clocks were. Of a time that came twice, the
  first is meant, so that it is not after now when the second is not. A written offset is kept;
  "Z" says nothing about the clocks on the wall, and becomes local time.
"""

import re
from datetime import date, datetime, time, timedelta

from repairlog.core.dates.clock import DAY_ENDS, YEARS, LocalClock, Localise, Unclear, UnclearError
from repairlog.core.dates.grammar import ClockTime, Occasion, PhraseParts, parse_phrase
from repairlog.core.dates.naming import NOON, When, describe, name, part_of, today, today_is

__all__ = ["Localise", "Unclear", "When", "describe", "name", "read_when", "today", "today_is"]

_LONGEST = 80
_APOSTROPHES = re.compile("[\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}]")
_PART_HOURS: dict[str, tuple[int, ...]] = {
    "morning": tuple(range(12)),
    "afternoon": tuple(range(12, 19)),
    "evening": tuple(range(16, 24)),
    "night": (*range(17, 24), *range(6)),
}
_PART_BEGINS = {"": 0, "morning": DAY_ENDS, "afternoon": 12, "evening": 16, "night": 16}


def read_when(text: str, now: datetime, localise: Localise) -> When | Unclear:
    """Read a phrase as a moment that is not after now; nothing at all means today."""
    phrase = " ".join(_APOSTROPHES.sub("'", text.casefold()).replace(",", " ").split())
    if len(phrase) > _LONGEST:
        return Unclear.UNKNOWN
    if not phrase:
        return today(now, localise)
    try:
        clock = LocalClock.at(now, localise)
        return _placed(parse_phrase(phrase.removesuffix("."), clock), clock)
    except UnclearError as refusal:
        return refusal.why


def _placed(said: PhraseParts, clock: LocalClock) -> When:
    """Turn what was said into a moment, if it can be only one."""
    if said == PhraseParts() or (said.instant and said != PhraseParts(instant=said.instant)):
        raise UnclearError
    if said.instant:
        return _to_the_minute(said.instant, "", clock)
    day = said.day
    if day and said.today:
        raise UnclearError
    if day and day > clock.now.date():
        raise UnclearError(Unclear.FUTURE)
    occasion = said.occasion or Occasion("", 0)
    parts = {said.part, occasion.part} - {None, ""}
    if len(parts) > 1 and parts != {"evening", "night"}:
        raise UnclearError
    part = said.part or occasion.part
    if said.clock:
        named = bool(day or said.today)
        return _to_the_minute(_at_clock(said.clock, day, part, clock, named=named), part, clock)
    if part == "night" and not (day or said.today):
        raise UnclearError
    day = day or clock.today
    if day == clock.now.date() and clock.now.hour < max(
        _PART_BEGINS[said.part or ""], occasion.earliest
    ):
        raise UnclearError(Unclear.FUTURE)
    return When(clock.place(datetime.combine(day, NOON)), "day", part)


def _at_clock(
    told: ClockTime, day: date | None, part: str, clock: LocalClock, *, named: bool
) -> datetime:
    if (told.bare and not part) or (told.midnight and day and part != "night"):
        raise UnclearError
    fitting = [m for m in told.minutes if not part or m // 60 in _PART_HOURS[part]]
    if not fitting:
        raise UnclearError
    moments = []
    for minutes in fitting:
        # The small hours of a day still going on are already on the next date.
        on = day or (clock.now.date() if minutes < DAY_ENDS * 60 else clock.today)
        if named and part == "night" and minutes < 6 * 60:
            on = (day or clock.today) + timedelta(days=1)
        moments.append(clock.place(datetime.combine(on, time(*divmod(minutes, 60)))))
    if len(moments) == 1:
        return moments[0]
    if day in (None, clock.now.date()):
        return max((m for m in moments if m <= clock.now), default=min(moments))
    if told.minutes[0] < (5 * 60 if told.spoken else 60):
        return moments[1]
    raise UnclearError


def _to_the_minute(at: datetime, part: str, clock: LocalClock) -> When:
    at = at.replace(second=0, microsecond=0)
    if at.year not in YEARS:
        raise UnclearError(Unclear.IMPOSSIBLE)
    if at > clock.now:
        raise UnclearError(Unclear.FUTURE)
    return When(at, "minute", part or part_of(at.hour))
