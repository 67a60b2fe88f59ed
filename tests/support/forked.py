"""Real processes, forked from a server that has the whole program loaded.

That is twenty times as quick as starting each. What is about the start itself, the locale or
the shell starts the program as people do.
"""

import multiprocessing
import os
import pkgutil
from functools import cache
from multiprocessing.context import BaseContext
from unittest import mock

import repairlog
from support.paths import IMPORTED_FROM, TESTS


@cache
def server() -> BaseContext:
    """Return the context whose processes are forked so; the server ends with this process."""
    from multiprocessing import forkserver  # noqa: PLC0415  not on Windows

    modules = [each.name for each in pkgutil.walk_packages(repairlog.__path__, "repairlog.")]
    modules.remove("repairlog.__main__")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([*modules, "support.writers", "support.pty"])
    with mock.patch.dict(os.environ, PYTHONPATH=f"{IMPORTED_FROM}{os.pathsep}{TESTS}"):
        forkserver.ensure_running()
    return context
