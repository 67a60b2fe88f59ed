"""Charts, where their marks lie: numbers in, marks out. Nothing here is HTML.

Every chart is as wide as a phone, so that its words stay readable there. What a mark means
is carried by its place, its size, its line or a word, never by its colour alone; numbers
stand beside marks and not on them, so that their contrast is that of the page.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from repairlog.core.figures.estimators import Incidence, IncidenceStep
from repairlog.core.figures.statistics import Month
from repairlog.core.wording.ids import READINGS

WIDTH = 400.0
_LINE = 17.0
"""Height of a line of words, in the units of the drawing (a CSS pixel on a phone, nearly)."""

_CLOSE = 60.0
"""Room for a bar below which its numbers do not fit on one line."""

_MOST_STEPS = 300
"""Steps drawn of a curve: more would lie on the same pixels."""


@dataclass(frozen=True)
class Mark:
    """A rectangle, a line, a path or a text; `look` says what it stands for."""

    kind: str
    look: str
    x: float = 0
    y: float = 0
    width: float = 0
    height: float = 0
    path: str = ""
    text: str = ""
    anchor: str = "start"


@dataclass
class Drawing:
    """Marks in the order they are drawn, the later on top."""

    height: float
    marks: list[Mark] = field(default_factory=list)
    width: float = WIDTH

    def rect(self, look: str, x: float, y: float, width: float, height: float) -> None:
        """Add a rectangle by its upper left corner."""
        self.marks.append(Mark("rect", look, _r(x), _r(y), _r(width), _r(height)))

    def line(
        self, look: str, points: Sequence[tuple[float, float]], *, closed: bool = False
    ) -> None:
        """Add a line through points; closed, it is an area."""
        path = "M" + "L".join(f"{_r(x):g} {_r(y):g}" for x, y in points)
        self.marks.append(Mark("path", look, path=path + ("Z" if closed else "")))

    def text(self, text: str, x: float, y: float, anchor: str = "start", look: str = "") -> None:
        """Add words by the left end, the middle or the right end of their baseline."""
        self.marks.append(Mark("text", look, _r(x), _r(y), text=text, anchor=anchor))


def months(found: Sequence[tuple[str, str, Month]]) -> Drawing:
    """Draw a bar for each month: came back at the bottom, then waiting, then at rest.

    Each has a name and, where it has to be said, its year. Where bars stand close, the two
    numbers above each stand on two lines.
    """
    top, bottom, left = 36.0, 160.0, 4.0
    drawing = Drawing(height=bottom + 24 + (_LINE if any(year for _, year, _ in found) else 0))
    step = (WIDTH - 2 * left) / max(len(found), 1)
    wide = min(step * 0.55, 46.0)
    most = max((_standing(month) for _, _, month in found), default=1)
    unit = (bottom - top) / max(most, 1)
    for place, (name, year, month) in enumerate(found):
        x, y = left + step * place + (step - wide) / 2, bottom
        for look, count in (
            ("returned", month.returned),
            ("waiting", month.waiting),
            ("rest", month.at_rest),
        ):
            if count:
                drawing.rect(look, x, y - count * unit + 1, wide, max(count * unit - 2, 0.5))
                y -= count * unit
        total, middle = _standing(month), x + wide / 2
        if step < _CLOSE:
            drawing.text(f"{total}", middle, y - 5 - _LINE, "middle")
            drawing.text(f": {month.returned}", middle, y - 5, "middle")
        else:
            drawing.text(f"{total} : {month.returned}", middle, y - 5, "middle")
        drawing.text(name, middle, bottom + 16, "middle", "quiet")
        if year:
            drawing.text(year, middle, bottom + 16 + _LINE, "middle", "quiet")
    drawing.line("axis", [(left, bottom), (WIDTH - left, bottom)])
    return drawing


def _standing(month: Month) -> int:
    """Return a month's moments but those that stand apart."""
    return month.returned + month.waiting + month.at_rest


def curve(
    found: Incidence, waiting_hours: Sequence[float], ticks: Sequence[tuple[float, str]]
) -> Drawing:
    """Draw the curve as steps, its band as an area, and a short stroke for each that waits.

    Time is squeezed to the right, as log(1 + hours), for the first day is as wide as a month.
    """
    top, bottom, left, right = 14.0, 196.0, 44.0, WIDTH - 28
    drawing = Drawing(height=bottom + 40)
    last = max([step.hours for step in found.steps] + [ticks[-1][0] if ticks else 1.0])

    def place(hours: float, share: float) -> tuple[float, float]:
        along = math.log1p(min(hours, last)) / math.log1p(last)
        return left + along * (right - left), bottom - share * (bottom - top)

    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        _, y = place(0, share)
        drawing.line("grid", [(left, y), (right, y)])
        drawing.text(f"{share * 100:.0f}", left - 6, y + 4, "end", "quiet")
    room = -1e9
    for hours, name in ticks:
        x, _ = place(hours, 0)
        drawing.line("axis", [(x, bottom), (x, bottom + 4)])
        near = x - room < 58
        drawing.text(name, x, bottom + (33 if near else 17), "middle", "quiet")
        room = room if near else x
    steps = [(0.0, 0.0, 0.0, 0.0)]
    for each in _thinned(found.steps):
        low, high = each.low, each.high
        before = steps[-1]
        steps.append(
            (
                each.hours,
                each.returned,
                before[2] if low is None else low,
                max(before[3], each.returned) if high is None else high,
            )
        )
    ends = [*steps, (last, *steps[-1][1:])]
    band = [*_stairs([place(t, high) for t, _, _, high in ends])]
    band += reversed(_stairs([place(t, low) for t, _, low, _ in ends]))
    drawing.line("band", band, closed=True)
    if found.median_hours is not None:
        x, y = place(found.median_hours, 0.5)
        drawing.line("half", [(left, y), (x, y), (x, bottom)])
    drawing.line("curve", _stairs([place(t, share) for t, share, _, _ in ends]))
    for hours in _apart(sorted(min(each, last) for each in waiting_hours)):
        share = next((step[1] for step in reversed(steps) if step[0] <= hours), 0.0)
        x, y = place(hours, share)
        drawing.line("censored", [(x, y - 6), (x, y + 6)])
    return drawing


