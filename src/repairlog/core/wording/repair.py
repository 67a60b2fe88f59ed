"""Repair: the shapes of what it asks, offers and says."""

from repairlog.core.wording.conversations import AgePrompt, Answer, Prompt
from repairlog.core.wording.lengths import Lengths
from repairlog.core.wording.reader import Shape


class RepairOpening(Shape):
    """What is said before the first question."""

    wrote: str
    ready: str
    begun: str
    plain: str
    care: str
    steps: str
    steps_in_words: str


class ReadyPrompt(Prompt):
    """Whether and how to come back now."""

    steady: str
    already: str
    rest: str


class ResumePrompt(Answer):
    """The offer to go on looking for words."""

    carry_on: str
    otherwise: str


class PlannedPrompt(Prompt):
    """What became of words that were ready."""

    said: str
    not_yet: str
    change: str
    rest: str


class MattersPrompt(Prompt):
    """What matters about being with a child; asked once, and then shown."""

    known: str


class LookedWords(Shape):
    """What was seen on a second look, before the steps and at Reconnect."""

    before: str
    offer: str


class HardPrompt(Answer):
    """The one question of second look, by how the moment looked."""

    before: str
    wont: str
    unsure: str


class StepPrompt(Prompt):
    """One of the steps, with examples about other places and other deeds."""

    examples: tuple[str, ...]


class OwnPrompt(StepPrompt):
    """Own, after which enough is said."""

    enough: str
    enough_in_words: str


class SharePrompt(Prompt):
    """Share, with what was noted."""

    noted: str


class ChangePrompt(Prompt):
    """The finished words, and whether one is to change."""

    yours: str
    right: str
    around: str


class Guide(Shape):
    """How long is plenty."""

    count: str
    age: str
    small: str
    care: str


class RepairClosing(Shape):
    """What is said at the end."""

    ready: str
    say: str
    say_young: str
    say_end: str
    care_do: str
    care: str
    walk_off: str
    record: str
    afterwards: str
    not_now: str
    breathe: str
    keeps: str
    rested: str
    reopen: str
    none: str
    came_back: str
    look_again: str
    kept: str
    may_again: str
    nothing_owed: str


class WasPrompt(Prompt):
    """How it was afterwards."""

    settled: str
    heard: str
    not_ready: str
    no_talk: str


class RepairWords(Shape):
    """`repair`, and how long its words may be."""

    lengths: Lengths
    instance: str
    opening: RepairOpening
    which: Prompt
    resume: ResumePrompt
    ready: ReadyPrompt
    planned: PlannedPrompt
    where: Prompt
    age: AgePrompt
    matters: MattersPrompt
    looked: LookedWords
    hard: HardPrompt
    name: StepPrompt
    name_care: StepPrompt
    own: OwnPrompt
    own_care: StepPrompt
    share: SharePrompt
    under: Prompt
    grow: StepPrompt
    reconnect: StepPrompt
    presence: StepPrompt
    put_right: Prompt
    change: ChangePrompt
    part: Prompt
    guide: Guide
    closing: RepairClosing
    said: Prompt
    when: Prompt
    was: WasPrompt
    keep: Prompt
