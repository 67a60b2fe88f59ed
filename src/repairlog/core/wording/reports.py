"""Reports: the shapes of the words on the pages that `report` writes."""

from repairlog.core.wording.conversations import Prompt
from repairlog.core.wording.plural import Plural
from repairlog.core.wording.reader import Shape


class ChartWords(Shape):
    """A chart's title, its description and the head of its table."""

    title: str
    description: str
    head: tuple[str, ...]
    none: str = ""


class MonthsChart(ChartWords):
    """The three states, as in the legend."""

    returned: str
    waiting: str
    rest: str
    above: str


class CurveChart(ChartWords):
    """The legend, and what is said below ten moments."""

    few: str
    line: str
    band: str
    stroke: str


class FlowChart(ChartWords):
    """The two sides."""

    then: str
    now: str


class ReportWords(Shape):
    """`report`."""

    title: str
    made: str
    only: str
    fictional: str
    not_title: str
    not_: str
    chance: str
    others: str
    file: str
    there: str
    there_hint: str
    there_alone: str
    both: str
    both_hint: str
    months: MonthsChart
    curve: CurveChart
    flow: FlowChart
    week: ChartWords
    feelings: ChartWords


class ChooseWords(Prompt):
    """Which moments to take along."""

    told: str
    last_time: str
    more: Plural
    apart: Plural
    none: str
    unknown: str
    never: str
    nobody: str
    nobody_hint: str


class PreviewWords(Prompt):
    """What would be written, and whether to; `caution` is what to know before that."""

    head: str
    left: str
    caution: str = ""
    kept: str
    unasked: str
    unasked_hint: str


class PartWords(Shape):
    """The parts of one account."""

    where: str
    what: str
    before: str
    did: str
    felt: str
    felt_in: str
    felt_they: str
    moment: str
    then: str
    now: str
    not_now: str
    meaning: str
    said: str
    offered: str
    reconnected: str
    they_came: str
    helped: str
    engaged: str
    not_yet: str
    no_talk: str
    planned: str
    rest: str
    waiting: str
    words: str
    right: str
    around: str
    meant: str
    since: str
    next: str
    who: str
    when: str
    need: str
    with_me: str
    nothing: str


class CountWords(Shape):
    """The first page of counts, where it is asked for: what stands before each number."""

    title: str
    note: str
    written: str
    returned: str
    settled: str
    waiting: str
    rest: str
    steady: str
    apart: str


class TakenWords(Shape):
    """`report --supervision`, or `report --therapy`.

    Where there is no `next`, nothing is asked of it; where there are no `counts`, none are made.
    """

    title: str
    made: str
    not_title: str
    not_: str
    blanks: tuple[str, ...]
    before_title: str
    before: str
    no_counts: str = ""
    no_counts_hint: str = ""
    choose: ChooseWords
    asking: str
    next: Prompt | None = None
    needs: Prompt
    preview: PreviewWords
    counts: CountWords | None = None
    parts: PartWords
