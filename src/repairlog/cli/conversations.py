"""Conversations on this terminal or pipe: what they know from outside, where answers go.

Each answer is saved before the next question is shown.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import islice
from typing import Any

from repairlog import content
from repairlog.cli import own_settings
from repairlog.cli.asking import nobody_to_ask, read_line, show
from repairlog.cli.options import RECENT
from repairlog.cli.session import Session, new_id
from repairlog.core.coach.reading import Finding, read
from repairlog.core.conversations import capture, safety
from repairlog.core.conversations.blocks import Block, Ways
from repairlog.core.conversations.capture_state import CaptureConversation, CutOff, to_save
from repairlog.core.conversations.engine import (
    C,
    Context,
    Conversation,
    advance,
    take_unfinished,
)
from repairlog.core.conversations.repair_state import Coach, RepairConversation
from repairlog.core.entries.changes import Change
from repairlog.core.entries.children import known_names
from repairlog.core.entries.groups import MOST
from repairlog.core.entries.model import Entry, Setting
from repairlog.core.entries.preferences import Preferences
from repairlog.core.text import name_key
from repairlog.errors import HungUp, RepairlogError, Stopped, StorageError, UsageError
from repairlog.journal import bookmark, settings
from repairlog.journal.writing import Transaction

# What a conversation knows from outside


def make_context(
    run: Session, *, given: Mapping[str, Any] | None = None, also_with: tuple[str, ...] = ()
) -> Context:
    """Return what a conversation knows from outside."""
    recent = list(islice(run.journal.newest_first(), RECENT))
    tried = [] if run.piped else recent
    attempts = (
        (name_key(entry.child), each.matters) for entry in tried for each in entry.attempts[::-1]
    )
    return Context(
        now=run.now,
        localise=run.localise,
        vocabulary=own_settings.vocabulary(run.preferences),
        retry=content.capture().retry,
        hear_harm=content.hear_harm,
        new_id=new_id(),
        other_ids=tuple(new_id() for _ in range(MOST - 1)),
        also_with=also_with,
        preferences=run.preferences,
        children=known_names(recent, run.preferences),
        first=not run.piped and not recent,
        piped=run.piped,
        plain=run.is_plain,
        given=given or {},
        matters=dict(reversed([said for said in attempts if all(said)])),
        hurt_before=[(each.child, each.happened) for each in recent if each.harm == "yes"],
    )


def make_coach(known: Preferences) -> Coach | None:
    """Return the coach for the words of `repair`, unless the settings say that it is off."""
    if not known.coach:
        return None

    def weightiest(text: str, setting: Setting | None, *, after_harm: bool) -> Finding | None:
        reading = read(
            text,
            content.coach_rules(),
            content.learned(),
            setting=setting,
            without=known.without,
            after_harm=after_harm,
        )
        return next(iter(reading.findings), None)

    return Coach(content.coaching(), weightiest)


# Each command's conversation


def hold_new(
    run: Session,
    given: Mapping[str, Any],
    also_with: tuple[str, ...],
    words: tuple[str | None, ...],
    *,
    quick: bool,
) -> tuple[Entry, ...]:
    """Hold `new`, and return its entries, one for each child; none if nothing was written.

    `words` came with options, and are given back where it is broken off before they were saved.
    """
    cut_off = _cut_off(run)
    if cut_off and run.piped:
        run.notice(content.capture().cut_off.note)
        cut_off = None  # asking about it would swallow the first line
    known = {} if run.setting_here is None else {"setting": run.setting_here}
    context = make_context(run, given={**known, **given}, also_with=also_with)
    talk = capture.new(
        replace(context, asks_where=_asks_where(run)),
        content.capture(),
        own_settings.safety(run.preferences),
        str(run.folders.journal),
        quick=quick,
        cut_off=cut_off,
    )
    beside = run.store.beside

    def leave_cut_off(entry: Entry | None, *, left: bool = False) -> None:
        if cut_off and (left or (entry and entry.id != cut_off.entry.id)):
            bookmark.forget(beside, cut_off.entry.id)

    with bookmark.Bookmark(beside) as place:
        unsaved = [*filter(None, words)]

        def mark(talk: CaptureConversation) -> None:
            leave_cut_off(talk.entry)
            if talk.entry:
                unsaved.clear()
                place.mark(talk.entry.id, talk.at, datetime.now().astimezone())

        try:
            talk = hold(run, talk, mark)
        except BaseException:
            run.give_back("\n".join(unsaved))
            raise
        place.clear()
    leave_cut_off(talk.entry, left=talk.memory.left_cut_off)
    if talk.memory.asked_where:
        bookmark.note_where_asked(beside)
    return (talk.entry, *talk.others) if talk.entry else ()


def _asks_where(run: Session) -> bool:
    """Whether `new` asks where it was: once in a journal in which no moment says it."""
    if run.piped or bookmark.was_where_asked(run.store.beside):
        return False
    return not any(entry.setting for entry in run.journal.newest_first())


def _of_group(run: Session, entry: Entry) -> tuple[Entry, ...]:
    """Return the other moments of an entry's event."""
    if not entry.group:
        return ()
    everybody = run.journal.entries()
    return tuple(each for each in everybody if each.group == entry.group and each.id != entry.id)


