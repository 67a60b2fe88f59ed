"""Times to come: what is plain is placed, what is not is refused, nothing is ever guessed."""

from datetime import datetime
from zoneinfo import ZoneInfo

from repairlog.core.dates.clock import Unclear
from repairlog.core.dates.coming import read_coming
from support.cases import each_of

ZONE = ZoneInfo("Europe/London")
FRIDAY = datetime(2026, 11, 27, 21, 10, tzinfo=ZONE)


def localise(naive):
    """Place a wall time in the zone of these tests."""
    return naive.replace(tzinfo=ZONE)


def read(text, now=FRIDAY):
    """Return the wall time that a phrase is read as, or why it is refused."""
    found = read_coming(text, now, localise)
    return found if isinstance(found, Unclear) else f"{found:%Y-%m-%d %H:%M}"


@each_of(
    ("text", "at"),
    [
        ("tomorrow 7pm", "2026-11-28 19:00"),
        ("Tomorrow, 19:30", "2026-11-28 19:30"),
        ("tomorrow evening at 7", "2026-11-28 19:00"),
        ("tomorrow morning half six", "2026-11-28 06:30"),
        ("monday 7pm", "2026-11-30 19:00"),
        ("friday 7pm", "2026-12-04 19:00"),
        ("friday 10pm", "2026-11-27 22:00"),
        ("10pm", "2026-11-27 22:00"),
        ("7pm", "2026-11-28 19:00"),
        ("tonight 10pm", "2026-11-27 22:00"),
        ("2026-11-30 19:30", "2026-11-30 19:30"),
        ("2026-11-30T19:30", "2026-11-30 19:30"),
        ("2026-11-30T19:30Z", "2026-11-30 19:30"),
        ("1 december 2026 7pm", "2026-12-01 19:00"),
        ("in 2 hours", "2026-11-27 23:10"),
        ("in half an hour", "2026-11-27 21:40"),
        ("in an hour", "2026-11-27 22:10"),
        ("in 3 days", "2026-11-30 21:10"),
        ("in a week", "2026-12-04 21:10"),
    ],
)
def test_what_is_plain(text, at):
    """A day and a time, or so long from now."""
    assert read(text) == at


@each_of(
    ("text", "why"),
    [
        ("yesterday 7pm", Unclear.PAST),
        ("today 7pm", Unclear.PAST),
        ("2026-11-27 19:30", Unclear.PAST),
        ("an hour ago", Unclear.PAST),
        ("now", Unclear.PAST),
        ("tomorrow", Unclear.UNKNOWN),
        ("tomorrow at 7", Unclear.UNKNOWN),
        ("tomorrow evening", Unclear.UNKNOWN),
        ("tomorrow bath time", Unclear.UNKNOWN),
        ("last friday 7pm", Unclear.UNKNOWN),
        ("next week", Unclear.UNKNOWN),
        ("tomorrow midnight", Unclear.UNKNOWN),
        ("soon", Unclear.UNKNOWN),
        ("", Unclear.UNKNOWN),
        ("x" * 200, Unclear.UNKNOWN),
        ("in 0 days", Unclear.PAST),
        ("2026-13-45 19:30", Unclear.IMPOSSIBLE),
    ],
)
def test_what_is_refused(text, why):
    """What is over, what leaves the hour or the day open, and what is no time at all."""
    assert read(text) == why


def test_a_time_that_clocks_skip_and_days_across_a_change():
    """The clocks go forward in the night to 28 March: two o'clock is three, and 7pm stays 7pm."""
    before = datetime(2027, 3, 27, 19, 0, tzinfo=ZONE)
    assert read("tomorrow 1:30am", before) == "2027-03-28 02:30"
    assert read("in 1 day", before) == "2027-03-28 19:00"
    assert read("in 12 hours", before) == "2027-03-28 08:00"
