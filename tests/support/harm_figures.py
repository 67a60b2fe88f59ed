"""How well the words of harm are noticed: `PYTHONPATH=src python tests/support/harm_figures.py`."""

import csv
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from repairlog import content
from repairlog.core.harm.detection import HarmWords, read_harm_words, speaks_of_harm

SENTENCES = Path(__file__).resolve().parents[1] / "data" / "harm.tsv"
SPLITS = ("tune", "held", "fresh", "probe", "unseen")
WORDS = Path(content.__file__).with_name("harm.toml")


@dataclass(frozen=True)
class Figures:
    """What was missed, and what was noticed for nothing, of so many sentences."""

    split: str
    harm: int
    silent: int
    missed: tuple[str, ...]
    false_alarms: tuple[str, ...]

    def __str__(self) -> str:
        return (
            f"{self.split}: missed {len(self.missed)} of {self.harm}, "
            f"false alarms {len(self.false_alarms)} of {self.silent}"
        )


def harm_words() -> HarmWords:
    """Read the list that ships."""
    return read_harm_words(WORDS.read_text(encoding="utf-8"))


def sentences() -> Iterator[dict[str, str]]:
    """Read the labelled sentences."""
    with SENTENCES.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


def figures(split: str, words: HarmWords) -> Figures:
    """Read all sentences of one split, misses and false alarms apart."""
    rows = [row for row in sentences() if row["split"] == split]
    harm = [row["sentence"] for row in rows if row["verdict"] == "harm"]
    silent = [row["sentence"] for row in rows if row["verdict"] == "silent"]
    return Figures(
        split=split,
        harm=len(harm),
        silent=len(silent),
        missed=tuple(text for text in harm if not speaks_of_harm(text, words)),
        false_alarms=tuple(text for text in silent if speaks_of_harm(text, words)),
    )


def report() -> str:
    """Every split, with each sentence that was read wrongly."""
    lines = []
    for split in SPLITS:
        measured = figures(split, harm_words())
        lines.append(str(measured))
        lines += [f"  missed       {text}" for text in measured.missed]
        lines += [f"  false alarm  {text}" for text in measured.false_alarms]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(report())
