"""How well the words of harm are noticed.

`PYTHONPATH=src:sentences python tests/support/harm_figures.py` tells of each round of one author.
"""

import sys
from dataclasses import dataclass
from pathlib import Path

import labelled
from repairlog import content
from repairlog.core.harm.detection import HarmWords, read_harm_words, speaks_of_harm

ROUNDS = tuple(f"harm-alder-{number}" for number in range(1, 6))
WORDS = Path(content.__file__).with_name("harm.toml")


@dataclass(frozen=True)
class Figures:
    """What was missed, and what was noticed for nothing, of so many sentences."""

    name: str
    harm: int
    silent: int
    missed: tuple[str, ...]
    false_alarms: tuple[str, ...]

    def __str__(self) -> str:
        return (
            f"{self.name}: missed {len(self.missed)} of {self.harm}, "
            f"false alarms {len(self.false_alarms)} of {self.silent}"
        )


def harm_words() -> HarmWords:
    """Read the list that ships."""
    return read_harm_words(WORDS.read_text(encoding="utf-8"))


def figures(name: str, words: HarmWords) -> Figures:
    """Read all sentences of one file, misses and false alarms apart."""
    lines = list(labelled.read(name))
    harm = [line.text for line in lines if line.flagged]
    silent = [line.text for line in lines if not line.flagged]
    return Figures(
        name=name,
        harm=len(harm),
        silent=len(silent),
        missed=tuple(text for text in harm if not speaks_of_harm(text, words)),
        false_alarms=tuple(text for text in silent if speaks_of_harm(text, words)),
    )


def report() -> str:
    """Every round, with each sentence that was read wrongly."""
    lines = []
    for name in ROUNDS:
        measured = figures(name, harm_words())
        lines.append(str(measured))
        lines += [f"  missed       {text}" for text in measured.missed]
        lines += [f"  false alarm  {text}" for text in measured.false_alarms]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(report())
