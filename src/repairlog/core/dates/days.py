"""Days of a phrase: dates, weekdays, days counted back, and stretches of several days."""

import re
from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta, timezone

from repairlog.core.dates.clock import DAY_ENDS, YEARS, LocalClock, Unclear, UnclearError
from repairlog.core.dates.phrase import PhraseParts, Stretch, Weekday
from repairlog.core.dates.words import (
    AGO,
    COUNTS,
    DAYS_BACK,
    MONTH_INDEX,
    NAMED_DAYS,
    SPANS,
    WEEKDAY_INDEX,
)

_A_FEW = (2, 5)
"""How many hours a few may be."""

_YEARS_LIKE_HOURS = range(1900, 1960)


def count(word: str, numbers: dict[str, int]) -> int:
    """Return a number in digits or as a word."""
    return int(word) if word.isdigit() else numbers[word]


def _date(year: int, month: int, day: int) -> date:
    if year not in YEARS:
        raise UnclearError(Unclear.IMPOSSIBLE)
    try:
        return date(year, month, day)
    except ValueError:
        raise UnclearError(Unclear.IMPOSSIBLE) from None


def _latest(dates: list[tuple[int, int, int]], clock: LocalClock) -> date:
    """Return the first of these that exists and is not after today."""
    for year, month, day in dates:
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found <= clock.now.date():
            return found
    raise UnclearError(Unclear.IMPOSSIBLE)


def _month_and_day(month: int, day: int, year: str | None, clock: LocalClock) -> date:
    if year:
        return _date(int(year), month, day)
    this_year = clock.now.year  # a 29 February can be eight years away
    return _latest([(this_year - back, month, day) for back in range(9)], clock)


def _agreed(day: date, match: re.Match[str]) -> PhraseParts:
    if match["weekday"] and WEEKDAY_INDEX[match["weekday"]] != day.weekday():
        raise UnclearError
    return PhraseParts(day=day)


def dated(match: re.Match[str], clock: LocalClock) -> PhraseParts:
    """Read 19 November; behind it 1930 may be a year or a time."""
    if match["year"] and int(match["year"]) in _YEARS_LIKE_HOURS:
        raise UnclearError
    month = MONTH_INDEX[match["month"]] + 1
    return _agreed(_month_and_day(month, int(match["day"]), match["year"], clock), match)


def named_day(match: re.Match[str], clock: LocalClock) -> PhraseParts:
    """Read a day that has a name and the same date each year."""
    if match["morning"] is not None:
        month, day = NAMED_DAYS["christmas day"]
    else:
        month, day = NAMED_DAYS[match["word"]]
    part = "night" if (match["word"] or "").endswith(" night") else None
    return PhraseParts(day=_month_and_day(month, day, match["year"], clock), part=part)


