"""What may be added to a moment: when, what was done, the body, their feelings, the meaning."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from repairlog.core.conversations.blocks import Say
from repairlog.core.conversations.choices import Lists, numbered, pick, readable, sentence
from repairlog.core.conversations.engine import (
    Question,
    Step,
    Talk,
    cannot_take,
    field_change,
    go_on,
    note,
)
from repairlog.core.conversations.questions import EDITING, in_full, no_such_day, take_words
from repairlog.core.dates.clock import Unclear
from repairlog.core.dates.naming import When, describe, today, today_is
from repairlog.core.dates.parse import read_when
from repairlog.core.entries.new import is_after
from repairlog.core.wording.conversations import CaptureWords, Prompt


def added(addition: str) -> str:
    """Return the note of a question that was asked for."""
    return f"add:{addition}"


def is_added(addition: str, talk: Talk) -> bool:
    """Whether a question was asked for."""
    return added(addition) in talk.notes


def step(words: CaptureWords, wanted: Callable[[Talk], bool]) -> Step:
    """Return the question that offers the others."""
    return Step(
        partial(_ask_add, words), partial(_take_add, words), lambda _: words.add.help, wanted
    )


def when_step(words: CaptureWords) -> Step:
    """Return the question when it happened."""
    return Step(
        partial(_ask_when, words),
        partial(_take_when, words),
        lambda _: words.when.help,
        partial(is_added, "when"),
        so_far=_when_so_far,
    )


def list_step(prompt: Prompt, field: str, lists: Lists) -> Step:
    """Return a question with a list of words for a field of the entry."""
    return Step(
        partial(_ask_list, prompt, lists),
        partial(take_listed, field, lists),
        lambda _: prompt.help,
        partial(is_added, field),
        so_far=lambda talk: ", ".join(
            readable(getattr(talk.here, field), lists(talk.scene.vocabulary))
        ),
    )


def meaning_step(prompt: Prompt) -> Step:
    """Return the question what it meant between them."""
    return Step(
        lambda talk: Question(prompt.ask.format(child=talk.child), prompt.label),
        _take_meaning,
        lambda _: prompt.help,
        partial(is_added, "meaning"),
        so_far=lambda talk: talk.here.meaning,
    )


def _ask_add(words: CaptureWords, talk: Talk) -> Question:
    prompt = words.add
    if in_full(talk):
        choices = numbered([each.long for each in prompt.choices], listed=False)
        return Question(f"{prompt.ask}\n{choices}", prompt.label)
    choices = numbered([each.short for each in prompt.choices], listed=False)
    return Question(f"{prompt.brief} {choices}.", prompt.label)


def _take_add(words: CaptureWords, talk: Talk, answer: str) -> Talk:
    if not answer:
        return go_on(talk)
    ids = [(each.id, each.long, each.short) for each in words.add.choices]
    picked = pick(answer, ids)
    known = {each.id for each in words.add.choices}
    own = [word for word in picked.words if word not in known]
    talk = replace(talk, notes=note(talk, *map(added, picked.words)))
    if own or (picked.out_of_range and not (talk.misses and picked.words)):
        retry = words.retry.number if own else words.retry.range_only
        message = retry.format(count=len(ids))
        return cannot_take(talk, message, kept=answer if own else "")
    return go_on(talk)


def _ask_when(words: CaptureWords, talk: Talk) -> Question:
    return Question(words.when.ask.format(today=_day(talk)), words.when.label)


def _when_so_far(talk: Talk) -> str:
    entry = talk.here
    if entry.precision == "day":
        return ""
    return describe(When(entry.happened, entry.precision), talk.scene.now)


def _day(talk: Talk) -> str:
    """Say which day an empty answer keeps."""
    entry = talk.here
    if entry.happened == today(talk.scene.now, talk.scene.localise).at:
        return today_is(talk.scene.now)
    return f"{entry.happened:%A} {entry.happened.day} {entry.happened:%B}"


def _take_when(words: CaptureWords, talk: Talk, answer: str) -> Talk:
    retry = words.retry
    if not answer:
        return go_on(talk)
    logged = talk.here.logged.astimezone(talk.scene.now.tzinfo)
    reference = talk.scene.now if EDITING in talk.notes else logged
    when = read_when(answer, reference, talk.scene.localise)
    if isinstance(when, Unclear):
        return no_such_day(talk, when, answer, _day(talk))
    if is_after(when.at, logged, day=when.precision == "day"):
        return cannot_take(talk, retry.when_later)
    said = Say(f"{describe(when, talk.scene.now)}.")
    fields = field_change(talk, happened=when.at, precision=when.precision)
    return go_on(talk, said, **fields)


def _take_meaning(talk: Talk, answer: str) -> Talk:
    return go_on(talk, **field_change(talk, meaning=answer)) if answer else go_on(talk)


def _ask_list(prompt: Prompt, lists: Lists, talk: Talk) -> Question:
    choices = [
        choice[1] if len(choice) > 1 else choice[0] for choice in lists(talk.scene.vocabulary)
    ]
    return Question(f"{prompt.ask}\n{numbered(choices, listed=False)}", prompt.label)


def take_listed(field: str, lists: Lists, talk: Talk, answer: str) -> Talk:
    """Take numbers and own words, and show them back."""
    choices = lists(talk.scene.vocabulary)

    def said(picked: tuple[str, ...]) -> Say:
        return Say(sentence(readable(picked, choices)))

    return take_words(talk, field, choices, answer, said)
