"""Three devices that never meet, and what they agree on at last.

Their clocks are years apart or show the very same instant. Files come over late, some of
them, or as a sync tool's conflicted copies. After each step every device must show what an
oracle of its own (`support/causality.py`) says of what that device can know; once all is
exchanged, all of them the same. REPAIRLOG_FULL=1 runs thousands of histories.
"""

import itertools
import shutil
from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from repairlog.core.entries.changes import Change
from repairlog.core.entries.model import Entry, Rest
from repairlog.errors import NotFoundError
from repairlog.journal.folders import Locations
from repairlog.journal.journal import Journal
from repairlog.journal.store import DeviceStore
from repairlog.journal.undo import SharedError, undo
from repairlog.journal.writing import Transaction
from support.causality import (
    CHECKS,
    CHILD,
    HARM,
    OWN,
    REST,
    Made,
    Operation,
    Sets,
    State,
    reversal,
    settle,
)
from support.profile import FULL
from support.strategies import START

HISTORIES = 3000 if FULL else 10
REPAIRS = ("rrrrrrrrrrrr", "ssssssssssss")
WORDS = ("a", "ab", "b", "ß")
ANSWERS = (None, "no", "unsure", "yes")
CLOCKS = (timedelta(), timedelta(), timedelta(days=-1000), timedelta(days=2000))
KINDS = (
    *("wait", "clock", "new", "edit", "edit", "both", "harm", "harm", "rest", "rest", "child"),
    *("repair", "repair", "check", "check", "delete", "undo", "undo", "post", "post"),
    *("deliver", "deliver", "meet", "meet"),
)
FIELDS = ("what", "meaning", "needs")


class Step(NamedTuple):
    """What happens on a device, and which of the things that it may happen to."""

    kind: str
    device: int
    which: int
    word: int


class Copy(NamedTuple):
    """A file as its device left it: which of its versions, its bytes, and what these tell."""

    version: int
    data: bytes
    tells: Mapping[str, frozenset[int]]


steps = st.builds(
    Step,
    kind=st.sampled_from(KINDS),
    device=st.integers(0, 2),
    which=st.integers(0, 7),
    word=st.integers(0, 3),
)


class Simulated:
    """A device, its folder, and which operations on each entry its files tell of."""

    def __init__(self, root: Path, number: int) -> None:
        place = root / str(number)
        self.locations = Locations(place / "j", place / "s", place / "c", named=False)
        self.store = DeviceStore(Journal(self.locations), self.locations)
        self.clock = timedelta()
        self.tells: dict[str, frozenset[int]] = {}
        self.files: dict[str, Copy] = {}
        self.made: list[Made] = []

    def knows(self, entry_id: str) -> frozenset[int]:
        """The operations on an entry that lie in its folder."""
        found = [copy.tells.get(entry_id, frozenset()) for copy in self.files.values()]
        return frozenset().union(*found)

    def take(self, name: str, copy: Copy) -> None:
        """A file comes over; where a newer one lies, or its own, as a conflicted copy."""
        held = self.files.get(name)
        if held and held.version == copy.version:
            return
        if held and (self.is_own(name) or held.version > copy.version):
            if name.startswith("past/"):
                return
            beside = "copy{0}.jsonl" if copy.version % 2 else "{1} (conflicted copy {0}).jsonl"
            name = beside.format(len(self.files), name.removesuffix(".jsonl"))
        path = self.locations.journal / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(copy.data)
        self.files[name] = copy

    def is_own(self, name: str) -> bool:
        """Whether this device writes a file of that name."""
        return name.endswith(f".{self.store.device}.jsonl")