def _cut_off(run: Session) -> CutOff | None:
    """Return the moment that an earlier `new` was cut off in, if it is still there."""
    found = bookmark.cut_off(run.store.beside)
    if found is None:
        return None
    try:
        entry = run.journal.find(found.entry)
    except RepairlogError:
        bookmark.forget(run.store.beside, found.entry)
        return None
    since = datetime.fromisoformat(found.since).astimezone()
    return CutOff(entry, found.question, since, _of_group(run, entry))


def hold_edit(run: Session, entry: Entry) -> Entry:
    """Hold `edit`, and return what the entry became."""
    same = tuple(each for each in _of_group(run, entry) if each.what == entry.what)
    words = content.capture(), own_settings.safety(run.preferences)
    talk = capture.edit(make_context(run), *words, entry, same)
    return hold(run, talk).the_entry


def hold_repair(run: Session, talk: RepairConversation) -> Entry | None:
    """Hold `repair`, and return what its entry became, if one was chosen.

    Where it is cut off among the steps, the place is remembered.
    """
    beside = run.store.beside
    with bookmark.Bookmark(beside, "repair") as place:

        def mark(talk: RepairConversation) -> None:
            if talk.entry and talk.memory.preparing:
                place.mark(talk.entry.id, talk.at, datetime.now().astimezone())

        talk = hold(run, talk, mark)
        place.clear()
    if talk.entry and talk.came_back:
        bookmark.forget(beside, talk.entry.id, "repair")
    return _with_help(run, talk)


def hold_about(run: Session, talk: Conversation) -> Entry | None:
    """Hold a conversation about an entry, and return what that became, if one was chosen."""
    return _with_help(run, hold(run, talk))


def _with_help(run: Session, talk: Conversation) -> Entry | None:
    """Name help after a conversation that spoke of harm, unless its own last words do."""
    if talk.entry is not None and safety.spoke_of_harm(talk) and not _names_help(talk.blocks):
        run.mention_help(talk.entry)
    return talk.entry


def _names_help(blocks: Sequence[Block]) -> bool:
    commands = (command for block in blocks if isinstance(block, Ways) for _, command in block.ways)
    return any(command.startswith("help-now") for command in commands)


# Holding it


def hold(run: Session, talk: C, mark: Callable[[C], None] | None = None) -> C:
    """Hold the conversation to its end, and return its last state.

    All that it saves is one change for `undo`. `mark` remembers the open question. When piped
    answers end, the rest is skipped. Raises UsageError when there was no answer at all.
    """
    transaction = Transaction(run.store)
    run.keeps_answers = True
    answers = 0
    while not talk.over:
        run.talk(talk.blocks)
        if mark:
            mark(talk)
        if not talk.again:
            show(run, talk.question)
        answer = _read(run, transaction, talk)
        if answer is None:
            if not answers:
                raise nobody_to_ask()
            talk = replace(talk, blocks=(), change=None)
            while not talk.over:
                talk = talk.flow.stop(talk)
            break
        answers += 1
        try:
            talk = _take(run, transaction, talk, answer)
        except UsageError:  # a piped answer that cannot be used
            _give_back_what_is_left(run)
            raise
    run.talk(talk.blocks)
    _give_back_what_is_left(run)
    return talk


def _read(run: Session, transaction: Transaction, talk: Conversation) -> str | None:
    """Read the next answer; what was begun when the window closes is saved first."""
    try:
        return read_line(run, talk.question, telling=talk.telling)
    except HungUp as gone:
        if gone.unfinished:
            _take(run, transaction, talk, gone.unfinished, finished=False)
        raise
    except Stopped as stopped:
        raise Stopped(stopped.unfinished, kept=True) from None


def _give_back_what_is_left(run: Session) -> None:
    """Give back what was piped behind the last answer that was taken."""
    if run.piped:
        run.give_back(run.input.left(), content.kept().left_over)


def _take(
    run: Session, transaction: Transaction, talk: C, answer: str, *, finished: bool = True
) -> C:
    """Take one answer and save what it changes; if that fails, give the words back."""
    before = talk
    with run.giving_back(answer):
        if finished:
            talk = advance(talk, answer)
        else:
            talk = take_unfinished(talk, answer, content.kept().unfinished)
        others = _save_others(transaction, before, talk)
        if talk.change is not None:
            talk = replace(talk, entry=_save(transaction, talk))
        talk = replace(talk, others=others)
    if talk.learned is not None:
        try:
            settings.write(run.folders.config, talk.learned, run.preferences)
        except StorageError as error:  # the entry has it; only asking again is not spared
            run.notice(error.message)
    return talk


def _save_others(
    transaction: Transaction, before: Conversation, talk: Conversation
) -> tuple[Entry, ...]:
    """Save what an answer changes in other moments of the event, and return what they are now."""
    if not isinstance(before, CaptureConversation) or not isinstance(talk, CaptureConversation):
        return talk.others
    saved = {entry.id: entry for entry in talk.others}
    for each in to_save(before, talk):
        if isinstance(each, Entry):
            transaction.create(each)
        else:
            now = datetime.now().astimezone()
            saved[each[0].id] = transaction.change(*each, now)
    return tuple(saved.values())


def _save(transaction: Transaction, talk: Conversation) -> Entry:
    """Save what an answer changes, and return the entry as it now is on the disk."""
    if isinstance(talk.change, Entry):
        return transaction.create(talk.change)
    change = talk.change or Change()
    return transaction.change(talk.the_entry, change, datetime.now().astimezone())
