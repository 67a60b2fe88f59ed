"""Lines of a journal are read exactly, or not at all; ticks never run backwards."""

import json
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from repairlog.core.entries.changes import Change, apply, delete, latest_tick, tick
from repairlog.core.entries.codec import dump, parse
from repairlog.core.entries.merge import merge
from repairlog.core.entries.model import FORMAT, UNITS, Entry, Repair, Rest, Tombstone
from support.cases import each_of
from support.strategies import IDS, START, entries, json_values, line, ticks, tombstones, unknown

MICROSECOND = timedelta(microseconds=1)
SECRET = "verysecret"


@given(entries())
def test_an_entry_reads_back_as_it_was_written(entry: Entry):
    """Every field, offset and unknown field survives, and writing again gives the same bytes."""
    assert parse(dump(entry)) == entry
    assert dump(parse(dump(entry))) == dump(entry)


@given(tombstones)
def test_a_deletion_reads_back_as_it_was_written(tombstone: Tombstone):
    """A deletion line holds four fields and reads back."""
    assert parse(dump(tombstone)) == tombstone
    assert set(json.loads(dump(tombstone))) == {"v", "id", "logged", "deleted"}


@given(unknown, unknown, unknown)
def test_unknown_fields_are_kept_where_they_were(top: dict, inner: dict, deep: dict):
    """Fields of another version are kept in the entry, its parts and their parts."""
    text = line(
        **top,
        moment={"then": None, **inner},
        repairs=[{"id": IDS[1], "edited": "2026-11-03T12:00:00Z", "steps": deep, **inner}],
    )
    kept = json.loads(dump(parse(text)))
    assert top.items() <= kept.items()
    assert inner.items() <= kept["moment"].items()
    assert inner.items() <= kept["repairs"][0].items()
    assert deep.items() <= kept["repairs"][0]["steps"].items()


@given(json_values)
def test_an_unknown_value_keeps_its_kind(value: object):
    """1, 1.0 and true stay what they are."""
    kept = json.loads(dump(parse(line(x=value))))["x"]
    assert json.dumps(kept) == json.dumps(value)


def test_deep_unknown_values_are_kept_or_unreadable():
    """Nesting is kept as deep as it can be read; deeper is unreadable, and never a crash."""
    for depth in (100, 150, 190, 210, 5000, 200_000):
        text = line(x=0).replace(b'"x": 0', b'"x": ' + b"[" * depth + b"]" * depth)
        for raw in (text, text.replace(b'"v": 1', b'"v": 2')):
            try:
                parsed = parse(raw)
            except ValueError:
                assert depth > 190
            else:
                assert b"[" * depth in dump(parsed)


