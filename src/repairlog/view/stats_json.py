"""JSON of `stats --json`: its shape, from which `docs/schemas/stats.json` is made, and its filling.

Nothing is rounded; a count is of entries; lists begin with the most frequent.
"""

from collections import Counter
from typing import Annotated, Literal, cast

from pydantic import Field
from typing_extensions import TypedDict

from repairlog.core.entries.model import Reading, Setting
from repairlog.core.figures.estimators import LEVEL, Incidence
from repairlog.core.figures.statistics import Stats, most

Count = Annotated[int, Field(ge=0)]
Share = Annotated[float, Field(ge=0, le=1)]
Hours = Annotated[float, Field(ge=0)]
Before = Literal[Reading, "none"]
WordCount = Annotated[list[str | int], Field(min_length=2, max_length=2)]
"""A word and how many entries hold it."""


class Ratio(TypedDict):
    """Hard moments, and how many of them were come back to; those apart are left out."""

    rupture: Count
    repair: Count


class States(TypedDict):
    """How the moments stood at `as_of`; those apart are left out."""

    waiting: Count
    returned: Count
    at_rest: Count


class RepairedShare(TypedDict):
    """returned / (returned + waiting), with its Wilson score interval; null for 0 of 0."""

    value: Share | None
    low: Share | None
    high: Share | None
    level: Share
    enough: Annotated[bool, Field(description="Whether there are enough entries to say it.")]


class CurveStep(TypedDict):
    """A distinct time of return, and the share that had been come back to by then."""

    hours: Hours
    returned: Share
    low: Annotated[Share | None, Field(description="Null where all were come back to.")]
    high: Annotated[Share | None, Field(description="Null where all were come back to.")]


class TimeToReturn(TypedDict):
    """Aalen-Johansen cumulative incidence of coming back, in hours since it happened."""

    n: Count
    events: Count
    median_hours: Annotated[
        Hours | None, Field(description="The first time at which half is reached, else null.")
    ]
    logged_after: Annotated[
        Count, Field(description="Entries written down only after their first return.")
    ]
    curve: list[CurveStep]


class Then(TypedDict):
    """How it looked in the moment."""

    cant: Count
    wont: Count
    both: Count
    unsure: Count
    none: Count


class Now(TypedDict):
    """How it looks to those who looked again."""

    cant: Count
    wont: Count
    both: Count
    unsure: Count


# The functional form, as `from` is no name in Python.
Changed = TypedDict("Changed", {"from": Before, "to": Reading, "count": Count})


class CheckIns(TypedDict):
    """Moments come back to that were looked back on later, and how the adult was around since."""

    entries: Count
    present: Count
    interested: Count
    ordinary: Count


class Moments(TypedDict):
    """Can't and won't, in the moment and when looked at again (unchanged pairs included)."""

    then: Then
    looked_again: Count
    now: Now
    changed: list[Changed]


class MonthCount(TypedDict):
    """A local month, such as 2026-11: its entries, and how many were come back to."""

    month: Annotated[str, Field(pattern=r"^\d{4}-\d\d$")]
    entries: Count
    returned: Count


class ChildCount(TypedDict):
    """Entries with one child; by name, and no more than a count."""

    child: str
    entries: Count


class SettingCount(TypedDict):
    """Entries of one setting."""

    setting: Setting
    entries: Count


class Together(TypedDict):
    """Entries that hold a feeling of this family and this deed: a count, not a cause."""

    feeling_family: str
    did: str
    entries: Count


