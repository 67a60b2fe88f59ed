"""The merge of all lines of one entry at once, by the sentences of `docs/format.md`.

It works on JSON, and asks nothing of the program: to compare the program's merge with.
"""

import json
from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

Line = dict[str, Any]

UNITS: dict[str, Line] = {
    "harm": {"harm": None},
    "rest": {"rest": None},
    "child": {"child": "", "child_age": None},
}
"""The fields of each unit, with what they are where nobody set them."""

_APART = {"v", "id", "logged", "deleted", "ticks", "repairs", "check_ins"}
_HARM = [None, "no", "unsure", "yes"]


def plain_merge(lines: Iterable[Line]) -> Line:
    """What these lines mean: deletions have only `v`, `id`, `logged` and `deleted`."""
    lines = list(lines)
    gone = max((_time(each["deleted"]) for each in lines if each["deleted"]), default=None)
    told = [each for each in lines if "what" in each]
    merged = {
        "v": max(each["v"] for each in lines),
        "logged": min(_time(each["logged"]) for each in lines),
        "deleted": gone,
        "repairs": _parts(told, "repairs", gone),
        "check_ins": _parts(told, "check_ins", gone),
        "ticks": {},
        "own": None,
    }
    for unit, unset in UNITS.items():
        held = [(_tick(each, unit), {name: each[name] for name in unset}) for each in told]
        newer = [each for each in held if _is_newer(each[0], gone)]
        best = max(newer, key=lambda each: (each[0], _rank(each[1])), default=(gone, unset))
        merged["ticks"][unit], fields = best
        merged |= fields
    own = [(_time(each["edited"]), _own(each)) for each in told]
    newer = [each for each in own if _is_newer(each[0], gone)]
    if newer:
        merged["own"] = max(newer, key=lambda each: (each[0], _canonical(each[1])))[1]
    return merged


def _own(line: Line) -> Line:
    own = {name: value for name, value in line.items() if name not in _APART}
    own = {name: value for name, value in own.items() if not any(name in u for u in UNITS.values())}
    unknown = {name: value for name, value in line["ticks"].items() if name not in UNITS}
    return own | {"ticks": unknown}


def _parts(lines: list[Line], name: str, gone: datetime | None) -> dict[str, Line | datetime]:
    """Repairs or check-ins by their ids; of a deleted one its tick alone."""
    versions: dict[str, list[Line]] = defaultdict(list)
    for part in (part for line in lines for part in line[name]):
        versions[part["id"]].append(part)
    merged: dict[str, Line | datetime] = {}
    for part_id, known in versions.items():
        deleted = max((_time(each["deleted"]) for each in known if each["deleted"]), default=None)
        own = [(_time(each["edited"]), {**each, "deleted": None}) for each in known]
        newer = [each for each in own if _is_newer(each[0], deleted) and _is_newer(each[0], gone)]
        if newer:
            merged[part_id] = max(newer, key=lambda each: (each[0], _canonical(each[1])))[1]
        elif deleted and _is_newer(deleted, gone):
            merged[part_id] = deleted
    return merged


def _tick(line: Line, unit: str) -> datetime:
    return _time(line["ticks"].get(unit) or line["edited"])


def _is_newer(tick: datetime, deleted: datetime | None) -> bool:
    return deleted is None or tick > deleted


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def _rank(fields: Line) -> tuple[Any, ...]:
    return (_HARM.index(fields["harm"]),) if "harm" in fields else (_canonical(fields),)


def _canonical(value: Line) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