class World:
    """The devices, the time, all operations, and what was sent and has not come over yet."""

    def __init__(self, root: Path) -> None:
        self.devices = [Simulated(root, number) for number in range(3)]
        self.time = START
        self.operations: dict[str, list[Operation]] = defaultdict(list)
        self.logged: dict[str, str] = {}
        self.posted: list[dict[str, Copy]] = []
        self.count = 0

    def state(self, device: Simulated, entry_id: str) -> State:
        """What a device can know of an entry, by the oracle."""
        known = device.knows(entry_id)
        return settle([each for each in self.operations[entry_id] if each.number in known])

    def expected(self, device: Simulated) -> dict[str, Any]:
        """What a device must show."""
        states = {entry_id: self.state(device, entry_id) for entry_id in self.operations}
        return {
            entry_id: (
                state.value(OWN),
                *(state.value(unit) for unit in (HARM, REST, CHILD)),
                state.repairs,
            )
            for entry_id, state in states.items()
            if state.alive
        }

    def step(self, step: Step) -> None:
        """Let one thing happen, and look at the device to which it happened."""
        device = self.devices[step.device]
        if step.kind == "wait":
            self.time += timedelta(minutes=step.which)
        elif step.kind == "clock":
            device.clock = CLOCKS[step.word]
        elif step.kind == "new":
            self.create(device, WORDS[step.word])
        elif step.kind == "undo":
            self.undo(device)
        elif step.kind == "post":
            self.posted.append(dict(device.files))
        elif step.kind == "deliver":
            self.deliver(device, step)
        elif step.kind == "meet":
            self.meet(device, self.devices[(step.device + 1 + step.which % 2) % 3])
        else:
            self.change(device, step)
        assert shown(device) == self.expected(device), step

    def now(self, device: Simulated) -> datetime:
        """What a device's clock shows."""
        return self.time + device.clock

    def create(self, device: Simulated, word: str) -> None:
        """A new moment."""
        now = self.now(device)
        self.count += 1
        entry_id = f"id{self.count:010}".translate(str.maketrans("0189", "abcd"))
        self.logged[entry_id] = now.strftime("%Y-%m")
        entry = Entry(
            id=entry_id, happened=now, precision="minute", logged=now, edited=now, what=word
        )
        Transaction(device.store).create(entry)
        own = {**dict.fromkeys(FIELDS, ""), "what": word}
        units = {HARM: None, REST: None, CHILD: ("", None)}
        sets = {unit: (now, value) for unit, value in {OWN: own, **units}.items()}
        self.make(device, entry_id, sets)

    def change(self, device: Simulated, step: Step) -> None:
        """Something is said of a moment, or it is deleted."""
        alive = sorted(self.expected(device))
        if not alive:
            return
        now, entry_id = self.now(device), alive[step.which % len(alive)]
        entry = next(each for each in Journal(device.locations).entries() if each.id == entry_id)
        before = self.state(device, entry_id)
        if step.kind == "delete":
            Transaction(device.store).delete(entry, now)
            self.make(device, entry_id, {}, before.last(now))
        elif step.kind in ("repair", "check"):
            is_repair, note = step.kind == "repair", WORDS[step.word]
            part = (REPAIRS if is_repair else CHECKS)[step.which % 2]
            change = (
                Change(repair=part, repair_fields={"note": note})
                if is_repair
                else Change(check_in=part, check_in_fields={"note": note})
            )
            Transaction(device.store).change(entry, change, now)
            self.make(device, entry_id, {part: (before.next(now, part), note)})
        else:
            fields, values = said(step, before)
            Transaction(device.store).change(entry, Change(fields=fields), now)
            sets = {unit: (before.next(now, unit), value) for unit, value in values.items()}
            self.make(device, entry_id, sets)

    def undo(self, device: Simulated) -> None:
        """The device's latest change goes back, or the latest that others left as it was."""
        now = self.now(device)
        has_undone = undone(device.store, now)
        sets, deletes = {}, None
        while device.made and not (sets or deletes):
            made = device.made.pop()
            sets, deletes = reversal(made, self.state(device, made.entry), now)
        assert has_undone == bool(sets or deletes)
        if has_undone:
            self.operate(device, made.entry, sets, deletes)

    def make(
        self, device: Simulated, entry_id: str, sets: Sets, deletes: datetime | None = None
    ) -> None:
        """Note what was done, as something that can be undone."""
        before = self.state(device, entry_id) if device.knows(entry_id) else None
        self.operate(device, entry_id, sets, deletes)
        device.made.append(Made(entry_id, before, self.state(device, entry_id)))

    def operate(
        self, device: Simulated, entry_id: str, sets: Sets, deletes: datetime | None = None
    ) -> None:
        """Note for the oracle what was done, and what the device's files tell now."""
        seen = device.knows(entry_id)
        self.count += 1
        operation = Operation(self.count, seen, sets, deletes)
        self.operations[entry_id].append(operation)
        device.tells[entry_id] = seen | {operation.number}
        month = self.logged[entry_id]
        for other in device.tells:
            # A deletion that was made elsewhere is taken into the file that is written.
            if self.logged[other] == month and not self.state(device, other).held:
                device.tells[other] |= device.knows(other)
        for path in device.locations.journal.rglob(f"*.{device.store.device}.jsonl"):
            name = path.relative_to(device.locations.journal).as_posix()
            told = {} if name.startswith("past/") else device.tells
            told = {each: known for each, known in told.items() if name[:7] == self.logged[each]}
            device.files[name] = Copy(self.count, path.read_bytes(), told)

    def deliver(self, device: Simulated, step: Step) -> None:
        """Something that was sent some time ago comes over, whole or in part."""
        if self.posted:
            sent = self.posted[-1 - step.which % len(self.posted)]
            for number, (name, copy) in enumerate(sorted(sent.items())):
                if step.word == 0 or (number + step.word) % 3:
                    device.take(name, copy)

    def meet(self, device: Simulated, other: Simulated) -> None:
        """A device gets the newest of all that another has."""
        for name, copy in list(other.files.items()):
            device.take(name, copy)


