"""Periods: a year, a month, a week or a day in plain words, by its first and its last day."""

import re
from calendar import monthrange
from datetime import date, datetime, timedelta
from typing import NamedTuple

from repairlog.core.dates.clock import YEARS, LocalClock, Localise, Unclear, UnclearError
from repairlog.core.dates.days import count
from repairlog.core.dates.grammar import parse_phrase
from repairlog.core.dates.naming import NOON, When
from repairlog.core.dates.parse import read_when, tidied
from repairlog.core.dates.words import COUNTS, SPANS

_YEAR = re.compile(r"\d{4}", re.ASCII)
_AGO = re.compile(rf"(\d{{1,3}}|{'|'.join(COUNTS)}) (month|year)s? ago", re.ASCII)
_SO_LONG = re.compile(
    rf"(?:the )?(?:last|past) (\d{{1,3}}|{'|'.join(COUNTS)}) (day|week|month|year)s?", re.ASCII
)
_EDGE = re.compile("(?:the )?(?:(start|beginning)|end) of (?:the )?(.+)")
_WEEKEND = re.compile("week[ -]?end")


class Period(NamedTuple):
    """The days or moments that a period begins and ends with; it may end after now."""

    first: When
    last: When


def read_period(text: str, now: datetime, localise: Localise) -> Period | Unclear:
    """Read a period that has begun; whatever is read as a moment is one too.

    The weekend stays a question: which of its days is meant, only a conversation can ask.
    """
    if not (phrase := tidied(text)):  # at a question that is today: here it would be a filter
        return Unclear.UNKNOWN
    try:
        clock = LocalClock.at(now, localise)
        days = _days(phrase, clock)
        if days is None:
            when = read_when(text, now, localise)
            return when if isinstance(when, Unclear) else Period(when, when)
        first, last = (When(clock.place(datetime.combine(day, NOON)), "day") for day in days)
    except UnclearError as refusal:
        return refusal.why
    return Unclear.FUTURE if days[0] > clock.now.date() else Period(first, last)


def _days(phrase: str, clock: LocalClock) -> tuple[date, date] | None:
    if _YEAR.fullmatch(phrase):
        year = int(phrase)
        if year not in YEARS:
            raise UnclearError(Unclear.IMPOSSIBLE)
        return date(year, 1, 1), date(year, 12, 31)
    if counted := _counted(phrase, clock.now.date()):
        return counted
    if edge := _EDGE.fullmatch(phrase):
        return _edge(edge[2], clock, begins=bool(edge[1]))
    try:
        said = parse_phrase(phrase, clock)
    except UnclearError:
        return None
    if said.days is None or said.weekday or said.day or _WEEKEND.search(phrase):
        return None
    return said.days


def _counted(phrase: str, today: date) -> tuple[date, date] | None:
    """Read so many months ago as that day, and the last so many as the days up to today."""
    if ago := _AGO.fullmatch(phrase):
        day = _months_before(today, count(ago[1], COUNTS), ago[2])
        return day, day
    if long := _SO_LONG.fullmatch(phrase):
        much, unit = count(long[1], COUNTS), long[2]
        if unit in SPANS:
            return today - timedelta(days=much * SPANS[unit]), today
        return _months_before(today, much, unit), today
    return None


def _edge(phrase: str, clock: LocalClock, *, begins: bool) -> tuple[date, date] | None:
    """Read the day that a period begins or ends with; "the month" is this one."""
    named = f"this {phrase}" if phrase in ("week", "month", "year") else phrase
    days = _days(named, clock)
    if days is None:
        return None
    day = days[0 if begins else 1]
    return day, day


def _months_before(day: date, number: int, unit: str) -> date:
    """Return the same day of an earlier month, or that month's last."""
    year, month = divmod(day.year * 12 + day.month - 1 - number * (12 if unit == "year" else 1), 12)
    if year not in YEARS:
        raise UnclearError(Unclear.IMPOSSIBLE)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
