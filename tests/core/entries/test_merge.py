"""Merge, as `docs/format.md` states it: sentence by sentence, and for all versions."""

from datetime import timedelta, timezone

from hypothesis import example, given

from repairlog.core.entries.changes import Change, apply, delete
from repairlog.core.entries.codec import dump, parse
from repairlog.core.entries.merge import merge, merge_all
from repairlog.core.entries.model import CheckIn, Entry, Repair, Tombstone, Version
from support.cases import each_of
from support.strategies import IDS, START, entries, ticks, tombstones, versions

HOUR = timedelta(hours=1)
R1, R2 = "rrrrrrrrrrrr", "ssssssssssss"


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
    return type(version), dump(version), parts


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
    apart = {"v", "logged", "deleted", "repairs", "check_ins"}
    unit = merged.model_dump(mode="json", exclude=apart)
    assert unit in [each.model_dump(mode="json", exclude=apart) for each in (one, other)]
    assert merged.edited == max(one.edited, other.edited)


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
