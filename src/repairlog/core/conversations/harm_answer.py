"""Whether anyone was hurt: the notice of `new` and `edit`, and the question, of each by name.

The person's own answer is kept as it is given. Nothing is asked in a pipe.
"""

from dataclasses import replace
from datetime import timedelta

from repairlog.core.conversations import safety
from repairlog.core.conversations.blocks import Block, HelpNow, Say, Ways
from repairlog.core.conversations.capture_child import CHILD_STEP, SEVERAL_STEP, ask_child
from repairlog.core.conversations.capture_state import CaptureConversation
from repairlog.core.conversations.choices import choose, numbered
from repairlog.core.conversations.engine import (
    Question,
    Step,
    ask_again,
    finish,
    go_on,
    remember,
    set_fields,
)
from repairlog.core.conversations.questions import ask_for_number
from repairlog.core.dates.naming import MONTHS
from repairlog.core.entries.model import Entry, Harm
from repairlog.core.text import capital, name_key

THIRD = 3
WITHIN = timedelta(days=90)
"""At so many, within such a time, a `new` says that it is the third."""


# The notice, straight after the account


def wants_notice(talk: CaptureConversation) -> bool:
    """Whether the notice is due: once in a conversation, and never in a pipe.

    Words that are changed are read anew, whatever was answered of the earlier ones.
    """
    entry, memory = talk.the_entry, talk.memory
    if talk.context.piped or (memory.noticed and not memory.not_harm):
        return False
    if memory.not_harm:  # said before somebody hurt was picked from the list
        return entry.apart
    reads_anew = talk.editing and memory.retold
    speaks = entry.apart or (reads_anew and safety.is_told(entry, talk.context.hear_harm))
    return speaks or safety.spoke_of_harm(talk)


def notice_in_care(talk: CaptureConversation, *, saved: bool = True) -> CaptureConversation:
    """Return the state in which the notice of care and schools is shown below what is."""
    shown = safety.care_notice(talk, talk.safety, warned=talk.memory.warned, saved=saved)
    return remember(replace(talk, blocks=(*talk.blocks, *shown)), noticed=True)


def ask_notice(talk: CaptureConversation) -> Question:
    """Say what helps first, where that was not said yet, and ask how to go on."""
    notice = talk.safety.notice
    lines = "".join(f"  {line}\n" for line in safety.help_lines(talk, talk.safety))
    first = "" if talk.memory.warned else f"{notice.saved}\n\n{notice.opening}\n\n{lines}\n"
    choices = numbered(_notice_choices(talk), listed=False)
    asked = f"{choices}, {notice.enter}"
    return Question(f"{first}{notice.talk}\n\n{notice.untold}\n\n{asked}", notice.label)


def _notice_choices(talk: CaptureConversation) -> list[str]:
    notice = talk.safety.notice
    return [notice.show, safety.heard(talk, talk.safety)[0].go_on, notice.not_harm]


def take_notice(talk: CaptureConversation, answer: str) -> CaptureConversation:
    """Show help, which keeps nothing; or go on with a yes or a no that is kept; or stop there.

    Enter stops there, and so does a second answer that is unclear.
    """
    choices = _notice_choices(talk)
    chosen = choose(answer, [(each,) for each in choices], alone=True).id
    if chosen == choices[0]:
        return go_on(remember(talk, noticed=True, helped=True), HelpNow(), to="hurt")
    if chosen in choices[1:]:
        said: Harm = "yes" if chosen == choices[1] else "no"
        if _is_to_confirm(talk, talk.the_entry, said):
            return _confirm(talk, talk.the_entry, said)
        talk = remember(set_fields(talk, harm=said), noticed=True, not_harm=said == "no")
        by_name = bool(talk.others) and said == "yes"  # asked next, and said then
        return go_on(talk, *(() if by_name else _said_of(talk, talk.the_entry, said)))
    if not answer:
        return end_with_help(talk)
    return ask_for_number(talk, answer, len(choices), end_with_help)


def end_with_help(talk: CaptureConversation, *blocks: Block) -> CaptureConversation:
    """End by naming where help is."""
    return finish(talk, *blocks, Ways(((talk.words.closing.help_now, "help-now"),)))


# Whether anyone was hurt


