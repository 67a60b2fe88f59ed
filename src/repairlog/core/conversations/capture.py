"""Capture: `new` and `edit`, four short questions, or only the first, and what may be added."""

from dataclasses import replace
from textwrap import shorten

from repairlog.core.conversations import capture_where, harm_answer, safety
from repairlog.core.conversations.answers import CARDINALS, NO, YES
from repairlog.core.conversations.answers import number as read_number
from repairlog.core.conversations.blocks import Block, Quote, Say, Ways
from repairlog.core.conversations.capture_child import (
    AGE_STEP,
    CHILD_STEP,
    SEVERAL_STEP,
    TOGETHER_STEP,
)
from repairlog.core.conversations.capture_details import (
    DETAILS,
    ask_add,
    clear_listed,
    clear_text,
    listed_so_far,
    offered,
    take_add,
    take_listed,
    take_text,
    text_so_far,
)
from repairlog.core.conversations.capture_looked import (
    THEN_OTHER_STEP,
    THEN_STEP,
    show_group,
)
from repairlog.core.conversations.capture_state import CaptureConversation, CutOff, was_not_given
from repairlog.core.conversations.choices import feelings, numbered
from repairlog.core.conversations.engine import (
    Context,
    Flow,
    Question,
    Refusal,
    Step,
    ask_again,
    begin,
    cannot_take,
    finish,
    go_on,
    remember,
    set_fields,
)
from repairlog.core.conversations.questions import (
    BEGINNING,
    number_wanted,
    take_one,
)
from repairlog.core.dates.clock import DAY_ENDS
from repairlog.core.dates.naming import name
from repairlog.core.entries.groups import parted
from repairlog.core.entries.model import Entry
from repairlog.core.entries.new import new_entry
from repairlog.core.wording.conversations import CaptureWords
from repairlog.core.wording.safety import SafetyWords

EVENING = 20
"""The hour from which the last line says tonight, until the day ends."""


def new(  # noqa: PLR0913  each is another part of what the conversation needs
    context: Context,
    words: CaptureWords,
    care: SafetyWords,
    folder: str,
    *,
    quick: bool = False,
    cut_off: CutOff | None = None,
) -> CaptureConversation:
    """Begin `new`; `folder` is where the journal lies, said once."""
    talk = CaptureConversation(
        context=context,
        flow=FLOW,
        words=words,
        safety=care,
        folder=folder,
        quick=quick,
        cut_off=cut_off,
    )
    return begin(talk if cut_off else replace(talk, blocks=_opening(talk)))


def _opening(talk: CaptureConversation) -> tuple[Block, ...]:
    opening = talk.words.opening
    plain = talk.context.plain
    if talk.context.first:
        keys = opening.keys_in_words if plain else opening.keys
        count = opening.count.format(count=CARDINALS[talk.questions - 1].capitalize())
        return Say(opening.first), Say(keys if talk.quick else f"{count}\n{keys}")
    return (Say(opening.brief_in_words if plain else opening.brief),)


def edit(
    context: Context,
    words: CaptureWords,
    care: SafetyWords,
    entry: Entry,
    siblings: tuple[Entry, ...] = (),
) -> CaptureConversation:
    """Begin `edit`: the same questions, with what is there."""
    return begin(
        CaptureConversation(
            context=context,
            flow=FLOW,
            words=words,
            safety=care,
            editing=True,
            entry=entry,
            siblings=siblings,
            blocks=(Say(words.opening.edit),),
        )
    )


# An unfinished moment


def _was_cut_off(talk: CaptureConversation) -> bool:
    return talk.cut_off is not None and talk.entry is None


def _show_cut_off(talk: CaptureConversation) -> tuple[Block, ...]:
    if talk.cut_off is None:
        return ()
    since = talk.cut_off.since
    day = name(since, "day", talk.context.now)
    told = talk.words.cut_off.told.format(day=f"on {day}", time=f"{since:%H:%M}")
    return Say(told), Quote(talk.cut_off.entry.what, short=True)


def ask_cut_off(talk: CaptureConversation) -> Question:
    """Offer to carry on, or to leave it as it is."""
    said = talk.words.cut_off
    return Question(numbered((said.carry_on, said.leave), listed=True), said.label)


def take_cut_off(talk: CaptureConversation, answer: str) -> CaptureConversation:
    """Open the question that was open, or begin another moment."""
    said = talk.words.cut_off
    talk = _with_cut_off_as_it_is(talk)
    choices = (("carry on", said.carry_on, *YES), ("leave", said.leave, *NO))
    talk, chosen = take_one(talk, answer, choices)
    if chosen == "carry on" and talk.cut_off:
        known = talk.cut_off.question in talk.flow.steps
        asked = talk.cut_off.question if known else "child"  # a place of another version
        talk = replace(talk, entry=talk.cut_off.entry, others=talk.cut_off.others)
        return go_on(remember(talk, added=talk.memory.added | {asked}), to=asked)
    if answer and not chosen:
        wanted = number_wanted(talk, answer, len(choices))
        return cannot_take(talk, answer, Refusal(wanted, left=said.later), finish)
    talk = remember(replace(talk, entry=None), left_cut_off=True)
    return go_on(talk, *_opening(talk))


