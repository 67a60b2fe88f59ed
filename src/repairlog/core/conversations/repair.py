"""`repair`: getting ready, the steps, the words put together, and how it went afterwards.

The adult writes every word; this asks, puts the answers in order and counts them. In
care, foster and school settings there are three steps; where someone may be hurt, a
gate comes first, and neither touch nor "settled" nor letting it rest is offered.
"""

import re
from dataclasses import replace
from functools import partial
from typing import Any, cast

from repairlog.core.conversations import safety
from repairlog.core.conversations.blocks import Block, Quote, Say, Ways
from repairlog.core.conversations.choices import choose, numbered
from repairlog.core.conversations.engine import (
    Flow,
    Question,
    Scene,
    Step,
    Talk,
    begin,
    cannot_take,
    field_change,
    finish,
    go_on,
    note,
)
from repairlog.core.conversations.questions import which_step
from repairlog.core.conversations.repair_coach import Coach, coach_step
from repairlog.core.conversations.repair_outcome import (
    ask_was,
    ask_when,
    came_back,
    take_said,
    take_was,
    take_when,
    was_so_far,
    when_so_far,
)
from repairlog.core.conversations.repair_state import (
    ALREADY,
    CHANGING,
    HURT,
    PASSED,
    PASSED_CARE,
    PREPARING,
    SAID,
    age_of,
    asked,
    draft_of,
    in_care,
    is_hurt,
    not_come_back,
    preparing,
    preparing_at_home,
    saving_attempt,
    setting_of,
)
from repairlog.core.conversations.repair_steps import (
    HOME_STEPS,
    ask_change,
    ask_hard,
    ask_under,
    beside_words,
    judgement_in,
    keep_planned,
    private_so_far,
    private_step,
    show_words,
    take_change,
    take_private,
    take_under,
    without_judgement,
    written_step,
)
from repairlog.core.dates.naming import today
from repairlog.core.entries.listing import title
from repairlog.core.entries.model import Entry, Rest, Setting
from repairlog.core.entries.preferences import Preferences
from repairlog.core.wording.conversations import RepairWords, SafetyWords

OLDEST = 25
"""Years up to which an answer is taken for an age."""

OFFERED_AT_ONCE = 9
"""How many waiting moments are offered by number."""


def repair(
    scene: Scene,
    words: RepairWords,
    care: SafetyWords,
    entries: tuple[Entry, ...],
    coach: Coach | None = None,
) -> Talk:
    """Begin `repair` for one entry, or ask which of several (newest first)."""
    steps = _steps(words, care, coach)
    talk = Talk(scene, steps, at="", picked=entries[:OFFERED_AT_ONCE])
    if len(entries) == 1:
        talk = _about(words, talk, entries[0])
    return begin(talk)


