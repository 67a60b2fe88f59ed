"""The home screen: what is waiting, and what to type next."""

from datetime import datetime

from repairlog import content
from repairlog.cli.session import Session
from repairlog.core.dates.naming import name
from repairlog.core.entries.listing import happening
from repairlog.core.entries.model import Entry
from repairlog.journal import bookmark
from repairlog.view import terminal


def home(run: Session) -> None:
    """Print what is waiting, and what to type next."""
    waiting: list[Entry] = []
    empty = True
    for entry in run.journal.entries():
        empty = False
        if entry.state == "waiting":
            waiting.append(entry)
    waiting.sort(key=happening, reverse=True)
    found = None if empty else bookmark.cut_off(run.store.folder)
    cut_off = None
    if found:
        since = datetime.fromisoformat(found.since).astimezone()
        cut_off = name(since, "day", run.now), f"{since:%H:%M}"
    words = content.screens().home
    calm = not any(run.is_harm(entry) for entry in waiting[: terminal.AT_HOME])
    blocks = terminal.home(words, waiting, empty=empty, cut_off=cut_off, now=run.now, calm=calm)
    run.data(terminal.screen(blocks, run.page).rstrip("\n"))
