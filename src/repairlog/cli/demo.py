"""`demo`: a fictional journal to try every command on."""

import shlex
import sys
import tempfile
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from repairlog import content
from repairlog.cli.options import Plain, session
from repairlog.core.conversations.blocks import Say, Ways
from repairlog.core.demo import WorldName, make
from repairlog.core.entries.codec import dump
from repairlog.journal import files
from repairlog.journal.months import month_of
from repairlog.view import screens
from repairlog.view.text import QUOTE


def demo(
    ctx: typer.Context,
    world: Annotated[WorldName, typer.Argument(metavar="PLACE", help="Where it is set.")] = "home",
    *,
    plain: Plain = False,
) -> None:
    """Make a fictional journal of half a year, to try things on."""
    run = session(ctx, plain=plain)
    words = content.demo()
    folder = Path(tempfile.mkdtemp(prefix=f"repairlog-demo-{world}-"))
    months: dict[str, list[bytes]] = defaultdict(list)
    for entry in make(words.worlds[world], words.said.tag):
        months[month_of(entry.logged)].append(dump(entry))
    for month, lines in months.items():
        files.write(folder / f"{month}.demo.jsonl", b"".join(line + b"\n" for line in lines))
    said = words.said
    started = replace(run, journal_option=None).program
    page = run.page._replace(program=f"{started} --journal {shlex.quote(str(folder))}")
    blocks = (
        Say(said.where.format(folder=folder)),
        Say(said.use),
        Ways(tuple((reason, command) for reason, command in said.ways)),
        Say(said.short),
    )
    told = screens.screen(blocks, page).strip("\n")
    gone = screens.screen((Say(said.gone),), page)
    # On one line however wide, so that it can be pasted
    run.data(f"{told}\n\n{QUOTE}{_variable(str(folder))}\n{gone}".rstrip("\n"))


def _variable(folder: str) -> str:
    """Return the line that names a journal for every command that follows in this window."""
    if sys.platform == "win32":
        return f"$env:REPAIRLOG_JOURNAL = '{folder}'"
    return f"export REPAIRLOG_JOURNAL={shlex.quote(folder)}"
