"""Grammar of phrases about time: which pieces there are, and how a phrase is taken apart."""

import re
from collections.abc import Callable
from dataclasses import replace

from repairlog.core.dates import days, hours, words
from repairlog.core.dates.clock import LocalClock, UnclearError
from repairlog.core.dates.phrase import Occasion, PhraseParts

_SQUEEZED = {re.sub("[ -]", "", key): each for key, each in words.OCCASIONS.items()}


def _part(match: re.Match[str], _clock: LocalClock) -> PhraseParts:
    return PhraseParts(
        part={"eve": "evening", "arvo": "afternoon"}.get(match["part"], match["part"])
    )


def _occasion(match: re.Match[str], _clock: LocalClock) -> PhraseParts:
    known = _SQUEEZED[re.sub("[ -]", "", match["word"])]
    return PhraseParts(occasion=replace(known, words=_called(known.words, match["time"])))


def _called(name: str, time: str | None) -> str:
    """Call an occasion one way, however it was spelled: bedtime, bath time, after football."""
    last = name.rpartition(" ")[2]
    if last in {"bed", "lunch", "tea"}:
        return f"{name}time" if time else name
    return f"{name} time" if time else name


def _any(listed: dict[str, int]) -> str:
    return "|".join(sorted(listed, key=len, reverse=True))


_YMD = r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)"
_DAY = r"(?P<day>\d{1,2})"
_TH = "(?:st|nd|rd|th)"
_YEAR = r"(?:[ -](?P<year>\d{4}))?"
_MONTH = rf"(?P<month>{_any(words.MONTH_INDEX)})\.?"
_WEEKDAY = rf"(?P<weekday>{_any(words.WEEKDAY_INDEX)})\.?"
_COUNT = rf"(?P<count>\d{{1,3}}|{_any(words.COUNTS)})"
_OCCASION = "|".join(
    key.replace("-", " ").replace(" ", "[ -]?")
    for key in sorted(words.OCCASIONS, key=len, reverse=True)
)
_NAMED = rf"(?P<word>{'|'.join(sorted(words.NAMED_DAYS, key=len, reverse=True))})"
_OFFSET = r"(?P<offset>z|[+-](?P<oh>\d\d):?(?P<om>[0-5]\d))"
_TIME = r"(?P<hour>\d\d):(?P<minute>\d\d)(?::[0-5]\d(?:\.\d{1,9})?)?"
_LEAD = rf"(?P<lead>\d{{1,2}}|{_any(words.LEADS)})(?: minutes?)? (?P<side>past|after|to|till?) "
_SPOKEN = rf"(?: (?P<spoken>{_any(words.MINUTES)}))"
_HOUR = rf"(?P<hour>{_any(words.HOURS)}|\d{{1,2}})(?:(?P<mark>[:.h ]?)(?P<minute>\d\d)|{_SPOKEN})?"
_SORT = "(?P<sort>[ -]?ish| ?o'?clock|(?P<hours> ?(?:hrs|hours|h)))"
_HALF = r"(?: ?(?P<half>[ap])\.?m\.?(?:[ -]?ish)?)"
_PREVIOUS = "(?P<previous> last(?! (?:week|night|evening))| (?:just )?gone)"
_PART = "|".join(words.PARTS)
_ON_A_DAY = rf"(?:in|on|over) (?:\d|the (?:{_PART}|\d))"
_SAT_DOWN = f"sat (?!{_ON_A_DAY})(?:in|on|over|by|with|while|when|at (?:the|my|his|her|our|a)) "
_BOUND = r"(?:[:.]?[0-5]\d)?"
_FROM = rf"(?P<from>(?<=between )\d{{1,2}}|1[0-2]|0?\d){_BOUND}(?: ?[ap]m)?"
_UNTIL = "(?: ?- ?| and | to | till? | until )"
_UNIT = "(?P<unit>minute|min|hour|hr|h)"
_IN_THE_NIGHT = "(?:(?:in )?the )?(?:middle|dead) of the night|(?:in|during) the night"
_SMALL_HOURS = "(?:(?:in )?the )?(?:small|early|wee) hours(?: of this morning)?"

_Reader = Callable[[re.Match[str], LocalClock], PhraseParts]

