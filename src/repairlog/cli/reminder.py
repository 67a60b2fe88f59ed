"""`waiting --ics`: one event for a calendar, without a name or a word of what was written."""

from repairlog import content
from repairlog.cli import harm_options
from repairlog.cli.options import new_file
from repairlog.cli.session import Session
from repairlog.core.dates.clock import Unclear
from repairlog.core.dates.coming import read_coming
from repairlog.core.dates.naming import When, describe
from repairlog.core.entries.listing import happening
from repairlog.core.entries.model import Entry
from repairlog.core.text import tidy
from repairlog.errors import NotFoundError, UsageError
from repairlog.journal import files
from repairlog.view.calendar import event


def remind(run: Session, file: str, at: str | None, title: str) -> None:
    """Write the event, for the newest moment that waits; never for one that may be about harm.

    Raises UsageError for a time that is unclear or over, and for a file that is there already;
    NotFoundError where nothing waits.
    """
    words = content.screens().reminder
    if at is None:
        raise UsageError(words.at_needed, words.such)
    when = read_coming(at, run.now, run.localise)
    if isinstance(when, Unclear):
        told = words.past if when is Unclear.PAST else words.unclear
        raise UsageError(told.replace("{at}", at), words.such)
    entry = _newest(run)
    text = event(entry.id, when, tidy(title) or words.title, run.now)
    if file == "-":
        run.pieces([text])
        return
    path = new_file(file)
    files.write_pieces(files.followed(path), iter([text.encode()]))
    said = describe(When(when, "minute"), run.now)
    run.notice(words.written.replace("{when}", said).replace("{path}", files.shown(path)))


def _newest(run: Session) -> Entry:
    words = content.screens()
    waiting = sorted(
        (entry for entry in run.journal.entries() if entry.waits), key=happening, reverse=True
    )
    if not waiting:
        raise NotFoundError(words.list.waiting_none, words.reminder.none_hint)
    found = next((each for each in waiting if not harm_options.is_unanswered(run, each)), None)
    if found is None:
        raise NotFoundError(words.reminder.apart, words.reminder.apart_hint)
    return found
