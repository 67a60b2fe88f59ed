"""The steps of a repair and the words they make: the adult's own, in order, counted.

Five steps at home, three in care, foster and school settings: there the guide to length is
that of residential care.
"""

import re
from typing import cast

from repairlog.core.conversations.answers import NO, YES, bare, has_words
from repairlog.core.conversations.blocks import Block, Quote, Say, Ways
from repairlog.core.conversations.choices import choose, numbered, pick
from repairlog.core.conversations.engine import GROWN, Question, Step, finish, go_on, remember
from repairlog.core.conversations.questions import ask_for_number, take_one
from repairlog.core.conversations.repair_state import RepairConversation, set_attempt
from repairlog.core.entries.model import Entry
from repairlog.core.text import name_key
from repairlog.core.wording.conversations import Prompt
from repairlog.core.wording.repair import StepPrompt

YOUNG = 8
"""Years below which speaking at the child's height is mentioned, at home."""

HOME_STEPS = ("name", "own", "share", "grow", "reconnect")
CARE_STEPS = ("name", "own", "presence")


def step_keys(talk: RepairConversation) -> tuple[str, ...]:
    """Return the steps that are asked for in this setting."""
    return CARE_STEPS if talk.in_care else HOME_STEPS


# One of the steps


def _prompt(talk: RepairConversation, key: str) -> Prompt:
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
    sentence = talk.the_entry.reframe
    looked = (Say(talk.words.looked.before), Quote(sentence)) if sentence else ()
    return (*show_steps_opening(talk), *looked)


def ask_step(talk: RepairConversation) -> Question:
    """Ask for a step, with an example."""
    prompt = _prompt(talk, talk.at)
    lines = [prompt.ask.format(count=len(step_keys(talk)), child=talk.child)]
    if isinstance(prompt, StepPrompt):
        lines.append(talk.words.instance.format(example=_example(prompt, talk.the_entry)))
    if talk.at == "reconnect" and talk.the_entry.reframe and _is_young(talk):
        lines.append(talk.words.looked.offer.format(sentence=talk.the_entry.reframe))
    feelings = talk.the_entry.feelings
    if talk.at == "share" and feelings:
        lines.append(talk.words.share.noted.format(feelings=", ".join(feelings)))
    return Question("\n".join(lines), prompt.label)


def _is_young(talk: RepairConversation) -> bool:
    """Whether a sentence from the second look may be said to the child at all."""
    return talk.age is not None and talk.age < GROWN


def _example(prompt: StepPrompt, entry: Entry) -> str:
    """Return an example about another place and another deed than the entry's."""
    told = set(re.findall(r"\w{4,}", entry.what.casefold()))
    return min(prompt.examples, key=lambda text: len(told & set(re.findall(r"\w{4,}", text))))


def _step_help(talk: RepairConversation) -> str:
    return _prompt(talk, talk.at).help


def step_so_far(talk: RepairConversation) -> str:
    """Return what is written of a step so far."""
    attempt = talk.attempt
    return attempt.presence if talk.at == "presence" else str(getattr(attempt.steps, talk.at))


def take_step(talk: RepairConversation, answer: str) -> RepairConversation:
    """Keep the words of a step in `steps`, and those of being around in `presence`."""
    key, changing = talk.at, talk.memory.changing
    if not answer and key == "share" and not changing:
        answer = step_so_far(talk)  # they came back from what lay beneath it
    if not answer:
        return _on_from_step(talk)
    talk = _set_step(talk, key, answer)
    judgement = _judging(answer, talk) if key == "share" else ""
    talk = remember(talk, judgement=judgement)
    if judgement:
        return go_on(talk, to="under")
    enough = key == "own" and not changing and not talk.in_care
    own = talk.words.own
    said = own.enough_in_words if talk.context.plain else own.enough
    return _on_from_step(talk, *([Say(said)] if enough else []))


def _set_step(talk: RepairConversation, key: str, words: str) -> RepairConversation:
    if key == "presence":
        return set_attempt(talk, presence=words)
    return set_attempt(talk, steps=talk.attempt.steps.replace(**{key: words}))


def _no_words(talk: RepairConversation) -> RepairConversation:
    return _on_from_step(_set_step(talk, talk.at, ""))


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


# The finished words


def show_words(talk: RepairConversation) -> tuple[Block, ...]:
    """Show the words put together, unless they were shown just above."""
    if talk.memory.words_shown:
        return ()
    return Say(talk.words.change.yours), Quote(talk.attempt.script), *show_beside_words(talk)


def show_beside_words(talk: RepairConversation) -> tuple[Block, ...]:
    """Show what goes with the words: what is put right, and being around."""
    attempt, change = talk.attempt, talk.words.change
    right = Say(change.right.format(put_right=attempt.put_right))
    around = Say(change.around.format(presence=attempt.presence))
    return (*([right] if attempt.put_right else ()), *([around] if attempt.presence else ()))


