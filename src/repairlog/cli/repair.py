"""`repair`: coming back to a moment, by conversation or by options."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any

import typer

from repairlog import content
from repairlog.cli import harm_options, own_settings
from repairlog.cli.choosing import SHORT, Candidates, one, several
from repairlog.cli.conversations import hold_repair, make_coach, make_context
from repairlog.cli.harm_options import TOLD_FOR
from repairlog.cli.options import (
    EntryId,
    HarmOption,
    Json,
    Plain,
    say_what_was_kept,
    session,
    take_date,
)
from repairlog.cli.session import Session, new_id
from repairlog.core.conversations import repair as repairing
from repairlog.core.conversations.blocks import Ways
from repairlog.core.conversations.coaching import told
from repairlog.core.dates.naming import today
from repairlog.core.entries.changes import Change, apply
from repairlog.core.entries.listing import happening, title
from repairlog.core.entries.model import STEPS, Entry, Outcome, RepairSteps, Response
from repairlog.core.text import tidy
from repairlog.errors import NotFoundError, UnansweredError, UsageError
from repairlog.journal import bookmark
from repairlog.journal.writing import Transaction
from repairlog.view.screens import AT_HOME, screen

_WAITING = Candidates(
    "repair", lambda entry: entry.waits, lambda: content.screens().list.waiting_none, hard=True
)


def repair(  # noqa: PLR0913  each is an option of its own
    ctx: typer.Context,
    entry_id: EntryId = None,
    *,
    name: Annotated[str | None, typer.Option(help="Step 1: what you did.")] = None,
    own: Annotated[str | None, typer.Option(help="Step 2: your part.")] = None,
    share: Annotated[str | None, typer.Option(help="Step 3: a feeling of yours.")] = None,
    grow: Annotated[str | None, typer.Option(help="Step 4: what you will try.")] = None,
    reconnect: Annotated[str | None, typer.Option(help="Step 5: an offer.")] = None,
    put_right: Annotated[str | None, typer.Option(help="Something to put right.")] = None,
    presence: Annotated[str | None, typer.Option(help="How you will be around.")] = None,
    note: Annotated[str | None, typer.Option(help="A note for yourself.")] = None,
    outcome: Annotated[Outcome | None, typer.Option(help="How far it went.")] = None,
    response: Annotated[Response | None, typer.Option(help="How they took it.")] = None,
    they_came: Annotated[
        bool, typer.Option("--they-came", help="They came to you; --note can say how.")
    ] = False,
    at: Annotated[str | None, typer.Option(metavar="DATE", help="When you went back.")] = None,
    harm: HarmOption = None,
    coach: Annotated[
        bool,
        typer.Option(
            "--coach/--no-coach",
            help="Whether the coach looks at the words. It does, unless you say no.",
        ),
    ] = True,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Come back to a moment: a few honest sentences, in your own words."""
    run = session(ctx, plain=plain, as_json=as_json)
    steps = dict(zip(STEPS, (name, own, share, grow, reconnect), strict=True))
    texts = {"put_right": put_right, "presence": presence, "note": note}
    given = any(text is not None for text in (*steps.values(), *texts.values(), at))
    if given or outcome or response or harm or they_came:
        how = _Given(steps, texts, outcome, response, at, harm, coach, they_came)
        entry = _by_options(run, entry_id, how)
    elif run.no_input:
        raise UsageError(
            "Nothing was given to keep.", "{repairlog} repair --help lists the options."
        )
    else:
        entries = _meant(run, entry_id)
        talk = repairing.repair(
            make_context(run),
            own_settings.repair(run.preferences),
            own_settings.safety(run.preferences),
            entries,
            make_coach(run.preferences) if coach else None,
            unfinished={} if run.piped else bookmark.unfinished(run.store.beside),
        )
        found = hold_repair(run, talk)
        if found is None:
            return
        entry = found
    if as_json:
        run.json(run.shown(entry))


def _meant(run: Session, entry_id: str | None) -> tuple[Entry, ...]:
    """Return the entry meant, or those that wait; beside these, say how what is apart is found.

    Raises as `several` does.
    """
    apart: list[Entry] = []

    def waits(entry: Entry) -> bool:
        if entry.apart and entry.state == "waiting" and entry.logged > run.now - TOLD_FOR:
            apart.append(entry)
        return entry.waits

    words = content.safety().answered.found
    try:
        found = several(run, entry_id, _WAITING._replace(fits=waits))
    except NotFoundError as nothing:
        ways = [f"{why}\n  {{repairlog}} {command}" for why, command in _ways(run, apart, words)]
        raise NotFoundError(nothing.message, "\n".join([*ways, nothing.hint])) from None
    if apart:
        run.talk([Ways(_ways(run, apart, words))])
    return found


