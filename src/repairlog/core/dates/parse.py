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
- What is plain of a phrase is taken: of "monday at 6", "yesterday 7" and "yesterday between 6 and
  7" the day, and the hour is left open. The weekend, last week or November are several days: which
  one is to be asked. With them ("tuesday last week") a weekday is the one among them.
- What is said of the time of day in own words belongs to its day ("yesterday in the car"). After or
  before what need not be of every week, a weekday may be another day's ("monday after the
  funeral"): that is refused, and so is what names another time.
- An hour without am or pm is its latest occurrence today. A part of the day settles it as well
  ("yesterday evening at 7"). On another day, spoken hours from twelve to five are the afternoon
  ("monday at half three"); the others could be breakfast or bath time and are left open, and so is
  "monday 3:30", which may be a 24-hour clock. A leading zero ("03:30") always is one.
- A number alone ("7", "monday 7") is no clock time; "at 7", "7ish", "7 o'clock" and "1900" are.
  "13.11" alone could be a date, and "19 november 1930" a year: both are refused.
- "24-11-2026" and "26.08." are dates where only one of the numbers can be the month.
- "Midnight" and "12:30am" need tonight or last night beside them when a day is named: it could be
  either end of that day.
- What lies later today is in the future, never yesterday. A date without a year, or without a
  month, is the last such date.
- A time that clocks skipped is moved forward as the clocks were. Of a time that came twice, the
  first is meant, so that it is not after now when the second is not. A written offset is kept;
  "Z" says nothing about the clocks on the wall, and becomes local time.
