"""Check-in: the shapes of what it asks and says."""

from repairlog.core.wording.conversations import Prompt
from repairlog.core.wording.reader import Shape


class CheckInOpening(Shape):
    """Which moment it is about, and how it stood."""

    went: str
    came: str
    plain: str
    settled: str
    engaged: str
    not_yet: str
    no_talk: str
    plan: str


class SincePrompt(Prompt):
    """How they have been around since."""

    present: str
    interested: str
    ordinary: str
    not_yet: str
    not_yet_care: str
    kept: str


class CheckInClosing(Shape):
    """What is said at the end."""

    kept: str
    not_yet: str
    noted: str
    nothing: str
    looked_after: str
    open: str


class CheckInWords(Shape):
    """`check-in`."""

    opening: CheckInOpening
    which: Prompt
    since: SincePrompt
    looking_after: Prompt
    closing: CheckInClosing
    none: str
    apart: str
    apart_hint: str
