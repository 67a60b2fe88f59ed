import time as clock
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repairlog.core.dates.clock import Localise, Unclear
from repairlog.core.dates.naming import When, describe, name, today
from repairlog.core.dates.parse import read_when
from support.cases import each_of
from support.work import work

PHRASE_TABLE = Path(__file__).with_name("phrases.txt").read_text(encoding="utf-8")


def table() -> Iterator[tuple[str, str, str]]:
    """Yield each phrase with its now and its meaning."""
    now = ""
    for line in PHRASE_TABLE.splitlines():
        if line.startswith("= "):
            now = line.removeprefix("= ")
        elif line and not line.startswith("#"):
            yield line[:36], now, line[36:]


CASES = list(table())


def local(zone: str) -> Localise:
    """Return how a zone places its wall times."""
    return lambda wall: wall.replace(tzinfo=ZoneInfo(zone))


LONDON = local("Europe/London")


def shown(read: When | Unclear) -> str:
    """Write a meaning the way the table does."""
    if isinstance(read, Unclear):
        return read.name
    day = read.at.isoformat()[
        : len("2026-11-19T18:30" if read.precision == "minute" else "2026-11-19")
    ]
    told = ", ".join(filter(None, (f"{day} {read.part}".strip(), read.occasion)))
    return f"{told}; open" if read.hour_open else told


@each_of(("phrase", "now", "meaning"), CASES)
def test_phrase(phrase, now, meaning):
    """A phrase means this, or is refused for this reason."""
    assert shown(read_when(phrase, LONDON(datetime.fromisoformat(now)), LONDON)) == meaning


# What a zone did to its clocks: now, a phrase, and the moment it means.
CHANGED_CLOCKS = """
Europe/London        2026-03-29T12:00+01:00  today at 01:30     2026-03-29T02:30+01:00
Europe/London        2026-03-29T12:00+01:00  half one           2026-03-29T02:30+01:00
Europe/London        2026-03-29T12:00+01:00  00:59              2026-03-29T00:59+00:00
Europe/London        2026-03-29T12:00+01:00  2:00               2026-03-29T02:00+01:00
Europe/London        2026-03-29T02:10+01:00  half an hour ago   2026-03-29T00:40+00:00
Europe/London        2026-10-25T12:00+00:00  01:30              2026-10-25T01:30+01:00
Europe/London        2026-10-25T01:10+01:00  01:05              2026-10-25T01:05+01:00
Europe/London        2026-10-25T01:10+00:00  01:50              2026-10-25T01:50+01:00
Europe/London        2026-10-25T01:10+00:00  now                2026-10-25T01:10+00:00
Europe/London        2026-10-25T01:10+00:00  20 minutes ago     2026-10-25T01:50+01:00
Europe/London        2026-10-25T12:00+00:00  24 hours ago       2026-10-24T13:00+01:00
Europe/London        2026-10-25T12:00+00:00  2026-10-25T01:30Z  2026-10-25T01:30+00:00
Europe/London        2026-10-25T12:00+00:00  yesterday 7pm      2026-10-24T19:00+01:00
Europe/London        2026-10-25T12:00+00:00  1 june             2026-06-01T12:00+01:00
America/New_York     2026-03-08T09:00-04:00  02:30              2026-03-08T03:30-04:00
America/New_York     2026-03-08T09:00-04:00  last night at 2    2026-03-08T03:00-04:00
America/New_York     2026-11-01T09:00-05:00  half one           2026-11-01T01:30-04:00
America/New_York     2026-11-01T09:00-05:00  7 hours ago        2026-11-01T02:00-05:00
America/New_York     2026-11-01T09:00-05:00  8 hours ago        2026-11-01T01:00-05:00
America/New_York     2026-11-01T09:00-05:00  9 hours ago        2026-11-01T01:00-04:00
Australia/Lord_Howe  2026-10-04T09:00+11:00  02:10              2026-10-04T02:40+11:00
Australia/Lord_Howe  2026-10-04T09:00+11:00  02:30              2026-10-04T02:30+11:00
Australia/Lord_Howe  2026-04-05T09:00+10:30  01:45              2026-04-05T01:45+11:00
Australia/Lord_Howe  2026-04-05T09:00+10:30  at 1               2026-04-05T01:00+11:00
Pacific/Apia         2011-12-31T09:00+14:00  30 december        2011-12-31T12:00+14:00
Africa/Monrovia      1960-05-02T09:00-00:44  07:00              1960-05-02T07:00-00:44
"""
CHANGES = [
    [field.strip() for field in (line[:21], line[21:45], line[45:64], line[64:])]
    for line in CHANGED_CLOCKS.strip().splitlines()
]


