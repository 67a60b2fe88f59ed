"""`learn`: short pages to read, with their sources."""

from difflib import get_close_matches
from typing import Annotated

import typer

from repairlog import content
from repairlog.cli.options import Plain, session
from repairlog.core.text import name_key
from repairlog.errors import UsageError
from repairlog.view import learn as pages


def learn(
    ctx: typer.Context,
    topic: Annotated[
        list[str] | None,
        typer.Argument(metavar="TOPIC", help="Which page. If not said, they are listed."),
    ] = None,
    *,
    plain: Plain = False,
) -> None:
    """Read a short page on coming back, with its sources; without a topic, the list of them."""
    run = session(ctx, plain=plain)
    words, typed = content.learn(), " ".join(topic or ())
    if not typed:
        run.data(pages.list_text(words, run.page))
        return
    found = words.find(typed)
    if found is None:
        known = {name_key(name): each.id for each in words.topic for name in each.names}
        near = get_close_matches(name_key(typed), known, n=1)
        hint = words.near.replace("{near}", known[near[0]]) if near else words.all
        raise UsageError(words.unknown.replace("{topic}", typed), hint)
    run.data(pages.page_text(found, words, run.page))
