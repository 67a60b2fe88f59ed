"""History shows every version; forgetting leaves none."""

from pathlib import Path

import pytest

from repairlog.core.entries.changes import delete
from repairlog.core.entries.codec import dump, parse
from repairlog.errors import NotFoundError
from repairlog.journal import device
from repairlog.journal.forget import forget
from repairlog.journal.journal import Journal
from support.devices import HOUR, NEW, R2, Device, E, left
from support.faults import Died, failing
from support.strategies import START

# History


def test_history_shows_every_version_of_every_device(mine: Device, theirs: Device):
    """What was replaced, what replaced it, and a deletion, oldest first."""
    mine.create()
    mine.change(what="second")
    theirs.time = mine.time
    theirs.change(what="third")
    mine.time = theirs.time
    mine.delete()
    versions = Journal(mine.locations).history(E)
    assert mine.said() == ["first", "second", "third"]
    assert versions[-1].deleted == mine.time
    assert parse(dump(versions[-1])) == versions[-1]


def test_a_version_that_lost_stays_in_the_history(mine: Device, theirs: Device):
    """An edit that a later unseen one won over is in the history, also after the next change."""
    mine.create()
    mine.change(what="mine loses")
    unseen = NEW.replace(what="theirs wins", edited=START + 9 * HOUR)
    (mine.locations.journal / "2026-11.other.jsonl").write_bytes(dump(unseen))
    mine.time += 9 * HOUR
    mine.repair(note="and on")
    mine.change(what="last")
    assert {"mine loses", "theirs wins", "last"} <= set(mine.said())


def test_words_that_a_deletion_did_not_see_stay_in_the_history(mine: Device, theirs: Device):
    """Another device deleted the entry without seeing this one's edit: its words are kept."""
    mine.create()
    mine.change(what="unseen by the other")
    other = mine.locations.journal / "2026-11.other.jsonl"
    (mine.locations.journal / "past" / "2026-11.other.jsonl").write_bytes(dump(NEW))
    gone = START + 9 * HOUR
    other.write_bytes(
        b'{"v":1,"id":"%s","logged":"2026-11-03T12:00:00Z","deleted":"%s"}'
        % (E.encode(), gone.isoformat().encode())
    )
    mine.create(NEW.replace(id=R2))
    assert b"unseen" not in mine.store.own("2026-11").read_bytes()
    assert "unseen by the other" in mine.said()


# Forgetting


def everything(folder: Path) -> bytes:
    """All bytes of all files under a folder, with their names."""
    return b"".join(
        str(path).encode() + path.read_bytes() for path in folder.rglob("*") if path.is_file()
    )


def test_forgetting_leaves_no_version_of_the_words(mine: Device):
    """Current, past, list and temporary files of this device: none holds the words any more."""
    mine.create(NEW.replace(what="secret one"))
    mine.create(NEW.replace(id=R2, what="another"))
    mine.change(what="secret two")
    mine.repair(note="secret three")
    for name in (mine.store.own("2026-11"), mine.store.own_past("2026-11")):
        name.with_name(f".{name.name}.tmp").write_bytes(b"a crash left secret four")
    assert forget(mine.store, E, mine.now()) == []
    left = everything(mine.locations.journal) + everything(mine.locations.state)
    assert b"secret" not in left
    assert E.encode() not in (mine.store.beside / "changes.jsonl").read_bytes()
    assert mine.entry() == NEW.replace(id=R2, what="another")
    with pytest.raises(NotFoundError):
        forget(mine.store, "zzzzzzzzzzzz", mine.now())


def test_forgetting_cleans_a_temporary_file_of_a_past_that_was_never_written(mine: Device):
    """A crash before the first replaced version leaves only a temporary file."""
    mine.create()
    with pytest.raises(Died), failing(6):
        mine.change(what="secret")
    past = mine.store.own_past("2026-11")
    past.parent.mkdir(exist_ok=True)
    past.with_name(f".{past.name}.tmp").write_bytes(b"first")
    forget(mine.store, E, mine.now())
    assert b"first" not in everything(mine.locations.journal)


def test_forgetting_says_which_files_still_hold_words(mine: Device, theirs: Device):
    """Each file that it cannot reach is named for what it is, and no file that holds no words."""
    mine.create(NEW.replace(what="secret"))
    theirs.change(what="secret, too")
    mine.time = theirs.time
    folder, own = mine.locations.journal, mine.store.own("2026-11")
    words = own.read_bytes()
    (folder / "sub").mkdir()
    copies = ["copy.jsonl", f"{own.stem} (conflicted copy 2).jsonl", f"{own.name}~", "sub/a.jsonl"]
    for name in copies:
        (folder / name).write_bytes(words)
    (folder / "2026-10.clean-abcdef.jsonl").write_bytes(dump(NEW.replace(id=R2)) + b"\n")
    (folder / "2026-11.gone-abcdef.jsonl").write_bytes(dump(delete(NEW, START)) + b"\n")
    left(mine.store, own, b'{"id":"%s","what":"secret, torn\n' % E.encode() + words)
    found = forget(mine.store, E, mine.now())
    assert found == sorted(
        [
            *((name, "copy") for name in copies),
            (own.name, "line"),
            (theirs.store.own("2026-11").name, "device"),
            (f"past/{theirs.store.own_past('2026-11').name}", "past"),
        ]
    )
    for name in copies:
        assert (folder / name).read_bytes() == words
    theirs.create(NEW.replace(id=R2))
    assert b"secret" not in theirs.store.own("2026-11").read_bytes()


def test_forgetting_reaches_the_files_of_every_name_this_device_has_had(
    mine: Device, monkeypatch: pytest.MonkeyPatch
):
    """What was written under an earlier name, past and cut-off writes too, is this device's."""
    mine.create(NEW.replace(what="secret"))
    mine.change(what="secret, too")
    mine.create(NEW.replace(id=R2, what="stays"))
    own, past = mine.store.own("2026-11"), mine.store.own_past("2026-11")
    monkeypatch.setattr(device, "machine", lambda: "another")
    later = Device(mine.locations, "")
    later.time = mine.time
    later.change(what="secret, three")
    assert later.store.own("2026-11") != own
    temporary = past.with_name(f".{past.name}.tmp")
    temporary.write_bytes(b"secret")
    assert forget(later.store, E, later.now()) == []
    assert b"secret" not in everything(mine.locations.journal)
    assert not temporary.exists()
    assert later.entry() == NEW.replace(id=R2, what="stays")
    assert past.read_bytes() == b""


def test_what_was_forgotten_everywhere_does_not_go_to_another_past(mine: Device, theirs: Device):
    """Where no past holds the entry, a device that replaces its own line keeps no copy."""
    theirs.create(NEW.replace(what="secret"))
    forget(mine.store, E, mine.now())
    theirs.create(NEW.replace(id=R2))
    assert b"secret" not in everything(mine.locations.journal)


def test_forgetting_what_is_deleted_already(mine: Device):
    """The past of a deleted entry can be forgotten too, also in a second try."""
    mine.create(NEW.replace(what="secret"))
    mine.delete()
    assert b"secret" in everything(mine.locations.journal)
    forget(mine.store, E, mine.now())
    assert b"secret" not in everything(mine.locations.journal)
    forget(mine.store, E, mine.now())
    assert mine.entry() is None
