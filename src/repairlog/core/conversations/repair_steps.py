"""The steps of a repair, in which the adult finds words of their own.

Five steps at home, three in care, foster and school settings. For a child under three, or one
who understands few words, there is one question in their place: what to do.
"""

import re
from typing import cast

from repairlog.core.conversations.answers import NO, SAME, YES, bare
from repairlog.core.conversations.blocks import Block, Quote, Say
from repairlog.core.conversations.engine import Question, Step, go_on, remember
from repairlog.core.conversations.repair_state import RepairConversation, set_attempt
from repairlog.core.entries.model import Entry
from repairlog.core.text import name_key
from repairlog.core.wording.conversations import Prompt
from repairlog.core.wording.fitting import GROWN

HOME_STEPS = ("name", "own", "share", "grow", "reconnect")
CARE_STEPS = ("name", "own", "presence")
HURT_STEPS = ("name", "own")
DOING = ("presence", "few")
"""The questions about what to do rather than what to say; both are kept in `presence`."""


def step_keys(talk: RepairConversation) -> tuple[str, ...]:
    """Return the steps that are asked for in this setting; after harm, two of those at home."""
    if talk.in_care:
        return CARE_STEPS
    return HURT_STEPS if talk.is_hurt else HOME_STEPS


# One of the steps


def step_prompt(talk: RepairConversation, key: str) -> Prompt:
    """Return the words of a step in this setting."""
    own = f"{key}_care" if talk.in_care and key in ("name", "own") else key
    return cast("Prompt", getattr(talk.words, own))


def show_steps_opening(talk: RepairConversation) -> tuple[Block, ...]:
    """Show, above the first question on the way to the words, how many steps there are.

    What matters about being with this child is shown there where it was said before.
    """
    if {"matters", "hard"} & {key for key, _ in talk.history}:
        return ()
    opening = talk.words.opening
    steps = Say(opening.steps_in_words if talk.context.plain else opening.steps)
    matters = talk.context.matters.get(name_key(talk.the_entry.child), "")
    if talk.at == "matters" or not matters:
        return (steps,)
    known = talk.words.matters.known.format(child=talk.child, matters=matters)
    return steps, Say(known)


def _show_opening(talk: RepairConversation) -> tuple[Block, ...]:
    if talk.at != "name" or talk.memory.changing:
        return ()
    if talk.in_care:
        return (Say(talk.words.opening.care.format(child=talk.child)),)
    if talk.is_hurt:
        return (Say(talk.words.opening.hurt),)
    sentence = talk.the_entry.reframe
    looked = (Say(talk.words.looked.before), Quote(sentence)) if sentence else ()
    return (*show_steps_opening(talk), *looked)


def ask_step(talk: RepairConversation) -> Question:
    """Ask for a step, with an example."""
    prompt = step_prompt(talk, talk.at)
    lines = [prompt.ask.format(count=len(step_keys(talk)), child=talk.child)]
    if examples := talk.fit(talk.age).examples(talk.at):
        lines.append(talk.words.instance.format(example=_example(examples, talk.the_entry)))
    if talk.at in DOING:
        ideas = {
            talk.words.ideas: talk.context.preferences.own.presence,
            talk.words.house_ideas: talk.context.preferences.house.presence if talk.in_care else (),
        }
        lines += [told.format(ideas="; ".join(each)) for told, each in ideas.items() if each]
    if talk.at == "reconnect" and talk.the_entry.reframe and _is_young(talk):
        lines.append(talk.words.looked.offer.format(sentence=talk.the_entry.reframe))
    feelings = talk.the_entry.feelings
    if talk.at == "share" and feelings:
        lines.append(talk.words.share.noted.format(feelings=", ".join(feelings)))
    return Question("\n".join(lines), prompt.label)


def _is_young(talk: RepairConversation) -> bool:
    """Whether a sentence from the second look may be said to the child at all."""
    return talk.age is not None and talk.age < GROWN


def _example(examples: tuple[str, ...], entry: Entry) -> str:
    """Return an example about another place and another deed than the entry's."""
    told = set(re.findall(r"\w{4,}", entry.what.casefold()))
    return min(examples, key=lambda text: len(told & set(re.findall(r"\w{4,}", text))))


def _step_help(talk: RepairConversation) -> str:
    return step_prompt(talk, talk.at).help


def step_so_far(talk: RepairConversation) -> str:
    """Return what is written of a step so far."""
    attempt = talk.attempt
    return attempt.presence if talk.at in DOING else str(getattr(attempt.steps, talk.at))


