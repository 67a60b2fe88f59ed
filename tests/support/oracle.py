"""What a folder of lines means, in the plainest way: to compare the journal with."""

from collections import Counter, defaultdict
from pathlib import Path

from repairlog.core.entries.codec import parse
from repairlog.core.entries.merge import merge_all
from repairlog.core.entries.model import UNIT_FIELDS, UNITS, CheckIn, Entry, Repair, Version

Unit = tuple[str, str]


def units(version: Version) -> set[Unit]:
    """What a version says in words: its own fields as one, each unit, repair and check-in."""
    said = set()
    if isinstance(version, Entry):
        kept = {"v", "logged", "deleted", "ticks", "repairs", "check_ins"}
        said.add((version.id, version.model_dump_json(exclude={*kept, *UNIT_FIELDS})))
        for unit, names in UNITS.items():
            text = version.model_dump_json(include=set(names))
            said.add((version.id, f"{unit} {version.tick_of(unit).isoformat()} {text}"))
    parts: list[Repair | CheckIn] = [*version.repairs, *version.check_ins]
    said |= {(p.id, p.model_dump_json(exclude={"deleted"})) for p in parts if not p.gone}
    return said


def readable(line: bytes) -> Version | None:
    """What a line says, if it can be read."""
    try:
        return parse(line.removeprefix(b"\xef\xbb\xbf"))
    except ValueError:
        return None


def naive(folder: Path) -> dict[str, Version]:
    """The merge of all readable lines of a folder."""
    groups: dict[str, list[Version]] = defaultdict(list)
    for path in folder.glob("*.jsonl"):
        if path.name[0] != ".":
            for line in path.read_bytes().split(b"\n"):
                version = readable(line)
                if version:
                    groups[version.id].append(version)
    return {entry_id: merge_all(versions) for entry_id, versions in groups.items()}


def damaged(path: Path) -> Counter[bytes]:
    """The lines of a file that hold something that cannot be read."""
    lines = path.read_bytes().split(b"\n")
    return Counter(line for line in lines if line.strip() and readable(line) is None)
