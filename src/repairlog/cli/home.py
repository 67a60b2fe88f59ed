"""Home screen: what is waiting, and what to type next."""

import heapq
from collections.abc import Iterator
from datetime import datetime, timedelta

from repairlog import content
from repairlog.cli.session import Session
from repairlog.core.dates.naming import name
from repairlog.core.entries.listing import happening
from repairlog.core.entries.model import Entry
from repairlog.journal import bookmark
from repairlog.view import screens

_TOLD_FOR = timedelta(days=30)
"""How long the screen says that a moment is kept apart, unless somebody looks after it."""


_NEW_FOR = timedelta(days=28)
"""How long after the first moment the screen names the pages to read."""


def home(run: Session) -> None:
    """Print what is waiting, and what to type next."""
    count = apart = 0
    empty = True
    long_ago, first = run.now - _TOLD_FOR, run.now

    def waiting() -> Iterator[Entry]:
        nonlocal count, apart, empty, first
        for entry in run.journal.entries():
            empty, first = False, min(first, entry.logged)
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
        is_new=run.now - first < _NEW_FOR,
        unfinished=bookmark.unfinished(run.store.beside),
    )
    run.data(screens.screen(blocks, run.page).rstrip("\n"))
