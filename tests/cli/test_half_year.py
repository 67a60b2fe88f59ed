"""Half a year of a parent and of a worker, bad months included: the home screen stays kind."""

import re

import pytest

from support.half_year import PARENT, WORKER, live

THING = re.compile(
    r"^  \S.*\bwith \w+\.|^You went back|\bcame to you on\b|\bkept apart\b", re.MULTILINE
)
CHASING = re.compile(r"overdue|\blate\b|days ago|weeks|still|yet|should|must|%|\b\d\d+ older")


@pytest.mark.parametrize("person", [PARENT, WORKER], ids=["parent", "worker"])
def test_the_home_screen_of_every_tenth_day(person, tmp_path):
    """Three things at most, in under 24 lines, not a word of what was written, nothing chasing."""
    screens = list(live(person, tmp_path))
    assert len(screens) == 18
    for read in screens:
        assert len(read.screen.splitlines()) < 24
        assert len(THING.findall(read.screen)) <= 3, read.screen
        assert not CHASING.search(read.screen), read.screen
        assert not any(told in read.screen for told in read.written)
        assert "help-now" in read.screen
    together = "\n".join(read.screen for read in screens)
    for told in ("is waiting", "check-in", "kept apart", "older", "Nothing is waiting"):
        assert told in together, f"the half-year never shows {told!r}"
