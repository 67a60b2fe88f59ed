"""`card`: the words that are ready, large, to take along."""

from typing import Annotated

import typer

from repairlog import content
from repairlog.cli import harm_options
from repairlog.cli.choosing import Candidates, chosen
from repairlog.cli.options import EntryId, Plain, new_file, session
from repairlog.cli.report import write
from repairlog.cli.session import Session
from repairlog.core.entries.children import known_names
from repairlog.core.entries.model import Entry, Repair
from repairlog.errors import UsageError
from repairlog.view import card as cards


def card(
    ctx: typer.Context,
    entry_id: EntryId = None,
    *,
    html: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="As a page to print, as large as a postcard."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is there.")] = False,
    plain: Plain = False,
) -> None:
    """Show the words that are ready, large, to take along: no name, no date."""
    run = session(ctx, plain=plain)
    path = new_file(html, force=force) if html else None
    words = content.card()
    entry = chosen(run, entry_id, Candidates("card", _is_ready, lambda: words.none))
    if entry is None:
        return
    planned = _ready(run, entry)
    names = _names(run, entry)
    made = cards.card(planned, words, names, _age(run, entry))
    if path:
        write(run, path, cards.card_page(made, words), open_it=False)
    else:
        page = run.page
        run.data(cards.card_text(made, page._replace(plain=page.plain or not run.escapes)))
    if left := cards.names_on(made, names):
        run.notice(words.name.replace("{names}", ", ".join(left)))


def _is_ready(entry: Entry) -> bool:
    """Whether there is something to say, or to do, that is not yet said; nothing apart has any."""
    planned = entry.planned
    return not (entry.apart or entry.rest or planned is None) and _holds(planned)


def _holds(planned: Repair) -> bool:
    return bool(planned.script or planned.presence)


def _ready(run: Session, entry: Entry) -> Repair:
    """Return the attempt whose words are ready. Raises UsageError where there is to be no card."""
    words, planned = content.card(), entry.planned
    if entry.apart:
        raise UsageError(words.apart, words.apart_hint)
    if harm_options.is_unanswered(run, entry):
        raise UsageError(words.unanswered, words.unanswered_hint.replace("{id}", entry.id))
    if planned is None or not _holds(planned):
        raise UsageError(words.not_ready, words.not_ready_hint.replace("{id}", entry.id))
    return planned


def _age(run: Session, entry: Entry) -> int | None:
    """Return how old the child is by now, or was said to be then."""
    now = run.preferences.age(entry.child, run.now)
    return entry.child_age if now is None else now


def _names(run: Session, entry: Entry) -> list[str]:
    """Return the names that the journal knows, of children and of grown-ups."""
    everybody = list(run.journal.entries())
    found = [entry.child, *known_names(everybody, run.preferences), run.preferences.carer]
    found += [each.carer for each in everybody]
    return sorted({each for each in found if each}, key=len, reverse=True)
