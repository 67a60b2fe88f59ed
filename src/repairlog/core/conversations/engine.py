"""The guided conversations as state machines: `advance(talk, answer)` gives the next state.

A conversation is an ordered row of steps. Each knows when it is wanted, what it asks and
what it makes of an answer; what it makes is a new state, which says what is to be shown,
what is to be saved, and which question is open. Nothing here prints, saves or waits.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from textwrap import shorten
from typing import Any

from repairlog.core.conversations.blocks import Block, HelpNow, Quote, Say, Ways
from repairlog.core.conversations.choices import Command, command
from repairlog.core.dates.clock import Localise
from repairlog.core.entries.changes import Change, apply
from repairlog.core.entries.model import Entry
from repairlog.core.entries.preferences import Preferences
from repairlog.core.text import tidy
from repairlog.core.wording.common import Vocabulary
from repairlog.core.wording.conversations import Retry
from repairlog.errors import UsageError

__all__ = [
    "Block",
    "Flow",
    "HelpNow",
    "Preferences",
    "Question",
    "Quote",
    "Say",
    "Scene",
    "Step",
    "Talk",
    "Ways",
    "advance",
    "ask_again",
    "begin",
    "cannot_take",
    "field_change",
    "finish",
    "go_on",
    "note",
    "saving",
]


SO_FAR = 240
"""Letters of an earlier answer that are shown with its question."""


@dataclass(frozen=True)
class Question:
    """What is asked, and the short label of the line where the answer goes."""

    text: str
    label: str


@dataclass(frozen=True)
class Scene:
    """What a conversation knows from outside. `new_id` names what it may create.

    `piped` answers come in a fixed order and cannot be asked for again. `given` are fields
    of a new entry that came as options, so they are not asked. `learned` are the questions,
    else asked once and never again, that this conversation asked: going back finds them.
    """

    now: datetime
    localise: Localise
    vocabulary: Vocabulary
    retry: Retry
    is_harm: Callable[[str], bool]
    new_id: str
    known: Preferences = field(default_factory=Preferences)
    children: tuple[str, ...] = ()
    first: bool = False
    piped: bool = False
    given: Mapping[str, Any] = field(default_factory=dict)
    learned: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Talk:
    """The state of a conversation. `at` is the open question's key, empty when it is over.

    `change` is what the last answer changes, to be saved before anything else is shown:
    a new entry, or a change to the entry. `learned` goes into the settings. `picked` are
    entries to choose from; `attempt` is the id of the repair this is about. `notes` say which
    way it went; the open question was `opened_with` some, and `trail` holds the questions
    answered, each with its own, so that going back undoes them.
    """

    scene: Scene
    steps: "Flow"
    at: str
    entry: Entry | None = None
    blocks: tuple[Block, ...] = ()
    again: bool = False
    change: Entry | Change | None = None
    learned: Preferences | None = None
    trail: tuple[tuple[str, frozenset[str]], ...] = ()
    misses: int = 0
    notes: frozenset[str] = frozenset()
    opened_with: frozenset[str] = frozenset()
    picked: tuple[Entry, ...] = ()
    attempt: str = ""

    @property
    def over(self) -> bool:
        """Whether nothing more is asked."""
        return not self.at

    @property
    def question(self) -> Question:
        """The open question, with the answer there is so far."""
        step = self.steps.row[self.at]
        question, said = step.ask(self), step.so_far(self)
        if not said:
            return question
        so_far = self.scene.retry.so_far.format(answer=shorten(said, SO_FAR, placeholder=" ..."))
        return Question(f"{question.text}\n{so_far}", question.label)

    @property
    def child(self) -> str:
        """The child's name here, or "them"."""
        return (self.entry.child if self.entry else "") or "them"

    @property
    def here(self) -> Entry:
        """The entry this is about, once there is one."""
        if self.entry is None:
            raise LookupError(self.at)
        return self.entry


def _always(_talk: Talk) -> bool:
    return True


def _nothing(_talk: Talk) -> tuple[Block, ...]:
    return ()


def _no_words(_talk: Talk) -> str:
    return ""


@dataclass(frozen=True)
class Step:
    """One question of a conversation; `show` is what is seen above it when it opens.

    `so_far` is the answer that is there already: somebody went back, or changes it.
    """

    ask: Callable[[Talk], Question]
    take: Callable[[Talk, str], Talk]
    help: Callable[[Talk], str]
    wanted: Callable[[Talk], bool] = _always
    show: Callable[[Talk], tuple[Block, ...]] = _nothing
    so_far: Callable[[Talk], str] = _no_words


