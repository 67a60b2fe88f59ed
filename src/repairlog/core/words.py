"""The shapes of the words: what `content/` holds, typed and frozen.

A name that a file lacks, or has too many, is an error when it is loaded. In texts,
`{names in curly brackets}` are filled in by the conversation that uses them.
"""

from pydantic import BaseModel, ConfigDict


class _Words(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Prompt(_Words):
    """A question: asked in full the first time, briefly once the way is known."""

    ask: str
    brief: str = ""
    label: str
    help: str


class Family(_Words):
    """A family of feelings; its name can be picked too."""

    family: str
    words: tuple[str, ...]


class Deed(_Words):
    """A kind of rupture: its stored id, and how it is read in three places."""

    id: str
    pick: str
    told: str
    sentence: str


class ReadingWord(_Words):
    """Can't, won't, both, not sure."""

    id: str
    word: str
    many: str
    line: str


class Choice(_Words):
    """One of a list: what is stored, and what is read."""

    id: str
    line: str


class WordList(_Words):
    """Words that are stored as they are."""

    words: tuple[str, ...]


class Judgements(_Words):
    """Words for what someone else did, and feelings that may lie under them."""

    words: tuple[str, ...]
    under: tuple[str, ...]


class Vocabulary(_Words):
    """Everything that can be picked from a list."""

    feelings: tuple[Family, ...]
    child_feelings: WordList
    body: WordList
    judgements: Judgements
    did: tuple[Deed, ...]
    readings: tuple[ReadingWord, ...]
    capacities: tuple[Choice, ...]
    settings: tuple[Choice, ...]

    def reading(self, reading_id: str) -> str:
        """Return the plain word for a stored reading."""
        return next(each.word for each in self.readings if each.id == reading_id)

    def family_of(self, feeling: str) -> str | None:
        """Return the family a feeling belongs to, if it is one of ours."""
        for each in self.feelings:
            if feeling == each.family or feeling in each.words:
                return each.family
        return None


class CaptureOpening(_Words):
    """What is said before the first question."""

    first: str
    keys: str
    brief: str
    edit: str


class CaptureSaid(_Words):
    """What is said between questions."""

    saved: str
    nothing: str
    empty: str
    now: str


class CaptureClosing(_Words):
    """What is said at the end."""

    tonight: str
    day: str
    kept: str
    repair_first: str
    repair: str
    edit: str
    place: str
    help_now: str


class CutOff(_Words):
    """The offer to go on after an interruption."""

    told: str
    carry_on: str
    leave: str
    label: str
    help: str
    note: str


class Addition(_Words):
    """Something to add: its question, and its name in the long and the short list."""

    id: str
    long: str
    short: str


class AddPrompt(Prompt):
    """The question that offers further questions."""

    choices: tuple[Addition, ...]


class Retry(_Words):
    """What is said to an answer that a question cannot take."""

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


class CaptureWords(_Words):
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


class RepairOpening(_Words):
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


class HardPrompt(_Words):
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


class Guide(_Words):
    """How long is plenty."""

    count: str
    age: str
    small: str
    care: str
    one: str
    many: str


class RepairClosing(_Words):
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


class RepairWords(_Words):
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


class ReframeOpening(_Words):
    """How it looked at the time."""

    looked: str
    unread: str


class ReadingPhrases(_Words):
    """The four readings inside a sentence."""

    cant: str
    wont: str
    both: str
    unsure: str


class NowPrompt(Prompt):
    """How it looks now."""

    choices: tuple[str, str, str, str]


class SentencePrompt(_Words):
    """The sentence at the end, by how it looks now."""

    cant: str
    wont: str
    private: str
    label: str
    help: str


class ReframeClosing(_Words):
    """What moved, and what did not."""

    moved: str
    same: str
    fresh: str
    kept: str


class ReframeWords(_Words):
    """`reframe`."""

    opening: ReframeOpening
    readings: ReadingPhrases
    which: Prompt
    capacities: Prompt
    now: NowPrompt
    sentence: SentencePrompt
    closing: ReframeClosing


class HomeWords(_Words):
    """The home screen."""

    empty: str
    waiting_one: str
    waiting: str
    ready: str
    older: str
    none: str
    cut_off: str
    first: str
    again: str
    after: str
    come_back: str
    carry_on: str
    look_back: str
    help: str


class BreatheWords(_Words):
    """`breathe`."""

    text: str


class DeleteWords(_Words):
    """`delete`."""

    ask: str
    ask_forever: str
    label: str
    help: str
    done: str
    kept: str
    forever: str
    copies: str
    elsewhere: str


class RestWords(_Words):
    """`rest`."""

    done: str
    undone: str
    undo: str


class UndoWords(_Words):
    """`undo`."""

    done: str
    deleted: str


class ListWords(_Words):
    """`list` and `waiting`."""

    none: str
    waiting_none: str


class KeptWords(_Words):
    """What is said about safety of what was typed."""

    back: str
    interrupted: str
    unreadable_one: str
    unreadable: str
    help_now: str


class ScreenWords(_Words):
    """All commands that are not conversations."""

    home: HomeWords
    breathe: BreatheWords
    delete: DeleteWords
    rest: RestWords
    undo: UndoWords
    list: ListWords
    kept: KeptWords


class Notice(_Words):
    """What is said at once when words speak of harm."""

    text: str
    choices: tuple[str, str, str]
    label: str
    help: str


class Gate(_Words):
    """What is asked before a repair, and what is said when it is not yet time."""

    ask: str
    choices: tuple[str, str, str]
    label: str
    help: str
    not_yet: str


class SafetyWords(_Words):
    """When the words speak of harm."""

    notice: Notice
    gate_home: Gate
    gate_care: Gate
