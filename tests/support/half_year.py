"""Half a year of one parent and of one worker, and what the home screen says to them on the way.

Each is a person with habits and a bad month, told as the commands that they type and when; the
program's clock shows that. To read the screen of every tenth day as they would:

    PYTHONPATH=src:tests python -m support.half_year
"""

import random
import re
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from support.world import World

BEGIN = datetime(2026, 5, 4, 21, 40)  # noqa: DTZ001  a Monday evening, by the clock on the wall
DAYS = 182
_FIRST = re.compile(r"could be meant.*?^  (\w+)  ", re.DOTALL | re.MULTILINE)
"""The id of the first of several that are named."""

EVERY = 10
"""A screen is read on every tenth day."""


@dataclass(frozen=True)
class Person:
    """Who writes: with whom, about what, and how often they find the time for what comes after.

    `bad` are the days from and to which nothing is come back to; `held` are days on which
    somebody was hurt or held. `on` says on which days of a week they are there and open it.
    """

    name: str
    children: tuple[str, ...]
    moments: tuple[str, ...]
    goes_back: float
    looks_back: float
    bad: tuple[int, int]
    held: tuple[int, ...]
    on: tuple[int, ...] = (0, 2, 4, 6)
    setting: str = "home"


PARENT = Person(
    "a parent at home",
    ("Wren", "Fox"),
    (
        "shouted about the shoes by the door",
        "the bath, and I pulled the plug while he was still playing",
        "homework, and I called it lazy",
        "snapped in the car over the window",
        "sent her up without a story",
        "the tablet, and I threw the charger in the drawer",
    ),
    goes_back=0.75,
    looks_back=0.5,
    bad=(70, 100),
    held=(83,),
)
WORKER = Person(
    "a worker in a care home",
    ("Jay", "Otter"),
    (
        "the phone rule, and I talked over him in front of the others",
        "said I would take him to training and swapped the shift",
        "sharp about the kitchen, then hid in the office",
        "told her to grow up",
        "missed that he had not eaten",
    ),
    goes_back=0.6,
    looks_back=0.6,
    bad=(95, 140),
    held=(41, 120),
    on=(0, 1, 4, 5),
    setting="residential",
)


class Read(NamedTuple):
    """The home screen on a day, and what that person had written until then."""

    day: datetime
    screen: str
    written: tuple[str, ...]


def live(person: Person, folder: Path, columns: int = 80) -> Iterator[Read]:
    """Yield the home screen of every tenth day, while the half-year goes by."""
    world, chance = World(folder), random.Random(13)
    world.config.mkdir(parents=True)
    (world.config / "settings.toml").write_text(f'setting = "{person.setting}"\n')
    written: list[str] = []

    def do(*arguments: str) -> str:
        done = world.run(*arguments, COLUMNS=str(columns))
        if done.returncode == 2 and (meant := _FIRST.search(done.stderr)):  # as asked, so answered
            done = world.run(arguments[0], meant[1], *arguments[1:], COLUMNS=str(columns))
        assert done.returncode == 0, (arguments, done.stderr)
        return str(done.stdout)

    for day in range(DAYS):
        world.now = BEGIN + timedelta(days=day)
        if day % EVERY == EVERY - 1:
            screen = do()
            yield Read(world.now, screen, tuple(written))
            if "rest --before" in screen and chance.random() < person.looks_back:
                do("rest", "--before", screen.split("rest --before ")[1].split()[0], "--yes")
        if day % 7 in person.on or day in person.held:
            _spend(person, day, chance, do, written)


def _spend(person: Person, day: int, chance: random.Random, do, written: list[str]) -> None:
    """One day: what waited is come back to or not, it is looked back, and something happens."""
    tired = person.bad[0] <= day <= person.bad[1]
    screen = do()
    if "check-in" in screen and chance.random() < person.looks_back:
        answer = chance.choice(("--present", "--ordinary", "--no-present"))
        do("check-in", answer)
    if " waiting" in screen and "Nothing is" not in screen:
        waits = do("list", "--open", "-n", "1").split()
        if waits and chance.random() < (0 if tired else person.goes_back):
            how = chance.choice(
                (
                    ("--outcome", "offered", "--response", "engaged"),
                    ("--outcome", "offered", "--response", "no-talk"),
                    ("--outcome", "reconnected"),
                    ("--name", "I was sharp with you.", "--own", "That was mine."),
                    ("--they-came",),
                )
            )
            do("repair", waits[0], *how)
    happens = day in person.held or chance.random() < (0.3 if tired else 0.2)
    if not happens:
        return
    what, child = chance.choice(person.moments), chance.choice(person.children)
    written.append(what)
    new = ("new", "--what", what, "--child", child)
    if day in person.held:
        do(*new, "--harm", "yes")
    elif chance.random() < day / DAYS / 2:
        do(*new, "--steady", "--helped", "I went out and came in again")
    else:
        do(*new)


def main() -> None:
    """Print every tenth home screen of both."""
    for person in (PARENT, WORKER):
        with tempfile.TemporaryDirectory() as folder:
            for read in live(person, Path(folder)):
                title = f"{person.name}, {read.day:%A} {read.day.day} {read.day:%B}"
                sys.stdout.write(f"=== {title}\n{read.screen}\n")


if __name__ == "__main__":
    main()
