"""Figures on the first screen of `stats`, drawn with letters, or as sentences in plain text.

It answers two questions within 24 rows: am I coming back, and when do I tend to need to?
"""

from collections import Counter
from itertools import groupby
from typing import Literal, get_args

from repairlog.core.entries.model import APART
from repairlog.core.figures.statistics import BAND, Stats
from repairlog.core.text import capital
from repairlog.view.phrasing import Phrasing, in_100, top
from repairlog.view.screens import ways
from repairlog.view.text import Page, wrap

_COMMAND = " {repairlog} "
_LABEL = 16
_BAR = 40
_NARROW = 60
_MONTHS_SHOWN = 7

Section = Literal["time", "feelings", "moments", "when", "children"]
SECTIONS: tuple[Section, ...] = get_args(Section)


def screen(stats: Stats, phrasing: Phrasing, page: Page) -> str:
    """Return the screen that answers: am I coming back?"""
    if not stats.entries:
        nothing = steady(stats, phrasing) or [phrasing.words.nothing]
        return "\n".join(wrapped(nothing, page))
    if page.plain:
        return _sentences(stats, phrasing, page)
    return _drawn(stats, phrasing, page)


def wrapped(texts: list[str], page: Page, after: str = "") -> list[str]:
    """Return texts under one another, each fitted to the page; commands in them stay whole."""
    lines = [line for text in texts if text for line in text.strip().split("\n")]
    fitted: list[str] = []
    for is_way, group in groupby(lines, key=lambda line: _COMMAND in line):
        if is_way:
            pairs = [line.split(_COMMAND) for line in group]
            fitted += ways([(reason, command) for reason, command in pairs], page).split("\n")
        else:
            fitted += [each for line in group for each in wrap(line, page.width, after=after)]
    return fitted


def _drawn(stats: Stats, phrasing: Phrasing, page: Page) -> str:
    words = phrasing.words
    paragraphs = [wrapped(_opening(stats, phrasing), page)]
    if stats.rupture:
        paragraphs.append(
            [
                *bars(stats, phrasing, page),
                *wrapped([*they_came(stats, phrasing), *share_and_time(stats, phrasing)], page),
            ]
        )
    paragraphs.append(_table(stats, phrasing, page))
    more = words.more.replace("{sections}", ", ".join(SECTIONS))
    paragraphs.append(wrapped([words.caveat, more], page))
    return "\n\n".join("\n".join(lines) for lines in paragraphs if lines)


def _opening(stats: Stats, phrasing: Phrasing) -> list[str]:
    back = phrasing.words.back
    moments = phrasing.words.counted(stats.entries)
    span = phrasing.span(stats)
    if not stats.apart:
        form = back.headline if stats.returned else back.told
        told = form.format(moments=moments, span=span, returned=stats.returned)
        return [told, *steady(stats, phrasing)]
    others = back.others.format(rupture=stats.rupture, returned=stats.returned)
    return [
        back.told.format(moments=moments, span=span),
        *apart(stats, phrasing),
        others if stats.returned else "",
        *steady(stats, phrasing),
    ]


def apart(stats: Stats, phrasing: Phrasing) -> list[str]:
    """Say what no figure about coming back may hold, and where help is."""
    back = phrasing.words.back
    if not stats.apart:
        return []
    return [back.apart.of(stats.apart).format(count=stats.apart), back.help]


def steady(stats: Stats, phrasing: Phrasing) -> list[str]:
    """Say what nearly happened, by itself."""
    told = phrasing.words.back.steady
    return [told.of(stats.steady).format(count=stats.steady)] if stats.steady else []


def they_came(stats: Stats, phrasing: Phrasing) -> list[str]:
    """Say to how many of those come back to only the child came."""
    told, count = phrasing.words.back.they_came, stats.they_came
    return [told.of(count).format(count=count)] if count else []


def share_and_time(stats: Stats, phrasing: Phrasing) -> list[str]:
    """Say the share with its interval and the half-way time; too few are said to be."""
    back = phrasing.words.back
    if not stats.enough or stats.interval is None:
        return [back.few]
    low, high = stats.interval
    share = back.share.format(
        share=in_100(stats.share), total=stats.not_at_rest, low=in_100(low), high=in_100(high)
    )
    time = stats.time_to_return
    if time.median_hours is None:
        return [share, back.no_median.format(total=time.n)]
    within = phrasing.within(time.median_hours)
    return [share, back.median.format(total=time.n, within=within)]


