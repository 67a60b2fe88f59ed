"""Time how reading grows with the text: harm, the coach, dates, and lines on a screen.

    PYTHONPATH=src python benchmarks/reading.py

Prints how many times as long four times the text takes, and what one script takes; ends with 1
where that is more than `benchmarks/README.md` allows.
"""

import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

from repairlog import content
from repairlog.core.coach.reading import read
from repairlog.core.dates.parse import read_when
from repairlog.core.harm.hearing import hear
from repairlog.view.text import wrap

SHORT, LONG = 25_000, 100_000
GROWTH, SCRIPT, LONG_DATE = 9.0, 5.0, 10.0
NOISE = 5.0
"""What is added to a bound, in milliseconds, so that very short times are no verdict."""

HARM = ("hit ", "a ", "a'", ".", "\n", "hit the road ", "scared to ", "dad hit him and ")
COACH = ("you made me ", "'", '"a ', "just ", "but you ", "said you ", "sorry if ", "you\n")
SCREENS = ("word ", "x", "\U0001f600", "a\u0301", "\u200b", "\n")
SCRIPT_TEXT = (
    "Earlier at bath time I shouted at you, and that was loud and frightening. You had done "
    "nothing wrong. I was tired, and shouting is my job to mend. Next time I will step outside."
)


def milliseconds(call: Callable[[], object]) -> float:
    """Return what a call takes, of this process's own time: the least of three."""
    taken = []
    for _ in range(3):
        begun = time.process_time()
        call()
        taken.append(1000 * (time.process_time() - begun))
    return min(taken)


def growth(name: str, units: tuple[str, ...], call: Callable[[str], object]) -> bool:
    """Print a line for each unit, and return whether each grew with its length only."""
    kept = True
    for unit in units:
        few, many = (unit * (size // len(unit)) for size in (SHORT, LONG))
        short, long = milliseconds(partial(call, few)), milliseconds(partial(call, many))
        fits = long <= GROWTH * short + NOISE
        kept = kept and fits
        times = long / short if short else 1.0
        print(f"{name:<8}{unit!r:<20}{short:>9.1f}{long:>9.1f}{times:>8.1f}  {verdict(fits)}")
    return kept


def at_most(name: str, taken: float, bound: float) -> bool:
    """Print one figure, and return whether it keeps its bound."""
    print(f"{name:<28}{taken:>18.1f}{'':>8}  {verdict(taken <= bound)}")
    return taken <= bound


def verdict(fits: bool) -> str:  # noqa: FBT001  it is what it is about
    """Say whether a bound is kept."""
    return "" if fits else "more than allowed"


def main() -> None:
    """Measure and print."""
    words, rules, learned = content.harm(), content.coach_rules(), content.learned()
    coach = partial(read, rules=rules, learned=learned, setting="home", age=6)
    now = datetime(2026, 11, 19, 22, 40, tzinfo=UTC)
    print(f"{'what':<8}{'text of':<20}{SHORT:>9,}{LONG:>9,}{'times':>8}")
    kept = [
        growth("harm", HARM, lambda text: hear(text, words, learned)),
        growth("coach", COACH, coach),
        growth("screen", SCREENS, lambda text: wrap(text, 80)),
        growth("dates", ("the ", "7", " "), lambda text: read_when(text, now, lambda wall: wall)),
    ]
    print("\nmilliseconds")
    script = milliseconds(lambda: coach(SCRIPT_TEXT))
    kept.append(at_most("a script, by the coach", script, SCRIPT))
    long = milliseconds(lambda: read_when(" " * LONG + "today", now, lambda wall: wall))
    kept.append(at_most("a long date", long, LONG_DATE))
    sys.exit(not all(kept))


if __name__ == "__main__":
    main()
