"""The state of `new` and `edit`: what they know, and which way they went."""

from dataclasses import dataclass, field
from datetime import datetime

from repairlog.core.conversations.engine import Conversation, Memory
from repairlog.core.entries.model import Entry
from repairlog.core.wording.conversations import CaptureWords, SafetyWords


@dataclass(frozen=True)
class CutOff:
    """An unfinished entry, the question that was open in it, and when that was."""

    entry: Entry
    question: str
    since: datetime


@dataclass(frozen=True)
class CaptureMemory(Memory):
    """`added` are the questions that were asked for; `retold` says that the account changed.

    `stopped`: it was ended early; `left_cut_off`: the moment that was cut off is left as it is.
    """

    added: frozenset[str] = frozenset()
    retold: bool = False
    stopped: bool = False
    left_cut_off: bool = False


@dataclass(frozen=True, kw_only=True)
class CaptureConversation(Conversation):
    """`new`, or `edit` where it is `editing`. `folder` is where the journal lies, said once."""

    words: CaptureWords
    safety: SafetyWords
    memory: CaptureMemory = field(default_factory=CaptureMemory)
    folder: str = ""
    quick: bool = False
    editing: bool = False
    cut_off: CutOff | None = None

    @property
    def in_full(self) -> bool:
        """Whether questions are asked with all their explanation: the first time, or to edit."""
        return self.context.first or self.editing


def was_not_given(talk: CaptureConversation) -> bool:
    """Whether a question is asked: a quick `new` has one, and options answer theirs."""
    return not talk.quick and talk.at not in talk.context.given
