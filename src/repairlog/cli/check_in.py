"""`check-in`: a look back, some days after a return, at how the adult has been around since."""

from typing import Annotated, Any

import typer

from repairlog import content
from repairlog.cli import harm_options
from repairlog.cli.choosing import Candidates, one, several
from repairlog.cli.conversations import hold, make_context
from repairlog.cli.home import to_look_back_on
from repairlog.cli.options import EntryId, Json, Plain, saved, say_what_was_kept, session
from repairlog.cli.session import Session, new_id
from repairlog.core.conversations import check_in as checking_in
from repairlog.core.entries.changes import Change
from repairlog.core.entries.checking import ANSWERS, answered
from repairlog.core.entries.model import Entry
from repairlog.core.text import tidy
from repairlog.errors import UsageError


def check_in(  # noqa: PLR0913  each is an option of its own
    ctx: typer.Context,
    entry_id: EntryId = None,
    *,
    present: Annotated[
        bool | None,
        typer.Option("--present/--no-present", help="Whether you were around as usual."),
    ] = None,
    interested: Annotated[
        bool | None,
        typer.Option(
            "--interested/--no-interested", help="Whether you asked about something of theirs."
        ),
    ] = None,
    ordinary: Annotated[
        bool | None,
        typer.Option(
            "--ordinary/--no-ordinary", help="Whether you did something ordinary together."
        ),
    ] = None,
    note: Annotated[str | None, typer.Option(help="A note for yourself.")] = None,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Look back, some days later, at how you have been around since."""
    run = session(ctx, plain=plain, as_json=as_json)
    given = dict(zip(ANSWERS, (present, interested, ordinary), strict=True))
    if note is not None or set(given.values()) != {None}:
        entry = _by_options(run, entry_id, given, note)
    elif run.no_input:
        raise UsageError(
            "Nothing was given to keep.", "{repairlog} check-in --help lists the options."
        )
    else:
        entries = several(run, entry_id, _offered(run))
        talk = hold(run, checking_in.check_in(make_context(run), content.check_in(), entries))
        if talk.entry is None:
            return
        entry = talk.entry
    if as_json:
        run.json(run.shown(entry))


def _offered(run: Session) -> Candidates:
    ids = {entry.id for entry in to_look_back_on(run, run.journal.entries())}
    return Candidates(
        "check-in", lambda entry: entry.id in ids, lambda: content.check_in().none, hard=True
    )


def _by_options(
    run: Session, entry_id: str | None, given: dict[str, bool | None], note: str | None
) -> Entry:
    """Keep what the options say: what was not chosen was not so.

    Of what stands apart only a note is kept, which says who looks after it. Raises UsageError.
    """
    with run.giving_back(note):
        before = one(run, entry_id, _offered(run))
        fields: dict[str, Any] = {"note": tidy(note)} if note is not None else {}
        if set(given.values()) != {None}:
            if before.apart or harm_options.is_unanswered(run, before):
                words = content.check_in()
                command = f'{{repairlog}} check-in {before.id} --note "..."'
                raise UsageError(words.apart, words.apart_hint.replace("{command}", command))
            fields |= answered(*(each for each in ANSWERS if given[each]))
    entry = saved(run, before, Change(check_in=new_id(), check_in_fields=fields), note)
    run.mention_help(entry)
    say_what_was_kept(run, before, entry)
    return entry