@each_of(("zone", "now", "phrase", "moment"), CHANGES)
def test_changed_clocks(zone, now, phrase, moment):
    """A skipped time moves forward, of a repeated one the first is meant, offsets are right."""
    read = read_when(phrase, datetime.fromisoformat(now), local(zone))
    assert isinstance(read, When)
    assert read.at.isoformat(timespec="minutes") == moment


def test_skipped_time_is_not_moved_past_now():
    """A skipped time that would land after now is refused."""
    now = datetime.fromisoformat("2026-03-29T02:10+01:00")
    assert read_when("01:30", now, LONDON) is Unclear.FUTURE


@pytest.fixture
def london_computer(monkeypatch) -> Iterator[None]:
    """Set the clocks of this computer to London's."""
    if not hasattr(clock, "tzset"):
        pytest.skip("this system cannot change its zone")
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "Europe/London")
        clock.tzset()
        yield
    clock.tzset()


@pytest.mark.usefixtures("london_computer")
@each_of(("zone", "now", "phrase", "moment"), CHANGES[:14])
def test_clocks_of_the_computer(zone, now, phrase, moment):
    """The computer's own zone gives the same moments, though its folds of a gap differ."""
    read = read_when(phrase, datetime.fromisoformat(now), lambda wall: wall.astimezone())
    assert isinstance(read, When)
    assert read.at.isoformat(timespec="minutes") == moment


NOW = LONDON(datetime.fromisoformat("2026-11-19T22:40:59.000005"))


@each_of("text", ["", "   ", "\t\n"])
def test_nothing_is_today(text):
    """An empty answer is today."""
    assert read_when(text, NOW, LONDON) == today(NOW, LONDON)


@each_of(
    ("now", "day"),
    [("2026-11-20T03:59", "2026-11-19"), ("2026-11-20T04:00", "2026-11-20")],
)
def test_today_ends_at_four(now, day):
    """Until four in the morning, today is the day before; it is stored as local noon."""
    assert today(LONDON(datetime.fromisoformat(now)), LONDON) == When(
        datetime.fromisoformat(day + "T12:00+00:00"), "day"
    )


@each_of(
    ("words", "hour"),
    [
        ("drop-off", 6),
        ("school run", 6),
        ("nap", 7),
        ("lunch, after lunch, pick-up, after nursery", 11),
        ("afternoon", 12),
        ("after school", 14),
        ("tea, after tea", 15),
        ("dinner, after dinner, supper, bath, before bed, bed, evening, tonight", 16),
    ],
)
def test_not_yet_today(words, hour):
    """What cannot have happened yet today is in the future; a little early is let pass."""
    before = LONDON(datetime(2026, 11, 19, hour - 1, 59))  # noqa: DTZ001
    for word in words.split(", "):
        assert read_when(word, before, LONDON) is Unclear.FUTURE
        assert isinstance(read_when(word, before + timedelta(minutes=1), LONDON), When)


def test_years_are_those_of_the_journal():
    """A moment that local time puts into 1899 is refused like a date in 1899."""
    zone = local("America/New_York")
    assert read_when("1900-01-01T00:00Z", NOW, zone) is Unclear.IMPOSSIBLE
    assert isinstance(read_when("1900-01-01T12:00Z", NOW, zone), When)


def test_now_in_another_zone():
    """Now may be given in any zone: the local clock counts."""
    now = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)
    read = read_when("half twelve", now, LONDON)
    assert isinstance(read, When)
    assert read.at.isoformat() == "2026-07-02T00:30:00+01:00"


def test_written_offset_is_kept():
    """A numeric offset says whose wall clock it was, and stays."""
    read = read_when("2026-11-19T18:30-05:00", NOW + timedelta(days=1), LONDON)
    assert isinstance(read, When)
    assert read.at.isoformat() == "2026-11-19T18:30:00-05:00"


def test_times_a_system_cannot_place():
    """Where the system knows no offset for a time, that time is refused."""

    def modern(wall: datetime) -> datetime:
        if wall.year < 1970:
            raise OSError
        return LONDON(wall)

    assert read_when("1 may 1969", NOW, modern) is Unclear.IMPOSSIBLE


@each_of(
    ("text", "meaning"),
    [
        ("7" * 100_000, "UNKNOWN"),
        ("the " * 25_000 + "today", "UNKNOWN"),
        ("half " * 20_000 + "six", "UNKNOWN"),
        (" " * 99_995 + "today", "2026-11-19"),
    ],
)
def test_long_text_is_read_no_further_than_it_need_be(text, meaning):
    """A hundred thousand characters are no more work than a few, and mean what they say."""
    assert shown(read_when(text, NOW, LONDON)) == meaning
    assert work(read_when, text, NOW, LONDON) <= work(read_when, "today", NOW, LONDON)


