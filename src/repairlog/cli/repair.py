"""`repair` and `reframe`: coming back, and looking again."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

import typer

from repairlog import content
from repairlog.cli.options import Json, MaybeId, Plain, moment, saved, session, shown_back
from repairlog.cli.session import Session, as_shown, new_id
from repairlog.cli.talks import hold, listening, scene
from repairlog.core.conversations import reframe as reframing
from repairlog.core.conversations import repair as repairing
from repairlog.core.conversations import safety
from repairlog.core.conversations.choices import read_words
from repairlog.core.conversations.engine import Talk
from repairlog.core.dates.naming import today
from repairlog.core.entries.changes import Change
from repairlog.core.entries.listing import happening
from repairlog.core.entries.model import Entry, Outcome, Reading, RepairSteps, Response
from repairlog.core.text import tidy
from repairlog.errors import NotFoundError, UsageError

_STEPS = ("name", "own", "share", "grow", "reconnect")


def repair(  # noqa: PLR0913  each is an option of its own
    ctx: typer.Context,
    entry_id: MaybeId = None,
    *,
    name: Annotated[str | None, typer.Option(help="Step 1: what you did.")] = None,
    own: Annotated[str | None, typer.Option(help="Step 2: your part.")] = None,
    share: Annotated[str | None, typer.Option(help="Step 3: a feeling of yours.")] = None,
    grow: Annotated[str | None, typer.Option(help="Step 4: what you will try.")] = None,
    reconnect: Annotated[str | None, typer.Option(help="Step 5: an offer.")] = None,
    put_right: Annotated[str | None, typer.Option(help="Something to put right.")] = None,
    presence: Annotated[str | None, typer.Option(help="How you will be around.")] = None,
    note: Annotated[str | None, typer.Option(help="A note for yourself.")] = None,
    outcome: Annotated[Outcome | None, typer.Option(help="How far it is.")] = None,
    response: Annotated[Response | None, typer.Option(help="How they answered.")] = None,
    at: Annotated[str | None, typer.Option(help="When you went back.")] = None,
    coach: Annotated[
        bool, typer.Option("--coach/--no-coach", help="Let the coach look at the words, once.")
    ] = True,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Come back to a moment: a few honest sentences, in your own words."""
    run = session(ctx, plain=plain, as_json=as_json)
    steps = dict(zip(_STEPS, (name, own, share, grow, reconnect), strict=True))
    texts = {"put_right": put_right, "presence": presence, "note": note}
    given = any(text is not None for text in (*steps.values(), *texts.values(), at))
    if given or outcome or response:
        entry = one(run, entry_id, _waiting)
        how = _How(outcome, response, at)
        entry = _by_options(run, entry, steps, texts, how)
    elif run.no_input:
        raise UsageError("Nothing was given.", "{repairlog} repair --help lists the options.")
    else:
        entries = several(run, entry_id, _waiting)
        talk = repairing.repair(
            scene(run, piped=run.piped),
            content.repair(),
            content.safety(),
            entries,
            listening(run) if coach else None,
        )
        found = _converse(run, talk)
        if found is None:
            return
        entry = found
    if as_json:
        run.json(as_shown(entry))


def _waiting(entry: Entry) -> bool:
    return entry.state == "waiting"


@dataclass(frozen=True)
class _How:
    """How it went, by options."""

    outcome: str | None
    response: str | None
    at: str | None