def is_asked(talk: CaptureConversation) -> bool:
    """Always in care and in schools, and in `edit`; at home after help was shown, or of several."""
    if talk.context.piped or talk.quick or "harm" in talk.context.given:
        return False
    by_name = bool(talk.others) and talk.memory.noticed and not talk.memory.not_harm
    return talk.editing or talk.in_care or _was_helped(talk) or by_name


def _was_helped(talk: CaptureConversation) -> bool:
    """Whether help was shown at home, now or before it was carried on at this question."""
    return talk.memory.helped or (not talk.in_care and "hurt" in talk.memory.added)


def _is_open(talk: CaptureConversation) -> bool:
    """Not once more after a yes without a name, unless there are several to ask of by name."""
    return is_asked(talk) and (not talk.memory.nameless or bool(talk.others))


def _order(talk: CaptureConversation) -> tuple[Harm, ...]:
    return safety.IN_CARE if talk.in_care else safety.AT_HOME


def ask_hurt(talk: CaptureConversation) -> Question:
    """Ask whether anyone was hurt; where there are several children, with the first by name."""
    words = talk.safety.hurt
    ask, listed = (
        (words.care, words.choices_care) if talk.in_care else (words.home, words.choices_home)
    )
    label = words.label
    if talk.others:
        ask = words.named.format(child=talk.child, ask=ask)
        label = words.named_label.format(child=talk.child)
    if talk.memory.stopped:
        ask = words.stopping.format(ask=ask)
    else:
        ask = (
            words.numbered.format(count=talk.questions, ask=capital(ask))
            if talk.in_care
            else capital(ask)
        )
    return Question(f"{ask} {numbered(listed, listed=False)}", label)


def take_hurt(talk: CaptureConversation, answer: str) -> CaptureConversation:
    """Keep the answer as it is given; Enter, and a second that is unclear, keep none."""
    if not answer:
        return go_on(talk)
    said = safety.read_harm(answer, _order(talk))
    if said is None:
        return ask_for_number(talk, answer, len(_order(talk)))
    if _is_to_confirm(talk, talk.the_entry, said):
        return _confirm(talk, talk.the_entry, said)
    kept = set_fields(talk, harm=said) if said != talk.the_entry.harm else talk
    kept = _noticed(kept, said)
    shown = _said_of(talk, kept.the_entry, said)
    if said == "yes" and _was_helped(talk) and _is_unnamed(talk):
        return go_on(remember(kept, nameless=True), *shown, to="hurt_child")
    return go_on(kept, *shown)


def _noticed(talk: CaptureConversation, said: Harm) -> CaptureConversation:
    wanted = said != "no" and talk.in_care and not talk.memory.noticed
    return notice_in_care(talk, saved=False) if wanted else talk


def _said_of(talk: CaptureConversation, entry: Entry, said: Harm) -> tuple[Block, ...]:
    words = talk.safety.hurt
    kept = words.kept.format(answer=safety.answer_words(talk.safety, said))
    if said != "no":
        return (Say(f"{kept} {words.apart}"),)
    return (Say(kept), *safety.say_picked(entry, talk.safety))


def _so_far(talk: CaptureConversation, entry: Entry) -> str:
    return safety.answer_words(talk.safety, entry.harm) if entry.harm else ""


def _clear(talk: CaptureConversation) -> CaptureConversation:
    if _is_to_confirm(talk, talk.the_entry, None):
        return _confirm(talk, talk.the_entry, None)
    return go_on(set_fields(talk, harm=None))


# A lower answer in `edit`


def _is_to_confirm(talk: CaptureConversation, entry: Entry, said: Harm | None) -> bool:
    """Whether an answer in `edit` would take the place of one that was more, and is said first."""
    is_said_twice = talk.misses and talk.memory.lowering == (said or "none")
    return talk.editing and safety.is_lower(said, entry.harm) and not is_said_twice


def _confirm(talk: CaptureConversation, entry: Entry, said: Harm | None) -> CaptureConversation:
    """Say what was answered before, and read once more; the same again changes it."""
    told = talk.safety.hurt.lower.format(answer=capital(_so_far(talk, entry)))
    return ask_again(remember(talk, lowering=said or "none"), Say(told))


# With whom it was, after a yes that was given before anybody was named


