"""Time whole processes side by side, interleaved, on the same entries.

    python benchmarks/run.py --repairlog PROGRAM --jrnl PROGRAM [--rounds 15] [COUNT ...]

Each PROGRAM lies in an environment of its own; the floor and the bare loop run with the
interpreter of repairlog's. Prints a table of medians in milliseconds and the ratios that
`benchmarks/README.md` sets bounds for.
"""

import argparse
import os
import resource
import statistics
import subprocess
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from generate import write

FLOOR = "import typer, pydantic"
LOOP = """
import sys
from repairlog.core.entries.model import Entry
with open(sys.argv[1], "rb") as lines:
    for line in lines:
        Entry.model_validate_json(line)
"""
ACCOUNT = ("and then we were late and I shouted on the stairs again " * 12)[:600]


@dataclass
class Measured:
    """One command and what its runs took, in seconds, also of the processor, and megabytes."""

    command: list[str]
    environment: dict[str, str]
    seconds: list[float] = field(default_factory=list)
    worked: list[float] = field(default_factory=list)
    megabytes: float = 0.0

    def run(self) -> None:
        """Run it once."""
        start = time.perf_counter()
        process = subprocess.Popen(
            self.command,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        _, status, usage = os.wait4(process.pid, 0)
        self.seconds.append(time.perf_counter() - start)
        self.worked.append(usage.ru_utime + usage.ru_stime)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit(f"{' '.join(self.command)} exited with {process.returncode}")
        self.megabytes = max(self.megabytes, usage.ru_maxrss / 1024)

    @property
    def median(self) -> float:
        """Return the median in milliseconds."""
        return 1000 * statistics.median(self.seconds)

    @property
    def processor(self) -> float:
        """Return the median of processor time in milliseconds."""
        return 1000 * statistics.median(self.worked)

    def forget(self) -> None:
        """Leave out what was run so far."""
        self.seconds.clear()
        self.worked.clear()


def commands(program: Path, jrnl: Path, folder: Path) -> dict[str, Measured]:
    """Return what is measured on one set of entries."""
    python = str(program.parent / "python")
    home = {"HOME": str(folder), "PATH": os.environ["PATH"], "LANG": "C.UTF-8"}
    ours = [str(program), "--journal", str(folder / "journal")]
    theirs = folder / "jrnl.yaml"
    theirs.write_text(  # what jrnl writes for itself when it is first started
        "colors: {body: none, date: black, tags: yellow, title: cyan}\n"
        "version: '4.6'\neditor: ''\nencrypt: false\nhighlight: true\nlinewrap: 79\n"
        "timeformat: '%F %r'\ntagsymbols: '#@'\ntemplate: false\n"
        "default_hour: 9\ndefault_minute: 0\nindent_character: '|'\n"
        f"journals: {{default: {{journal: {folder / 'jrnl.txt'}}}}}\n"
    )
    other = [str(jrnl), "--config-file", str(theirs)]
    completing = {"_REPAIRLOG_COMPLETE": "complete_bash", "COMP_WORDS": "repairlog re"}
    rows = {
        "floor": [python, "-c", FLOOR],
        "repairlog --version": [str(program), "--version"],
        "completion": [str(program)],
        "jrnl --version": [str(jrnl), "--version"],
        "list -n 5": [*ours, "list", "-n", "5"],
        "new": [*ours, "new", "--what", ACCOUNT],
        "jrnl -n 5": [*other, "-n", "5"],
        "validating loop": [python, "-c", LOOP, str(folder / "lines.jsonl")],
        "stats": [*ours, "stats"],
    }
    made = {name: Measured(command, dict(home)) for name, command in rows.items()}
    made["completion"].environment |= {**completing, "COMP_CWORD": "1"}
    return made


def report(count: int, rows: dict[str, Measured]) -> None:
    """Print the table and the bounds."""
    print(f"\n{count:,} entries, medians of {len(rows['floor'].seconds)} interleaved runs\n")
    print(f"{'command':<22}{'ms':>8}{'over floor':>12}{'peak MB':>9}")
    floor = rows["floor"].median
    for name, row in rows.items():
        print(f"{name:<22}{row.median:>8.0f}{row.median - floor:>+12.0f}{row.megabytes:>9.0f}")
    loop, stats = rows["validating loop"].median - floor, rows["stats"].median
    print()
    jrnl = rows["jrnl --version"].median
    print(f"--version / jrnl --version   {rows['repairlog --version'].median / jrnl:.2f}")
    print(f"completion / jrnl --version  {rows['completion'].median / jrnl:.2f}")
    print(f"(stats - floor) / loop       {(stats - floor) / loop:.2f}")
    print(f"stats / jrnl -n 5            {stats / rows['jrnl -n 5'].median:.2f}")


def main() -> None:
    """Read the command line, generate, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--repairlog", type=Path, required=True)
    parser.add_argument("--jrnl", type=Path, required=True)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("counts", type=int, nargs="*", default=[10_000, 100_000])
    arguments = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for count in arguments.counts or [10_000, 100_000]:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            write(folder, count)
            rows = commands(arguments.repairlog.absolute(), arguments.jrnl.absolute(), folder)
            for _ in range(arguments.rounds):
                for row in rows.values():
                    row.run()
            report(count, rows)


if __name__ == "__main__":
    main()
