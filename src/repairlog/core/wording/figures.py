"""Figures: the shapes of the words around them."""

from repairlog.core.wording.plural import Plural
from repairlog.core.wording.reader import Shape


class BackWords(Shape):
    """Whether the person is coming back."""

    headline: str
    told: str
    apart: Plural
    steady: Plural
    they_came: Plural
    help: str
    unanswered: str
    others: str
    ratio: str
    returned: str
    waiting: str
    at_rest: str
    settled: str
    said: str
    said_settled: str
    waits: Plural
    rests: Plural
    few: str
    share: str
    median: str
    no_median: str


class TimeWords(Shape):
    """How long it took."""

    title: str
    few: str
    intro: str
    range: str
    intro_plain: str
    sentence: str
    sentence_bare: str
    open: Plural
    rest: Plural
    late: Plural
    since: str
    late_out: str
    late_hint: str
    caveat: str
    hour: str
    hours: str
    day: str
    days: str
    same_day: str


class TableWords(Shape):
    """The rows of the first screen, and the same as sentences."""

    then: str
    again: str
    felt: str
    did: str
    months: str
    hour: str
    so_far: str
    then_sentence: str
    again_sentence: str
    felt_sentence: str
    did_sentence: str
    months_sentence: str
    hour_known: str
    hour_most: str
    hour_sentence: str
    hour_most_sentence: str


class MomentWords(Shape):
    """Can't and won't, then and now."""

    title: str
    none: str
    then: str
    now: str
    unsaid: str
    moved: str
    row: str
    caveat: str


class FeelingWords(Shape):
    """Feelings, body, deeds."""

    title: str
    felt: str
    own: str
    child: str
    body: str
    did: str
    capacities: str
    together: str
    pair: str
    together_caveat: str
    none: str


class WhenWords(Shape):
    """Hours, weekdays, months, settings."""

    title: str
    grid: str
    grid_wide: str
    none: str
    day_sentence: str
    hour_count: str
    months: str
    month_row: str
    month_apart: str
    month_sentence: str
    parts: str
    occasions: str
    settings: str


class ChildrenWords(Shape):
    """With whom."""

    title: str
    row: str
    none: str
    unnamed: str
    caveat: str


class FigureWords(Shape):
    """`stats`."""

    nothing: str
    moments: Plural
    between: str
    caveat: str
    more: str
    back: BackWords
    time: TimeWords
    table: TableWords
    moments_words: MomentWords
    feelings: FeelingWords
    when: WhenWords
    children: ChildrenWords

    def counted(self, count: int) -> str:
        """Return a number of hard moments in words."""
        return self.moments.of(count).format(count=count)
