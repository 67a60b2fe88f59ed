"""Three devices in two folders, clocks hours apart, sync, damage and crashes, in any order.

The model is what was acknowledged: its words must be found for ever, in the entry or in
its history, whatever the devices do and wherever they fail. REPAIRLOG_FULL=1 runs longer.
"""

import shutil
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, get_args

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from repairlog.core.entries.changes import Change
from repairlog.core.entries.codec import dump
from repairlog.core.entries.listing import happening
from repairlog.core.entries.model import Entry, Version
from repairlog.errors import NotFoundError, StorageError
from repairlog.journal import files
from repairlog.journal.folders import Locations
from repairlog.journal.journal import Journal
from repairlog.journal.store import DeviceStore
from repairlog.journal.undo import SharedError, Undone, redo, undo
from repairlog.journal.writing import Transaction
from support.devices import left
from support.faults import Died, How, failing
from support.oracle import Unit, damaged, naive, units
from support.profile import FULL
from support.strategies import START

REPAIRS = ["rrrrrrrrrrrr", "ssssssssssss"]
MONTHS = [START, START - timedelta(days=31), START - timedelta(days=3, minutes=1)]
JUNK = [
    b"garbage",
    b'{"v":1,"id":"aaaaaaaaaaaa","what":"torn in the mid',
    b"\xff\xfe\x00 not text",
    b'{"v":1,"id":"aaaaaaaaaaaa","what":5,"deleted":"2026-11-03T00:00:00Z"}',
    b"\xef\xbb\xbf",
]
faults = st.none() | st.tuples(st.integers(0, 60), st.sampled_from(get_args(How)))
devices = st.integers(0, 2)
kinds = st.sampled_from(["change", "repair", "delete"])