@each_of(
    ("phrase", "words"),
    [
        ("bath time", "Thursday 19 November, evening, bath time"),
        ("last wednesday at 6", "Wednesday 18 November; which hour is left open"),
        ("monday after football", "Monday 16 November, after football"),
        ("half six", "Thursday 19 November, 18:30"),
        ("sunday", "Sunday 15 November"),
        ("31 december", "Wednesday 31 December 2025"),
        ("1 may 2025 7am", "Thursday 1 May 2025, 07:00"),
    ],
)
def test_describe(phrase, words):
    """What was understood is shown in full, with the year when it is another one."""
    read = read_when(phrase, NOW, LONDON)
    assert isinstance(read, When)
    assert describe(read, NOW) == words


@each_of(
    ("at", "precision", "words"),
    [
        ("2026-11-19T18:30", "minute", "Thursday evening"),
        ("2026-11-19T12:00", "day", "Thursday"),
        ("2026-11-17T08:00", "minute", "Tuesday morning"),
        ("2026-11-17T16:59", "minute", "Tuesday afternoon"),
        ("2026-11-17T21:00", "minute", "Tuesday night"),
        ("2026-11-18T03:59", "minute", "Tuesday night"),
        ("2026-11-18T04:00", "minute", "Wednesday morning"),
        ("2026-11-13T12:00", "day", "Friday"),
        ("2026-11-12T12:00", "day", "12 November"),
        ("2026-11-13T01:00", "minute", "13 November"),
        ("2026-11-09T18:30", "minute", "9 November"),
        ("2025-11-09T12:00", "day", "9 November 2025"),
        ("2026-11-20T12:00", "day", "20 November"),
    ],
)
def test_name(at, precision, words):
    """A moment goes by its weekday for six days, then by its date; a night ends at four."""
    assert name(LONDON(datetime.fromisoformat(at)), precision, NOW) == words


def test_a_day_is_called_with_the_part_that_was_said():
    """A day known to be an evening is called so while it goes by its weekday, no longer after."""
    at = LONDON(datetime.fromisoformat("2026-11-17T12:00"))
    assert name(at, "day", NOW, "evening") == "Tuesday evening"
    assert name(at - timedelta(days=7), "day", NOW, "evening") == "10 November"


ZONES = st.sampled_from(
    ["Europe/London", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata"]
)
NOWS = st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
WORDS = sorted({word for phrase, _, _ in CASES for word in phrase.split()})
PHRASES = st.text() | st.lists(st.sampled_from(WORDS), max_size=5).map(" ".join)


@given(PHRASES, NOWS, ZONES)
def test_any_text_is_safe(text, now, zone):
    """Nothing raises, and nothing read is after now, by the minute or by the day."""
    read = read_when(text, now, local(zone))
    if isinstance(read, When):
        here = now.astimezone(ZoneInfo(zone))
        if read.precision == "minute":
            assert read.at <= now
        else:
            assert read.at.date() <= here.date()
            assert read.at.hour == 12
        assert describe(read, here)
        assert name(read.at, read.precision, here)


@given(NOWS, st.timedeltas(timedelta(), timedelta(days=30_000)), ZONES)
def test_iso_of_any_past_minute_is_read_back(now, earlier, zone):
    """A time with its offset, as another program writes it, is read as that moment."""
    at = (now - earlier).astimezone(ZoneInfo(zone)).replace(second=0, microsecond=0)
    read = read_when(at.isoformat(), now, local(zone))
    assert isinstance(read, When)
    assert (read.at, read.at.utcoffset()) == (at, at.utcoffset())


@given(NOWS, st.timedeltas(timedelta(), timedelta(days=30_000)), ZONES)
def test_universal_time_becomes_local(now, earlier, zone):
    """A time in Z is the same moment by the local clock."""
    at = (now - earlier).replace(second=0, microsecond=0)
    read = read_when(at.isoformat().replace("+00:00", "Z"), now, local(zone))
    assert isinstance(read, When)
    assert (read.at, read.at.utcoffset()) == (at, at.astimezone(ZoneInfo(zone)).utcoffset())


@given(NOWS, st.lists(st.sampled_from(WORDS), min_size=1, max_size=3))
def test_what_is_shown_back_can_be_typed(now, words):
    """What is shown back, when typed, is the same time on the wall or is refused."""
    read = read_when(" ".join(words), now, LONDON)
    if isinstance(read, When):
        again = read_when(describe(read, now), now, LONDON)
        assert isinstance(again, Unclear) or describe(again, now) == describe(read, now)
