"""The steps of a repair and the words they make: the adult's own, in order, counted.

Five steps at home, three in care, foster and school settings: there the guide to length is
that of residential care.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any, cast

from repairlog.core.conversations.blocks import Block, Quote, Say, Ways
from repairlog.core.conversations.choices import choose, numbered
from repairlog.core.conversations.engine import (
    Question,
    Step,
    Talk,
    cannot_take,
    finish,
    go_on,
    note,
)
from repairlog.core.conversations.repair_state import (
    CHANGING,
    age_of,
    asked,
    draft_of,
    in_care,
    is_hurt,
    preparing_at_home,
    saving_attempt,
    setting_of,
)
from repairlog.core.entries.model import Entry
from repairlog.core.wording.conversations import Prompt, RepairWords, StepPrompt

JUDGEMENT = "judgement:"
SHOWN = "the words were shown"

YOUNG = 8
"""Years below which speaking at the child's height is mentioned, at home."""

HOME_STEPS = ("name", "own", "share", "grow", "reconnect")
CARE_STEPS = ("name", "own", "presence")


def private_step(prompt: Prompt, field: str, opening: str = "") -> Step:
    """Return a question whose answer never reaches the words; `opening` is said above it."""
    return Step(
        partial(asked, prompt),
        partial(take_private, field),
        lambda _: prompt.help,
        preparing_at_home,
        lambda _: (Say(opening),) if opening else (),
        partial(private_so_far, field),
    )


def private_so_far(field: str, talk: Talk) -> str:
    """Return what such an answer is so far."""
    return str(getattr(draft_of(talk), field))


def ask_hard(words: RepairWords, talk: Talk) -> Question:
    """Ask for one second look, before the steps."""
    ask = words.hard.wont if talk.here.moment.then == "wont" else words.hard.unsure
    return Question(ask, words.hard.label)


def take_private(field: str, talk: Talk, answer: str) -> Talk:
    """Keep an answer that is for the adult alone."""
    return go_on(talk, **saving_attempt(talk, **{field: answer})) if answer else go_on(talk)


def written_step(words: RepairWords, key: str, wanted: Callable[[Talk], bool]) -> Step:
    """Return one of the steps as a question."""
    return Step(
        partial(_ask_step, words, key),
        partial(_take_step, words, key),
        lambda talk: _prompt(words, key, talk).help,
        wanted,
        partial(_show_opening, words, key),
        lambda talk: _written(talk, key),
    )


def _show_opening(words: RepairWords, key: str, talk: Talk) -> tuple[Block, ...]:
    if key != "name" or not in_care(talk) or CHANGING in talk.notes:
        return ()
    return (Say(words.opening.care.format(child=talk.child)),)


def _prompt(words: RepairWords, key: str, talk: Talk) -> Prompt:
    own = f"{key}_care" if in_care(talk) and key in ("name", "own") else key
    return cast("Prompt", getattr(words, own))


def _ask_step(words: RepairWords, key: str, talk: Talk) -> Question:
    prompt = _prompt(words, key, talk)
    count = len(CARE_STEPS if in_care(talk) else HOME_STEPS)
    lines = [prompt.ask.format(count=count, child=talk.child)]
    if isinstance(prompt, StepPrompt):
        lines.append(f"For instance: {_example(prompt, talk.here)}")
    if key == "share" and talk.here.feelings:
        lines.append(words.share.noted.format(feelings=", ".join(talk.here.feelings)))
    return Question("\n".join(lines), prompt.label)


def _example(prompt: StepPrompt, entry: Entry) -> str:
    """Return an example about another place and another deed than the entry's."""
    told = set(re.findall(r"\w{4,}", entry.what.casefold()))
    return min(prompt.examples, key=lambda text: len(told & set(re.findall(r"\w{4,}", text))))


def _written(talk: Talk, key: str) -> str:
    draft = draft_of(talk)
    return draft.presence if key == "presence" else str(getattr(draft.steps, key))


def _take_step(words: RepairWords, key: str, talk: Talk, answer: str) -> Talk:
    changing = CHANGING in talk.notes
    blocks: list[Block] = []
    if not answer and key == "share" and not changing:
        answer = _written(talk, key)  # they came back from what lay beneath it
    if answer:
        draft = draft_of(talk)
        fields: dict[str, Any] = (
            {"presence": answer}
            if key == "presence"
            else {"steps": draft.steps.replace(**{key: answer})}
        )
        talk = replace(talk, notes=without_judgement(talk), **saving_attempt(talk, **fields))
        judgement = _judging(answer, talk) if key == "share" else ""
        if judgement:
            return go_on(talk, to="under", notes=note(talk, f"{JUDGEMENT}{judgement}"))
        if key == "own" and not changing and not in_care(talk):
            blocks.append(Say(words.own.enough))
    return go_on(talk, *blocks, **_back_to_change(talk))


def _back_to_change(talk: Talk) -> dict[str, Any]:
    if CHANGING not in talk.notes:
        return {}
    return {"to": "change", "notes": talk.notes - {CHANGING}}


