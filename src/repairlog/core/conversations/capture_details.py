"""Details of a moment: when, what was done, the body, their feelings, meaning, what led there."""

from dataclasses import replace

from repairlog.core.conversations.answers import says_no_more
from repairlog.core.conversations.blocks import Say
from repairlog.core.conversations.capture_state import CaptureConversation
from repairlog.core.conversations.choices import (
    Lists,
    body,
    child_feelings,
    deeds,
    feelings,
    numbered,
    pick,
    readable,
    sentence,
)
from repairlog.core.conversations.engine import (
    Question,
    Step,
    ask_prompt,
    go_on,
    remember,
    set_fields,
)
from repairlog.core.conversations.questions import (
    Day,
    ask_for_day,
    ask_for_number,
    keep_with_account,
    read_day,
    take_unclear_day,
    take_words,
)
from repairlog.core.dates.clock import Unclear
from repairlog.core.dates.naming import When, describe, today, today_is
from repairlog.core.entries.model import Next
from repairlog.core.entries.new import fields_of, is_after
from repairlog.core.wording.conversations import Addition

LISTS: dict[str, Lists] = {
    "feelings": feelings,
    "did": deeds,
    "body": body,
    "child_feelings": child_feelings,
}
"""The questions with a list of words, by the field that they fill."""


def was_asked_for(talk: CaptureConversation) -> bool:
    """Whether this question was chosen at `ask_add`."""
    return talk.at in talk.memory.added


# What to add


def offered(talk: CaptureConversation) -> list[Addition]:
    """Return what may be added, without what the settings leave out; a pipe has all of it."""
    left_out = () if talk.context.piped else talk.context.preferences.not_added
    return [each for each in talk.words.add.choices if each.id not in left_out]


def ask_add(talk: CaptureConversation) -> Question:
    """Offer the questions that may follow."""
    prompt = talk.words.add
    if talk.in_full:
        choices = numbered([each.long for each in offered(talk)], listed=False)
        return Question(f"{prompt.ask}\n{choices}", prompt.label)
    choices = numbered([each.short for each in offered(talk)], listed=False)
    return Question(f"{prompt.brief} {choices}.", prompt.label)


def take_add(talk: CaptureConversation, answer: str) -> CaptureConversation:
    """Take which questions are to follow; a day or a time answers *when* at once."""
    if says_no_more(answer):
        return go_on(talk)
    ids = [(each.id, each.long, each.short) for each in offered(talk)]
    picked = pick(answer, ids)
    known = {choice[0] for choice in ids}
    own = ", ".join(word for word in picked.words if word not in known)
    talk = remember(talk, added=talk.memory.added | (known & set(picked.words)))
    if own and not isinstance(read_day(talk, own, talk.context.now), Unclear):
        asked = go_on(remember(talk, added=talk.memory.added | {"when"}), to="when")
        return take_when(asked, own)
    if own or (picked.out_of_range and not (talk.misses and picked.words)):
        return ask_for_number(talk, own, len(ids))
    return go_on(talk)


# When it was


def ask_when(talk: CaptureConversation) -> Question:
    """Ask when it happened."""
    return Question(talk.prompt.ask.format(today=_day(talk)), talk.prompt.label)


def when_so_far(talk: CaptureConversation) -> str:
    """Return the time where one was said."""
    entry = talk.the_entry
    if entry.precision == "day" and not (entry.part or entry.occasion):
        return ""
    when = When(entry.happened, entry.precision, entry.part, entry.occasion)
    return describe(when, talk.context.now)


def _day(talk: CaptureConversation) -> str:
    """Say which day an empty answer keeps."""
    entry = talk.the_entry
    if entry.happened == today(talk.context.now, talk.context.localise).at:
        return today_is(talk.context.now)
    return f"{entry.happened:%A} {entry.happened.day} {entry.happened:%B}"


def _left_at(talk: CaptureConversation) -> Day:
    return Day(talk.the_entry.happened, _day(talk))


def take_when(talk: CaptureConversation, answer: str) -> CaptureConversation:
    """Take when it was, never after it was written down, and what was said of the time of day."""
    if not answer:
        return go_on(_with_days_kept(talk))
    context = talk.context
    logged = talk.the_entry.logged.astimezone(context.now.tzinfo)
    since = context.now if talk.editing else min(logged, context.now)
    when = read_day(talk, answer, since)
    if isinstance(when, Unclear):
        return take_unclear_day(talk, when, answer, _left_at(talk))
    if is_after(when.at, logged, day=when.precision == "day"):
        why = talk.words.retry.when_later.format(answer=answer)
        return ask_for_day(talk, "", why, _left_at(talk))
    said = Say(f"{describe(when, context.now)}.")
    return go_on(set_fields(remember(talk, days=""), **fields_of(when)), said)


