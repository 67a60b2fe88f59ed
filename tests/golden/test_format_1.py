"""The files of format 1, as they were when it was shipped, are read for ever.

`format-1*/*.jsonl` never change: the plain folder is from before entries had ticks of their
own for harm, rest and child, `format-1-units` from when they came. `merged.json` is what the
files of a folder mean together, with the fields that there were then.
"""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from repairlog.core.entries.codec import dump, parse
from repairlog.core.entries.listing import happening
from repairlog.core.entries.model import (
    CheckIn,
    Entry,
    Next,
    Repair,
    RepairSteps,
    Rest,
    Source,
    Ticks,
    Tombstone,
)
from repairlog.journal.folders import Locations
from repairlog.journal.journal import Journal

FOLDERS = sorted(Path(__file__).parent.glob("format-1*/"))
LACKED = json.loads(
    """
{"kind": "rupture", "part": "", "ticks": {}, "occasion": "", "before": "", "next": null,
 "helped": "", "harm": null, "group": "", "source": null}
"""
)
"""What an entry of the first files means in the fields that came later."""


def lines() -> list[bytes]:
    """All lines of the golden files."""
    paths = [path for folder in FOLDERS for path in sorted(folder.glob("*.jsonl"))]
    return [line for path in paths for line in path.read_bytes().splitlines()]


def complete() -> bytes:
    """The line that holds every field."""
    return next(line for line in lines() if b'"source":{' in line)


def test_the_files_cover_every_field():
    """Each field of the format stands in some line with something in it."""
    entry = json.loads(complete())
    shapes = {
        Entry: [json.loads(line) for line in lines()],
        Ticks: [entry["ticks"]],
        Next: [entry["next"]],
        Source: [entry["source"]],
        Repair: entry["repairs"] + json.loads(lines()[0])["repairs"],
        CheckIn: entry["check_ins"] + json.loads(lines()[0])["check_ins"],
        RepairSteps: [repair["steps"] for repair in entry["repairs"]],
        Rest: [entry["rest"]],
    }
    for shape, values in shapes.items():
        for name in shape.model_fields:
            kinds = [value.get(name) for value in values]
            assert any(kind not in (None, "", []) for kind in kinds), (shape, name)


def test_every_line_is_read_and_written_as_it_was():
    """A line loses nothing: written again it holds all it held, in a form that stays."""
    for line in lines():
        version = parse(line)
        written = json.loads(dump(version))
        held = json.loads(line)
        assert holds(written, held)
        assert dump(parse(dump(version))) == dump(version)
    assert dump(parse(complete())) == complete(), "a complete line stays byte for byte"
    assert sum(isinstance(parse(line), Tombstone) for line in lines()) == 3


def holds(whole: object, part: object) -> bool:
    """Whether all that `part` says is in `whole`; what is left out has its default there."""
    if isinstance(part, dict):
        return isinstance(whole, dict) and all(
            name in whole and holds(whole[name], value) for name, value in part.items()
        )
    if isinstance(part, list):
        return isinstance(whole, list) and len(whole) == len(part) and all(map(holds, whole, part))
    return whole == part and type(whole) is type(part)


def whole(entry: dict[str, Any]) -> dict[str, Any]:
    """What was said of an entry then, with what it means in the fields that came later."""
    repairs = [{"they_came": False, **repair} for repair in entry["repairs"]]
    return {**LACKED, **entry, "repairs": repairs}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_files_together_mean_what_they_meant(folder: Path, tmp_path: Path):
    """Read as a journal they give exactly the entries of merged.json."""
    place = Locations(tmp_path / "journal", tmp_path / "s", tmp_path / "c", named=False)
    shutil.copytree(folder, place.journal, ignore=shutil.ignore_patterns("*.json"))
    journal = Journal(place)
    merged = [json.loads(dump(entry)) for entry in journal.entries()]
    assert merged == [
        whole(each) for each in json.loads((folder / "merged.json").read_text("utf-8"))
    ]
    assert not journal.unreadable
    assert list(journal.newest_first()) == sorted(journal.entries(), key=happening, reverse=True)
