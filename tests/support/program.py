"""Run the program as a person would, on a journal of its own."""

import os
import subprocess
import sys

from repairlog.core.entries.codec import dump
from repairlog.journal.journal import month_of
from support.paths import IMPORTED_FROM


class Program:
    """The program with its own home; `run` returns what a shell would see."""

    def __init__(self, home):
        self.home = home
        self.journal = home / "journal"

    def hold(self, entries):
        """Put entries into the journal."""
        self.journal.mkdir(exist_ok=True)
        for entry in entries:
            path = self.journal / f"{month_of(entry.logged)}.test-abcdef.jsonl"
            with path.open("ab") as file:
                file.write(dump(entry) + b"\n")

    def run(self, *arguments, answers="", code=0, **variables):
        """Run a command on the journal, and check how it ended."""
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.home),
            "TMPDIR": str(self.home),
            "PYTHONPATH": IMPORTED_FROM,
            "PYTHONUTF8": "1",
            "TZ": "Europe/London",
            **variables,
        }
        done = subprocess.run(
            [sys.executable, "-m", "repairlog", "--journal", str(self.journal), *arguments],
            input=answers.encode(),
            capture_output=True,
            env=environment,
            check=False,
            timeout=60,
        )
        assert done.returncode == code, done.stderr.decode()
        return done.stdout.decode(), done.stderr.decode()
