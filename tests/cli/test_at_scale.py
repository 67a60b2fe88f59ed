"""What a long journal costs: memory and lines that are read, counted on a short one."""

import os
import sys
import tracemalloc
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest

from repairlog.cli import app
from repairlog.core.entries.codec import dump
from repairlog.core.entries.model import ID_ALPHABET, Entry
from repairlog.journal import lines as lines_module

MONTHS, EACH = 24, 60
WORDS = "I shouted at bath time, and then we both were quiet for a long while. " * 12


def entry(number: int, logged: datetime) -> Entry:
    """An entry of about a thousand bytes."""
    entry_id = "aaaaaaaaa" + "".join(ID_ALPHABET[number // 32**n % 32] for n in (2, 1, 0))
    times = {"happened": logged, "logged": logged, "edited": logged}
    return Entry(id=entry_id, precision="minute", what=f"{number}. {WORDS}", **times)


@cache
def months() -> dict[str, bytes]:
    """The files of two years."""
    made = {}
    for month in range(MONTHS):
        first = datetime(2025 - (month >= 11), 12 - (month + 1) % 12, 1, tzinfo=UTC)
        entries = [entry(month * EACH + n, first + timedelta(hours=8 * n)) for n in range(EACH)]
        made[f"{first:%Y-%m}.laptop-aaaaaa.jsonl"] = b"".join(dump(e) + b"\n" for e in entries)
    return made


@pytest.fixture
def size(program) -> int:
    """A journal of two years; the bytes that it has."""
    program.journal.mkdir(parents=True)
    return sum((program.journal / name).write_bytes(data) for name, data in months().items())


def peak(program, monkeypatch, *command: str) -> int:
    """Return how much memory a command takes at most, beyond what the program itself does."""
    program(*command)  # imports, and what is kept for good
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere, monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", nowhere)
        tracemalloc.start()
        try:
            app.run_program(command)
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()


@pytest.mark.parametrize(
    ("command", "share"),
    [
        ((), 0.5),
        (("export", "-"), 0.5),
        (("export", "-", "--format", "jsonl"), 0.5),
        (("doctor",), 0.5),
        (("waiting", "--json"), 2),
        (("list", "--json"), 2),
        (("list",), 2),
        (("export", "-", "--format", "md"), 2),
    ],
    ids=lambda each: " ".join(each) if isinstance(each, tuple) else "",
)
def test_a_command_holds_months_or_lines_and_never_all_entries(
    program, size, monkeypatch, command, share
):
    """What needs no order holds a few months; what does, lines, which take a fourth."""
    assert peak(program, monkeypatch, *command) < share * size


@pytest.mark.parametrize(
    ("command", "most"),
    [
        (("show",), 1),
        (("show", "--json"), 1),
        (("history",), 2),
        (("edit", "--tag", "looked"), 4),
        (("repair", "--note", "looked"), 4),
        (("rest",), 4),
        (("delete", "--yes"), 4),
    ],
    ids=lambda each: " ".join(each) if isinstance(each, tuple) else "",
)
def test_an_id_is_found_by_a_search_of_bytes(program, size, monkeypatch, command, most):
    """What the lines of other entries say is not read, however many there are."""
    program.add_line(dump(entry(0, datetime(2025, 1, 9, tzinfo=UTC)).replace(id="b" * 12)))
    read: list[bytes] = []
    real = lines_module.parse

    def parsing(data: bytes) -> object:
        read.append(data)
        return real(data)

    monkeypatch.setattr(lines_module, "parse", parsing)
    name, *options = command
    program.ok(name, "bbbb", *options)
    assert 1 <= len(read) <= most
