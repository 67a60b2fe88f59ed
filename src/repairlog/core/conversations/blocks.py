"""Blocks: what a screen is made of, before it is fitted to a terminal."""

from typing import NamedTuple


class Say(NamedTuple):
    """A paragraph; each of its lines is wrapped on its own."""

    text: str


class Quote(NamedTuple):
    """The person's own words, set in; `short` shows only how they begin."""

    text: str
    short: bool = False


class Ways(NamedTuple):
    """What can be typed next: a reason, and the command for it without the program's name."""

    ways: tuple[tuple[str, str], ...]


class HelpNow:
    """The help page, wherever it is shown."""


Block = Say | Quote | Ways | HelpNow
