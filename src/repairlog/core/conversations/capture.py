"""`new` and `edit`: four short questions, or only the first, and what may be added."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import cast

from repairlog.core.conversations import capture_details, safety
from repairlog.core.conversations.blocks import Block, Quote, Say, Ways
from repairlog.core.conversations.capture_details import take_listed
from repairlog.core.conversations.choices import (
    body,
    child_feelings,
    choose,
    deeds,
    feelings,
    numbered,
)
from repairlog.core.conversations.engine import (
    Flow,
    Question,
    Scene,
    Step,
    Talk,
    ask_again,
    begin,
    cannot_take,
    field_change,
    finish,
    go_on,
    note,
)
from repairlog.core.conversations.questions import EDITING, in_full
from repairlog.core.dates.clock import DAY_ENDS
from repairlog.core.dates.naming import name
from repairlog.core.entries.model import Entry, Reading
from repairlog.core.entries.new import new_entry, with_child
from repairlog.core.text import plain
from repairlog.core.wording.common import Vocabulary
from repairlog.core.wording.conversations import CaptureWords, SafetyWords

QUICK = "quick"
STOPPED = "stopped"
LEFT = "left as it was"
RETOLD = "told anew"

EVENING = 20
"""The hour from which the last line says tonight, until the day ends."""

SHORT_LISTS = 6
"""How many children are offered by number."""

NICKNAME = 40
"""Letters up to which an answer is taken for a nickname: the home screen shows it."""


@dataclass(frozen=True)
class CutOff:
    """An unfinished entry, the question that was open in it, and when that was."""

    entry: Entry
    question: str
    since: datetime


def new(  # noqa: PLR0913  each is another part of what the conversation needs
    scene: Scene,
    words: CaptureWords,
    care: SafetyWords,
    folder: str,
    *,
    quick: bool = False,
    cut_off: CutOff | None = None,
) -> Talk:
    """Begin `new`; `folder` is where the journal lies, said once."""
    notes = frozenset({QUICK} if quick else ())
    opening = () if cut_off else _opening(words, scene)
    return begin(
        Talk(scene, _steps(words, care, folder, cut_off), at="", notes=notes, blocks=opening)
    )


def _opening(words: CaptureWords, scene: Scene) -> tuple[Block, ...]:
    opening = words.opening
    return (Say(opening.first), Say(opening.keys)) if scene.first else (Say(opening.brief),)


def edit(scene: Scene, words: CaptureWords, care: SafetyWords, entry: Entry) -> Talk:
    """Begin `edit`: the same questions, with what is there."""
    steps = _steps(words, care, "", None)
    opening = (Say(words.opening.edit),)
    notes = frozenset({EDITING})
    return begin(Talk(scene, steps, at="", entry=entry, blocks=opening, notes=notes))


def _steps(words: CaptureWords, care: SafetyWords, folder: str, cut_off: CutOff | None) -> Flow:
    """Lay out the row of questions; the keys are what an interrupted place remembers."""
    asks = {
        "cut_off": Step(
            partial(_ask_cut_off, words),
            partial(_take_cut_off, words, cut_off),
            lambda _: words.cut_off.help,
            lambda talk: cut_off is not None and talk.entry is None,
            partial(_show_cut_off, words, cut_off),
        ),
        "what": Step(
            partial(_ask_what, words),
            partial(_take_what, words),
            lambda _: words.what.help,
            so_far=lambda talk: talk.entry.what if talk.entry else "",
        ),
        "harm": safety.notice_step(care, _after_notice(words), wanted=_told_harm),
        "child": Step(
            partial(_ask_child, words),
            _take_child,
            lambda _: words.child.help,
            partial(_is_asked, "child"),
            so_far=lambda talk: talk.here.child,
        ),
        "feelings": Step(
            partial(_ask_feelings, words),
            partial(take_listed, "feelings", feelings),
            partial(_help_feelings, words),
            partial(_is_asked, "feelings"),
            so_far=lambda talk: ", ".join(talk.here.feelings),
        ),
        "then": Step(
            partial(_ask_then, words),
            partial(_take_then, words),
            lambda _: words.then.help,
            partial(_is_asked, "moment"),
            so_far=_then_so_far,
        ),
        "add": capture_details.step(words, _not_quick),
        "when": capture_details.when_step(words),
        "did": capture_details.list_step(words.did, "did", deeds),
        "harm_did": safety.notice_step(care, _after_notice(words), wanted=_did_harm),
        "body": capture_details.list_step(words.body, "body", body),
        "child_feelings": capture_details.list_step(
            words.child_feelings, "child_feelings", child_feelings
        ),
        "meaning": capture_details.meaning_step(words.meaning),
    }
    return Flow(
        asks,
        close=partial(_close, words, folder),
        stop=lambda talk: _close(words, folder, replace(talk, notes=note(talk, STOPPED))),
    )


def _not_quick(talk: Talk) -> bool:
    return QUICK not in talk.notes


def _is_asked(field: str, talk: Talk) -> bool:
    return _not_quick(talk) and field not in talk.scene.given


def _told_harm(talk: Talk) -> bool:
    told_now = EDITING not in talk.notes or RETOLD in talk.notes
    return told_now and safety.wants_notice(talk)


def _did_harm(talk: Talk) -> bool:
    return capture_details.is_added("did", talk) and talk.here.apart and safety.wants_notice(talk)


def _after_notice(words: CaptureWords) -> Callable[[Talk], Talk]:
    return lambda talk: finish(talk, Ways(((words.closing.help_now, "help-now"),)))


# An unfinished moment


def _show_cut_off(words: CaptureWords, cut_off: CutOff | None, talk: Talk) -> tuple[Block, ...]:
    if cut_off is None:
        return ()
    day = name(cut_off.since, "day", talk.scene.now)
    told = words.cut_off.told.format(day=f"on {day}", time=f"{cut_off.since:%H:%M}")
    return Say(told), Quote(cut_off.entry.what, short=True)


def _ask_cut_off(words: CaptureWords, _: Talk) -> Question:
    said = words.cut_off
    return Question(numbered((said.carry_on, said.leave), listed=True), said.label)


def _take_cut_off(words: CaptureWords, cut_off: CutOff | None, talk: Talk, answer: str) -> Talk:
    choices = (("carry on", words.cut_off.carry_on), ("leave", words.cut_off.leave))
    chosen = choose(answer, choices)
    if chosen == "carry on" and cut_off:
        known = cut_off.question in talk.steps.row
        asked = cut_off.question if known else "child"  # a place of another version
        notes = note(talk, capture_details.added(asked))
        return go_on(talk, to=asked, entry=cut_off.entry, notes=notes)
    if isinstance(chosen, int) and talk.misses == 0:
        return ask_again(talk, words.retry.range_only.format(count=len(choices)))
    if chosen == "leave" or not answer or isinstance(chosen, int):
        return go_on(talk, *_opening(words, talk.scene), entry=None, notes=note(talk, LEFT))
    return _take_what(words, replace(talk, at="what", entry=None), answer)  # they went on writing


# What happened


def _ask_what(words: CaptureWords, talk: Talk) -> Question:
    prompt = words.what
    ask = prompt.ask if in_full(talk) else prompt.brief
    if QUICK in talk.notes:
        ask = ask.removeprefix("1 of 4. ")  # it is the only one
    return Question(ask, prompt.label)


def _take_what(words: CaptureWords, talk: Talk, answer: str) -> Talk:
    saved = Say(words.said.saved)
    if talk.entry:
        if not answer or answer == talk.entry.what:
            return go_on(talk)
        talk = replace(talk, **field_change(talk, what=answer), notes=note(talk, RETOLD))
        return go_on(talk) if _told_harm(talk) else go_on(talk, saved)
    if not answer:
        if talk.scene.piped:
            return cannot_take(talk, "")
        if talk.misses:
            return finish(talk, Say(words.said.nothing))
        return ask_again(talk, words.said.empty)
    entry = _blank(talk.scene, answer)
    talk = replace(talk, entry=entry, change=entry)
    return go_on(talk) if safety.wants_notice(talk) else go_on(talk, saved)


def _blank(scene: Scene, what: str) -> Entry:
    known, given = scene.known, scene.given
    return new_entry(what, scene.new_id, known, given, now=scene.now, localise=scene.localise)


# With whom


def _ask_child(words: CaptureWords, talk: Talk) -> Question:
    prompt = words.child
    children = talk.scene.children[:SHORT_LISTS]
    ask = prompt.ask
    if children:
        ask = prompt.brief.format(children=numbered(children, listed=False))
    return Question(ask, prompt.label)


def _take_child(talk: Talk, answer: str) -> Talk:
    if not answer:
        return go_on(talk)
    offered = talk.scene.children[:SHORT_LISTS]
    chosen = choose(answer, [(child,) for child in offered])
    if isinstance(chosen, int) and (offered or talk.scene.piped):
        return cannot_take(talk, talk.scene.retry.range.format(count=len(offered)))
    if len(answer) > NICKNAME:
        return cannot_take(talk, talk.scene.retry.nickname, kept=answer)
    name = " ".join(answer.split())
    known = next((child for child in talk.scene.children if plain(child) == plain(name)), name)
    child = chosen if isinstance(chosen, str) else known
    fields = with_child(talk.here, child, talk.scene.known)
    return go_on(talk, **field_change(talk, **fields))


# Lists of words


def _ask_feelings(words: CaptureWords, talk: Talk) -> Question:
    prompt = words.feelings
    choices = numbered([choice[0] for choice in feelings(talk.scene.vocabulary)], listed=False)
    ask = prompt.ask if in_full(talk) else prompt.brief
    return Question(f"{ask}\n{choices}", prompt.label)


def _help_feelings(words: CaptureWords, talk: Talk) -> str:
    families = [
        f"{number} {each.family}: {', '.join(each.words)}"
        for number, each in enumerate(talk.scene.vocabulary.feelings, 1)
    ]
    return "\n".join([words.feelings.help, *families])


# Can't or won't


def _readings(vocabulary: Vocabulary) -> list[tuple[str, ...]]:
    return [(each.id, each.word, each.line) for each in vocabulary.readings]


def _ask_then(words: CaptureWords, talk: Talk) -> Question:
    readings = talk.scene.vocabulary.readings
    if in_full(talk):
        choices = numbered([each.line for each in readings], listed=True)
        return Question(f"{words.then.ask}\n{choices}", words.then.label)
    choices = numbered([each.word for each in readings], listed=False)
    return Question(f"{words.then.brief} {choices}", words.then.label)


def _then_so_far(talk: Talk) -> str:
    then = talk.here.moment.then
    return talk.scene.vocabulary.reading(then) if then else ""


def _take_then(words: CaptureWords, talk: Talk, answer: str) -> Talk:
    if not answer:
        return go_on(talk, *([Say(words.retry.skipped)] if talk.misses else []))
    choices = _readings(talk.scene.vocabulary)
    chosen = choose(answer, choices)
    if isinstance(chosen, int):
        return cannot_take(talk, words.retry.range_only.format(count=len(choices)))
    if chosen is None:
        return cannot_take(talk, words.retry.number.format(count=len(choices)), kept=answer)
    moment = talk.here.moment.replace(then=cast("Reading", chosen))
    return go_on(talk, **field_change(talk, moment=moment))


# The end


def _close(words: CaptureWords, folder: str, talk: Talk) -> Talk:
    closing = words.closing
    if talk.entry is None:
        return finish(talk, Say(words.said.nothing))
    if safety.spoke_of_harm(talk):
        return finish(talk, Ways(((closing.help_now, "help-now"),)))
    if EDITING in talk.notes:
        return finish(talk, Say(closing.kept))
    if talk.scene.first:
        hour = talk.scene.now.hour
        rest = closing.tonight if hour >= EVENING or hour < DAY_ENDS else closing.day
        blocks: tuple[Block, ...] = (
            Say(rest),
            Ways(((closing.repair_first, "repair"), (closing.edit, "edit"))),
            Say(closing.place.format(folder=folder)),
        )
        return finish(talk, *blocks)
    early = STOPPED in talk.notes or QUICK in talk.notes
    reason = f"{closing.kept} {closing.repair}" if early else closing.repair
    return finish(talk, Ways(((reason, "repair"),)))
