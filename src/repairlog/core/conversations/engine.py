"""The engine of the guided conversations: `advance(talk, answer)` gives the next state.

A conversation is an ordered row of steps. Each knows when it is wanted, what it asks and
what it makes of an answer; what it makes is a new state, which says what is to be shown,
what is to be saved, and which question is open. Nothing here prints, saves or waits.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from textwrap import shorten
from typing import Any, Generic, NamedTuple, TypeVar, cast

from repairlog.core.conversations.answers import SAME, bare, has_words
from repairlog.core.conversations.blocks import Block, Say
from repairlog.core.conversations.choices import Command, command
from repairlog.core.dates.clock import Localise
from repairlog.core.entries.changes import Change, apply
from repairlog.core.entries.model import Entry, Setting
from repairlog.core.entries.preferences import Preferences
from repairlog.core.harm.hearing import Hearing
from repairlog.core.text import tidy
from repairlog.core.wording.common import Vocabulary
from repairlog.core.wording.conversations import Prompt, Retry
from repairlog.errors import UsageError

EMPTYING = frozenset({"none", "-", "\u2013", "\u2014"})
"""What empties an answer that is there, and skips a question without one."""

SO_FAR = 240
"""Letters of an earlier answer that are shown with its question."""

CARE_SETTINGS = frozenset({"foster", "residential", "education"})
"""Settings in which somebody else may have to hear first, and `repair` has three steps."""


@dataclass(frozen=True)
class Question:
    """What is asked, and the short label of the line where the answer goes."""

    text: str
    label: str


@dataclass(frozen=True)
class Context:
    """What a conversation knows from outside. `new_id` names what it may create.

    `other_ids` name the moments with other children of the same event; `also_with` are those
    that options gave besides the first. `piped` answers come in a fixed order and cannot be
    asked for again. Where it is `plain`, keys are named as words: many screen readers do not
    speak the signs. `given` are fields of a new entry that came as options, so they are not
    asked. `learned` are the questions, else asked once and never again, that this conversation
    asked: going back finds them. `matters` is what was said before to matter about being with
    each child. `asks_where`: no moment of this journal says where it was. `hurt_before` are the
    moments in which somebody was hurt, by the answer: with whom, and when.
    """

    now: datetime
    localise: Localise
    vocabulary: Vocabulary
    retry: Retry
    hear_harm: Callable[[str], Hearing]
    new_id: str
    preferences: Preferences = field(default_factory=Preferences)
    children: tuple[str, ...] = ()
    other_ids: tuple[str, ...] = ()
    also_with: tuple[str, ...] = ()
    first: bool = False
    piped: bool = False
    plain: bool = False
    given: Mapping[str, Any] = field(default_factory=dict)
    learned: frozenset[str] = frozenset()
    matters: Mapping[str, str] = field(default_factory=dict)
    asks_where: bool = False
    hurt_before: Sequence[tuple[str, datetime]] = ()


@dataclass(frozen=True)
class Memory:
    """Which way a conversation went; going back restores what it was before.

    `noticed`: the harm notice was answered; `not_harm`: the person said that it is not that.
    `partly` is the question whose list was taken in part and asked for again; `beside` are
    words that a question kept, as it could not take them, where a later answer goes; `days`
    are the several days that were said, of which one was asked for.
    """

    noticed: bool = False
    not_harm: bool = False
    partly: str = ""
    beside: str = ""
    days: str = ""


@dataclass(frozen=True, kw_only=True)
class Conversation:
    """The state of a conversation. `at` is the open question's key, empty when it is over.

    A key is the name of the question's words in `words` too. `change` is what the last
    answer changes, to be saved before anything else is shown: a new entry, or a change to
    the entry, which was `unanswered` before. `learned` goes into the settings. `candidates`
    are entries to choose from; `others` are the moments of the same event with other children
    that answers go to as well. The open question was `opened_with` a memory, and `history`
    holds the questions answered, each with its own, so that going back undoes them.
    """

    context: Context
    flow: "Flow[Any]"
    words: Any
    memory: Memory
    at: str = ""
    entry: Entry | None = None
    blocks: tuple[Block, ...] = ()
    again: bool = False
    unanswered: Entry | None = None
    change: Entry | Change | None = None
    learned: Preferences | None = None
    misses: int = 0
    opened_with: Memory = field(default_factory=Memory)
    history: tuple[tuple[str, Memory], ...] = ()
    candidates: tuple[Entry, ...] = ()
    others: tuple[Entry, ...] = ()

    @property
    def over(self) -> bool:
        """Whether nothing more is asked."""
        return not self.at

    @property
    def question(self) -> Question:
        """The open question, with the answer there is so far."""
        step = self.flow.steps[self.at]
        question, said = step.ask(self), step.so_far(self)
        if not said:
            return question
        so_far = self.context.retry.so_far.format(answer=shorten(said, SO_FAR, placeholder=" ..."))
        return Question(f"{question.text}\n{so_far}", question.label)

    @property
    def telling(self) -> bool:
        """Whether the open question takes words of any length."""
        step: Step[Any] = self.flow.steps[self.at]
        return step.telling

    @property
    def prompt(self) -> Prompt:
        """The words of the open question, which bear its key."""
        return cast("Prompt", getattr(self.words, self.at))

    @property
    def the_entry(self) -> Entry:
        """The entry this is about, once there is one."""
        if self.entry is None:
            raise LookupError(self.at)
        return self.entry

    @property
    def child(self) -> str:
        """The child's name here, or "them"."""
        return (self.entry.child if self.entry else "") or "them"

    @property
    def setting(self) -> Setting | None:
        """Where they look after the child, if it is known."""
        return self.the_entry.setting or self.context.preferences.setting

    @property
    def age(self) -> int | None:
        """About how many years old the child is, if it is known."""
        known = self.context.preferences.age(self.the_entry.child, self.context.now)
        return known if known is not None else self.the_entry.child_age

    @property
    def in_care(self) -> bool:
        """Whether this is a care home, a foster home or a school."""
        return self.setting in CARE_SETTINGS


