"""Reframing: a second look at can't and won't. A won't is allowed to stay one."""

from dataclasses import dataclass, field, replace
from typing import cast

from repairlog.core.conversations.blocks import Quote, Say
from repairlog.core.conversations.choices import numbered
from repairlog.core.conversations.engine import (
    Context,
    Conversation,
    Flow,
    Memory,
    Question,
    Step,
    begin,
    finish,
    go_on,
    remember,
    set_fields,
)
from repairlog.core.conversations.questions import (
    OFFERED_AT_ONCE,
    ask_for_number,
    ask_which,
    ask_which_again,
    chosen_entry,
    is_choosing,
    take_one,
    take_words,
    with_beside,
)
from repairlog.core.entries.listing import title
from repairlog.core.entries.model import Entry, Reading
from repairlog.core.wording.conversations import ReframeWords
from repairlog.core.wording.fitting import GROWN, WORDS_FROM


@dataclass(frozen=True, kw_only=True)
class ReframeConversation(Conversation):
    """`reframe`."""

    words: ReframeWords
    memory: Memory = field(default_factory=Memory)


def reframe(
    context: Context, words: ReframeWords, entries: tuple[Entry, ...]
) -> ReframeConversation:
    """Begin `reframe` for one entry, or ask which of several (newest first)."""
    talk = ReframeConversation(
        context=context, flow=FLOW, words=words, candidates=entries[:OFFERED_AT_ONCE]
    )
    return begin(_open(talk, entries[0]) if len(entries) == 1 else talk)


# Which moment


def take_which(talk: ReframeConversation, answer: str) -> ReframeConversation:
    """Open the moment that is meant."""
    entry = chosen_entry(talk, answer)
    if entry is None:
        return ask_which_again(talk, answer, talk.context.retry.skipped)
    return go_on(_open(talk, entry))


def _open(talk: ReframeConversation, entry: Entry) -> ReframeConversation:
    then, opening = entry.moment.then, talk.words.opening
    looked = opening.looked.format(reading=_phrase(talk, then)) if then else opening.unread
    wrote = Say(f"{title(entry, talk.context.now)}. You wrote:")
    before = [Say(opening.before.format(before=entry.before))] if entry.before else []
    return replace(talk, entry=entry, blocks=(wrote, Quote(entry.what), *before, Say(looked)))


def _phrase(talk: ReframeConversation, reading: Reading) -> str:
    return str(getattr(talk.words.readings, reading))


# What may have been in the way


def ask_capacities(talk: ReframeConversation) -> Question:
    """Ask what may have been in the way."""
    prompt = talk.words.capacities
    lines = [each.line for each in talk.context.vocabulary.capacities]
    return Question(f"{prompt.ask}\n{numbered(lines, listed=True)}", prompt.label)


def _capacities_so_far(talk: ReframeConversation) -> str:
    return ", ".join(talk.the_entry.capacities)


def take_capacities(talk: ReframeConversation, answer: str) -> ReframeConversation:
    """Take numbers and own words into `capacities`."""
    if not answer:
        return go_on(talk)
    capacities = talk.context.vocabulary.capacities
    return take_words(talk, "capacities", [(each.id, each.line) for each in capacities], answer)


# How it looks now


def ask_now(talk: ReframeConversation) -> Question:
    """Ask how it looks now."""
    prompt = talk.words.now
    return Question(f"{prompt.ask}\n{numbered(prompt.choices, listed=False)}", prompt.label)


def _now_so_far(talk: ReframeConversation) -> str:
    now = talk.the_entry.moment.now
    return _phrase(talk, now) if now else ""


def take_now(talk: ReframeConversation, answer: str) -> ReframeConversation:
    """Take a reading into `moment.now`."""
    if not answer:
        return go_on(talk)
    readings = talk.context.vocabulary.readings
    choices = zip(readings, talk.words.now.choices, strict=True)
    forms = [(each.id, each.word, choice) for each, choice in choices]
    talk, chosen = take_one(talk, answer, forms)
    if not chosen:
        return ask_for_number(talk, answer, len(readings))
    moment = talk.the_entry.moment.replace(now=cast("Reading", chosen))
    return go_on(set_fields(talk, moment=moment))


def _keep_with_sentence(talk: ReframeConversation, words: str) -> tuple[ReframeConversation, str]:
    """Keep what the question cannot take with the sentence, which is asked for next."""
    said = "\n".join(filter(None, (talk.the_entry.reframe, words)))
    talk = remember(set_fields(talk, reframe=said), beside=with_beside(talk, words))
    return talk, talk.words.sentence.kept


# One sentence


def ask_sentence(talk: ReframeConversation) -> Question:
    """Ask for one sentence, by how it looks now."""
    sentence = talk.words.sentence
    form = sentence.wont if talk.the_entry.moment.now == "wont" else sentence.cant
    unsaid = talk.age is not None and not WORDS_FROM <= talk.age < GROWN
    private = f"\n{sentence.private}" if unsaid or talk.in_care else ""
    return Question(form + private, sentence.label)


def _sentence_so_far(talk: ReframeConversation) -> str:
    return talk.the_entry.reframe


def take_sentence(talk: ReframeConversation, answer: str) -> ReframeConversation:
    """Keep the sentence in `reframe`."""
    return go_on(set_fields(talk, reframe=with_beside(talk, answer))) if answer else go_on(talk)


# The end


def _close(talk: ReframeConversation) -> ReframeConversation:
    closing = talk.words.closing
    if talk.entry is None:
        return finish(talk, Say(talk.context.retry.skipped))
    moment = talk.entry.moment
    if moment.now is None:
        return finish(talk, Say(closing.kept))
    now = _phrase(talk, moment.now)
    if moment.then is None:
        return finish(talk, Say(closing.fresh.format(now=now)))
    if moment.then == moment.now:
        return finish(talk, Say(closing.same.format(then=now)))
    then = _phrase(talk, moment.then)
    return finish(talk, Say(closing.moved.format(then=then, now=now)))


FLOW = Flow[ReframeConversation](
    {
        "which": Step(ask_which, take_which, is_choosing),
        "capacities": Step(ask_capacities, take_capacities, so_far=_capacities_so_far),
        "now": Step(ask_now, take_now, so_far=_now_so_far, keep=_keep_with_sentence),
        "sentence": Step(ask_sentence, take_sentence, so_far=_sentence_so_far, telling=True),
    },
    close=_close,
    stop=_close,
)
