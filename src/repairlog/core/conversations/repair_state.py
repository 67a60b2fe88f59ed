"""What a repair conversation knows: where, how old, which attempt, and what was said of harm."""

from typing import Any

from repairlog.core.conversations import safety
from repairlog.core.conversations.engine import Question, Talk, saving
from repairlog.core.entries.changes import Change
from repairlog.core.entries.model import Repair, Setting
from repairlog.core.wording.conversations import Prompt

PASSED, PASSED_CARE, HURT = "passed the gate", "passed in care", "someone may be hurt"
PREPARING, ALREADY, SAID, CHANGING = "preparing", "already", "said", "changing"
"""The notes a talk keeps: which way it went."""


def setting_of(talk: Talk) -> Setting | None:
    """Return where they look after the child, if it is known."""
    return talk.here.setting or talk.scene.known.setting


def age_of(talk: Talk) -> int | None:
    """Return about how many years old the child is, if it is known."""
    known = talk.scene.known.age(talk.here.child, talk.scene.now.year)
    return known if known is not None else talk.here.child_age


def in_care(talk: Talk) -> bool:
    """Whether this is a care home, a foster home or a school: three steps, and a gate."""
    return setting_of(talk) in safety.CARE_SETTINGS


def preparing(talk: Talk) -> bool:
    """Whether the words are being put together."""
    return PREPARING in talk.notes


def preparing_at_home(talk: Talk) -> bool:
    """Whether the five steps are."""
    return preparing(talk) and not in_care(talk)


def is_hurt(talk: Talk) -> bool:
    """Whether someone was hurt or held, or may have been."""
    return HURT in talk.notes or talk.here.apart


def draft_of(talk: Talk) -> Repair:
    """Return the attempt being prepared or told about, or an empty one not yet begun."""
    found = next((each for each in talk.here.attempts if each.id == talk.attempt), None)
    return found or Repair(id=talk.attempt, edited=talk.scene.now)


def not_come_back(talk: Talk) -> dict[str, Any]:
    """Return the state that takes back a coming back, once somebody went back and chose anew."""
    if draft_of(talk).outcome == "planned":
        return {}
    return saving_attempt(talk, outcome="planned", at=None, precision="day", response=None)


def saving_attempt(talk: Talk, **fields: Any) -> dict[str, Any]:
    """Return the state that saves these fields of the attempt."""
    return saving(talk, Change(repair=draft_of(talk).id, repair_fields=fields))


def asked(prompt: Prompt, talk: Talk) -> Question:
    """Return a prompt as a question."""
    return Question(prompt.ask.format(child=talk.child), prompt.label)
