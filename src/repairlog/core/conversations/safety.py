"""Safety: what is said where words speak of harm, by where it was and what was heard; the gates.

The words are read anew each time, and nothing about what was found is kept. What the person
answers is.
"""

import re
from collections.abc import Callable, Collection

from repairlog.core.conversations.answers import UNSURE
from repairlog.core.conversations.blocks import Block, Quote, Say, Ways
from repairlog.core.conversations.choices import choose, numbered
from repairlog.core.conversations.engine import Conversation, Question
from repairlog.core.entries.model import APART, Entry, Harm, Setting
from repairlog.core.harm.hearing import Hearing
from repairlog.core.wording.safety import Gate, Heard, SafetyWords

_FORMS: dict[Harm, tuple[str, ...]] = {
    "yes": ("yes", "y", "yeah", "yep"),
    "unsure": (*UNSURE, "maybe", "perhaps"),
    "no": ("no", "n", "nope"),
}
"""How each answer may be typed, and nothing else: about harm nothing is guessed."""

_IN_NUMBERS = re.compile(r"(?<=\d) (?=\d)")
"""Within a number a line does not break."""

IN_CARE: tuple[Harm, ...] = ("no", "yes", "unsure")
AT_HOME: tuple[Harm, ...] = ("yes", "unsure", "no")
"""The answers to the question whether anyone was hurt, in the order of their numbers."""


Hear = Callable[[str], Hearing]
"""What hears in somebody's words whether they tell of harm, and how surely."""


def is_told(entry: Entry, hear: Hear) -> bool:
    """Whether an entry's words tell of harm, surely enough for the notice and the gates."""
    return hear(entry.narrative).level == "notice"


def is_harm(entry: Entry, hear: Hear) -> bool:
    """Whether an entry is about someone hurt or held.

    By what was answered or picked; by its words only where nobody has answered.
    """
    return entry.apart or (entry.harm is None and is_told(entry, hear))


def spoke_of_harm(talk: Conversation) -> bool:
    """Whether the conversation ends by naming help, unless the person said it is not that."""
    if talk.entry is None:
        return False
    if talk.entry.apart:
        return True
    return not talk.memory.not_harm and is_harm(talk.entry, talk.context.hear_harm)


def may_tell_of_harm(talk: Conversation) -> bool:
    """Whether the words may tell of harm, but not so surely that anything is asked or gated."""
    entry = talk.entry
    if entry is None or entry.harm or talk.memory.not_harm:
        return False
    return talk.context.hear_harm(entry.narrative).level == "quiet"


def read_harm(answer: str, order: tuple[Harm, ...]) -> Harm | None:
    """Return which answer was given, by its number alone or its whole word."""
    chosen = choose(answer, [(each, *_FORMS[each]) for each in order], alone=True).id
    return next((each for each in order if each == chosen), None)


# What helps first


def heard(talk: Conversation, words: SafetyWords) -> list[Heard]:
    """Return the kinds of harm that were heard, or picked: medical help first."""
    return heard_in(talk.the_entry, talk.context.hear_harm(talk.the_entry.narrative).kinds, words)


def heard_in(entry: Entry, kinds: Collection[str], words: SafetyWords) -> list[Heard]:
    """Return the same of an entry, by the kinds of harm its words tell of.

    A kind covers what it tells besides: who was hit by a partner is not told what to do where
    they fear themselves.
    """
    first, *others = words.heard.values()
    told = [each for each in (first, *others) if not set(each.kinds).isdisjoint(kinds)]
    covered = {kind for each in told for kind in each.covers}
    found = [each for each in told if not (set(each.kinds) & set(kinds)) <= covered]
    picked = not APART.isdisjoint(entry.did)
    return found if found and (first in found or not picked) else [first, *found]


def help_lines(talk: Conversation, words: SafetyWords) -> tuple[str, ...]:
    """Return what helps first with what was heard; the emergency numbers stand there once."""
    return lines_of(*heard(talk, words))


def lines_of(first: Heard, *others: Heard) -> tuple[str, ...]:
    """Return what helps first with these kinds of harm."""
    more = (line for each in others for line in (*each.before, *each.then))
    lines = (*first.before, first.now, *first.then, *more)
    return tuple(_IN_NUMBERS.sub("\N{NO-BREAK SPACE}", line) for line in lines)


