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
    Next,
    ReadingPair,
    Repair,
    RepairSteps,
    Rest,
    Source,
    Ticks,
    Tombstone,
    Version,
)

START = datetime(2026, 11, 3, 12, tzinfo=UTC)
IDS = ("aaaaaaaaaaaa", "bbbbbbbbbbbb", "cccccccccccc")
KNOWN = frozenset(
    name
    for shape in (
        *(Entry, Ticks, ReadingPair, Next, Source, Rest, Repair, RepairSteps, CheckIn),
        Tombstone,
    )
    for name in shape.model_fields
)

ids = st.sampled_from(IDS)
words = st.text(max_size=8)
short = st.sampled_from(["", "a", "b"])

_MOVED = [timedelta(hours=h) for h in (0, -9, -3, 1)]
_MOVED += [timedelta(microseconds=n) for n in (1, 2)]
_ZONES = [UTC, *(timezone(timedelta(hours=h)) for h in (-8, 2, 5.5))]
_TICKS = st.sampled_from([(START + moved).astimezone(zone) for moved in _MOVED for zone in _ZONES])


def ticks() -> st.SearchStrategy[datetime]:
    """One of few instants, as a clock of some zone shows it."""
    return _TICKS


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
_names = st.sampled_from(["x", "y", "z", "v2"]) | words.filter(lambda name: name not in KNOWN)
unknown = st.lists(
    st.tuples(_names, json_values), max_size=3, unique_by=lambda field: field[0]
).map(dict)


def _made(shape: type[Any], **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    both = st.tuples(st.fixed_dictionaries(fields), st.just({}) | unknown)
    return both.map(lambda drawn: shape(**drawn[0], **drawn[1]))


moments = _made(
    ReadingPair,
    then=st.sampled_from([None, "cant", "wont"]),
    now=st.sampled_from([None, "both", "unsure"]),
)
own_ticks = _made(
    Ticks, harm=st.none() | ticks(), rest=st.none() | ticks(), child=st.none() | ticks()
)
nexts = _made(Next, what=short, sheet=st.none() | ticks())
sources = _made(Source, name=short, ref=short)
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
    they_came=st.booleans(),
    note=words,
)
check_ins = _made(
    CheckIn,
    id=ids,
    at=ticks(),
    edited=ticks(),
    deleted=st.none() | ticks(),
    present=st.sampled_from([None, True, False]),
    interested=st.sampled_from([None, True, False]),
    ordinary=st.sampled_from([None, True, False]),
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
        kind=st.sampled_from(["rupture", "steady"]),
        happened=ticks(),
        precision=st.sampled_from(["minute", "day"]),
        logged=logged or ticks(),
        edited=ticks(),
        deleted=st.none() | ticks(),
        ticks=st.just(Ticks()) | own_ticks,  # lines of before the ticks, and of after
        child=short,
        child_age=st.sampled_from([None, 4]),
        setting=st.sampled_from([None, "home", "foster"]),
        what=st.text(min_size=1, max_size=6),
        did=st.lists(st.sampled_from(["shouted", "hurt"]), max_size=2).map(tuple),
        moment=moments,
        next=st.none() | nexts,
        helped=short,
        harm=st.sampled_from([None, "no", "unsure", "yes"]),
        source=st.none() | sources,
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
