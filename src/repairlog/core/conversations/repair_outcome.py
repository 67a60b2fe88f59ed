"""After a repair: when it was, how it was, what to keep. Coming back is what counts."""

from repairlog.core.conversations.blocks import Say
from repairlog.core.conversations.choices import choose, numbered
from repairlog.core.conversations.engine import Question, Talk, cannot_take, finish, go_on
from repairlog.core.conversations.questions import no_such_day
from repairlog.core.conversations.repair_state import draft_of, is_hurt, saving_attempt
from repairlog.core.dates.clock import Unclear
from repairlog.core.dates.naming import When, describe, name, today, today_is
from repairlog.core.dates.parse import read_when
from repairlog.core.wording.conversations import RepairWords


def take_said(talk: Talk, answer: str) -> Talk:
    """Keep what was said or done, as a note."""
    return go_on(talk, **saving_attempt(talk, note=answer)) if answer else go_on(talk)


def ask_when(words: RepairWords, talk: Talk) -> Question:
    """Ask for the day; an empty answer keeps it, after midnight the day before."""
    return Question(words.when.ask.format(today=_day(talk)), words.when.label)


def _day(talk: Talk) -> str:
    """Say which day an empty answer keeps."""
    at = draft_of(talk).at
    if at is None or at == today(talk.scene.now, talk.scene.localise).at:
        return today_is(talk.scene.now)
    return f"{at:%A} {at.day} {at:%B}"


def when_so_far(talk: Talk) -> str:
    """Return the time of coming back where one was said."""
    draft = draft_of(talk)
    if draft.at is None or draft.precision == "day":
        return ""
    return describe(When(draft.at, draft.precision), talk.scene.now)


def take_when(talk: Talk, answer: str) -> Talk:
    """Take the day or time of coming back; empty keeps today."""
    if not answer:
        return go_on(talk)
    when = read_when(answer, talk.scene.now, talk.scene.localise)
    if isinstance(when, Unclear):
        return no_such_day(talk, when, answer, _day(talk))
    said = Say(f"{describe(when, talk.scene.now)}.")
    return go_on(talk, said, **saving_attempt(talk, at=when.at, precision=when.precision))


_OUTCOMES = {
    "settled": ("reconnected", "engaged"),
    "heard": ("offered", "engaged"),
    "not_ready": ("offered", "not-yet"),
    "no_talk": ("offered", "no-talk"),
}


def _was_choices(words: RepairWords, talk: Talk) -> dict[str, str]:
    choices = {key: str(getattr(words.was, key)) for key in _OUTCOMES}
    if is_hurt(talk):
        del choices["settled"]
    return choices


def ask_was(words: RepairWords, talk: Talk) -> Question:
    """Ask how it was; after harm, settled is not among the answers."""
    choices = list(_was_choices(words, talk).values())
    return Question(f"{words.was.ask}\n{numbered(choices, listed=True)}", words.was.label)


def was_so_far(words: RepairWords, talk: Talk) -> str:
    """Return how it was, where that was said."""
    draft = draft_of(talk)
    given = (draft.outcome, draft.response)
    return next(
        (str(getattr(words.was, key)) for key, how in _OUTCOMES.items() if how == given), ""
    )


def take_was(words: RepairWords, talk: Talk, answer: str) -> Talk:
    """Take how it was: whether it was settled, and how they answered."""
    if not answer:
        return go_on(talk)
    choices = _was_choices(words, talk)
    chosen = choose(answer, list(choices.items()))
    if isinstance(chosen, str):
        outcome, response = _OUTCOMES[chosen]
        return go_on(talk, **saving_attempt(talk, outcome=outcome, response=response))
    retry = talk.scene.retry.number if chosen is None else talk.scene.retry.range_only
    kept = answer if chosen is None else ""
    return cannot_take(talk, retry.format(count=len(choices)), kept=kept)


def came_back(words: RepairWords, talk: Talk) -> Talk:
    """End after coming back; where someone was hurt, without calling it that."""
    closing = words.closing
    if is_hurt(talk):
        return finish(talk, Say(f"{closing.kept} {closing.nothing_owed}"))
    came = closing.came_back.format(day=name_of(talk))
    more = {"engaged": closing.may_again, "not-yet": closing.nothing_owed}
    newest = talk.here.attempts[-1]
    after = more.get(newest.response or "", closing.nothing_owed if newest.response else "")
    if newest.outcome == "reconnected":
        after = ""
    return finish(talk, Say(f"{came} {after}".strip()))


def name_of(talk: Talk) -> str:
    """Return the day of the moment, as it is called."""
    return name(talk.here.happened, "day", talk.scene.now)
