"""Conversations: the shapes of their words, every question and what is said around it."""

from collections.abc import Iterator

from repairlog.core.wording.plural import Plural
from repairlog.core.wording.reader import Reference, Shape


class Answer(Shape):
    """What stands before an answer, and what `?` says."""

    label: str
    help: str


class Prompt(Answer):
    """A question: asked in full the first time, briefly once the way is known."""

    ask: str
    brief: str = ""


class CaptureOpening(Shape):
    """What is said before the first question."""

    first: str
    count: str
    keys: str
    keys_in_words: str
    brief: str
    brief_in_words: str
    edit: str


class CaptureSaid(Shape):
    """What is said between questions."""

    saved: str
    replaced: str
    nothing: str
    empty: str


class CaptureClosing(Shape):
    """What is said at the end."""

    tonight: str
    day: str
    kept: str
    steady: str
    repair_first: str
    repair: str
    edit: str
    undo: str
    place: str
    help_now: str
    unsafe: str
    quiet: str


class CutOff(Answer):
    """The offer to go on after an interruption."""

    told: str
    carry_on: str
    leave: str
    note: str
    later: str


class Addition(Shape):
    """Something to add: its question, and its name in the long and the short list."""

    id: str
    long: str
    short: str


class AddPrompt(Prompt):
    """The question that offers further questions."""

    choices: tuple[Addition, ...]


class Retry(Shape):
    """What is said of an answer that is there, or that a question cannot take."""

    so_far: str
    nothing_before: str
    unclear: str
    left_out: str
    number: str
    one_of_two: str
    range: str
    range_only: str
    skipped: str
    kept_with_account: str
    kept_with_note: str
    nickname: str
    feeling: str
    someone: str
    when: str
    when_unknown: str
    when_several: str
    when_future: str
    when_impossible: str
    when_later: str
    when_left: str


class WhatPrompt(Prompt):
    """What happened, or nearly did, and how a line of it is taken out."""

    steady: str
    take_out: str


class AgePrompt(Prompt):
    """The child's age, and whether they understand few words."""

    unusable: str
    few: str

    def said(self, age: int | None, *, few: bool) -> str:
        """Return both as they are typed."""
        known = "" if age is None else str(age)
        return ", ".join(filter(None, (known, self.few if few else "")))


class ThenPrompt(Prompt):
    """How it looked, of one child or of several by name."""

    named: str
    named_label: str
    other: str


class SeveralPrompt(Prompt):
    """Whether two names are two children."""

    steady: str
    one: str
    each: str
    kept: str


class WherePrompt(Prompt):
    """Where it was, and what is said once in care and in schools."""

    records: str


class CaptureWords(Shape):
    """`new` and `edit`."""

    opening: CaptureOpening
    said: CaptureSaid
    closing: CaptureClosing
    cut_off: CutOff
    what: WhatPrompt
    where: WherePrompt
    together: Prompt
    child: Prompt
    several: SeveralPrompt
    age: AgePrompt
    feelings: Prompt
    then: ThenPrompt
    add: AddPrompt
    when: Prompt
    did: Prompt
    body: Prompt
    child_feelings: Prompt
    meaning: Prompt
    next: Prompt
    before: Prompt
    helped: Prompt
    retry: Retry

    def references(self) -> Iterator[Reference]:
        """Yield the questions that may be added: each is one of these."""
        for each in self.add.choices:
            yield ("add", "choices", each.id), each.id, vars(self)


class ReframeOpening(Shape):
    """How it looked at the time."""

    before: str
    looked: str
    unread: str


class ReadingPhrases(Shape):
    """The four readings inside a sentence."""

    cant: str
    wont: str
    both: str
    unsure: str


class NowPrompt(Prompt):
    """How it looks now."""

    choices: tuple[str, str, str, str]


class SentencePrompt(Answer):
    """The sentence at the end, by how it looks now."""

    cant: str
    wont: str
    private: str
    kept: str


class ReframeClosing(Shape):
    """What moved, and what did not."""

    moved: str
    same: str
    fresh: str
    kept: str


class ReframeWords(Shape):
    """`reframe`."""

    opening: ReframeOpening
    readings: ReadingPhrases
    which: Prompt
    capacities: Prompt
    now: NowPrompt
    sentence: SentencePrompt
    closing: ReframeClosing


class CoachWords(Prompt):
    """`coach`, and the coach under the words of `repair`. In `repair`, `ask` has the choices."""

    none: str
    found: str
    try_: str
    more: Plural
    length: str
    keep: str
    change: str
    hide: str
    hidden: str
    empty: str
    asked: str
    asked_label: str
    asked_help: str
    unknown: str
    rules: str
    finds: str
    leaves: str
    off: str
