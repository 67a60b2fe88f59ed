"""Start-up time: what brings the first question sooner.

Only what gains something stands here: `benchmarks/startup.py` switches each measure off in
turn. The other half is that modules are imported where they are needed, and no sooner.
"""

import atexit
import gc
import importlib.util
import os
import sys

_NO_PLUGINS = "PYDANTIC_DISABLE_PLUGINS"
_METADATA = "importlib.metadata"


def quicken() -> None:
    """Take the measures; before Typer and pydantic are imported."""
    search_no_plugins()
    defer_metadata()
    collect_no_garbage()


def search_no_plugins() -> None:
    """Keep pydantic from asking every installed package for plugins.

    They would be shown what is written here, too. A program started from this one is not
    told so: it does not inherit the variable.
    """
    if _NO_PLUGINS not in os.environ:
        os.environ[_NO_PLUGINS] = "__all__"
        os.unsetenv(_NO_PLUGINS)


def defer_metadata() -> None:
    """Load `importlib.metadata` at its first use rather than where pydantic names it.

    With it would come email, csv, zipfile and socket, for a search that is not made. The
    standard library's own recipe for lazy imports.
    """
    spec = importlib.util.find_spec(_METADATA)
    if _METADATA in sys.modules or spec is None or spec.loader is None:
        return
    spec.loader = importlib.util.LazyLoader(spec.loader)
    deferred = importlib.util.module_from_spec(spec)
    sys.modules[_METADATA] = deferred
    vars(importlib)["metadata"] = deferred
    spec.loader.exec_module(deferred)


def collect_no_garbage() -> None:
    """Let memory be: a run is short, makes few cycles, and the system frees all at its end."""
    gc.disable()
    atexit.register(gc.freeze)
