"""Repair: getting ready, the steps, the words put together, and how it went afterwards.

The adult writes every word; this asks, puts the answers in order and counts them. In
care, foster and school settings there are three steps, for a child of few words only
something to do; where someone may be hurt, a
gate comes first, and neither touch nor "settled" nor letting it rest is offered.
"""

from collections.abc import Mapping
from dataclasses import replace

from repairlog.core.conversations import repair_gate, repair_outcome, repair_steps, repair_words
from repairlog.core.conversations.blocks import Block, Quote, Say
from repairlog.core.conversations.engine import (
    Context,
    Flow,
    Question,
    Step,
    ask_prompt,
    begin,
    finish,
    go_on,
    remember,
)
from repairlog.core.conversations.looking_after import LOOKING_AFTER_STEP
from repairlog.core.conversations.questions import (
    OFFERED_AT_ONCE,
    ask_which,
    ask_which_again,
    chosen_entry,
    is_choosing,
)
from repairlog.core.conversations.repair_background import AGE_STEP, WHERE_STEP
from repairlog.core.conversations.repair_coach import COACH_STEP
from repairlog.core.conversations.repair_show import account, called
from repairlog.core.conversations.repair_state import (
    Coach,
    RepairConversation,
    clear_private,
    private_so_far,
    take_private,
)
from repairlog.core.conversations.repair_way import (
    PLANNED_STEP,
    READY_STEP,
    RESUME_STEP,
    not_now,
)
from repairlog.core.entries.model import Entry
from repairlog.core.text import name_key
from repairlog.core.wording.repair import RepairWords
from repairlog.core.wording.safety import SafetyWords


def repair(  # noqa: PLR0913  each is another part of what the conversation needs
    context: Context,
    words: RepairWords,
    care: SafetyWords,
    entries: tuple[Entry, ...],
    coach: Coach | None = None,
    *,
    unfinished: Mapping[str, str] | None = None,
) -> RepairConversation:
    """Begin `repair` for one entry, or ask which of several (newest first).

    `unfinished` says at which question an earlier one about an entry was cut off.
    """
    talk = RepairConversation(
        context=context,
        flow=FLOW,
        words=words,
        safety=care,
        coach=coach,
        candidates=entries[:OFFERED_AT_ONCE],
        unfinished=unfinished or {},
    )
    return begin(_open(talk, entries[0]) if len(entries) == 1 else talk)


TO_MEND = frozenset({"broke-a-promise", "missed-a-cue", "took-away"})
"""What an adult did after which there is something to put right."""


# Which moment


def take_which(talk: RepairConversation, answer: str) -> RepairConversation:
    """Open the moment that is meant."""
    entry = chosen_entry(talk, answer)
    if entry is None:
        return ask_which_again(talk, answer, talk.words.closing.not_now)
    return go_on(_open(talk, entry))


def _open(talk: RepairConversation, entry: Entry) -> RepairConversation:
    """Open a moment: its words are shown, unless the gate comes first."""
    attempt_id = entry.planned.id if entry.planned else talk.context.new_id
    talk = replace(talk, entry=entry, attempt_id=attempt_id)
    if talk.context.piped and repair_gate.speaks_of_harm(talk):
        talk = remember(talk, may_be_hurt=True)
    if repair_gate.comes_first(talk):
        return replace(talk, blocks=(Say(talk.words.opening.plain.format(day=called(talk))),))
    return replace(talk, blocks=account(talk))


# The second look, before the steps


def _looks_again(talk: RepairConversation) -> bool:
    looked_before = talk.the_entry.moment.now is not None or talk.the_entry.reframe
    unsettled = talk.the_entry.moment.then in ("wont", "unsure")
    return talk.preparing_at_home and unsettled and not looked_before


def ask_hard(talk: RepairConversation) -> Question:
    """Ask what may have been hard for the child, once, before the steps."""
    hard, entry = talk.words.hard, talk.the_entry
    ask = hard.wont if entry.moment.then == "wont" else hard.unsure
    before = f"{hard.before.format(before=entry.before)}\n" if entry.before else ""
    return Question(f"{before}{ask}", hard.label)


