"""The files of format 1, as they were when it was shipped, are read for ever.

`format-1/*.jsonl` never change. `format-1/merged.json` is what they mean together.
"""

import json
import shutil
from pathlib import Path

from repairlog.core.entries.codec import dump, parse
from repairlog.core.entries.listing import happening
from repairlog.core.entries.model import CheckIn, Entry, Repair, RepairSteps, Rest, Tombstone
from repairlog.journal.folders import Locations
from repairlog.journal.journal import Journal

FOLDER = Path(__file__).parent / "format-1"
FILES = sorted(FOLDER.glob("*.jsonl"))


def lines() -> list[bytes]:
    """All lines of the golden files."""
    return [line for path in FILES for line in path.read_bytes().splitlines()]


def test_the_files_cover_every_field():
    """Each field of the format stands in some line with something in it."""
    entry = json.loads(lines()[0])
    shapes = {
        Entry: [json.loads(line) for line in lines()],
        Repair: entry["repairs"],
        CheckIn: entry["check_ins"],
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
    assert dump(parse(lines()[0])) == lines()[0], "a complete line stays byte for byte"
    assert sum(isinstance(parse(line), Tombstone) for line in lines()) == 1


def holds(whole: object, part: object) -> bool:
    """Whether all that `part` says is in `whole`; what is left out has its default there."""
    if isinstance(part, dict):
        return isinstance(whole, dict) and all(
            name in whole and holds(whole[name], value) for name, value in part.items()
        )
    if isinstance(part, list):
        return isinstance(whole, list) and len(whole) == len(part) and all(map(holds, whole, part))
    return whole == part and type(whole) is type(part)


def test_the_files_together_mean_what_they_meant(tmp_path: Path):
    """Read as a journal they give exactly the entries of merged.json."""
    place = Locations(tmp_path / "journal", tmp_path / "s", tmp_path / "c", named=False)
    place.journal.mkdir()
    for path in FILES:
        shutil.copy(path, place.journal)
    journal = Journal(place)
    merged = [json.loads(dump(entry)) for entry in journal.entries()]
    assert merged == json.loads((FOLDER / "merged.json").read_text("utf-8"))
    assert not journal.unreadable
    assert list(journal.newest_first()) == sorted(journal.entries(), key=happening, reverse=True)
