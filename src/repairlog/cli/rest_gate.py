"""The gate before a rest, at a terminal: nothing rests while somebody may be hurt."""

from repairlog import content
from repairlog.cli import own_settings
from repairlog.cli.asking import ask, confirmed
from repairlog.cli.options import saved
from repairlog.cli.session import Session
from repairlog.core.conversations import safety
from repairlog.core.conversations.blocks import Block, Quote, Say
from repairlog.core.conversations.engine import CARE_SETTINGS
from repairlog.core.entries.changes import Change
from repairlog.core.entries.listing import title
from repairlog.core.entries.model import Entry
from repairlog.core.wording.safety import Gate


def may_rest(run: Session, entry: Entry) -> bool:
    """Ask what `repair` asks first, and return whether it may rest; any other answer is kept.

    Only a *no* lets it rest; one in the place of an earlier answer is confirmed first.
    """
    words = own_settings.safety(run.preferences)
    setting = entry.setting or run.preferences.setting
    in_care = setting in CARE_SETTINGS
    gate = words.gate_care if in_care else words.gate_home
    run.talk([Say(f"{title(entry, run.now)}.")])
    heard = safety.heard_in(entry, content.hear_harm(entry.narrative).kinds, words)
    chosen = _chosen(run, entry, gate, heard[0].safe)
    answer = safety.gate_answer(chosen, entry.harm, in_care=in_care) if chosen else None
    if answer and safety.is_lower(answer, entry.harm):
        question = safety.lower_question(words, entry.harm)
        answer = answer if confirmed(run, question, words.answered.help) else None
    if answer == "no":
        return True
    if answer and answer != entry.harm:
        entry = saved(run, entry, Change(fields={"harm": answer}))
    hears = words.fitting.of(setting, entry.child_age).hears
    told = gate.not_yet.replace("{child}", entry.child or "them").replace("{hears}", hears)
    kept: tuple[Block, ...] = safety.say_answer(entry, words) if answer else ()
    lines = Quote("\n".join(safety.lines_of(*heard)))
    way = [safety.route_in(setting, words)] if in_care else []
    found = safety.way_back(entry, words)
    run.talk([Say(content.screens().rest.apart), *kept, lines, Say(told), *found, *way])
    return False


def _chosen(run: Session, entry: Entry, gate: Gate, safe: str) -> int | None:
    """Ask at most twice; what is unclear is no answer."""
    question = safety.gate_question(gate, entry.child or "them", safe)
    answer = ask(run, question, gate.help)
    chosen = safety.gate_choice(gate, answer or "")
    if chosen or not answer:
        return chosen
    again = content.screens().rest.again.format(count=len(gate.choices))
    run.talk([Say(again)])
    return safety.gate_choice(gate, ask(run, question, gate.help) or "")