def bars(stats: Stats, phrasing: Phrasing, page: Page) -> list[str]:
    """Draw the three states, each with its name, so that they read without colour."""
    back = phrasing.words.back
    ratio = f"{back.ratio}    {stats.rupture} : {stats.returned}"
    lines = wrap(ratio, page.width)
    digits = len(str(stats.rupture))
    settled = back.settled.format(count=stats.reconnected) if stats.reconnected else ""
    if page.width < _NARROW or not stats.enough:
        settled = ""
    room = max(min(_BAR, page.width - 19 - digits - len(settled)), 8)
    scale = min(1.0, room / max(stats.rupture, 1))
    for name, count, more in (
        (back.returned, stats.returned, settled),
        (back.waiting, stats.waiting, ""),
        (back.at_rest, stats.at_rest, ""),
    ):
        bar = "#" * max(round(count * scale), int(count > 0)) if stats.enough else ""
        line = f"  {name:<9}  {count:>{digits}}  {bar}  {more}".rstrip()
        lines += [line] if len(line) <= page.width else wrap(f"{name} {count}", page.width, "  ")
    return lines


def _table(stats: Stats, phrasing: Phrasing, page: Page) -> list[str]:
    words = phrasing.words.table
    moved = phrasing.moved(stats, "wont")
    so_far = words.so_far.format(count=stats.looked_again)
    rows = [
        (words.then, phrasing.then(stats.then)),
        (words.again, "; ".join(filter(None, (so_far, moved))) if stats.looked_again else ""),
        (words.felt, top(stats.feelings, {})),
        (words.did, top(stats.did, phrasing.deeds)),
        (words.months, phrasing.months(stats, last=_MONTHS_SHOWN)),
        (words.hour, _hours(stats, phrasing)),
    ]
    wide = page.width >= _NARROW
    indent = " " * _LABEL if wide else "  "
    lines: list[str] = []
    for label, text in rows:
        if text and wide:
            first, *rest = wrap(text, page.width, indent)
            lines += [f"{label:<{_LABEL}}{first.lstrip()}", *rest]
        elif text:
            lines += wrap(f"{label}: {text}", page.width, after=indent)
    return lines


def _hours(stats: Stats, phrasing: Phrasing) -> str:
    words = phrasing.words.table
    if not stats.hour_known:
        return ""
    return _banded(stats, words.hour_known, words.hour_most)


def _banded(stats: Stats, known: str, band: str) -> str:
    """Say for how many the hour is known, and the band of hours where one may be named."""
    counted = {"known": stats.hour_known, "entries": stats.entries}
    if stats.band is None:
        return known.format(**counted)
    hour, count = stats.band
    return band.format(**counted, hour=hour, next=(hour + BAND) % 24, count=count)


def _often(counts: Counter[str]) -> Counter[str]:
    """Leave out what came once, which is not often, and harm, which is told apart."""
    return Counter({word: n for word, n in counts.items() if n > 1 and word not in APART})


def _sentences(stats: Stats, phrasing: Phrasing, page: Page) -> str:
    """Say the same in sentences: nothing drawn, nothing in columns."""
    words, table = phrasing.words, phrasing.words.table
    moments = words.counted(stats.entries)
    said = [words.back.told.format(moments=moments, span=phrasing.span(stats))]
    said += [*apart(stats, phrasing), *steady(stats, phrasing)]
    if stats.rupture:
        said += [*states(stats, phrasing), *share_and_time(stats, phrasing)]
    if then := phrasing.then(stats.then):
        said.append(table.then_sentence.format(words=then))
    if stats.looked_again:
        said.append(table.again_sentence.format(count=stats.looked_again))
        said.append(sentence(phrasing.moved(stats, "wont")))
    if felt := top(_often(stats.feelings), {}, form="{} ({})"):
        said.append(table.felt_sentence.format(words=felt))
    if did := top(_often(stats.did), phrasing.deed_sentences, form="{} ({})"):
        said.append(table.did_sentence.format(words=did))
    said.append(table.months_sentence.format(words=phrasing.months(stats, full=True)))
    if stats.hour_known:
        said.append(_banded(stats, table.hour_sentence, table.hour_most_sentence))
    said += [words.caveat, words.more.replace("{sections}", ", ".join(SECTIONS))]
    return "\n".join(wrapped(said, page))


def states(stats: Stats, phrasing: Phrasing) -> list[str]:
    """Say how many were come back to, wait, and rest."""
    back = phrasing.words.back
    said = back.said_settled if stats.reconnected else back.said
    waits, rests = back.waits.of(stats.waiting), back.rests.of(stats.at_rest)
    came = said.format(returned=stats.returned, settled=stats.reconnected)
    stand = f"{waits.format(count=stats.waiting)} {rests.format(count=stats.at_rest)}"
    return [came, *they_came(stats, phrasing), stand] if stats.returned else [stand]


def sentence(text: str) -> str:
    """Return a phrase as a sentence."""
    return f"{capital(text)}." if text else ""
