"""Grammar of phrases about time: their pieces, from words to what they name."""

import re
from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime, time, timedelta, timezone

from repairlog.core.dates.clock import DAY_ENDS, YEARS, LocalClock, Unclear, UnclearError
from repairlog.core.dates.naming import MONTHS, WEEKDAYS


@dataclass(frozen=True)
class Occasion:
    """A time of day that has a name in the life of a child."""

    part: str
    earliest: int  # the hour before which it cannot have happened today


@dataclass(frozen=True)
class ClockTime:
    """A clock time, as far as it was said."""

    minutes: tuple[int, ...]  # after midnight; two of them when am or pm was not said
    bare: bool = False
    spoken: bool = True
    midnight: bool = False


@dataclass(frozen=True)
class PhraseParts:
    """What the pieces of a phrase name."""

    instant: datetime | None = None
    day: date | None = None
    today: bool | None = None
    part: str | None = None
    occasion: Occasion | None = None
    clock: ClockTime | None = None

    def also(self, piece: "PhraseParts") -> "PhraseParts":
        """Add a piece; nothing may be named twice."""
        mine = {f.name: getattr(self, f.name) for f in fields(self)}
        new = {f.name: getattr(piece, f.name) for f in fields(piece)}
        if any(mine[key] is not None and new[key] is not None for key in mine):
            raise UnclearError
        return PhraseParts(**{key: mine[key] if new[key] is None else new[key] for key in mine})


# The school run and naps come at more than one time of day, so they name none.
_OCCASIONS = {
    "breakfast": Occasion("morning", DAY_ENDS),
    "after breakfast": Occasion("morning", DAY_ENDS),
    "before school": Occasion("morning", DAY_ENDS),
    "before nursery": Occasion("morning", DAY_ENDS),
    "drop off": Occasion("morning", 6),
    "school run": Occasion("", 6),
    "nap": Occasion("", 7),
    "lunch": Occasion("afternoon", 11),
    "after lunch": Occasion("afternoon", 11),
    "pick up": Occasion("afternoon", 11),
    "after nursery": Occasion("afternoon", 11),
    "after school": Occasion("afternoon", 14),
    "tea": Occasion("evening", 15),
    "after tea": Occasion("evening", 15),
    "dinner": Occasion("evening", 16),
    "after dinner": Occasion("evening", 16),
    "supper": Occasion("evening", 16),
    "bath": Occasion("evening", 16),
    "before bed": Occasion("evening", 16),
    "bed": Occasion("evening", 16),
}
_SQUEEZED = {key.replace(" ", ""): occasion for key, occasion in _OCCASIONS.items()}

