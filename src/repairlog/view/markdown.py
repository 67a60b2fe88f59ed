"""Markdown of entries, for reading, in which what was typed is text and nothing else."""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from repairlog.core.dates.naming import When, describe
from repairlog.core.entries.listing import Standing, standing
from repairlog.core.entries.model import CheckIn, Entry, Repair
from repairlog.core.wording.common import Vocabulary
from repairlog.core.wording.entries import EntryWords
from repairlog.view.entry_rows import (
    Row,
    check_in_rows,
    check_ins,
    entry_rows,
    outcome,
    repair_rows,
)
from repairlog.view.safe import safe

_MARKS = re.compile(r"[\\`*_\[\]<>#&|~@]|(?<=www)\.|:(?=//)")
"""What is Markdown or HTML anywhere in a line, web addresses included."""

_BEGINS = re.compile(r"^([-+=]|\d+(?=[.)]))")
"""What is Markdown where a line begins."""

_STATES: dict[Standing, str] = {
    "waiting": "waiting",
    "returned": "came back",
    "they_came": "they came to me",
    "at_rest": "at rest",
    "steady": "it nearly happened, and didn't",
    "apart": "kept apart",
}


def document(  # noqa: PLR0913  each is another source of its words
    entries: Iterable[Entry],
    words: EntryWords,
    vocabulary: Vocabulary,
    now: datetime,
    *,
    heading: str = "repairlog",
    note: str = "",
    told: Callable[[str], str] = str,
) -> Iterator[str]:
    """Yield each entry as a section, in the order they come, below a heading and a note on them.

    Whatever somebody typed goes through `told` first, such as for letters in place of names.
    """
    yield f"# {escaped(heading)}\n"
    if note:
        yield f"\n{escaped(note)}\n"
    for entry in entries:
        yield f"\n{section(entry, words, vocabulary, now, told)}"


def section(
    entry: Entry,
    words: EntryWords,
    vocabulary: Vocabulary,
    now: datetime,
    told: Callable[[str], str] = str,
) -> str:
    """Return one entry as a section: what happened, then what was noted, then each repair."""
    labels, why = words.handed_on, entry.rest.why if entry.rest else ""
    rows = [(words.state, _STATES[standing(entry)]), *entry_rows(entry, vocabulary, labels, why)]
    when = describe(When(entry.happened, entry.precision, entry.part), now)
    listed = _listed(rows, told)
    parts = [f"## {when}\n", f"{escaped(told(entry.what))}\n", listed, f"Id: {entry.id}\n"]
    parts += [_repair(repair, words, now, told) for repair in entry.attempts]
    parts += [_check_in(check, words, now, told) for check in check_ins(entry)]
    return "\n".join(filter(None, parts))


def escaped(text: str) -> str:
    """Return text in which no character is Markdown or HTML; its lines stay lines."""
    return "\\\n".join(_line(line.strip()) or "&nbsp;" for line in safe(text).split("\n"))


def _line(line: str) -> str:
    begins = _BEGINS.match(line)
    line = _MARKS.sub(r"\\\g<0>", line)
    if begins is None:
        return line
    if begins[0].isdigit():
        return f"{begins[0]}\\{line[begins.end() :]}"
    return f"\\{line}"


def _repair(repair: Repair, words: EntryWords, now: datetime, told: Callable[[str], str]) -> str:
    title = outcome(repair, words, words.handed_on)
    if repair.outcome != "planned" and repair.at:
        title = f"{title}: {describe(When(repair.at, repair.precision), now)}"
    rows = repair_rows(repair, words.handed_on, words.responses)
    return f"### {title}\n\n{_listed(rows, told)}"


def _check_in(check: CheckIn, words: EntryWords, now: datetime, told: Callable[[str], str]) -> str:
    day = describe(When(check.at.astimezone(now.tzinfo), "day"), now)
    rows = check_in_rows(check, words, words.handed_on)
    return f"### {words.handed_on.checked}: {day}\n\n{_listed(rows, told)}"


def _listed(rows: Iterable[Row], told: Callable[[str], str]) -> str:
    lines = []
    for label, text in rows:
        indented = escaped(told(text)).replace("\n", "\n  ")
        lines.append(f"- {label}: {indented}\n")
    return "".join(lines)
