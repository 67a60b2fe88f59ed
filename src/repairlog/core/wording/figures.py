"""The shapes of the words around the figures: `content/figures.toml`, typed and frozen."""

from pydantic import BaseModel, ConfigDict


class Shape(BaseModel):
    """A name that a file lacks, or has too many, is an error when it is loaded."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class BackWords(Shape):
    """Whether the person is coming back."""

    headline: str
    told: str
    apart_one: str
    apart_many: str
    help: str
    others: str
    ratio: str
    returned: str
    waiting: str
    at_rest: str
    settled: str
    said: str
    said_settled: str
    waits_one: str
    waits_many: str
    rests_one: str
    rests_many: str
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
    open_one: str
    open_many: str
    rest_one: str
    rest_many: str
    late_one: str
    late_many: str
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
    look_one: str
    look_many: str
    stay_one: str
    stay_many: str
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
    moment: str
    moments: str
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
        return (self.moment if count == 1 else self.moments).format(count=count)
