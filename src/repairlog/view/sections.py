"""Sections of `stats`: time, feelings, moments, when, children.

Drawn with characters that are counts themselves, or as sentences in plain text.
"""

from collections.abc import Callable

from repairlog.core.dates.naming import WEEKDAYS
from repairlog.core.figures.statistics import ENOUGH, MICROSECONDS_IN_DAY, Month, Stats, most
from repairlog.core.text import capital
from repairlog.core.wording.figures import WhenWords
from repairlog.core.wording.ids import READINGS
from repairlog.view.figures import apart, sentence, share_and_time, states, steady, wrapped
from repairlog.view.phrasing import MARKS, SHOWN, Phrasing, counts, in_100
from repairlog.view.text import Page, one_line, width_of, wrap

TOGETHER = 5
"""Moments that hold both, from which two things are named together."""

_BAR = 25
_WIDE = 56
_HOURS_A_CELL = 3
_TITLES = 20


def section(name: str, stats: Stats, phrasing: Phrasing, page: Page) -> str:
    """Return one section."""
    if not stats.entries:
        return "\n".join(wrapped(steady(stats, phrasing) or [phrasing.words.nothing], page))
    paragraphs = _SECTIONS[name](stats, phrasing, page)
    gap = "\n" if page.plain else "\n\n"
    return gap.join("\n".join(lines) for lines in paragraphs if lines)


def _time(stats: Stats, phrasing: Phrasing, page: Page) -> list[list[str]]:
    words, time = phrasing.words.time, stats.time_to_return
    head = _title(words.title, page)
    said = [*apart(stats, phrasing), *(states(stats, phrasing) if page.plain else [])]
    if not stats.enough:
        day = sum(duration <= MICROSECONDS_IN_DAY for duration in stats.durations.returned)
        few = words.few.format(total=time.n, day=day, later=time.events - day)
        return [head, wrapped([*said, few, *standing(stats, phrasing)], page)]
    table = [] if page.plain else [words.intro, *_readings(stats, phrasing, page)]
    sentences = _reading_sentences(stats, phrasing) if page.plain else []
    return [
        head,
        wrapped(said, page),
        [*wrapped(table[:1], page), *table[1:], *wrapped(sentences, page)],
        wrapped([share_and_time(stats, phrasing)[-1], *standing(stats, phrasing)], page),
        wrapped([words.caveat], page),
    ]


def _marks(stats: Stats) -> list[int]:
    """Return the marks up to the first beyond which nothing changes."""
    last = stats.time_to_return.steps[-1].hours if stats.time_to_return.steps else 0
    before = [mark for mark in MARKS if mark < last]
    return list(MARKS[: len(before) + 1])


def _readings(stats: Stats, phrasing: Phrasing, page: Page) -> list[str]:
    words = phrasing.words.time
    lines = []
    for mark in _marks(stats):
        step = phrasing.at(stats, mark)
        share = in_100(step.returned if step else 0)
        line = f"  {phrasing.within(mark):<16} {share:>3}"
        if step and step.low is not None:
            line += f"  {words.range.format(low=in_100(step.low), high=in_100(step.high))}"
        if page.width >= _WIDE:
            line = f"{line:<{_WIDE - 20}}{'#' * round(share * _BAR / 100)}"
        lines += wrap(line.rstrip(), page.width) if len(line) > page.width else [line.rstrip()]
    return lines


def _reading_sentences(stats: Stats, phrasing: Phrasing) -> list[str]:
    words = phrasing.words.time
    said = [words.intro_plain]
    for mark in _marks(stats):
        step = phrasing.at(stats, mark)
        within = phrasing.within(mark)
        told = capital(within)
        if step and step.low is not None:
            said.append(
                words.sentence.format(
                    within=told,
                    share=in_100(step.returned),
                    low=in_100(step.low),
                    high=in_100(step.high),
                )
            )
        else:
            share = in_100(step.returned if step else 0)
            said.append(words.sentence_bare.format(within=told, share=share))
    return said


