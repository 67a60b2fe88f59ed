"""Reading holds one month at a time, reads only what it needs, and finds entries by their id."""

import gc
import itertools
import weakref
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from repairlog.core.entries.changes import delete
from repairlog.core.entries.codec import dump
from repairlog.core.entries.listing import happening
from repairlog.core.entries.model import ID_ALPHABET, Entry
from repairlog.errors import NotFoundError
from repairlog.journal import files
from repairlog.journal import journal as journal_module
from repairlog.journal import lines as lines_module
from repairlog.journal.folders import Locations
from repairlog.journal.journal import Journal
from support.strategies import IDS, START, line

MONTHS = [f"{year}-{month:02}" for year in (2025, 2026) for month in range(1, 13)]


def entry(number: int, logged: datetime, happened: datetime | None = None) -> Entry:
    """An entry with a number for its id."""
    entry_id = "aaaaaaaaa" + "".join(ID_ALPHABET[number // 32**n % 32] for n in (2, 1, 0))
    return Entry(
        id=entry_id,
        happened=happened or logged,
        precision="minute",
        logged=logged,
        edited=logged,
        what=f"entry {number}",
    )


@pytest.fixture
def years(locations: Locations) -> Locations:
    """Two years of two devices, ten entries a month each."""
    locations.journal.mkdir()
    for at, month in enumerate(MONTHS):
        first = datetime.fromisoformat(f"{month}-02T12:00:00+00:00")
        for half, device in enumerate(("laptop-aaaaaa", "phone-bbbbbb")):
            entries = [
                entry(at * 20 + half * 10 + n, first + timedelta(days=n, hours=half))
                for n in range(10)
            ]
            path = locations.journal / f"{month}.{device}.jsonl"
            path.write_bytes(b"".join(dump(each) + b"\n" for each in entries))
    return locations


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are read, one after the other."""
    names: list[str] = []
    real = files.read

    def reading(path: Path) -> bytes:
        names.append(path.name)
        return real(path)

    monkeypatch.setattr(files, "read", reading)
    return names


def test_all_entries_are_read_one_month_at_a_time(
    years: Locations, monkeypatch: pytest.MonkeyPatch
):
    """While entries are gone through, no more than a month of lines is held."""
    alive: set[int] = set()
    most = 0
    real = lines_module.parse

    def parsing(data: bytes) -> object:
        nonlocal most
        version = real(data)
        alive.add(key := id(version))
        weakref.finalize(version, alive.discard, key)
        most = max(most, len(alive))
        return version

    monkeypatch.setattr(lines_module, "parse", parsing)
    count = 0
    for _ in Journal(years).entries():
        count += 1
        gc.collect(0)
    assert count == 480
    assert 20 <= most <= 45, "one month, and what is left of the one before"


def test_entries_come_month_by_month(years: Locations):
    """Each once, the months in their order."""
    months = [f"{each.logged:%Y-%m}" for each in Journal(years).entries()]
    assert months == [month for month in MONTHS for _ in range(20)]


@pytest.mark.parametrize(
    ("wanted", "months"), [(1, 1), (5, 1), (18, 1), (21, 2), (40, 2), (480, 24)]
)
def test_a_short_listing_reads_only_the_months_it_needs(
    years: Locations, read: list[str], wanted: int, months: int
):
    """And one further at most, as nothing happens after it is logged."""
    found = list(itertools.islice(Journal(years).newest_first(), wanted))
    assert [each.what for each in found][:2] == ["entry 479", "entry 469"][:wanted]
    assert found == sorted(found, key=lambda each: each.happened, reverse=True)
    assert len({name[:7] for name in read}) in (months, months + 1)
    assert len(read) == len(set(read)), "no file is read twice"


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """The lines of which it is read what they say."""
    lines: list[bytes] = []
    real = lines_module.parse

    def parsing(data: bytes) -> object:
        lines.append(data)
        return real(data)

    monkeypatch.setattr(lines_module, "parse", parsing)
    return lines


def test_the_last_entry_is_found_in_the_last_month(years: Locations, parsed: list[bytes]):
    """`last` is the one logged last, whenever it happened; other months are searched for its id."""
    late = entry(999, START, happened=datetime(2024, 1, 1, tzinfo=UTC))
    (years.journal / "2027-01.phone-bbbbbb.jsonl").write_bytes(b"")
    late = late.replace(logged=datetime(2027, 2, 1, tzinfo=UTC))
    (years.journal / "2027-02.phone-bbbbbb.jsonl").write_bytes(dump(late))
    assert Journal(years).find("last") == late
    assert set(parsed) == {dump(late)}


def test_last_is_believed_once_all_files_were_searched(years: Locations):
    """What is newer of it, or its deletion, may lie in a file of any month."""
    one = Journal(years).find("last")
    newer = one.replace(what="newer words", edited=one.edited + timedelta(days=1))
    moved = years.journal / "2025-02.tablet-cccccc.jsonl"
    moved.write_bytes(dump(newer))
    assert Journal(years).find("last") == newer
    moved.write_bytes(dump(delete(newer, newer.edited + timedelta(days=1))))
    assert Journal(years).find("last").what == "entry 469"


@pytest.mark.parametrize("zone", ["+14:00", "-12:00", "Z"])
def test_an_entry_that_happened_long_before_it_was_logged_comes_in_its_place(
    years: Locations, zone: str
):
    """Order is by when it happened, also at the ends of months and the ends of the world."""
    extra = [
        line(
            id=f"b{'abcdefgh'[n]}{'c' * 10}",
            happened=happened + zone,
            logged="2026-12-01T00:00:00Z",
        )
        for n, happened in enumerate(
            ("2025-03-01T00:00:00", "2026-11-30T23:59:59", "2026-12-01T00:00:00")
        )
    ]
    (years.journal / "2026-12.tablet.jsonl").write_bytes(b"\n".join(extra))
    found = list(Journal(years).newest_first())
    assert len(found) == 483
    assert found == sorted(found, key=happening, reverse=True)


def test_a_change_reads_only_the_files_of_its_month(years: Locations, read: list[str]):
    """What an entry is now stands in the files of the month it was logged in."""
    journal = Journal(years)
    current = journal.current(entry(45, START).id, datetime(2025, 3, 5, tzinfo=UTC))
    assert isinstance(current, Entry)
    assert current.what == "entry 45"
    assert {name[:7] for name in read} == {"2025-03"}


def test_entries_are_found_by_the_beginning_of_their_id(years: Locations):
    """One that fits is found; none and several are said apart."""
    journal = Journal(years)
    some = entry(45, START)
    assert journal.find(some.id).what == "entry 45"
    assert journal.find_ever(some.id) == some.id
    assert journal.find_ever("last") == journal.find("last").id
    with pytest.raises(NotFoundError, match="No moment's id"):
        journal.find("zzz")
    with pytest.raises(NotFoundError, match="480 moments"):
        journal.find("a")
    with pytest.raises(NotFoundError, match="Several"):
        journal.find_ever("a")
    with pytest.raises(NotFoundError, match="No moment"):
        journal.find_ever("zzz")


def test_a_deleted_entry_is_found_only_by_its_history(locations: Locations):
    """Its id still leads to what it held."""
    locations.journal.mkdir()
    gone = b'{"v":1,"id":"%s","logged":"2026-11-03T12:00:00Z","deleted":"2026-11-04T12:00:00Z"}'
    (locations.journal / "a.jsonl").write_bytes(gone % IDS[0].encode() + b"\n" + line())
    journal = Journal(locations)
    with pytest.raises(NotFoundError):
        journal.find(IDS[0][:4])
    assert journal.find_ever(IDS[0][:4]) == IDS[0]
    assert len(journal.history(IDS[0])) == 2


def test_an_export_read_back_is_the_same_journal(years: Locations, tmp_path: Path):
    """All lines of a journal, in one file of another, give the same entries."""
    (years.journal / "2026-12.newer.jsonl").write_bytes(line(id=IDS[2], v=2, mood="better"))
    copy = Locations(tmp_path / "copy", tmp_path / "s", tmp_path / "c", named=False)
    copy.journal.mkdir()
    exported = [line for _, line in Journal(years).lines()]
    (copy.journal / "all.jsonl").write_bytes(b"\n".join(exported))
    assert list(Journal(copy).entries()) == list(Journal(years).entries())
    assert b'"mood"' in (copy.journal / "all.jsonl").read_bytes()


def test_an_exported_line_names_every_field(years: Locations, monkeypatch: pytest.MonkeyPatch):
    """A line that lacks some, as older ones do, is written anew; one that has them is as it was."""
    lacking = {
        IDS[2]: (b'"tags":[],', b""),
        IDS[1]: (
            b'"repairs":[]',
            b'"repairs":[{"id":"bbbbbbbbbbbb","edited":"2026-11-03T12:00:00Z"}]',
        ),
    }
    (years.journal / "short.jsonl").write_bytes(
        b"\n".join(
            dump(entry(1, START).replace(id=entry_id)).replace(*parts)
            for entry_id, parts in lacking.items()
        )
    )
    written: list[str] = []

    def dumping(version: Entry) -> bytes:
        written.append(version.id)
        return dump(version)

    monkeypatch.setattr(journal_module, "dump", dumping)
    lines = [line for _, line in Journal(years).lines()]
    assert written == list(lacking)
    assert lines == [dump(each) for each in Journal(years).entries()]


def test_an_exported_line_holds_no_return_that_could_hide_it(years: Locations):
    """A return between two fields, which JSON allows, could hide them on a terminal: it goes."""
    line = dump(entry(1, START).replace(id=IDS[2]))
    (years.journal / "returned.jsonl").write_bytes(line.replace(b',"tags"', b',\r"tags"'))
    lines = [line for _, line in Journal(years).lines()]
    assert line in lines
    assert not any(b"\r" in each for each in lines)
