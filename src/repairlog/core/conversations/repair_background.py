"""The background of a repair: where the child is looked after, and how old they are.

Each is asked once; the entry keeps it, and so do the settings, for the next time.
"""

from dataclasses import replace
from typing import cast

from repairlog.core.conversations.answers import part_few_words, read_age
from repairlog.core.conversations.choices import numbered
from repairlog.core.conversations.engine import (
    Question,
    Refusal,
    Step,
    ask_prompt,
    cannot_take,
    go_on,
    remember,
    set_fields,
)
from repairlog.core.conversations.questions import ask_for_number, take_one
from repairlog.core.conversations.repair_state import RepairConversation
from repairlog.core.entries.model import Setting
from repairlog.core.entries.preferences import Preferences


def _is_asked_once(talk: RepairConversation, known: object) -> bool:
    asked = known is None or talk.at in talk.context.learned
    return not talk.context.piped and asked


def _learn(talk: RepairConversation, preferences: Preferences) -> RepairConversation:
    """Put into the settings what this question, asked once, was answered with."""
    learned = talk.context.learned | {talk.at}
    context = replace(talk.context, preferences=preferences, learned=learned)
    changed = preferences != talk.context.preferences
    return replace(talk, context=context, learned=preferences if changed else None)


def ask_where(talk: RepairConversation) -> Question:
    """Ask where they look after the child."""
    lines = [each.line for each in talk.context.vocabulary.settings]
    choices = numbered(lines, listed=False)
    return Question(f"{talk.words.where.ask}\n{choices}", talk.words.where.label)


def _where_so_far(talk: RepairConversation) -> str:
    settings = talk.context.vocabulary.settings
    return next((each.line for each in settings if each.id == talk.setting), "")


def take_where(talk: RepairConversation, answer: str) -> RepairConversation:
    """Take the setting into the entry, and into the settings for the next time."""
    if not answer:
        return go_on(talk)
    settings = talk.context.vocabulary.settings
    talk, chosen = take_one(talk, answer, [(each.id, each.line) for each in settings])
    if not chosen:
        return ask_for_number(talk, answer, len(settings))
    setting = cast("Setting", chosen)
    learned = talk.context.preferences._replace(setting=setting)
    return go_on(_learn(set_fields(talk, setting=setting), learned))


def _age_so_far(talk: RepairConversation) -> str:
    return talk.words.age.said(talk.age, few=talk.few_words)


def _age_is_asked(talk: RepairConversation) -> bool:
    known = True if talk.few_words else talk.age
    return talk.memory.preparing and _is_asked_once(talk, known)


def take_age(talk: RepairConversation, answer: str) -> RepairConversation:
    """Take years (or months, weeks, days) into `child_age`; the birth year goes into the settings.

    Few words, too, are kept there, with the child. One without a name keeps the age in the entry
    alone, and few words for this once.
    """
    if not answer:
        return go_on(talk)
    years, few = part_few_words(answer)
    age = read_age(years)
    if age is None and (years or not few):
        return cannot_take(talk, answer, Refusal(talk.words.age.unusable))
    preferences, child = talk.context.preferences, talk.the_entry.child
    if age is not None:
        talk = set_fields(talk, child_age=age)
        preferences = preferences.with_age(child, age, talk.context.now) if child else preferences
    preferences = preferences.with_few_words(child, few=few)
    return go_on(_learn(remember(talk, few_words=few), preferences))


WHERE_STEP = Step(
    ask_where, take_where, lambda talk: _is_asked_once(talk, talk.setting), so_far=_where_so_far
)
AGE_STEP = Step(ask_prompt, take_age, _age_is_asked, so_far=_age_so_far)
