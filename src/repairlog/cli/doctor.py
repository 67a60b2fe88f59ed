"""`doctor`: whether all of the journal can be read, and what is wrong."""

import sys

import typer

from repairlog.cli.options import Plain, session
from repairlog.cli.progress import shown
from repairlog.errors import UnreadableError
from repairlog.journal.doctor import examine
from repairlog.view.safe import safe


def doctor(ctx: typer.Context, *, plain: Plain = False) -> None:
    """Check the journal and say what is wrong; nothing is changed."""
    run = session(ctx, plain=plain)
    run.counts_unreadable = False
    with shown(run, past=True):
        findings = examine(run.journal, run.folders, run.is_harm)
    for finding in findings:
        run.data(safe(run.fitted(finding.text, sys.stdout)))
    if any(finding.unreadable for finding in findings):
        raise UnreadableError(
            "Some of the journal could not be read. It is kept as it is.",
            "A line can be mended in any text editor, or left as it is: it harms no other.",
        )