def _matters_is_asked(talk: RepairConversation) -> bool:
    """Once for a child; from then on it is shown instead. A pipe has a fixed order."""
    known = talk.context.matters.get(name_key(talk.the_entry.child)) and not talk.attempt.matters
    return talk.preparing_at_home and (talk.context.piped or not known)


def _put_right_is_asked(talk: RepairConversation) -> bool:
    """Where something was broken, missed or taken; else it is part of Next time."""
    to_mend = not TO_MEND.isdisjoint(talk.the_entry.did) or bool(talk.attempt.put_right)
    return talk.preparing_at_home and (talk.context.piped or to_mend)


# The end


def _stop(talk: RepairConversation) -> RepairConversation:
    """Go to the words from among the steps; anywhere else, end as an empty answer would."""
    if talk.at in (*repair_gate.GATES, "lower"):
        return repair_gate.end_at_gate(talk)
    if talk.at in ("which", "resume", "planned", "ready"):
        return FLOW.steps[talk.at].take(talk, "")
    among_steps = talk.at in (
        *repair_steps.HOME_STEPS,
        "under",
        "presence",
        "put_right",
        "looking_after",
    )
    if among_steps and talk.attempt.script:
        return go_on(remember(talk, judgement="", changing=False, to_change=()), to="coach")
    return _close(talk)


def _close(talk: RepairConversation) -> RepairConversation:
    if talk.came_back:
        return repair_outcome.end_come_back(talk)
    if talk.memory.preparing:
        if talk.has_plan:
            return repair_words.keep_planned(talk)
        return finish(talk, Say(talk.words.closing.none))
    return not_now(talk)


def _recall(talk: RepairConversation) -> tuple[Block, ...]:
    """Show what happened again beside the explanation of a step."""
    if talk.entry is None or not talk.telling:
        return ()
    return Say(talk.words.opening.wrote.format(day=called(talk))), Quote(talk.entry.what)


FLOW = Flow[RepairConversation](
    {
        "which": Step(ask_which, take_which, is_choosing),
        "where": WHERE_STEP,
        "lower": repair_gate.LOWER_STEP,
        "gate_care": repair_gate.GATE_STEP,
        "gate_home": repair_gate.GATE_HOME_STEP,
        "resume": RESUME_STEP,
        "planned": PLANNED_STEP,
        "ready": READY_STEP,
        "gate_where": repair_gate.GATE_STEP,
        "age": AGE_STEP,
        "matters": Step(
            ask_prompt,
            take_private,
            _matters_is_asked,
            show=repair_steps.show_steps_opening,
            so_far=private_so_far,
            clear=clear_private,
            telling=True,
        ),
        "hard": Step(
            ask_hard,
            take_private,
            _looks_again,
            show=repair_steps.show_steps_opening,
            so_far=private_so_far,
            clear=clear_private,
            telling=True,
        ),
        "few": repair_steps.FEW_STEP,
        "name": repair_steps.NAME_STEP,
        "own": repair_steps.OWN_STEP,
        "share": repair_steps.HOME_STEP,
        "under": repair_steps.UNDER_STEP,
        "grow": repair_steps.HOME_STEP,
        "reconnect": repair_steps.HOME_STEP,
        "presence": repair_steps.PRESENCE_STEP,
        "put_right": Step(
            ask_prompt,
            take_private,
            _put_right_is_asked,
            so_far=private_so_far,
            clear=clear_private,
            telling=True,
        ),
        "looking_after": LOOKING_AFTER_STEP,
        "gate_change": repair_gate.GATE_STEP,
        "coach": COACH_STEP,
        "change": repair_words.CHANGE_STEP,
        "part": repair_words.PART_STEP,
        "said": repair_outcome.SAID_STEP,
        "came": repair_outcome.CAME_STEP,
        "when": repair_outcome.WHEN_STEP,
        "was": repair_outcome.WAS_STEP,
        "keep": repair_outcome.KEEP_STEP,
    },
    close=_close,
    stop=_stop,
    recall=_recall,
)
"""The questions in their order; the first that is wanted is asked."""
