"""Merge, as `docs/format.md` states it: sentence by sentence, and for all versions."""

import json
from datetime import datetime, timedelta, timezone
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from repairlog.core.entries.changes import Change, apply, delete
from repairlog.core.entries.codec import dump, parse
from repairlog.core.entries.merge import covered, merge, merge_all
from repairlog.core.entries.model import (
    UNIT_FIELDS,
    UNITS,
    CheckIn,
    Entry,
    Repair,
    Rest,
    Ticks,
    Tombstone,
    Version,
)
from support.cases import each_of
from support.plain_merge import plain_merge
from support.strategies import IDS, START, entries, ticks, tombstones, versions

HOUR = timedelta(hours=1)
R1, R2 = "rrrrrrrrrrrr", "ssssssssssss"
SET: dict[str, dict[str, Any]] = {
    "harm": {"harm": "yes"},
    "rest": {"rest": Rest(at=START, why="enough")},
    "child": {"child": "Wren", "child_age": 6},
}
"""Something to set each unit to."""

set_units = st.sampled_from(sorted(SET))
alive = entries().map(lambda entry: entry.replace(deleted=None))


def entry(**fields: object) -> Entry:
    """An entry with these fields."""
    base = {
        "id": IDS[0],
        "happened": START,
        "precision": "minute",
        "logged": START,
        "edited": START,
        "what": "shouted",
    }
    return Entry(**{**base, **fields})


def said(version: Version) -> tuple[object, ...]:
    """All that a version says, byte by byte, with what a deletion only holds in memory."""
    parts = [part.model_dump_json() for part in (*version.repairs, *version.check_ins)]
    units = [(name, repr(getattr(version, name))) for name in (*UNIT_FIELDS, "ticks")]
    return type(version), dump(version), parts, units


def meant(version: Version) -> dict[str, Any]:
    """What a version says, in the shape in which the oracle tells it."""
    known = json.loads(dump(version))
    is_alive = isinstance(version, Entry)
    own = {"v", "id", "logged", "deleted", "ticks", "repairs", "check_ins", *UNIT_FIELDS}
    told = {name: value for name, value in known.items() if name not in own}
    unknown = {name: each for name, each in known.get("ticks", {}).items() if name not in UNITS}
    rest = version.rest and version.rest.model_dump(mode="json")
    return {
        "v": version.v,
        "logged": version.logged,
        "deleted": version.deleted,
        "repairs": {each.id: part(each) for each in version.repairs},
        "check_ins": {each.id: part(each) for each in version.check_ins},
        "ticks": {unit: version.tick_of(unit) or version.deleted for unit in UNITS},
        "own": {**told, "ticks": unknown} if is_alive else None,
        **{name: getattr(version, name) for name in UNIT_FIELDS},
        "rest": rest,
    }


def part(item: Repair | CheckIn) -> object:
    """What a repair or check-in says; of a deleted one its tick alone."""
    if item.gone:
        return item.deleted
    return {**json.loads(item.model_dump_json()), "deleted": None}


@given(versions, versions)
def test_merge_is_commutative(one: Version, other: Version):
    """The order of two versions is no matter, down to the bytes."""
    assert said(merge(one, other)) == said(merge(other, one))


@given(versions, versions, versions)
@example(
    entry(repairs=(Repair(id=R1, edited=START - HOUR, deleted=START - HOUR),)),
    entry(repairs=(Repair(id=R1, edited=START + HOUR),)),
    Tombstone(id=IDS[0], logged=START, deleted=START - HOUR),
)
def test_merge_is_associative(one: Version, two: Version, three: Version):
    """How versions are grouped is no matter, down to the bytes."""
    assert said(merge(merge(one, two), three)) == said(merge(one, merge(two, three)))


@given(versions, versions)
def test_merge_is_idempotent(one: Version, other: Version):
    """Merging again what is merged already changes nothing, down to the bytes."""
    once = merge(one, other)
    assert said(merge(once, once)) == said(once)
    assert said(merge(once, one)) == said(once)
    assert said(merge(other, once)) == said(once)


@given(versions, versions, versions)
def test_merge_all_is_the_merge_of_all(one: Version, two: Version, three: Version):
    """The short cut for one version, and the order of many, change nothing."""
    assert said(merge_all([one])) == said(merge(one, one))
    assert said(merge_all([one, two, three])) == said(merge_all([three, one, two, one]))