def _judging(answer: str, talk: Talk) -> str:
    """Return the judgement in a feeling's clothes, if it is said of oneself: I felt ..."""
    judgements = "|".join(map(re.escape, talk.scene.vocabulary.judgements.words))
    said = rf"(^|\b(felt|feel|feeling|was|am|i'm)\b)(\W+\w+){{0,2}}?\W*\b({judgements})\b(?! to\b)"
    found = re.search(said, answer.casefold().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'"))
    return found[4] if found else ""


def judgement_in(talk: Talk) -> str:
    """Return the judgement that was just said at Share, if one was."""
    return next((n.removeprefix(JUDGEMENT) for n in talk.notes if n.startswith(JUDGEMENT)), "")


def without_judgement(talk: Talk) -> frozenset[str]:
    """Return the talk's notes without a judgement said before."""
    return frozenset(each for each in talk.notes if not each.startswith(JUDGEMENT))


def ask_under(words: RepairWords, talk: Talk) -> Question:
    """Ask what feeling may lie under a judgement: once, and only here."""
    feelings = talk.scene.vocabulary.judgements.under
    listed = f"{', '.join(feelings[:-1])} or {feelings[-1]}"
    ask = words.under.ask.format(word=judgement_in(talk).capitalize(), feelings=listed)
    return Question(ask, words.under.label)


def take_under(talk: Talk, answer: str) -> Talk:
    """Take the feeling in place of the judgement."""
    talk = replace(talk, notes=without_judgement(talk))
    if not answer:
        return go_on(talk, **_back_to_change(talk))
    steps = draft_of(talk).steps.replace(share=answer)
    talk = replace(talk, **saving_attempt(talk, steps=steps))
    return go_on(talk, Say(answer), **_back_to_change(talk))


def show_words(words: RepairWords, talk: Talk) -> tuple[Block, ...]:
    """Show the words put together, unless they were shown just above."""
    if SHOWN in talk.notes:
        return ()
    return Say(words.change.yours), Quote(draft_of(talk).script), *beside_words(words, talk)


def beside_words(words: RepairWords, talk: Talk) -> tuple[Block, ...]:
    """Show what goes with the words: what is put right, and being around."""
    draft = draft_of(talk)
    right = Say(words.change.right.format(put_right=draft.put_right))
    around = Say(words.change.around.format(presence=draft.presence))
    return (*([right] if draft.put_right else ()), *([around] if draft.presence else ()))


def _guide(words: RepairWords, talk: Talk) -> str:
    """Say how many words there are and, where something is known, how many are plenty."""
    guide = words.guide
    count = len(draft_of(talk).script.split())
    counted = guide.words.of(count).format(count=count)
    care, age = in_care(talk), age_of(talk)
    plenty = words.lengths.plenty("residential" if care else None, age)
    if plenty is None:
        return guide.count.format(words=counted)
    low, high = plenty
    if care:
        return guide.care.format(words=counted, high=high)
    if low == 1:  # a phrase is enough
        return guide.small.format(words=counted)
    return guide.age.format(words=counted, age=age, low=low, high=high)


def _change_keys(talk: Talk) -> tuple[str, ...]:
    return CARE_STEPS if in_care(talk) else HOME_STEPS


def ask_change(words: RepairWords, talk: Talk) -> Question:
    """Ask whether one part is to change."""
    names = [_prompt(words, key, talk).label.casefold() for key in _change_keys(talk)]
    ask = words.change.ask.format(choices=numbered(names, listed=False))
    return Question(f"{_guide(words, talk)}\n{ask}", words.change.label)


def take_change(words: RepairWords, talk: Talk, answer: str) -> Talk:
    """Open the part that is to change, or end."""
    if not answer:
        return keep_planned(words, talk)
    keys = _change_keys(talk)
    labels = [(key, _prompt(words, key, talk).label) for key in keys]
    chosen = choose(answer, labels)
    if isinstance(chosen, str):
        return go_on(talk, to=chosen, notes=note(talk, CHANGING) - {SHOWN})
    retry = talk.scene.retry.number if chosen is None else talk.scene.retry.range_only
    kept = answer if chosen is None else ""
    message = retry.format(count=len(keys))
    return cannot_take(talk, message, kept=kept, after=partial(keep_planned, words))


def keep_planned(words: RepairWords, talk: Talk, *blocks: Block, **state: Any) -> Talk:
    """End with the words kept as planned."""
    closing = words.closing
    talk = replace(talk, **state)
    said: list[Block] = [*blocks]
    if in_care(talk):
        presence = draft_of(talk).presence
        care = closing.care_do.format(presence=presence) if presence else closing.care
        said += [Say(f"{closing.ready} {care}"), Say(closing.record)]
    else:
        age = age_of(talk)
        young = age is not None and age < YOUNG and setting_of(talk) == "home" and not is_hurt(talk)
        how = closing.say_young if young else closing.say
        said.append(Say(f"{closing.ready} {how} {closing.say_end}"))
    return finish(talk, *said, Ways(((closing.afterwards, "repair"),)))
