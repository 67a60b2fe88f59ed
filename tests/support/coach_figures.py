"""How well the coach reads labelled files.

`PYTHONPATH=src:sentences python tests/support/coach_figures.py coach-ash scripts-ash` prints it for
those files of `sentences`, whose README explains them. `--misses` also prints the sentences that
were missed, and those that were wrongly found.
"""

import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

import labelled
from labelled import Labelled
from repairlog.content import coach_rules
from repairlog.core.coach.reading import Reading, read


@dataclass
class Figures:
    """Counts over sentences and over scripts, and the rows that went wrong."""

    flawed: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    spoke: int = 0
    spoke_right: int = 0
    fine: Counter[str] = field(default_factory=Counter)
    alarms: Counter[str] = field(default_factory=Counter)
    scripts: Counter[str] = field(default_factory=Counter)
    scripts_right: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """Share of flawed sentences in which the labelled pattern is found."""
        return share(self.found.total(), self.flawed.total())

    @property
    def weakest(self) -> float:
        """The same share for the pattern that is found least."""
        return min((share(self.found[p], n) for p, n in self.flawed.items()), default=1.0)

    @property
    def near_alarms(self) -> float:
        """Share of near-misses with a finding."""
        near = self.fine.total() - self.fine["none"]
        return share(self.alarms.total() - self.alarms["none"], near, none=0.0)

    @property
    def good_alarms(self) -> float:
        """Share of ordinary good sentences with a finding."""
        return share(self.alarms["none"], self.fine["none"], none=0.0)

    @property
    def precision(self) -> float:
        """Of the sentences with a finding, the share that are flawed."""
        return share(self.spoke, self.spoke + self.alarms.total())

    @property
    def right_pattern(self) -> float:
        """Of the flawed sentences with a finding, the share whose first is the labelled one."""
        return share(self.spoke_right, self.spoke)


def share(part: int, whole: int, none: float = 1.0) -> float:
    """Divide, or give `none` where there is nothing to divide by."""
    return part / whole if whole else none


def listen(line: Labelled) -> Reading:
    """Let the coach read one line."""
    return read(line.text, coach_rules(), line.setting, line.age)  # type: ignore[arg-type]


def measure(*names: str) -> Figures:
    """Count what the coach finds and what it leaves alone in these files."""
    return count(labelled.read(*names))


def count(lines: Iterable[Labelled]) -> Figures:
    """Count what the coach finds and what it leaves alone."""
    figures = Figures()
    for line in lines:
        found = [finding.pattern for finding in listen(line).findings]
        if line.subject == "scripts":
            _count_script(figures, line, found)
        else:
            _count_sentence(figures, line, found)
    return figures


def _count_script(figures: Figures, line: Labelled, found: list[str]) -> None:
    verdict = "flag" if line.flagged else "fine"
    figures.scripts[verdict] += 1
    right = bool(set(line.kinds) & set(found)) if line.flagged else not found
    figures.scripts_right[verdict] += right
    if not right:
        figures.misses.append(f"script {verdict}: {found} {line.text}")


def _count_sentence(figures: Figures, line: Labelled, found: list[str]) -> None:
    pattern = line.kinds[0]
    if not line.flagged:
        figures.fine[pattern] += 1
        figures.alarms[pattern] += bool(found)
        if found:
            figures.misses.append(f"ALARM  {pattern}: {found} {line.text}")
        return
    figures.flawed[pattern] += 1
    figures.found[pattern] += bool(set(line.kinds) & set(found))
    figures.spoke += bool(found)
    figures.spoke_right += bool(set(line.kinds) & set(found[:1]))
    if not set(line.kinds) & set(found[:1]):
        figures.misses.append(f"missed {pattern}: {found} {line.text}")


def table(figures: Figures) -> str:
    """Show the figures as the issue asks for them."""
    lines = [f"{'pattern':<15}{'found':>9}{'alarms':>10}"]
    lines += [
        f"{pattern:<15}{figures.found[pattern]:>4}/{figures.flawed[pattern]:<4}"
        f"{figures.alarms[pattern]:>5}/{figures.fine[pattern]:<4}"
        for pattern in sorted(set(figures.flawed) | set(figures.fine))
    ]
    scripts, right = figures.scripts, figures.scripts_right
    lines += [
        "",
        f"right pattern found in flawed sentences     {figures.recall:7.1%}",
        f"weakest pattern                             {figures.weakest:7.1%}",
        f"false alarms on near-misses                 {figures.near_alarms:7.1%}",
        f"false alarms on ordinary good sentences     {figures.good_alarms:7.1%}",
        f"precision over sentences                    {figures.precision:7.1%}",
        f"right pattern when it speaks                {figures.right_pattern:7.1%}",
        f"fine scripts left silent                    {right['fine']:>3}/{scripts['fine']}",
        f"flawed scripts noticed                      {right['flag']:>3}/{scripts['flag']}",
    ]
    return "\n".join(lines)


def main(arguments: list[str]) -> None:
    """Print the table for the files named."""
    figures = measure(*(name for name in arguments if not name.startswith("--")))
    print(table(figures))  # noqa: T201 - a script that prints its table
    if "--misses" in arguments:
        print("\n".join(["", *figures.misses]))  # noqa: T201 - as above


if __name__ == "__main__":
    main(sys.argv[1:])
