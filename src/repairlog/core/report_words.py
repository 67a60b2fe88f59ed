"""The shapes of the words on pages: `content/report.toml` and `content/supervision.toml`."""

from pydantic import Field

from repairlog.core.figure_words import Shape


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
    fictional: str
    not_title: str
    not_: str = Field(alias="not")
    chance: str
    others: str
    file: str
    there: str
    there_hint: str
    months: MonthsChart
    curve: CurveChart
    flow: FlowChart
    week: ChartWords
    feelings: ChartWords