def warning(talk: Conversation, words: SafetyWords) -> tuple[Block, ...]:
    """Say that the words are saved, and what helps first."""
    notice = words.notice
    opening = Say(f"{notice.saved}\n\n{notice.opening}")
    return opening, Quote("\n".join(help_lines(talk, words)))


def care_notice(
    talk: Conversation, words: SafetyWords, *, warned: bool, saved: bool
) -> tuple[Block, ...]:
    """Say in care who must hear it, who else is there for the child, and the way round both.

    `saved` says so of the words too; where somebody was `warned`, what helps first was shown.
    """
    notice = words.notice_care
    hears = words.fitting.of(talk.setting, talk.age).hears
    told = Say(notice.tell.format(hears=hears))
    own = Say(notice.own.format(child="them" if talk.others else talk.child))
    lines = Quote("\n".join(help_lines(talk, words)))
    first: tuple[Block, ...] = warning(talk, words) if saved else (lines,)
    return (*(() if warned else first), told, own, route(talk, words))


def route(talk: Conversation, words: SafetyWords) -> Ways:
    """Name the way where it is about the manager, or nobody acts."""
    return route_in(talk.setting, words)


def route_in(setting: Setting | None, words: SafetyWords) -> Ways:
    """Name the same way, of a setting."""
    manager = getattr(words.manager, setting or "residential")
    return Ways(((words.notice_care.route.format(manager=manager), "help-now --about work"),))


# The gates

_WEIGHT: dict[Harm | None, int] = {None: 0, "no": 0, "unsure": 1, "yes": 2}


def gate_question(gate: Gate, child: str, safe: str = "") -> Question:
    """Ask what must be known before a repair; at home, whether it is `safe`."""
    ask = gate.ask.format(child=child, safe=safe)
    return Question(f"{ask}\n{numbered(gate.choices, listed=True)}", gate.label)


def gate_choice(gate: Gate, answer: str) -> int | None:
    """Return which of the gate's answers was chosen, from 1; None for anything else."""
    *others, last = gate.choices
    forms = [*((each,) for each in others), (last, *gate.last_too)]
    chosen = choose(answer, forms, alone=True).id
    return gate.choices.index(chosen) + 1 if chosen else None


def gate_answer(chosen: int, kept: Harm | None, *, in_care: bool) -> Harm:
    """Return what an answer at the gate says about harm.

    Only a *no* takes the place of an earlier answer that was more than that.
    """
    if in_care:
        return ("no", "yes", kept if kept == "yes" else "unsure")[chosen - 1]
    return "no" if chosen == 3 else kept or "unsure"


def is_lower(answer: Harm | None, kept: Harm | None) -> bool:
    """Whether an answer would take the place of one that was more, which is confirmed first.

    So would none in the place of a yes, or of not sure.
    """
    return _WEIGHT[answer] < _WEIGHT[kept]


def lower_question(words: SafetyWords, kept: Harm | None) -> Question:
    """Ask whether a no is to take the place of what was answered before."""
    answered = words.answered
    said = answer_words(words, kept or "unsure").capitalize()
    choices = numbered(answered.lower_choices, listed=False)
    return Question(f"{answered.lower.format(answer=said)}\n{choices}", answered.label)


def answer_words(words: SafetyWords, answer: Harm) -> str:
    """Return an answer as it is read."""
    return words.hurt.choices_home[AT_HOME.index(answer)]


def say_answer(entry: Entry, words: SafetyWords) -> tuple[Block, ...]:
    """Say what an answer at a gate means for the figures; nothing where it stands in them."""
    if entry.harm in {"yes", "unsure"}:
        return (Ways(((words.answered.apart, f"edit {entry.id}"),)),)
    return say_picked(entry, words)


def way_back(entry: Entry, words: SafetyWords) -> tuple[Block, ...]:
    """Name what finds a moment again that is in no list of what waits."""
    return (Ways(((words.answered.later, f"repair {entry.id}"),)),) if entry.apart else ()


def say_picked(entry: Entry, words: SafetyWords) -> tuple[Block, ...]:
    """Say that what was picked keeps it apart, whatever was answered, and what takes it out."""
    return (Ways(((words.hurt.picked, f"edit {entry.id}"),)),) if entry.apart else ()
