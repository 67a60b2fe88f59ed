"""Kept: the shape of what is said about whether words are safe; a quick save needs no other."""

from repairlog.core.wording.plural import Plural
from repairlog.core.wording.reader import Shape


class KeptWords(Shape):
    """Whether what was typed is safe."""

    saved: str
    back: str
    unsure: str
    interrupted: str
    stopped: str
    begun: str
    left_over: str
    unusable: str
    unfinished: str
    unreadable: Plural
    unread_file: str
    unread_files: str
    help_now: str
