"""Plain text: whether it is wanted, without any drawing."""

import os

_OFF = ("", "0", "false", "no")


def is_plain_asked(*, option: bool) -> bool:
    """Whether plain text is wanted: by --plain, by ACCESSIBLE, or by a terminal without more."""
    accessible = os.environ.get("ACCESSIBLE", "").casefold() not in _OFF
    return option or accessible or os.environ.get("TERM") == "dumb"