def undone(store: DeviceStore, now: datetime) -> bool:
    """Undo as somebody does who agrees to all; return whether there was anything to undo."""
    try:
        undo(store, now)
    except SharedError as shared:
        undo(store, now, agreed=shared.change)
    except NotFoundError:
        return False
    return True


def said(step: Step, before: State) -> tuple[dict[str, Any], dict[str, Any]]:
    """What an answer sets: fields of an entry, and units for the oracle."""
    word = WORDS[step.word]
    fields: dict[str, Any] = {}
    values: dict[str, Any] = {}
    if step.kind in ("edit", "both"):
        own = {FIELDS[step.which % len(FIELDS)]: word}
        fields |= own
        values[OWN] = {**before.value(OWN), **own}
    if step.kind == "harm":
        fields["harm"] = values[HARM] = ANSWERS[step.word]
    if step.kind == "rest":
        rest = Rest(at=START, why=word) if step.which % 3 else None
        fields["rest"], values[REST] = rest, rest and {"at": "2026-11-03T12:00:00Z", "why": word}
    if step.kind in ("child", "both"):
        values[CHILD] = word, step.which
        fields |= {"child": word, "child_age": step.which}
    return fields, values


def shown(device: Simulated) -> dict[str, Any]:
    """What a new process on the device reads."""
    return {
        each.id: (
            {name: getattr(each, name) for name in FIELDS},
            each.harm,
            each.rest and each.rest.model_dump(mode="json"),
            (each.child, each.child_age),
            {part.id: part.note for part in (*each.attempts, *each.checks)},
        )
        for each in Journal(device.locations).entries()
    }


@settings(max_examples=HISTORIES)
@given(history=st.lists(steps, min_size=25, max_size=50))
def test_three_devices_agree_on_what_whoever_saw_most_said_last(
    tmp_path_factory: pytest.TempPathFactory, history: list[Step]
):
    """Whatever the clocks show and however files come over: what had seen the rest is kept."""
    root = tmp_path_factory.mktemp("convergence")
    try:
        world = World(root)
        one, two, three = world.devices
        world.step(Step("new", 0, 0, 0))
        world.meet(two, one)
        world.meet(three, one)
        for step in history:
            world.step(step)
        for device, other in itertools.permutations(world.devices, 2):
            world.meet(device, other)
        everything = {entry_id: settle(known) for entry_id, known in world.operations.items()}
        for device in world.devices:
            assert shown(device) == world.expected(device)
            for entry_id, state in everything.items():
                assert world.state(device, entry_id) == state
    finally:
        shutil.rmtree(root)