C = TypeVar("C", bound=Conversation)


def ask_prompt(talk: Conversation) -> Question:
    """Ask with the question's own words and nothing else."""
    return Question(talk.prompt.ask.format(child=talk.child), talk.prompt.label)


def _own_help(talk: Conversation) -> str:
    return talk.prompt.help


def _always(_talk: Conversation) -> bool:
    return True


def _nothing(_talk: Conversation) -> tuple[Block, ...]:
    return ()


def _no_words(_talk: Conversation) -> str:
    return ""


@dataclass(frozen=True)
class Step(Generic[C]):
    """One question of a conversation; `show` is what is seen above it when it opens.

    A `telling` question takes words of any length. Of the others some `keep` the words that they
    cannot take where those belong; the rest are there to steer by, and never write anything.
    `so_far` is the answer that is there already: somebody went back, or changes it; `clear`
    takes it out again. While any of these is called, `talk.at` is the step's key.
    """

    ask: Callable[[C], Question]
    take: Callable[[C, str], C]
    wanted: Callable[[C], bool] = _always
    help: Callable[[C], str] = _own_help
    show: Callable[[C], tuple[Block, ...]] = _nothing
    so_far: Callable[[C], str] = _no_words
    clear: Callable[[C], C] | None = None
    telling: bool = False
    keep: Callable[[C, str], tuple[C, str]] | None = None


@dataclass(frozen=True)
class Flow(Generic[C]):
    """A conversation's questions in their order, its end, and what "." does.

    `recall` is what is shown again above an explanation.
    """

    steps: Mapping[str, Step[C]]
    close: Callable[[C], C]
    stop: Callable[[C], C]
    recall: Callable[[C], tuple[Block, ...]] = _nothing


def begin(talk: C) -> C:
    """Open the conversation at its first wanted question."""
    return _onward(talk, list(talk.flow.steps))


def advance(talk: C, answer: str) -> C:
    """Return the state after an answer to the open question.

    Raises UsageError for a piped answer that the question cannot take.
    """
    step: Step[C] = talk.flow.steps[talk.at]
    text = tidy(answer)
    talk = _unanswered(talk)
    match command(text):
        case Command.HELP:
            return replace(talk, blocks=(*talk.flow.recall(talk), Say(step.help(talk))), again=True)
        case Command.BACK:
            return _back(talk)
        case Command.STOP:
            stopped: C = talk.flow.stop(talk)
            return replace(stopped, misses=0)
        case None if step.clear and bare(text) in EMPTYING:
            return step.clear(talk) if step.so_far(talk) else step.take(talk, "")
        case None if bare(text) in SAME and step.so_far(talk):
            return step.take(talk, "")
        case None:
            return step.take(talk, text)


def _unanswered(talk: C) -> C:
    return replace(talk, blocks=(), unanswered=talk.entry, change=None, learned=None, again=False)


def take_unfinished(talk: C, begun: str, note: str) -> C:
    """Return the state after a line that was begun when the terminal went away.

    It answers the open question. Where that has an answer already, this one stays, and what
    was begun is added below the words, after a note that says so.
    """
    step: Step[C] = talk.flow.steps[talk.at]
    said = step.so_far(talk)
    if not said or command(tidy(begun)):
        return advance(talk, begun)
    talk = _unanswered(talk)
    if step.telling:
        return step.take(talk, f"{said}\n{note}\n{tidy(begun)}")
    return set_fields(talk, what=f"{talk.the_entry.what}\n{note}\n{tidy(begun)}")


