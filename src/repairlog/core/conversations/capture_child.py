"""The child of a moment: with whom it was, and about how old they were then."""

from dataclasses import replace

from repairlog.core.conversations.answers import NO, UNSURE, bare, read_age
from repairlog.core.conversations.blocks import Say
from repairlog.core.conversations.capture_state import CaptureConversation, was_not_given
from repairlog.core.conversations.choices import choose, numbered
from repairlog.core.conversations.engine import (
    Question,
    Refusal,
    Step,
    ask_again,
    ask_prompt,
    cannot_take,
    go_on,
    set_fields,
)
from repairlog.core.conversations.questions import keep_with_account
from repairlog.core.entries.children import as_first_written, as_name
from repairlog.core.entries.new import with_child

SHORT_LISTS = 6
"""How many children are offered by number."""

NOBODY = frozenset(map(bare, ("", "nobody", "no one", "none", "skip", *NO, *UNSURE)))
"""What is typed where there is no name to give, or none is wanted here."""

SOMEONE = frozenset(map(bare, ("someone new", "somebody new", "someone else", "new")))
"""What is typed by who is about to name a child that is not offered."""

NICKNAME = 40
"""Letters up to which an answer is taken for a nickname: the home screen shows it."""


# With whom


def ask_child(talk: CaptureConversation) -> Question:
    """Ask with whom it was; known names are offered."""
    prompt = talk.words.child
    children = _offered(talk)
    ask = prompt.ask
    if children:
        ask = prompt.brief.format(children=numbered(children, listed=False))
    return Question(ask, prompt.label)


def _offered(talk: CaptureConversation) -> tuple[str, ...]:
    """Return the names that can be chosen by number: in a pipe none, as they vary."""
    return () if talk.context.piped else talk.context.children[:SHORT_LISTS]


def _child_so_far(talk: CaptureConversation) -> str:
    return talk.the_entry.child


def take_child(talk: CaptureConversation, answer: str) -> CaptureConversation:
    """Take a name that was offered, or another one; about how old they were goes with it."""
    context, retry = talk.context, talk.context.retry
    if bare(answer) in NOBODY:
        return go_on(talk)
    if bare(answer) in SOMEONE:
        return ask_again(talk, Say(retry.someone))
    offered = _offered(talk)
    chosen = choose(answer, [(child,) for child in offered], alone=True)
    if chosen.out_of_range and (offered or context.piped):
        return cannot_take(talk, "", Refusal(retry.range.format(count=len(offered))))
    if len(answer) > NICKNAME:
        return cannot_take(talk, answer, Refusal(retry.nickname))
    if context.vocabulary.family_of(bare(answer)):
        return cannot_take(talk, "", Refusal(retry.nickname, retry.feeling.format(answer=answer)))
    child = chosen.id or as_first_written(as_name(answer), context.children)
    return go_on(set_fields(talk, **with_child(talk.the_entry, child, context.preferences)))


def _no_child(talk: CaptureConversation) -> CaptureConversation:
    nobody = with_child(talk.the_entry, "", talk.context.preferences)
    return go_on(set_fields(talk, **nobody))


# How old they were


def _age_is_asked(talk: CaptureConversation) -> bool:
    return talk.editing and not talk.context.piped and bool(talk.the_entry.child)


def _age_so_far(talk: CaptureConversation) -> str:
    age = talk.the_entry.child_age
    return "" if age is None else str(age)


def take_age(talk: CaptureConversation, answer: str) -> CaptureConversation:
    """Take how old they were into `child_age`, and their birth year into the settings."""
    if not answer:
        return go_on(talk)
    age = read_age(answer)
    if age is None:
        return cannot_take(talk, answer, Refusal(talk.words.age.unusable))
    entry, known = talk.the_entry, talk.context.preferences
    learned = known.with_age(entry.child, age, entry.happened)
    if learned != known:
        talk = replace(talk, context=replace(talk.context, preferences=learned), learned=learned)
    return go_on(set_fields(talk, child_age=age))


def _no_age(talk: CaptureConversation) -> CaptureConversation:
    return go_on(set_fields(talk, child_age=None))


CHILD_STEP = Step(
    ask_child,
    take_child,
    was_not_given,
    so_far=_child_so_far,
    clear=_no_child,
    keep=keep_with_account,
)
AGE_STEP = Step(ask_prompt, take_age, _age_is_asked, so_far=_age_so_far, clear=_no_age)
