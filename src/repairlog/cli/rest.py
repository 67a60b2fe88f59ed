"""`rest`: letting a moment be without a repair, or reopening it."""

from typing import Annotated, Any

import typer

from repairlog import content
from repairlog.cli import harm_options
from repairlog.cli.choosing import Candidates, pick, several
from repairlog.cli.options import EntryId, HarmOption, Json, Plain, saved, session
from repairlog.cli.session import Session
from repairlog.core.conversations.blocks import Block, Say, Ways
from repairlog.core.entries.changes import Change, apply
from repairlog.core.entries.listing import title
from repairlog.core.entries.model import Entry, Rest
from repairlog.core.text import tidy
from repairlog.errors import UnansweredError, UsageError

_WAITING = Candidates(
    "rest", lambda entry: entry.waits, lambda: content.screens().list.waiting_none, hard=True
)
_RESTING = Candidates(
    "rest --undo", lambda entry: entry.rest is not None, lambda: content.screens().list.rest_none
)


def rest(  # noqa: PLR0913  each is an option of its own
    ctx: typer.Context,
    entry_id: EntryId = None,
    *,
    why: Annotated[str, typer.Option(help="Why, if you want to say.")] = "",
    undo: Annotated[bool, typer.Option("--undo", help="Let it wait again.")] = False,
    harm: HarmOption = None,
    before: Annotated[
        str | None,
        typer.Option(
            metavar="DATE", help="Let all that waits from before this day rest, shown first."
        ),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="With --before: do not ask first.")] = False,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Let a moment rest, without a repair."""
    run = session(ctx, plain=plain, as_json=as_json)
    if before is None:
        _rest_one(run, entry_id, why, harm, undo=undo)
        return
    from repairlog.cli.rest_together import rest_together  # noqa: PLC0415  only for several

    if entry_id is not None or undo or harm:
        words = content.screens().rest_together
        raise UsageError(words.alone, words.alone_hint)
    rest_together(run, before, why, yes=yes)


def _rest_one(
    run: Session, entry_id: str | None, why: str, harm: str | None, *, undo: bool
) -> None:
    """Let one moment rest, or wait again."""
    fields: dict[str, Any] = {"harm": None if harm == "none" else harm} if harm and not undo else {}
    candidates = _RESTING if undo else _WAITING
    with run.giving_back(why):
        found = several(run, entry_id, candidates)
    with run.in_hand(why):
        entry = pick(run, found, candidates)
    if entry is None:
        return
    with run.giving_back(why):
        meant = apply(entry, Change(fields=fields), run.now)
        is_open = not undo and _is_open(run, meant)
        if is_open and (harm or not run.interactive):
            if fields:
                saved(run, entry, Change(fields=fields))
            raise _refusal(run, meant)
    if is_open:
        from repairlog.cli.rest_gate import may_rest  # noqa: PLC0415  only where something is asked

        with run.in_hand(why):
            rests = may_rest(run, entry)
        if not rests:
            run.give_back(why)
            if run.as_json:
                run.json(run.shown(run.journal.find(entry.id)))
            return
        fields = {"harm": "no"}
    fields["rest"] = None if undo else Rest(at=run.now, why=tidy(why))
    entry = saved(run, entry, Change(fields=fields), why)
    words, moment = content.screens().rest, title(entry, run.now)
    if run.as_json:
        run.json(run.shown(entry))
    elif undo:
        run.talk([Say(words.undone.format(moment=moment))])
    elif entry.state == "returned" and not entry.apart:
        run.talk([Say(words.returned)])
    else:
        run.talk(
            [
                Say(words.done.format(moment=moment)),
                Ways(((words.undo, f"rest --undo {entry.id}"),)),
                *_picked(entry),
            ]
        )


def _picked(entry: Entry) -> list[Block]:
    """Say that what was picked under what they did keeps it apart, though it rests."""
    if not entry.apart:
        return []
    return [Ways(((content.safety().hurt.picked, f"edit {entry.id}"),))]


def _is_open(run: Session, entry: Entry) -> bool:
    """Whether somebody may be hurt: by the answer, or by words that nobody has answered."""
    return (entry.apart and entry.harm != "no") or harm_options.is_unanswered(run, entry)


def _refusal(run: Session, entry: Entry) -> UsageError:
    if harm_options.is_unanswered(run, entry):
        return UnansweredError(entry.id, "rest")
    return harm_options.stands_apart(entry, "rest")