class StatsJson(TypedDict):
    """What `repairlog stats --json` prints."""

    as_of: Annotated[str, Field(json_schema_extra={"format": "date-time"})]
    since: Annotated[str | None, Field(json_schema_extra={"format": "date-time"})]
    until: Annotated[str | None, Field(json_schema_extra={"format": "date-time"})]
    entries: Count
    ratio: Ratio
    states: States
    reconnected: Count
    repaired_share: RepairedShare
    time_to_return: TimeToReturn
    check_ins: CheckIns
    moments: Moments
    did: list[WordCount]
    feelings: list[WordCount]
    feeling_families: list[WordCount]
    together: list[Together]
    child_feelings: list[WordCount]
    body: list[WordCount]
    capacities: list[WordCount]
    by_month: list[MonthCount]
    by_hour: Annotated[
        list[Annotated[list[Count], Field(min_length=24, max_length=24)]],
        Field(min_length=7, max_length=7, description="Seven days from Monday, 24 hours each."),
    ]
    by_part_of_day: Annotated[
        list[WordCount],
        Field(
            description="Entries by the part of their day (said, or that of a known hour), and by"
            " the words said of it."
        ),
    ]
    by_child: list[ChildCount]
    by_setting: list[SettingCount]
    steady: Annotated[Count, Field(description="What nearly happened, and didn't.")]
    they_came: Annotated[Count, Field(description="Returned ones to which only the child came.")]
    apart: Count
    unreadable_lines: Count


def as_json(stats: Stats, since: str | None, until: str | None, unreadable: int) -> StatsJson:
    """Return the figures as `docs/figures.md` names them."""
    low, high = stats.interval or (None, None)
    return {
        "as_of": stats.as_of.isoformat(),
        "since": since,
        "until": until,
        "entries": stats.entries,
        "ratio": {"rupture": stats.rupture, "repair": stats.returned},
        "states": {
            "waiting": stats.waiting,
            "returned": stats.returned,
            "at_rest": stats.at_rest,
        },
        "reconnected": stats.reconnected,
        "repaired_share": {
            "value": stats.share,
            "low": low,
            "high": high,
            "level": LEVEL,
            "enough": stats.enough,
        },
        "time_to_return": _time(stats.time_to_return, stats.logged_after),
        "check_ins": {
            "entries": stats.looked_back,
            "present": stats.since["present"],
            "interested": stats.since["interested"],
            "ordinary": stats.since["ordinary"],
        },
        "moments": _moments(stats),
        "did": _pairs(stats.did),
        "feelings": _pairs(stats.feelings),
        "feeling_families": _pairs(stats.families),
        "together": [
            {"feeling_family": family, "did": deed, "entries": count}
            for (family, deed), count in most(stats.together)
        ],
        "child_feelings": _pairs(stats.child_feelings),
        "body": _pairs(stats.body),
        "capacities": _pairs(stats.capacities),
        "by_month": [
            {"month": name, "entries": month.entries, "returned": month.returned}
            for name, month in sorted(stats.months.items())
        ],
        "by_hour": stats.hours,
        "by_part_of_day": _pairs(stats.by_part_of_day),
        "by_child": [
            {"child": child, "entries": count} for child, count in sorted(stats.children.items())
        ],
        "by_setting": [
            {"setting": cast("Setting", setting), "entries": count}
            for setting, count in most(stats.settings)
        ],
        "steady": stats.steady,
        "they_came": stats.they_came,
        "apart": stats.apart,
        "unreadable_lines": unreadable,
    }


def _time(time: Incidence, logged_after: int) -> TimeToReturn:
    return {
        "n": time.n,
        "events": time.events,
        "median_hours": time.median_hours,
        "logged_after": logged_after,
        "curve": [
            {"hours": step.hours, "returned": step.returned, "low": step.low, "high": step.high}
            for step in time.steps
        ],
    }


def _moments(stats: Stats) -> Moments:
    then, now = stats.then, stats.now
    return {
        "then": {
            "cant": then["cant"],
            "wont": then["wont"],
            "both": then["both"],
            "unsure": then["unsure"],
            "none": then["none"],
        },
        "looked_again": stats.looked_again,
        "now": {
            "cant": now["cant"],
            "wont": now["wont"],
            "both": now["both"],
            "unsure": now["unsure"],
        },
        "changed": [
            {"from": cast("Before", before), "to": cast("Reading", after), "count": count}
            for (before, after), count in most(stats.changed)
        ],
    }


def _pairs(counts: Counter[str]) -> list[list[str | int]]:
    return [[word, count] for word, count in most(counts)]