_SMALL = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
}
_TENS = {"fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "forty-five": 45, "fifty": 50}
_HALVES = {"midnight": "a", "12 midnight": "a", "noon": "p", "12 noon": "p", "midday": "p"}
_HOURS = _SMALL | dict.fromkeys(_HALVES, 12)
_LEADS = _SMALL | {"quarter": 15, "twenty": 20, "twenty-five": 25, "twenty five": 25}
_COUNTS = _SMALL | _TENS | {"a": 1, "an": 1}
_SPANS = {"day": 1, "week": 7, "fortnight": 14}
_AGO = {
    "now": 0,
    "just now": 0,
    "right now": 0,
    "a moment ago": 0,
    "a quarter of an hour ago": 15,
    "half an hour ago": 30,
    "an hour and a half ago": 90,
}
_DAYS_BACK = {"tomorrow": -1, "yesterday": 1, "day before yesterday": 2}

_BEFORE_HOURS = frozenset({"at", "about", "around", "roughly", "approximately"})
_FILLERS = _BEFORE_HOURS | {"on", "in", "the", "of", "during", "sometime"}
_FILLERS |= {"earlier", "early", "late"}


def _short(names: tuple[str, ...], *more: str) -> dict[str, int]:
    """Map names, their first three letters and other usual abbreviations to their index."""
    lower = [word.lower() for word in names]
    starts = [*lower, *(word[:3] for word in lower), *more]
    return {start: next(i for i, w in enumerate(lower) if w.startswith(start)) for start in starts}


_MONTH_INDEX = _short(MONTHS, "sept")
_WEEKDAY_INDEX = _short(WEEKDAYS, "tues", "thur", "thurs") | {"weds": 2}


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
    if match["weekday"] and _WEEKDAY_INDEX[match["weekday"]] != day.weekday():
        raise UnclearError
    return PhraseParts(day=day)


def _dated(match: re.Match[str], clock: LocalClock) -> PhraseParts:
    month = _MONTH_INDEX[match["month"]] + 1
    return _agreed(_month_and_day(month, int(match["day"]), match["year"], clock), match)


def _day_of_month(match: re.Match[str], clock: LocalClock) -> PhraseParts:
    months = [clock.now.year * 12 + clock.now.month - 1 - back for back in range(3)]
    dates = [(month // 12, month % 12 + 1, int(match["day"])) for month in months]
    return _agreed(_latest(dates, clock), match)


def _slashed(match: re.Match[str], clock: LocalClock) -> PhraseParts:
    first, second = int(match["first"]), int(match["second"])
    if first <= 12 and second <= 12 and first != second:
        raise UnclearError
    day, month = max(first, second), min(first, second)
    return PhraseParts(day=_month_and_day(month, day, match["year"], clock))


def _iso_day(match: re.Match[str], _clock: LocalClock) -> PhraseParts:
    return PhraseParts(day=_date(int(match["y"]), int(match["m"]), int(match["d"])))


def _iso_moment(match: re.Match[str], clock: LocalClock) -> PhraseParts:
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


def _minutes_ago(match: re.Match[str], clock: LocalClock) -> PhraseParts:
    minutes = _AGO.get(match[0].strip(), 0)
    if match["count"]:
        minutes = _count(match["count"], _COUNTS) * (60 if match["unit"].startswith("h") else 1)
    return PhraseParts(instant=clock.local(clock.now - timedelta(minutes=minutes)))


def _count(word: str, numbers: dict[str, int]) -> int:
    return int(word) if word.isdigit() else numbers[word]


def _days_ago(match: re.Match[str], clock: LocalClock) -> PhraseParts:
    unit = match["unit"]
    days = timedelta(days=_count(match["count"], _COUNTS) * _SPANS.get(unit, 1))
    return PhraseParts(day=clock.now.date() - days, part=None if unit in _SPANS else unit)


def _day_back(match: re.Match[str], clock: LocalClock) -> PhraseParts:
    return PhraseParts(day=clock.now.date() - timedelta(days=_DAYS_BACK[match["word"]]))


def _last_night(match: re.Match[str], clock: LocalClock) -> PhraseParts:
    days = 2 if match["before"] else 1
    return PhraseParts(day=clock.now.date() - timedelta(days=days), part=match["part"] or "night")


def _this_day(match: re.Match[str], _clock: LocalClock) -> PhraseParts:
    return PhraseParts(today=True, part="night" if match["night"] else match["part"])


def _named_weekday(match: re.Match[str], clock: LocalClock) -> PhraseParts:
    index = _WEEKDAY_INDEX[match["weekday"]]

    def back_from(day: date) -> date:
        return day - timedelta(days=(day.weekday() - index) % 7 or (7 if match["last"] else 0))

    day = back_from(clock.now.date())
    if day != back_from(clock.today):
        raise UnclearError
    return PhraseParts(day=day)


def _part(match: re.Match[str], _clock: LocalClock) -> PhraseParts:
    return PhraseParts(part=match["part"])


def _occasion(match: re.Match[str], _clock: LocalClock) -> PhraseParts:
    return PhraseParts(occasion=_SQUEEZED[re.sub("[ -]", "", match["word"])])


def _clock(match: re.Match[str], _clock: LocalClock) -> PhraseParts:
    word, digits = match["hour"], match["minute"]
    hour, minute, lead = _count(word, _HOURS), int(digits or 0), _lead(match)
    half = _HALVES.get(word, match["half"])
    twelve_hour = 1 <= hour <= 12
    if (lead and digits) or not (twelve_hour or digits or half):
        raise UnclearError
    if hour > 23 or minute > 59 or (half and not twelve_hour):
        raise UnclearError(Unclear.IMPOSSIBLE)
    if digits and not half and (hour > 12 or word.startswith("0")):
        return PhraseParts(clock=ClockTime((hour * 60 + minute,)))
    early = hour % 12 * 60 + minute + lead
    if half == "a":
        return PhraseParts(clock=ClockTime((early % 1440,), midnight=0 <= early < 60))
    if half == "p":
        return PhraseParts(clock=ClockTime((early + 720,)))
    early %= 720
    bare = not (lead or digits or match["sort"])
    return PhraseParts(clock=ClockTime((early, early + 720), bare=bare, spoken=not digits))


def _lead(match: re.Match[str]) -> int:
    """Return the minutes said before the hour, less than nothing when they are still to go."""
    if match["past"]:
        return 30
    if not match["lead"]:
        return 0
    lead = _count(match["lead"], _LEADS)
    to = match["side"].startswith("t")
    if lead > 59 or (to and match["lead"].isdigit() and lead <= 12):  # "5 to 6" can be a span
        raise UnclearError
    return -lead if to else lead


def _any(words: dict[str, int]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_YMD = r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)"
_DAY = r"(?P<day>\d{1,2})"
_TH = "(?:st|nd|rd|th)"
_YEAR = r"(?: (?P<year>\d{4}))?"
_MONTH = rf"(?P<month>{_any(_MONTH_INDEX)})\.?"
_WEEKDAY = rf"(?P<weekday>{_any(_WEEKDAY_INDEX)})\.?"
_COUNT = rf"(?P<count>\d{{1,3}}|{_any(_COUNTS)})"
_OCCASION = "|".join(key.replace(" ", "[ -]?") for key in _OCCASIONS)
_OFFSET = r"(?P<offset>z|[+-](?P<oh>\d\d):?(?P<om>[0-5]\d))"
_TIME = r"(?P<hour>\d\d):(?P<minute>\d\d)(?::[0-5]\d(?:\.\d{1,9})?)?"
_LEAD = rf"(?P<lead>\d{{1,2}}|{_any(_LEADS)})(?: minutes?)? (?P<side>past|after|to|till?) "
_HOUR = rf"(?P<hour>{_any(_HOURS)}|\d{{1,2}})(?:[:.](?P<minute>\d\d))?"
_SORT = "(?P<sort>[ -]?ish| ?o'?clock)"
_HALF = r"(?: ?(?P<half>[ap])\.?m\.?(?:[ -]?ish)?)"

# Tried in this order: a longer piece before the beginning of one.
_PIECES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], LocalClock], PhraseParts]], ...] = (
    tuple(
        (re.compile(f"(?:{pattern})(?: |$)", re.ASCII), reader)
        for pattern, reader in (
            (rf"{_YMD}[t ]{_TIME}{_OFFSET}?", _iso_moment),
            (_YMD, _iso_day),
            (rf"{_any(_AGO)}|{_COUNT} (?P<unit>minute|min|hour|hr)s? ago", _minutes_ago),
            (
                rf"{_COUNT} (?P<unit>{_any(_SPANS)}|morning|afternoon|evening|night)s? ago",
                _days_ago,
            ),
            (rf"(?:{_WEEKDAY} (?:the )?)?{_DAY}{_TH}?(?: of)? {_MONTH}{_YEAR}", _dated),
            (rf"(?:{_WEEKDAY} )?{_MONTH}(?: the)? {_DAY}{_TH}?{_YEAR}", _dated),
            (rf"(?:{_WEEKDAY} (?:the )?)?{_DAY}{_TH}", _day_of_month),
            (r"(?P<first>\d{1,2})/(?P<second>\d{1,2})(?:/(?P<year>\d{4}))?", _slashed),
            (rf"(?P<last>last )?{_WEEKDAY}", _named_weekday),
            (rf"(?P<word>{_any(_DAYS_BACK)})", _day_back),
            (r"(?P<before>night before last)|last (?P<part>night|evening)", _last_night),
            (r"(?P<night>tonight)|today|this (?P<part>morning|afternoon|evening)", _this_day),
            (r"(?P<part>morning|afternoon|evening|night)", _part),
            (rf"(?P<word>{_OCCASION})(?:[ -]?time)?", _occasion),
            (rf"(?:(?P<past>half )(?:past )?|(?:a )?{_LEAD})?{_HOUR}{_SORT}?{_HALF}?", _clock),
        )
    )
)


def parse_phrase(phrase: str, clock: LocalClock) -> PhraseParts:
    """Take a phrase apart, to its last word."""
    said = PhraseParts()
    filler = ""
    start = 0
    while start < len(phrase):
        word = phrase[start:].partition(" ")[0]
        if word in _FILLERS:
            filler = word
            start += len(word) + 1
            continue
        match, piece = _next_piece(phrase, start, clock)
        if piece.clock and piece.clock.bare and filler in _BEFORE_HOURS:
            piece = PhraseParts(clock=ClockTime(piece.clock.minutes))
        said = said.also(piece)
        filler = ""
        start = match.end()
    return said


def _next_piece(phrase: str, start: int, clock: LocalClock) -> tuple[re.Match[str], PhraseParts]:
    for pattern, reader in _PIECES:
        if match := pattern.match(phrase, start):
            return match, reader(match, clock)
    raise UnclearError
