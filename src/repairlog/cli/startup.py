"""Start-up time: what brings the first question sooner.

Only what gains something stands here: `benchmarks/startup.py` switches each measure off in
turn. The other half is that modules are imported where they are needed, and no sooner.
"""

import atexit
import gc
import importlib
import os
import sys
import types
from typing import Any

_NO_PLUGINS = "PYDANTIC_DISABLE_PLUGINS"
_IS_GIVEN = _NO_PLUGINS in os.environ
_METADATA = "importlib.metadata"


def quicken() -> None:
    """Take the measures; before Typer and pydantic are imported."""
    search_no_plugins()
    defer_metadata()
    collect_no_garbage()


def search_no_plugins() -> None:
    """Keep pydantic from asking every installed package for plugins.

    They would be shown what is written here, too.
    """
    os.environ.setdefault(_NO_PLUGINS, "__all__")


def spare_other_programs() -> None:
    """Take out of the environment what was put there, before another program is started."""
    if not _IS_GIVEN:
        os.environ.pop(_NO_PLUGINS, None)


def defer_metadata() -> None:
    """Import `importlib.metadata` at its first use rather than where pydantic names it.

    With it would come email, csv, zipfile and socket, for a search that is not made.
    """
    if _METADATA not in sys.modules:
        deferred = _Metadata(_METADATA)
        sys.modules[_METADATA] = deferred
        vars(importlib)["metadata"] = deferred


def collect_no_garbage() -> None:
    """Let memory be: a run is short, makes few cycles, and the system frees all at its end."""
    gc.disable()
    atexit.register(gc.freeze)


class _Metadata(types.ModuleType):
    """`importlib.metadata` before its import; whatever is asked of it comes from the real one."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # importing asks for these
            raise AttributeError(name)
        if name == "entry_points":  # what pydantic imports from it; it is never called
            return lambda **selected: _metadata().entry_points(**selected)
        return getattr(_metadata(), name)


def _metadata() -> types.ModuleType:
    if isinstance(sys.modules.get(_METADATA), _Metadata):
        del sys.modules[_METADATA]
    return importlib.import_module(_METADATA)