def _steps(words: RepairWords, care: SafetyWords, coach: Coach | None) -> Flow:
    passed_care = partial(_passed_care, words, care)
    passed_home = partial(_passed_home, words, care)
    row = {
        "which": which_step(words.which, partial(_about, words), words.closing.not_now),
        "gate_care": safety.gate_step(care.gate_care, _gate_care, passed_care),
        "gate_home": safety.gate_step(care.gate_home, _gate_home, passed_home),
        "planned": Step(
            partial(_ask_planned, words),
            partial(_take_planned, words),
            lambda _: words.planned.help,
            lambda talk: bool(draft_of(talk).script) and PREPARING not in talk.notes,
        ),
        "ready": Step(
            partial(_ask_ready, words),
            partial(_take_ready, words),
            lambda _: words.ready.help,
            lambda talk: not talk.notes & {PREPARING, SAID},
        ),
        "where": Step(
            partial(_ask_where, words),
            _take_where,
            lambda _: words.where.help,
            lambda talk: _asks_once(talk, "where", setting_of(talk)),
            so_far=_where_so_far,
        ),
        "gate_where": safety.gate_step(care.gate_care, _gate_care, passed_care),
        "age": Step(
            partial(asked, words.age),
            partial(_take_age, words),
            lambda _: words.age.help,
            lambda talk: _asks_once(talk, "age", age_of(talk)),
            so_far=_age_so_far,
        ),
        "matters": private_step(words.matters, "matters", words.opening.steps),
        "hard": Step(
            partial(ask_hard, words),
            partial(take_private, "hard"),
            lambda _: words.hard.help,
            lambda talk: preparing_at_home(talk) and talk.here.moment.then in ("wont", "unsure"),
            so_far=partial(private_so_far, "hard"),
        ),
        "name": written_step(words, "name", preparing),
        "own": written_step(words, "own", preparing),
        "share": written_step(words, "share", preparing_at_home),
        "under": Step(
            partial(ask_under, words),
            take_under,
            lambda _: words.under.help,
            lambda talk: bool(judgement_in(talk)),
        ),
        "grow": written_step(words, "grow", preparing_at_home),
        "reconnect": written_step(words, "reconnect", preparing_at_home),
        "presence": written_step(words, "presence", lambda talk: preparing(talk) and in_care(talk)),
        "put_right": private_step(words.put_right, "put_right"),
        **({"coach": coach_step(words, coach)} if coach else {}),
        "change": Step(
            partial(ask_change, words),
            partial(take_change, words),
            lambda _: words.change.help,
            lambda talk: preparing(talk) and bool(draft_of(talk).script),
            partial(show_words, words),
        ),
        "said": Step(
            partial(asked, words.said),
            take_said,
            lambda _: words.said.help,
            lambda talk: ALREADY in talk.notes,
            so_far=partial(private_so_far, "note"),
        ),
        "when": Step(
            partial(ask_when, words),
            take_when,
            lambda _: words.when.help,
            lambda talk: bool(talk.notes & {ALREADY, SAID}),
            so_far=when_so_far,
        ),
        "was": Step(
            partial(ask_was, words),
            partial(take_was, words),
            lambda _: words.was.help,
            lambda talk: bool(talk.notes & {ALREADY, SAID}),
            so_far=partial(was_so_far, words),
        ),
        "keep": Step(
            partial(asked, words.keep),
            partial(take_private, "note"),
            lambda _: words.keep.help,
            lambda talk: SAID in talk.notes,
            so_far=partial(private_so_far, "note"),
        ),
    }
    return Flow(row, close=partial(_close, words), stop=partial(_stop, words, care))


# Which moment, and the gates


def _gate_care(talk: Talk) -> bool:
    return in_care(talk) and PASSED_CARE not in talk.notes


def _gate_home(talk: Talk) -> bool:
    return _speaks_of_harm(talk) and not in_care(talk) and PASSED not in talk.notes


def _speaks_of_harm(talk: Talk) -> bool:
    return safety.is_harm(talk.here, talk.scene.is_harm)


def _gate_first(talk: Talk) -> bool:
    """Whether nothing is shown before the gate: someone may be hurt, or words lie ready."""
    return _speaks_of_harm(talk) or (in_care(talk) and bool(draft_of(talk).script))


def _about(words: RepairWords, talk: Talk, entry: Entry) -> Talk:
    """Open a moment: its words are shown, unless the gate comes first."""
    attempt = entry.planned.id if entry.planned else talk.scene.new_id
    talk = replace(talk, entry=entry, attempt=attempt)
    if _gate_first(talk):
        return replace(talk, blocks=(Say(words.opening.plain.format(day=_title(talk))),))
    return replace(talk, blocks=_account(words, talk))


def _title(talk: Talk) -> str:
    return title(talk.here, talk.scene.now)


def _account(words: RepairWords, talk: Talk) -> tuple[Block, ...]:
    script = draft_of(talk).script
    if not script:
        return Say(words.opening.wrote.format(day=_title(talk))), Quote(talk.here.what)
    ready = Say(words.opening.ready.format(day=_title(talk)))
    return ready, Quote(script), *beside_words(words, talk)