@dataclass(frozen=True)
class Flow:
    """A conversation: its questions in their order, its end, and what "." does."""

    row: Mapping[str, Step]
    close: Callable[[Talk], Talk]
    stop: Callable[[Talk], Talk]


def begin(talk: Talk) -> Talk:
    """Open the conversation at its first wanted question."""
    return _onward(talk, list(talk.steps.row))


def advance(talk: Talk, answer: str) -> Talk:
    """Return the state after an answer to the open question.

    Raises UsageError for a piped answer that the question cannot take.
    """
    step = talk.steps.row[talk.at]
    text = tidy(answer)
    talk = replace(talk, blocks=(), change=None, learned=None, again=False)
    match command(text):
        case Command.HELP:
            return replace(talk, blocks=(Say(step.help(talk)),), again=True)
        case Command.BACK:
            return _back(talk)
        case Command.STOP:
            return replace(talk.steps.stop(talk), misses=0)
        case None:
            return step.take(talk, text)


def _back(talk: Talk) -> Talk:
    if not talk.trail:
        return replace(talk, again=True)
    key, notes = talk.trail[-1]
    return _opened(replace(talk, trail=talk.trail[:-1], notes=notes, misses=0), key)


def go_on(talk: Talk, *blocks: Block, to: str = "", **state: Any) -> Talk:
    """The open question is answered: show the blocks, and open the next wanted question.

    `to` names where to look for it instead of right after the open one.
    """
    keys = list(talk.steps.row)
    after = keys[keys.index(to) if to else keys.index(talk.at) + 1 :]
    trail = (*talk.trail, (talk.at, talk.opened_with))
    talk = replace(talk, **state)
    return _onward(replace(talk, blocks=(*talk.blocks, *blocks), trail=trail, misses=0), after)


def _onward(talk: Talk, keys: list[str]) -> Talk:
    for key in keys:
        if talk.steps.row[key].wanted(talk):
            return _opened(talk, key)
    return talk.steps.close(talk)


def _opened(talk: Talk, key: str) -> Talk:
    blocks = (*talk.blocks, *talk.steps.row[key].show(talk))
    return replace(talk, at=key, blocks=blocks, opened_with=talk.notes)


def finish(talk: Talk, *blocks: Block, **state: Any) -> Talk:
    """Nothing more is asked: show the blocks."""
    talk = replace(talk, **state)
    return replace(talk, at="", blocks=(*talk.blocks, *blocks))


def ask_again(talk: Talk, message: str, **state: Any) -> Talk:
    """Say why, and read the answer once more; only its label is repeated."""
    return replace(talk, blocks=(Say(message),), again=True, misses=talk.misses + 1, **state)


def cannot_take(
    talk: Talk, message: str, kept: str = "", after: Callable[..., Talk] | None = None
) -> Talk:
    """An answer the question cannot take: ask once more, then go on without (or do `after`).

    `kept` are its words, which are kept with what happened either way. Raises UsageError
    for a piped answer, which cannot be asked for again.
    """
    if talk.scene.piped:
        label = talk.question.label
        raise UsageError(
            f"The answer to the question {label!r} cannot be used.",
            f"What was answered before it is saved. {{repairlog}} show {talk.entry.id} shows it."
            if talk.entry
            else "",
        )
    state = field_change(talk, what=f"{talk.here.what}\n{kept}") if kept else {}
    if talk.misses == 0:
        return ask_again(talk, message, **state)
    said = talk.scene.retry.kept if kept else talk.scene.retry.skipped
    return (after or go_on)(talk, Say(said), **state)


def saving(talk: Talk, change: Change) -> dict[str, Any]:
    """Return the state in which this is to be saved and the entry has it already.

    What the same answer changed before stays part of the change.
    """
    before = talk.change if isinstance(talk.change, Change) else Change()
    whole = Change(
        fields={**before.fields, **change.fields},
        repair=change.repair or before.repair,
        repair_fields={**before.repair_fields, **change.repair_fields},
    )
    return {"change": whole, "entry": apply(talk.here, change, talk.scene.now)}


def field_change(talk: Talk, **fields: Any) -> dict[str, Any]:
    """Return the state that saves these fields of the entry, for `go_on`."""
    return saving(talk, Change(fields=fields))


def note(talk: Talk, *names: str) -> frozenset[str]:
    """Return the talk's notes with these added."""
    return talk.notes | set(names)