UNREADABLE = {
    "torn": line()[:-9],
    "empty object": b"{}",
    "array": b"[]",
    "number": b"7",
    "garbage": b"\x00\x01garbage",
    "two objects": line() + line(),
    "invalid UTF-8": line(what="SECRET").replace(b"SECRET", b"a\xff" + SECRET.encode()),
    "overlong UTF-8": line(what="SECRET").replace(b"SECRET", b"\xc0\xaf"),
    "encoded surrogate": line(what="SECRET").replace(b"SECRET", b"\xed\xa0\x80"),
    "UTF-16": line().decode().encode("utf-16"),
    "lone surrogate": line(what=f"{SECRET}\ud800"),
    "lone low surrogate": line(x={"y": ["\udc00"]}),
    "surrogate in a name": line(**{"\ud800": 1}),
    "NaN": line(x=float("nan")),
    "Infinity": line(x=[float("inf")]),
    "minus Infinity": line(child_age=float("-inf")),
    "1e400": line(x=0).replace(b'"x": 0', b'"x": {"%s": 1e400}' % SECRET.encode()),
    "number as a time": line(happened=1_770_000_000),
    "digits as a time": line(happened="1770000000"),
    "a date as a time": line(happened="2026-11-03"),
    "a naive time": line(happened="2026-11-03T12:00:00"),
    "a space in a time": line(happened="2026-11-03 12:00:00Z"),
    "a line end in a time": line(happened="2026-11-03T12:00:00Z\n"),
    "no such day": line(happened="2026-02-30T12:00:00Z"),
    "other digits": line(happened="٢٠٢٦-11-03T12:00:00Z"),
    "year 1899": line(happened="1899-12-31T23:59:59Z"),
    "year 2201": line(logged="2201-01-01T00:00:00Z"),
    "nanoseconds": line(edited="2026-11-03T12:00:00.1234567Z"),
    "offset of a day": line(edited="2026-11-03T12:00:00+24:00"),
    "no words": line(what=""),
    "words of the wrong type": line(what=[SECRET]),
    "no id": line(id=...),
    "a long id": line(id=IDS[0] + "a"),
    "an id with a line end": line(id=IDS[0] + "\n"),
    "capitals in an id": line(id="A" * 12),
    "format 0": line(v=0),
    "format true": line(v=True),
    "format 1.0": line(v=1.0),
    "a string as format": line(v="1"),
    "unknown precision": line(precision="week"),
    "unknown outcome": line(
        repairs=[{"id": IDS[1], "edited": "2026-11-03T12:00:00Z", "outcome": SECRET}]
    ),
    "a string for a list": line(did="hurt"),
    "null for a text": line(child=None),
    "a half year": line(child_age=4.5),
    "a repair without a tick": line(repairs=[{"id": IDS[1], "note": SECRET}]),
    "no edited": line(edited=...),
    "a broken entry that was once deleted": line(what=5, deleted="2026-11-03T12:00:00Z"),
    "words beside a deletion": line(
        happened=..., edited=..., precision=..., what=..., deleted="2026-11-03T12:00:00Z", note=1
    ).replace(b'"note"', b'"reframe"'),
    "a deletion without a tick": line(happened=..., edited=..., precision=..., what=...),
}


@each_of(("what", "text"), UNREADABLE.items())
def test_what_is_not_exactly_a_line_is_unreadable_without_its_words(what: str, text: bytes):
    """It is refused as a whole, by a ValueError that repeats none of the text."""
    with pytest.raises(ValueError) as refused:  # noqa: PT011 - the text is what is tested
        parse(text)
    assert not isinstance(refused.value, ValidationError)
    assert SECRET not in str(refused.value)
    assert refused.value.__cause__ is None or SECRET not in str(refused.value.__cause__)


@given(st.binary(max_size=60), st.integers(0, 200), st.integers(0, 40))
def test_any_damage_is_a_value_error_or_a_line(junk: bytes, at: int, cut: int):
    """No bytes whatever make reading raise anything but ValueError."""
    for text in (line(x={"y": 1}), line(v=2, x={"y": 1})):
        damaged = text[:at] + junk + text[at + cut :]
        try:
            version = parse(damaged)
        except ValueError:
            continue
        assert parse(dump(version)) == version


@given(json_values, st.sampled_from(sorted(Entry.model_fields)))
def test_any_value_in_any_field_is_a_value_error_or_a_line(value: object, name: str):
    """No value of any field makes reading raise anything but ValueError, in any format."""
    for v in (1, 2):
        try:
            parse(line(**{"v": v, name: value}))
        except ValueError as error:
            assert str(error) == "not a line of this journal" or name in str(error)  # noqa: PT017


def test_the_message_names_the_field_but_no_unknown_name():
    """A name that this version does not know may be somebody's words."""
    with pytest.raises(ValueError, match=r"^repairs\.outcome$"):
        parse(UNREADABLE["unknown outcome"])


