"""The gates before a repair: who must hear first, or whether all are safe. Answers are kept.

They are not asked in a pipe: there it says how it went only where that was answered before.
"""

from dataclasses import replace

from repairlog.core.conversations import safety
from repairlog.core.conversations.answers import YES, bare
from repairlog.core.conversations.blocks import Block, Quote, Say
from repairlog.core.conversations.choices import choose
from repairlog.core.conversations.engine import Question, Step, finish, go_on, remember, set_fields
from repairlog.core.conversations.questions import ask_for_number
from repairlog.core.conversations.repair_show import account
from repairlog.core.conversations.repair_state import RepairConversation
from repairlog.core.entries.model import Harm
from repairlog.core.wording.safety import Gate

GATES = ("gate_care", "gate_home", "gate_where", "gate_change")


def speaks_of_harm(talk: RepairConversation) -> bool:
    """Whether the moment is about someone hurt or held, or may be."""
    return safety.is_harm(talk.the_entry, talk.context.hear_harm)


def comes_first(talk: RepairConversation) -> bool:
    """Whether nothing is shown before the gate, as someone may be hurt."""
    return speaks_of_harm(talk) and not talk.context.piped


def gate_of(talk: RepairConversation) -> Gate:
    """Return the gate of this setting."""
    return talk.safety.gate_care if talk.in_care else talk.safety.gate_home


def _care_is_due(talk: RepairConversation) -> bool:
    """Before words, whatever `new` was told; not to say that ready words were said.

    That again where nobody has answered of words that speak of harm, or not for sure.
    """
    if not talk.in_care or talk.memory.passed_care_gate or talk.context.piped:
        return False
    entry = talk.the_entry
    unsettled = entry.harm == "unsure" or (entry.harm is None and speaks_of_harm(talk))
    only_tells = talk.has_plan and not talk.memory.preparing and not talk.left_at
    return unsettled or not only_tells


def _home_is_due(talk: RepairConversation) -> bool:
    passed = talk.memory.passed_gate or talk.context.piped
    return not passed and not talk.in_care and speaks_of_harm(talk)


def ask_gate(talk: RepairConversation) -> Question:
    """Ask at home whether everybody is safe, in care whether somebody must hear first."""
    safe = safety.heard(talk, talk.safety)[0].safe
    return safety.gate_question(gate_of(talk), talk.child, safe)


def _help(talk: RepairConversation) -> str:
    return gate_of(talk).help.format(child=talk.child)


def take_gate(talk: RepairConversation, answer: str) -> RepairConversation:
    """Keep the answer; let through what may go on, and end kindly what may not yet.

    A no that would take the place of an earlier yes or not sure is confirmed first.
    """
    gate = gate_of(talk)
    chosen = safety.gate_choice(gate, answer)
    if chosen is None:
        return (
            end_at_gate(talk)
            if not answer
            else ask_for_number(talk, answer, len(gate.choices), end_at_gate)
        )
    kept = talk.the_entry.harm
    said = safety.gate_answer(chosen, kept, in_care=talk.in_care)
    if safety.is_lower(said, kept):
        return go_on(remember(talk, at_gate=talk.at), to="lower")
    talk = _keep(talk, said)
    if chosen == (3 if talk.in_care else 2):
        return end_at_gate(talk, *safety.say_answer(talk.the_entry, talk.safety))
    return _through(talk, talk.at, said)


def _keep(talk: RepairConversation, said: Harm) -> RepairConversation:
    return talk if talk.the_entry.harm == said else set_fields(talk, harm=said)


def _through(talk: RepairConversation, gate: str, said: Harm) -> RepairConversation:
    """Open the question after a gate; what happened is shown where it was not yet."""
    untold = comes_first(replace(talk, entry=talk.unanswered)) and not talk.memory.preparing
    shown = account(talk) if untold else ()
    memory = talk.memory
    hurt, not_harm = memory.may_be_hurt or said != "no", memory.not_harm or said == "no"
    talk = remember(
        talk,
        passed_gate=True,
        passed_care_gate=memory.passed_care_gate or talk.in_care,
        may_be_hurt=hurt,
        not_harm=not_harm,
    )
    keys = list(talk.flow.steps)
    following = keys[keys.index(gate) + 1]
    return go_on(talk, *safety.say_answer(talk.the_entry, talk.safety), *shown, to=following)


def end_at_gate(talk: RepairConversation, *blocks: Block) -> RepairConversation:
    """End at the gate, kindly: what helps first, who is to hear, and the way round them."""
    lines = Quote("\n".join(safety.help_lines(talk, talk.safety)))
    hears = talk.words.fitting.of(talk.setting, talk.age).hears
    here = "{repairlog}"  # the page fills it in
    told = gate_of(talk).not_yet.format(child=talk.child, hears=hears, repairlog=here)
    first = [lines] if speaks_of_harm(talk) else []
    way = [safety.route(talk, talk.safety)] if talk.in_care else []
    found = safety.way_back(talk.the_entry, talk.safety)
    return finish(talk, *blocks, *first, Say(told), *found, *way)


# A no in the place of an earlier answer


def _is_lowering(talk: RepairConversation) -> bool:
    return bool(talk.memory.at_gate)


def ask_lower(talk: RepairConversation) -> Question:
    """Ask whether a no is to take the place of what was answered before."""
    return safety.lower_question(talk.safety, talk.the_entry.harm)


def take_lower(talk: RepairConversation, answer: str) -> RepairConversation:
    """Keep the no and go through; anything else leaves it, and ends at the gate."""
    choices = talk.safety.answered.lower_choices
    chosen = choose(answer, [(each,) for each in choices], alone=True).id
    gate, talk = talk.memory.at_gate, remember(talk, at_gate="")
    if chosen == choices[0] or bare(answer) in YES:
        return _through(_keep(talk, "no"), gate, "no")
    return end_at_gate(talk)


GATE_STEP = Step(ask_gate, take_gate, _care_is_due, help=_help)
GATE_HOME_STEP = Step(ask_gate, take_gate, _home_is_due, help=_help)
LOWER_STEP = Step(ask_lower, take_lower, _is_lowering, help=lambda talk: talk.safety.answered.help)
