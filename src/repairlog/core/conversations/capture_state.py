"""The state of `new` and `edit`: what they know, and which way they went."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

from repairlog.core.conversations.engine import CARE_SETTINGS, Conversation, Memory
from repairlog.core.entries.changes import Change
from repairlog.core.entries.groups import OF_EACH
from repairlog.core.entries.model import Entry
from repairlog.core.entries.preferences import Preferences
from repairlog.core.wording.conversations import CaptureWords
from repairlog.core.wording.safety import SafetyWords

NUMBERED = 4
NUMBERED_STEADY = 3
"""The short questions, without that of care and schools; of what only nearly happened too."""


@dataclass(frozen=True)
class CutOff:
    """An unfinished entry, the question open in it, since when, and the others of its event."""

    entry: Entry
    question: str
    since: datetime
    others: tuple[Entry, ...] = ()


@dataclass(frozen=True)
class CaptureMemory(Memory):
    """`added` are the questions that were asked for; `retold` says that the account changed.

    `stopped`: it was ended early; `left_cut_off`: the moment that was cut off is left as it is.
    `looked` are the other children of the event whose part was asked about, `asked_of` those
    of whom it was asked whether anyone was hurt. `asked_where`: where it was is no longer open;
    `warned`: what helps first was shown; `helped`: so was where to find help. `nameless`: after
    that somebody was hurt, with nobody named yet. `lowering` is the answer about harm that was
    said once and takes the place of one that was more if it is said again.
    """

    added: frozenset[str] = frozenset()
    retold: bool = False
    stopped: bool = False
    left_cut_off: bool = False
    looked: int = 0
    asked_of: int = 0
    asked_where: bool = False
    warned: bool = False
    helped: bool = False
    nameless: bool = False
    lowering: str = ""


@dataclass(frozen=True, kw_only=True)
class CaptureConversation(Conversation):
    """`new`, or `edit` where it is `editing`. `folder` is where the journal lies, said once.

    `siblings` are the moments of the same event that tell the same, with other children.
    """

    words: CaptureWords
    safety: SafetyWords
    memory: CaptureMemory = field(default_factory=CaptureMemory)
    folder: str = ""
    quick: bool = False
    editing: bool = False
    cut_off: CutOff | None = None
    siblings: tuple[Entry, ...] = ()

    @property
    def in_full(self) -> bool:
        """Whether questions are asked with all their explanation: the first time, or to edit."""
        return self.context.first or self.editing

    @property
    def is_steady(self) -> bool:
        """Whether it nearly happened, and didn't."""
        kind = self.entry.kind if self.entry else self.context.given.get("kind")
        return bool(kind == "steady")

    @property
    def questions(self) -> int:
        """How many questions have a number: one more in care and in schools."""
        known = self.context.given.get("setting") or self.context.preferences.setting
        setting = self.entry.setting if self.entry else known
        count = NUMBERED_STEADY if self.is_steady else NUMBERED
        return count + ((setting or known) in CARE_SETTINGS)


def to_save(
    before: CaptureConversation, after: CaptureConversation
) -> Iterator[Entry | tuple[Entry, Change]]:
    """Yield what an answer changes in the others of its event: new entries, or changes."""
    known = {entry.id: entry for entry in before.others}
    change = after.change if isinstance(after.change, Change) else Change()
    own = OF_EACH - {"moment"} if after.context.piped else OF_EACH
    shared = {name: value for name, value in change.fields.items() if name not in own}
    for entry in after.others:
        was = known.get(entry.id)
        if was is None and not after.editing:
            yield entry
        elif was is not None:
            of_each = {
                name: getattr(entry, name)
                for name in ("moment", "harm")
                if getattr(entry, name) != getattr(was, name)
            }
            if fields := shared | of_each:
                yield was, Change(fields=fields)


def learn(talk: CaptureConversation, learned: Preferences) -> CaptureConversation:
    """Return the state in which this goes into the settings, where it says anything new."""
    if learned == talk.context.preferences:
        return talk
    context = replace(talk.context, preferences=learned)
    return replace(talk, context=context, learned=learned)


def was_not_given(talk: CaptureConversation) -> bool:
    """Whether a question is asked: a quick `new` has one, and options answer theirs."""
    return not talk.quick and talk.at not in talk.context.given