def test_a_newer_line_is_shown_as_far_as_it_can_be():
    """What a newer format means differently is left out, item by item; the rest is shown."""
    newer = line(
        v=FORMAT + 1,
        precision="week",
        did=["shouted", {"kind": "new"}, "hurt"],
        moment="tired",
        child="Wren",
        repairs=[
            {"id": IDS[1], "edited": "2026-11-03T12:00:00Z", "outcome": "declined"},
            {"id": IDS[2], "edited": "2026-11-03T12:00:00Z", "outcome": "offered"},
        ],
    )
    entry = parse(newer)
    assert isinstance(entry, Entry)
    assert entry.v == FORMAT + 1
    assert entry.what == "shouted at bath time"
    assert entry.child == "Wren"
    assert entry.did == ("shouted", "hurt")
    assert [repair.id for repair in entry.repairs] == [IDS[2]]


def test_a_newer_line_without_our_fields_is_shown_by_its_id():
    """Even a format that renamed everything but `id` and `logged` is an entry."""
    entry = parse(line(v=9, what=..., precision=..., happened=..., edited=..., account="x", rest=3))
    assert isinstance(entry, Entry)
    assert (entry.id, entry.v) == (IDS[0], 9)


def test_a_newer_deletion_is_a_deletion():
    """A deletion line of a newer format deletes, with what else it says left out."""
    gone = dict.fromkeys(("happened", "precision", "edited", "what"), ...)
    text = line(v=2, deleted="2026-11-04T00:00:00Z", **gone)
    assert isinstance(parse(text), Tombstone)
    assert isinstance(parse(text[:-1] + b', "by": "A"}'), Tombstone)


@given(ticks(), st.lists(st.none() | ticks(), max_size=4))
def test_a_tick_never_runs_backwards(now: datetime, replaced: list[datetime | None]):
    """It is now, or a microsecond past what it replaces, in UTC."""
    result = tick(now, *replaced)
    assert result >= now
    assert all(result > before for before in replaced if before)
    assert result == now or any(result == b + MICROSECOND for b in replaced if b)
    assert result.tzinfo is UTC


@given(entries(formats=st.just(1)), ticks())
def test_a_change_is_later_than_what_it_changes(entry: Entry, now: datetime):
    """Own fields and repairs tick apart, each later than before, and later than a deletion."""
    settled = merge(entry, entry)  # as a journal gives it: no id twice
    entry = settled if isinstance(settled, Entry) else entry.replace(repairs=())
    own = apply(entry, Change(fields={"what": "new"}), now)
    assert own.edited > entry.edited
    assert entry.deleted is None or own.edited > entry.deleted
    assert own.repairs == entry.repairs
    noted = apply(entry, Change(repair=IDS[0], repair_fields={"note": "new"}), now)
    assert noted.edited == entry.edited
    repair = next(each for each in noted.repairs if each.id == IDS[0])
    assert not repair.gone
    assert all(repair.edited > each.edited for each in entry.repairs if each.id == IDS[0])


@given(entries(formats=st.just(1)), st.sampled_from(sorted(UNITS)), ticks())
def test_a_unit_that_is_set_ticks_alone(entry: Entry, unit: str, now: datetime):
    """Its tick is later than before and than a deletion; `edited` and the others stay."""
    settled = merge(entry, entry)
    entry = settled if isinstance(settled, Entry) else entry.replace(deleted=None)
    fields = {name: getattr(entry, name) for name in UNITS[unit]}
    changed = apply(entry, Change(fields=fields), now)
    assert changed.edited == entry.edited
    for each in UNITS:
        if each == unit:
            assert changed.tick_of(each) == tick(now, entry.tick_of(each), entry.deleted)
        else:
            assert changed.tick_of(each) == entry.tick_of(each)


@given(entries(formats=st.just(1)), ticks())
def test_an_edit_writes_absent_ticks_at_their_old_value(entry: Entry, now: datetime):
    """What was set with the line stays as old as it was when the line's `edited` is raised."""
    settled = merge(entry, entry)
    entry = settled if isinstance(settled, Entry) else entry.replace(deleted=None)
    changed = apply(entry, Change(fields={"what": "new"}), now)
    assert changed.edited > entry.edited
    for unit in UNITS:
        assert changed.tick_of(unit) == entry.tick_of(unit)
        assert (getattr(changed.ticks, unit) is None) == (entry.tick_of(unit) == changed.edited)