def _with_cut_off_as_it_is(talk: CaptureConversation) -> CaptureConversation:
    """Take into the offer what was answered since, where somebody went back to it."""
    if not (talk.cut_off and talk.entry and talk.entry.id == talk.cut_off.entry.id):
        return talk
    return replace(talk, cut_off=replace(talk.cut_off, entry=talk.entry, others=talk.others))


# What happened


def ask_what(talk: CaptureConversation) -> Question:
    """Ask what happened."""
    prompt = talk.words.what
    form = prompt.ask if talk.in_full else prompt.brief
    ask = (prompt.steady if talk.is_steady else form).format(count=talk.questions)
    if lines := _lines_to_take_out(talk):
        begun = [shorten(line, BEGINNING, placeholder=" ...") for line in lines]
        ask = f"{ask}\n{prompt.take_out}\n{numbered(begun, listed=True)}"
    if talk.quick:
        ask = ask.removeprefix(f"1 of {talk.questions}. ")  # it is the only one
    return Question(ask, prompt.label)


def _what_so_far(talk: CaptureConversation) -> str:
    return talk.entry.what if talk.entry else ""


def _lines_to_take_out(talk: CaptureConversation) -> list[str]:
    """Return the lines of an account that is changed, where it has several."""
    lines = talk.entry.what.split("\n") if talk.entry and talk.editing else []
    return lines if len(lines) > 1 else []


def take_what(talk: CaptureConversation, answer: str) -> CaptureConversation:
    """Keep what happened; the first answer makes the entry."""
    if talk.entry:
        if not answer or answer == talk.entry.what:
            return go_on(talk)
        lines, number = _lines_to_take_out(talk), read_number(answer)
        said = talk.words.said
        saved = said.replaced if talk.editing and talk.entry.what not in answer else said.saved
        if number and number <= len(lines):
            answer, saved = "\n".join([*lines[: number - 1], *lines[number:]]), said.saved
        return _after_account(remember(set_fields(talk, what=answer), retold=True), saved)
    if not answer:
        if talk.context.piped:
            return cannot_take(talk, "", Refusal(""))
        if talk.misses:
            return finish(talk, Say(talk.words.said.nothing))
        return ask_again(talk, Say(talk.words.said.empty))
    context = talk.context
    entry = new_entry(
        answer,
        context.new_id,
        context.preferences,
        context.given,
        now=context.now,
        localise=context.localise,
    )
    if context.also_with:
        children = (entry.child, *context.also_with)
        entry, *others = parted(entry, children, context.other_ids, context.preferences)
        talk = replace(talk, others=tuple(others))
    talk = replace(talk, entry=entry, change=entry)
    return _after_account(talk, talk.words.said.saved)


def _after_account(talk: CaptureConversation, saved: str) -> CaptureConversation:
    """Say that it is saved; of harm, at once what helps first."""
    if not harm_answer.wants_notice(talk):
        return go_on(talk, Say(saved))
    if capture_where.is_asked(talk):
        return go_on(remember(talk, warned=True), *safety.warning(talk, talk.safety))
    return go_on(harm_answer.notice_in_care(talk) if talk.in_care else talk)


def _told_of_harm(talk: CaptureConversation) -> bool:
    told_now = not talk.editing or talk.memory.retold
    return told_now and not talk.in_care and harm_answer.wants_notice(talk)


def _picked_harm(talk: CaptureConversation) -> bool:
    wanted = not talk.in_care and harm_answer.wants_notice(talk)
    return "did" in talk.memory.added and talk.the_entry.apart and wanted


def _take_did(talk: CaptureConversation, answer: str) -> CaptureConversation:
    """Take what was done; of harm it is said in care at once who must hear it."""
    taken = take_listed(talk, answer)
    hurt = not taken.again and taken.the_entry.apart and taken.in_care
    if hurt and harm_answer.wants_notice(taken):
        return harm_answer.notice_in_care(taken, saved=False)
    return taken


# What was felt


def ask_feelings(talk: CaptureConversation) -> Question:
    """Ask what the adult felt."""
    prompt = talk.words.feelings
    choices = [choice[0] for choice in feelings(talk.context.vocabulary)]
    ask = (prompt.ask if talk.in_full else prompt.brief).format(count=talk.questions)
    return Question(f"{ask}\n{numbered(choices, listed=False)}", prompt.label)


def _help_feelings(talk: CaptureConversation) -> str:
    families = [
        f"{number} {': '.join(filter(None, (each.family, ', '.join(each.words))))}"
        for number, each in enumerate(talk.context.vocabulary.feelings, 1)
    ]
    return "\n".join([talk.words.feelings.help, *families])


