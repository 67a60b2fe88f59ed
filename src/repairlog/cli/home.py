"""Home screen: what is waiting, and what to type next."""

import heapq
from collections.abc import Iterator
from datetime import datetime

from repairlog import content
from repairlog.cli.harm_options import TOLD_FOR
from repairlog.cli.session import Session
from repairlog.core.dates.naming import name
from repairlog.core.entries.listing import happening
from repairlog.core.entries.model import Entry
from repairlog.journal import bookmark
from repairlog.view import screens


def home(run: Session) -> None:
    """Print what is waiting, and what to type next."""
    count = apart = 0
    empty = True
    long_ago = run.now - TOLD_FOR

    def waiting() -> Iterator[Entry]:
        nonlocal count, apart, empty
        for entry in run.journal.entries():
            empty = False
            if entry.waits:
                count += 1
                yield entry
            elif entry.apart and entry.logged > long_ago and not entry.looked_after:
                apart += 1

    newest = heapq.nlargest(screens.AT_HOME, waiting(), key=happening)
    found = None if empty else bookmark.cut_off(run.store.beside)
    cut_off = None
    if found:
        since = datetime.fromisoformat(found.since).astimezone()
        cut_off = name(since, "day", run.now), f"{since:%H:%M}"
    words = content.screens().home
    calm = not any(each.harm is None and run.is_harm(each) for each in newest)
    blocks = screens.home(
        words,
        newest,
        count=count,
        apart=apart,
        empty=empty,
        cut_off=cut_off,
        now=run.now,
        calm=calm,
        unfinished=bookmark.unfinished(run.store.beside),
    )
    run.data(screens.screen(blocks, run.page).rstrip("\n"))