class Store(RuleBasedStateMachine):
    """Devices 0 and 1 share a folder; device 2 has its own, synced from time to time."""

    @initialize()
    def begin(self):
        """Start with nothing."""
        self.root = Path(tempfile.mkdtemp(prefix="repairlog-machine-"))
        self.folders = [self.root / "a", self.root / "a", self.root / "b"]
        self.locations = [
            Locations(folder, self.root / f"state{n}", self.root / "config", named=False)
            for n, folder in enumerate(self.folders)
        ]
        self.clocks = [timedelta(), timedelta(hours=-3), timedelta(hours=5)]
        self.time = START
        self.count = 0
        self.acknowledged: list[set[Unit]] = [set(), set(), set()]
        self.typed: set[str] = set()
        self.junk: dict[Path, Counter[bytes]] = defaultdict(Counter)
        self.newer = False
        self.names: dict[Path, set[str]] = defaultdict(set)
        self.backups: dict[int, Path] = {}

    def teardown(self):
        """All devices sync, and then all know the same; nothing acknowledged is missing."""
        if not hasattr(self, "root"):
            return
        try:
            self.sync(2)
            self.sync(0)
            a, b = Journal(self.locations[0]), Journal(self.locations[2])
            assert list(map(dump, a.newest_first())) == list(map(dump, b.newest_first()))
            self.acknowledged = [set.union(*self.acknowledged)] * 3
            self.nothing_acknowledged_is_lost()
        finally:
            shutil.rmtree(self.root)

    # Helpers

    def word(self) -> str:
        """Words that were never typed before."""
        self.count += 1
        self.typed.add(f"words {self.count}")
        return f"words {self.count}"

    def now(self, device: int) -> datetime:
        """What a device's clock shows."""
        self.time += timedelta(minutes=1)
        return self.time + self.clocks[device]

    def run(self, device: int, fault: Any, do: Callable[[DeviceStore], Any]) -> Any:
        """Do it as a new process of the device; return what was acknowledged."""
        locations = self.locations[device]
        try:
            with failing(*fault) if fault else failing(None) as watched:
                done = do(DeviceStore(Journal(locations), locations))
        except Died:
            return None
        except StorageError:
            assert watched.hit, "nothing failed, and yet it was refused"
            return None
        finally:
            self.names[locations.journal].add(device_of(locations))
        assert not watched.hit or isinstance(done, Undone), "a failure was acknowledged as done"
        said = done.versions if isinstance(done, Undone) else [done] if done else []
        for version in said:
            self.acknowledged[device] |= units(version)
        return done

    def held(self, device: int, entry_id: str) -> Entry | None:
        """The entry as the device sees it, if it can write to it."""
        entries = {each.id: each for each in Journal(self.locations[device]).entries()}
        return entries.get(entry_id)

    # What people do

    @rule(device=devices, fault=faults, logged=st.sampled_from(MONTHS))
    def create(self, device: int, fault: Any, logged: datetime):
        """A new moment."""
        self.count += 1
        entry_id = "id" + f"{self.count:010}".translate(str.maketrans("0189", "abcd"))
        entry = Entry(
            id=entry_id,
            happened=logged - timedelta(hours=self.count % 50),
            precision="minute",
            logged=logged,
            edited=self.now(device),
            what=self.word(),
            unknown={"kept": [self.count, 1.0]},
        )
        if self.run(device, fault, lambda store: Transaction(store).create(entry)):
            assert self.held(device, entry_id) == entry

    @rule(device=devices, data=st.data(), fault=faults, answers=st.integers(1, 3))
    def change(self, device: int, data: Any, fault: Any, answers: int):
        """A conversation changes one entry, answer by answer."""
        entry = self.choose(device, data)
        if entry is None:
            return
        fields = [
            {data.draw(st.sampled_from(["what", "meaning", "needs", "child"])): self.word()}
            for _ in range(answers)
        ]

        def do(store: DeviceStore) -> Entry:
            writing = Transaction(store)
            changed = entry
            for each in fields:
                changed = writing.change(entry, Change(fields=each), self.now(device))
            return changed

        changed = self.run(device, fault, do)
        if changed:
            assert self.held(device, entry.id) == changed
            name, said = fields[-1].popitem()
            assert getattr(changed, name) == said

    @rule(device=devices, data=st.data(), fault=faults, repair=st.sampled_from(REPAIRS))
    def repair(self, device: int, data: Any, fault: Any, repair: str):
        """A repair is noted or changed; the entry's own tick stays."""
        entry = self.choose(device, data)
        if entry is None:
            return
        change = Change(repair=repair, repair_fields={"note": self.word()})
        now = self.now(device)
        changed = self.run(
            device, fault, lambda store: Transaction(store).change(entry, change, now)
        )
        if isinstance(changed, Entry):
            assert changed.edited == entry.edited
            assert self.held(device, entry.id) == changed

    @rule(
        data=st.data(),
        order=st.permutations((0, 2)),
        gap=st.integers(-5, 5),
        kinds=st.tuples(kinds, kinds),
    )
    def two_at_once(self, data: Any, order: tuple[int, int], gap: int, kinds: tuple[str, str]):
        """Two people work on one entry and do not see each other; then they sync."""
        self.sync(0)
        self.sync(2)
        entry = self.choose(0, data)
        if entry is None:
            return
        self.clocks[2] = self.clocks[0] + timedelta(hours=gap)
        for device, kind in zip(order, kinds, strict=True):
            if kind == "change":
                change = Change(fields={"what": self.word()})
            else:
                change = Change(repair=REPAIRS[0], repair_fields={"note": self.word()})
            self.run(device, None, partial(self.once, entry, kind, change, self.now(device)))
        self.sync(0)
        self.sync(2)

    def once(
        self, entry: Entry, kind: str, change: Change, now: datetime, store: DeviceStore
    ) -> Version:
        """One change of some kind."""
        if kind == "delete":
            Transaction(store).delete(entry, now)
            return entry
        return Transaction(store).change(entry, change, now)

    @rule(device=devices, data=st.data(), fault=faults)
    def delete(self, device: int, data: Any, fault: Any):
        """An entry is deleted."""
        entry = self.choose(device, data)
        if entry is None:
            return
        now = self.now(device)

        def do(store: DeviceStore) -> Version:
            Transaction(store).delete(entry, now)
            return entry

        if self.run(device, fault, do):
            assert self.held(device, entry.id) is None

    @rule(device=devices, data=st.data(), fault=faults)
    def change_many(self, device: int, data: Any, fault: Any):
        """Many entries change at once; what was deleted meanwhile is left out."""
        entries = self.alive(device)
        if not entries:
            return
        chosen = data.draw(st.lists(st.sampled_from(entries), unique_by=lambda each: each.id))
        word, now = self.word(), self.now(device)
        wanted = [(each, Change(fields={"needs": word})) for each in chosen]
        self.run(device, fault, lambda store: self.many(store, wanted, now))

    @staticmethod
    def many(store: DeviceStore, wanted: list[tuple[Entry, Change]], now: datetime) -> None:
        """Change them, and look at the whole of it."""
        changed = Transaction(store).change_all(wanted, now)
        assert changed == sum(entry.v == 1 for entry, _ in wanted)

    @rule(device=devices, fault=faults, turn=st.sampled_from([undo, redo]), sure=st.booleans())
    def turn(self, device: int, fault: Any, turn: Any, *, sure: bool):
        """The device's latest change is reversed, or what was undone is put back, if any is."""
        now = self.now(device)

        def do(store: DeviceStore) -> Undone | None:
            try:
                return turn(store, now)
            except SharedError as shared:
                return turn(store, now, agreed=shared.change) if sure else None
            except NotFoundError:
                return None
            except StorageError as error:
                if "newer version" in error.message:
                    return None
                raise

        undone = self.run(device, fault, do)
        for version in undone.versions if isinstance(undone, Undone) else ():
            held = self.held(device, version.id)
            assert held == (version if isinstance(version, Entry) else None)

    def alive(self, device: int) -> list[Entry]:
        """All entries as the device sees them."""
        return sorted(Journal(self.locations[device]).entries(), key=lambda each: each.id)

    def choose(self, device: int, data: Any) -> Entry | None:
        """One of the entries; one of a newer format must refuse to be written."""
        entries = self.alive(device)
        if not entries:
            return None
        entry: Entry = data.draw(st.sampled_from(entries))
        if entry.v == 1:
            return entry
        locations = self.locations[device]
        try:
            Transaction(DeviceStore(Journal(locations), locations)).delete(entry, self.now(device))
        except StorageError:
            return None
        raise AssertionError("a newer format was written to")

    # What computers do

    @rule(device=devices, hours=st.integers(-30, 30))
    def move_clock(self, device: int, hours: int):
        """A clock is set, forwards or backwards."""
        self.clocks[device] = timedelta(hours=hours)

    @rule(to=devices)
    def sync(self, to: int):
        """Files of the other folder come over, but never over a file that is written here."""
        here = self.folders[to]
        there = self.folders[2 if to < 2 else 0]
        mine = self.names[here]
        for path in there.rglob("*.jsonl"):
            target = here / path.relative_to(there)
            if path.name[0] == "." or path.name.split(".")[1] in mine:
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, target)
            self.junk[target] = Counter(self.junk[path])
        for n in range(3):
            if self.folders[n] == here:
                other = self.acknowledged[2 if n < 2 else 0]
                self.acknowledged[n] |= other | (self.acknowledged[1] if n == 2 else set())

    @rule(device=devices, data=st.data(), of=devices)
    def clone(self, device: int, data: Any, of: int):
        """A home is set up as a copy of another's, or of its own, or a backup comes back."""
        state = self.locations[of].state
        backup = self.backups.get(of)
        if backup is None or data.draw(st.booleans()):
            backup = self.backups[of] = self.root / f"backup{len(list(self.root.iterdir()))}"
            if state.exists():
                shutil.copytree(state, backup)
        if backup.exists():
            shutil.rmtree(self.locations[device].state, ignore_errors=True)
            shutil.copytree(backup, self.locations[device].state)

    @rule(device=devices, data=st.data(), end=st.sampled_from(["\n", ""]), noticed=st.booleans())
    def damage(self, device: int, data: Any, end: str, *, noticed: bool):
        """Something writes into this device's file what nobody can read, or tears its end."""
        path = self.own_file(device, data)
        if path is None:
            return
        text = path.read_bytes()
        text += b"" if text.endswith(b"\n") or not text else b"\n"
        text += data.draw(st.sampled_from(JUNK)) + end.encode()
        self.rewrite_as(device, path, text, noticed=noticed)
        self.junk[path] = damaged(path)

    def rewrite_as(self, device: int, path: Path, data: bytes, *, noticed: bool):
        """Write a file, as somebody else does, or as if the device itself had left it so."""
        if noticed:
            path.write_bytes(data)
        else:
            locations = self.locations[device]
            left(DeviceStore(Journal(locations), locations), path, data)

    @rule(
        device=devices,
        data=st.data(),
        way=st.sampled_from(["twice", "crlf", "bom", "reversed"]),
        noticed=st.booleans(),
    )
    def rewrite(self, device: int, data: Any, way: str, *, noticed: bool):
        """Something writes a file anew in another way that means the same."""
        path = self.own_file(device, data)
        if path is None or damaged(path):
            return
        lines = [line for line in path.read_bytes().split(b"\n") if line.strip()]
        if way == "twice":
            lines = [*lines, *lines]
        elif way == "crlf":
            lines = [line.removesuffix(b"\r") + b"\r" for line in lines]
        elif way == "bom":
            lines[0] = b"\xef\xbb\xbf" + lines[0].removeprefix(b"\xef\xbb\xbf")
        else:
            lines.reverse()
        text = b"\n".join(lines) + (b"\n" if way != "reversed" else b"")
        self.rewrite_as(device, path, text, noticed=noticed)

    @rule(
        device=devices, data=st.data(), name=st.sampled_from(["{} (conflicted copy {})", "{}-{}"])
    )
    def conflict(self, device: int, data: Any, name: str):
        """A sync tool leaves a copy of a file beside it, which nobody writes to any more."""
        path = self.own_file(device, data)
        if path is not None and path.parent.name != "past":
            copy = path.with_name(name.format(path.name[:-6], self.count) + ".jsonl")
            shutil.copy(path, copy)
            self.junk[copy] = damaged(copy)

    @rule(device=devices, data=st.data())
    def newer_version(self, device: int, data: Any):
        """A newer repairlog somewhere writes to an entry, once."""
        entry = self.choose(device, data)
        if entry is None or self.newer:
            return
        self.newer = True
        line = dump(entry.replace(edited=self.now(device), surprise=1)).replace(b'"v":1', b'"v":2')
        month = entry.logged.strftime("%Y-%m")
        (self.folders[device] / f"{month}.newer.jsonl").write_bytes(line + b"\n")

    def own_file(self, device: int, data: Any) -> Path | None:
        """One of the files that this device writes."""
        name = device_of(self.locations[device])
        found = sorted(self.folders[device].rglob(f"*.{name}.jsonl"))
        found = [path for path in found if path.name[0] != "."]
        return data.draw(st.sampled_from(found)) if found else None

    # What always holds

    @invariant()
    def nothing_acknowledged_is_lost(self):
        """All words that were acknowledged are in the entry or in its history."""
        for device in (0, 1, 2):
            journal = Journal(self.locations[device])
            known = set(naive(self.folders[device]))
            known |= {unit_id for unit_id, _ in self.acknowledged[device]} - set(REPAIRS)
            said = {unit for each in known for v in journal.history(each) for unit in units(v)}
            assert self.acknowledged[device] <= said

    @invariant()
    def nothing_is_half_written(self):
        """Every text that can be read is one that somebody typed, as a whole."""
        for folder in set(self.folders):
            for entry in naive(folder).values():
                if isinstance(entry, Entry):
                    texts = {
                        entry.what,
                        entry.meaning,
                        entry.needs,
                        entry.child,
                        *(r.note for r in entry.repairs),
                    }
                    assert texts <= self.typed | {""}

    @invariant()
    def no_unreadable_byte_is_dropped(self):
        """Lines that cannot be read are in their files as they were, and each is reported.

        All but a mark of UTF-8 alone, as that held nothing.
        """
        for path, lines in self.junk.items():
            if not lines:
                continue
            assert damaged(path) >= lines
            locations = next(p for p in self.locations if path.is_relative_to(p.journal))
            journal = Journal(locations)
            list(journal.entries())
            if path.parent == locations.journal:
                reported = [each for each in journal.unreadable if each.path == path]
                junk = damaged(path).elements()
                held = [each for each in junk if each.removeprefix(files.BOM).strip()]
                assert len(reported) == len(held)

    @invariant()
    def the_journal_is_the_merge_of_its_lines(self):
        """entries() is the naive merge; newest_first() is the same in order."""
        for locations in self.locations[1:]:
            expected = [
                each for each in naive(locations.journal).values() if isinstance(each, Entry)
            ]
            found = list(Journal(locations).entries())
            assert sorted(map(dump, found)) == sorted(map(dump, expected))
            expected.sort(key=happening, reverse=True)
            assert list(Journal(locations).newest_first()) == expected


def device_of(locations: Locations) -> str:
    """The name under which a device writes."""
    return DeviceStore(Journal(locations), locations).device


TestStore = Store.TestCase
TestStore.settings = settings(
    max_examples=600 if FULL else 15, stateful_step_count=40 if FULL else 25, deadline=None
)
