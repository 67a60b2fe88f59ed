"""Who this device is: one name for one machine and one state folder, and never another's."""

import json
import platform
import shutil
from pathlib import Path

import pytest

from repairlog.core.entries.codec import dump
from repairlog.journal import bookmark, device
from repairlog.journal.journal import Journal
from support.devices import NEW, R1, R2, Device, E
from support.strategies import START


@pytest.fixture
def state(tmp_path: Path) -> Path:
    """A state folder in which nothing is made yet."""
    return tmp_path / "home" / "state"


# The name


def test_a_device_keeps_its_name_though_its_host_is_renamed(
    state: Path, monkeypatch: pytest.MonkeyPatch
):
    """A host's name changes with networks and tastes; the machine stays the same."""
    monkeypatch.setattr(platform, "node", lambda: "Ada's Laptop.local")
    monkeypatch.setattr(device, "_machine_id", lambda: "1")
    name = device.name(state)
    assert name.startswith("ada-s-laptop-loc-")
    monkeypatch.setattr(platform, "node", lambda: "другой")
    assert device.name(state) == name
    assert device.names(state) == {name}


def test_a_device_is_named_after_its_host(state: Path, monkeypatch: pytest.MonkeyPatch):
    """A host's name may hold nothing that a file's name can."""
    monkeypatch.setattr(platform, "node", lambda: "другой")
    assert device.name(state).startswith("device-")


def test_another_machine_is_another_device(state: Path, monkeypatch: pytest.MonkeyPatch):
    """A home folder that two machines share has a name for each, kept from then on."""
    monkeypatch.setattr(device, "_machine_id", lambda: "1")
    first = device.name(state)
    monkeypatch.setattr(device, "_machine_id", lambda: "2")
    second = device.name(state)
    assert second != first
    assert device.name(state) == second
    monkeypatch.setattr(device, "_machine_id", lambda: "1")
    assert device.name(state) == first
    assert device.names(state) == {first, second}


@pytest.mark.parametrize("broken", [lambda: "", lambda: 1 / 0, None])
def test_where_there_is_no_machine_id_the_hosts_name_stands_for_it(
    state: Path, monkeypatch: pytest.MonkeyPatch, broken
):
    """Whatever the system answers, there is a name."""

    def failing() -> str:
        raise OSError

    monkeypatch.setattr(device, "_machine_id", failing if broken is None else lambda: "")
    monkeypatch.setattr(platform, "node", lambda: "one")
    first = device.name(state)
    assert device.name(state) == first
    monkeypatch.setattr(platform, "node", lambda: "two")
    assert device.name(state) != first


def test_this_systems_machine_id_is_found_where_it_has_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """On Linux it is a file; one that says nothing yet, or is not there, is passed over."""
    paths = [tmp_path / name for name in ("absent", "new", "good")]
    paths[1].write_text("uninitialized\n")
    paths[2].write_text("0123456789abcdef0123456789abcdef\n")
    monkeypatch.setattr(device, "_MACHINE_IDS", tuple(map(str, paths)))
    assert device.machine() == "machine 0123456789abcdef0123456789abcdef"
    paths[2].write_text("")
    assert device.machine() == f"host {platform.node()}"


def test_a_copied_state_folder_is_another_device(state: Path):
    """On the same machine too, and the original keeps its name."""
    name = device.name(state)
    copy = state.with_name("copy")
    shutil.copytree(state, copy)
    copied = device.name(copy)
    assert copied != name
    assert device.name(copy) == copied
    assert device.names(copy) == {name, copied}
    assert device.name(state) == name


def test_a_state_folder_that_was_moved_is_the_same_device(state: Path):
    """A renamed home folder is no copy."""
    name = device.name(state)
    state.rename(state.with_name("moved"))
    assert device.name(state.with_name("moved")) == name


def test_a_name_that_was_given_up_is_not_taken_again(state: Path):
    """Nor is a new one made by each of those who notice."""
    first = device.name(state)
    second = device.name(state, but=first)
    assert second != first
    assert device.name(state, but=first) == second
    assert device.name(state) == second


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"{",
        b"[]",
        b"\xff",
        b"null",
        b'{"salt":"","number":1,"names":{}}',
        b'{"salt":"zz","number":1,"names":{}}',
        b'{"salt":"00","number":1,"names":{"../x":""}}',
        b'{"salt":"00","number":1,"names":7}',
        b'{"salt":"00","number":1,"names":["a"]}',
        b'{"salt":7,"number":1,"names":{}}',
    ],
)
def test_a_damaged_device_name_is_made_anew(state: Path, text: bytes):
    """A name that cannot be read, or could leave the folder, is never used."""
    state.mkdir(parents=True)
    (state / "device.json").write_bytes(text)
    name = device.name(state)
    assert device.name(state) == name
    assert device.names(state) == {name}