def _passed_care(words: RepairWords, care: SafetyWords, talk: Talk, answer: int) -> Talk:
    """1 no, 2 yes and told to go ahead, 3 not yet."""
    if answer == 3:
        return safety.refused(talk, gate=care.gate_care)
    untold = _gate_first(talk) and not preparing(talk)
    notes = note(talk, PASSED, PASSED_CARE, *([HURT] if answer == 2 else []))
    return go_on(talk, *(_account(words, talk) if untold else ()), notes=notes)


def _passed_home(words: RepairWords, care: SafetyWords, talk: Talk, answer: int) -> Talk:
    """1 safe and known, 2 not yet, 3 nobody was hurt."""
    if answer == 2:
        return safety.refused(talk, gate=care.gate_home)
    notes = note(talk, PASSED, HURT if answer == 1 else safety.NOT_HARM)
    return go_on(talk, *_account(words, talk), notes=notes)


# Words that were ready


def _planned_choices(words: RepairWords, talk: Talk) -> dict[str, str]:
    planned = words.planned
    choices = {"said": planned.said, "not yet": planned.not_yet, "change": planned.change}
    return choices if is_hurt(talk) else {**choices, "rest": planned.rest}


def _ask_planned(words: RepairWords, talk: Talk) -> Question:
    choices = list(_planned_choices(words, talk).values())
    return Question(numbered(choices, listed=True), words.planned.label)


def _take_planned(words: RepairWords, talk: Talk, answer: str) -> Talk:
    choices = _planned_choices(words, talk)
    chosen = choose(answer, list(choices.items())) if answer else "not yet"
    if chosen == "said":
        return go_on(talk, notes=note(talk, SAID), **_came_back(talk))
    talk = replace(talk, **not_come_back(talk))
    if chosen == "change":
        return go_on(talk, to="change", notes=note(talk, PREPARING))
    if chosen == "rest":
        return _rest(words, talk)
    keeps = Say(words.closing.keeps)
    if chosen == "not yet":
        return finish(talk, keeps)
    return _number_wanted(talk, answer, len(choices), keeps)


def _number_wanted(talk: Talk, answer: str, count: int, *ending: Block) -> Talk:
    """Ask for a number once more; after that, it is not now."""
    is_number = isinstance(choose(answer, ()), int)
    retry = talk.scene.retry.range_only if is_number else talk.scene.retry.number
    kept = "" if is_number else answer

    def not_now(talk: Talk, *blocks: Block, **state: Any) -> Talk:
        return finish(talk, *blocks, *ending, **state)

    return cannot_take(talk, retry.format(count=count), kept=kept, after=not_now)


def _came_back(talk: Talk) -> dict[str, Any]:
    """Save at once that the adult went back; the day is asked for next."""
    when = today(talk.scene.now, talk.scene.localise)
    return saving_attempt(talk, outcome="offered", at=when.at, precision="day")


# Ready, already, or rest


def _ready_choices(words: RepairWords, talk: Talk) -> dict[str, str]:
    ready = words.ready
    choices = {"steady": ready.steady, "already": ready.already.format(child=talk.child)}
    return choices if is_hurt(talk) else {**choices, "rest": ready.rest}


def _ask_ready(words: RepairWords, talk: Talk) -> Question:
    choices = list(_ready_choices(words, talk).values())
    return Question(numbered(choices, listed=True), words.ready.label)


def _take_ready(words: RepairWords, talk: Talk, answer: str) -> Talk:
    choices = _ready_choices(words, talk)
    chosen = choose(answer, list(choices.items()))
    if chosen == "already":
        return go_on(talk, notes=note(talk, ALREADY), **_came_back(talk))
    talk = replace(talk, **not_come_back(talk))
    if chosen == "steady":
        return go_on(talk, notes=note(talk, PREPARING))
    if chosen == "rest":
        return _rest(words, talk)
    if not answer:
        return finish(talk, *_not_now(words))
    return _number_wanted(talk, answer, len(choices), *_not_now(words))


def _not_now(words: RepairWords) -> tuple[Block, ...]:
    closing = words.closing
    return Say(closing.not_now), Ways(((closing.breathe, "breathe"),))


