"""Started: how this program was called, so that what is printed works when it is pasted."""

import shlex
import shutil
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path


def started_as(argv0: str, orig: Sequence[str]) -> str:
    """Return what was typed to start this program, as a shell takes it."""
    path = Path(argv0)
    if path.name == "__main__.py":
        return shlex.join([_typed(orig[0]), "-m", "repairlog"])
    return shlex.quote(_typed(argv0))


def _typed(program: str) -> str:
    """Return a program by its bare name where the shell finds that, else by its path."""
    path = Path(program)
    with suppress(OSError):
        found = shutil.which(path.name)
        # Locations are compared: the pythons of all environments are links to one file.
        if found and path.is_absolute() and Path(found).parent.samefile(path.parent):
            return path.name
    return program
