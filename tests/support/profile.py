"""Which profile runs: the short one of every day, or the full one of `REPAIRLOG_FULL=1`."""

import os

FULL = os.environ.get("REPAIRLOG_FULL") == "1"