def standing(stats: Stats, phrasing: Phrasing) -> list[str]:
    """Say who is still counted and how: waiting, at rest, written down afterwards."""
    words = phrasing.words.time
    said = []
    for count, told in (
        (stats.waiting, words.open),
        (stats.at_rest, words.rest),
        (stats.logged_after, words.late),
    ):
        if count:
            said.append(told.of(count).format(count=count))
    if stats.logged_after:
        said.append(words.late_out if stats.exclude_logged_after else words.late_hint)
    if stats.looked_back:
        present = stats.since["present"]
        said.append(words.since.format(present=present, count=stats.looked_back))
    return said


def _feelings(stats: Stats, phrasing: Phrasing, page: Page) -> list[list[str]]:
    words = phrasing.words.feelings
    families = [_family(name, count, stats, phrasing) for name, count in most(stats.families)]
    if own := phrasing.own_feelings(stats):
        families.append(f"{words.own}: {own}")
    lists = (
        (words.did, counts(most(stats.did)[:SHOWN], phrasing.deeds)),
        (words.body, counts(most(stats.body)[:SHOWN], {})),
        (words.child, counts(most(stats.child_feelings)[:SHOWN], {})),
        (words.capacities, counts(most(stats.capacities), phrasing.capacities)),
    )
    found = [f"{label} {text}{'.' if page.plain else ''}" for label, text in lists if text]
    if not (families or found):
        return [_title(words.title, page), wrapped([words.none], page)]
    together = pairs(stats, phrasing)
    hang = "" if page.plain else "  "
    return [
        _title(words.title, page),
        wrapped([words.felt], page) + _indented(families, page) if families else [],
        wrapped(found, page, after=hang),
        wrapped([f"{words.together} {together}.", words.together_caveat], page, after=hang)
        if together
        else [],
    ]


def _family(family: str, count: int, stats: Stats, phrasing: Phrasing) -> str:
    listed = phrasing.in_family(stats, family)
    return f"{family} {count}{f': {listed}' if listed else ''}"


def pairs(stats: Stats, phrasing: Phrasing) -> str:
    """Return what was often noted together; nothing where counts do not allow it."""
    if stats.entries < ENOUGH:
        return ""
    form = phrasing.words.feelings.pair
    often = [item for item in most(stats.together) if item[1] >= TOGETHER]
    return ", ".join(
        form.format(family=family, did=one_line(phrasing.deeds.get(did, did), _TITLES), count=count)
        for (family, did), count in often[:5]
    )


def _moments(stats: Stats, phrasing: Phrasing, page: Page) -> list[list[str]]:
    words = phrasing.words.moments_words
    unsaid = [f"{words.unsaid} {stats.then['none']}"] if stats.then["none"] else []
    then = ", ".join(filter(None, [phrasing.then(stats.then), *unsaid]))
    head = [_title(words.title, page), wrapped([f"{words.then} {then}."], page)]
    if not stats.looked_again:
        return [*head, wrapped([words.none], page)]
    names = {key: phrasing.vocabulary.reading(key) for key in READINGS} | {"none": words.unsaid}
    ordered = most(stats.changed)
    rows = [
        f"{words.row.format(then=names[then], now=names[now]):<30} {count:>3}"
        for (then, now), count in ordered
    ]
    moved = [sentence(phrasing.moved(stats, then)) for then in READINGS]
    return [
        [*head[0]],
        wrapped([f"{words.then} {then}.", f"{words.now} {phrasing.then(stats.now)}."], page),
        [] if page.plain else _indented(rows, page),
        wrapped(moved, page) if page.plain else [],  # the rows say the same
        wrapped([words.caveat], page),
    ]


def _when(stats: Stats, phrasing: Phrasing, page: Page) -> list[list[str]]:
    words = phrasing.words.when
    known = {"known": stats.hour_known, "entries": stats.entries}
    form = words.grid if page.width >= _WIDE else words.grid_wide
    hours = [words.none] if not stats.hour_known else [] if page.plain else [form.format(**known)]
    months = [
        _month(phrasing.month(name, stats, full=True), month, words, page)
        for name, month in sorted(stats.months.items())[-12:]
    ]
    settings = counts(most(stats.settings), phrasing.settings)
    return [
        _title(words.title, page),
        wrapped(hours, page) + (_grid(stats, page) if not page.plain and stats.hour_known else []),
        wrapped(_day_sentences(stats, phrasing), page) if page.plain else [],
        wrapped(_parts_of_day(stats, phrasing), page),
        wrapped(months, page) if page.plain else [words.months, *_indented(months, page)],
        wrapped([f"{words.settings} {settings}."] if settings else [], page),
    ]


