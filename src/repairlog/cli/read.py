"""The home screen, `list`, `waiting`, `show`, `history`, `help-now`, `breathe`."""

from collections.abc import Callable, Iterable
from datetime import datetime
from itertools import islice
from typing import Annotated

import typer

from repairlog import content
from repairlog.cli.options import (
    Carer,
    Child,
    EntryId,
    Json,
    MaybeId,
    Plain,
    Since,
    Until,
    filters,
    session,
)
from repairlog.cli.session import Session, as_shown
from repairlog.core.dates.naming import name
from repairlog.core.entries.listing import Filters, happening, select
from repairlog.core.entries.model import Entry
from repairlog.errors import UsageError
from repairlog.journal import bookmark
from repairlog.view import terminal
from repairlog.view.text import wrap


def home(run: Session) -> None:
    """Print what is waiting, and what to type next."""
    waiting: list[Entry] = []
    empty = True
    for entry in run.journal.entries():
        empty = False
        if entry.state == "waiting":
            waiting.append(entry)
    waiting.sort(key=happening, reverse=True)
    found = None if empty else bookmark.cut_off(run.store.folder)
    cut_off = None
    if found:
        since = datetime.fromisoformat(found.since).astimezone()
        cut_off = name(since, "day", run.now), f"{since:%H:%M}"
    words = content.screens().home
    calm = not any(run.is_harm(entry) for entry in waiting[: terminal.AT_HOME])
    blocks = terminal.home(words, waiting, empty=empty, cut_off=cut_off, now=run.now, calm=calm)
    run.data(terminal.screen(blocks, run.page).rstrip("\n"))


def list_(  # noqa: PLR0913  each is an option of its own
    ctx: typer.Context,
    *,
    waiting: Annotated[bool, typer.Option("--open", help="Only what waits.")] = False,
    child: Child = None,
    carer: Carer = None,
    tag: Annotated[str | None, typer.Option(help="With this tag.")] = None,
    feeling: Annotated[str | None, typer.Option(help="With this feeling.")] = None,
    since: Since = None,
    until: Until = None,
    count: Annotated[int | None, typer.Option("-n", min=1, help="Only the newest N.")] = None,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """List entries, oldest first."""
    run = session(ctx, plain=plain, as_json=as_json)
    wanted = filters(
        run,
        child=child,
        carer=carer,
        tag=tag,
        feeling=feeling,
        since=since,
        until=until,
        waiting=waiting,
    )
    _list(run, wanted, count, lambda: content.screens().list.none)


def waiting(ctx: typer.Context, *, as_json: Json = False, plain: Plain = False) -> None:
    """List the moments that wait for a repair, oldest first."""
    run = session(ctx, plain=plain, as_json=as_json)
    _list(run, Filters(waiting=True), None, lambda: content.screens().list.waiting_none)


def _list(run: Session, wanted: Filters, count: int | None, none: Callable[[], str]) -> None:
    if count is None:
        entries = sorted(select(run.journal.entries(), wanted), key=happening)
    else:
        entries = _newest(select(run.journal.newest_first(), wanted), count)
    if run.as_json:
        run.json([as_shown(entry) for entry in entries])
    else:
        run.data(terminal.listing(entries, run.now, run.page) if entries else none())


def _newest(entries: Iterable[Entry], count: int) -> list[Entry]:
    return list(reversed(list(islice(entries, count))))


def show(
    ctx: typer.Context, entry_id: MaybeId = None, *, as_json: Json = False, plain: Plain = False
) -> None:
    """Show one entry, whole."""
    run = session(ctx, plain=plain, as_json=as_json)
    entry = run.journal.find("last" if entry_id is None else entry_id)
    if as_json:
        run.json(as_shown(entry))
    else:
        run.data(terminal.entry_text(entry, content.vocabulary(), run.now, run.page))


def history(
    ctx: typer.Context, entry_id: EntryId, *, as_json: Json = False, plain: Plain = False
) -> None:
    """Show every version of an entry, oldest first, deleted ones too."""
    run = session(ctx, plain=plain, as_json=as_json)
    versions = run.journal.history(run.journal.find_ever(entry_id))
    if as_json:
        run.json([as_shown(version) for version in versions])
    else:
        run.data(terminal.history_text(versions, content.vocabulary(), run.now, run.page))


def help_now(
    ctx: typer.Context,
    *,
    country: Annotated[str, typer.Option(help="Only this country, such as GB.")] = "",
    plain: Plain = False,
) -> None:
    """Say where to find help."""
    run = session(ctx, plain=plain)
    page = content.help_page()
    asked = country.strip().upper()
    names = {name.upper(): code for code, name in page.countries.items()}
    code = {**names, **page.also}.get(asked, asked)
    if code and code not in page.countries:
        known = ", ".join(page.countries)
        raise UsageError(
            page.page.no_country.format(country=country, countries=known),
            f"{page.page.hurt_now.format(emergency=page.page.emergency)}\n{page.page.elsewhere}",
        )
    run.data(run.help_now(code).strip("\n"))


def breathe(ctx: typer.Context, *, plain: Plain = False) -> None:
    """A pause."""
    run = session(ctx, plain=plain)
    run.data("\n".join(wrap(content.screens().breathe.strip(), run.page.width)))
