"""`search`: the moments in which words stand, with what stands around these."""

from itertools import islice
from typing import Annotated, Any

import typer
from typer.core import TyperCommand

from repairlog import content
from repairlog.cli.listing import RowOptions
from repairlog.cli.options import FilterOptions, Json, Plain, expand_options, session
from repairlog.core.entries.listing import InOrder, select
from repairlog.core.entries.model import Entry
from repairlog.core.entries.searching import hits, read_query
from repairlog.errors import UsageError
from repairlog.journal.search import ids_with
from repairlog.view.entries import listing
from repairlog.view.hits import hit_lines


class _Words(TyperCommand):
    """A command to which `-night` is a word to leave out, though it has the option `-n`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        return super().parse_args(ctx, [_spared(arg) for arg in args])


def _spared(arg: str) -> str:
    """Return a word to leave out with a minus sign in place of its hyphen: no option has that."""
    is_word = arg[:1] == "-" and arg[1:3].isalpha() and len(arg) > len("-n")
    return f"\N{MINUS SIGN}{arg[1:]}" if is_word or arg[:2] == '-"' else arg


program = typer.Typer(add_completion=False, rich_markup_mode=None)


@program.command("search", cls=_Words)
@expand_options
def search(  # noqa: PLR0913  each is an option of its own, or several
    ctx: typer.Context,
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="WORDS",
            help='All of them, in any order. "two words" together, -word for none of that.',
        ),
    ],
    *,
    rows: RowOptions,
    wanted: FilterOptions,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Find the moments in which words stand, whatever their case and accents."""
    run = session(ctx, plain=plain, as_json=as_json)
    query = read_query(words)
    if not query.wanted:
        raise UsageError(
            "There is no word to look for.", "Such as: {repairlog} search shoes -school"
        )
    filters = rows.filters(wanted.filters(run))
    likely = ids_with(run.journal, " ".join(query.wanted).split())
    read = run.journal.newest_first if rows.newest else run.journal.entries
    found = (entry for entry in select(read(likely), filters) if hits(entry, query))
    entries = InOrder(islice(found, rows.newest))
    if as_json:
        run.json_array(map(run.shown, entries))
    elif entries:
        labels, page = content.entries().shown, run.page

        def under(entry: Entry) -> list[str]:
            return hit_lines(hits(entry, query), labels, page)

        run.pieces(listing(entries, entries.ids, run.now, page, under))
        if run.interactive:
            run.notice(content.screens().list.whole)
    else:
        run.data(content.screens().list.search_none)
