"""Capture: `new` and `edit`, four short questions, or only the first, and what may be added."""

from dataclasses import replace
from typing import cast

from repairlog.core.conversations import safety
from repairlog.core.conversations.answers import NO, UNSURE, YES, bare
from repairlog.core.conversations.blocks import Block, Quote, Say, Ways
from repairlog.core.conversations.capture_details import (
    DETAILS,
    ask_add,
    listed_so_far,
    take_add,
    take_listed,
)
from repairlog.core.conversations.capture_state import CaptureConversation, CutOff
from repairlog.core.conversations.choices import choose, feelings, numbered
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
    ask_for_number,
    keep_with_account,
    take_one,
)
from repairlog.core.dates.clock import DAY_ENDS
from repairlog.core.dates.naming import name
from repairlog.core.entries.model import Entry, Reading
from repairlog.core.entries.new import new_entry, with_child
from repairlog.core.wording.conversations import CaptureWords, SafetyWords

EVENING = 20
"""The hour from which the last line says tonight, until the day ends."""

SHORT_LISTS = 6
"""How many children are offered by number."""

NOBODY = frozenset(map(bare, ("", "nobody", "no one", "none", "skip", *NO, *UNSURE)))
"""What is typed where there is no name to give, or none is wanted here."""

SOMEONE = frozenset(map(bare, ("someone new", "somebody new", "someone else", "new")))
"""What is typed by who is about to name a child that is not offered."""

NICKNAME = 40
"""Letters up to which an answer is taken for a nickname: the home screen shows it."""


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
    if talk.context.first:
        return Say(opening.first), Say(opening.keys)
    return (Say(opening.brief),)


def edit(
    context: Context, words: CaptureWords, care: SafetyWords, entry: Entry
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
            blocks=(Say(words.opening.edit),),
        )
    )


def _is_asked(talk: CaptureConversation) -> bool:
    return not talk.quick and talk.at not in talk.context.given


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
    choices = (("carry on", said.carry_on, *YES), ("leave", said.leave, *NO))
    talk, chosen = take_one(talk, answer, choices)
    if chosen == "carry on" and talk.cut_off:
        known = talk.cut_off.question in talk.flow.steps
        asked = talk.cut_off.question if known else "child"  # a place of another version
        talk = replace(talk, entry=talk.cut_off.entry)
        return go_on(remember(talk, added=talk.memory.added | {asked}), to=asked)
    if answer and not chosen:
        wanted = talk.words.retry.number.format(count=len(choices))
        return cannot_take(talk, answer, Refusal(wanted, left=said.later), finish)
    talk = remember(replace(talk, entry=None), left_cut_off=True)
    return go_on(talk, *_opening(talk))


# What happened


def ask_what(talk: CaptureConversation) -> Question:
    """Ask what happened."""
    prompt = talk.words.what
    ask = prompt.ask if talk.in_full else prompt.brief
    if talk.quick:
        ask = ask.removeprefix("1 of 4. ")  # it is the only one
    return Question(ask, prompt.label)


def _what_so_far(talk: CaptureConversation) -> str:
    return talk.entry.what if talk.entry else ""


def take_what(talk: CaptureConversation, answer: str) -> CaptureConversation:
    """Keep what happened; the first answer makes the entry."""
    saved = Say(talk.words.said.saved)
    if talk.entry:
        if not answer or answer == talk.entry.what:
            return go_on(talk)
        talk = remember(set_fields(talk, what=answer), retold=True)
        return go_on(talk) if _told_of_harm(talk) else go_on(talk, saved)
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
    talk = replace(talk, entry=entry, change=entry)
    return go_on(talk) if safety.wants_notice(talk) else go_on(talk, saved)


def _told_of_harm(talk: CaptureConversation) -> bool:
    told_now = not talk.editing or talk.memory.retold
    return told_now and safety.wants_notice(talk)


def _picked_harm(talk: CaptureConversation) -> bool:
    return "did" in talk.memory.added and talk.the_entry.apart and safety.wants_notice(talk)


# With whom


def ask_child(talk: CaptureConversation) -> Question:
    """Ask with whom it was; known names are offered."""
    prompt = talk.words.child
    children = talk.context.children[:SHORT_LISTS]
    ask = prompt.ask
    if children:
        ask = prompt.brief.format(children=numbered(children, listed=False))
    return Question(ask, prompt.label)


def _child_so_far(talk: CaptureConversation) -> str:
    return talk.the_entry.child