def _ways(run: Session, apart: Sequence[Entry], words: str) -> tuple[tuple[str, str], ...]:
    newest = sorted(apart, key=happening, reverse=True)[:AT_HOME]
    return tuple(
        (words.format(moment=title(each, run.now)), f"repair {each.id[:SHORT]}") for each in newest
    )


def _let_the_coach_look(run: Session, entry: Entry) -> None:
    """Say on stderr what the coach would say once under the finished words."""
    coach = make_coach(run.preferences)
    if coach is None or entry.planned is None:
        return
    setting = entry.setting or run.preferences.setting
    found = coach.weightiest(entry.planned.script, setting, after_harm=entry.apart)
    if found:
        run.notice(screen(told(coach.words, found), run.page).rstrip("\n"))


@dataclass(frozen=True)
class _Given:
    """What was given by options: words, how it went, whether anyone was hurt, and the coach."""

    steps: dict[str, str | None]
    texts: dict[str, str | None]
    outcome: str | None
    response: str | None
    at: str | None
    harm: str | None
    coach: bool
    they_came: bool

    @property
    def words(self) -> tuple[str | None, ...]:
        """Everything that was typed."""
        return (*self.steps.values(), *self.texts.values())

    @property
    def goes_back(self) -> bool:
        """Whether it says that the adult went back."""
        said = self.outcome in {"offered", "reconnected"} or self.they_came
        return said or bool(self.response) or self.at is not None

    @property
    def planned(self) -> "_Given":
        """The words alone that are still to be said, or done."""
        return replace(
            self,
            texts={**self.texts, "note": None},
            outcome=None,
            response=None,
            at=None,
            they_came=False,
        )

    @property
    def has_words(self) -> bool:
        """Whether there is something to say, or to do."""
        given = (*self.steps.values(), self.texts["put_right"], self.texts["presence"])
        return any(text is not None for text in given)


def _by_options(run: Session, entry_id: str | None, given: _Given) -> Entry:
    """Keep what the options say.

    Where words may speak of harm and nobody has answered that, words for the child are kept as
    planned, and how it went is not. Raises UsageError then, and where *reconnected* is said of
    what stands apart.
    """
    with run.giving_back(*given.words):
        before = one(run, entry_id, _WAITING)
        change = _change(run, before, given)
        meant = apply(before, change, run.now)
        if given.outcome == "reconnected" and meant.apart:
            raise harm_options.stands_apart(before, "--outcome reconnected")
        unanswered = given.goes_back and harm_options.is_unanswered(run, meant)
        if unanswered and not given.has_words:
            raise UnansweredError(before.id, "repair")
        if unanswered:
            change = _change(run, before, given.planned)
        entry = Transaction(run.store).change(before, change, run.now)
    run.mention_help(entry)
    say_what_was_kept(run, before, entry)
    if given.coach and any(given.steps.values()):
        _let_the_coach_look(run, entry)
    if unanswered:
        run.give_back(given.texts["note"] or "")
        raise UnansweredError(before.id, "repair")
    return entry


def _change(run: Session, entry: Entry, how: _Given) -> Change:
    """Add an attempt, or change the newest one where no words for the child are given."""
    words = {key: tidy(text) for key, text in how.steps.items() if text is not None}
    texts = {key: tidy(text) for key, text in how.texts.items() if text is not None}
    answer = {"harm": None if how.harm == "none" else how.harm} if how.harm else {}
    if not (words or texts or how.goes_back or how.outcome):
        return Change(fields=answer)
    fields: dict[str, Any] = {**texts}
    new_words = words or {"put_right", "presence"} & fields.keys() or how.they_came
    newest = entry.attempts[-1] if entry.attempts and not new_words else None
    if words:
        fields["steps"] = RepairSteps(**words)
    was = newest.outcome if newest else "planned"
    is_back = how.response or how.at or how.they_came
    happened = how.outcome or ("offered" if was == "planned" and is_back else was)
    fields["outcome"] = happened
    if how.they_came:
        fields["they_came"] = True
    if how.response:
        fields["response"] = how.response
    if happened == "planned" and (how.at is not None or is_back):
        option = "--they-came" if how.they_came else "--at" if how.at else "--response"
        raise UsageError(
            f"{option}: words that are only planned were not said yet.", "Leave one of them out."
        )
    if how.at is not None:
        when = take_date(run, how.at, "--at")
        fields |= {"at": when.at, "precision": when.precision}
    elif happened == "planned":
        fields["at"] = None
    elif newest is None or newest.at is None:
        when = today(run.now, run.localise)
        fields |= {"at": when.at, "precision": when.precision}
    attempt = newest.id if newest else new_id()
    return Change(fields=answer, repair=attempt, repair_fields=fields)
