from datetime import datetime
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from repairlog.core.dates.clock import Unclear
from repairlog.core.dates.periods import Period, read_period
from support.cases import each_of

LONDON = ZoneInfo("Europe/London")
NOW = datetime(2026, 11, 27, 22, 40, tzinfo=LONDON)


def localise(wall):
    """Place a wall time in London."""
    return wall.replace(tzinfo=LONDON)


def shown(period):
    """Write a period as its first and last day, or why there is none."""
    if isinstance(period, Unclear):
        return period.name
    return f"{period.first.at.date()} {period.last.at.date()}"


@each_of(
    ("phrase", "days"),
    [
        ("2026", "2026-01-01 2026-12-31"),
        ("1930", "1930-01-01 1930-12-31"),
        ("2027", "FUTURE"),
        ("1899", "IMPOSSIBLE"),
        ("2026-11", "2026-11-01 2026-11-30"),
        ("2024-02", "2024-02-01 2024-02-29"),
        ("2026-13", "IMPOSSIBLE"),
        ("2026-12", "FUTURE"),
        ("11/2026", "2026-11-01 2026-11-30"),
        ("november", "2026-11-01 2026-11-30"),
        ("In November.", "2026-11-01 2026-11-30"),
        ("december", "2025-12-01 2025-12-31"),
        ("november 2025", "2025-11-01 2025-11-30"),
        ("last month", "2026-10-01 2026-10-31"),
        ("this month", "2026-11-01 2026-11-30"),
        ("this week", "2026-11-23 2026-11-29"),
        ("last week", "2026-11-16 2026-11-22"),
        ("this year", "2026-01-01 2026-12-31"),
        ("last year", "2025-01-01 2025-12-31"),
        ("3 months ago", "2026-08-27 2026-08-27"),
        ("nine months ago", "2026-02-27 2026-02-27"),
        ("a year ago", "2025-11-27 2025-11-27"),
        ("two years ago", "2024-11-27 2024-11-27"),
        ("last 2 months", "2026-09-27 2026-11-27"),
        ("the past six weeks", "2026-10-16 2026-11-27"),
        ("the last year", "2025-01-01 2025-12-31"),
        ("last 10 days", "2026-11-17 2026-11-27"),
        ("the last few weeks", "UNKNOWN"),
        ("the start of october", "2026-10-01 2026-10-01"),
        ("beginning of the week", "2026-11-23 2026-11-23"),
        ("end of oct", "2026-10-31 2026-10-31"),
        ("the start of the month", "2026-11-01 2026-11-01"),
        ("start of last year", "2025-01-01 2025-01-01"),
        ("the end of it", "UNKNOWN"),
        ("yesterday", "2026-11-26 2026-11-26"),
        ("tuesday last week", "2026-11-17 2026-11-17"),
        ("2026-11-09", "2026-11-09 2026-11-09"),
        ("the weekend", "SEVERAL"),
        ("last weekend", "SEVERAL"),
        ("monday last month", "UNKNOWN"),
        ("next month", "UNKNOWN"),
        ("summer", "UNKNOWN"),
        ("last", "UNKNOWN"),
    ],
)
def test_period(phrase, days):
    """A period is its first and its last day; the weekend stays a question."""
    assert shown(read_period(phrase, NOW, localise)) == days


def test_a_month_back_from_its_last_day():
    """Months are counted back to the same day, or to the last that month has."""
    now = datetime(2026, 3, 31, 12, tzinfo=LONDON)
    assert shown(read_period("a month ago", now, localise)) == "2026-02-28 2026-02-28"


@given(
    st.text() | st.sampled_from(["2026", "200 years ago", "999 months ago", "last month", "0000"])
)
def test_any_text_is_safe(text):
    """Nothing raises, and a period has begun and does not end before it begins."""
    period = read_period(text, NOW, localise)
    if isinstance(period, Period):
        assert period.first.at.date() <= NOW.date()
        assert period.first.at <= period.last.at