@given(st.lists(versions, min_size=1, max_size=4))
def test_merge_is_what_the_format_says(known: list[Version]):
    """As an oracle of its own reads the sentences of `docs/format.md`, from the lines' JSON."""
    merged = merge_all(known)
    expected = plain_merge(json.loads(dump(each)) for each in known)
    assert meant(merged) == expected, (merged, expected)


@given(entries(), entries())
def test_what_is_merged_can_be_written_and_read(one: Entry, other: Entry):
    """The merge of entries is a line that reads back as the same merge."""
    merged = merge(one, other)
    again = parse(dump(merged))
    assert dump(again) == dump(merged)


@given(versions, versions)
def test_the_latest_deletion_is_kept_for_ever_and_what_it_covers_is_gone(
    one: Version, other: Version
):
    """`deleted` is the maximum; nothing with a tick at or before it is left."""
    merged = merge(one, other)
    ticks_of_deletion = [each.deleted for each in (one, other) if each.deleted]
    assert merged.deleted == max(ticks_of_deletion, default=None)
    if merged.deleted:
        kept = [*merged.repairs, *merged.check_ins]
        kept += [merged] if isinstance(merged, Entry) else []
        assert all(each.edited > merged.deleted for each in kept)


@given(entries(), entries())
def test_an_entrys_own_fields_come_whole_from_one_version(one: Entry, other: Entry):
    """The own fields, unknown ones included, are one unit from the later `edited`."""
    merged = merge(one, other)
    if isinstance(merged, Tombstone):
        return
    apart = {"v", "logged", "deleted", "repairs", "check_ins", *UNIT_FIELDS, "ticks"}
    unit = merged.model_dump(mode="json", exclude=apart)
    assert unit in [each.model_dump(mode="json", exclude=apart) for each in (one, other)]
    assert merged.edited == max(one.edited, other.edited)


@given(versions, versions)
def test_each_unit_comes_whole_from_the_version_with_its_later_tick(one: Version, other: Version):
    """Absent ticks are the line's `edited`; what a deletion covers is empty."""
    merged = merge(one, other)
    for unit, names in UNITS.items():
        held = [
            (each.tick_of(unit), [getattr(each, name) for name in names]) for each in (one, other)
        ]
        newer = [
            (time, values)
            for time, values in held
            if time and (merged.deleted is None or time > merged.deleted)
        ]
        found = [getattr(merged, name) for name in names]
        if newer:
            latest = max(time for time, _ in newer)
            assert merged.tick_of(unit) == latest
            assert found in [values for time, values in newer if time == latest]
        else:
            assert found == [Entry.model_fields[name].default for name in names]
            assert merged.tick_of(unit) in (merged.deleted, None)


@given(tombstones, ticks())
def test_two_deletions_are_one(one: Tombstone, later):
    """Deleting what is deleted leaves one deletion line, of four fields."""
    merged = merge(one, one.model_copy(update={"deleted": later}))
    assert isinstance(merged, Tombstone)
    assert merged.deleted == max(one.deleted, later)
    assert set(merged.model_dump()) == {"v", "id", "logged", "deleted"}


def test_a_tie_goes_to_the_larger_canonical_json_without_repairs():
    """Equal ticks: the larger unit wins whole; repairs and check-ins have no say in it."""
    repair = Repair(id=R1, edited=START)
    smaller, larger = entry(child="A", repairs=(repair,)), entry(child="B")
    assert merge(smaller, larger).child == "B"
    assert merge(smaller, larger).repairs == (repair,)


def test_a_tie_of_the_same_words_keeps_one_order_of_unknown_fields():
    """Versions that differ only in the order of unknown fields give the same bytes."""
    one, other = entry(x=1, y={"a": 1, "b": 2}), entry(y={"b": 2, "a": 1}, x=1)
    assert dump(merge(one, other)) == dump(merge(other, one))


@each_of("name", ["v", "logged", "id2"])
def test_an_unknown_field_of_a_repair_counts_in_a_tie_whatever_its_name(name: str):
    """A repair's unknown field may be called as one of an entry's."""
    one = entry(repairs=(Repair(id=R1, edited=START, **{name: 1}),))
    other = entry(repairs=(Repair(id=R1, edited=START, **{name: 2}),))
    assert dump(merge(one, other)) == dump(merge(other, one))


