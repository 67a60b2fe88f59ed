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
    carers: str
    about: str
    unknown: str
    there: str
    there_hint: str
    months: MonthsChart
    curve: CurveChart
    flow: FlowChart
    week: ChartWords
    feelings: ChartWords


class ChooseWords(Prompt):
    """Which moments to take along."""

    told: str
    apart: Plural
    none: str
    nobody: str
    nobody_hint: str


class PreviewWords(Prompt):
    """What would be written, and whether to."""

    head: str
    left: str
    kept: str
    unasked: str
    unasked_hint: str


class PartWords(Shape):
    """The parts of one account."""

    what: str
    did: str
    moment: str
    then: str
    now: str
    not_now: str
    meaning: str
    next: str
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
    said: str
    agreed: str
    need: str
    told: str
    blank: str
    nothing: str


class SupervisionWords(Shape):
    """`report --supervision`."""

    title: str
    made: str
    not_title: str
    not_: str
    choose: ChooseWords
    needs: Prompt
    told: Prompt
    preview: PreviewWords
    parts: PartWords