def test_a_change_of_own_fields_and_of_a_unit_ticks_both():
    """One command may set what happened and the child's name; the rest stays as old as it was."""
    entry = parse(line())
    assert isinstance(entry, Entry)
    now = START + timedelta(hours=1)
    changed = apply(entry, Change(fields={"what": "new", "child": "Wren"}), now)
    assert (changed.edited, changed.tick_of("child")) == (now, now)
    assert changed.tick_of("harm") == changed.tick_of("rest") == entry.edited
    assert json.loads(dump(changed))["ticks"] == dict.fromkeys(
        ("harm", "rest"), "2026-11-03T12:00:00Z"
    )


@given(entries(), ticks())
def test_a_deletion_is_later_than_all_it_deletes(entry: Entry, now: datetime):
    """Nothing that was seen survives its deletion."""
    assert delete(entry, now).deleted > latest_tick(entry)
    assert delete(delete(entry, now), now).deleted > delete(entry, now).deleted


def test_a_change_that_the_format_does_not_know_is_refused():
    """A wrong value raises ValidationError and makes no entry."""
    entry = parse(line())
    assert isinstance(entry, Entry)
    for fields in ({"what": ""}, {"child_age": "4"}, {"happened": datetime(2026, 1, 1)}):  # noqa: DTZ001
        with pytest.raises(ValidationError):
            apply(entry, Change(fields=fields), START)
    with pytest.raises(ValidationError):
        apply(entry, Change(fields={"what": "\ud800"}), START)


@each_of(
    "moment",
    [
        datetime(1930, 5, 1, 12, tzinfo=ZoneInfo("Europe/Amsterdam")),  # +01:19:32
        datetime(1971, 1, 1, 12, tzinfo=ZoneInfo("Africa/Monrovia")),  # -00:44:30
        datetime(2026, 10, 25, 2, 30, tzinfo=ZoneInfo("Europe/Berlin")),
        datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=ZoneInfo("Europe/Berlin")),
        datetime(2200, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC),
        datetime(1900, 1, 1, tzinfo=UTC),
        datetime(2026, 1, 1, tzinfo=timezone(timedelta(hours=5, minutes=30))),
    ],
)
def test_any_time_that_a_zone_gives_is_kept_as_its_instant(moment: datetime):
    """Offsets with seconds and repeated hours are written so that they read back the same."""
    entry = parse(line())
    assert isinstance(entry, Entry)
    entry = entry.replace(happened=moment, rest=Rest(at=moment))
    assert entry.happened.astimezone(UTC) == moment.astimezone(UTC)
    assert parse(dump(entry)) == entry


def test_state_follows_from_what_was_tried():
    """Returned beats at rest, a deleted repair counts for nothing, hurt stands apart."""
    entry = parse(line())
    assert isinstance(entry, Entry)
    assert (entry.state, entry.apart, entry.planned) == ("waiting", False, None)
    rested = entry.replace(rest=Rest(at=START))
    assert rested.state == "at_rest"
    planned = rested.replace(repairs=(Repair(id=IDS[1], edited=START),))
    assert (planned.state, planned.planned) == ("at_rest", planned.repairs[0])
    offered = Repair(id=IDS[1], edited=START, outcome="offered", at=START)
    assert rested.replace(repairs=(offered,)).state == "returned"
    assert rested.replace(repairs=(offered,)).returns == (offered,)
    gone = offered.replace(deleted=START)
    assert rested.replace(repairs=(gone,)).state == "at_rest"
    assert entry.replace(did=("hurt",)).apart
    answers = {harm: entry.replace(harm=harm).apart for harm in ("yes", "unsure", "no", None)}
    assert answers == {"yes": True, "unsure": True, "no": False, None: False}
