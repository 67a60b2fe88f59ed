"""Report page: figures to look at and print, in one file.

Jinja2 is imported here alone, and only when a page is made: `report --help`, a file that is there
already and the questions of `--supervision` need none of it.
"""

import base64
import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jinja2 import Environment

from repairlog.core.dates.naming import MONTHS, WEEKDAYS, full_date
from repairlog.core.figures.estimators import MICROSECONDS_IN_HOUR
from repairlog.core.figures.statistics import Month, Stats, most
from repairlog.core.wording.ids import READINGS
from repairlog.core.wording.reports import ReportWords
from repairlog.view import charts, sections
from repairlog.view.figures import apart, sentence, share_and_time, states, steady
from repairlog.view.phrasing import MARKS, SHOWN, Phrasing, counts, in_100, month_and_year, top
from repairlog.view.safe import safe
from repairlog.view.text import one_line

_FOLDER = Path(__file__).parent
_WORDS_A_ROW = 40
_TICKS = (
    *((1, "1 h"), (6, "6 h"), (24, "1 day"), (72, "3 days"), (168, "1 week")),
    *((672, "4 weeks"), (2192, "3 months"), (8766, "1 year"), (43_830, "5 years")),
)


@dataclass(frozen=True)
class Chart:
    """A drawing with its title, its description and the same numbers as a table."""

    id: str
    title: str
    description: str
    drawing: charts.Drawing | None
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    legend: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = field(default=())


def report(  # noqa: PLR0913  all that a page is made from
    stats: Stats,
    phrasing: Phrasing,
    words: ReportWords,
    now: datetime,
    *,
    fictional: bool,
    only: Sequence[str] = (),
) -> str:
    """Return the page; `only` says by what its moments were chosen."""
    back = phrasing.words.back
    said = [*states(stats, phrasing), *share_and_time(stats, phrasing)] if stats.rupture else []
    context = {
        "title": words.title,
        "made": words.made.format(day=full_date(now), entries=_entries(stats, phrasing)),
        "only": words.only.replace("{filters}", ", ".join(only)) if only else "",
        "fictional": words.fictional if fictional else "",
        "apart": [line.replace("{repairlog}", "repairlog") for line in apart(stats, phrasing)],
        "steady": steady(stats, phrasing),
        "ratio": (stats.rupture, stats.returned) if stats.rupture else None,
        "ratio_label": back.ratio,
        "said": said,
        "charts": [make(stats, phrasing, words) for make in _CHARTS] if stats.entries else [],
        "others_title": words.others,
        "others": _others(stats, phrasing),
        "not_title": words.not_title,
        "not_text": words.not_,
        "chance": words.chance,
        "caveat": phrasing.words.caveat,
    }
    return render("report.html.j2", context)


def render(template: str, context: Mapping[str, Any], *, style: str = "page.css") -> str:
    """Fill a template; whatever is filled in shows itself and does nothing."""
    from markupsafe import Markup  # noqa: PLC0415  only for a page

    sheet = (_FOLDER / style).read_text("utf-8")
    digest = base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode()
    # The style is ours and holds nothing that was filled in, so it is no text to escape.
    own = Markup(sheet)  # noqa: S704
    return _templates().get_template(template).render(**context, style=own, style_hash=digest)


@cache
def _templates() -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415  likewise

    return Environment(
        autoescape=True,
        loader=FileSystemLoader(_FOLDER),
        undefined=StrictUndefined,
        trim_blocks=True,
        finalize=lambda value: safe(value) if type(value) is str else value,
    )


def _entries(stats: Stats, phrasing: Phrasing) -> str:
    counted = phrasing.words.counted(stats.entries)
    return f"{counted}, {phrasing.span(stats)}" if stats.entries else counted


def _months(stats: Stats, phrasing: Phrasing, words: ReportWords) -> Chart:
    chart = words.months
    shown = sorted(stats.months.items())[-12:]
    return Chart(
        "months",
        chart.title,
        chart.description.format(count=len(shown)),
        charts.months([(*_named(name, shown), month) for name, month in shown]),
        chart.head,
        tuple(_month_row(phrasing.month(n, stats, full=True), month) for n, month in shown),
        (("returned", chart.returned), ("waiting", chart.waiting), ("rest", chart.rest)),
        (chart.above,),
    )


def _named(name: str, shown: list[tuple[str, Month]]) -> tuple[str, str]:
    """Return a month's short name, and its year where that is not said by the one before."""
    month, year = month_and_year(name)
    years = {month_and_year(each)[1] for each, _ in shown}
    said = len(years) > 1 and (name == shown[0][0] or month == MONTHS[0])
    return month[:3], year if said else ""


def _month_row(name: str, month: Month) -> tuple[str, ...]:
    """Count a month without what stands apart, as the bar does."""
    states = (month.returned, month.waiting, month.at_rest)
    return (name, str(sum(states)), *map(str, states))


