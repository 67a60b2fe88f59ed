"""Repair: getting ready, the steps, the words put together, and how it went afterwards.

The adult writes every word; this asks, puts the answers in order and counts them. In
care, foster and school settings there are three steps; where someone may be hurt, a
gate comes first, and neither touch nor "settled" nor letting it rest is offered.
"""

from collections.abc import Mapping
from dataclasses import replace

from repairlog.core.conversations import repair_outcome, repair_steps, safety
from repairlog.core.conversations.answers import NO, YES, bare
from repairlog.core.conversations.blocks import Block, Quote, Say, Ways
from repairlog.core.conversations.choices import numbered
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
    set_fields,
)
from repairlog.core.conversations.questions import (
    OFFERED_AT_ONCE,
    ask_for_number,
    ask_which,
    ask_which_again,
    chosen_entry,
    is_choosing,
    take_one,
)
from repairlog.core.conversations.repair_background import AGE_STEP, WHERE_STEP
from repairlog.core.conversations.repair_coach import COACH_STEP
from repairlog.core.conversations.repair_state import (
    Coach,
    RepairConversation,
    clear_private,
    private_so_far,
    set_attempt,
    take_back_return,
    take_private,
)
from repairlog.core.dates.naming import today
from repairlog.core.entries.listing import title
from repairlog.core.entries.model import Entry, Rest
from repairlog.core.wording.conversations import Gate, RepairWords, SafetyWords


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
    if _gate_comes_first(talk):
        return replace(talk, blocks=(Say(talk.words.opening.plain.format(day=_title(talk))),))
    return replace(talk, blocks=_account(talk))


def _title(talk: RepairConversation) -> str:
    return title(talk.the_entry, talk.context.now)


def _account(talk: RepairConversation) -> tuple[Block, ...]:
    opening, script = talk.words.opening, talk.attempt.script
    if talk.left_at and script:
        return Say(opening.begun.format(day=_title(talk))), Quote(script)
    if not script:
        return Say(opening.wrote.format(day=_title(talk))), Quote(talk.the_entry.what)
    ready = Say(opening.ready.format(day=_title(talk)))
    return ready, Quote(script), *repair_steps.show_beside_words(talk)


# The gates


def _speaks_of_harm(talk: RepairConversation) -> bool:
    return safety.is_harm(talk.the_entry, talk.context.is_harm)


def _gate_comes_first(talk: RepairConversation) -> bool:
    """Whether nothing is shown before the gate: someone may be hurt, or words lie ready."""
    return _speaks_of_harm(talk) or (talk.in_care and bool(talk.attempt.script))


def _gate(talk: RepairConversation) -> Gate:
    return talk.safety.gate_home if talk.at == "gate_home" else talk.safety.gate_care


def _gate_care_is_due(talk: RepairConversation) -> bool:
    return talk.in_care and not talk.memory.passed_care_gate


def _gate_home_is_due(talk: RepairConversation) -> bool:
    return _speaks_of_harm(talk) and not talk.in_care and not talk.memory.passed_gate


def ask_gate(talk: RepairConversation) -> Question:
    """Ask at home whether the child is safe, in care whether somebody must hear first."""
    return safety.ask_gate(talk, _gate(talk))


def _gate_help(talk: RepairConversation) -> str:
    return _gate(talk).help.format(child=talk.child)


def take_gate(talk: RepairConversation, answer: str) -> RepairConversation:
    """Let through what may go on, and end kindly what may not yet."""
    chosen = safety.gate_choice(_gate(talk), answer)
    if chosen is None:
        return safety.ask_gate_again(talk, _gate(talk), answer)
    return (_pass_home if talk.at == "gate_home" else _pass_care)(talk, chosen)


def _pass_care(talk: RepairConversation, chosen: int) -> RepairConversation:
    """1 no, 2 yes and told to go ahead, 3 not yet."""
    if chosen == 3:
        return safety.end_at_gate(talk, _gate(talk))
    untold = _gate_comes_first(talk) and not talk.memory.preparing
    account = _account(talk) if untold else ()
    hurt = talk.memory.may_be_hurt or chosen == 2
    talk = remember(talk, passed_gate=True, passed_care_gate=True, may_be_hurt=hurt)
    return go_on(talk, *account)


