"""Time and memory of `stats` and `report`: `PYTHONPATH=src python benchmarks/figures.py [N …]`.

The measure is the promise: the whole process takes at most the floor (an interpreter that imports
typer and pydantic) and three times a bare loop that only validates the same lines. Each is the
least of several runs, in seconds of processor time, as those of the clock depend on what else runs.
"""

import os
import random
import subprocess
import sys
import tempfile
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

from repairlog.core.entries.codec import dump
from repairlog.core.entries.model import (
    ID_ALPHABET,
    ID_LENGTH,
    Entry,
    ReadingPair,
    Repair,
    RepairSteps,
    Rest,
)

RUNS = 3
WORDS = ("the", "shoes", "again", "late", "loud", "bath", "cried", "stairs", "homework", "toast")
FLOOR = "import typer, pydantic"
BARE = """
import sys
from pathlib import Path
from repairlog.core.entries.model import Entry
for path in sorted(Path(sys.argv[1]).glob("*.jsonl")):
    for line in path.read_bytes().split(b"\\n"):
        if line:
            Entry.model_validate_json(line)
"""


def make(count: int, folder: Path) -> None:
    """Write a journal of ten years with accounts of 600 characters."""
    chance = random.Random(5)  # noqa: S311  fiction, no secret
    zone = timezone(timedelta(hours=1))
    begin = datetime(2016, 1, 1, tzinfo=zone)
    files: dict[str, list[bytes]] = {}

    def new_id() -> str:
        return "".join(chance.choice(ID_ALPHABET) for _ in range(ID_LENGTH))

    for _ in range(count):
        at = begin + timedelta(minutes=chance.randrange(10 * 365 * 24 * 60))
        logged = (at + timedelta(minutes=chance.randrange(1, 3000))).astimezone(UTC)
        what = " ".join(chance.choice(WORDS) for _ in range(200))[:600]
        repairs: tuple[Repair, ...] = ()
        if chance.random() < 0.7:
            back = at + timedelta(minutes=5 + int(chance.expovariate(1 / 1500)))
            repairs = (
                Repair(
                    id=new_id(),
                    at=back,
                    precision="minute",
                    edited=max(back, logged).astimezone(UTC),
                    outcome=chance.choice(("offered", "reconnected")),
                    steps=RepairSteps(name="I shouted at you.", own="That was not fair."),
                ),
            )
        entry = Entry(
            id=new_id(),
            happened=at,
            precision=chance.choice(("minute", "minute", "day")),
            logged=logged,
            edited=logged,
            child=chance.choice(("Otter", "Jay")),
            what=what,
            did=chance.choice((("yelled",), ("harsh-tone", "went-silent"))),
            moment=ReadingPair(then=chance.choice(("cant", "wont", None))),
            feelings=tuple(chance.sample(("tired", "overloaded", "guilty", "frustrated"), 2)),
            body=("tight jaw",),
            rest=Rest(at=logged + timedelta(days=3)) if chance.random() < 0.1 else None,
            repairs=repairs,
        )
        files.setdefault(logged.strftime("%Y-%m"), []).append(dump(entry))
    for month, lines in files.items():
        path = folder / f"{month}.bench-abcdef.jsonl"
        path.write_bytes(b"".join(line + b"\n" for line in lines))


def measured(*arguments: str) -> tuple[float, float]:
    """Return the least processor seconds and the most megabytes of several runs."""
    seconds, kilobytes = [], []
    for _ in range(RUNS):
        process = subprocess.Popen([sys.executable, *arguments], stdout=subprocess.DEVNULL)
        _, status, used = os.wait4(process.pid, 0)
        if status:
            sys.exit(f"{arguments[:3]} failed")
        seconds.append(used.ru_utime + used.ru_stime)
        kilobytes.append(used.ru_maxrss)
    return min(seconds), max(kilobytes) / 1024


def main() -> None:
    """Print a table, one line for each size and command."""
    floor, _ = measured("-c", FLOOR)
    print(f"floor {floor:.2f} s")
    for count in map(int, sys.argv[1:] or ("10000", "100000")):
        with tempfile.TemporaryDirectory() as folder:
            journal, page = Path(folder, "journal"), str(Path(folder, "page.html"))
            journal.mkdir()
            # In a process of its own: a child's memory is told as no less than its parent's.
            subprocess.run([sys.executable, __file__, "--make", str(count), journal], check=True)
            bare, _ = measured("-c", BARE, str(journal))
            bare -= floor
            print(f"{count} entries: bare loop {bare:.2f} s, allowed {floor + 3 * bare:.2f} s")
            for command in (
                ("stats",),
                ("stats", "time"),
                ("stats", "--json"),
                ("report", "--force", page),
            ):
                program = ("-m", "repairlog", "--journal", str(journal))
                seconds, megabytes = measured(*program, *command)
                times = (seconds - floor) / bare
                named = " ".join(each for each in command if each != page)
                print(f"  {named:<16} {seconds:.2f} s = floor + {times:.1f} x, {megabytes:.0f} MB")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--make"]:
        make(int(sys.argv[2]), Path(sys.argv[3]))
    else:
        main()