def test_a_repair_added_on_one_machine_never_undoes_an_edit_of_another():
    """A repair's tick is its own: the entry's `edited` stays, so the other's edit wins."""
    before = entry()
    edited = apply(before, Change(fields={"what": "yelled"}), START + HOUR)
    repaired = apply(
        before, Change(repair=R1, repair_fields={"note": "said sorry"}), START + 9 * HOUR
    )
    merged = merge(edited, repaired)
    assert isinstance(merged, Entry)
    assert merged.what == "yelled"
    assert merged.repairs[0].note == "said sorry"


@given(alive, set_units, ticks(), ticks())
def test_an_edit_never_undoes_a_rest_an_answer_about_harm_or_a_name(
    before: Entry, unit: str, set_at: datetime, edited_at: datetime
):
    """Whatever the clocks show, what is set on one device and mended on another both stay."""
    before = merge_all([before])
    answered = apply(before, Change(fields=SET[unit]), set_at)
    mended = apply(before, Change(fields={"what": "mended"}), edited_at)
    for merged in (merge(answered, mended), merge(mended, answered)):
        assert isinstance(merged, Entry)
        assert merged.what == "mended"
        assert SET[unit].items() <= dict(merged).items()


@given(alive, set_units, set_units, ticks(), ticks())
def test_setting_one_unit_undoes_no_other(
    before: Entry, one: str, two: str, first: datetime, second: datetime
):
    """A rest on one device, and an answer about harm on another, both stay."""
    before = merge_all([before])
    here = apply(before, Change(fields=SET[one]), first)
    there = apply(before, Change(fields=SET[two]), second)
    assert (SET[one] | SET[two]).items() <= dict(merge(here, there)).items()


def test_a_typo_mended_a_day_later_does_not_undo_a_rest():
    """Also where the line that is mended is from before units had ticks of their own."""
    line_of_before = parse(dump(entry()).replace(b'"ticks":{},', b""))
    assert isinstance(line_of_before, Entry)
    rested = apply(line_of_before, Change(fields=SET["rest"]), START + HOUR)
    mended = apply(line_of_before, Change(fields={"what": "mended"}), START + 25 * HOUR)
    merged = merge(rested, mended)
    assert isinstance(merged, Entry)
    assert (merged.what, merged.state) == ("mended", "at_rest")


@each_of(
    ("smaller", "larger"),
    [(None, "no"), ("no", "unsure"), ("unsure", "yes"), (None, "yes"), ("no", "yes")],
)
def test_of_equal_ticks_the_more_careful_answer_about_harm_wins(smaller: str, larger: str):
    """Yes before unsure, unsure before no, no before none, whichever is merged into which."""
    one, other = entry(harm=smaller, child="z"), entry(harm=larger, child="a")
    assert merge(one, other).harm == larger
    assert merge(other, one).harm == larger


def test_of_equal_ticks_the_larger_canonical_json_of_a_rest_or_a_child_wins():
    """The child's name and age are one: they are never mixed from two versions."""
    one = entry(child="Wren", child_age=9, rest=Rest(at=START, why="a"))
    other = entry(child="Fox", child_age=3, rest=Rest(at=START, why="b"))
    merged = merge(one, other)
    assert isinstance(merged, Entry)
    assert (merged.child, merged.child_age) == ("Wren", 9)
    assert merged.rest == other.rest
    assert merge(one, entry()).rest == one.rest, "and a rest before none"


def test_a_unit_newer_than_the_deletion_brings_nothing_back_but_waits():
    """A rest set elsewhere after the deletion stays with the entry, if an edit revives that."""
    before = entry(child="Wren", harm="no")
    rested = apply(before, Change(fields=SET["rest"]), START + 2 * HOUR)
    gone = merge(delete(before, START + HOUR), rested)
    assert isinstance(gone, Tombstone)
    assert not gone.bare
    assert set(gone.model_dump()) == {"v", "id", "logged", "deleted"}
    edited = apply(before, Change(fields={"what": "yelled"}), START + 3 * HOUR)
    merged = merge(gone, edited)
    assert isinstance(merged, Entry)
    assert merged.rest == rested.rest
    assert (merged.child, merged.harm) == ("", None), "what the deletion saw is gone"


def test_a_deletion_with_nothing_newer_is_bare():
    """Its line says all, so that other devices may write it in place of theirs."""
    before = entry(child="Wren", repairs=(Repair(id=R1, edited=START),))
    gone = merge(delete(before, START + HOUR), before)
    assert isinstance(gone, Tombstone)
    assert gone.bare