def _help_notice(talk: CaptureConversation) -> str:
    return talk.safety.notice.help


def _feelings_are_asked(talk: CaptureConversation) -> bool:
    return was_not_given(talk) and not talk.is_steady


# What helped, where it nearly happened


def _helped_is_asked(talk: CaptureConversation) -> bool:
    return was_not_given(talk) and talk.is_steady


def ask_helped(talk: CaptureConversation) -> Question:
    """Ask what helped."""
    prompt = talk.words.helped
    return Question(prompt.ask.format(count=talk.questions), prompt.label)


def _add_is_offered(talk: CaptureConversation) -> bool:
    """A new one that only nearly happened is told in three questions."""
    here = talk.editing or not talk.is_steady
    return here and not talk.quick and bool(offered(talk))


# The end


def _stop(talk: CaptureConversation) -> CaptureConversation:
    """End; in care and in schools it is asked before whether anyone was hurt, once."""
    stopped = remember(talk, stopped=True)
    at_end = talk.editing or talk.at in ("hurt", "hurt_other")
    if talk.entry and talk.in_care and not at_end and harm_answer.is_asked(talk):
        return go_on(stopped, to="hurt")
    return _close(stopped)


def _close(talk: CaptureConversation) -> CaptureConversation:
    closing = talk.words.closing
    if talk.entry is None:
        return finish(talk, Say(talk.words.said.nothing))
    third = harm_answer.show_third(talk)
    if safety.spoke_of_harm(talk) or any(each.apart for each in talk.others):
        return harm_answer.end_with_help(talk, *third)
    if talk.editing:
        undo = [Ways(((closing.undo, "undo"),))] if talk.memory.retold else []
        return finish(talk, Say(closing.kept), *undo)
    quiet = safety.may_tell_of_harm(talk)
    named = closing.quiet if quiet else closing.unsafe
    help_now = () if talk.context.piped else (Ways(((named, "help-now"),)),)
    if talk.is_steady:
        said: list[Block] = [*third, Say(closing.steady)]
        if talk.context.first:
            place = closing.place.format(folder=talk.folder)
            said += [Ways(((closing.edit, "edit"),)), Say(place)]
        return finish(talk, *said, *help_now)
    if talk.context.first:
        hour = talk.context.now.hour
        rest = closing.tonight if hour >= EVENING or hour < DAY_ENDS else closing.day
        return finish(
            talk,
            Say(rest),
            Ways(((closing.repair_first, "repair"), (closing.edit, "edit"))),
            Say(closing.place.format(folder=talk.folder)),
            *help_now,
        )
    early = talk.memory.stopped or talk.quick
    reason = f"{closing.kept} {closing.repair}" if early and not quiet else closing.repair
    ways = [Ways(((reason, "repair"),)), *help_now]
    if not quiet:  # short enough to stand in one column
        ways = [Ways(tuple(way for each in ways for way in each.ways))]
    return finish(talk, *third, *ways)


FLOW = Flow[CaptureConversation](
    {
        "cut_off": Step(ask_cut_off, take_cut_off, _was_cut_off, show=_show_cut_off),
        "together": TOGETHER_STEP,
        "what": Step(ask_what, take_what, so_far=_what_so_far, telling=True),
        "where": capture_where.WHERE_STEP,
        "harm": Step(
            harm_answer.ask_notice, harm_answer.take_notice, _told_of_harm, help=_help_notice
        ),
        "child": CHILD_STEP,
        "several": SEVERAL_STEP,
        "age": AGE_STEP,
        "feelings": Step(
            ask_feelings,
            take_listed,
            _feelings_are_asked,
            help=_help_feelings,
            so_far=listed_so_far,
            clear=clear_listed,
        ),
        "then": THEN_STEP,
        "then_other": THEN_OTHER_STEP,
        "helped": Step(
            ask_helped,
            take_text,
            _helped_is_asked,
            show=show_group,
            so_far=text_so_far,
            clear=clear_text,
            telling=True,
        ),
        "add": Step(ask_add, take_add, _add_is_offered, show=show_group),
        "when": DETAILS["when"],
        "did": replace(DETAILS["did"], take=_take_did),
        "harm_did": Step(
            harm_answer.ask_notice, harm_answer.take_notice, _picked_harm, help=_help_notice
        ),
        "body": DETAILS["body"],
        "child_feelings": DETAILS["child_feelings"],
        "meaning": DETAILS["meaning"],
        "next": DETAILS["next"],
        "before": DETAILS["before"],
        "hurt_child": harm_answer.HURT_CHILD_STEP,
        "hurt_several": harm_answer.HURT_SEVERAL_STEP,
        "hurt": harm_answer.HURT_STEP,
        "hurt_other": harm_answer.HURT_OTHER_STEP,
    },
    close=_close,
    stop=_stop,
)
"""The questions in their order; an interrupted place remembers their keys."""
