"""Editor: the shape of what is said around a text that is opened in an editor."""

from repairlog.core.wording.conversations import Prompt


class EditorWords(Prompt):
    """What is said around an editor."""

    none: str
    none_hint: str
    not_there: str
    going_on: str
    failed: str
    not_kept: str
    kept: str