"""

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from typing import get_args

from repairlog.core.dates.clock import DAY_ENDS, YEARS, LocalClock, Localise, Unclear, UnclearError
from repairlog.core.dates.days import latest_weekday
from repairlog.core.dates.grammar import parse_phrase
from repairlog.core.dates.naming import NOON, Part, When, part_of, today
from repairlog.core.dates.phrase import ClockTime, Occasion, PhraseParts
from repairlog.core.dates.words import SPELLINGS

LONGEST = 80
"""Letters beyond which a phrase tells something, and names no time."""
_APOSTROPHES = re.compile("[`\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}]")
_DASHES = re.compile("[\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{EN DASH}\N{EM DASH}\N{MINUS SIGN}]")
_SPOKEN_MARKS = re.compile(r",|\bcomma\b|\bfull stop$")
"""Marks that say nothing about time, written or as dictation leaves them."""
_COLON = re.compile(r"(?<=\d);(?=\d\d)")
_DATE_WITH_STOP = re.compile(r"(?<![\d.])\d{1,2}\. ?\d{1,2}\.$", re.ASCII)
PART_HOURS: dict[str, tuple[int, ...]] = {
    "morning": tuple(range(12)),
    "afternoon": tuple(range(12, 19)),
    "evening": tuple(range(16, 24)),
    "night": (*range(17, 24), *range(6)),
}
"""The hours that a part of the day can have."""
_PART_BEGINS = {"": 0, "morning": DAY_ENDS, "afternoon": 12, "evening": 16, "night": 16}


def read_when(text: str, now: datetime, localise: Localise) -> When | Unclear:
    """Read a phrase as a moment that is not after now; nothing at all means today."""
    words = text.split()
    if sum(map(len, words)) > LONGEST:
        return Unclear.UNKNOWN
    phrase = tidied(" ".join(words))
    if not phrase:
        return Unclear.UNKNOWN if words else today(now, localise)
    try:
        clock = LocalClock.at(now, localise)
        return placed(parse_phrase(phrase, clock), clock)
    except UnclearError as refusal:
        return refusal.why


def tidied(text: str) -> str:
    """Return a phrase as the grammar knows it: small letters, plain signs, usual spellings."""
    phrase = unicodedata.normalize("NFKC", _APOSTROPHES.sub("'", _DASHES.sub("-", text)))
    phrase = "".join(str(unicodedata.decimal(each, each)) for each in phrase.casefold())
    phrase = _COLON.sub(":", " ".join(_SPOKEN_MARKS.sub(" ", phrase).split()))
    if not _DATE_WITH_STOP.search(phrase):
        phrase = phrase.strip("([").rstrip(".!?)]")
    return " ".join(SPELLINGS.get(word, word) for word in phrase.split())


def placed(said: PhraseParts, clock: LocalClock) -> When:
    """Turn what was said into a moment, if it can be only one."""
    if said == PhraseParts() or (said.instant and said != PhraseParts(instant=said.instant)):
        raise UnclearError
    if said.instant:
        return _to_the_minute(said.instant, clock, "", "")
    day = _day(said, clock)
    if day and said.today:
        raise UnclearError
    if day and day > clock.now.date():
        raise UnclearError(Unclear.FUTURE)
    named = bool(day or said.today)
    if said.stretch and not named:
        raise UnclearError
    occasion = _occasion(said, named=named)
    part = _part(said, occasion)
    if said.clock and (at := _at_clock(said, said.clock, day, part, clock, named=named)):
        return _to_the_minute(at, clock, part, occasion.words)
    if part == "night" and not named:
        raise UnclearError
    day = day or clock.today
    if day == clock.now.date():
        _check_begun(said, occasion, clock)
    hour = said.clock or said.stretch
    words = occasion.words or (hour.words if hour else "")
    return When(clock.place(datetime.combine(day, NOON)), "day", part, words, hour is not None)


def _occasion(said: PhraseParts, *, named: bool) -> Occasion:
    """Return what was said of the time of day; in own words it needs a day that is plain."""
    occasion = said.occasion or Occasion("", 0)
    if not occasion.is_known and (not named or (said.weekday and occasion.shifts)):
        raise UnclearError
    return occasion


def _part(said: PhraseParts, occasion: Occasion) -> Part:
    parts = {said.part, occasion.part} - {None, ""}
    if len(parts) > 1 and parts != {"evening", "night"}:
        raise UnclearError
    part = said.part or occasion.part
    return next((each for each in get_args(Part) if each == part), "")


def _check_begun(said: PhraseParts, occasion: Occasion, clock: LocalClock) -> None:
    """Refuse what cannot have happened yet today."""
    begins = max(_PART_BEGINS[said.part or ""], occasion.earliest) * 60
    begins = max(begins, said.stretch.begins if said.stretch else 0)
    if clock.now.hour * 60 + clock.now.minute < begins:
        raise UnclearError(Unclear.FUTURE)


def _day(said: PhraseParts, clock: LocalClock) -> date | None:
    """Return the day that was said; of several days said, the one of them."""
    if said.day and said.weekday:
        raise UnclearError
    if said.days is None:
        return latest_weekday(said.weekday, clock) if said.weekday else said.day
    first, last = said.days
    if said.weekday:
        if said.weekday.last or (last - first).days > 6:
            raise UnclearError
        day = first + timedelta(days=(said.weekday.index - first.weekday()) % 7)
    elif said.day:
        day = said.day
    else:
        raise UnclearError(Unclear.SEVERAL)
    if not first <= day <= last:
        raise UnclearError
    return day


def _at_clock(  # noqa: PLR0913  each is part of what was said
    said: PhraseParts,
    told: ClockTime,
    day: date | None,
    part: str,
    clock: LocalClock,
    *,
    named: bool,
) -> datetime | None:
    """Return when it was by the clock; none where the day is plain and the hour could be two."""
    if told.midnight and day and part != "night":
        raise UnclearError
    if told.like_a_date and not (part or named):
        raise UnclearError
    begins = said.stretch.begins if said.stretch else 0
    fitting = [m for m in told.minutes if m >= begins and (not part or m // 60 in PART_HOURS[part])]
    if not fitting:
        raise UnclearError
    if told.bare and not (part or begins):
        if said.counted or said.today:
            return None
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
    return moments[1] if told.minutes[0] < (5 * 60 if told.spoken else 60) else None


def _to_the_minute(at: datetime, clock: LocalClock, part: Part, occasion: str) -> When:
    at = at.replace(second=0, microsecond=0)
    if at.year not in YEARS:
        raise UnclearError(Unclear.IMPOSSIBLE)
    if at > clock.now:
        raise UnclearError(Unclear.FUTURE)
    return When(at, "minute", part or part_of(at.hour), occasion)