def _pass_home(talk: RepairConversation, chosen: int) -> RepairConversation:
    """1 safe and known, 2 not yet, 3 nobody was hurt."""
    if chosen == 2:
        return safety.end_at_gate(talk, _gate(talk))
    memory = talk.memory
    hurt, not_harm = memory.may_be_hurt or chosen == 1, memory.not_harm or chosen == 3
    talk = remember(talk, passed_gate=True, may_be_hurt=hurt, not_harm=not_harm)
    return go_on(talk, *_account(talk))


# Words that were being looked for


def _was_cut_off(talk: RepairConversation) -> bool:
    return talk.left_at in talk.flow.steps and not talk.memory.preparing


def ask_resume(talk: RepairConversation) -> Question:
    """Offer to carry on at the question that was open."""
    said = talk.words.resume
    return Question(numbered((said.carry_on, said.otherwise), listed=True), said.label)


def take_resume(talk: RepairConversation, answer: str) -> RepairConversation:
    """Open the question that was open, or ask what it is to be instead; Enter is not now."""
    said = talk.words.resume
    choices = (("carry on", said.carry_on, *YES), ("otherwise", said.otherwise))
    talk, chosen = take_one(talk, answer, choices)
    if chosen == "carry on":
        return go_on(remember(talk, preparing=True), to=talk.left_at)
    if chosen == "otherwise":
        return go_on(talk)
    if not answer or bare(answer) in NO:
        return _not_now(talk)
    return ask_for_number(talk, answer, len(choices), _not_now)


# Words that were ready


def _has_planned_words(talk: RepairConversation) -> bool:
    memory = talk.memory
    return bool(talk.attempt.script) and not memory.preparing and not talk.left_at


def _planned_choices(talk: RepairConversation) -> dict[str, str]:
    planned = talk.words.planned
    choices = {"said": planned.said, "not yet": planned.not_yet, "change": planned.change}
    return choices if talk.is_hurt else {**choices, "rest": planned.rest}


def ask_planned(talk: RepairConversation) -> Question:
    """Ask what became of words that were ready."""
    choices = list(_planned_choices(talk).values())
    return Question(numbered(choices, listed=True), talk.words.planned.label)


def take_planned(talk: RepairConversation, answer: str) -> RepairConversation:
    """They were said, are to wait or to change, or the moment is to rest."""
    choices = _planned_choices(talk)
    talk, chosen = take_one(talk, answer, list(choices.items()))
    if chosen == "said":
        return go_on(remember(_came_back_today(talk), said=True))
    talk = take_back_return(talk)
    if chosen == "change":
        return go_on(remember(talk, preparing=True), to="coach")
    if chosen == "rest":
        return _let_rest(talk)
    if chosen == "not yet" or not answer:
        return _keep_waiting(talk)
    return ask_for_number(talk, answer, len(choices), _keep_waiting)


def _keep_waiting(talk: RepairConversation, *blocks: Block) -> RepairConversation:
    return finish(talk, *blocks, Say(talk.words.closing.keeps))


def _came_back_today(talk: RepairConversation) -> RepairConversation:
    """Save at once that the adult went back; the day is asked for next."""
    when = today(talk.context.now, talk.context.localise)
    return set_attempt(talk, outcome="offered", at=when.at, precision="day")


# Ready, already, or rest


def _is_open(talk: RepairConversation) -> bool:
    return not talk.memory.preparing and not talk.memory.said


def _ready_choices(talk: RepairConversation) -> dict[str, str]:
    ready = talk.words.ready
    choices = {"steady": ready.steady, "already": ready.already.format(child=talk.child)}
    return choices if talk.is_hurt else {**choices, "rest": ready.rest}


def ask_ready(talk: RepairConversation) -> Question:
    """Ask whether to find words now, whether they went back already, or let it rest."""
    choices = list(_ready_choices(talk).values())
    return Question(numbered(choices, listed=True), talk.words.ready.label)


def take_ready(talk: RepairConversation, answer: str) -> RepairConversation:
    """Go the way that was chosen; Enter is not now."""
    choices = _ready_choices(talk)
    talk, chosen = take_one(talk, answer, list(choices.items()))
    if chosen == "already":
        return go_on(remember(_came_back_today(talk), already=True))
    talk = take_back_return(talk)
    if chosen == "steady":
        return go_on(remember(talk, preparing=True))
    if chosen == "rest":
        return _let_rest(talk)
    if not answer:
        return _not_now(talk)
    return ask_for_number(talk, answer, len(choices), _not_now)