def test_the_machines_id_is_not_in_the_state_folder(state: Path, monkeypatch: pytest.MonkeyPatch):
    """It is a secret of the machine: only a hash with a key of this folder's own is kept."""
    monkeypatch.setattr(device, "_machine_id", lambda: "0123456789abcdef0123456789abcdef")
    device.name(state)
    device.name(state.with_name("another"))
    kept = [json.loads((each / "device.json").read_bytes()) for each in state.parent.iterdir()]
    hashes = [*kept[0]["names"].values(), *kept[1]["names"].values()]
    assert len(set(hashes)) == 2
    assert "0123456789abcdef" not in json.dumps(kept)


# What follows from it


@pytest.fixture
def renamed(mine: Device, monkeypatch: pytest.MonkeyPatch):
    """This device, with an entry and a change of it, after it got another name."""
    mine.create()
    mine.change(what="second")
    before = mine.store.device
    monkeypatch.setattr(device, "machine", lambda: "another")
    again = Device(mine.locations, "")
    again.time = mine.time
    assert again.store.device != before
    return again


def test_undo_goes_back_through_every_name(renamed: Device):
    """What was written under an earlier name is this device's, and can be undone and redone."""
    renamed.change(what="third")
    for what in ("second", "first"):
        renamed.undo()
        entry = renamed.entry()
        assert entry is not None
        assert entry.what == what
    renamed.redo()
    entry = renamed.entry()
    assert entry is not None
    assert entry.what == "second"
    renamed.undo()
    renamed.undo()
    assert renamed.entry() is None


def test_a_conversation_that_was_cut_off_under_another_name_is_found(
    mine: Device, monkeypatch: pytest.MonkeyPatch
):
    """The place lies with the journal, whatever the name."""
    mine.create()
    with bookmark.Bookmark(mine.store.beside) as held:
        held.mark(E, "needs", START)
    monkeypatch.setattr(device, "machine", lambda: "another")
    found = bookmark.cut_off(Device(mine.locations, "").store.beside)
    assert found is not None
    assert found.entry == E


def test_two_homes_that_were_cloned_lose_nothing_to_a_sync_that_keeps_the_newest(
    tmp_path: Path, mine: Device
):
    """Cloned with all it remembers, on a host of the same name: each writes its own files."""
    mine.create()
    copy = mine.locations._replace(journal=tmp_path / "copied", state=tmp_path / "cloned")
    shutil.copytree(mine.locations.journal, copy.journal)
    shutil.copytree(mine.locations.state, copy.state)
    clone = Device(copy, "")
    mine.create(NEW.replace(id="m" * 12, what="by the one"))
    clone.create(NEW.replace(id="n" * 12, what="by the other"))
    for one, other in ((mine, clone), (clone, mine)):
        for path in one.locations.journal.glob("*.jsonl"):
            there = other.locations.journal / path.name
            if not there.exists() or there.stat().st_mtime_ns < path.stat().st_mtime_ns:
                shutil.copy2(path, there)
    for each in (mine, clone):
        found = {entry.what for entry in Journal(each.locations).entries()}
        assert found == {"first", "by the one", "by the other"}


def test_a_perfect_clone_is_noticed_by_what_lies_in_its_files(mine: Device, tmp_path: Path):
    """Where machine and folder cannot be told apart, the first foreign write is what tells."""
    mine.create()
    state = tmp_path / "cloned"
    shutil.copytree(mine.locations.state, state)
    known = json.loads((state / "device.json").read_bytes())
    known["number"] = (state / "device.lock").stat().st_ino
    (state / "device.json").write_text(json.dumps(known))
    assert device.name(state) == mine.store.device
    clone = Device(mine.locations._replace(state=state), "")
    mine.create(NEW.replace(id="m" * 12))
    own = mine.store.own("2026-11")
    clone.create(NEW.replace(id="n" * 12))
    assert clone.store.own("2026-11") != own
    mine.create(NEW.replace(id="o" * 12))
    assert mine.store.own("2026-11") == own
    assert len(list(Journal(mine.locations).entries())) == 4


# Own files that somebody else has changed


