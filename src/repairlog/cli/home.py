"""Home screen: what is waiting, and what to type next."""

import heapq
from collections.abc import Iterator
from datetime import datetime

from repairlog import content
from repairlog.cli.session import Session
from repairlog.core.dates.naming import name
from repairlog.core.entries.listing import happening
from repairlog.core.entries.model import Entry
from repairlog.journal import bookmark
from repairlog.view import screens


def home(run: Session) -> None:
    """Print what is waiting, and what to type next."""
    count = 0
    empty = True

    def waiting() -> Iterator[Entry]:
        nonlocal count, empty
        for entry in run.journal.entries():
            empty = False
            if entry.state == "waiting":
                count += 1
                yield entry

    newest = heapq.nlargest(screens.AT_HOME, waiting(), key=happening)
    found = None if empty else bookmark.cut_off(run.store.beside)
    cut_off = None
    if found:
        since = datetime.fromisoformat(found.since).astimezone()
        cut_off = name(since, "day", run.now), f"{since:%H:%M}"
    words = content.screens().home
    calm = not any(map(run.is_harm, newest))
    blocks = screens.home(
        words,
        newest,
        count=count,
        empty=empty,
        cut_off=cut_off,
        now=run.now,
        calm=calm,
        unfinished=bookmark.unfinished(run.store.beside),
    )
    run.data(screens.screen(blocks, run.page).rstrip("\n"))