def _not_now(talk: RepairConversation, *blocks: Block) -> RepairConversation:
    closing = talk.words.closing
    return finish(talk, *blocks, Say(closing.not_now), Ways(((closing.breathe, "breathe"),)))


def _let_rest(talk: RepairConversation) -> RepairConversation:
    closing = talk.words.closing
    undo = Ways(((closing.reopen, f"rest --undo {talk.the_entry.id}"),))
    talk = set_fields(talk, rest=Rest(at=talk.context.now))
    return finish(talk, Say(closing.rested), undo)


# The second look, before the steps


def _looks_again(talk: RepairConversation) -> bool:
    looked_before = talk.the_entry.moment.now is not None or talk.the_entry.reframe
    unsettled = talk.the_entry.moment.then in ("wont", "unsure")
    return talk.preparing_at_home and unsettled and not looked_before


def ask_hard(talk: RepairConversation) -> Question:
    """Ask what may have been hard for the child, once, before the steps."""
    hard = talk.words.hard
    return Question(hard.wont if talk.the_entry.moment.then == "wont" else hard.unsure, hard.label)


def _show_steps_opening(talk: RepairConversation) -> tuple[Block, ...]:
    return (Say(talk.words.opening.steps),)


# The end


def _stop(talk: RepairConversation) -> RepairConversation:
    """Go to the words from among the steps; anywhere else, end as an empty answer would."""
    if talk.at in ("gate_care", "gate_home", "gate_where"):
        return safety.end_at_gate(talk, _gate(talk))
    if talk.at in ("which", "resume", "planned", "ready"):
        return FLOW.steps[talk.at].take(talk, "")
    among_steps = talk.at in (*repair_steps.HOME_STEPS, "under", "presence", "put_right")
    if among_steps and talk.attempt.script:
        return go_on(remember(talk, judgement="", changing=False, to_change=()), to="coach")
    return _close(talk)


def _close(talk: RepairConversation) -> RepairConversation:
    if talk.came_back:
        return repair_outcome.end_come_back(talk)
    if talk.memory.preparing:
        if talk.attempt.script:
            return repair_steps.keep_planned(talk)
        return finish(talk, Say(talk.words.closing.none))
    return _not_now(talk)


def _recall(talk: RepairConversation) -> tuple[Block, ...]:
    """Show what happened again beside the explanation of a step."""
    if talk.entry is None or not talk.telling:
        return ()
    return Say(talk.words.opening.wrote.format(day=_title(talk))), Quote(talk.entry.what)


_GATE_CARE = Step(ask_gate, take_gate, _gate_care_is_due, help=_gate_help)

FLOW = Flow[RepairConversation](
    {
        "which": Step(ask_which, take_which, is_choosing),
        "gate_care": _GATE_CARE,
        "gate_home": Step(ask_gate, take_gate, _gate_home_is_due, help=_gate_help),
        "resume": Step(ask_resume, take_resume, _was_cut_off),
        "planned": Step(ask_planned, take_planned, _has_planned_words),
        "ready": Step(ask_ready, take_ready, _is_open),
        "where": WHERE_STEP,
        "gate_where": _GATE_CARE,
        "age": AGE_STEP,
        "matters": Step(
            ask_prompt,
            take_private,
            lambda talk: talk.preparing_at_home,
            show=_show_steps_opening,
            so_far=private_so_far,
            clear=clear_private,
            telling=True,
        ),
        "hard": Step(
            ask_hard,
            take_private,
            _looks_again,
            so_far=private_so_far,
            clear=clear_private,
            telling=True,
        ),
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
            lambda talk: talk.preparing_at_home,
            so_far=private_so_far,
            clear=clear_private,
            telling=True,
        ),
        "coach": COACH_STEP,
        "change": repair_steps.CHANGE_STEP,
        "part": repair_steps.PART_STEP,
        "said": repair_outcome.SAID_STEP,
        "when": repair_outcome.WHEN_STEP,
        "was": repair_outcome.WAS_STEP,
        "keep": repair_outcome.KEEP_STEP,
    },
    close=_close,
    stop=_stop,
    recall=_recall,
)
"""The questions in their order; the first that is wanted is asked."""