def take_child(talk: CaptureConversation, answer: str) -> CaptureConversation:
    """Take a name that was offered, or another one; about how old they were goes with it."""
    context, retry = talk.context, talk.context.retry
    if bare(answer) in NOBODY:
        return go_on(talk)
    if bare(answer) in SOMEONE:
        return ask_again(talk, Say(retry.someone))
    offered = context.children[:SHORT_LISTS]
    chosen = choose(answer, [(child,) for child in offered], alone=True)
    if chosen.out_of_range and (offered or context.piped):
        return cannot_take(talk, "", Refusal(retry.range.format(count=len(offered))))
    if len(answer) > NICKNAME:
        return cannot_take(talk, answer, Refusal(retry.nickname))
    if context.vocabulary.family_of(bare(answer)):
        return cannot_take(talk, "", Refusal(retry.nickname, retry.feeling.format(answer=answer)))
    name = " ".join(answer.split())
    known = (child for child in context.children if bare(child) == bare(name))
    child = chosen.id or next(known, name)
    return go_on(set_fields(talk, **with_child(talk.the_entry, child, context.preferences)))


# What was felt


def ask_feelings(talk: CaptureConversation) -> Question:
    """Ask what the adult felt."""
    prompt = talk.words.feelings
    choices = [choice[0] for choice in feelings(talk.context.vocabulary)]
    ask = prompt.ask if talk.in_full else prompt.brief
    return Question(f"{ask}\n{numbered(choices, listed=False)}", prompt.label)


def _help_feelings(talk: CaptureConversation) -> str:
    families = [
        f"{number} {each.family}: {', '.join(each.words)}"
        for number, each in enumerate(talk.context.vocabulary.feelings, 1)
    ]
    return "\n".join([talk.words.feelings.help, *families])


# Can't or won't


def ask_then(talk: CaptureConversation) -> Question:
    """Ask how it looked in the moment."""
    prompt = talk.words.then
    readings = talk.context.vocabulary.readings
    if talk.in_full:
        choices = numbered([each.line for each in readings], listed=True)
        return Question(f"{prompt.ask}\n{choices}", prompt.label)
    choices = numbered([each.word for each in readings], listed=False)
    return Question(f"{prompt.brief} {choices}", prompt.label)


def _then_is_asked(talk: CaptureConversation) -> bool:
    return not talk.quick and "moment" not in talk.context.given


def _then_so_far(talk: CaptureConversation) -> str:
    then = talk.the_entry.moment.then
    return talk.context.vocabulary.reading(then) if then else ""


def take_then(talk: CaptureConversation, answer: str) -> CaptureConversation:
    """Take a reading into `moment.then`."""
    if not answer:
        return go_on(talk, *([Say(talk.words.retry.skipped)] if talk.misses else []))
    readings = talk.context.vocabulary.readings
    choices = [(each.id, each.word, each.line) for each in readings]
    talk, chosen = take_one(talk, answer, choices)
    if not chosen:
        return ask_for_number(talk, answer, len(readings))
    moment = talk.the_entry.moment.replace(then=cast("Reading", chosen))
    return go_on(set_fields(talk, moment=moment))


# The end


def _stop(talk: CaptureConversation) -> CaptureConversation:
    return _close(remember(talk, stopped=True))


def _close(talk: CaptureConversation) -> CaptureConversation:
    closing = talk.words.closing
    if talk.entry is None:
        return finish(talk, Say(talk.words.said.nothing))
    if safety.spoke_of_harm(talk):
        return safety.end_with_help(talk)
    if talk.editing:
        return finish(talk, Say(closing.kept))
    if talk.context.first:
        hour = talk.context.now.hour
        rest = closing.tonight if hour >= EVENING or hour < DAY_ENDS else closing.day
        return finish(
            talk,
            Say(rest),
            Ways(((closing.repair_first, "repair"), (closing.edit, "edit"))),
            Say(closing.place.format(folder=talk.folder)),
        )
    early = talk.memory.stopped or talk.quick
    reason = f"{closing.kept} {closing.repair}" if early else closing.repair
    return finish(talk, Ways(((reason, "repair"),)))


FLOW = Flow[CaptureConversation](
    {
        "cut_off": Step(ask_cut_off, take_cut_off, _was_cut_off, show=_show_cut_off),
        "what": Step(ask_what, take_what, so_far=_what_so_far, telling=True),
        "harm": Step(safety.ask_notice, safety.take_notice, _told_of_harm, help=safety.notice_help),
        "child": Step(
            ask_child, take_child, _is_asked, so_far=_child_so_far, keep=keep_with_account
        ),
        "feelings": Step(
            ask_feelings, take_listed, _is_asked, help=_help_feelings, so_far=listed_so_far
        ),
        "then": Step(
            ask_then, take_then, _then_is_asked, so_far=_then_so_far, keep=keep_with_account
        ),
        "add": Step(ask_add, take_add, lambda talk: not talk.quick),
        "when": DETAILS["when"],
        "did": DETAILS["did"],
        "harm_did": Step(
            safety.ask_notice, safety.take_notice, _picked_harm, help=safety.notice_help
        ),
        "body": DETAILS["body"],
        "child_feelings": DETAILS["child_feelings"],
        "meaning": DETAILS["meaning"],
    },
    close=_close,
    stop=_stop,
)
"""The questions in their order; an interrupted place remembers their keys."""