def _parts_of_day(stats: Stats, phrasing: Phrasing) -> list[str]:
    """Say how many there were in each part of the day, and the words that were said of it."""
    words = phrasing.words.when
    known, said = stats.parts_of_day, counts(most(stats.occasions)[:SHOWN], {})
    heading = words.parts.format(known=known.total(), entries=stats.entries)
    return [
        f"{heading} {counts(most(known), {})}." if known else "",
        f"{words.occasions} {said}." if said else "",
    ]


def _month(name: str, month: Month, words: WhenWords, page: Page) -> str:
    """Tell a month; what stands apart is no part of what was come back to."""
    form = words.month_sentence if page.plain else words.month_row
    told = form.format(month=name, entries=month.entries, returned=month.returned)
    apart = month.entries - month.returned - month.waiting - month.at_rest
    told += words.month_apart.format(count=apart) if apart else ""
    return f"{told}." if page.plain else told


def _grid(stats: Stats, page: Page) -> list[str]:
    """Draw counts themselves, so that nothing has to be told by shade or colour."""
    step = 1 if page.width >= _WIDE else _HOURS_A_CELL
    starts = range(0, 24, step)
    cells = [[sum(row[hour : hour + step]) for hour in starts] for row in stats.hours]
    width = max(2, *(len(str(count)) + 1 for row in cells for count in row))
    if 4 + width * len(starts) > page.width:
        step, starts = _HOURS_A_CELL, range(0, 24, _HOURS_A_CELL)
        cells = [[sum(row[hour : hour + step]) for hour in starts] for row in stats.hours]
        width = max(3, *(len(str(count)) + 1 for row in cells for count in row))
    shown = [hour if step > 1 or not hour % 3 else "" for hour in starts]
    width = max(width, 3 if step > 1 else 2)
    head = "    " + "".join(f"{hour:>{width}}" for hour in shown)
    rows = [
        f"{day[:3]} " + "".join(f"{count or '.':>{width}}" for count in row)
        for day, row in zip(WEEKDAYS, cells, strict=True)
    ]
    return [head.rstrip(), *rows]


def _day_sentences(stats: Stats, phrasing: Phrasing) -> list[str]:
    words = phrasing.words.when
    said = []
    for day, row in zip(WEEKDAYS, stats.hours, strict=True):
        hours = [
            words.hour_count.format(count=count, hour=hour, next=hour + 1)
            for hour, count in enumerate(row)
            if count
        ]
        if hours:
            said.append(words.day_sentence.format(day=day, hours=", ".join(hours)))
    return said


def _children(stats: Stats, phrasing: Phrasing, page: Page) -> list[list[str]]:
    words = phrasing.words.children
    rows = [
        words.row.format(child=one_line(child, _TITLES * 2), count=count)
        for child, count in sorted(stats.children.items())
    ]
    unnamed = stats.entries - stats.children.total()
    if unnamed and rows:
        rows.append(words.unnamed.format(count=unnamed))
    listed = wrapped([f"{', '.join(rows)}."], page) if page.plain else _indented(rows, page)
    return [
        _title(words.title, page),
        listed if rows else wrapped([words.none], page),
        wrapped([words.caveat], page),
    ]


def _title(text: str, page: Page) -> list[str]:
    return wrap(text + ("." if page.plain else ""), page.width)


def _indented(rows: list[str], page: Page) -> list[str]:
    lines = []
    for row in rows:
        if page.plain:
            lines += wrap(f"{row}.", page.width)
        else:
            lines += (
                [f"  {row}"] if width_of(row) + 2 <= page.width else wrap(row, page.width, "  ")
            )
    return lines


_SECTIONS: dict[str, Callable[[Stats, Phrasing, Page], list[list[str]]]] = {
    "time": _time,
    "feelings": _feelings,
    "moments": _moments,
    "when": _when,
    "children": _children,
}
