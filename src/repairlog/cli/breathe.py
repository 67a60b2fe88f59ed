"""`breathe`: a pause."""

import typer

from repairlog import content
from repairlog.cli.options import Plain, session
from repairlog.view.text import wrap


def breathe(ctx: typer.Context, *, plain: Plain = False) -> None:
    """A pause."""
    run = session(ctx, plain=plain)
    run.data("\n".join(wrap(content.screens().breathe.strip(), run.page.width)))
