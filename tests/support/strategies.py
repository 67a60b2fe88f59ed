"""Entries, repairs, check-ins and deletions that clash as much as possible.

Few ids, few ticks (the same instants at different offsets, hours apart), unknown fields
at all depths in any order, and formats of later versions.
"""

import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from hypothesis import strategies as st

from repairlog.core.entries.model import (
    CheckIn,
    Entry,
    ReadingPair,
    Repair,
    RepairSteps,
    Rest,
    Tombstone,
    Version,
)

START = datetime(2026, 11, 3, 12, tzinfo=UTC)
IDS = ("aaaaaaaaaaaa", "bbbbbbbbbbbb", "cccccccccccc")
KNOWN = frozenset(
    name
    for shape in (Entry, ReadingPair, Rest, Repair, RepairSteps, CheckIn, Tombstone)
    for name in shape.model_fields
)

offsets = st.sampled_from([UTC, *(timezone(timedelta(hours=h)) for h in (-8, 2, 5.5))])
ids = st.sampled_from(IDS)
words = st.text(max_size=8)
short = st.sampled_from(["", "a", "b"])


@st.composite
def ticks(draw: st.DrawFn) -> datetime:
    """One of few instants, as a clock of some zone shows it."""
    moved = draw(
        st.sampled_from([timedelta(hours=h) for h in (-9, -3, 0, 1)])
        | st.sampled_from([timedelta(microseconds=n) for n in range(3)])
    )
    return (START + moved).astimezone(draw(offsets))


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.sampled_from([10**400, -0.0, 1.0, 1e16, 5e-324])
    | st.floats(allow_nan=False, allow_infinity=False)
    | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=5,
)
unknown = st.dictionaries(
    st.sampled_from(["x", "y", "z", "v2"]) | words.filter(lambda name: name not in KNOWN),
    json_values,
    max_size=3,
).flatmap(lambda fields: st.permutations(list(fields.items())).map(dict))


def _made(shape: type[Any], **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.fixed_dictionaries(fields).flatmap(
        lambda known: unknown.map(lambda more: shape(**known, **more))
    )


moments = _made(
    ReadingPair,
    then=st.sampled_from([None, "cant", "wont"]),
    now=st.sampled_from([None, "both", "unsure"]),
)
rests = _made(Rest, at=ticks(), why=short)
repairs = _made(
    Repair,
    id=ids,
    at=st.none() | ticks(),
    edited=ticks(),
    deleted=st.none() | ticks(),
    matters=short,
    steps=_made(RepairSteps, name=short, own=short),
    outcome=st.sampled_from(["planned", "offered", "reconnected"]),
    response=st.sampled_from([None, "engaged", "no-talk"]),
    note=words,
)
check_ins = _made(
    CheckIn,
    id=ids,
    at=ticks(),
    edited=ticks(),
    deleted=st.none() | ticks(),
    present=st.sampled_from([None, True, False]),
    note=short,
)


def entries(
    entry_ids: st.SearchStrategy[str] = st.just(IDS[0]),  # noqa: B008 - strategies are values
    formats: st.SearchStrategy[int] = st.sampled_from([1, 1, 1, 2]),  # noqa: B008
    logged: st.SearchStrategy[datetime] | None = None,
) -> st.SearchStrategy[Entry]:
    """Entries; usually versions of one and the same."""
    return _made(
        Entry,
        v=formats,
        id=entry_ids,
        happened=ticks(),
        precision=st.sampled_from(["minute", "day"]),
        logged=logged or ticks(),
        edited=ticks(),
        deleted=st.none() | ticks(),
        child=short,
        child_age=st.sampled_from([None, 4]),
        setting=st.sampled_from([None, "home", "foster"]),
        what=st.text(min_size=1, max_size=6),
        did=st.lists(st.sampled_from(["shouted", "hurt"]), max_size=2).map(tuple),
        moment=moments,
        rest=st.none() | rests,
        repairs=st.lists(repairs, max_size=3).map(tuple),
        check_ins=st.lists(check_ins, max_size=2).map(tuple),
    )


tombstones = st.builds(
    Tombstone, v=st.sampled_from([1, 1, 2]), id=st.just(IDS[0]), logged=ticks(), deleted=ticks()
)
versions: st.SearchStrategy[Version] = entries() | tombstones


def line(**changed: Any) -> bytes:
    """One valid line, with these fields changed; those given as `...` are left out."""
    fields = {
        "v": 1,
        "id": IDS[0],
        "happened": "2026-11-03T12:00:00Z",
        "precision": "minute",
        "logged": "2026-11-03T12:00:00Z",
        "edited": "2026-11-03T12:00:00Z",
        "what": "shouted at bath time",
        **changed,
    }
    return json.dumps({k: v for k, v in fields.items() if v is not ...}).encode()
