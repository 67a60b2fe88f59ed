"""Editor: the shape of what is said around a text that is opened in an editor."""

from collections.abc import Mapping

from repairlog.core.wording.conversations import Prompt


class EditorWords(Prompt):
    """What is said around an editor."""

    none: str
    none_hint: str
    unreadable: str
    not_there: str
    going_on: str
    beside: str
    failed: str
    not_kept: str
    kept: str
    line: str
    no_heading: str
    no_heading_hint: str
    twice: str
    above: str
    what_empty: str
    takes: str
    age: str
    alone: str
    asks_nothing: str
    unchanged: str
    opening: str
    headings: Mapping[str, str]