# Tried in this order: a longer piece before the beginning of one.
_PIECES: tuple[tuple[re.Pattern[str], _Reader], ...] = tuple(
    (re.compile(f"(?:{pattern})(?: |$)", re.ASCII), reader)
    for pattern, reader in (
        (rf"{_YMD}[t ]{_TIME}{_OFFSET}?", days.iso_moment),
        (_YMD, days.iso_day),
        (r"(?P<y>\d{4})[/.](?P<m>\d{1,2})[/.](?P<d>\d{1,2})", days.iso_day),
        (r"(?P<y>\d{4})-(?P<m>\d\d)", days.month_in_numbers),
        (r"(?P<m>\d\d?)/(?P<y>\d{4})", days.month_in_numbers),
        (
            rf"{_any(words.AGO)}|{_COUNT}(?P<half>\.5| and a half)? ?{_UNIT}s? (?:ago|back)",
            days.minutes_ago,
        ),
        (r"(?:a )?few (?:hours|hrs) ago", days.hours_ago),
        (rf"{_COUNT} ?(?P<unit>{_any(words.SPANS)}|{_PART})s? (?:ago|back)", days.days_ago),
        (rf"{_NAMED}{_YEAR}|christmas(?P<morning>)(?= (?:{_PART})\b)", days.named_day),
        (rf"(?:{_WEEKDAY} (?:the )?)?{_DAY}{_TH}?\.?(?: of|-)? ?{_MONTH}{_YEAR}", days.dated),
        (rf"(?:{_WEEKDAY} )?{_MONTH}(?: the)? {_DAY}{_TH}?{_YEAR}", days.dated),
        (rf"(?:{_WEEKDAY} (?:the )?)?{_DAY}{_TH}", days.day_of_month),
        (
            r"(?P<first>\d{1,2})(?P<mark>[/.-])(?P<second>\d{1,2})(?P=mark)(?P<year>\d{4})",
            days.in_numbers,
        ),
        (r"(?P<first>\d{1,2})/(?P<second>\d{1,2})", days.in_numbers),
        (r"(?P<first>\d{1,2})\. ?(?P<second>\d{1,2})\.(?: ?(?P<year>\d{4}))?", days.in_numbers),
        (r"(?P<first>2[4-9]|3[01])\.(?P<second>0?[1-9]|1[0-2])", days.in_numbers),
        (r"(?:over )?(?:the )?(?:(?P<last>last|past) |this )?week[ -]?end", days.weekend),
        (r"(?P<which>this|last) week", days.week),
        (r"(?P<which>this|last) (?P<unit>month|year)", days.month_or_year),
        (
            rf"(?!{_SAT_DOWN})(?P<last>last |(?:this )?past )?{_WEEKDAY}{_PREVIOUS}?",
            days.by_weekday,
        ),
        (rf"{_MONTH}{_YEAR}", days.named_month),
        (rf"(?P<word>{_any(words.DAYS_BACK)})", days.day_back),
        (r"(?P<before>night before last)|last (?P<part>night|evening)", days.last_night),
        (
            rf"{_IN_THE_NIGHT}|overnight|{_SMALL_HOURS}",
            days.in_the_night,
        ),
        (r"(?P<night>tonight)|today|this (?P<part>morning|afternoon|evening)", days.this_day),
        (rf"(?:mid-?(?!night))?(?P<part>{_PART}|eve|arvo)", _part),
        (rf"(?P<word>{_OCCASION})(?P<time>[ -]?time)?", _occasion),
        (r"(?:(?P<this>this )|in the )?(?P<half>[ap])\.?m\.?", hours.half_day),
        (rf"(?:before|after|by) (?P<from>\d{{1,2}}){_BOUND}(?P<half> ?[ap]m)?", hours.beside),
        (
            rf"(?:between )?{_FROM}{_UNTIL}(?P<to>\d{{1,2}}){_BOUND}(?: ?(?P<half>[ap])m)?",
            hours.between,
        ),
        (
            rf"(?:(?P<past>half )(?:past )?|(?:a )?{_LEAD})?{_HOUR}{_SORT}?{_HALF}?",
            hours.clock_time,
        ),
    )
)
_FILLER = re.compile(rf"({'|'.join(sorted(words.FILLERS, key=len, reverse=True))})(?: |$)")
_OWN_OCCASION = re.compile(
    r"(?:(?P<shifts>(?:(?:just|right|straight|shortly) )?(?:after|before))"
    r"|at|in|on the way|during|when|while|whilst|as|over)"
    r"(?P<words>(?: (?!\d)[\w'-]+){1,12})$"
)


def parse_phrase(phrase: str, clock: LocalClock) -> PhraseParts:
    """Take a phrase apart, to its last word."""
    said = PhraseParts()
    filler, fillers_from = "", 0
    start = 0
    while start < len(phrase):
        if found := _next_piece(phrase, start, clock):
            end, piece = found
            if piece.clock and filler in words.BEFORE_HOURS:
                words_said = f"{filler} {piece.clock.words}"
                told = replace(piece.clock, bare=False, like_a_date=False, words=words_said)
                piece = PhraseParts(clock=told)
            filler, fillers_from = "", end
        elif match := _FILLER.match(phrase, start):
            filler, start = match[1], match.end()
            continue
        else:
            end, piece = len(phrase), _own_occasion(phrase, fillers_from)
        said = said.also(piece)
        start = end
    return said


def _next_piece(phrase: str, start: int, clock: LocalClock) -> tuple[int, PhraseParts] | None:
    for pattern, reader in _PIECES:
        if match := pattern.match(phrase, start):
            return match.end(), reader(match, clock)
    return None


def _own_occasion(phrase: str, start: int) -> PhraseParts:
    """Keep words that say when in the day, where they can name no other time."""
    match = _OWN_OCCASION.fullmatch(phrase, start)
    if match is None or not words.NAMES_A_TIME.isdisjoint(re.split("[ -]", match["words"])):
        raise UnclearError
    return PhraseParts(
        occasion=Occasion("", 0, match[0], is_known=False, shifts=bool(match["shifts"]))
    )
