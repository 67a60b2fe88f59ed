"""Phrasing of figures in words: spans, times, names and short lists, for screen and page."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from repairlog.core.dates.naming import MONTHS, full_date
from repairlog.core.figures.estimators import IncidenceStep
from repairlog.core.figures.statistics import Stats, most
from repairlog.core.wording.common import Vocabulary
from repairlog.core.wording.figures import FigureWords
from repairlog.core.wording.ids import READINGS
from repairlog.view.text import one_line

MARKS = (1, 6, 24, 48, 7 * 24, 28 * 24)
"""Hours at which the curve is read out: no targets, only round times."""

SHOWN = 8
"""How many words a list of them shows."""

_WORD = 28
_HOURS_AS_HOURS = 48


@dataclass(frozen=True)
class Phrasing:
    """The words that figures are told in."""

    words: FigureWords
    vocabulary: Vocabulary

    @property
    def deeds(self) -> dict[str, str]:
        """What was done, as it stands in a list of figures."""
        return {deed.id: deed.told for deed in self.vocabulary.did}

    @property
    def deed_sentences(self) -> dict[str, str]:
        """What was done, as it stands after "You most often"."""
        return {deed.id: deed.sentence for deed in self.vocabulary.did}

    @property
    def capacities(self) -> dict[str, str]:
        """What may have been in the way, by its name alone."""
        return {each.id: each.name for each in self.vocabulary.capacities}

    @property
    def settings(self) -> dict[str, str]:
        """Where, in plain words."""
        return {each.id: each.line for each in self.vocabulary.settings}

    def in_family(self, stats: Stats, family: str) -> str:
        """Return the feelings of a family with their counts."""
        families = self.vocabulary.feelings
        inside = next(each.words for each in families if each.family == family)
        return counts(most({w: stats.feelings[w] for w in inside if stats.feelings[w]}), {})

    def own_feelings(self, stats: Stats) -> str:
        """Return the feelings that are no word of the lists, with their counts."""
        family_of = self.vocabulary.family_of
        own = {word: count for word, count in stats.feelings.items() if family_of(word) is None}
        return counts(most(own)[:SHOWN], {})

    def span(self, stats: Stats) -> str:
        """Return the days from first to last as briefly as they can be said."""
        first, last = stats.first, stats.last
        if first is None or last is None:
            return ""
        end = full_date(last)
        if first == last:
            return end
        return self.words.between.format(first=_begin(first, last), last=end)

    def within(self, hours: float) -> str:
        """Return a time as the whole hours or days that it lies within."""
        time = self.words.time
        if hours == 0:
            return time.same_day
        if hours <= 1:
            return time.hour
        if hours == 24:
            return time.day
        if hours <= _HOURS_AS_HOURS and hours % 24:
            return time.hours.format(count=math.ceil(hours))
        return time.days.format(count=math.ceil(hours / 24))

    def then(self, counts: Mapping[str, int]) -> str:
        """Return readings with their counts, most frequent first."""
        pairs = [(self.vocabulary.reading(key), counts[key]) for key in READINGS if counts[key]]
        return ", ".join(
            f"{word} {count}" for word, count in sorted(pairs, key=lambda pair: -pair[1])
        )

    def moved(self, stats: Stats, then: str) -> str:
        """Say how moments that looked one way look now, never as a success."""
        words = self.words.moments_words
        now = {now: count for (before, now), count in stats.changed.items() if before == then}
        if not now:
            return ""
        changes = self.then({key: now.get(key, 0) for key in READINGS})
        name = self.vocabulary.reading(then)
        return words.moved.format(total=sum(now.values()), then=name, changes=changes)

    def months(self, stats: Stats, *, full: bool = False, last: int = 12) -> str:
        """Return the latest months and their counts; with several years, their years too."""
        shown = sorted(stats.months.items())[-last:]
        return ", ".join(
            f"{self.month(name, stats, full=full)} {month.entries}" for name, month in shown
        )

    def month(self, name: str, stats: Stats, *, full: bool) -> str:
        """Call a month such as 2026-11, with its year where there are several."""
        word, year = month_and_year(name)
        several = len({month_and_year(each)[1] for each in stats.months}) > 1
        return f"{word if full else word[:3]}{f' {year}' if several else ''}"

    def at(self, stats: Stats, mark: float) -> IncidenceStep | None:
        """Return the curve's step that holds at so many hours, None before the first."""
        steps = [step for step in stats.time_to_return.steps if step.hours <= mark]
        return steps[-1] if steps else None


def month_and_year(name: str) -> tuple[str, str]:
    """Return a month such as 2026-11 in words."""
    year, _, number = name.partition("-")
    return MONTHS[int(number) - 1], year


def counts(
    pairs: Iterable[tuple[str, int]], names: Mapping[str, str], *, form: str = "{} {}"
) -> str:
    """Return words with their counts, own words cut short."""
    return ", ".join(form.format(one_line(names.get(w, w), _WORD), n) for w, n in pairs)


def top(found: Counter[str], names: Mapping[str, str], *, form: str = "{} {}") -> str:
    """Return the three most frequent words with their counts."""
    return counts(most(found)[:3], names, form=form)


def in_100(share: float | None) -> int:
    """Return a share as so many in a hundred."""
    return round(100 * (share or 0))


def _begin(first: date, last: date) -> str:
    if (first.year, first.month) == (last.year, last.month):
        return str(first.day)
    year = "" if first.year == last.year else f" {first.year}"
    return f"{first.day} {MONTHS[first.month - 1]}{year}"
