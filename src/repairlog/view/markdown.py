"""Markdown of entries, for reading, in which what was typed is text and nothing else."""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime

from repairlog.core.dates.naming import When, describe
from repairlog.core.entries.model import Entry, Repair
from repairlog.core.wording.common import Vocabulary
from repairlog.view.safe import safe

_MARKS = re.compile(r"[\\`*_\[\]<>#&|~@]|(?<=www)\.|:(?=//)")
"""What is Markdown or HTML anywhere in a line, web addresses included."""

_BEGINS = re.compile(r"^([-+=]|\d+(?=[.)]))")
"""What is Markdown where a line begins."""

_STATES = {"waiting": "waiting", "returned": "come back to", "at_rest": "at rest"}
_OUTCOMES = {
    "planned": "Words ready, not yet said",
    "offered": "Came back",
    "reconnected": "Came back, settled between us",
}
_RESPONSES = {"engaged": "heard", "not-yet": "not ready for it", "no-talk": "no wish to talk"}


def document(entries: Iterable[Entry], vocabulary: Vocabulary, now: datetime) -> Iterator[str]:
    """Yield each entry as a section, in the order they come."""
    yield "# repairlog\n"
    for entry in entries:
        yield f"\n{section(entry, vocabulary, now)}"


def section(entry: Entry, vocabulary: Vocabulary, now: datetime) -> str:
    """Return one entry as a section: what happened, then what was noted, then each repair."""
    deeds = {deed.id: deed.told for deed in vocabulary.did}
    capacities = {each.id: each.line for each in vocabulary.capacities}
    moment = entry.moment
    rows = (
        ("With", entry.child),
        ("Age", "" if entry.child_age is None else str(entry.child_age)),
        ("Carer", entry.carer),
        ("Where", vocabulary.setting(entry.setting)),
        ("State", _STATES[entry.state]),
        ("What I did", ", ".join(deeds.get(word, word) for word in entry.did)),
        ("How it looked", vocabulary.reading(moment.then) if moment.then else ""),
        ("How it looks now", vocabulary.reading(moment.now) if moment.now else ""),
        ("In the way, perhaps", "; ".join(capacities.get(c, c) for c in entry.capacities)),
        ("Looked at again", entry.reframe),
        ("I felt", ", ".join(entry.feelings)),
        ("My body", ", ".join(entry.body)),
        ("They might have felt", ", ".join(entry.child_feelings)),
        ("Between us", entry.meaning),
        ("What I need", entry.needs),
        ("Tags", ", ".join(entry.tags)),
        ("Why at rest", entry.rest.why if entry.rest else ""),
    )
    when = describe(When(entry.happened, entry.precision), now)
    parts = [f"## {when}\n", f"{escaped(entry.what)}\n", _listed(rows), f"Id: {entry.id}\n"]
    parts += [_repair(repair, now) for repair in entry.attempts]
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


def _repair(repair: Repair, now: datetime) -> str:
    title = _OUTCOMES[repair.outcome]
    if repair.outcome != "planned" and repair.at:
        title = f"{title}: {describe(When(repair.at, repair.precision), now)}"
    rows = (
        ("What matters", repair.matters),
        ("What may have been hard", repair.hard),
        ("Words", repair.script),
        ("To put right", repair.put_right),
        ("Around", repair.presence),
        ("Afterwards", _RESPONSES.get(repair.response or "", "")),
        ("Note", repair.note),
    )
    return f"### {title}\n\n{_listed(rows)}"


def _listed(rows: Iterable[tuple[str, str]]) -> str:
    lines = []
    for label, text in rows:
        if text:
            told = escaped(text).replace("\n", "\n  ")
            lines.append(f"- {label}: {told}\n")
    return "".join(lines)