@pytest.mark.parametrize("way", ["older", "gone", "longer", "other"])
@pytest.mark.parametrize("which", ["own", "own_past"])
def test_a_file_that_is_not_as_it_was_left_is_not_written_again(mine: Device, way: str, which: str):
    """A backup that was restored, a clone, an editor: from here on there is another name."""
    mine.create()
    mine.change(what="second")
    path = getattr(mine.store, which)("2026-11")
    older = path.read_bytes()
    mine.change(what="third")
    if way == "gone":
        path.unlink()
    else:
        data = {"older": older, "longer": path.read_bytes() + b"\n", "other": b"x" * 700}[way]
        path.write_bytes(data)
    before = path.read_bytes() if path.exists() else None
    later = NEW.replace(id=R2)
    write = {"own": lambda: mine.create(later), "own_past": lambda: mine.change(what="fourth")}
    write[which]()
    assert (path.read_bytes() if path.exists() else None) == before
    assert getattr(mine.store, which)("2026-11") != path
    entries = list(Journal(mine.locations).entries())
    assert later in entries or "fourth" in [each.what for each in entries]
    names = mine.store.names
    mine.create(NEW.replace(id=R1))
    assert mine.store.names == names, "one new name is enough"


def test_a_state_folder_that_forgot_what_it_wrote_takes_another_name(mine: Device):
    """Without its fingerprints, a file that is there may be anybody's."""
    mine.create()
    own = mine.store.own("2026-11")
    odd = b'{"salt":"a","folder":[],"writing":["x"],"files":{}}\nwritten'
    for text in (b"", b"{", b"[]", b"\xff", b'{"files":{}}', odd, odd.replace(b"{}", b"[7]")):
        (mine.store.beside / "own-files.json").write_bytes(text)
        before = mine.store.device
        mine.change(what=f"after {text!r}")
        assert mine.store.device != before
    assert dump(NEW) in own.read_bytes()


def test_two_processes_notice_it_once(mine: Device):
    """A conversation that goes on under the name that another process gave up follows it."""
    mine.create()
    other = Device(mine.locations, "")
    other.time = mine.time
    mine.store.own("2026-11").write_bytes(b"")
    other.change(what="second") if other.entry() else other.create(NEW.replace(id=R2))
    mine.create(NEW.replace(id="m" * 12))
    assert mine.store.device == other.store.device
    assert len(mine.store.names) == 2


# Fingerprints


def test_a_file_that_was_killed_before_its_write_still_fits(mine: Device):
    """What it held and what it was to hold are both known until it is written."""
    mine.create()
    own = mine.store.own("2026-11")
    with mine.store.locked():
        held = own.read_bytes()
        mine.store.prints.note(mine.locations.journal, {own.name: (held, b"next")})
    for data in (held, b"next"):
        own.write_bytes(data)
        with mine.store.locked():
            assert mine.store.prints.fits(own.name, data)
    own.write_bytes(held)
    mine.change(what="second")
    assert mine.store.own("2026-11") == own
    with mine.store.locked():
        assert not mine.store.prints.fits(own.name, held), "once written, only that fits"


def test_a_note_that_all_was_written_may_fail(mine: Device, monkeypatch: pytest.MonkeyPatch):
    """Then it is saved all the same, and the next change finds the file as it was left."""
    mine.create()
    opened = Path.open

    def failing(path: Path, mode: str = "r", *more, **named):
        if mode == "ab":
            raise OSError
        return opened(path, mode, *more, **named)

    monkeypatch.setattr(Path, "open", failing)
    name = mine.store.device
    for what in ("second", "third"):
        mine.change(what=what)
    assert mine.store.device == name
    entry = mine.entry()
    assert entry is not None
    assert entry.what == "third"


def test_a_journal_that_was_moved_is_the_same_journal(mine: Device, tmp_path: Path):
    """Its files are still this device's, and undo still knows its changes."""
    mine.create()
    mine.change(what="second")
    mine.locations.journal.rename(tmp_path / "moved")
    moved = Device(mine.locations._replace(journal=tmp_path / "moved"), "")
    moved.time = mine.time
    moved.change(needs="quiet")
    assert moved.store.device == mine.store.device
    moved.undo()
    moved.undo()
    entry = moved.entry()
    assert entry is not None
    assert (entry.what, entry.needs) == ("first", "")


def test_a_copy_of_a_journal_is_written_under_another_name(mine: Device, tmp_path: Path):
    """Two folders with one name in them could not be put together again."""
    mine.create()
    own = mine.store.own("2026-11")
    shutil.copytree(mine.locations.journal, tmp_path / "copied")
    copied = Device(mine.locations._replace(journal=tmp_path / "copied"), "")
    copied.create(NEW.replace(id=R2))
    assert copied.store.own("2026-11").name != own.name
    assert (tmp_path / "copied" / own.name).read_bytes() == own.read_bytes()


def test_each_journal_has_its_own_place(mine: Device, tmp_path: Path):
    """What is remembered goes by the real path: a link to a journal is that journal."""
    mine.create()
    (tmp_path / "link").symlink_to(mine.locations.journal)
    for name, same in (("link", True), ("other", False)):
        there = Device(mine.locations._replace(journal=tmp_path / name), "")
        assert (there.store.beside == mine.store.beside) is same
