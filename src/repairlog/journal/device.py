"""Device name: the name under which this computer writes, in files that no other writes.

It is bound to this machine and to the state folder that it lies in: a home folder that is
copied to another machine, copied on this one or restored from a backup is another device.
Every name that a state folder has had stays known, as what was written under it is still
this person's: for `undo`, for an interrupted conversation, for `delete --forever`.
"""

import hashlib
import json
import os
import platform
import re
import secrets
import sys
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from repairlog.core.entries.model import ID_ALPHABET
from repairlog.journal import files

_FILE = "device.json"
_LOCK = "device.lock"
"""Made once and never renamed or written: its number in the file system is the folder's own."""

_NAME = r"[a-z0-9-]+"
_FILE_NAME = r"[0-9]{4}-[0-9]{2}\.([a-z0-9-]+)\.jsonl"
_GIVEN_UP = ""


class _Known(NamedTuple):
    """What the file says; each name, the newest last, with the keyed hash of its machine."""

    salt: str
    number: int
    names: dict[str, str]


def name(state: Path, *, but: str = "") -> str:
    """Return this device's name, made on first use: a slug of the host and random letters.

    `but` is a name that somebody else may be writing under: it is given up for another.
    Raises StorageError.
    """
    found = _current(state, _read(state))
    if found not in ("", but):
        return found
    files.make_folder(state, parents=True)
    with files.lock(state / _LOCK) as lock:
        known = _read(state)
        found = _current(state, known)
        if found not in ("", but):
            return found
        number = os.fstat(lock.fileno()).st_ino
        kept = dict(known.names)
        for each in kept:
            if each == but or known.number != number:
                kept[each] = _GIVEN_UP
        made = _new_name()
        kept[made] = _on_this_machine(known.salt)
        known = known._replace(number=number, names=kept)
        files.write(state / _FILE, json.dumps(known._asdict()).encode())
    return made


def names(state: Path) -> frozenset[str]:
    """Return every name that this state folder has had. Raises StorageError."""
    return frozenset(_read(state).names)


def writer(file: str) -> str:
    """Return the name of the device that writes a file of this name; no device writes a copy."""
    found = re.fullmatch(_FILE_NAME, file)
    return found[1] if found else ""


def _read(state: Path) -> _Known:
    with suppress(ValueError, TypeError, AttributeError):
        known = _Known(**json.loads(files.read(state / _FILE) or b"{}"))
        if bytes.fromhex(known.salt) and all(
            re.fullmatch(_NAME, each) for each in dict(known.names)
        ):
            return known
    return _Known(secrets.token_hex(16), -1, {})


def _current(state: Path, known: _Known) -> str:
    """Return the newest name of this machine and this folder, if there is one."""
    machine = _on_this_machine(known.salt)
    found = [each for each, bound in known.names.items() if bound == machine]
    with suppress(FileNotFoundError), files.plainly("read", state):
        if found and (state / _LOCK).stat().st_ino == known.number:
            return found[-1]
    return ""


def _new_name() -> str:
    host = platform.node().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", host).strip("-")[:16].strip("-") or "device"
    return f"{slug}-{''.join(secrets.choice(ID_ALPHABET) for _ in range(6))}"


def _on_this_machine(salt: str) -> str:
    key = bytes.fromhex(salt)
    return hashlib.blake2b(machine().encode(), key=key, digest_size=16).hexdigest()


def machine() -> str:
    """Return what tells this machine from others: its id, or its host's name where it has none."""
    with suppress(OSError, ValueError, AttributeError, ImportError):
        found = _machine_id()
        if found:
            return f"machine {found}"
    return f"host {platform.node()}"


if sys.platform == "win32":
    import winreg

    def _machine_id() -> str:
        access = winreg.KEY_READ | winreg.KEY_WOW64_64KEY
        path = r"SOFTWARE\Microsoft\Cryptography"
        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, path, 0, access) as key:
            return str(winreg.QueryValueEx(key, "MachineGuid")[0])

elif sys.platform == "darwin":

    def _machine_id() -> str:
        """Ask the system itself, which is IOPlatformUUID: `ioreg` would be a process more."""
        import ctypes  # noqa: PLC0415  only this system needs it

        class Wait(ctypes.Structure):
            _fields_ = (("seconds", ctypes.c_long), ("nanoseconds", ctypes.c_long))

        found = (ctypes.c_ubyte * 16)()
        failed = ctypes.CDLL(None).gethostuuid(found, ctypes.byref(Wait(1, 0)))
        return "" if failed else bytes(found).hex()

else:
    _MACHINE_IDS = ("/etc/machine-id", "/var/lib/dbus/machine-id")

    def _machine_id() -> str:
        for path in _MACHINE_IDS:
            with suppress(OSError):
                found = Path(path).read_text("utf-8").strip()
                if re.fullmatch(r"[0-9a-f]{32}", found):  # it may be "uninitialized"
                    return found
        return ""