def _rest(words: RepairWords, talk: Talk) -> Talk:
    undo = Ways(((words.closing.reopen, f"rest --undo {talk.here.id}"),))
    rest = Rest(at=talk.scene.now)
    return finish(talk, Say(words.closing.rested), undo, **field_change(talk, rest=rest))


# Where, and how old: asked once


def _asks_once(talk: Talk, key: str, known: object) -> bool:
    asked = known is None or key in talk.scene.learned
    return preparing(talk) and not talk.scene.piped and asked


def _learning(talk: Talk, key: str, learned: Preferences) -> Talk:
    scene = replace(talk.scene, known=learned, learned=talk.scene.learned | {key})
    return replace(talk, scene=scene)


def _ask_where(words: RepairWords, talk: Talk) -> Question:
    lines = [each.line for each in talk.scene.vocabulary.settings]
    return Question(f"{words.where.ask}\n{numbered(lines, listed=False)}", words.where.label)


def _where_so_far(talk: Talk) -> str:
    settings = talk.scene.vocabulary.settings
    return next((each.line for each in settings if each.id == setting_of(talk)), "")


def _take_where(talk: Talk, answer: str) -> Talk:
    if not answer:
        return go_on(talk)
    settings = talk.scene.vocabulary.settings
    chosen = choose(answer, [(each.id, each.line) for each in settings])
    if not isinstance(chosen, str):
        kept = answer if chosen is None else ""
        return cannot_take(talk, talk.scene.retry.number.format(count=len(settings)), kept=kept)
    setting = cast("Setting", chosen)
    learned = talk.scene.known._replace(setting=setting)
    state = field_change(talk, setting=setting)
    return go_on(_learning(talk, "where", learned), learned=learned, **state)


def _age_so_far(talk: Talk) -> str:
    age = age_of(talk)
    return "" if age is None else str(age)


def _take_age(words: RepairWords, talk: Talk, answer: str) -> Talk:
    if not answer:
        return go_on(talk)
    found = re.findall(r"\d+", answer)
    if len(found) != 1 or int(found[0]) > OLDEST or len(answer) > 20:
        is_number = answer.isdigit()
        message = words.age.unusable if is_number else words.age.kept
        return cannot_take(talk, message, kept="" if is_number else answer)
    age = int(found[0])
    if young := re.search(r"\d\s*(mo|months?|mths?|weeks?|wks?|days?)\b", answer.casefold()):
        age = age // 12 if young[1].startswith("m") else 0
    state = field_change(talk, child_age=age)
    if talk.here.child:
        known: Preferences = talk.scene.known
        born = {**known.birth_years, talk.here.child: talk.scene.now.year - age}
        learned = known._replace(birth_years=born)
        return go_on(_learning(talk, "age", learned), learned=learned, **state)
    return go_on(_learning(talk, "age", talk.scene.known), **state)


# The end


def _stop(words: RepairWords, care: SafetyWords, talk: Talk) -> Talk:
    """Go to the words from among the steps; anywhere else, end as an empty answer would."""
    if talk.at in ("gate_care", "gate_where"):
        return safety.refused(talk, gate=care.gate_care)
    if talk.at == "gate_home":
        return safety.refused(talk, gate=care.gate_home)
    if talk.at in ("which", "planned", "ready"):
        return talk.steps.row[talk.at].take(talk, "")
    if talk.at in (*HOME_STEPS, "under", "presence", "put_right") and draft_of(talk).script:
        after = "coach" if "coach" in talk.steps.row else "change"
        return go_on(talk, to=after, notes=without_judgement(talk) - {CHANGING})
    return _close(words, talk)


def _close(words: RepairWords, talk: Talk) -> Talk:
    closing = words.closing
    if talk.notes & {ALREADY, SAID}:
        return came_back(words, talk)
    if preparing(talk):
        if draft_of(talk).script:
            return keep_planned(words, talk)
        return finish(talk, Say(closing.none))
    return finish(talk, *_not_now(words))