def _curve(stats: Stats, phrasing: Phrasing, words: ReportWords) -> Chart:
    chart, time = words.curve, stats.time_to_return
    if not stats.enough or not time.steps:
        none = chart.few if not stats.enough else chart.none
        return Chart("curve", chart.title, "", None, notes=(none,))
    waiting = [each / MICROSECONDS_IN_HOUR for each in stats.durations.waiting]
    last = max([time.steps[-1].hours, *waiting])
    beyond = [tick for tick in _TICKS if tick[0] < last]
    rows = []
    for mark in MARKS:
        step = phrasing.at(stats, mark)
        span = (
            f"{in_100(step.low)} to {in_100(step.high)}" if step and step.low is not None else "-"
        )
        rows.append((phrasing.within(mark), str(in_100(step.returned if step else 0)), span))
    return Chart(
        "curve",
        chart.title,
        chart.description.format(last=in_100(time.steps[-1].returned)),
        charts.curve(time, waiting, _TICKS[: len(beyond) + 1]),
        chart.head,
        tuple(rows),
        (("curve", chart.line), ("band", chart.band), ("censored", chart.stroke)),
        (*_late(stats, phrasing), phrasing.words.time.caveat),
    )


def _late(stats: Stats, phrasing: Phrasing) -> list[str]:
    """Say how many were written down only afterwards, and whether they are left out."""
    words, count = phrasing.words.time, stats.logged_after
    if not count:
        return []
    told = words.late.of(count).format(count=count)
    return [f"{told} {words.late_out}" if stats.exclude_logged_after else told]


def _flow(stats: Stats, phrasing: Phrasing, words: ReportWords) -> Chart:
    chart = words.flow
    if not stats.looked_again:
        return Chart("flow", chart.title, "", None, notes=(chart.none,))
    readings = {key: phrasing.vocabulary.reading(key) for key in READINGS}
    names = readings | {"none": phrasing.words.moments_words.unsaid}
    moved = "; ".join(filter(None, (phrasing.moved(stats, key) for key in READINGS)))
    ordered = most(stats.changed)
    return Chart(
        "flow",
        chart.title,
        chart.description.format(count=stats.looked_again, moved=sentence(moved)),
        charts.flow(dict(stats.changed), names, (chart.then, chart.now)),
        chart.head,
        tuple((names[then], names[now], str(count)) for (then, now), count in ordered),
        notes=(phrasing.words.moments_words.caveat,),
    )


def _week(stats: Stats, _phrasing: Phrasing, words: ReportWords) -> Chart:
    chart = words.week
    if not stats.hour_known:
        return Chart("week", chart.title, "", None, notes=(chart.none,))
    rows = []
    for day, row in zip(WEEKDAYS, stats.hours, strict=True):
        hours = ", ".join(f"{hour}:00 {count}" for hour, count in enumerate(row) if count)
        if hours:
            rows.append((day, hours))
    return Chart(
        "week",
        chart.title,
        chart.description.format(known=stats.hour_known, entries=stats.entries),
        charts.week(stats.hours, [day[:3] for day in WEEKDAYS]),
        chart.head,
        tuple(rows),
    )


def _feelings(stats: Stats, phrasing: Phrasing, words: ReportWords) -> Chart:
    chart = words.feelings
    families = most(stats.families)
    own = phrasing.own_feelings(stats)
    if not families:
        notes = (own or chart.none,)
        return Chart("feelings", chart.title, "", None, notes=notes)
    rows = [(name, str(count), phrasing.in_family(stats, name)) for name, count in families]
    if own:
        rows.append((phrasing.words.feelings.own, "", own))
    return Chart(
        "feelings", chart.title, chart.description, charts.bars(families), chart.head, tuple(rows)
    )


def _others(stats: Stats, phrasing: Phrasing) -> list[tuple[str, str]]:
    words = phrasing.words
    children = (f"{one_line(each, _WORDS_A_ROW)} {n}" for each, n in sorted(stats.children.items()))
    rows = (
        (words.feelings.did, counts(most(stats.did)[:SHOWN], phrasing.deeds)),
        (words.feelings.body, counts(most(stats.body)[:SHOWN], {})),
        (words.feelings.child, counts(most(stats.child_feelings)[:SHOWN], {})),
        (words.feelings.capacities, top(stats.capacities, phrasing.capacities)),
        (words.feelings.together, sections.pairs(stats, phrasing)),
        (words.when.settings, counts(most(stats.settings), phrasing.settings)),
        (f"{words.children.title}:", "\n".join(children)),
    )
    return [(label.removesuffix(":"), text) for label, text in rows if text]


_CHARTS: tuple[Callable[[Stats, Phrasing, ReportWords], Chart], ...] = (
    _months,
    _curve,
    _flow,
    _week,
    _feelings,
)