def _with_days_kept(talk: CaptureConversation) -> CaptureConversation:
    """Keep several days that were said, where none of them was chosen."""
    if not talk.memory.days:
        return talk
    kept, told = keep_with_account(talk, talk.memory.days)
    left = talk.words.retry.when_left.format(today=_left_at(talk).in_full)
    return replace(remember(kept, days=""), blocks=(Say(f"{told} {left}"),))


# Lists of words


def ask_listed(talk: CaptureConversation) -> Question:
    """Ask with a list of words to choose from."""
    choices = [
        choice[1] if len(choice) > 1 else choice[0]
        for choice in LISTS[talk.at](talk.context.vocabulary)
    ]
    listed = numbered(choices, listed=False)
    return Question(f"{talk.prompt.ask}\n{listed}", talk.prompt.label)


def listed_so_far(talk: CaptureConversation) -> str:
    """Return the words that are there already, as they are read."""
    stored = getattr(talk.the_entry, talk.at)
    return ", ".join(readable(stored, LISTS[talk.at](talk.context.vocabulary)))


def take_listed(talk: CaptureConversation, answer: str) -> CaptureConversation:
    """Take numbers and own words into the question's field, and show them back."""
    choices = LISTS[talk.at](talk.context.vocabulary)

    def said(picked: tuple[str, ...]) -> Say:
        return Say(sentence(readable(picked, choices)))

    return take_words(talk, talk.at, choices, answer, said)


def clear_listed(talk: CaptureConversation) -> CaptureConversation:
    """Take the words of the question's field out again."""
    return go_on(set_fields(talk, **{talk.at: ()}))


# What it meant, and what came just before


def take_text(talk: CaptureConversation, answer: str) -> CaptureConversation:
    """Keep an answer in the question's field, as it was typed."""
    return go_on(set_fields(talk, **{talk.at: answer})) if answer else go_on(talk)


def text_so_far(talk: CaptureConversation) -> str:
    """Return what was said of it already."""
    return str(getattr(talk.the_entry, talk.at))


def clear_text(talk: CaptureConversation) -> CaptureConversation:
    """Take it out again."""
    return go_on(set_fields(talk, **{talk.at: ""}))


# What needs to happen next between them, in care and in schools


def _next_is_asked(talk: CaptureConversation) -> bool:
    """After what it meant between them; a pipe has a fixed order."""
    wanted = not talk.memory.added.isdisjoint({"meaning", "next"})
    return wanted and talk.in_care and not talk.context.piped


def take_next(talk: CaptureConversation, answer: str) -> CaptureConversation:
    """Keep what, by whom and by when."""
    if not answer:
        return go_on(talk)
    return go_on(set_fields(talk, next=read_next(answer, talk.the_entry.next)))


def read_next(answer: str, before: Next | None) -> Next:
    """Return what, by whom and by when, where it is said in three parts; else all of it as what."""
    said = [part.strip() for part in answer.split(",")]
    what, who, when = said if len(said) == len(list(filter(None, said))) == 3 else (answer, "", "")
    return (before or Next()).replace(what=what, who=who, when=when)


def _next_so_far(talk: CaptureConversation) -> str:
    return talk.the_entry.next.text if talk.the_entry.next else ""


def _no_next(talk: CaptureConversation) -> CaptureConversation:
    return go_on(set_fields(talk, next=None))


LISTED = Step[CaptureConversation](
    ask_listed, take_listed, was_asked_for, so_far=listed_so_far, clear=clear_listed
)

TOLD = Step[CaptureConversation](
    ask_prompt, take_text, was_asked_for, so_far=text_so_far, clear=clear_text, telling=True
)

DETAILS = {
    "when": Step(ask_when, take_when, was_asked_for, so_far=when_so_far, keep=keep_with_account),
    "did": LISTED,
    "body": LISTED,
    "child_feelings": LISTED,
    "meaning": TOLD,
    "next": Step(
        ask_prompt,
        take_next,
        _next_is_asked,
        so_far=_next_so_far,
        clear=_no_next,
        telling=True,
    ),
    "before": TOLD,
}
"""The questions that are asked only where they were chosen at Add."""
