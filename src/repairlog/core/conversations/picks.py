"""Picks: which moments of a numbered list an answer means."""

import re
from typing import NamedTuple

from repairlog.core.conversations.answers import bare, number

_PARTS = re.compile(r"[,;\n]+")
_SINCE = re.compile(r"(?:everything |all )?since (.+)")
_LAST_TIME = re.compile(r"(?:the )?last (?:time|sheet|page|one)")
_NEWEST = re.compile(r"(?:the )?(?:last|newest|latest|first) (\w+)(?: moments?| ones?)?")
_DASH = re.compile(r"(?<=\d)\s*[-\u2010-\u2015]\s*(?=\d)")
_TO = frozenset({"to", "till", "until", "through"})
_BETWEEN = frozenset({"and", "&", "+", "moment", "moments", "please"})
_ALL = frozenset({"all", "everything", "all of them"})


class Picks(NamedTuple):
    """What an answer names: places in the list, counted from 1, and what has to be looked for.

    `since` is a day in words; `last_time` says that it is the day of the last page. `others` may
    be ids.
    """

    places: tuple[int, ...] = ()
    since: str = ""
    last_time: bool = False
    others: tuple[str, ...] = ()


def read_picks(answer: str, count: int) -> Picks:
    """Read numbers, ranges, "all", "since last time", "since monday" and ids, several together.

    A number beyond the list is among the others: nothing is taken that is not there.
    """
    picks = Picks()
    for part in filter(None, map(bare, _PARTS.split(answer))):
        newest = _NEWEST.fullmatch(part)
        if since := _SINCE.fullmatch(part):
            last = _LAST_TIME.fullmatch(since[1]) is not None
            picks = picks._replace(last_time=picks.last_time or last)
            picks = picks if last else picks._replace(since=since[1])
        elif part in _ALL:
            picks = _with(picks, 1, count, count)
        elif newest and (many := number(newest[1])):
            picks = _with(picks, 1, min(many, count), count)
        else:
            picks = _read_words(picks, _DASH.sub(" to ", part).split(), count)
    return picks


def _read_words(picks: Picks, words: list[str], count: int) -> Picks:
    at = 0
    while at < len(words):
        first = number(words[at])
        last = (
            number(words[at + 2])
            if words[at + 1 : at + 2] and words[at + 1] in _TO and (len(words) > at + 2)
            else None
        )
        if first is None:
            if words[at] not in _BETWEEN:
                picks = picks._replace(others=(*picks.others, words[at]))
        elif last is None:
            picks = _with(picks, first, first, count)
        else:
            picks = _with(picks, min(first, last), max(first, last), count)
            at += 2
        at += 1
    return picks


def _with(picks: Picks, first: int, last: int, count: int) -> Picks:
    if not 1 <= first <= last <= count:
        beyond = str(first if first == last or not 1 <= first <= count else last)
        return picks._replace(others=(*picks.others, beyond))
    places = dict.fromkeys((*picks.places, *range(first, last + 1)))
    return picks._replace(places=tuple(places))
