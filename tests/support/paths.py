"""Where things lie: the checkout that the tests belong to, and the package that they test."""

from pathlib import Path

import repairlog

ROOT = Path(__file__).resolve().parents[2]
TESTS = ROOT / "tests"
PACKAGE = Path(repairlog.__file__).resolve().parent
"""In the checkout's `src`, or wherever it is installed."""

IMPORTED_FROM = str(PACKAGE.parent)
"""What PYTHONPATH must hold so that a process of a test runs the same package."""