def _back(talk: C) -> C:
    if not talk.history:
        return replace(talk, blocks=(Say(talk.context.retry.nothing_before),), again=True)
    key, memory = talk.history[-1]
    memory = replace(memory, beside=talk.memory.beside)
    return _opened(replace(talk, at=key, history=talk.history[:-1], memory=memory, misses=0))


def go_on(talk: C, *blocks: Block, to: str = "") -> C:
    """The open question is answered: show the blocks, and open the next wanted question.

    `to` names where to look for it instead of right after the open one.
    """
    keys = list(talk.flow.steps)
    after = keys[keys.index(to) if to else keys.index(talk.at) + 1 :]
    history = (*talk.history, (talk.at, talk.opened_with))
    talk = replace(talk, blocks=(*talk.blocks, *blocks), history=history, misses=0)
    return _onward(talk, after)


def _onward(talk: C, keys: list[str]) -> C:
    for key in keys:
        there = replace(talk, at=key)
        if talk.flow.steps[key].wanted(there):
            return _opened(there)
    closed: C = talk.flow.close(talk)
    return closed


def _opened(talk: C) -> C:
    blocks = (*talk.blocks, *talk.flow.steps[talk.at].show(talk))
    return replace(talk, blocks=blocks, opened_with=talk.memory)


def finish(talk: C, *blocks: Block) -> C:
    """Nothing more is asked: show the blocks."""
    return replace(talk, at="", blocks=(*talk.blocks, *blocks))


def ask_again(talk: C, *blocks: Block) -> C:
    """Say why, and read the answer once more; only its label is repeated."""
    return replace(talk, blocks=blocks, again=True, misses=talk.misses + 1)


class Refusal(NamedTuple):
    """What would do instead; why an answer cannot be taken, and what is said of going on without.

    Without a reason the words are shown back as not among the choices, unless they are kept.
    """

    wanted: str
    why: str = ""
    left: str = ""


def cannot_take(
    talk: C, answer: str, refusal: Refusal, after: Callable[[C, Block], C] | None = None
) -> C:
    """An answer the question cannot take: ask once more, then go on without (or do `after`).

    Its words are kept where the question keeps them. Raises UsageError for a piped answer.
    """
    if talk.context.piped:
        label = talk.question.label
        saved = "What was answered before it is saved. {repairlog} show %s shows it."
        hint = saved % talk.entry.id if talk.entry else ""
        raise UsageError(f"The answer to the question {label!r} cannot be used.", hint)
    step: Step[C] = talk.flow.steps[talk.at]
    retry, again, kept = talk.context.retry, talk.misses == 0, ""
    if has_words(answer) and step.keep:
        talk, kept = step.keep(talk, answer)
    unclear = retry.unclear.format(answer=answer) if has_words(answer) and not kept else ""
    said = [refusal.why or unclear, kept]
    if again:
        return ask_again(talk, _say(*said, refusal.wanted))
    said = said if any(said) or not answer else [retry.left_out.format(answer=answer)]
    on = after or go_on
    gone_on = on(talk, _say(*said, refusal.left or ("" if kept else retry.skipped)))
    ends = gone_on.over and any(said) and not refusal.left  # that says so by itself
    return on(talk, _say(*said)) if ends else gone_on


def _say(*sentences: str) -> Say:
    return Say(" ".join(filter(None, sentences)))


def save(talk: C, change: Change) -> C:
    """Return the state in which this is to be saved and the entry has it already.

    What the same answer changed before stays part of the change.
    """
    before = talk.change if isinstance(talk.change, Change) else None
    entry = talk.unanswered if before and talk.unanswered else talk.the_entry
    if before:
        change = Change(
            fields={**before.fields, **change.fields},
            repair=change.repair or before.repair,
            repair_fields={**before.repair_fields, **change.repair_fields},
            check_in=change.check_in or before.check_in,
            check_in_fields={**before.check_in_fields, **change.check_in_fields},
        )
    return replace(talk, change=change, entry=apply(entry, change, talk.context.now))


def set_fields(talk: C, **fields: Any) -> C:
    """Return the state in which these fields of the entry are to be saved."""
    return save(talk, Change(fields=fields))


def remember(talk: C, **which: Any) -> C:
    """Return the state that remembers this of the way it went."""
    return replace(talk, memory=replace(talk.memory, **which))
