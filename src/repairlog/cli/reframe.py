"""`reframe`: looking again at can't and won't."""

from typing import Annotated, Any

import typer

from repairlog import content
from repairlog.cli.choosing import Candidates, one, several
from repairlog.cli.conversations import hold_about, make_context
from repairlog.cli.options import EntryId, Json, Plain, saved, say_what_was_kept, session
from repairlog.core.conversations import reframe as reframing
from repairlog.core.conversations.choices import read_words
from repairlog.core.entries.changes import Change
from repairlog.core.entries.listing import standing
from repairlog.core.entries.model import Entry, Reading
from repairlog.core.text import tidy
from repairlog.errors import UsageError


def _is_hard(entry: Entry) -> bool:
    return standing(entry) not in {"apart", "steady"}


_NOT_LOOKED_AGAIN = Candidates(
    "reframe",
    lambda entry: entry.moment.now is None and entry.moment.then != "cant" and _is_hard(entry),
    lambda: content.screens().list.reframe_none,
    hard=True,
)


def reframe(  # noqa: PLR0913  each is an option of its own
    ctx: typer.Context,
    entry_id: EntryId = None,
    *,
    moment: Annotated[Reading | None, typer.Option(help="How it looks now.")] = None,
    capacity: Annotated[
        list[str] | None,
        typer.Option(help="What may have been in the way. For several, repeat it or use commas."),
    ] = None,
    sentence: Annotated[
        str | None, typer.Option("--reframe", help="One sentence on how you see it now.")
    ] = None,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Look again at whether it was a can't or a won't."""
    run = session(ctx, plain=plain, as_json=as_json)
    if moment is not None:
        with run.giving_back(sentence):
            entry = one(run, entry_id, _NOT_LOOKED_AGAIN)
        fields: dict[str, Any] = {"moment": entry.moment.replace(now=moment)}
        if capacity is not None:
            capacities = content.vocabulary().capacities
            known: list[tuple[str, ...]] = [(each.id, each.line) for each in capacities]
            fields["capacities"] = read_words([tidy(word) for word in capacity], known)
        if sentence is not None:
            fields["reframe"] = tidy(sentence)
        before, entry = entry, saved(run, entry, Change(fields=fields), sentence)
        run.mention_help(entry)
        say_what_was_kept(run, before, entry)
    elif run.no_input or capacity is not None or sentence is not None:
        raise UsageError("How does it look now?", "Add --moment cant, wont, both or unsure.")
    else:
        entries = several(run, entry_id, _NOT_LOOKED_AGAIN)
        talk = reframing.reframe(make_context(run), content.reframe(), entries)
        found = hold_about(run, talk)
        if found is None:
            return
        entry = found
    if as_json:
        run.json(run.shown(entry))
