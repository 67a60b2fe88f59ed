"""How a moment looked: can't or won't, of each child by name where there were several."""

from dataclasses import replace
from typing import cast

from repairlog.core.conversations.answers import CARDINALS
from repairlog.core.conversations.blocks import Block, Say
from repairlog.core.conversations.capture_state import CaptureConversation
from repairlog.core.conversations.choices import numbered, pick
from repairlog.core.conversations.engine import Question, Step, go_on, remember, set_fields
from repairlog.core.conversations.questions import ask_for_number, keep_with_account, take_one
from repairlog.core.entries.model import Entry, Reading
from repairlog.core.text import listed


def ask_then(talk: CaptureConversation) -> Question:
    """Ask how it looked in the moment."""
    prompt = talk.words.then
    ask, label = (prompt.ask if talk.in_full else prompt.brief), prompt.label
    if talk.others:
        ask, label = prompt.named, prompt.named_label.format(child=talk.child)
    ask = ask.format(child=talk.child, count=talk.questions) + ("" if talk.in_full else " ")
    readings = talk.context.vocabulary.readings
    if talk.in_full:
        choices = numbered([each.line for each in readings], listed=True)
        return Question(f"{ask}\n{choices}", label)
    return Question(f"{ask}{numbered([each.word for each in readings], listed=False)}", label)


def _then_is_asked(talk: CaptureConversation) -> bool:
    return not (talk.quick or talk.is_steady) and "moment" not in talk.context.given


def _said_of(talk: CaptureConversation, entry: Entry) -> str:
    then = entry.moment.then
    return talk.context.vocabulary.reading(then) if then else ""


def _no_reading(talk: CaptureConversation) -> CaptureConversation:
    return go_on(set_fields(talk, moment=talk.the_entry.moment.replace(then=None)))


def _choices(talk: CaptureConversation) -> list[tuple[str, ...]]:
    return [(each.id, each.word, each.line) for each in talk.context.vocabulary.readings]


def _take_reading(talk: CaptureConversation, answer: str) -> tuple[CaptureConversation, str]:
    """Return the reading that was chosen: can't and won't together are both."""
    picked = pick(answer, _choices(talk))
    together = set(picked.words) == {"cant", "wont"} and not picked.out_of_range
    return (talk, "both") if together else take_one(talk, answer, _choices(talk))


def _skipped(talk: CaptureConversation) -> list[Say]:
    return [Say(talk.words.retry.skipped)] if talk.misses else []


def take_then(talk: CaptureConversation, answer: str) -> CaptureConversation:
    """Take a reading into `moment.then`."""
    if not answer:
        return go_on(talk, *_skipped(talk))
    talk, chosen = _take_reading(talk, answer)
    if not chosen:
        return ask_for_number(talk, answer, len(_choices(talk)))
    moment = talk.the_entry.moment.replace(then=cast("Reading", chosen))
    return go_on(set_fields(talk, moment=moment))


# With the other children of the event


def _another_is_asked(talk: CaptureConversation) -> bool:
    asked = _then_is_asked(talk) and not talk.context.piped
    return asked and talk.memory.looked < len(talk.others)


def _other(talk: CaptureConversation) -> Entry:
    return talk.others[talk.memory.looked]


def ask_then_other(talk: CaptureConversation) -> Question:
    """Ask how it looked with the next of the others."""
    prompt, child = talk.words.then, _other(talk).child
    return Question(prompt.other.format(child=child), prompt.named_label.format(child=child))


def take_then_other(talk: CaptureConversation, answer: str) -> CaptureConversation:
    """Take a reading into the moment with that child."""
    if not answer:
        return _next(talk, *_skipped(talk))
    talk, chosen = _take_reading(talk, answer)
    if not chosen:
        return ask_for_number(talk, answer, len(_choices(talk)), _next)
    return _next(_with_reading(talk, cast("Reading", chosen)))


def _with_reading(talk: CaptureConversation, reading: Reading | None) -> CaptureConversation:
    other = _other(talk)
    moment = other.moment.replace(then=reading)
    changed = (each.replace(moment=moment) if each is other else each for each in talk.others)
    return replace(talk, others=tuple(changed))


def _next(talk: CaptureConversation, *blocks: Block) -> CaptureConversation:
    return go_on(remember(talk, looked=talk.memory.looked + 1), *blocks, to="then_other")


def show_group(talk: CaptureConversation) -> tuple[Block, ...]:
    """Say that there are as many moments as children, before more is added to all of them."""
    if talk.editing or not talk.others or talk.context.piped:
        return ()
    words = talk.words.several
    children = [talk.the_entry.child, *(entry.child for entry in talk.others)]
    each = listed([words.each.format(child=child) for child in children])
    return (Say(words.kept.format(count=CARDINALS[len(children) - 1], each=each)),)


THEN_STEP = Step[CaptureConversation](
    ask_then,
    take_then,
    _then_is_asked,
    so_far=lambda talk: _said_of(talk, talk.the_entry),
    clear=_no_reading,
    keep=keep_with_account,
)
THEN_OTHER_STEP = Step[CaptureConversation](
    ask_then_other,
    take_then_other,
    _another_is_asked,
    help=lambda talk: talk.words.then.help,
    so_far=lambda talk: _said_of(talk, _other(talk)),
    clear=lambda talk: _next(_with_reading(talk, None)),
    keep=keep_with_account,
)
