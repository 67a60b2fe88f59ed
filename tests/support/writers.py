"""Real processes that write to one journal at the same time.

What a process has said was acknowledged: `Transaction` had returned by then.
"""

import secrets
from collections.abc import Callable
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from typing import Any

from repairlog.core.entries.changes import Change
from repairlog.core.entries.model import ID_ALPHABET, Entry
from repairlog.journal import files
from repairlog.journal.folders import Locations
from repairlog.journal.journal import Journal
from repairlog.journal.store import DeviceStore
from repairlog.journal.writing import Transaction
from support.forked import server

LONG = "x" * 3000


class Writer:
    """A process that does one of the things below, and what it says of it."""

    def __init__(self, does: Callable[..., None], *arguments: Any) -> None:
        said, says = server().Pipe(duplex=False)
        begins, self._begin = server().Pipe(duplex=False)
        self._said = said
        self._process = server().Process(target=does, args=(says, begins, *arguments))
        self._process.start()
        says.close()
        begins.close()

    def hear(self) -> Any:
        """Return the next that it says. Raises EOFError once there is no more."""
        return self._said.recv()

    def begin(self) -> None:
        """Let it begin, where it waits for that."""
        self._begin.send("go")

    def kill(self) -> None:
        """Kill it with no time for anything."""
        self._process.kill()

    def rest(self) -> list[Any]:
        """Return all that it says until it ends; what was cut off by a kill is not said."""
        found = []
        while True:
            try:
                found.append(self.hear())
            except (EOFError, OSError):  # between two, or in the middle of one
                break
        self._process.join(60)
        self._said.close()
        self._begin.close()
        return found

    @property
    def code(self) -> int | None:
        """How it ended."""
        return self._process.exitcode


def all_at_once(writers: list[Writer]) -> list[list[Any]]:
    """Let all begin once all are there; return what each said, and check that it ended well."""
    for writer in writers:
        assert writer.hear() == "ready"
    for writer in writers:
        writer.begin()
    said = [writer.rest() for writer in writers]
    assert [writer.code for writer in writers] == [0] * len(writers)
    return said


def adding(
    says: Connection, begins: Connection, where: Locations, count: int, lock: str = ""
) -> None:
    """Add so many entries; with a lock file of its own, as by another path to the folder."""
    if lock:
        real = files.lock
        files.lock = lambda path, **how: real(
            path.with_name(lock) if path.name == "lock" else path, **how
        )
    store = DeviceStore(Journal(where), where)
    says.send("ready")
    begins.recv()
    for _ in range(count):
        says.send(_create(store).id)


def talking(says: Connection, _: Connection, where: Locations) -> None:
    """Hold one conversation after the other, and say each answer, for ever."""
    store = DeviceStore(Journal(where), where)
    number = 0
    while True:
        number += 1
        entry = _create(store)
        says.send((entry.id, "what", LONG))
        writing = Transaction(store)
        for name in ("meaning", "needs"):
            text = f"{name} {number}" * 100
            writing.change(entry, Change(fields={name: text}), _now())
            says.send((entry.id, name, text))
        text = f"note {number}" * 100
        note = Change(repair="r" * 12, repair_fields={"note": text})
        Transaction(store).change(entry, note, _now())
        says.send((entry.id, "note", text))


def editing(says: Connection, begins: Connection, where: Locations, name: str, count: int) -> None:
    """Change one field of the first entry so many times."""
    store = DeviceStore(Journal(where), where)
    says.send("ready")
    begins.recv()
    entry = next(store.journal.entries())
    for number in range(count):
        Transaction(store).change(entry, Change(fields={name: f"{name} {number}"}), _now())
        says.send(number)


def _create(store: DeviceStore) -> Entry:
    now = _now()
    entry_id = "".join(secrets.choice(ID_ALPHABET) for _ in range(12))
    return Transaction(store).create(
        Entry(id=entry_id, happened=now, precision="minute", logged=now, edited=now, what=LONG)
    )


def _now() -> datetime:
    return datetime.now(UTC)