def _is_unnamed(talk: CaptureConversation) -> bool:
    """Whether nobody is named because nobody has been asked for a name."""
    was_asked = any(key == "child" for key, _ in talk.history)
    return not talk.the_entry.child and not was_asked


def _is_nameless(talk: CaptureConversation) -> bool:
    return talk.memory.nameless or "hurt_child" in talk.memory.added


def ask_hurt_child(talk: CaptureConversation) -> Question:
    """Ask with whom it was, so that a third yes with one child is known as that."""
    question = ask_child(talk)
    return Question(question.text.removeprefix(f"2 of {talk.questions}. "), question.label)


# With the other children of the event


def _another_is_asked(talk: CaptureConversation) -> bool:
    return is_asked(talk) and talk.memory.asked_of < len(talk.others)


def _other(talk: CaptureConversation) -> Entry:
    return talk.others[talk.memory.asked_of]


def ask_hurt_other(talk: CaptureConversation) -> Question:
    """Ask the same with the next of the others."""
    words, child = talk.safety.hurt, _other(talk).child
    listed = words.choices_care if talk.in_care else words.choices_home
    ask = f"{words.other.format(child=child)} {numbered(listed, listed=False)}"
    return Question(ask, words.named_label.format(child=child))


def take_hurt_other(talk: CaptureConversation, answer: str) -> CaptureConversation:
    """Keep the answer in the moment with that child."""
    if not answer:
        return _next(talk)
    said = safety.read_harm(answer, _order(talk))
    if said is None:
        return ask_for_number(talk, answer, len(_order(talk)), _next)
    other = _other(talk)
    if _is_to_confirm(talk, other, said):
        return _confirm(talk, other, said)
    kept = _noticed(_with_answer(talk, said), said)
    return _next(kept, *_said_of(talk, other.replace(harm=said), said))


def _with_answer(talk: CaptureConversation, said: Harm | None) -> CaptureConversation:
    other = _other(talk)
    changed = (each.replace(harm=said) if each is other else each for each in talk.others)
    return replace(talk, others=tuple(changed))


def _clear_other(talk: CaptureConversation) -> CaptureConversation:
    if _is_to_confirm(talk, _other(talk), None):
        return _confirm(talk, _other(talk), None)
    return _next(_with_answer(talk, None))


def _next(talk: CaptureConversation, *blocks: Block) -> CaptureConversation:
    return go_on(remember(talk, asked_of=talk.memory.asked_of + 1), *blocks, to="hurt_other")


# The third


def show_third(talk: CaptureConversation) -> tuple[Block, ...]:
    """Say once that this is the third yes in 90 days with one child, and whom to tell."""
    if talk.editing:
        return ()
    for entry in (talk.the_entry, *talk.others):
        earlier = [
            at
            for child, at in talk.context.hurt_before
            if name_key(child) == name_key(entry.child) and at > talk.context.now - WITHIN
        ]
        if entry.harm == "yes" and entry.child and len(earlier) == THIRD - 1:
            words = talk.safety.third
            hears = talk.safety.fitting.of(talk.setting, talk.age).hears
            told = words.care if talk.in_care else words.home
            said = told.format(month=MONTHS[min(earlier).month - 1], hears=hears)
            return (Ways(((said, f"help-now{' --about work' if talk.in_care else ''}"),)),)
    return ()


HURT_CHILD_STEP = replace(
    CHILD_STEP,
    ask=ask_hurt_child,
    wanted=_is_nameless,
    help=lambda talk: talk.words.child.help,
)
HURT_SEVERAL_STEP = replace(
    SEVERAL_STEP,
    wanted=lambda talk: _is_nameless(talk) and SEVERAL_STEP.wanted(talk),
    help=lambda talk: talk.words.several.help,
)
HURT_STEP = Step[CaptureConversation](
    ask_hurt,
    take_hurt,
    _is_open,
    help=lambda talk: talk.safety.hurt.help,
    so_far=lambda talk: _so_far(talk, talk.the_entry),
    clear=_clear,
)
HURT_OTHER_STEP = Step[CaptureConversation](
    ask_hurt_other,
    take_hurt_other,
    _another_is_asked,
    help=lambda talk: talk.safety.hurt.help,
    so_far=lambda talk: _so_far(talk, _other(talk)),
    clear=_clear_other,
)
