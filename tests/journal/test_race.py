"""Many different commands at the same moment, on two devices and one entry.

REPAIRLOG_FULL=1 lets 200 race, the short profile 20. Each runs as a process of its own, which
is forked with the program loaded and waits until all others are there.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from repairlog.core.entries.codec import dump, parse
from repairlog.core.entries.model import Entry
from repairlog.journal.folders import Locations
from repairlog.journal.journal import Journal
from support.devices import NEW
from support.profile import FULL
from support.world import World

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs fork")

RACING = 200 if FULL else 20

ALL_AT_ONCE = """
import importlib, json, os, pkgutil, sys
import repairlog
for module in pkgutil.walk_packages(repairlog.__path__, "repairlog."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
ready, go = os.pipe()
children = []
for number, (environment, words) in enumerate(json.load(sys.stdin)):
    child = os.fork()
    if not child:
        os.close(go)
        os.environ.update(environment)
        for stream, name in enumerate((os.devnull, f"{number}.out", f"{number}.err")):
            os.dup2(os.open(name, os.O_RDWR | os.O_CREAT), stream)
        os.read(ready, 1)
        sys.argv = ["repairlog", *words]
        repairlog.cli.app.main()
    children.append(child)
os.close(go)
print(json.dumps([os.waitstatus_to_exitcode(os.waitpid(each, 0)[1]) for each in children]))
"""
"""Runs commands that stand ready until the pipe to all of them is closed."""

SAYING = (
    *(["edit", "{id}", option, "{word}"] for option in ("--what", "--meaning", "--child")),
    *(["edit", "{id}", option, "{word}"] for option in ("--tag", "--feeling", "--body", "--carer")),
    *(["repair", "{id}", option, "{word}"] for option in ("--note", "--name", "--own", "--grow")),
    ["rest", "{id}", "--why", "{word}"],
    ["reframe", "{id}", "--moment", "both", "--reframe", "{word}"],
    ["new", "--what", "{word}"],
)
OTHERS = (
    ["rest", "{id}", "--undo"],
    ["undo"],
    ["show", "{id}", "--json"],
    ["list", "--json"],
    ["waiting", "--json"],
    ["stats", "--json"],
    ["history", "{id}"],
    ["doctor"],
)


def commands(count: int) -> list[tuple[list[str], str]]:
    """So many commands, no two the same, each with the word that it gives."""
    found = []
    for number in range(count):
        shapes = OTHERS if number % 4 == 3 else SAYING
        shape = shapes[number // 4 % len(OTHERS) if number % 4 == 3 else number % len(SAYING)]
        word = f"word{number}x" if shape in SAYING else ""
        found.append(([each.format(id=NEW.id, word=word) for each in shape], word))
    return found


def test_nothing_acknowledged_is_lost_where_many_commands_race(tmp_path: Path):
    """Each word of a command that ended well is in a version that `history` shows."""
    world = World(tmp_path)
    world.hold(NEW)
    states = [{"XDG_STATE_HOME": str(tmp_path / f"state{number}")} for number in range(2)]
    racing = commands(RACING)
    runs = [(states[number // 4 % 2], words) for number, (words, _) in enumerate(racing)]
    done = subprocess.run(
        [sys.executable, "-c", ALL_AT_ONCE],
        input=json.dumps(runs),
        env=world.environment(),
        cwd=world.folder / "cwd",
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    )
    codes = json.loads(done.stdout)
    said = {
        number: (world.folder / "cwd" / f"{number}.err").read_text() for number in range(RACING)
    }
    wrong = [
        (words, code, said[number])
        for number, ((words, _), code) in enumerate(zip(racing, codes, strict=True))
        if code and not (words == ["undo"] and code == 3)  # nothing of its own to undo yet
    ]
    assert not wrong

    journal = Journal(Locations(world.data, world.state, world.config, named=False))
    known = {parse(line).id for line in lines(world.data)}
    held = b"\n".join(
        dump(version)
        for entry_id in known
        for version in journal.history(entry_id)
        if isinstance(version, Entry)
    )
    lost = [words for words, word in racing if word.encode() not in held]
    assert not lost
    assert not journal.unreadable
    for number, (words, _) in enumerate(racing):
        if "--json" in words:
            json.loads((world.folder / "cwd" / f"{number}.out").read_text())


def lines(folder: Path) -> list[bytes]:
    """Every line of the journal and its past; each is whole."""
    found = []
    for path in folder.rglob("[!.]*.jsonl"):
        data = path.read_bytes()
        assert data.endswith(b"\n"), path
        found += data.splitlines()
    return found
