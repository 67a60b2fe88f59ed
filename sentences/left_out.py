"""What the learned tables hear of authors they have not learned from, in a table by author.

`PYTHONPATH=src python sentences/left_out.py coach`, or `harm`, leaves each author out in turn,
learns from the others and reads the one left out. It takes some minutes. `--wrong` tells of lines.
"""

import sys
from dataclasses import dataclass
from math import inf

from labelled import Labelled, levels, names, read
from learn import Corpus, corpus, rows
from repairlog import content
from repairlog.core.coach.reading import never_here, sounds
from repairlog.core.coach.reading import read as coach
from repairlog.core.harm.hearing import SILENT, loudest
from repairlog.core.language.learned import Learned
from repairlog.core.language.phrases import Said

TRIPPING = {"apple", "cedar", "cherry", "larch", "pear"}
"""Not what people say: written to trip rules, as plain examples, or of few kinds."""
BARS = {"coach": ((0.025, 0.005), (0.02, 0.002)), "harm": ((0.04, 0.005), (1.0, 0.05))}
"""Which shares of near-misses and of ordinary lines may be spoken to: bar and aim of the coach;
the notice and the quiet line of harm."""

HARMED = {"asking-after-harm"}
"""Kinds that are listened for only after harm."""

HARD = set(
    "idiom sport sport-play game games-film joke denial accident medicine accident-medicine film "
    "good-holding therapy-training training-forms training lookalike animals-cooking-diy siblings "
    "rough-play scrape safety-hold near-miss quote".split()
)
"""Kinds of fine harm lines that look alike on purpose; the others are ordinary days."""


@dataclass(frozen=True)
class Read:
    """What was heard in one line: which kind most, how surely anything, and what by a sure rule."""

    line: Labelled
    kind: str
    sure: float
    ruled: str = ""

    def is_heard(self, least: float) -> bool:
        """Whether it is spoken of: it is sure enough, or a sure rule has it."""
        return self.sure > least or bool(self.ruled)

    def spoken(self, least: float) -> str:
        """Say as which kind it is spoken of."""
        return self.kind if self.sure > least else self.ruled

    @property
    def group(self) -> str:
        """Say what the line is for the figures: flag, near or none."""
        if self.line.flagged:
            return "flag"
        harm = self.line.subject == "harm"
        near = self.line.kinds[0] in HARD if harm else self.line.kinds[0] != "none"
        return "near" if near else "none"


def read_all(found: Corpus) -> list[Read]:
    """Read each author's lines with what was learned from all others."""
    heard = []
    for author in sorted(set(found.authors)):
        learned = Learned({found.subject: rows(found, found.authors != author)})
        lines = [line for line in found.whole() if line.author == author]
        if found.subject == "coach" and f"scripts-{author}" in names("scripts"):
            lines += read(f"scripts-{author}")
        listen = hear_words if found.subject == "coach" else hear
        heard += [listen(learned, line) for line in lines]
    return heard


def hear(learned: Learned, line: Labelled) -> Read:
    """Read an account as the notice of harm does, with its sure rules."""
    rules = content.harm()
    said = Said(line.text)
    kind, sure = loudest(rules.without_fine(said), learned)
    return Read(line, kind, sure, next(rules.kinds_in(said), ""))


def hear_words(learned: Learned, line: Labelled) -> Read:
    """Read words for a child as the coach does, with its sure rules."""
    rules = content.coach_rules()
    harmed = not HARMED.isdisjoint(line.kinds)
    off = never_here(rules, line.setting, after_harm=harmed)
    best = max(sounds(line.text, rules, learned, off), default=None)
    ruled = coach(line.text, rules, None, setting=line.setting, after_harm=harmed).findings
    return Read(
        line,
        best.kind if best else "",
        best.sure if best else SILENT,
        ruled[0].pattern if ruled else "",
    )


def threshold(heard: list[Read], near: float, none: float) -> float:
    """Return what `sure` must pass so that at most these shares of fine lines do."""
    least = []
    for group, share in (("near", near), ("none", none)):
        lines = [each for each in heard if each.group == group]
        ruled = sum(bool(each.ruled) for each in lines)
        scores = sorted((each.sure for each in lines if not each.ruled), reverse=True)
        allowed = max(0, int(share * len(lines)) - ruled)
        least.append(scores[min(allowed, len(scores) - 1)])
    return max(least)


def heard_of(part: list[Read], least: float) -> float:
    """Return the share of these in which something is heard; of none, more than all."""
    return sum(each.is_heard(least) for each in part) / len(part) if part else inf


def share(part: list[Read], least: float) -> str:
    """Say of how many of these something is heard."""
    return f"{heard_of(part, least):.1%}" if part else "-"


def table(heard: list[Read], least: float) -> str:
    """Show found, right kind, and both kinds of false alarm by author, the worst found first."""
    lines = [f"above {least:+.2f}", "| author | heard | right kind | near-misses | ordinary |"]
    by_author = {}
    for each in heard:
        by_author.setdefault(each.line.author, []).append(each)
    order = sorted(by_author, key=lambda name: heard_of(_of(by_author[name], "flag"), least))
    for name in [*order, "all"]:
        mine = heard if name == "all" else by_author[name]
        flagged = _of(mine, "flag")
        spoken = [each for each in flagged if each.is_heard(least)]
        right = [each for each in spoken if each.spoken(least) in each.line.kinds]
        shown = f"{len(right) / len(spoken):.1%}" if spoken else "-"
        near, none = _of(mine, "near"), _of(mine, "none")
        lines.append(
            f"| {name} | {share(flagged, least)} of {len(flagged)} | {shown} "
            f"| {share(near, least)} of {len(near)} | {share(none, least)} of {len(none)} |"
        )
    return "\n".join(lines)


def _of(heard: list[Read], group: str) -> list[Read]:
    return [each for each in heard if each.group == group]


def report(heard: list[Read], near: float, none: float) -> str:
    """Show the tables at the threshold that lets these shares of fine lines pass."""
    scripts = [each for each in heard if each.line.subject == "scripts"]
    sentences = [each for each in heard if each.line.subject != "scripts"]
    people = [each for each in sentences if each.line.author not in TRIPPING]
    least = threshold(people, near, none)
    lines = [table(sentences, least), "without those written to trip rules:"]
    lines.append(table(people, least).splitlines()[-1])
    for flagged, name in ((False, "fine"), (True, "flawed")):
        these = [each for each in scripts if each.line.flagged == flagged]
        lines.append(f"whole scripts, {name}, heard: {share(these, least)} of {len(these)}")
    return "\n".join([*lines, "", ""])


def wrong(heard: list[Read], least: float = 0.0) -> str:
    """Show what is read wrongly, the surest mistakes first."""
    mistaken = [each for each in heard if each.is_heard(least) != each.line.flagged]
    mistaken.sort(key=lambda each: -abs(each.sure - least))
    return "\n".join(
        f"{each.sure:+.2f} {each.group} {','.join(each.line.kinds)}, "
        f"heard {each.spoken(least) or 'nothing'}"
        f" ({each.line.author}): {each.line.text}"
        for each in mistaken
    )


def main(arguments: list[str]) -> None:
    """Print the tables of a subject at its bar and at its aim."""
    subject = "harm" if "harm" in arguments else "coach"
    heard = read_all(corpus(subject, read(*names(subject))))
    for near, none in BARS[subject]:
        sys.stdout.write(report(heard, near, none))
    if "--wrong" in arguments:
        sys.stdout.write(wrong(heard, levels()["levels"][subject][0]) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
