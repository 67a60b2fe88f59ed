"""Running the program, as scripts do: in this process, or as a real one."""

import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from repairlog.cli import app, conversations, session
from support.paths import IMPORTED_FROM
from support.program import input_of

EVENING = datetime(2026, 11, 19, 22, 40)  # noqa: DTZ001  a Thursday, by the clock on the wall


@dataclass(frozen=True)
class Ran:
    """What one run of the program did."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one JSON document on stdout."""
        return json.loads(self.out)


@dataclass
class Program:
    """The program in this process; its clock stands still, but for a minute a run."""

    home: Path
    patch: pytest.MonkeyPatch
    capture: pytest.CaptureFixture[str]
    now: datetime = EVENING
    journal: Path = field(init=False)
    settings: Path = field(init=False)

    def __post_init__(self) -> None:
        self.journal = self.home / "data" / "repairlog"
        self.settings = self.home / "config" / "repairlog" / "settings.toml"

    def __call__(self, *arguments: str, typed: str | bytes = "", started: str = "repairlog") -> Ran:
        """Run with these arguments and this on standard input; nobody is at a terminal."""
        self.now += timedelta(minutes=1)
        self.patch.setattr(sys, "argv", [started, *arguments])
        self.patch.setattr(sys, "orig_argv", [sys.executable, *sys.argv])
        self.patch.setattr(
            sys, "stdin", input_of(typed) if isinstance(typed, bytes) else io.StringIO(typed)
        )
        self.capture.readouterr()
        code = app.run_program(arguments)
        said = self.capture.readouterr()
        return Ran(code, said.out, said.err)

    def ok(self, *arguments: str, typed: str | bytes = "") -> Ran:
        """Run what must succeed."""
        ran = self(*arguments, typed=typed)
        assert ran.code == 0, ran.err
        return ran

    def named(self, carer: str) -> None:
        """Let the settings say the reader's own name."""
        self.settings.parent.mkdir(parents=True, exist_ok=True)
        self.settings.write_text(f'carer = "{carer}"\n', "utf-8")

    def new(self, what: str = "I shouted at bath time.", *options: str) -> dict[str, Any]:
        """Put down a moment and return its entry."""
        return self.ok("new", "--what", what, *options, "--json").json

    def entry(self, entry_id: str = "last") -> dict[str, Any]:
        """Return an entry as it is now."""
        return self.ok("show", entry_id, "--json").json

    def entries(self) -> list[dict[str, Any]]:
        """Return all entries as they are now."""
        return self.ok("list", "--json").json

    def files(self) -> dict[str, bytes]:
        """Return the journal's files as they are, the past included."""
        found = sorted(self.journal.rglob("*.jsonl")) if self.journal.is_dir() else []
        return {path.relative_to(self.journal).as_posix(): path.read_bytes() for path in found}

    def add_line(self, line: bytes | dict[str, Any], name: str = "copy.jsonl") -> Path:
        """Add a line to a file of the journal, as another program might."""
        self.journal.mkdir(parents=True, exist_ok=True)
        data = json.dumps(line).encode() if isinstance(line, dict) else line
        path = self.journal / name
        with path.open("ab") as file:
            file.write(data + b"\n")
        return path


def line_of(what: str = "From elsewhere.", **fields: Any) -> dict[str, Any]:
    """Return the least that a line of the journal must hold, and these fields."""
    at = "2026-11-02T18:30:00Z"
    return {
        "v": 1,
        "id": "elsewhere234",
        "happened": at,
        "precision": "minute",
        "logged": at,
        "edited": at,
        "what": what,
        **fields,
    }


@pytest.fixture
def line():
    """How to make a line of the journal."""
    return line_of


@pytest.fixture
def surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An account of its own: nothing of the real one is read or written."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    for kind in ("DATA", "STATE", "CONFIG", "CACHE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(home / kind.lower()))
    monkeypatch.setenv("WIN_PD_OVERRIDE_LOCAL_APPDATA", str(home))
    for name in ("REPAIRLOG_JOURNAL", "ACCESSIBLE", "NO_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("TZ", "UTC")
    return home


@pytest.fixture
def program(
    surroundings: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Program]:
    """The program, run in this process on the evening of Thursday 19 November 2026."""
    made = Program(surroundings, monkeypatch, capsys)

    class Clock(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> datetime:
            return made.now.astimezone(tz) if tz else made.now

    for module in (session, conversations):
        monkeypatch.setattr(module, "datetime", Clock)
    hang_up = signal.getsignal(signal.SIGHUP) if hasattr(signal, "SIGHUP") else None
    if hasattr(time, "tzset"):
        time.tzset()
    yield made
    if hang_up is not None:
        signal.signal(signal.SIGHUP, hang_up)
    monkeypatch.undo()
    if hasattr(time, "tzset"):
        time.tzset()


@pytest.fixture
def environment(surroundings: Path) -> dict[str, str]:
    """The environment of a real process in that account."""
    return {**os.environ, "PYTHONPATH": IMPORTED_FROM, "PYTHONUTF8": "1"}


@pytest.fixture
def process(environment: dict[str, str]):
    """The program as a real process: how to start it, with bytes in and bytes out."""

    def run(*arguments: str | bytes, **options: Any) -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "-m", "repairlog", *arguments]
        settings = {"capture_output": True, "env": environment, "timeout": 60, **options}
        if not settings.keys() & {"stdin", "input"}:
            settings["stdin"] = subprocess.DEVNULL
        return subprocess.run(command, check=False, **settings)

    return run
