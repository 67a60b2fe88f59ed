"""Run the program as a script would, on a journal of its own."""

import contextlib
import io
import os
import signal
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from unittest import mock

from repairlog.cli import app, conversations, session
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
        done = run_here(*words, typed=answers.encode(), environment=self.environment())
        said = done.stdout.decode(), done.stderr.decode()
        assert done.returncode == code, said[1]
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


def run_here(*words, environment, typed=b"", folder=None):
    """Run the program in this process, as if in a pipe and with this environment only.

    The folder is where it is run; where TEST_NOW is set, its clock shows that.
    """
    with contextlib.ExitStack() as stack:
        out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", errors="replace") for _ in range(2))
        stack.enter_context(_handlers_and_zone_kept())
        stack.enter_context(mock.patch.dict(os.environ, environment, clear=True))
        stack.enter_context(mock.patch.multiple(sys, stdin=input_of(typed), stdout=out, stderr=err))
        stack.enter_context(mock.patch.multiple(sys, argv=["repairlog", *words]))
        stack.enter_context(mock.patch.object(tempfile, "tempdir", environment["HOME"]))
        if folder:
            stack.enter_context(contextlib.chdir(folder))
        if "TEST_NOW" in environment:
            clock = clock_that_began(environment["TEST_NOW"])
            for module in (session, conversations):
                stack.enter_context(mock.patch.object(module, "datetime", clock))
        _take_zone()
        code = app.run_program(words)
        out.flush()
        err.flush()
        return subprocess.CompletedProcess(
            words, code, out.buffer.getvalue(), err.buffer.getvalue()
        )


def clock_that_began(told):
    """Return what stands for `datetime` where the clock on the wall shows this now, and goes on."""
    began = datetime.now(UTC)

    class Clock(datetime):
        @classmethod
        def now(cls, tz=None):
            shown = datetime.fromisoformat(told) + (datetime.now(UTC) - began)
            return shown.astimezone(tz) if tz else shown

    return Clock


def input_of(data):
    """Return standard input as it is where these bytes come through a pipe."""
    return io.TextIOWrapper(io.BufferedReader(io.BytesIO(data)), "utf-8", errors="replace")


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
