"""`help-now` as a session in a terminal: its screens and what is typed, in this process."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from repairlog.cli import help_now
from repairlog.cli.session import Session
from repairlog.errors import Stopped
from repairlog.journal import folders, settings
from repairlog.view.help_page import Wanted
from repairlog.view.text import Page
from support.transcript import Transcript, next_answer

NOWHERE = Path("/nowhere/at/all")


@dataclass
class HelpSession(Session):
    """A run that somebody at a terminal answers; `stop` is the question to interrupt, from 0."""

    width: int = 80
    at: datetime | None = None
    config: Path = NOWHERE
    stop: int = -1
    answers: Iterator[str] = field(default_factory=lambda: iter(()))
    screen: str = ""
    asked: list[str] = field(default_factory=list)

    now = property(lambda self: self.at)
    interactive = property(lambda _: True)
    program = property(lambda _: "repairlog")
    is_plain = property(lambda self: self.plain)
    page = property(lambda self: Page(self.width, "repairlog", self.plain))
    terminal = property(lambda self: self)
    folders = property(lambda self: folders.Locations(NOWHERE, NOWHERE, self.config, named=False))

    def read(self, label: str, **_: object) -> str:
        """Take the next answer of the session."""
        typed = "^C" if len(self.asked) == self.stop else next_answer(self.answers, label[:-2])
        self.asked.append(label[:-2])
        self.screen += f"{label}{typed}".rstrip() + "\n"
        if typed == "^C":
            raise Stopped
        return typed

    def tell(self, text: str, end: str = "") -> None:
        """Put what is said onto the screen."""
        self.screen += f"{text}{end}"

    def data(self, text: str) -> None:
        """Put what was asked for onto the screen."""
        self.tell(text, "\n")


def play_help(transcript: Transcript, config: Path, stop: int = -1) -> HelpSession:
    """Hold the session again with the answers in it; the settings are in the folder `config`."""
    country = transcript.before.get("settings", {}).get("country", "")
    if country:
        settings.path(config).write_text(f'country = "{country}"\n')
    run = HelpSession(plain=bool(transcript.before.get("plain")))
    run.width, run.at = transcript.before.get("width", 80), transcript.now
    run.config, run.stop = config, stop
    run.answers = iter(transcript.session.split("\n"))
    run.screen = f"$ {' '.join(['repairlog', *transcript.command])}\n"
    with suppress(Stopped):
        help_now.show(run, Wanted(country), asks=True)
    return run
