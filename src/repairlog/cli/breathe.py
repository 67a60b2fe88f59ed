"""`breathe`: a pause."""

import time

import typer

from repairlog import content
from repairlog.cli.options import Plain, session
from repairlog.errors import Stopped
from repairlog.view.text import wrap

_IN, _OUT, _BREATHS = 4, 6, 6
"""Seconds in and out, so often: a minute. Six breaths a minute, longer out than in, is slow."""


def breathe(ctx: typer.Context, *, plain: Plain = False) -> None:
    """A pause: one minute of slow breaths, counted a line a second."""
    run = session(ctx, plain=plain)
    words = content.screens().breathe

    def say(text: str) -> None:
        run.data("\n".join(wrap(text, run.page.width)))

    if not run.interactive:
        say(words.whole)
        return
    say(words.begins)
    try:
        for _ in range(_BREATHS):
            for name, seconds in ((words.breath_in, _IN), (words.breath_out, _OUT)):
                for second in range(1, seconds + 1):
                    time.sleep(1)
                    say(name if second == 1 else str(second))
        time.sleep(1)
    except KeyboardInterrupt:
        raise Stopped(said=words.left) from None
    say(words.ends)
