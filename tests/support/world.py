"""A home folder for the real program: a journal, settings and a clock of its own."""

import json
import os
import subprocess
from datetime import datetime
from pathlib import Path

from repairlog.core.entries.codec import dump
from repairlog.core.entries.model import Entry
from repairlog.journal import bookmark, fingerprints, folders
from repairlog.journal.journal import Journal
from support.paths import IMPORTED_FROM
from support.program import run_here
from support.transcript import Transcript


class World:
    """A home in `folder`; `now` is what the program's clock shows when it starts.

    `where_asked`: an earlier `new` has asked already where it was.
    """

    def __init__(
        self, folder: Path, now: datetime | None = None, *, where_asked: bool = True
    ) -> None:
        self.folder = folder
        self.now = now
        self.data = folder / "data" / "repairlog"
        self.state = folder / "state" / "repairlog"
        self.config = folder / "config" / "repairlog"
        (folder / "cwd").mkdir(parents=True, exist_ok=True)
        if where_asked:
            self.beside.mkdir(parents=True, exist_ok=True)
            bookmark.note_where_asked(self.beside)

    @classmethod
    def of(cls, folder: Path, transcript: Transcript) -> "World":
        """Make all that a transcript says is there before it."""
        world = cls(folder, transcript.now, where_asked=False)
        if transcript.entries:
            world.hold(*transcript.entries)
        known = transcript.preferences
        if known.setting or known.birth_years:
            world.config.mkdir(parents=True)
            lines = [f'setting = "{known.setting}"'] if known.setting else []
            lines += ["[children]", *(f"{c} = {y}" for c, y in known.birth_years.items())]
            (world.config / "settings.toml").write_text("\n".join(lines))
        if transcript.cut_off:
            cut = transcript.cut_off
            command = transcript.before["cut_off"].get("command", *transcript.command[:1])
            before = "repair-" if command == "repair" else ""
            name = f"{before}place-{cut.entry.id}.json"
            place = {"entry": cut.entry.id, "question": cut.question}
            place["since"] = cut.since.isoformat()
            world.beside.mkdir(parents=True, exist_ok=True)
            (world.beside / name).write_text(json.dumps(place))
        return world

    def hold(self, *entries: Entry) -> None:
        """Put entries into the journal."""
        self.data.mkdir(parents=True, exist_ok=True)
        with (self.data / "before.jsonl").open("ab") as file:
            file.writelines(dump(entry) + b"\n" for entry in entries)

    @property
    def beside(self) -> Path:
        """Where the program remembers the places of conversations."""
        return fingerprints.beside(self.state, self.data)

    def environment(self, **more: str) -> dict[str, str]:
        """Return the program's environment: nothing of this account is in it."""
        values = {
            "HOME": str(self.folder),
            "XDG_DATA_HOME": str(self.folder / "data"),
            "XDG_STATE_HOME": str(self.folder / "state"),
            "XDG_CONFIG_HOME": str(self.folder / "config"),
            "PATH": os.environ["PATH"],
            "PYTHONPATH": IMPORTED_FROM,
            "PYTHONDONTWRITEBYTECODE": "",
            "TZ": "Europe/London",
            "LANG": "C.UTF-8",
            "TERM": "xterm-256color",
        }
        if self.now:
            values["TEST_NOW"] = self.now.replace(tzinfo=None).isoformat()
        return values | more

    def run(self, *arguments: str, typed: str = "", **more: str) -> subprocess.CompletedProcess:
        """Run the program in a pipe, in this process."""
        done = run_here(
            *arguments,
            typed=typed.encode(),
            environment=self.environment(**more),
            folder=self.folder / "cwd",
        )
        done.stdout, done.stderr = done.stdout.decode(), done.stderr.decode()
        return done

    def screen(self, transcript: Transcript) -> str:
        """Return what a command that asks nothing prints."""
        options = ["--plain"] if transcript.before.get("plain") else []
        done = self.run(*transcript.command, *options, COLUMNS="80")
        assert done.returncode == 0, done.stderr
        return f"$ {' '.join(['repairlog', *transcript.command])}\n{done.stdout}"

    def entries(self) -> list:
        """Return the journal's entries, read from its files, earliest logged first."""
        place = folders.Locations(self.data, self.state, self.config, named=False)
        return sorted(Journal(place).entries(), key=lambda entry: entry.logged)