def test_an_unknown_tick_of_a_newer_version_is_kept_with_the_own_fields():
    """What this version does not understand of the ticks comes from the later edit."""
    one = entry(ticks=Ticks(mood="2026-11-03T12:00:00Z"), edited=START + HOUR)
    merged = merge(apply(entry(), Change(fields=SET["harm"]), START + 2 * HOUR), one)
    assert isinstance(merged, Entry)
    assert merged.ticks.model_extra == {"mood": "2026-11-03T12:00:00Z"}
    assert merged.harm == "yes"


def test_repairs_and_check_ins_are_united_by_id_each_by_its_own_tick():
    """Of each repair and check-in the later edit is kept, wherever it was made."""
    new, old = (
        Repair(id=R1, edited=START + HOUR, note="new"),
        Repair(id=R1, edited=START, note="old"),
    )
    other = Repair(id=R2, edited=START)
    check = CheckIn(id=R1, at=START, edited=START)
    merged = merge(entry(repairs=(old, other)), entry(repairs=(new,), check_ins=(check,)))
    assert merged.repairs == (other, new)
    assert merged.check_ins == (check,)


def test_a_deleted_repair_stays_deleted_and_keeps_no_words():
    """The deletion of a repair holds against its older versions, without their words."""
    live = Repair(id=R1, edited=START, note="secret")
    gone = live.model_copy(update={"deleted": START})
    merged = merge(entry(repairs=(live,)), entry(repairs=(gone,)))
    assert isinstance(merged, Entry)
    assert not merged.attempts
    assert b"secret" not in dump(merged)


def test_a_deleted_repair_comes_back_by_a_later_tick():
    """An edit after a repair's deletion brings the repair back."""
    gone = Repair(id=R1, edited=START, deleted=START)
    back = Repair(id=R1, edited=START + HOUR, note="again")
    merged = merge(entry(repairs=(gone,)), entry(repairs=(back,)))
    assert isinstance(merged, Entry)
    assert [each.note for each in merged.attempts] == ["again"]


@each_of("unit", SET)
def test_words_are_covered_only_where_each_unit_is(unit: str):
    """A unit set on one version alone is not held by the others."""
    before = entry()
    answered = apply(before, Change(fields=SET[unit]), START + HOUR)
    assert covered(before, [answered])
    assert not covered(answered, [before])
    mended = apply(answered, Change(fields={"what": "mended"}), START + HOUR)
    assert covered(answered, [before, mended])


def test_an_unseen_edit_before_the_deletion_is_gone():
    """An edit made elsewhere with a tick at or before the deletion does not survive it."""
    before = entry()
    unseen = apply(before, Change(fields={"what": "yelled"}), START + HOUR)
    deletion = delete(before, START + HOUR)
    assert deletion.deleted == unseen.edited
    assert isinstance(merge(deletion, unseen), Tombstone)


def test_an_unseen_edit_after_the_deletion_brings_the_entry_back():
    """An edit made elsewhere after the deletion is newer than it, and is kept."""
    before = entry(repairs=(Repair(id=R1, edited=START),))
    unseen = apply(before, Change(fields={"what": "yelled"}), START + 2 * HOUR)
    merged = merge(delete(before, START + HOUR), unseen)
    assert isinstance(merged, Entry)
    assert merged.what == "yelled"
    assert not merged.repairs


def test_a_repair_newer_than_the_deletion_waits_for_its_entry():
    """Merging does not forget a repair that the deletion does not cover."""
    before = entry()
    repaired = apply(before, Change(repair=R1, repair_fields={"note": "later"}), START + 2 * HOUR)
    edited = apply(before, Change(fields={"what": "yelled"}), START + 3 * HOUR)
    deletion = delete(before, START + HOUR)
    merged = merge(merge(deletion, repaired), edited)
    assert isinstance(merged, Entry)
    assert [each.note for each in merged.repairs] == ["later"]


def test_the_newest_format_of_any_version_is_the_formats_of_the_merge():
    """One line of a newer format makes the whole entry of that format."""
    assert merge(entry(v=2), entry(edited=START + HOUR)).v == 2


def test_equal_instants_at_different_offsets_are_the_same_tick():
    """A tick is an instant: how its zone writes it decides nothing but ties."""
    east = entry(edited=START.astimezone(timezone(HOUR * 5)), child="A")
    assert merge(east, entry(child="B", edited=START - timedelta(microseconds=1))).child == "A"
    tie = Tombstone(id=IDS[0], logged=START, deleted=START.astimezone(timezone(HOUR)))
    assert isinstance(merge(east, tie), Tombstone)