def _counted(talk: RepairConversation) -> str:
    """Say how many words there are and, where something is known, how many are plenty."""
    guide = talk.words.guide
    counted = talk.words.lengths.counted(len(talk.attempt.script.split()))
    plenty = talk.words.lengths.plenty("residential" if talk.in_care else None, talk.age)
    if plenty is None:
        return guide.count.format(words=counted)
    low, high = plenty
    if talk.in_care:
        return guide.care.format(words=counted, high=high)
    if low == 1:  # a phrase is enough
        return guide.small.format(words=counted)
    return guide.age.format(words=counted, age=talk.age, low=low, high=high)


def _has_words(talk: RepairConversation) -> bool:
    return talk.memory.preparing and bool(talk.attempt.script)


def ask_change(talk: RepairConversation) -> Question:
    """Ask whether one part is to change."""
    names = [_prompt(talk, key).label.casefold() for key in step_keys(talk)]
    ask = talk.words.change.ask.format(choices=numbered(names, listed=False))
    return Question(f"{_counted(talk)}\n{ask}", talk.words.change.label)


def _part_choices(talk: RepairConversation) -> list[tuple[str, str]]:
    return [(key, _prompt(talk, key).label) for key in step_keys(talk)]


def take_change(talk: RepairConversation, answer: str) -> RepairConversation:
    """Open the parts that are to change, or end; a sentence is new words for one of them."""
    if not answer or bare(answer) in NO:
        return keep_planned(talk)
    choices = _part_choices(talk)
    chosen = choose(answer, choices)
    if chosen.beside:
        return _reworded(talk, chosen.id, chosen.beside)
    picked = [chosen.id] if chosen.id else pick(answer, choices).words
    if picked and set(picked) <= set(step_keys(talk)):
        talk = remember(talk, changing=True, words_shown=False, to_change=tuple(picked[1:]))
        return go_on(talk, to=picked[0])
    if has_words(answer) and bare(answer) not in YES and not talk.context.piped:
        return go_on(remember(talk, new_words=answer))
    return ask_for_number(talk, answer, len(choices), keep_planned)


def _reworded(talk: RepairConversation, key: str, words: str) -> RepairConversation:
    talk = remember(_set_step(talk, key, words), new_words="", words_shown=False)
    return go_on(talk, to="coach")


def ask_part(talk: RepairConversation) -> Question:
    """Ask which part the words are for that were typed at Change."""
    names = [label.casefold() for _, label in _part_choices(talk)]
    choices = numbered(names, listed=False)
    ask = talk.prompt.ask.format(words=talk.memory.new_words, choices=choices)
    return Question(ask, talk.prompt.label)


def take_part(talk: RepairConversation, answer: str) -> RepairConversation:
    """Put the new words where they belong; Enter leaves all as it is."""
    choices = _part_choices(talk)
    talk, chosen = take_one(talk, answer, choices)
    if chosen:
        return _reworded(talk, chosen, talk.memory.new_words)
    if answer and bare(answer) not in NO:
        return ask_for_number(talk, answer, len(choices), _leave_new_words)
    return _leave_new_words(talk)


def _leave_new_words(talk: RepairConversation, *blocks: Block) -> RepairConversation:
    left = talk.context.retry.left_out.format(answer=talk.memory.new_words)
    return go_on(remember(talk, new_words=""), *blocks, Say(left), to="change")


def keep_planned(talk: RepairConversation, *blocks: Block) -> RepairConversation:
    """End with the words kept as planned."""
    closing = talk.words.closing
    said: list[Block] = [*blocks]
    if talk.in_care:
        presence = talk.attempt.presence
        may_walk = talk.setting != "education" and talk.age is not None and talk.age >= GROWN
        walk_off = f" {closing.walk_off}" if may_walk else ""
        still = f" {closing.care_do.format(presence=presence)}" if presence else ""
        care = f"{closing.care}{walk_off}{still}"
        said += [Say(f"{closing.ready} {care}"), Say(closing.record)]
    else:
        age = talk.age
        small = age is not None and age < YOUNG
        young = small and talk.setting == "home" and not talk.is_hurt
        how = closing.say_young if young else closing.say
        said.append(Say(f"{closing.ready} {how} {closing.say_end}"))
    return finish(talk, *said, Ways(((closing.afterwards, "repair"),)))


def _preparing(talk: RepairConversation) -> bool:
    return talk.memory.preparing


def _preparing_at_home(talk: RepairConversation) -> bool:
    return talk.preparing_at_home


def _preparing_in_care(talk: RepairConversation) -> bool:
    return talk.memory.preparing and talk.in_care


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
CHANGE_STEP = Step(ask_change, take_change, _has_words, show=show_words)
PART_STEP = Step(ask_part, take_part, lambda talk: bool(talk.memory.new_words))
