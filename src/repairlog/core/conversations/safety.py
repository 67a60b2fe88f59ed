"""When words speak of harm: the notice after the first answer, and the gates before a repair.

The words are read anew each time; nothing about what was found is kept.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from repairlog.core.conversations.blocks import Block, HelpNow, Say
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
from repairlog.core.entries.model import Entry
from repairlog.core.wording.conversations import Gate, SafetyWords

HARM = "harm"
NOT_HARM = "not harm"
CARE_SETTINGS = frozenset({"foster", "residential", "education"})


def is_harm(entry: Entry, speaks_of_harm: Callable[[str], bool]) -> bool:
    """Whether an entry is about someone hurt or held: by what was picked, or by its words."""
    return entry.apart or speaks_of_harm(entry.narrative)


def spoke_of_harm(talk: Talk) -> bool:
    """Whether the conversation ends by naming help, unless the person said it is not that."""
    if talk.entry is None:
        return False
    if talk.entry.apart:
        return True
    return NOT_HARM not in talk.notes and is_harm(talk.entry, talk.scene.is_harm)


def wants_notice(talk: Talk) -> bool:
    """Whether the notice is due: once in a conversation, and never in a pipe."""
    said_not = NOT_HARM in talk.notes  # before somebody hurt was picked from the list
    return not talk.scene.piped and (HARM not in talk.notes or said_not) and spoke_of_harm(talk)


def notice_step(
    words: SafetyWords,
    stopped: Callable[[Talk], Talk],
    wanted: Callable[[Talk], bool] = wants_notice,
) -> Step:
    """Return the notice as a step; `stopped` ends the conversation after it."""
    notice = words.notice
    choices = [(each,) for each in notice.choices]

    def ask(_: Talk) -> Question:
        return Question(f"{notice.text}\n\n{numbered(notice.choices, listed=False)}", notice.label)

    def take(talk: Talk, answer: str) -> Talk:
        chosen = choose(answer, choices) if answer else None
        if chosen == notice.choices[0]:
            return finish(talk, HelpNow())
        if chosen == notice.choices[1]:
            return go_on(talk, notes=note(talk, HARM))
        if chosen == notice.choices[2]:
            return go_on(talk, notes=note(talk, HARM, NOT_HARM))
        if not answer:
            return stopped(talk)
        return cannot_take(
            talk,
            talk.scene.retry.number.format(count=len(choices)),
            kept="" if isinstance(chosen, int) else answer,
        )

    return Step(ask, take, lambda _: notice.help, wanted)


def gate_step(
    gate: Gate, wanted: Callable[[Talk], bool], passed: Callable[[Talk, int], Talk]
) -> Step:
    """Return a gate as a step; `passed` says what each of its answers (from 1) opens."""
    choices = [(each,) for each in gate.choices]

    def ask(talk: Talk) -> Question:
        listed = numbered(gate.choices, listed=True)
        return Question(f"{gate.ask}\n{listed}".format(child=talk.child), gate.label)

    def take(talk: Talk, answer: str) -> Talk:
        chosen = choose(answer, choices) if answer else None
        if isinstance(chosen, str):
            return passed(talk, gate.choices.index(chosen) + 1)
        if not answer:
            return refused(talk, gate=gate)
        is_number = isinstance(chosen, int)
        retry = talk.scene.retry.range_only if is_number else talk.scene.retry.number
        kept = "" if is_number else answer
        message = retry.format(count=len(choices))
        return cannot_take(talk, message, kept=kept, after=partial(refused, gate=gate))

    return Step(ask, take, lambda talk: gate.help.format(child=talk.child), wanted)


def refused(talk: Talk, *blocks: Block, gate: Gate, **state: Any) -> Talk:
    """End at the gate, kindly."""
    told = gate.not_yet.format(child=talk.child, repairlog="{repairlog}")  # the page fills it in
    return finish(talk, *blocks, Say(told), **state)
