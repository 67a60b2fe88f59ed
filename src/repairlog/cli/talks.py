"""Holding a conversation: what it knows from outside, where its answers go."""

from collections.abc import Callable, Mapping
from datetime import datetime
from itertools import islice
from typing import Any

from repairlog import content
from repairlog.cli import ask
from repairlog.cli.session import Session, new_id
from repairlog.core.coach.reading import Finding, read
from repairlog.core.conversations import capture
from repairlog.core.conversations.engine import Scene, Talk
from repairlog.core.conversations.repair_coach import Coach
from repairlog.core.entries.changes import Change
from repairlog.core.entries.model import Entry, Setting
from repairlog.core.harm.detection import speaks_of_harm
from repairlog.errors import RepairlogError
from repairlog.journal import bookmark
from repairlog.journal.writing import Transaction

RECENT = 300
"""How many of the newest entries are looked through for children's names."""


def new_moment(run: Session, given: Mapping[str, Any], *, quick: bool) -> Entry | None:
    """Hold `new`, and return its entry if anything was written."""
    cut_off = _cut_off(run)
    if cut_off and run.piped:
        run.notice(content.capture().cut_off.note)
        cut_off = None  # asking about it would swallow the first line
    talk = capture.new(
        scene(run, given=given, piped=run.piped),
        content.capture(),
        content.safety(),
        str(run.folders.journal),
        quick=quick,
        cut_off=cut_off,
    )
    writing = Transaction(run.store)

    def create(entry: Entry) -> Entry:
        if cut_off:
            bookmark.forget(run.store.folder, cut_off.entry.id)
        return writing.create(entry)

    with bookmark.Bookmark(run.store.folder) as held:

        def mark(talk: Talk) -> None:
            if talk.entry is not None:
                held.mark(talk.entry.id, talk.at, datetime.now().astimezone())

        talk = ask.converse(run, talk, ask.saver(create, _changing(writing)), mark)
        held.clear()
    if cut_off and capture.LEFT in talk.notes:
        bookmark.forget(run.store.folder, cut_off.entry.id)
    return talk.entry


def edit_moment(run: Session, writing: Transaction, entry: Entry) -> Entry:
    """Hold `edit`, and return what the entry became."""
    talk = capture.edit(scene(run, piped=run.piped), content.capture(), content.safety(), entry)

    return ask.converse(run, talk, ask.saver(writing.create, _changing(writing))).here


def hold(run: Session, talk: Talk) -> Talk:
    """Hold a conversation about an entry that is there already."""
    writing = Transaction(run.store)
    return ask.converse(run, talk, ask.saver(writing.create, _changing(writing)))


def listening(run: Session) -> Coach | None:
    """Return the coach for the words of `repair`, unless the settings say that it is off."""
    if not run.preferences.coach:
        return None

    def weightiest(text: str, setting: Setting | None, age: int | None) -> Finding | None:
        rules, without = content.coach_rules(), run.preferences.without
        return next(iter(read(text, rules, setting, age, without).findings), None)

    return Coach(content.coach(), weightiest)


def _changing(writing: Transaction) -> Callable[[Entry, Change], Entry]:
    return lambda entry, change: writing.change(entry, change, datetime.now().astimezone())


def _cut_off(run: Session) -> capture.CutOff | None:
    """Return the moment that an earlier `new` was cut off in, if it is still there."""
    found = bookmark.cut_off(run.store.folder)
    if found is None:
        return None
    try:
        entry = run.journal.find(found.entry)
    except RepairlogError:
        bookmark.forget(run.store.folder, found.entry)
        return None
    since = datetime.fromisoformat(found.since).astimezone()
    return capture.CutOff(entry, found.question, since)


def scene(run: Session, *, given: Mapping[str, Any] | None = None, piped: bool) -> Scene:
    """Return what a conversation knows from outside."""
    recent = [] if piped else _recent(run)
    known = [entry.child for entry in recent if entry.child]
    children = dict.fromkeys([*known, *run.preferences.birth_years])
    return Scene(
        now=run.now,
        localise=run.localise,
        vocabulary=content.vocabulary(),
        retry=content.capture().retry,
        is_harm=lambda text: speaks_of_harm(text, content.harm()),
        new_id=new_id(),
        known=run.preferences,
        children=() if piped else tuple(children),
        first=not piped and not recent,
        piped=piped,
        given=given or {},
    )


def _recent(run: Session) -> list[Entry]:
    return list(islice(run.journal.newest_first(), RECENT))