def take_step(talk: RepairConversation, answer: str) -> RepairConversation:
    """Keep the words of a step in `steps`, and what is to be done in `presence`."""
    key, changing = talk.at, talk.memory.changing
    if changing and bare(answer) in SAME.union(YES, NO):
        answer = ""  # they would rather leave it as it is
    if not answer and key == "share" and not changing:
        answer = step_so_far(talk)  # they came back from what lay beneath it
    if not answer:
        return _on_from_step(talk)
    talk = set_step(talk, key, answer)
    judgement = _judging(answer, talk) if key == "share" else ""
    talk = remember(talk, judgement=judgement)
    if judgement:
        return go_on(talk, to="under")
    enough = key == "own" and not changing and talk.preparing_at_home
    own = talk.words.own
    said = own.enough_in_words if talk.context.plain else own.enough
    return _on_from_step(talk, *([Say(said)] if enough else []))


def set_step(talk: RepairConversation, key: str, words: str) -> RepairConversation:
    """Return the state in which a step says this."""
    if key in DOING:
        return set_attempt(talk, presence=words)
    return set_attempt(talk, steps=talk.attempt.steps.replace(**{key: words}))


def _no_words(talk: RepairConversation) -> RepairConversation:
    return _on_from_step(set_step(talk, talk.at, ""))


def _on_from_step(talk: RepairConversation, *blocks: Block) -> RepairConversation:
    """Go on to the next step, or back to the words where one step is changed."""
    if not talk.memory.changing:
        return go_on(talk, *blocks)
    following = talk.memory.to_change
    if following:
        return go_on(remember(talk, to_change=following[1:]), *blocks, to=following[0])
    return go_on(remember(talk, changing=False), *blocks, to="coach")


# What lies under a judgement


def _judging(answer: str, talk: RepairConversation) -> str:
    """Return the judgement in a feeling's clothes, if it is said of oneself: I felt ..."""
    judgements = "|".join(map(re.escape, talk.context.vocabulary.judgements.words))
    said = rf"(^|\b(felt|feel|feeling|was|am|i'm)\b)(\W+\w+){{0,2}}?\W*\b({judgements})\b(?! to\b)"
    found = re.search(said, answer.casefold().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'"))
    return found[4] if found else ""


def ask_under(talk: RepairConversation) -> Question:
    """Ask what feeling may lie under a judgement: once, and only here."""
    feelings = talk.context.vocabulary.judgements.under
    listed = f"{', '.join(feelings[:-1])} or {feelings[-1]}"
    prompt = talk.words.under
    ask = prompt.ask.format(word=talk.memory.judgement.capitalize(), feelings=listed)
    return Question(ask, prompt.label)


def take_under(talk: RepairConversation, answer: str) -> RepairConversation:
    """Take the feeling in place of the judgement."""
    talk = remember(talk, judgement="")
    if not answer:
        return _on_from_step(talk)
    talk = set_attempt(talk, steps=talk.attempt.steps.replace(share=answer))
    return _on_from_step(talk, Say(answer))


def _preparing(talk: RepairConversation) -> bool:
    return talk.memory.preparing and not talk.by_doing


def _preparing_to_do(talk: RepairConversation) -> bool:
    return talk.memory.preparing and talk.by_doing


def _preparing_at_home(talk: RepairConversation) -> bool:
    return talk.preparing_at_home


def _preparing_in_care(talk: RepairConversation) -> bool:
    return _preparing(talk) and talk.in_care


FEW_STEP = Step(
    ask_step,
    take_step,
    _preparing_to_do,
    help=_step_help,
    so_far=step_so_far,
    clear=_no_words,
    telling=True,
)
NAME_STEP = Step(
    ask_step,
    take_step,
    _preparing,
    help=_step_help,
    show=_show_opening,
    so_far=step_so_far,
    clear=_no_words,
    telling=True,
)
OWN_STEP = Step(
    ask_step,
    take_step,
    _preparing,
    help=_step_help,
    so_far=step_so_far,
    clear=_no_words,
    telling=True,
)
HOME_STEP = Step(
    ask_step,
    take_step,
    _preparing_at_home,
    help=_step_help,
    so_far=step_so_far,
    clear=_no_words,
    telling=True,
)
UNDER_STEP = Step(ask_under, take_under, lambda talk: bool(talk.memory.judgement), telling=True)
PRESENCE_STEP = Step(
    ask_step,
    take_step,
    _preparing_in_care,
    help=_step_help,
    so_far=step_so_far,
    clear=_no_words,
    telling=True,
)
