"""`reframe`: a second look at can't and won't. A won't is allowed to stay one."""

from dataclasses import replace
from functools import partial
from typing import cast

from repairlog.core.conversations.blocks import Quote, Say
from repairlog.core.conversations.choices import choose, numbered
from repairlog.core.conversations.engine import (
    Flow,
    Question,
    Scene,
    Step,
    Talk,
    begin,
    cannot_take,
    field_change,
    finish,
    go_on,
    saving,
)
from repairlog.core.conversations.questions import take_words, which_step
from repairlog.core.conversations.repair_state import age_of, in_care
from repairlog.core.entries.changes import Change
from repairlog.core.entries.listing import title
from repairlog.core.entries.model import Entry, Reading
from repairlog.core.wording.conversations import ReframeWords

GROWN = 11
"""Years from which the sentence is said to be for the adult rather than for saying."""

OFFERED_AT_ONCE = 9


def reframe(scene: Scene, words: ReframeWords, entries: tuple[Entry, ...]) -> Talk:
    """Begin `reframe` for one entry, or ask which of several (newest first)."""
    talk = Talk(scene, _steps(words, scene.retry.skipped), at="", picked=entries[:OFFERED_AT_ONCE])
    return begin(_about(words, talk, entries[0]) if len(entries) == 1 else talk)


def _steps(words: ReframeWords, skipped: str) -> Flow:
    row = {
        "which": which_step(words.which, partial(_about, words), skipped),
        "capacities": Step(
            partial(_ask_capacities, words),
            _take_capacities,
            lambda _: words.capacities.help,
            so_far=lambda talk: ", ".join(talk.here.capacities),
        ),
        "now": Step(
            partial(_ask_now, words),
            partial(_take_now, words),
            lambda _: words.now.help,
            so_far=partial(_now_so_far, words),
        ),
        "sentence": Step(
            partial(_ask_sentence, words),
            _take_sentence,
            lambda _: words.sentence.help,
            so_far=lambda talk: talk.here.reframe,
        ),
    }
    return Flow(row, close=partial(_close, words), stop=partial(_close, words))


def _about(words: ReframeWords, talk: Talk, entry: Entry) -> Talk:
    then = entry.moment.then
    opening = words.opening
    looked = opening.looked.format(reading=_phrase(words, then)) if then else opening.unread
    wrote = Say(f"{title(entry, talk.scene.now)}. You wrote:")
    return replace(talk, entry=entry, blocks=(wrote, Quote(entry.what), Say(looked)))


def _phrase(words: ReframeWords, reading: Reading) -> str:
    return str(getattr(words.readings, reading))


def _ask_capacities(words: ReframeWords, talk: Talk) -> Question:
    lines = [each.line for each in talk.scene.vocabulary.capacities]
    return Question(
        f"{words.capacities.ask}\n{numbered(lines, listed=True)}", words.capacities.label
    )


def _take_capacities(talk: Talk, answer: str) -> Talk:
    if not answer:
        return go_on(talk)
    capacities = talk.scene.vocabulary.capacities
    return take_words(talk, "capacities", [(each.id, each.line) for each in capacities], answer)


def _ask_now(words: ReframeWords, _: Talk) -> Question:
    return Question(
        f"{words.now.ask}\n{numbered(words.now.choices, listed=False)}", words.now.label
    )


def _now_so_far(words: ReframeWords, talk: Talk) -> str:
    now = talk.here.moment.now
    return _phrase(words, now) if now else ""


def _take_now(words: ReframeWords, talk: Talk, answer: str) -> Talk:
    if not answer:
        return go_on(talk)
    readings = talk.scene.vocabulary.readings
    choices = zip(readings, words.now.choices, strict=True)
    chosen = choose(answer, [(each.id, each.word, choice) for each, choice in choices])
    if isinstance(chosen, str):
        moment = talk.here.moment.replace(now=cast("Reading", chosen))
        return go_on(talk, **field_change(talk, moment=moment))
    retry = talk.scene.retry.number if chosen is None else talk.scene.retry.range_only
    kept = answer if chosen is None else ""
    return cannot_take(talk, retry.format(count=len(readings)), kept=kept)


def _ask_sentence(words: ReframeWords, talk: Talk) -> Question:
    form = words.sentence.wont if talk.here.moment.now == "wont" else words.sentence.cant
    age = age_of(talk)
    grown = age is not None and age >= GROWN
    private = f"\n{words.sentence.private}" if grown or in_care(talk) else ""
    return Question(form + private, words.sentence.label)


def _take_sentence(talk: Talk, answer: str) -> Talk:
    if not answer:
        return go_on(talk)
    return go_on(talk, **saving(talk, Change(fields={"reframe": answer})))


def _close(words: ReframeWords, talk: Talk) -> Talk:
    closing = words.closing
    if talk.entry is None:
        return finish(talk, Say(talk.scene.retry.skipped))
    moment = talk.here.moment
    if moment.now is None:
        return finish(talk, Say(closing.kept))
    now = _phrase(words, moment.now)
    if moment.then is None:
        return finish(talk, Say(closing.fresh.format(now=now)))
    if moment.then == moment.now:
        return finish(talk, Say(closing.same.format(then=now)))
    then = _phrase(words, moment.then)
    return finish(talk, Say(closing.moved.format(then=then, now=now)))
