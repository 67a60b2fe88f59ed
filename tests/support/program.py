"""Run the program as a script would, on a journal of its own."""

import contextlib
import io
import os
import signal
import subprocess
import sys
import tempfile
import time
from unittest import mock

from repairlog.cli import app
from repairlog.core.entries.codec import dump
from repairlog.journal.months import month_of
from support.paths import IMPORTED_FROM


class Program:
    """The program with its own home; `run` returns what a shell would see.

    It runs in this process, which is ten times as quick; `run_apart` starts one of its own.
    """

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

    def run(self, *arguments, answers="", code=0):
        """Run a command on the journal, and check how it ended."""
        words = ["--journal", str(self.journal), *arguments]
        typed, out, err = map(_stream, (answers, "", ""))
        with (
            _handlers_and_zone_kept(),
            mock.patch.dict(os.environ, self.environment(), clear=True),
            mock.patch.multiple(sys, stdin=typed, stdout=out, stderr=err),
            mock.patch.multiple(sys, argv=["repairlog", *words]),
            mock.patch.object(tempfile, "tempdir", str(self.home)),
        ):
            _take_zone()
            found = app.run_program(words)
            out.flush()
            err.flush()
        said = out.buffer.getvalue().decode(), err.buffer.getvalue().decode()
        assert found == code, said[1]
        return said

    def run_apart(self, *arguments, code=0, **variables):
        """Run a command as a process, with these variables in its environment."""
        done = subprocess.run(
            [sys.executable, "-m", "repairlog", "--journal", str(self.journal), *arguments],
            input=b"",
            capture_output=True,
            env={**self.environment(), **variables},
            check=False,
            timeout=60,
        )
        assert done.returncode == code, done.stderr.decode()
        return done.stdout.decode(), done.stderr.decode()

    def environment(self):
        """Return the program's environment: nothing of this account is in it."""
        return {
            "PATH": os.environ["PATH"],
            "HOME": str(self.home),
            "TMPDIR": str(self.home),
            "PYTHONPATH": IMPORTED_FROM,
            "PYTHONUTF8": "1",
            "TZ": "Europe/London",
        }


def _stream(text):
    return io.TextIOWrapper(io.BytesIO(text.encode()), "utf-8")


@contextlib.contextmanager
def _handlers_and_zone_kept():
    numbers = [getattr(signal, name, None) for name in ("SIGHUP", "SIGTERM", "SIGINT")]
    handlers = {number: signal.getsignal(number) for number in numbers if number}
    try:
        yield
    finally:
        for number, handler in handlers.items():
            signal.signal(number, handler)
        _take_zone()


def _take_zone():
    if hasattr(time, "tzset"):
        time.tzset()