def _by_options(
    run: Session,
    entry: Entry,
    steps: dict[str, str | None],
    texts: dict[str, str | None],
    how: _How,
) -> Entry:
    """Add an attempt, or change the newest one where no words for the child are given."""
    words = {key: tidy(text) for key, text in steps.items() if text is not None}
    fields: dict[str, Any] = {key: tidy(text) for key, text in texts.items() if text is not None}
    new_words = words or {"put_right", "presence"} & fields.keys()
    newest = entry.attempts[-1] if entry.attempts and not new_words else None
    if words:
        fields["steps"] = RepairSteps(**words)
    was = newest.outcome if newest else "planned"
    happened = how.outcome or ("offered" if was == "planned" and (how.response or how.at) else was)
    fields["outcome"] = happened
    if how.response:
        fields["response"] = how.response
    if happened == "planned" and (how.at is not None or how.response):
        option = "--at" if how.at is not None else "--response"
        raise UsageError(f"{option}: a planned repair is still to come.", "Leave one of them out.")
    if how.at is not None:
        when = shown_back(run, moment(run, how.at, "--at"), "--at")
        fields |= {"at": when.at, "precision": when.precision}
    elif happened == "planned":
        fields["at"] = None
    elif newest is None or newest.at is None:
        when = today(run.now, run.localise)
        fields |= {"at": when.at, "precision": when.precision}
    change = Change(repair=newest.id if newest else new_id(), repair_fields=fields)
    entry = saved(run, entry, change, *words.values(), *texts.values())
    run.mention_help(entry)
    return entry


def reframe(  # noqa: PLR0913  each is an option of its own
    ctx: typer.Context,
    entry_id: MaybeId = None,
    *,
    moment: Annotated[Reading | None, typer.Option(help="How it looks now.")] = None,
    capacity: Annotated[
        list[str] | None, typer.Option(help="What may have been in the way; repeat, or commas.")
    ] = None,
    sentence: Annotated[str | None, typer.Option("--reframe", help="One sentence.")] = None,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Look again at can't and won't."""
    run = session(ctx, plain=plain, as_json=as_json)
    if moment is not None:
        entry = one(run, entry_id, _unread)
        fields: dict[str, Any] = {"moment": entry.moment.replace(now=moment)}
        if capacity is not None:
            capacities = content.vocabulary().capacities
            known: list[tuple[str, ...]] = [(each.id, each.line) for each in capacities]
            fields["capacities"] = read_words([tidy(word) for word in capacity], known)
        if sentence is not None:
            fields["reframe"] = tidy(sentence)
        entry = saved(run, entry, Change(fields=fields), sentence)
        run.mention_help(entry)
    elif run.no_input or capacity is not None or sentence is not None:
        raise UsageError("How does it look now?", "Add --moment cant, wont, both or unsure.")
    else:
        entries = several(run, entry_id, _unread)
        talk = reframing.reframe(scene(run, piped=run.piped), content.reframe(), entries)
        found = _converse(run, talk)
        if found is None:
            return
        entry = found
    if as_json:
        run.json(as_shown(entry))


def _unread(entry: Entry) -> bool:
    return entry.moment.now is None and entry.moment.then != "cant"


def _converse(run: Session, talk: Talk) -> Entry | None:
    talk = hold(run, talk)
    if talk.entry is not None and safety.spoke_of_harm(talk):
        run.mention_help(talk.entry)
    return talk.entry


def several(run: Session, entry_id: str | None, fits: Callable[[Entry], bool]) -> tuple[Entry, ...]:
    """Return the entry meant, or those that may be, newest first.

    Raises NotFoundError when none fits, UsageError when several do and nobody can be asked.
    """
    if entry_id is not None:
        return (run.journal.find(entry_id),)
    found = sorted(filter(fits, run.journal.entries()), key=happening, reverse=True)
    if not found:
        words = content.screens().list
        none = words.waiting_none if fits is _waiting else words.reframe_none
        raise NotFoundError(none, "{repairlog} list shows all.")
    if len(found) > 1 and not run.interactive:
        raise UsageError(f"{len(found)} moments fit; which one is meant?", _which(found))
    return tuple(found)


def one(run: Session, entry_id: str | None, fits: Callable[[Entry], bool]) -> Entry:
    """Return the one entry meant, without asking. Raises as `several` does."""
    found = several(run, entry_id, fits)
    if len(found) > 1:
        raise UsageError(f"{len(found)} moments fit; which one is meant?", _which(found))
    return found[0]


def _which(found: Sequence[Entry]) -> str:
    ids = ", ".join(entry.id[:6] for entry in found[:5])
    return f"Name it: {ids}{', ...' if len(found) > 5 else ''}"
