"""The shapes of the conversations' words: every question, and what is said around it."""

from repairlog.core.wording.common import Words


class Prompt(Words):
    """A question: asked in full the first time, briefly once the way is known."""

    ask: str
    brief: str = ""
    label: str
    help: str


class CaptureOpening(Words):
    """What is said before the first question."""

    first: str
    keys: str
    brief: str
    edit: str


class CaptureSaid(Words):
    """What is said between questions."""

    saved: str
    nothing: str
    empty: str


class CaptureClosing(Words):
    """What is said at the end."""

    tonight: str
    day: str
    kept: str
    repair_first: str
    repair: str
    edit: str
    place: str
    help_now: str


class CutOff(Words):
    """The offer to go on after an interruption."""

    told: str
    carry_on: str
    leave: str
    label: str
    help: str
    note: str


class Addition(Words):
    """Something to add: its question, and its name in the long and the short list."""

    id: str
    long: str
    short: str


class AddPrompt(Prompt):
    """The question that offers further questions."""

    choices: tuple[Addition, ...]


class Retry(Words):
    """What is said of an answer that is there, or that a question cannot take."""

    so_far: str
    number: str
    kept: str
    nickname: str
    range: str
    range_only: str
    skipped: str
    when_unknown: str
    when_future: str
    when_impossible: str
    when_later: str


class CaptureWords(Words):
    """`new` and `edit`."""

    opening: CaptureOpening
    said: CaptureSaid
    closing: CaptureClosing
    cut_off: CutOff
    what: Prompt
    child: Prompt
    feelings: Prompt
    then: Prompt
    add: AddPrompt
    when: Prompt
    did: Prompt
    body: Prompt
    child_feelings: Prompt
    meaning: Prompt
    retry: Retry


class RepairOpening(Words):
    """What is said before the first question."""

    wrote: str
    ready: str
    plain: str
    care: str
    steps: str


class ReadyPrompt(Prompt):
    """Whether and how to come back now."""

    steady: str
    already: str
    rest: str


class PlannedPrompt(Prompt):
    """What became of words that were ready."""

    said: str
    not_yet: str
    change: str
    rest: str


class AgePrompt(Prompt):
    """The child's age, asked once."""

    unusable: str
    kept: str


class HardPrompt(Words):
    """The one question of second look, by how the moment looked."""

    wont: str
    unsure: str
    label: str
    help: str


class StepPrompt(Prompt):
    """One of the steps, with examples about other places and other deeds."""

    examples: tuple[str, ...]


class OwnPrompt(StepPrompt):
    """Own, after which enough is said."""

    enough: str


class SharePrompt(Prompt):
    """Share, with what was noted."""

    noted: str


class ChangePrompt(Prompt):
    """The finished words, and whether one is to change."""

    yours: str
    right: str
    around: str


class Guide(Words):
    """How long is plenty."""

    count: str
    age: str
    small: str
    care: str
    one: str
    many: str


class RepairClosing(Words):
    """What is said at the end."""

    ready: str
    say: str
    say_young: str
    say_end: str
    care_do: str
    care: str
    record: str
    afterwards: str
    not_now: str
    breathe: str
    keeps: str
    rested: str
    reopen: str
    none: str
    came_back: str
    kept: str
    may_again: str
    nothing_owed: str


class WasPrompt(Prompt):
    """How it was afterwards."""

    settled: str
    heard: str
    not_ready: str
    no_talk: str


class RepairWords(Words):
    """`repair`."""

    opening: RepairOpening
    which: Prompt
    ready: ReadyPrompt
    planned: PlannedPrompt
    where: Prompt
    age: AgePrompt
    matters: Prompt
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
    guide: Guide
    closing: RepairClosing
    said: Prompt
    when: Prompt
    was: WasPrompt
    keep: Prompt


class ReframeOpening(Words):
    """How it looked at the time."""

    looked: str
    unread: str


class ReadingPhrases(Words):
    """The four readings inside a sentence."""

    cant: str
    wont: str
    both: str
    unsure: str


class NowPrompt(Prompt):
    """How it looks now."""

    choices: tuple[str, str, str, str]


class SentencePrompt(Words):
    """The sentence at the end, by how it looks now."""

    cant: str
    wont: str
    private: str
    label: str
    help: str


class ReframeClosing(Words):
    """What moved, and what did not."""

    moved: str
    same: str
    fresh: str
    kept: str


class ReframeWords(Words):
    """`reframe`."""

    opening: ReframeOpening
    readings: ReadingPhrases
    which: Prompt
    capacities: Prompt
    now: NowPrompt
    sentence: SentencePrompt
    closing: ReframeClosing


class Notice(Words):
    """What is said at once when words speak of harm."""

    text: str
    choices: tuple[str, str, str]
    label: str
    help: str


class Gate(Words):
    """What is asked before a repair, and what is said when it is not yet time."""

    ask: str
    choices: tuple[str, str, str]
    label: str
    help: str
    not_yet: str


class SafetyWords(Words):
    """When the words speak of harm."""

    notice: Notice
    gate_home: Gate
    gate_care: Gate


class CoachWords(Words):
    """`coach`, and the coach under the words of `repair`. In `repair`, `ask` has the choices."""

    none: str
    found: str
    try_: str
    more_one: str
    more: str
    length: str
    words_one: str
    words: str
    ask: str
    keep: str
    change: str
    hide: str
    label: str
    help: str
    hidden: str
    empty: str
    asked: str
    asked_label: str
    unknown: str
    rules: str
    looks: str
    finds: str
    leaves: str
    off: str