def flow(
    changed: dict[tuple[str, str], int], names: dict[str, str], heads: tuple[str, str]
) -> Drawing:
    """Draw ribbons from how it looked then to how it looks now, as wide as their counts."""
    then_x, now_x, bar, top, gap = 118.0, WIDTH - 118.0, 8.0, 26.0, 14.0
    keys = (*READINGS, "none")
    total = sum(changed.values())
    unit = min(140 / max(total, 1), 22.0)
    sides = []
    for side in (0, 1):
        y, places = top, {}
        for key in keys:
            count = sum(n for pair, n in changed.items() if pair[side] == key)
            if count:
                places[key] = y
                y += max(count * unit, _LINE) + gap
        sides.append((places, y))
    (then, then_end), (now, now_end) = sides
    drawing = Drawing(height=max(then_end, now_end))
    drawing.text(heads[0], then_x - 8, 14, "end", "quiet")
    drawing.text(heads[1], now_x + bar + 8, 14, "start", "quiet")
    used_then, used_now = dict(then), dict(now)
    for (before, after), count in sorted(
        changed.items(), key=lambda item: (keys.index(item[0][0]), keys.index(item[0][1]))
    ):
        thick = count * unit
        y0, y1 = used_then[before], used_now[after]
        used_then[before] += thick
        used_now[after] += thick
        drawing.marks.append(Mark("path", "same" if before == after else "moved", path=_ribbon(
            then_x + bar, y0, now_x, y1, thick
        )))  # fmt: skip
    for side, (places, x, anchor) in enumerate(
        ((then, then_x, "end"), (now, now_x + bar, "start"))
    ):
        for key, y in places.items():
            count = sum(n for pair, n in changed.items() if pair[side] == key)
            drawing.rect("node", then_x if side == 0 else now_x, y, bar, count * unit)
            shift = -8 if side == 0 else 8
            label = f"{names[key]} {count}"
            drawing.text(label, x + shift, y + count * unit / 2 + 5, anchor)
    return drawing


def week(hours: Sequence[Sequence[int]], days: Sequence[str]) -> Drawing:
    """Draw a square for each hour of each weekday, as large as its count, the count beside it.

    The day runs downwards; hours before the first and after the last are left out.
    """
    by_hour = [sum(row[hour] for row in hours) for hour in range(24)]
    known = [hour for hour in range(24) if by_hour[hour]]
    first, last = (known[0], known[-1]) if known else (0, 0)
    left, top = 40.0, 24.0
    column = (WIDTH - left) / 7
    drawing = Drawing(height=top + (last - first + 1) * _LINE + 6)
    most = max(max(row) for row in hours) or 1
    for day, name in enumerate(days):
        drawing.text(name, left + column * day + 4, 14, look="quiet")
    for hour in range(first, last + 1):
        y = top + (hour - first) * _LINE
        drawing.line("grid", [(left, y + _LINE - 1), (WIDTH, y + _LINE - 1)])
        drawing.text(f"{hour}:00", left - 6, y + 13, "end", "quiet")
        for day, row in enumerate(hours):
            if row[hour]:
                side = 13 * math.sqrt(row[hour] / most)
                x = left + column * day + 4
                drawing.rect("returned", x, y + _LINE - 3 - side, side, side)
                drawing.text(str(row[hour]), x + 17, y + 13)
    return drawing


def bars(rows: Sequence[tuple[str, int]]) -> Drawing:
    """Draw a bar for each word, its count behind it."""
    left = 118.0
    drawing = Drawing(height=len(rows) * (_LINE + 6) + 4)
    most = max((count for _, count in rows), default=1)
    for place, (name, count) in enumerate(rows):
        y = place * (_LINE + 6) + 3
        long = (WIDTH - left - 40) * count / most
        drawing.text(name, left - 8, y + 13, "end")
        drawing.rect("returned", left, y, long, _LINE)
        drawing.text(str(count), left + long + 6, y + 13)
    return drawing


def _ribbon(x0: float, y0: float, x1: float, y1: float, thick: float) -> str:
    middle = (x0 + x1) / 2
    numbers = [
        ("M", (x0, y0)), ("C", (middle, y0, middle, y1, x1, y1)), ("L", (x1, y1 + thick)),
        ("C", (middle, y1 + thick, middle, y0 + thick, x0, y0 + thick)),
    ]  # fmt: skip
    drawn = (letter + " ".join(f"{_r(value):g}" for value in values) for letter, values in numbers)
    return "".join(drawn) + "Z"


def _stairs(points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Go along first, then up: a share holds until the next time."""
    stairs = [points[0]]
    for (_, y), (x, up) in pairwise(points):
        stairs += [(x, y), (x, up)]
    return stairs


def _thinned(steps: Sequence[IncidenceStep]) -> list[IncidenceStep]:
    every = max(1, math.ceil(len(steps) / _MOST_STEPS))
    return [*steps[:-1:every], *steps[-1:]]


def _apart(hours: Sequence[float]) -> list[float]:
    """Return times that can be told apart in the drawing."""
    shown: list[float] = []
    for each in hours:
        if not shown or math.log1p(each) - math.log1p(shown[-1]) > 0.03:
            shown.append(each)
    return shown


def _r(value: float) -> float:
    return round(value, 1)
