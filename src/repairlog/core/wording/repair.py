"""Repair: the shapes of what it asks, offers and says."""

from repairlog.core.wording.conversations import AgePrompt, Answer, Prompt
from repairlog.core.wording.fitting import Fitting
from repairlog.core.wording.lengths import Lengths
from repairlog.core.wording.reader import Shape


class RepairOpening(Shape):
    """What is said before the first question."""

    wrote: str
    ready: str
    ready_around: str
    begun: str
    plain: str
    care: str
    hurt: str
    steps: str
    steps_in_words: str


class ReadyPrompt(Prompt):
    """Whether and how to come back now."""

    steady: str
    steady_doing: str
    already: str
    rest: str
    help_apart: str
    they_came: str


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
    another: str
    done: str
    change_around: str
    done_another: str


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


class OwnPrompt(Prompt):
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
    say_end: str
    still: str
    around: str
    record: str
    afterwards: str
    not_now: str
    breathe: str
    keeps: str
    rested: str
    reopen: str
    none: str
    they_came: str
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
    """`repair`, how long its words may be, and what fits where and at what age."""

    lengths: Lengths
    fitting: Fitting
    instance: str
    ideas: str
    house_ideas: str
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
    name: Prompt
    name_care: Prompt
    own: OwnPrompt
    own_care: Prompt
    share: SharePrompt
    under: Prompt
    grow: Prompt
    reconnect: Prompt
    few: Prompt
    presence: Prompt
    put_right: Prompt
    change: ChangePrompt
    part: Prompt
    looking_after: Prompt
    guide: Guide
    closing: RepairClosing
    said: Prompt
    came: Prompt
    when: Prompt
    was: WasPrompt
    keep: Prompt
