"""Time changes of many entries at once: make them, let them rest, undo and redo all of that.

PYTHONPATH=src python benchmarks/many.py [HOW MANY]
"""

import json
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from generate import LAST, YEARS, entry

from repairlog.core.entries.changes import Change
from repairlog.core.entries.model import Entry, Rest
from repairlog.journal.folders import Locations
from repairlog.journal.journal import Journal
from repairlog.journal.store import DeviceStore
from repairlog.journal.undo import redo, undo
from repairlog.journal.writing import Transaction


def main(many: int) -> None:
    """Print a line for each step."""
    rng = random.Random(2026)  # noqa: S311  made-up entries, the same each time
    step = timedelta(days=365 * YEARS) / many
    resting = Change(fields={"rest": Rest(at=datetime.now(UTC), why="long ago")})
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        locations = Locations(root / "journal", root / "state", root / "config", named=False)

        def store() -> DeviceStore:
            return DeviceStore(Journal(locations), locations)

        def made() -> list[Entry]:
            return [Entry.model_validate_json(json_of(rng, LAST - step * n)) for n in range(many)]

        steps: dict[str, Callable[[], object]] = {
            "make": lambda: Transaction(store()).create_all(made()),
            "rest": lambda: Transaction(store()).change_all(
                ((each, resting) for each in store().journal.entries()), datetime.now(UTC)
            ),
            "undo the rest": lambda: undo(store(), datetime.now(UTC)),
            "redo the rest": lambda: redo(store(), datetime.now(UTC)),
            "undo it again": lambda: undo(store(), datetime.now(UTC)),
            "undo the making": lambda: undo(store(), datetime.now(UTC)),
            "redo the making": lambda: redo(store(), datetime.now(UTC)),
        }
        for name, do in steps.items():
            began, cpu = time.perf_counter(), time.process_time()
            do()
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
            took, used = time.perf_counter() - began, time.process_time() - cpu
            print(f"{name:16} {took:6.2f} s  {used:6.2f} s of CPU  peak {peak} MB", flush=True)
        beside = store().folder
        size = sum(path.stat().st_size for path in beside.iterdir())
        print(f"the list and what lies beside it: {size / 1e6:.1f} MB")


def json_of(rng: random.Random, happened: datetime) -> bytes:
    """Return an entry of the generated journal as a line."""
    return json.dumps(entry(rng, happened)).encode()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
