"""Tables of entries for a spreadsheet: one row an entry, its repairs summed up (RFC 4180).

What was typed is text there too: a cell that a spreadsheet would take for a formula begins with
an apostrophe.
"""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator

from repairlog.core.entries.model import CheckIn, Entry
from repairlog.view.safe import safe

_ACTING = re.compile("^(?=\\s*[=+\\-@\\|%\uff1d\uff0b\uff0d\uff20\N{MINUS SIGN}])", re.MULTILINE)
"""Where a line of a cell begins as a formula does, in one spreadsheet or another."""


def _of_all(texts: Iterable[str]) -> str:
    return "\n".join(filter(None, texts))


def _first_return(entry: Entry) -> str:
    first = entry.returns[0] if entry.returns else None
    return (first.at or first.edited).isoformat() if first else ""


def _check_in(check: CheckIn) -> str:
    said = [name for name in ("present", "interested", "ordinary") if getattr(check, name)]
    return ": ".join(filter(None, (f"{check.at:%Y-%m-%d}", ", ".join(said), check.note)))


_COLUMNS: dict[str, Callable[[Entry], object]] = {
    "id": lambda entry: entry.id,
    "kind": lambda entry: entry.kind,
    "happened": lambda entry: entry.happened.isoformat(),
    "precision": lambda entry: entry.precision,
    "part": lambda entry: entry.part,
    "occasion": lambda entry: entry.occasion,
    "logged": lambda entry: entry.logged.isoformat(),
    "child": lambda entry: entry.child,
    "child_age": lambda entry: entry.child_age,
    "carer": lambda entry: entry.carer,
    "setting": lambda entry: entry.setting,
    "what": lambda entry: entry.what,
    "before": lambda entry: entry.before,
    "did": lambda entry: ", ".join(entry.did),
    "then": lambda entry: entry.moment.then,
    "now": lambda entry: entry.moment.now,
    "capacities": lambda entry: ", ".join(entry.capacities),
    "reframe": lambda entry: entry.reframe,
    "feelings": lambda entry: ", ".join(entry.feelings),
    "body": lambda entry: ", ".join(entry.body),
    "child_feelings": lambda entry: ", ".join(entry.child_feelings),
    "meaning": lambda entry: entry.meaning,
    "needs": lambda entry: entry.needs,
    "next": lambda entry: entry.next.text if entry.next else "",
    "helped": lambda entry: entry.helped,
    "tags": lambda entry: ", ".join(entry.tags),
    "harm": lambda entry: entry.harm,
    "apart": lambda entry: "yes" if entry.apart else "no",
    # of what stands apart nothing is measured, and what did not happen waits for nothing
    "state": lambda entry: "" if entry.apart or entry.kind == "steady" else entry.state,
    "rest_why": lambda entry: entry.rest.why if entry.rest else "",
    "repairs": lambda entry: len(entry.attempts),
    "first_return": _first_return,
    "outcome": lambda entry: entry.attempts[-1].outcome if entry.attempts else "",
    "response": lambda entry: entry.attempts[-1].response if entry.attempts else "",
    "they_came": lambda entry: "yes" if any(each.they_came for each in entry.attempts) else "no",
    "words": lambda entry: _of_all(each.script for each in entry.attempts),
    "put_right": lambda entry: _of_all(each.put_right for each in entry.attempts),
    "presence": lambda entry: _of_all(each.presence for each in entry.attempts),
    "notes": lambda entry: _of_all(each.note for each in entry.attempts),
    "check_ins": lambda entry: _of_all(
        _check_in(each) for each in entry.check_ins if not each.gone
    ),
    "group": lambda entry: entry.group,
    "source": lambda entry: entry.source.name if entry.source else "",
}
"""Every column, in its order, and what stands in it. Columns are added at the end."""


def table(entries: Iterable[Entry]) -> Iterator[str]:
    """Yield the rows as text: first the names of the columns, then one for each entry."""
    yield _row(_COLUMNS)
    for entry in entries:
        yield _row(column(entry) for column in _COLUMNS.values())


def _row(values: Iterable[object]) -> str:
    row = io.StringIO()
    csv.writer(row, quoting=csv.QUOTE_ALL).writerow(map(_cell, values))
    return row.getvalue()


def _cell(value: object) -> str:
    return _ACTING.sub("'", safe("" if value is None else str(value)))
