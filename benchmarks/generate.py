"""Write the same made-up entries as a repairlog journal, as bare lines, and for jrnl.

    python benchmarks/generate.py FOLDER COUNT

Accounts of 600 characters, from a fixed seed, one every few hours back from a fixed day, by
two devices. Every third was come back to.
"""

import argparse
import json
import random
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from pathlib import Path

from repairlog.core.entries.codec import dump, parse

LENGTH = 600
WORDS = """
I shouted because the shoes were still not on and we were late again and then it was quiet in
the car all the way to school while she looked out of the window at the rain homework tea bath
stairs landing morning evening nothing left over counting breath
""".split()
FEELINGS = ("tired", "guilty", "overloaded", "ashamed", "cross", "like my mum")
DID = ("yelled", "harsh-tone", "went-silent", "lectured", "walked-away")
ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"
LAST = datetime(2026, 11, 20, 20, 0, tzinfo=UTC)
YEARS = 30


def entry(rng: random.Random, happened: datetime) -> dict[str, object]:
    """Return one entry in the disk format."""
    logged = happened + timedelta(hours=rng.uniform(0.1, 5))
    what = " ".join(rng.choices(WORDS, k=LENGTH // 4))[:LENGTH].rstrip().ljust(LENGTH, ".")
    made = stamp(logged)
    return {
        "v": 1,
        "id": identifier(rng),
        "happened": stamp(happened),
        "precision": rng.choice(["minute", "day"]),
        "logged": made,
        "edited": made,
        "deleted": None,
        "child": rng.choice(["Wren", "Fox", ""]),
        "child_age": None,
        "carer": "",
        "setting": "home",
        "what": what,
        "did": rng.sample(DID, k=rng.randint(0, 2)),
        "moment": {"then": rng.choice(["cant", "wont", "both", "unsure", None]), "now": None},
        "capacities": [],
        "reframe": "",
        "feelings": rng.sample(FEELINGS, k=rng.randint(0, 3)),
        "body": [],
        "child_feelings": [],
        "meaning": "",
        "needs": "",
        "tags": [],
        "rest": None,
        "repairs": [repair(rng, logged)] if rng.random() < 1 / 3 else [],
        "check_ins": [],
    }


def repair(rng: random.Random, logged: datetime) -> dict[str, object]:
    """Return an attempt that was made within two days."""
    at = logged + timedelta(hours=rng.uniform(1, 48))
    steps = {"name": "I shouted at you.", "own": "That was mine.", "share": "", "grow": ""}
    return {
        "id": identifier(rng),
        "at": stamp(at),
        "precision": "minute",
        "edited": stamp(at),
        "deleted": None,
        "matters": "",
        "hard": "",
        "steps": {**steps, "reconnect": ""},
        "put_right": "",
        "presence": "",
        "outcome": rng.choice(["offered", "reconnected"]),
        "response": None,
        "note": "",
    }


def identifier(rng: random.Random) -> str:
    """Return a random id of the disk format."""
    return "".join(rng.choices(ALPHABET, k=12))


def stamp(time: datetime) -> str:
    """Return a time as repairlog writes it."""
    return time.isoformat().replace("+00:00", "Z")


def write(folder: Path, count: int) -> None:
    """Write COUNT entries three times over."""
    rng = random.Random(7)  # noqa: S311  figures must repeat, not be secret
    step = timedelta(days=365.25 * YEARS) / count
    months: dict[str, list[str]] = defaultdict(list)
    for number in range(count):
        made = entry(rng, LAST - step * (count - number))
        line = dump(parse(json.dumps(made).encode()))  # as this version writes it
        months[str(made["logged"])[:7]].append(line.decode())
    journal = folder / "journal"
    journal.mkdir(parents=True, mode=0o700)
    with (folder / "lines.jsonl").open("w") as bare, (folder / "jrnl.txt").open("w") as jrnl:
        for month, lines in sorted(months.items()):
            for device, start in (("lamp-aaaaaa", 0), ("store-bbbbbb", 1)):
                mine = "".join(line + "\n" for line in lines[start::2])
                (journal / f"{month}.{device}.jsonl").write_text(mine)
            for line in lines:
                bare.write(line + "\n")
                made = json.loads(line)
                jrnl.write(
                    f"[{made['happened'][:10]} {made['happened'][11:16]}] {made['what']}\n\n"
                )


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("count", type=int)
    arguments = parser.parse_args()
    write(arguments.folder, arguments.count)


if __name__ == "__main__":
    main()
