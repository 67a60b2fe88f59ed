"""Read the labelled sentences: `read("coach-ash", "harm-plum")`, or all of a subject."""

import csv
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent
COLUMNS = ("verdict", "kind", "setting", "age", "voice", "text")
LEVELS = FOLDER / "levels.json"
"""How sure each subject must be, and by how much kinds are calibrated: see `left_out.py`."""
SUBJECTS = ("coach", "scripts", "harm")


@dataclass(frozen=True)
class Labelled:
    """One line of a file: a text, and what somebody who read it says of it."""

    subject: str
    author: str
    flagged: bool
    kinds: tuple[str, ...]
    setting: str | None
    age: int | None
    voice: str
    text: str


def names(subject: str) -> list[str]:
    """Name the files of a subject, such as `coach-ash`, in the order of the alphabet."""
    return sorted(path.stem for path in FOLDER.glob(f"{subject}-*.tsv"))


def levels() -> dict[str, Any]:
    """Read how sure each subject must be, and by how much its kinds are calibrated."""
    return json.loads(LEVELS.read_text("utf-8"))


def digest() -> str:
    """Return what changes whenever any sentence or label does, or a level."""
    found = hashlib.sha256()
    files = [FOLDER / f"{name}.tsv" for subject in SUBJECTS for name in names(subject)]
    for path in [*files, LEVELS]:
        found.update(path.name.encode() + b"\n" + path.read_bytes())
    return found.hexdigest()


def read(*files: str) -> Iterator[Labelled]:
    """Read files by name; an author's further files, such as `harm-alder-2`, are the author's."""
    for name in files:
        subject, author, *_ = name.split("-")
        with (FOLDER / f"{name}.tsv").open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
                yield Labelled(
                    subject,
                    author,
                    row["verdict"] == "flag",
                    tuple(row["kind"].split(",")),
                    row["setting"] or None,
                    int(row["age"]) if row["age"] else None,
                    row["voice"],
                    row["text"],
                )