def day_of_month(match: re.Match[str], clock: LocalClock) -> PhraseParts:
    """Read the 19th as the last one."""
    months = [clock.now.year * 12 + clock.now.month - 1 - back for back in range(3)]
    dates = [(month // 12, month % 12 + 1, int(match["day"])) for month in months]
    return _agreed(_latest(dates, clock), match)


def in_numbers(match: re.Match[str], clock: LocalClock) -> PhraseParts:
    """Read 24/11 and the like; where either may be the month, it is refused."""
    first, second = int(match["first"]), int(match["second"])
    if first <= 12 and second <= 12 and first != second:
        raise UnclearError
    day, month = max(first, second), min(first, second)
    year = match.groupdict().get("year")
    return PhraseParts(day=_month_and_day(month, day, year, clock))


def iso_day(match: re.Match[str], _clock: LocalClock) -> PhraseParts:
    """Read 2026-11-19."""
    return PhraseParts(day=_date(int(match["y"]), int(match["m"]), int(match["d"])))


def iso_moment(match: re.Match[str], clock: LocalClock) -> PhraseParts:
    """Read 2026-11-19T18:30, with or without an offset."""
    day = _date(int(match["y"]), int(match["m"]), int(match["d"]))
    try:
        wall = datetime.combine(day, time(int(match["hour"]), int(match["minute"])))
        if not match["offset"]:
            return PhraseParts(instant=clock.place(wall))
        if match["offset"] == "z":
            return PhraseParts(instant=clock.local(wall.replace(tzinfo=UTC)))
        ahead = timedelta(hours=int(match["oh"]), minutes=int(match["om"]))
        offset = -ahead if match["offset"].startswith("-") else ahead
        return PhraseParts(instant=wall.replace(tzinfo=timezone(offset)))
    except ValueError:
        raise UnclearError(Unclear.IMPOSSIBLE) from None


def minutes_ago(match: re.Match[str], clock: LocalClock) -> PhraseParts:
    """Read so many minutes or hours ago, counted in UTC."""
    minutes = AGO.get(match[0].strip(), 0)
    if match["count"]:
        number = count(match["count"], COUNTS) + (0.5 if match["half"] else 0)
        minutes = round(number * (60 if match["unit"].startswith("h") else 1))
    return PhraseParts(instant=clock.local(clock.now - timedelta(minutes=minutes)))


def hours_ago(match: re.Match[str], clock: LocalClock) -> PhraseParts:
    """Read a few hours ago as their day, where they all lie in one."""
    days = {
        LocalClock.at(clock.local(clock.now - timedelta(hours=hours)), clock.localise).today
        for hours in _A_FEW
    }
    if len(days) > 1:
        raise UnclearError
    return PhraseParts(day=days.pop(), counted=True, stretch=Stretch(words=match[0].strip()))


def days_ago(match: re.Match[str], clock: LocalClock) -> PhraseParts:
    """Read so many days, weeks or nights ago."""
    unit = match["unit"]
    number = count(match["count"], COUNTS)
    if "couple" in match["count"] and SPANS.get(unit, 1) > 1:
        raise UnclearError
    days = timedelta(days=number * SPANS.get(unit, 1))
    part = None if unit in SPANS else unit
    return PhraseParts(day=clock.now.date() - days, counted=True, part=part)


def day_back(match: re.Match[str], clock: LocalClock) -> PhraseParts:
    """Read yesterday and the day before."""
    back = timedelta(days=DAYS_BACK[match["word"]])
    return PhraseParts(day=clock.now.date() - back, counted=True)


def last_night(match: re.Match[str], clock: LocalClock) -> PhraseParts:
    """Read last night, which begins on the day before."""
    back = timedelta(days=2 if match["before"] else 1)
    return PhraseParts(day=clock.now.date() - back, counted=True, part=match["part"] or "night")


def in_the_night(_match: re.Match[str], clock: LocalClock) -> PhraseParts:
    """Read the night just gone, which for whoever is still awake goes on."""
    day = clock.today if clock.now.hour < DAY_ENDS else clock.now.date() - timedelta(days=1)
    return PhraseParts(day=day, counted=True, part="night")


def this_day(match: re.Match[str], _clock: LocalClock) -> PhraseParts:
    """Read today, and its parts."""
    return PhraseParts(today=True, part="night" if match["night"] else match["part"])


def by_weekday(match: re.Match[str], _clock: LocalClock) -> PhraseParts:
    """Read a weekday; which one it is depends on what else was said."""
    last = bool(match["last"] or match["previous"])
    return PhraseParts(weekday=Weekday(WEEKDAY_INDEX[match["weekday"]], last))


def latest_weekday(weekday: Weekday, clock: LocalClock) -> date:
    """Return the day of that name; refused where the calendar and whoever is awake differ."""

    def back_from(day: date) -> date:
        again = 7 if weekday.last else 0
        return day - timedelta(days=(day.weekday() - weekday.index) % 7 or again)

    day = back_from(clock.now.date())
    if day != back_from(clock.today):
        raise UnclearError
    return day


def weekend(match: re.Match[str], clock: LocalClock) -> PhraseParts:
    """Read the weekend that has begun last, or with "last" the last that is over."""
    today = clock.today
    back = (today.weekday() - 5) % 7
    if match["last"] and today.weekday() >= 5:
        back += 7
    saturday = today - timedelta(days=back)
    return PhraseParts(days=(saturday, saturday + timedelta(days=1)))


def week(match: re.Match[str], clock: LocalClock) -> PhraseParts:
    """Read this or last week, from Monday."""
    today = clock.today
    monday = today - timedelta(days=today.weekday() + (7 if match["which"] == "last" else 0))
    return PhraseParts(days=(monday, monday + timedelta(days=6)))


def _month(year: int, month: int) -> PhraseParts:
    first = _date(year, month, 1)
    return PhraseParts(days=(first, first.replace(day=monthrange(year, month)[1])))


def month_or_year(match: re.Match[str], clock: LocalClock) -> PhraseParts:
    """Read this or last month or year."""
    today, back = clock.today, int(match["which"] == "last")
    if match["unit"] == "year":
        return PhraseParts(days=(date(today.year - back, 1, 1), date(today.year - back, 12, 31)))
    return _month(*((today.year, today.month) if not back else _before(today)))


def _before(day: date) -> tuple[int, int]:
    last = day.replace(day=1) - timedelta(days=1)
    return last.year, last.month


def named_month(match: re.Match[str], clock: LocalClock) -> PhraseParts:
    """Read a month by its name, without a year the last that has begun."""
    month, today = MONTH_INDEX[match["month"]] + 1, clock.now.date()
    year = int(match["year"]) if match["year"] else today.year - (month > today.month)
    return _month(year, month)


def month_in_numbers(match: re.Match[str], _clock: LocalClock) -> PhraseParts:
    """Read 2026-11 and 11/2026."""
    return _month(int(match["y"]), int(match["m"]))
