"""The state of `repair`: which attempt it is about, and which way the conversation went."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from repairlog.core.coach.reading import Finding
from repairlog.core.conversations.engine import Conversation, Memory, go_on, save
from repairlog.core.entries.changes import Change
from repairlog.core.entries.model import Repair, Setting
from repairlog.core.wording.conversations import CoachWords
from repairlog.core.wording.fitting import WORDS_FROM, Fit
from repairlog.core.wording.repair import RepairWords
from repairlog.core.wording.safety import SafetyWords


class Weightiest(Protocol):
    """What finds the weightiest thing in words for a child, who may have been hurt."""

    def __call__(self, text: str, setting: Setting | None, *, after_harm: bool) -> Finding | None:
        """Return it, or nothing."""


@dataclass(frozen=True)
class Coach:
    """What is said around a finding, and what finds the weightiest one, if there is any."""

    words: CoachWords
    weightiest: Weightiest


@dataclass(frozen=True)
class RepairMemory(Memory):
    """Which way `repair` went.

    `passed_gate` and `passed_care_gate`: the question before a repair was answered;
    `may_be_hurt`: and someone may have been hurt, or in a pipe, where it is not asked, may be;
    `at_gate` is the gate at which a no would take the place of an earlier answer;
    `looked_after`: they said who looks after it. Then one of four ways: `preparing` words,
    having gone back `already`, having `said` words that were ready, today or `another_day`, or
    that `they_came` first.
    `few_words` was said at Age, of a child with or without a name. `told` was
    typed where a way was asked for; it goes to the note of a return. While `preparing`, one
    step may be `changing`, and others follow `to_change`; `new_words` were typed instead of
    naming one, and stand in the note until it is known where they belong. `judgement` is the
    judgement just said at Share, in a feeling's clothes; `words_shown` and `coached` say what
    was seen of the words already.
    """

    passed_gate: bool = False
    passed_care_gate: bool = False
    at_gate: str = ""
    looked_after: bool = False
    may_be_hurt: bool = False
    preparing: bool = False
    already: bool = False
    said: bool = False
    another_day: bool = False
    they_came: bool = False
    few_words: bool = False
    told: str = ""
    changing: bool = False
    to_change: tuple[str, ...] = ()
    new_words: str = ""
    judgement: str = ""
    words_shown: bool = False
    coached: bool = False


@dataclass(frozen=True, kw_only=True)
class RepairConversation(Conversation):
    """`repair`. `attempt_id` names the repair this is about, which may not be there yet.

    `unfinished` are the entries whose words were being looked for when it was cut off, each
    with the question that was open.
    """

    words: RepairWords
    safety: SafetyWords
    memory: RepairMemory = field(default_factory=RepairMemory)
    coach: Coach | None = None
    attempt_id: str = ""
    unfinished: Mapping[str, str] = field(default_factory=dict)

    @property
    def attempt(self) -> Repair:
        """The attempt being prepared or told about, or an empty one not yet begun."""
        attempts = self.the_entry.attempts
        found = next((each for each in attempts if each.id == self.attempt_id), None)
        return found or Repair(id=self.attempt_id, edited=self.context.now)

    @property
    def left_at(self) -> str:
        """The question at which looking for words was cut off, if it was."""
        return self.unfinished.get(self.the_entry.id, "")

    @property
    def is_hurt(self) -> bool:
        """Whether someone was hurt or held, or may have been."""
        return self.memory.may_be_hurt or self.the_entry.apart

    @property
    def unanswered_in_pipe(self) -> bool:
        """Whether somebody may be hurt, nobody has answered that, and nobody can be asked."""
        return self.context.piped and self.memory.may_be_hurt and not self.the_entry.apart

    @property
    def preparing_at_home(self) -> bool:
        """Whether the five steps are asked: not in care and schools, nor after harm."""
        five = not (self.in_care or self.by_doing or self.is_hurt)
        return self.memory.preparing and five

    @property
    def few_words(self) -> bool:
        """Whether it was said, now or before, that the child understands few words."""
        known = self.context.preferences.understands_few_words(self.the_entry.child)
        return self.memory.few_words or known

    @property
    def by_doing(self) -> bool:
        """Whether there are no sentences, only something to do and one thing to say beside it.

        Words that are there stay words, and in a pipe the order of questions is fixed.
        """
        small = self.age is not None and self.age < WORDS_FROM
        return (small or self.few_words) and not self.attempt.script and not self.context.piped

    @property
    def has_plan(self) -> bool:
        """Whether there is something to say or to do."""
        return bool(self.attempt.script or self.attempt.presence)

    def fit(self, age: int | None) -> Fit:
        """Return what fits here at an age; after harm at home, what would fit anywhere."""
        anywhere = self.is_hurt and not self.in_care
        return self.words.fitting.of(None if anywhere else self.setting, age)

    @property
    def came_back(self) -> bool:
        """Whether the adult has gone back to the child, or the child came."""
        return self.memory.already or self.memory.said or self.memory.they_came


def set_attempt(talk: RepairConversation, **fields: Any) -> RepairConversation:
    """Return the state in which these fields of the attempt are to be saved."""
    return save(talk, Change(repair=talk.attempt_id, repair_fields=fields))


def take_back_return(talk: RepairConversation) -> RepairConversation:
    """Make the attempt planned again, where somebody went back to the question and chose anew."""
    if talk.attempt.outcome == "planned":
        return talk
    undone = {"at": None, "precision": "day", "response": None, "they_came": False}
    return set_attempt(talk, outcome="planned", **undone)


# Answers that are kept with the attempt and never reach the words for the child


def take_private(talk: RepairConversation, answer: str) -> RepairConversation:
    """Keep an answer that is for the adult alone, in the attempt's field of the same name."""
    return go_on(set_attempt(talk, **{talk.at: answer})) if answer else go_on(talk)


def clear_private(talk: RepairConversation) -> RepairConversation:
    """Take such an answer out again."""
    return go_on(set_attempt(talk, **{talk.at: ""}))


def private_so_far(talk: RepairConversation) -> str:
    """Return what such an answer is so far."""
    return str(getattr(talk.attempt, talk.at))
